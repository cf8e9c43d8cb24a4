"""The outer edge of the command line: settings in, errors out as one line and an exit code."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from ui.terminal.output import complain, fail, line_of

if TYPE_CHECKING:
    from rich.console import Console

    from ui.service.service import Service
    from ui.settings import Settings

Json = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]


def settings_of(context: typer.Context) -> "Settings":
    """Read the settings, with the home that the command line names; a wrong one ends the command."""
    from pydantic import ValidationError
    from pydantic_settings import SettingsError

    from ui.settings import Settings

    try:
        settings = Settings()
    except SettingsError as error:
        fail(f"the settings can't be used: {line_of(error)}", 2)
    except ValidationError as error:
        from ui.service.validation import reason

        fault = error.errors()[0]
        name = "PULLQUOTE_" + "__".join(str(part).upper() for part in fault["loc"])
        fail(f"the setting {name.rstrip('_')} can't be used: {reason(fault)}", 2)
    return settings.model_copy(update={"home": context.obj}) if context.obj else settings


@contextmanager
def told() -> Iterator[None]:
    """Tell a known error in one line on stderr, and end with its exit code."""
    from ui.service.problems import TOLD, exit_code_of

    try:
        yield
    except TOLD as error:
        fail(str(error), exit_code_of(error))
    except UnicodeEncodeError:
        fail("an argument isn't valid text in UTF-8", 2)


@contextmanager
def service_of(context: typer.Context, *, writing: bool = False) -> Iterator["Service"]:
    """Open the Service of the home; an error that is known ends the command."""
    settings = settings_of(context)
    from ui.service.service import open_service

    with told(), open_service(settings, complain, writing=writing) as service:
        yield service


def stdout() -> "Console":
    """Return where results go that people read."""
    from rich.console import Console

    return Console(highlight=False)


def stderr() -> "Console":
    """Return where progress goes."""
    from rich.console import Console

    return Console(stderr=True, highlight=False)
