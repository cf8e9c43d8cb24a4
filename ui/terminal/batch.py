"""A file of requests, one a line, answered with a line each."""

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import typer

from ui.terminal.context import open_home
from ui.terminal.output import error_line, fail, print_error, print_json

if TYPE_CHECKING:
    from pydantic import BaseModel

    from ui.service.service import Service

Shape = TypeVar("Shape", bound="BaseModel")


def run_batch(
    context: typer.Context,
    path: Path,
    shape: type[Shape],
    common: dict[str, Any],
    act: Callable[["Service", Shape], "BaseModel"],
) -> None:
    """Answer each line of a file with a line; a line that fails says why, and the rest go on."""
    from ui.service.contract import Problem
    from ui.service.problems import KNOWN_ERRORS, exit_code_of, problem_of

    codes = [0]
    with open_home(context) as service:
        for line in _lines(path):
            identity: Any = None
            try:
                fields = json.loads(line)
                identity = fields.get("id") if isinstance(fields, dict) else None
                request = shape.model_validate({**common, **fields})
                print_json(act(service, request).model_dump(mode="json"))
            except KNOWN_ERRORS as error:
                print_json({"id": identity, "error": problem_of(error).model_dump()})
                codes.append(exit_code_of(error))
            except (ValueError, TypeError, RecursionError) as error:
                problem = Problem(
                    type="bad_request", title="The line is not in the right form", detail=error_line(error)
                )
                print_json({"id": identity, "error": problem.model_dump()})
                codes.append(1)
    if max(codes):
        print_error(f"{len(codes) - 1} of the lines failed; each says why in its place")
        raise typer.Exit(max(codes))


def _lines(path: Path) -> Iterable[bytes]:
    try:
        data = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    except OSError as error:
        fail(f"can't read {path}: {error_line(error)}", 2)
    return [line for line in data.split(b"\n") if line.strip()]
