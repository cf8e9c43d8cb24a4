"""Question sets: what is asked, and how one knows that it was answered well.

A set is a .jsonl file with one Case a line. Its first line may be a header that names the articles it is
asked about, `{"corpus": ["../articles"]}`, as paths seen from the file; without one, the set is asked of the
home's own library. A header with `today` says on which day questions about last year or yesterday are asked.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from evals.alter.alterations import Alteration
from evals.errors import SetError
from index.article import Article, Draft
from index.read.files import read_all
from rag.answer import Turn

Kind = Literal[
    "fact",
    "cross-language",
    "multi-article",
    "follow-up",
    "off-topic",
    "near-miss",
    "removed-gold",
    "title",
    "sentence",
    "altered-sentence",
    "planted-instruction",
    "planted-article",
    "planted-canary",
    "exact",
    "altered-figure",
    "altered-name",
    "altered-date",
    "altered-negation",
    "absent",
    "verbatim",
    "paraphrase",
    "translation",
    "written",
    "misplaced",
    "false-figure",
    "false-name",
    "false-date",
    "false-negation",
    "false-unit",
    "false-written",
]
Noun = TypeVar("Noun", bound=BaseModel)
UNANSWERABLE: frozenset[Kind] = frozenset({"off-topic", "near-miss", "removed-gold", "absent"})
TRUE: frozenset[Kind] = frozenset(
    {"verbatim", "paraphrase", "translation", "written"}
)  # statements that what they cite supports
LOOKED_UP = frozenset({"exact", "altered", "absent"})  # verdicts on excerpts, which kinds of lookup begin with


class Header(BaseModel):
    """A set's first line: the articles it is asked about, as paths seen from its file, and the day it is asked on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    corpus: tuple[str, ...] = Field(min_length=1)
    today: date | None = None


class Case(BaseModel):
    """One question with what a good answer holds.

    `answers` are the facts an answer must contain, each with the forms that are accepted; a plain list of
    strings in a file is one fact. `articles` are the relevant ones, by id, source or end of the source (such
    as a file's name): any of them will do, but a multi-article case needs all. `quotes` are relevant words
    of theirs. `without` names articles that are taken out before asking, `forbidden` strings that must not
    reach the reader, `standalone` how a follow-up reads without its history. An
    excerpt to look up, or a statement to check, stands as the question; `alteration` is what was changed in it. A
    statement cites the passage with its quote, or the first one of the article `cited`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(min_length=1, pattern=r"^\S+$")
    question: str
    language: str = Field(pattern=r"^[a-z]{2,3}$")
    kind: Kind = "fact"
    history: tuple[Turn, ...] = ()
    standalone: str | None = None
    answers: tuple[tuple[str, ...], ...] = ()
    articles: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    alteration: Alteration | None = None
    cited: str | None = None
    reviewed: bool = True

    @field_validator("answers", mode="before")
    @classmethod
    def _facts(cls, value: Any) -> Any:
        plain = isinstance(value, list | tuple) and value and all(isinstance(one, str) for one in value)
        return [value] if plain else value

    @model_validator(mode="after")
    def _can_be_judged(self) -> "Case":
        if any(not form.strip() for fact in self.answers for form in fact) or not all(self.answers):
            raise ValueError("an accepted answer is empty")
        if self.answerable and not (self.articles or self.quotes or self.forbidden):
            raise ValueError("an answerable question needs the articles or quotes that answer it")
        return self

    @property
    def answerable(self) -> bool:
        """Whether the articles asked hold an answer."""
        return self.kind not in UNANSWERABLE

    @property
    def verdict(self) -> str | None:
        """What looking it up should say: `exact`, `altered` or `absent`; None if it isn't an excerpt."""
        verdict = self.kind.partition("-")[0]
        return verdict if verdict in LOOKED_UP and self.kind != "altered-sentence" else None

    @property
    def supported(self) -> bool | None:
        """Whether what it cites supports it; None if it isn't a statement to check."""
        if self.kind in TRUE:
            return True
        return False if self.kind == "misplaced" or self.kind.startswith("false-") else None


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Cases under a name, and the articles they bring; None asks the home's own library.

    Without `today` what a question says of last year or yesterday is not read, so that a run is the same on any day.
    """

    name: str
    cases: tuple[Case, ...]
    drafts: tuple[Draft, ...] | None = None
    today: date | None = None


def read_set(path: Path, corpus: Path | None = None) -> QuestionSet:
    """Read our .jsonl, asked of `corpus` rather than of what its header names; raise SetError with the wrong line."""
    cases: list[Case] = []
    sources = [str(corpus)] if corpus else []
    today: date | None = None
    for at, (where, fields) in enumerate(read_rows(path)):
        if at == 0 and "corpus" in fields and "question" not in fields:
            header = validate(Header, fields, where)
            sources = sources or [str(path.parent / one) for one in header.corpus]
            today = header.today
        else:
            cases.append(validate(Case, fields, where))
    return QuestionSet(path.stem, require_cases(cases, path), read_corpus(sources) if sources else None, today)


def read_corpus(sources: Sequence[str]) -> tuple[Draft, ...]:
    """Read the articles a set is asked about; raise SetError if there are none, or one can't be read."""
    found = tuple(read_all(sources))
    for one in found:
        if not isinstance(one, Draft):
            raise SetError(f"the set's article {one.source} can't be read: {one.reason}")
    if not found:
        raise SetError(f"there are no articles in {', '.join(sources)}")
    return found  # type: ignore[return-value]  # only drafts are left


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


def format_case(case: Case) -> str:
    """Return a case as a line of our .jsonl."""
    return case.model_dump_json(exclude_defaults=True)


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


def matches(article: Article, name: str) -> bool:
    """Tell whether `name` means this article: its id, its source, or the end of it."""
    return name in {article.id, article.source} or article.source.endswith((f"/{name}", f"#{name}"))


def validate(noun: type[Noun], fields: Mapping[str, Any], where: str) -> Noun:
    """Make a Case or Header of its fields; raise SetError with the first that is wrong, and where it stands."""
    try:
        return noun.model_validate(fields)
    except ValidationError as error:
        fault = error.errors()[0]
        name = ".".join(map(str, fault["loc"])) or "the case"
        raise SetError(f"{where}: {name}: {fault['msg'].removeprefix('Value error, ')}") from error


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
