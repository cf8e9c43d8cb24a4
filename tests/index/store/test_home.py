"""A home as a whole: new ones, lost catalogs, and readers, who write nothing."""

import json
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from index.errors import StoreDamagedError, StoreError
from index.library import open_library
from index.store.database import Database
from index.store.schema import MIGRATIONS, VERSION
from tests.fakes import FakeEmbedder
from tests.index.libraries import add, find_nearest, open_home
from tests.index.store.catalogs import make_first, version_of

MIGRATE = """
import sys
from pathlib import Path
from index.store.database import Database
from index.store.schema import MIGRATIONS
forever = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
print("open", flush=True)
Database(Path(sys.argv[1]), migrations={1: MIGRATIONS[1] + ";" + forever})
"""


def files_of(home: Path) -> dict[str, tuple[int, bytes]]:
    return {
        str(path.relative_to(home)): (path.stat().st_mtime_ns, path.read_bytes())
        for path in home.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def full(home: Path) -> Path:
    with open_home(home) as library:
        for number in range(5):
            add(library, f"s{number}", f"Ferry {number} waited. It was called Boat{number}.")
    return home


class TestALostCatalog:
    @pytest.mark.parametrize("writing", [True, False])
    @pytest.mark.parametrize("lost", ["empty", "missing"])
    def test_it_is_named_and_the_vectors_stay(self, full: Path, lost: str, writing: bool) -> None:
        path = full / "catalog.sqlite3"
        path.unlink()
        if lost == "empty":
            path.touch()
        before = files_of(full)
        with (
            pytest.raises(StoreDamagedError, match=rf"catalog\.sqlite3 is {lost}, but .*vectors holds 15 vectors; res"),
            open_library(full, FakeEmbedder, writing=writing, sweep=False),
        ):
            pass
        assert files_of(full) == before

    def test_vectors_that_can_not_be_counted_are_not_taken_for_none(self, full: Path) -> None:
        (full / "catalog.sqlite3").unlink()
        (full / "vectors" / "chroma.sqlite3").write_bytes(b"\xa5" * 9000)
        with pytest.raises(StoreDamagedError, match="an unknown number of vectors"), open_home(full):
            pass

    def test_one_begins_anew_once_the_vectors_are_moved_away(self, full: Path) -> None:
        (full / "catalog.sqlite3").unlink()
        (full / "vectors").rename(full / "away")
        with open_home(full) as library:
            assert library.catalog.counts() == (0, 0, 0)


class TestReading:
    def test_a_home_that_is_not_there_has_no_articles_and_is_not_made(self, home: Path) -> None:
        with open_library(home, FakeEmbedder, writing=False) as library:
            assert library.catalog.articles() == []
        assert not home.exists()

    def test_an_empty_folder_stays_empty(self, home: Path) -> None:
        home.mkdir()
        with open_library(home, FakeEmbedder, writing=False) as library:
            assert library.catalog.counts() == (0, 0, 0)
        assert list(home.iterdir()) == []

    def test_nothing_is_written(self, full: Path) -> None:
        before = files_of(full)
        with open_library(full, FakeEmbedder, writing=False) as library:
            assert find_nearest(library, "Ferry 3 waited.") == "s3"
            assert library.catalog.full_text.count("ferry") == 5
        assert files_of(full) == before

    def test_what_a_killed_writer_left_in_the_log_is_read(self, full: Path) -> None:
        with closing(sqlite3.connect(full / "catalog.sqlite3")) as connection:
            connection.execute("UPDATE articles SET title = 'Ferries'")
            connection.commit()
            left = {path.name: path.read_bytes() for path in full.glob("catalog.sqlite3*")}
        for name, data in left.items():
            (full / name).write_bytes(data)
        assert (full / "catalog.sqlite3-wal").stat().st_size
        with open_library(full, FakeEmbedder, writing=False) as library:
            assert {article.title for article in library.catalog.articles()} == {"Ferries"}


class TestEarlierSchemas:
    def test_a_reader_reads_an_older_catalog_and_leaves_it_as_it_is(self, home: Path) -> None:
        home.mkdir()
        make_first(home / "catalog.sqlite3")
        before = files_of(home)
        with open_library(home, FakeEmbedder, writing=False) as library:
            article = library.catalog.article("a")
            assert article is not None
            assert (article.text, article.pages) == ("The ferry sank.", ())
        assert files_of(home) == before

    def test_a_writer_brings_it_up_to_date(self, home: Path) -> None:
        home.mkdir()
        make_first(home / "catalog.sqlite3")
        with open_home(home, sweep=False) as library:
            assert library.catalog.article("a")
        assert version_of(home / "catalog.sqlite3") == VERSION

    def test_a_migration_that_fails_changes_nothing(self, tmp_path: Path) -> None:
        path = tmp_path / "catalog.sqlite3"
        make_first(path)
        with closing(sqlite3.connect(path)) as connection:
            before = list(connection.iterdump())
        with pytest.raises(StoreError):
            Database(path, migrations={1: MIGRATIONS[1] + "; INSERT INTO nowhere VALUES (1)"})
        with closing(sqlite3.connect(path)) as connection:
            assert list(connection.iterdump()) == before
        Database(path).close()
        assert version_of(path) == VERSION

    def test_a_migration_that_is_killed_changes_nothing(self, tmp_path: Path) -> None:
        path = tmp_path / "catalog.sqlite3"
        make_first(path)
        with subprocess.Popen([sys.executable, "-c", MIGRATE, str(path)], stdout=subprocess.PIPE) as migrating:
            assert migrating.stdout is not None
            migrating.stdout.readline()
            time.sleep(0.5)
            assert migrating.poll() is None
            migrating.send_signal(signal.SIGKILL)
        assert version_of(path) == 1
        with closing(sqlite3.connect(path)) as connection:
            names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        assert "collections" not in names
        Database(path).close()
        assert version_of(path) == VERSION


class TestLaterSchemas:
    @pytest.mark.parametrize("writing", [True, False])
    @pytest.mark.parametrize("where", ["file", "log"])
    def test_a_later_catalog_is_refused_and_none_of_its_files_is_touched(
        self, full: Path, where: str, writing: bool
    ) -> None:
        with closing(sqlite3.connect(full / "catalog.sqlite3")) as connection:
            connection.execute(f"PRAGMA user_version = {VERSION + 1}")
            if where == "log":
                left = {path.name: path.read_bytes() for path in full.glob("catalog.sqlite3*")}
                assert json.dumps(sorted(left)).count("catalog") == 3
        if where == "log":
            for name, data in left.items():
                (full / name).write_bytes(data)
        before = files_of(full)
        with pytest.raises(StoreError, match="newer Pullquote"), open_library(full, FakeEmbedder, writing=writing):
            pass
        assert files_of(full) == before
