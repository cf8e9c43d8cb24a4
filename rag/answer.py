"""Answer, Statement, Citation: the nouns of asking.

Every citation is made by `cite`, which takes the quote out of the article's own text, so that
`article.text[start:end] == quote` holds by construction.
"""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from index.article import Article, Span

Support = Literal["quoted", "supported", "unsupported"]
Reason = Literal["not_in_corpus", "empty_corpus", "nothing_supported"]


class _Noun(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Check(_Noun):
    """One fact of a statement looked up in the cited text; `better` is a span elsewhere that has it."""

    kind: str
    value: str
    found: bool
    better: str | None = None


class Citation(_Noun):
    """The exact words of one article that stand behind a statement; offsets are code points."""

    number: int
    article_id: str
    revision: str
    passage_id: str
    title: str
    publisher: str | None
    published: date | None
    language: str
    source: str
    url: str | None = None
    page: int | None = None
    start: int
    end: int
    quote: str
    also_in: tuple[str, ...] = ()


class Statement(_Noun):
    """A sentence of an answer, the numbers of its citations, and how they support it."""

    text: str
    support: Support
    citations: tuple[int, ...]
    checks: tuple[Check, ...] = ()


class ReadPassage(_Noun):
    """A passage that was read and not cited; scores compare within one answer only."""

    article_id: str
    revision: str
    passage_id: str
    title: str
    start: int
    end: int
    score: float


class Timings(_Noun):
    """Milliseconds spent in each stage."""

    retrieve: float
    answer: float
    check: float
    total: float


class Answer(_Noun):
    """What came of a question: statements with citations, or a reason why there are none."""

    id: str | int | None = None
    question: str
    standalone_question: str
    answered: bool
    reason: Reason | None = None
    engine: str
    fallback: str | None = None
    language: str
    text: str
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    read: tuple[ReadPassage, ...] = ()
    disagreement: str | None = None
    timings_ms: Timings


class Turn(_Noun):
    """An earlier question of a conversation and the text of its answer."""

    question: str
    text: str


def cite(number: int, article: Article, passage_id: str, span: Span) -> Citation:
    """Cite the words of `article` that lie in `span`."""
    return Citation(
        number=number,
        article_id=article.id,
        revision=article.revision,
        passage_id=passage_id,
        title=article.title,
        publisher=article.publisher,
        published=article.published,
        language=article.language,
        source=article.source,
        url=article.url,
        start=span.start,
        end=span.end,
        quote=article.text[span.start : span.end],
    )


def marked(statement: Statement) -> str:
    """Write a statement as text followed by its citation markers: `… [1] [2]`."""
    return " ".join([statement.text, *(f"[{number}]" for number in statement.citations)])
