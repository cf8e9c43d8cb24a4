"""Libraries that are made once: the project's own corpus and, where they are, the five seeds."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.embed import Embedder
from index.library import Library, open_library
from index.read import read_all
from rag.engine import Engine
from tests.rag.making import SMALL, Placed, library_of

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture(scope="session")
def corpus(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library of `corpus/`, embedded for real; only read it."""
    with open_library(tmp_path_factory.mktemp("corpus"), lambda: embedder, writing=True) as library:
        added = [library.add(draft).status for draft in read_all([str(CORPUS)])]
        assert set(added) == {"added"}
        yield library


@pytest.fixture(scope="session")
def corpus_engine(corpus: Library) -> Engine:
    return Engine(corpus)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Library]:
    """Three tiny articles about a ferry, rice and fish, placed by subject."""
    with library_of(tmp_path / "home", *SMALL.values()) as library:
        yield library


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "home", lambda: Placed("ferry"), writing=True) as library:
        yield library
