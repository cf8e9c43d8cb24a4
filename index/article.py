"""The nouns: Draft and ReadFailure, Article, Passage, Sentence.

Passages and sentences are places in an article's text, never copies of it: `start` and `end` count
Unicode code points, so `article.text[span.start:span.end]` is the passage.
"""

import hashlib
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from typing import Protocol


class Span(Protocol):
    """Anything that lies between two offsets of a text."""

    @property
    def start(self) -> int:
        """First code point."""

    @property
    def end(self) -> int:
        """One past the last code point."""


def _hash(*parts: object) -> str:
    joined = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(joined.encode()).hexdigest()[:20]


def article_id(source: str) -> str:
    """Name the article that comes from `source`; the same source keeps its id when its text changes."""
    return _hash("article", source)


def revision_of(text: str) -> str:
    """Name one state of an article's text."""
    return _hash("revision", text)


def span_id(article: str, revision: str, start: int, end: int) -> str:
    """Name a passage or sentence; never reused, because the revision is part of it."""
    return _hash("span", article, revision, start, end)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a reader found in a file, before tidying: raw text, and what the file says about it.

    `markup` is "plain" (as pasted), "markdown", "html", "document" or "mail" (all reduced to their paragraphs) or
    "clean". `pages` are the offsets where its pages begin: a text with pages is folded, a paragraph to a block.
    """

    source: str
    text: str
    markup: str = "plain"
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    language: str | None = None
    url: str | None = None
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadFailure:
    """An input that could not be read, and why, in one line."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Article:
    """A tidied article at one revision.

    `source` is its resolved path or URL; `url` is where readers find it on the web, if the text says. `pages` are the
    offsets where its pages begin, if it has pages.
    """

    id: str
    revision: str
    text: str
    title: str
    publisher: str | None
    published: date | None
    language: str
    source: str
    url: str | None = None
    pages: tuple[int, ...] = ()

    @property
    def is_genuine(self) -> bool:
        """Tell whether the text is the one that the revision names."""
        return revision_of(self.text) == self.revision

    def page_at(self, offset: int) -> int | None:
        """Return the number of the page that an offset of the text lies on, from 1; None if it has no pages."""
        return max(1, bisect_right(self.pages, offset)) if self.pages else None


@dataclass(frozen=True, slots=True)
class Sentence:
    """The unit that is quoted. A heading is kept apart: it belongs to a passage, and answers only with a figure."""

    id: str
    start: int
    end: int
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences of one article, the unit that is retrieved."""

    id: str
    start: int
    end: int
    sentences: tuple[Sentence, ...]
