"""Cases: a question to answer, an excerpt to look up, a statement to check, each with what is right."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import BeforeValidator, Discriminator, Field, Tag, field_validator, model_validator

from evals.alter.alterations import Alteration, Change
from index.article import Draft, article_id
from rag.answer import Noun, Turn
from rag.lookup.finding import LookupVerdict

QuestionKind = Literal[
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
]
Wording = Literal["verbatim", "paraphrase", "translation", "written", "claim"]
UNANSWERABLE: frozenset[QuestionKind] = frozenset({"off-topic", "near-miss", "removed-gold"})


class _Case(Noun):
    """What every case has.

    `articles` are the relevant ones, by id, source or end of the source (such as a file's name): any of them will do,
    but a multi-article question needs all. `quotes` are relevant words of theirs. `about` names the articles of a case
    that none answers, `without` those that are taken out before asking.
    """

    id: str = Field(min_length=1, pattern=r"^\S+$")
    language: str = Field(pattern=r"^[a-z]{2,3}$")
    articles: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    reviewed: bool = True

    @property
    def answerable(self) -> bool:
        """Whether the articles asked hold anything of it."""
        return True


class QuestionCase(_Case):
    """A question with what a good answer holds.

    `answers` are the facts an answer must contain, each with the forms that are accepted; a plain list of strings in a
    file is one fact. `standalone` says how a follow-up reads without its history, `forbidden` what must not reach the
    reader.
    """

    question: str
    kind: QuestionKind = "fact"
    history: tuple[Turn, ...] = ()
    standalone: str | None = None
    answers: tuple[tuple[str, ...], ...] = ()
    forbidden: tuple[str, ...] = ()

    @field_validator("answers", mode="before")
    @classmethod
    def _read_facts(cls, value: Any) -> Any:
        plain = isinstance(value, list | tuple) and value and all(isinstance(one, str) for one in value)
        return [value] if plain else value

    @model_validator(mode="after")
    def _require_answer(self) -> "QuestionCase":
        if any(not form.strip() for fact in self.answers for form in fact) or not all(self.answers):
            raise ValueError("an accepted answer is empty")
        if self.answerable and not (self.articles or self.quotes or self.forbidden):
            raise ValueError("an answerable question needs the articles or quotes that answer it")
        return self

    @property
    def text(self) -> str:
        """What is asked."""
        return self.question

    @property
    def answerable(self) -> bool:
        """Whether the articles asked hold an answer."""
        return self.kind not in UNANSWERABLE


class ExcerptCase(_Case):
    """Words to look up: what should be found, and what was altered in them."""

    excerpt: str
    verdict: LookupVerdict
    alteration: Alteration | None = None

    @model_validator(mode="after")
    def _require_article(self) -> "ExcerptCase":
        if self.answerable and not (self.articles or self.quotes):
            raise ValueError("an excerpt that isn't absent needs the articles or quotes that it is taken from")
        return self

    @property
    def text(self) -> str:
        """What is looked up."""
        return self.excerpt

    @property
    def kind(self) -> str:
        """What it counts as in figures: the verdict, and what was altered."""
        return f"{self.verdict}-{self.alteration.change}" if self.alteration else self.verdict

    @property
    def answerable(self) -> bool:
        """Whether it stands anywhere."""
        return self.verdict != "absent"


class StatementCase(_Case):
    """A statement to check against the passage with its quote, or the first passage of the article `cited`.

    Without either it is checked against the whole of its articles. `label` says whether what it cites supports it.
    `wording` is that of the statement beside its article's, "written" if a model wrote it, "claim" if it is somebody
    else's; `alteration` is what was changed in it.
    """

    statement: str
    label: Literal["supported", "unsupported"]
    wording: Wording = "paraphrase"
    alteration: Alteration | None = None
    cited: str | None = None

    @model_validator(mode="after")
    def _require_citation(self) -> "StatementCase":
        if not (self.quotes or self.cited or self.articles):
            raise ValueError("a statement needs the quote or the article that it cites")
        return self

    @property
    def text(self) -> str:
        """What is checked."""
        return self.statement

    @property
    def kind(self) -> str:
        """What it counts as in figures: its wording if it is true, what is false about it otherwise."""
        if self.label == "supported":
            return self.wording
        if self.cited:
            return "misplaced"
        return f"false-{self.alteration.change if self.alteration else self.wording}"


# Excerpts and statements used to stand as the question, told by their kind: sets that were written so are still read.
_EARLIER_KINDS: Mapping[str, dict[str, str]] = {
    **{verdict: {"verdict": verdict} for verdict in ("exact", "absent")},
    **{f"altered-{change}": {"verdict": "altered"} for change in get_args(Change)},
    **{wording: {"label": "supported", "wording": wording} for wording in get_args(Wording)},
    **{f"false-{change}": {"label": "unsupported"} for change in get_args(Change)},
    "false-written": {"label": "unsupported", "wording": "written"},
    "misplaced": {"label": "unsupported", "wording": "verbatim"},
}


def _upgrade(case: Any) -> Any:
    """Return the fields of a case as they are written now, without those that are empty."""
    if not isinstance(case, dict):
        return case
    fields = {name: value for name, value in case.items() if value not in (None, [])}
    if known := _EARLIER_KINDS.get(str(fields.get("kind"))):
        text = {"excerpt" if "verdict" in known else "statement": fields.pop("question", None)}
        del fields["kind"]
        return fields | text | known
    return fields


def _label(case: Any) -> str:
    """Tell which of the three a case is: by the field that holds its text."""
    fields = case if isinstance(case, dict) else type(case).model_fields
    return next((name for name in ("excerpt", "statement") if name in fields), "question")


Case = Annotated[
    Annotated[QuestionCase, Tag("question")]
    | Annotated[ExcerptCase, Tag("excerpt")]
    | Annotated[StatementCase, Tag("statement")],
    Discriminator(_label),
    BeforeValidator(_upgrade),
]
AnyCase = TypeVar("AnyCase", bound=_Case)


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Cases under a name, and the articles they bring; None asks the home's own library.

    Without `today` what a question says of last year or yesterday is not read, so that a run is the same on any day.
    `origin` holds the articles as they were before some were left out or altered.
    """

    name: str
    cases: tuple[Case, ...]
    drafts: tuple[Draft, ...] | None = None
    today: date | None = None
    origin: tuple[Draft, ...] | None = None

    def select(self, kind: type[AnyCase]) -> tuple[AnyCase, ...]:
        """Return the cases that are questions, excerpts or statements."""
        return tuple(case for case in self.cases if isinstance(case, kind))


def matches(source: str, name: str) -> bool:
    """Tell whether `name` means the article of this source: its id, its source, or the end of it."""
    return source == name or source.endswith((f"/{name}", f"#{name}")) or article_id(source) == name
