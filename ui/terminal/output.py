"""What the command line writes for programs and logs: one thing a line, results and errors apart."""

import json
import sys
from typing import Any, NoReturn

import typer

_ESCAPED = {code: f"\\u{code:04x}" for code in range(0x7F, 0xA0)}  # json itself escapes those below 0x20


def print_line(line: str) -> None:
    """Write a line of the result."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def print_json(value: Any) -> None:
    """Write a value as a line of JSON; control characters and lone surrogates stay JSON's own escapes."""
    text = json.dumps(value, ensure_ascii=False).translate(_ESCAPED)
    print_line(text.encode("utf-8", "backslashreplace").decode())


def print_fields(line: str, fields: dict[str, str | int], *, as_json: bool) -> None:
    """Write what was done, as a line or as JSON."""
    if as_json:
        print_json(fields)
    else:
        print_line(line)


def print_error(line: str) -> None:
    """Write what failed as one line on stderr, without control characters."""
    from index.tidy.characters import fold_space

    sys.stderr.write(f"pullquote: {fold_space(line)}\n")


def fail(line: str, code: int) -> NoReturn:
    """Report an error and end with an exit code."""
    print_error(line)
    raise typer.Exit(code)


def error_line(error: Exception) -> str:
    """Return an error as one line, a validation error with the names of the fields."""
    from pydantic import ValidationError

    from ui.service.validation import describe_faults

    if isinstance(error, ValidationError):
        return describe_faults(error.errors())
    return " ".join(str(error).split())
