"""Finding, Match, Difference: the nouns of looking up an excerpt."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from rag.answer import Citation

Verdict = Literal["exact", "altered", "absent"]
Kind = Literal["figure", "name", "date", "negation", "dropped", "added", "words", "case", "signs"]


class _Noun(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Difference(_Noun):
    """What the excerpt says and what the article says in its place; either is empty where it has nothing."""

    kind: Kind
    excerpt: str
    article: str


class Match(Citation):
    """A place where the excerpt stands, or a part of it; word for word if nothing differs.

    `similarity` is the share of words and signs that are the same, 1 for word for word.
    """

    similarity: float
    differences: tuple[Difference, ...] = ()


class Related(_Noun):
    """A passage that may say the same in other words or in another language; never a match."""

    article_id: str
    revision: str
    passage_id: str
    title: str
    publisher: str | None
    published: date | None
    language: str
    source: str
    start: int
    end: int
    text: str
    score: float


class Finding(_Noun):
    """Whether and where an excerpt stands in the corpus.

    `exact`: its words stand in a row in each of the matches that differ in nothing. `altered`: each match says what
    differs. `stitched`: its parts stand at several places, one match for each, in the order of the excerpt.
    `earlier` holds where it stood word for word in a revision that has been replaced; it has no passages, so their
    id is empty.
    """

    id: str | int | None = None
    excerpt: str
    verdict: Verdict
    stitched: bool = False
    matches: tuple[Match, ...] = ()
    related: tuple[Related, ...] = ()
    earlier: tuple[Match, ...] = ()
