"""What a written statement is checked with: anything that tells whether passages support it, and by which words.

`by_words` is the plainest: a statement is supported where a sentence has most of its words and the passage its
figures. Across languages words tell nothing, so there it goes by the figures alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from index.characters import fold_space
from rag.answer import Check, Support
from rag.retrieve import Hit
from rag.words import content_words, share_of

_SHARE = 0.5  # of a statement's words that a sentence has to have
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


class Place(Protocol):
    """Where words stand that support a statement."""

    @property
    def passage_id(self) -> str:
        """The passage."""

    @property
    def start(self) -> int:
        """First code point, in the article."""

    @property
    def end(self) -> int:
        """One past the last code point."""


class Verdict(Protocol):
    """Whether a statement is supported, the facts that were looked up, and the words that support it best."""

    @property
    def support(self) -> Support:
        """How it is supported."""

    @property
    def checks(self) -> tuple[Check, ...]:
        """Each fact that was looked up."""

    @property
    def place(self) -> Place | None:
        """The words nearest to it; None if there are none."""


class Supporting(Protocol):
    """Checks statements."""

    def __call__(self, statement: str, language: str, cited: Sequence[Hit], others: Sequence[Hit], /) -> Verdict:
        """Check a statement in a language against the passages it cites; `others` were read, too."""


@dataclass(frozen=True, slots=True)
class WordsPlace:
    """A sentence, and the share of a statement's words that it has."""

    passage_id: str
    start: int
    end: int
    share: float


@dataclass(frozen=True, slots=True)
class WordsVerdict:
    """What the words say."""

    support: Support
    checks: tuple[Check, ...] = ()
    place: WordsPlace | None = None


def by_words(statement: str, language: str, cited: Sequence[Hit], others: Sequence[Hit] = ()) -> WordsVerdict:  # noqa: ARG001  # Supporting's
    """Check a statement by its words and figures."""
    places = [place for hit in cited for place in _places(statement, hit)]
    if not places:
        return WordsVerdict("unsupported")
    best = max(places, key=lambda place: place.share)
    hit = next(hit for hit in cited if hit.passage.id == best.passage_id)
    if fold_space(statement) == fold_space(hit.article.text[best.start : best.end]):
        return WordsVerdict("quoted", (), best)
    there = {figure for one in cited for figure in _FIGURE.findall(one.text)}
    checks = tuple(Check(kind="figure", value=one, found=one in there) for one in _FIGURE.findall(statement))
    near = best.share >= _SHARE or hit.article.language != language
    supported = near and all(check.found for check in checks)
    return WordsVerdict("supported" if supported else "unsupported", checks, best)


def _places(statement: str, hit: Hit) -> Iterator[WordsPlace]:
    words = dict.fromkeys(content_words(statement), 1.0)
    for sentence in hit.passage.sentences:
        if not sentence.heading:
            share = share_of(words, hit.article.text[sentence.start : sentence.end])
            yield WordsPlace(hit.passage.id, sentence.start, sentence.end, share)
