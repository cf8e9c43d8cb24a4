"""Libraries over the fake embedder, and what must be true of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from index.article import Draft
from index.library import AddResult, Library, open_library
from tests.fakes import FakeEmbedder


def make_draft(source: str, text: str, **fields: object) -> Draft:
    return Draft(source, text, "clean", **fields)  # type: ignore[arg-type]


def add(library: Library, source: str, text: str, **fields: object) -> AddResult:
    return library.add(make_draft(source, text, **fields))


@contextmanager
def open_home(home: Path, embedder: FakeEmbedder | None = None, *, sweep: bool = True) -> Iterator[Library]:
    with open_library(home, lambda: embedder or FakeEmbedder(), writing=True, sweep=sweep) as library:
        yield library


def find_nearest(library: Library, question: str, kind: str = "passages") -> str | None:
    """Return the source of the article whose passage or sentence is nearest to a question."""
    vector = FakeEmbedder(dimension=library.embedder.dimension).embed_question(question)  # type: ignore[attr-defined]
    ids = [name for name, _ in library.vectors.nearest(kind, vector, 1)]  # type: ignore[arg-type]
    if kind == "sentences":
        ids = list(library.catalog.passages_of_sentences(ids).values())
    return next((found.article.source for found in library.catalog.passages(ids).values()), None)


def assert_sound(library: Library) -> None:
    """The parts agree, and every live passage is found by its own text."""
    assert library.find_problems() == []
    ids, _ = library.catalog.ids()
    for name, found in library.catalog.passages(ids).items():
        text = found.article.text[found.passage.start : found.passage.end]
        vector = library.embedder.embed_question(text)
        best = library.vectors.nearest("passages", vector, 3)
        assert best[0][1] == pytest.approx(1, abs=1e-3)
        assert name in [one for one, _ in best]
