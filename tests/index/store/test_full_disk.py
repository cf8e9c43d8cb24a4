"""A disk that is full, and one that can't be written: reading goes on, a failed write says why, space is enough."""

import itertools
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from index.errors import StoreError, StoreFullError
from index.library import Library, open_library
from tests.fakes import FakeEmbedder
from tests.index.libraries import add, find_nearest, open_home
from tests.small_disks import fill, make_read_only, mounted

COUNTER = itertools.count()
WORDS = [f"word{number}" for number in range(500)]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with mounted(tmp_path / "disk", 40) as disk:
        with open_home(disk / "home", FakeEmbedder(dimension=384)) as library:
            add(library, "first", "The harbour froze.")
        yield disk


def add_another(library: Library) -> None:
    number = next(COUNTER)
    chance = random.Random(number)
    text = " ".join(f"Ferry {' '.join(chance.choices(WORDS, k=12))} waited." for _ in range(120))
    assert add(library, f"s{number}", text).status == "added"


def add_until_full(library: Library) -> str:
    for _ in range(100):
        try:
            add_another(library)
        except StoreFullError as error:
            return str(error)
    raise AssertionError("the disk didn't fill up")


@pytest.mark.parametrize("spare", [3, 40, 1100])
def test_what_fails_on_a_full_disk_works_once_there_is_room(disk: Path, spare: int) -> None:
    """A write that Chroma leaves open would hang the next one for good."""
    with open_home(disk / "home", FakeEmbedder(dimension=384)) as library:
        for turn in range(4):
            filling = fill(disk, spare * (turn + 1))
            for _ in range(3):
                assert "is full; free some space" in add_until_full(library)
            assert find_nearest(library, "The harbour froze.")
            filling.unlink()
            add_another(library)
            library.sweep()
            assert library.find_problems() == []


def test_a_full_disk_is_read(disk: Path) -> None:
    fill(disk)
    with open_library(disk / "home", lambda: FakeEmbedder(dimension=384), writing=False) as library:
        assert find_nearest(library, "The harbour froze.") == "first"
        assert library.catalog.full_text.count("harbour") == 1
    with pytest.raises(StoreFullError), open_home(disk / "home", FakeEmbedder(dimension=384)) as library:
        add_another(library)


def test_a_catalog_says_that_the_disk_is_full_and_changes_nothing(disk: Path) -> None:
    with open_home(disk / "home", FakeEmbedder(dimension=384)) as library:
        fill(disk)
        with pytest.raises(StoreFullError, match=r"catalog\.sqlite3 is full"):
            library.catalog.set_meta("long", "x" * 100_000)
        assert library.catalog.get_meta("long") is None


def test_a_read_only_disk_is_read_and_a_write_is_refused(disk: Path) -> None:
    with open_home(disk / "home", FakeEmbedder(dimension=384)) as library:
        add(library, "long", " ".join(f"Ferry number {number} waited." for number in range(1200)))
    make_read_only(disk)
    with open_library(disk / "home", lambda: FakeEmbedder(dimension=384), writing=False) as library:
        assert find_nearest(library, "Ferry number 1199 waited.", "sentences") == "long"
        assert library.catalog.full_text.count("harbour") == 1
    with pytest.raises(StoreError, match="Read-only file system; choose another with --home"), open_home(disk / "home"):
        pass


def test_a_read_only_disk_with_an_older_catalog_is_read(disk: Path) -> None:
    with closing(sqlite3.connect(disk / "home" / "catalog.sqlite3")) as connection:
        connection.executescript("DROP TABLE collections; DROP TABLE sources; DROP TABLE fetched; DROP TABLE watches;")
        connection.executescript("ALTER TABLE revisions DROP COLUMN pages; PRAGMA user_version = 1;")
    make_read_only(disk)
    with open_library(disk / "home", lambda: FakeEmbedder(dimension=384), writing=False) as library:
        assert find_nearest(library, "The harbour froze.") == "first"
