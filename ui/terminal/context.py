"""The outer edge of the command line: settings in, errors out as one line and an exit code."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from ui.terminal.output import error_line, fail, print_error

if TYPE_CHECKING:
    from rich.console import Console

    from ui.service.service import Service
    from ui.settings import Settings

Json = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]


def read_settings(context: typer.Context) -> "Settings":
    """Read the settings, with the home that the command line names; a wrong one ends the command."""
    from pydantic import ValidationError
    from pydantic_settings import SettingsError

    from ui.settings import Settings

    try:
        settings = Settings()
    except SettingsError as error:
        fail(f"the settings can't be used: {error_line(error)}", 2)
    except ValidationError as error:
        from ui.service.validation import describe_fault

        fault = error.errors()[0]
        name = "PULLQUOTE_" + "__".join(str(part).upper() for part in fault["loc"])
        fail(f"the setting {name.rstrip('_')} can't be used: {describe_fault(fault)}", 2)
    return settings.model_copy(update={"home": context.obj}) if context.obj else settings


@contextmanager
def report_errors() -> Iterator[None]:
    """Tell a known error in one line on stderr, and end with its exit code."""
    from ui.service.problems import KNOWN_ERRORS, exit_code_of

    try:
        yield
    except KNOWN_ERRORS as error:
        fail(str(error), exit_code_of(error))
    except UnicodeEncodeError:
        fail("an argument isn't valid text in UTF-8", 2)


@contextmanager
def open_home(context: typer.Context, *, writing: bool = False) -> Iterator["Service"]:
    """Open the Service of the home; an error that is known ends the command."""
    settings = read_settings(context)
    from ui.service.service import open_service

    with report_errors(), open_service(settings, print_error, writing=writing) as service:
        yield service


def stdout_console() -> "Console":
    """Return where results go that people read."""
    from rich.console import Console

    return Console(highlight=False)


def stderr_console() -> "Console":
    """Return where progress goes."""
    from rich.console import Console

    return Console(stderr=True, highlight=False)
