"""A text that was altered inside the catalog is named, never quoted, and never blessed."""

import logging
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from index.errors import StoreDamagedError
from index.library import open_library
from tests.fakes import FakeEmbedder
from tests.index.libraries import add, assert_sound, find_nearest, open_home


def alter(home: Path, old: str, new: str) -> None:
    with closing(sqlite3.connect(home / "catalog.sqlite3")) as connection:
        connection.execute("UPDATE revisions SET text = replace(text, ?, ?)", (old, new))
        connection.commit()


@pytest.fixture
def altered(home: Path) -> Path:
    with open_home(home) as library:
        add(library, "a", "The ferry carried 54 people.")
        add(library, "b", "The tanker carried oil.")
    alter(home, "54", "95")
    return home


@pytest.mark.parametrize("kept", ["before", "after"])
def test_doctor_names_it_and_repairing_does_not_bless_it(altered: Path, kept: str) -> None:
    with open_home(altered, sweep=False) as library:
        if kept == "after":
            library.repair()
            library.repair()
        problems = [line for line in library.find_problems() if "full-text" not in line]
    assert len(problems) == 1
    assert "(a) was altered in the catalog" in problems[0]


def test_it_is_left_out_of_what_is_found_and_told_once(altered: Path, caplog: pytest.LogCaptureFixture) -> None:
    with open_library(altered, FakeEmbedder, writing=False) as library, caplog.at_level(logging.WARNING):
        for _ in range(2):
            ids, _sentences = library.catalog.ids()
            assert {found.article.source for found in library.catalog.passages(ids).values()} == {"b"}
    assert [record.message for record in caplog.records if "altered" in record.message] == [
        record.message for record in caplog.records
    ][:1]
    assert "it is left out" in caplog.text


def test_it_does_not_open(altered: Path) -> None:
    with open_library(altered, FakeEmbedder, writing=False) as library:
        identity = next(one.id for one in library.catalog.articles() if one.source == "a")
        with pytest.raises(StoreDamagedError, match="add its file again"):
            library.catalog.article(identity)


def test_an_altered_earlier_text_does_not_open_and_the_current_one_does(home: Path) -> None:
    with open_home(home) as library:
        old = add(library, "a", "The ferry carried 54 people.")
        first = library.catalog.article(str(old.article_id))
        add(library, "a", "The ferry carried nobody.")
    alter(home, "54", "95")
    assert first is not None
    with open_library(home, FakeEmbedder, writing=False) as library:
        assert library.catalog.article(first.id)
        assert library.catalog.earlier_revisions([first.id]) == []
        with pytest.raises(StoreDamagedError):
            library.catalog.article(first.id, first.revision)


def test_adding_its_file_again_mends_it(altered: Path) -> None:
    with open_home(altered) as library:
        library.repair()
        assert add(library, "a", "The ferry carried 54 people.").status == "updated"
        assert find_nearest(library, "The ferry carried 54 people.") == "a"
        assert library.catalog.full_text.count("95") == 0
        assert_sound(library)


def test_removing_it_leaves_nothing(altered: Path) -> None:
    with open_home(altered) as library:
        identity = next(one.id for one in library.catalog.articles() if one.source == "a")
        assert library.remove(identity) is not None
        assert library.catalog.full_text.count("ferry") == 0
        assert_sound(library)
