"""Finding, Match, Difference: the nouns of looking up an excerpt."""

from typing import Literal

from rag.answer import Citation, FoundPassage, Noun

LookupVerdict = Literal["exact", "altered", "absent"]
DifferenceKind = Literal["figure", "name", "date", "negation", "dropped", "added", "words", "notation", "case", "signs"]


class Difference(Noun):
    """What the excerpt says and what the article says in its place; either is empty where it has nothing.

    Of the kind `notation` is what says the same: 12400 and 12,400, 5% and 5 percent, US and U.S.
    """

    kind: DifferenceKind
    excerpt: str
    article: str


class Match(Citation):
    """A place where the excerpt stands, or a part of it; word for word if nothing differs.

    `similarity` is the share of words and signs that are the same, 1 for word for word.
    """

    similarity: float
    differences: tuple[Difference, ...] = ()


class Related(FoundPassage):
    """A passage that may say the same in other words or in another language; never a match."""


class Finding(Noun):
    """Whether and where an excerpt stands in the corpus.

    `exact`: its words stand in a row in each of the matches that differ in nothing. `altered`: each match says what
    differs. `stitched`: its parts stand at several places, one match for each, in the order of the excerpt.
    `earlier` holds where it stood word for word in a revision that has been replaced; it has no passages, so their
    id is empty. `undated` counts the articles that a filter by day left out for having no date.
    """

    id: str | int | None = None
    excerpt: str
    verdict: LookupVerdict
    stitched: bool = False
    matches: tuple[Match, ...] = ()
    related: tuple[Related, ...] = ()
    earlier: tuple[Match, ...] = ()
    undated: int = 0
