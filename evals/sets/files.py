"""Question sets as files: .jsonl with a case a line.

The first line may be a header that names the articles the set is asked about, `{"corpus": ["../articles"]}`, as paths
seen from the file; without one, the set is asked of the home's own library. A header with `today` says on which day
questions about last year or yesterday are asked.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from pydantic import Field, TypeAdapter, ValidationError

from evals.errors import SetError
from evals.sets.cases import Case, QuestionSet
from index.article import Draft
from index.read.files import read_all
from rag.answer import Noun


class Header(Noun):
    """A set's first line: the articles it is asked about, as paths seen from its file, and the day it is asked on."""

    corpus: tuple[str, ...] = Field(min_length=1)
    today: date | None = None


Shape = TypeVar("Shape")
_CASE: TypeAdapter[Case] = TypeAdapter(Case)
_HEADER = TypeAdapter(Header)


def read_set(path: Path, corpus: Path | None = None) -> QuestionSet:
    """Read our .jsonl, asked of `corpus` rather than of what its header names; raise SetError with the wrong line."""
    cases: list[Case] = []
    sources = [str(corpus)] if corpus else []
    today: date | None = None
    for at, (where, fields) in enumerate(read_rows(path)):
        if at == 0 and "corpus" in fields and "id" not in fields:
            header = _validate(_HEADER, fields, where)
            sources = sources or [str(path.parent / one) for one in header.corpus]
            today = header.today
        else:
            cases.append(read_case(fields, where))
    return QuestionSet(path.stem, require_cases(cases, path), read_corpus(sources) if sources else None, today)


def read_corpus(sources: Sequence[str]) -> tuple[Draft, ...]:
    """Read the articles a set is asked about; raise SetError if there are none, or one can't be read."""
    drafts = []
    for one in read_all(sources):
        if not isinstance(one, Draft):
            raise SetError(f"the set's article {one.source} can't be read: {one.reason}")
        drafts.append(one)
    if not drafts:
        raise SetError(f"there are no articles in {', '.join(sources)}")
    return tuple(drafts)


def read_case(fields: Mapping[str, Any], where: str) -> Case:
    """Make a case of its fields; raise SetError with the first that is wrong, and where it stands."""
    return _validate(_CASE, fields, where)


def _validate(shape: TypeAdapter[Shape], fields: Mapping[str, Any], where: str) -> Shape:
    try:
        return shape.validate_python(fields)
    except ValidationError as error:
        fault = error.errors()[0]
        place = fault["loc"][1:] if shape is _CASE else fault["loc"]  # the first is which of the cases it is
        name = ".".join(map(str, place)) or "the case"
        raise SetError(f"{where}: {name}: {fault['msg'].removeprefix('Value error, ')}") from error


def require_cases(cases: Sequence[Case], path: Path) -> tuple[Case, ...]:
    """Return the cases; raise SetError if there are none or two share an id."""
    seen: set[str] = set()
    for case in cases:
        if case.id in seen:
            raise SetError(f"{path} has two cases with the id {case.id}; give each its own")
        seen.add(case.id)
    if not cases:
        raise SetError(f"{path} has no questions in it")
    return tuple(cases)


def read_rows(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the object on each line of a .jsonl file after where it stands; raise SetError if it isn't one."""
    for number, line in enumerate(read_text(path).split("\n"), start=1):
        where = f"{path}, line {number}"
        if line.strip():
            try:
                fields = json.loads(line)
            except ValueError as error:
                raise SetError(f"{where} is not JSON: {error}") from error
            if not isinstance(fields, dict):
                raise SetError(f"{where} is not a JSON object")
            yield where, fields


def read_text(path: Path) -> str:
    """Return a set's text; raise SetError if it can't be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SetError(f"can't read the question set {path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise SetError(f"{path} is not in UTF-8") from error


def format_case(case: Case) -> str:
    """Return a case as a line of our .jsonl."""
    return case.model_dump_json(exclude_defaults=True)


def write_lines(path: Path, lines: Iterable[str]) -> int:
    """Write a new .jsonl file and count its lines; raise SetError if it is there already, or can't be written."""
    written = list(lines)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in written)
    except FileExistsError as error:
        raise SetError(f"{path} is there already; name another file, so that nothing of yours is lost") from error
    except OSError as error:
        raise SetError(f"can't write {path}: {error.strerror}") from error
    return len(written)
