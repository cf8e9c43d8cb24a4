"""What surrounds a command: settings in, errors out as one line and an exit code."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer
from typer.core import TyperGroup

from ui.terminal.output import error_line, fail, print_error, print_json

if TYPE_CHECKING:
    from pydantic import BaseModel
    from rich.console import Console

    from ui.service.service import Service
    from ui.settings import Settings

Result = TypeVar("Result", bound="BaseModel")
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


class Commands(TyperGroup):
    """Runs a command; an error that is known is reported in one line on stderr, and ends it with its exit code."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except (typer.Exit, typer.Abort):  # such as for --help, which has no time to import what is below
            raise
        except UnicodeEncodeError:
            fail("an argument isn't valid text in UTF-8", 2)
        except Exception as error:
            from ui.service.problems import KNOWN_ERRORS, exit_code_of

            if not isinstance(error, KNOWN_ERRORS):
                raise
            fail(str(error), exit_code_of(error))


def open_home(context: typer.Context, *, writing: bool = False) -> AbstractContextManager["Service"]:
    """Open the Service of the home."""
    settings = read_settings(context)
    from ui.service.service import open_service

    return open_service(settings, print_error, writing=writing)


def print_result(result: Result, show: Callable[["Console", Result], None], *, as_json: bool) -> None:
    """Print what came of a command, as JSON or to be read."""
    if as_json:
        print_json(result.model_dump(mode="json"))
    else:
        show(open_console(), result)


def open_console(*, stderr: bool = False) -> "Console":
    """Return where results go that people read; on stderr goes progress."""
    from rich.console import Console

    return Console(stderr=stderr, highlight=False)
