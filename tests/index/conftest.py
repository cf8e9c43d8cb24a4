"""A library with a fake embedder, and a folder where permissions hold even for root."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.article import Draft
from index.library import Library, open_library
from tests.fakes import FakeEmbedder

NOBODY = 65534


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return where a library may be made."""
    return tmp_path / "home"


@pytest.fixture
def library(home: Path, fake: FakeEmbedder) -> Iterator[Library]:
    """Return an empty library, open for writing."""
    with open_library(home, lambda: fake, writing=True) as library:
        yield library


@pytest.fixture
def unprivileged(tmp_path: Path) -> Iterator[Path]:
    """Return an empty folder, for a test that runs as somebody whom permissions bind."""
    with open_library(tmp_path / "before", FakeEmbedder, writing=True) as library:
        library.add(Draft("a", "The harbour froze."))  # imports what somebody else may not read where Python is root's
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        if os.geteuid():
            yield folder
        else:
            os.chown(folder, NOBODY, NOBODY)
            os.seteuid(NOBODY)
            try:
                yield folder
            finally:
                os.seteuid(0)
        for path in folder.rglob("*"):
            path.chmod(0o700)
        folder.chmod(0o700)
