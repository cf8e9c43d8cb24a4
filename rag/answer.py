"""Answer, Statement, Citation: the nouns of asking.

Every citation is made by `cite`, which takes the quote out of the article's own text, so that
`article.text[start:end] == quote` holds by construction. The order of fields is that of the JSON.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from index.article import Article, Span
from rag.facts.dates.reader import times_of

EngineName = Literal["quote", "llm"]
Support = Literal["quoted", "supported", "contradicted", "unsupported", "unchecked"]
HELD: frozenset[Support] = frozenset({"quoted", "supported"})  # what the articles bear out
REJECTED: frozenset[Support] = frozenset({"contradicted", "unsupported"})
Reason = Literal["not_in_corpus", "empty_corpus", "nothing_supported"]
Confidence = Literal["answers", "closest"]


class Noun(BaseModel):
    """Anything that is told as JSON: frozen, and of exactly these fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Provenance(Noun):
    """Which passage of which article, at which revision, words come from."""

    article_id: str
    revision: str
    passage_id: str
    title: str
    publisher: str | None
    published: date | None
    language: str
    source: str


class FoundPassage(Provenance):
    """A passage that was found, with its words; scores compare within one result only."""

    start: int
    end: int
    text: str
    score: float


class Check(Noun):
    """One fact of a statement looked up in the cited text; `better` is a span elsewhere that has it."""

    kind: str
    value: str
    found: bool
    better: str | None = None


class NearCopy(Noun):
    """A near-copy of a cited article that has the cited words too, edited perhaps."""

    article_id: str
    title: str
    publisher: str | None
    published: date | None


class ResolvedTime(Noun):
    """Words of a quote that say when only together with its article's date, and what they mean: last year, 2025.

    Offsets are those of the article's text, as a citation's own.
    """

    words: str
    start: int
    end: int
    means: str


class _Numbered(Noun):
    number: int


class Citation(Provenance, _Numbered):  # which puts the number first
    """The exact words of one article that stand behind a statement; offsets are code points.

    `also_in` are the ids of the article's near-copies, of which `copies` tells publisher and date; `attributed_to` is
    whom the article names as its source for these words.
    """

    url: str | None = None
    page: int | None = None
    start: int
    end: int
    quote: str
    also_in: tuple[str, ...] = ()
    copies: tuple[NearCopy, ...] = ()
    attributed_to: tuple[str, ...] = ()
    times: tuple[ResolvedTime, ...] = ()


class Statement(Noun):
    """A sentence of an answer, the numbers of its citations, and how they support it.

    Of one that is `contradicted`, they say otherwise. `unchecked` is what can't be judged: it isn't there word for
    word, in a language that there are no rules for.
    """

    text: str
    support: Support
    citations: tuple[int, ...]
    checks: tuple[Check, ...] = ()


class SharedSource(Noun):
    """A source that citations of different articles rest on, which therefore don't agree independently.

    `own` are the citations of what it published itself.
    """

    source: str
    citations: tuple[int, ...]
    own: tuple[int, ...] = ()


class DifferingClaim(Noun):
    """What one citation says of something that another says differently."""

    citation: int
    says: str


class ReadPassage(Noun):
    """A passage that was read and not cited; scores compare within one answer only."""

    article_id: str
    revision: str
    passage_id: str
    title: str
    start: int
    end: int
    score: float


class Timings(Noun):
    """Milliseconds spent in each stage."""

    retrieve: float
    answer: float
    check: float
    total: float


class Answer(Noun):
    """What came of a question: statements with citations, or a reason why there are none.

    `confidence` is `closest` where the words cited are only the nearest and may not answer; None where it isn't known.
    Without an answer, `unnamed` are the names asked about that stand in no article; `lacks` tells nothing any more.
    `undated` counts the articles that a filter by day left out for having no date.
    """

    id: str | int | None = None
    question: str
    standalone_question: str
    answered: bool
    reason: Reason | None = None
    confidence: Confidence | None = None
    lacks: None = None
    unnamed: tuple[str, ...] = ()
    undated: int = 0
    engine: str
    fallback: str | None = None
    language: str
    text: str
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    read: tuple[ReadPassage, ...] = ()
    disagreement: str | None = None
    differing: tuple[DifferingClaim, ...] = ()
    shared_sources: tuple[SharedSource, ...] = ()
    timings_ms: Timings


class Turn(Noun):
    """An earlier question of a conversation and the text of its answer."""

    question: str
    text: str


def cite(
    number: int,
    article: Article,
    passage_id: str,
    span: Span,
    language: str = "en",
    *,
    copies: Sequence[Article] = (),
    attributed_to: Sequence[str] = (),
) -> Citation:
    """Cite the words of `article` that lie in `span`; what its times mean is told in the reader's `language`.

    `copies` are the near-copies of the article that have the words too.
    """
    return Citation(
        number=number,
        **provenance_of(article, passage_id),
        url=article.url,
        page=article.page_at(span.start),
        start=span.start,
        end=span.end,
        quote=article.text[span.start : span.end],
        also_in=tuple(copy.id for copy in copies),
        copies=tuple(map(to_copy, copies)),
        attributed_to=tuple(attributed_to),
        times=tuple(
            ResolvedTime(
                words=article.text[time.start : time.end],
                start=time.start,
                end=time.end,
                means=time.period.name(language),
            )
            for time in times_of(article, span)
            if time.period and not time.absolute
        ),
    )


def provenance_of(article: Article, passage_id: str) -> dict[str, Any]:
    """Return the fields of a Provenance."""
    known = ("revision", "title", "publisher", "published", "language", "source")
    return {"article_id": article.id, "passage_id": passage_id, **{name: getattr(article, name) for name in known}}


def to_copy(article: Article) -> NearCopy:
    """Name an article as a near-copy of another."""
    return NearCopy(
        article_id=article.id, title=article.title, publisher=article.publisher, published=article.published
    )


def add_markers(statement: Statement) -> str:
    """Write a statement as text followed by its citation markers: `… [1] [2]`."""
    return " ".join([statement.text, *(f"[{number}]" for number in statement.citations)])
