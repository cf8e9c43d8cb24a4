"""An engine over the project's own corpus, and tiny libraries."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.embed.e5 import BundledE5
from index.library import Library, open_library
from rag.engine import Engine
from rag.reader.reader import Reader, open_reader
from tests.rag.making import SMALL, Placed, library_of


@pytest.fixture(scope="session")
def corpus_engine(corpus: Library) -> Engine:
    return Engine(corpus)


@pytest.fixture(scope="session")
def reader(embedder: BundledE5) -> Reader:
    found = open_reader(embedder)
    assert found is not None
    return found


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Library]:
    """Three tiny articles about a ferry, rice and fish, placed by subject."""
    with library_of(tmp_path / "home", *SMALL.values()) as library:
        yield library


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "home", lambda: Placed("ferry"), writing=True) as library:
        yield library
