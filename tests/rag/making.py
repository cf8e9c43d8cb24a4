"""Small articles, hits and readings made by hand, and an embedder that places texts by their subjects."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import PrivateAttr

from index.article import Article, Draft, Passage, Sentence, article_id, revision_of
from index.embed.embedder import Embedder, Embeddings
from index.library import Library, open_library
from rag.retrieve.hit import Hit, Reading

SMALL = {
    "harbour.txt": Draft(
        "harbour.txt",
        "The ferry to Bohol takes two hours. It left Cebu at noon.",
        title="A ferry at noon",
        publisher="Harbour Post",
        published=date(2026, 1, 5),
        language="en",
    ),
    "market.txt": Draft(
        "market.txt",
        "Rice costs 52 pesos a kilo. Traders expect no change.",
        title="What rice costs",
        publisher="Market Daily",
        published=date(2026, 2, 9),
        language="en",
    ),
    "palengke.txt": Draft(
        "palengke.txt",
        "Mura ang isda sa palengke. Hindi pa tiyak ang presyo bukas.",
        title="Isda sa palengke",
        publisher="Balita",
        published=None,
        language="tl",
    ),
}


class Placed(Embedder):
    """An axis for each subject: texts that name words of the same subject lie near, all others far."""

    _subjects: tuple[tuple[str, ...], ...] = PrivateAttr()

    def __init__(self, *subjects: str) -> None:
        super().__init__(model_name="placed")
        self._subjects = tuple(tuple(subject.split()) for subject in subjects)

    @property
    def identity(self) -> str:
        return "placed"

    def embed_question(self, text: str) -> Embeddings:
        named = [any(word in text.lower() for word in words) for words in self._subjects]
        vector = np.array([*named, 0.2], dtype=np.float32)
        return vector / np.linalg.norm(vector)

    def embed_passages(self, texts: Sequence[str]) -> Embeddings:
        return np.stack([self.embed_question(text) for text in texts])

    def count_tokens(self, text: str) -> int:
        return len(text.split())


@contextmanager
def library_of(home: Path, *drafts: Draft, embedder: Embedder | None = None) -> Iterator[Library]:
    """Open a library of drafts in `home`."""
    placed = embedder or Placed("ferry boat", "rice bigas", "fish isda")
    with open_library(home, lambda: placed, writing=True) as library:
        for draft in drafts:
            assert library.add(draft).status == "added"
        yield library


def article(text: str, **fields: Any) -> Article:
    """Make an article of `text`."""
    source = fields.pop("source", "made.txt")
    known: dict[str, Any] = {"title": "Made", "publisher": None, "published": None, "language": "en", **fields}
    return Article(id=article_id(source), revision=revision_of(text), text=text, source=source, **known)


def hit(
    *sentences: tuple[str, float],
    source: str = "made.txt",
    headings: Sequence[str] = (),
    similarity: float = 0.0,
    **fields: Any,
) -> Hit:
    """Make a hit of one passage from its sentences and how near each is to the question."""
    text = " ".join(words for words, _ in sentences)
    spans, near, at = [], {}, 0
    for words, nearness in sentences:
        span = Sentence(f"{source}:{at}", at, at + len(words), heading=words in headings)
        spans.append(span)
        near[span.id] = nearness
        at = span.end + 1
    passage = Passage(f"{source}:passage", 0, len(text), tuple(spans))
    return Hit(article(text, source=source, **fields), passage, max(near.values()), similarity, 0.0, near)


def reading(question: str, *hits: Hit, language: str = "en", unknown: Sequence[str] = ()) -> Reading:
    """Make a reading of hits, best first."""
    return Reading(question, language, hits, frozenset(unknown))
