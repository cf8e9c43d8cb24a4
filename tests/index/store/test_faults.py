"""The library when things go wrong: damage, permissions, two processes, a kill at any moment."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from index.errors import EmbeddingError, StoreBusyError, StoreDamagedError, StoreError
from index.library import open_library
from index.store.catalog.schema import VERSION
from index.store.vectors.process import open_vectors
from tests.fakes import FakeEmbedder
from tests.index.libraries import add, assert_sound, find_nearest, open_home

REPOSITORY = Path(__file__).resolve().parents[3]


def state_of(home: Path) -> dict[Path, tuple[int, bytes]]:
    """Every file of a home: when it was changed, and what is in it."""
    return {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in home.rglob("*") if path.is_file()}


MEND = """
import sys
from pathlib import Path
from index.errors import StoreDamagedError
from tests.index.libraries import open_home
with open_home(Path(sys.argv[1]), sweep=False) as library:
    try:
        print(library.find_problems())
    except StoreDamagedError as error:
        print(error)
    print(library.repair())
"""


class TestDamage:
    @pytest.fixture
    def full(self, home: Path) -> Path:
        with open_home(home) as library:
            for number in range(20):
                add(library, f"s{number}", f"Ferry {number} waited. It was called Boat{number}.")
        return home

    @pytest.mark.parametrize("good", [0, 4096])
    def test_a_damaged_catalog_is_told_and_left_as_it_is(self, full: Path, good: int) -> None:
        path = full / "catalog.sqlite3"
        path.write_bytes(path.read_bytes()[:good] + b"\xa5" * (path.stat().st_size - good))
        before = path.read_bytes()
        with pytest.raises(StoreDamagedError, match=r"catalog\.sqlite3.*backup"), open_home(full):
            pass
        assert path.read_bytes() == before

    @pytest.mark.parametrize("good", [0, 20_000])
    def test_a_damaged_vector_index_is_told_and_rebuilt(self, full: Path, good: int) -> None:
        path = full / "vectors" / "chroma.sqlite3"
        path.write_bytes(path.read_bytes()[:good] + b"\xa5" * (path.stat().st_size - good))
        with pytest.raises(StoreDamagedError, match=r"vectors.*doctor --repair"), open_home(full):
            pass
        with open_home(full, sweep=False) as library:
            assert library.repair() == 60
            assert_sound(library)
        with open_home(full) as library:
            assert_sound(library)

    @pytest.mark.parametrize("damage", ["truncated", "overwritten", "lost"])
    def test_a_damaged_vector_file_is_told_and_rebuilt(self, home: Path, damage: str) -> None:
        with open_home(home) as library:
            add(library, "a", " ".join(f"Ferry number {number} waited." for number in range(2500)))
        path = max(home.glob("vectors/*/data_level0.bin"), key=lambda found: found.stat().st_size)
        data = path.read_bytes()
        path.write_bytes({"truncated": data[: len(data) // 3], "overwritten": b"\xa5" * len(data)}.get(damage, b""))
        if damage == "lost":
            path.unlink()
        # Apart, as Chroma's core reads a short file into memory that may still hold the whole one
        command, environment = [sys.executable, "-c", MEND, home], {**os.environ, "PYTHONPATH": str(REPOSITORY)}
        mended = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
        told, made = mended.stdout.splitlines()
        assert "doctor --repair" in told
        assert int(made) > 2500
        with open_home(home, sweep=False) as library:
            assert library.find_problems() == []
            assert find_nearest(library, "Ferry number 2499 waited.", "sentences") == "a"

    def test_a_repair_begun_anew_ends_what_an_interrupted_one_left_writing(self, full: Path) -> None:
        left = open_vectors(full / "vectors.new", writing=True)
        assert left.count("passages") == 0
        writer = full / "vectors.new" / "writer"
        pid = int(writer.read_text())
        with open_home(full, FakeEmbedder(name="other"), sweep=False) as library:
            assert library.repair() == 60
            assert_sound(library)
        assert not Path(f"/proc/{pid}").exists()

    @pytest.mark.parametrize("kind", ["passages", "sentences"])
    def test_missing_vectors_are_made_when_the_home_is_next_opened(self, full: Path, kind: str) -> None:
        fake = FakeEmbedder()
        with open_home(full) as library:
            library.vectors.delete(kind, sorted(library.vectors.ids(kind))[:5])  # type: ignore[arg-type]
            assert library.find_problems() == [f"5 {kind} have no vector"]
        with open_home(full, fake) as library:
            assert_sound(library)
        assert len(fake.embedded) == 5

    def test_a_lost_vector_index_is_made_anew(self, full: Path) -> None:
        shutil.rmtree(full / "vectors")
        with open_home(full) as library:
            assert_sound(library)

    def test_vectors_that_belong_to_nothing_are_swept(self, full: Path) -> None:
        with open_home(full) as library:
            library.vectors.add("passages", ["stray"], [library.embedder.embed_question("Ferry 3 waited.")])
            assert library.find_problems() == ["1 vectors of passages belong to nothing"]
            assert "stray" not in library.catalog.passages(["stray"])
        with open_home(full) as library:
            assert_sound(library)

    def test_a_home_of_a_newer_version_is_refused(self, full: Path) -> None:
        with sqlite3.connect(full / "catalog.sqlite3") as connection:
            connection.execute(f"PRAGMA user_version = {VERSION + 1}")
        connection.close()
        with pytest.raises(StoreError, match="newer"), open_home(full):
            pass


class TestPermissions:
    def test_a_home_that_cant_be_made_is_told_in_one_line(self, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        with pytest.raises(StoreError, match="choose another with --home"), open_home(tmp_path / "file" / "home"):
            pass

    def test_a_read_only_home_is_read_and_a_write_is_refused_in_one_line(self, unprivileged: Path) -> None:
        home = unprivileged / "home"
        with open_home(home) as library:
            add(library, "a", "The harbour froze.")
        for path in [home, *home.rglob("*")]:
            path.chmod(0o500 if path.is_dir() else 0o400)
        before = state_of(home)
        with pytest.raises(StoreError, match=r"Permission denied.*--home") as caught, open_home(home):
            pass
        assert "\n" not in str(caught.value)
        with open_library(home, FakeEmbedder, writing=False) as library:
            assert find_nearest(library, "harbour") == "a"
            assert library.catalog.full_text.count("harbour") == 1
        assert state_of(home) == before

    def test_a_catalog_that_cant_be_written_is_told_and_unchanged(self, unprivileged: Path) -> None:
        home = unprivileged / "home"
        with open_home(home) as library:
            add(library, "a", "The harbour froze.")
        (home / "catalog.sqlite3").chmod(0o400)
        with open_home(home) as library:
            with pytest.raises(StoreError, match="nothing was changed"):
                add(library, "b", "Ferries waited.")
            assert library.catalog.counts()[0] == 1


HOLD = """
import sys, time
from pathlib import Path
from index.library import open_library
from tests.fakes import FakeEmbedder
with open_library(Path(sys.argv[1]), FakeEmbedder, writing=sys.argv[2] == "write") as library:
    print("open", [article.source for article in library.catalog.articles()], flush=True)
    time.sleep(60)
"""
ADD = """
import sys
from pathlib import Path
from index.article import Draft
from index.library import open_library
from tests.fakes import FakeEmbedder
with open_library(Path(sys.argv[1]), lambda: FakeEmbedder(pause=0.02), writing=True) as library:
    print("open", flush=True)
    for turn in range(int(sys.argv[2]), 100_000):
        text = " ".join(f"Ferry a{turn % 7} turn {turn} deck {deck} waited." for deck in range(40))
        print(turn, library.add(Draft(f"a{turn % 7}", text, "clean")).status, flush=True)
"""


@contextmanager
def process(script: str, *arguments: object) -> Iterator[subprocess.Popen[str]]:
    """Run a script in a process of its own, killed at the end; its first line has been read."""
    command = [sys.executable, "-c", script, *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=REPOSITORY, env=environment) as child:
        assert child.stdout is not None
        try:
            assert child.stdout.readline().startswith("open")
            yield child
        finally:
            child.send_signal(signal.SIGKILL)


class TestTwoProcesses:
    def test_a_second_writer_is_refused_at_once_and_a_killed_one_leaves_no_lock(self, home: Path) -> None:
        with open_home(home) as library:
            add(library, "a", "The harbour froze.")
        with process(HOLD, home, "write"):
            for writing in (True, False):
                began = time.monotonic()
                with pytest.raises(StoreBusyError, match="another pullquote is using"):
                    open_library(home, FakeEmbedder, writing=writing).__enter__()
                assert time.monotonic() - began < 2
        with open_home(home) as library:
            assert_sound(library)
            assert add(library, "b", "Ferries waited.").status == "added"

    def test_two_may_read_while_nobody_writes(self, home: Path) -> None:
        with open_home(home) as library:
            add(library, "a", "The harbour froze.")
        with process(HOLD, home, "read"):
            with open_library(home, FakeEmbedder, writing=False) as library:
                assert find_nearest(library, "harbour") == "a"
            with pytest.raises(StoreBusyError):
                open_library(home, FakeEmbedder, writing=True, wait=0.1).__enter__()

    def test_a_killed_writer_loses_nothing_it_acknowledged(self, home: Path) -> None:
        """Five kills in the middle of adding and updating, each at another moment."""
        told: dict[str, int] = {}
        turn = 0
        for after in range(5):
            with process(ADD, home, turn) as child:
                assert child.stdout is not None
                for _ in range(4 + after):
                    turn, status = (int(part) if part.isdigit() else part for part in child.stdout.readline().split())
                    assert status in {"added", "updated", "unchanged"}
                    told[f"a{turn % 7}"] = turn
                time.sleep(0.017 * (after + 1))
            with open_home(home) as library:
                assert library.find_problems() == []
                kept = {article.source: article.id for article in library.catalog.articles()}
                assert kept.keys() >= told.keys()
                for source, number in told.items():
                    article = library.catalog.article(kept[source])
                    assert article is not None
                    current = int(article.text.split()[3])
                    assert current >= number
                    assert find_nearest(library, f"Ferry {source} turn {current} deck 0 waited.", "sentences") == source
                assert library.catalog.counts()[2] == 40 * len(kept)
            turn += 1


class TestReadersOfWhatIsNotWhole:
    def test_a_reader_of_an_incomplete_index_is_told_and_a_repair_mends_it(self, home: Path) -> None:
        with open_home(home) as library:
            add(library, "one", "The ferry froze in the harbour.")
        shutil.rmtree(home / "vectors")
        with (
            open_library(home, FakeEmbedder, writing=False) as library,
            pytest.raises(StoreDamagedError, match="doctor --repair"),
        ):
            find_nearest(library, "ferry")
        with open_home(home, sweep=False) as library:
            library.repair()
            assert_sound(library)

    def test_a_rebuild_that_fails_leaves_the_old_vectors(self, home: Path) -> None:
        with open_home(home) as library:
            add(library, "one", "The ferry froze in the harbour.")
        other = FakeEmbedder(name="other", fails_on="ferry")
        with open_home(home, other, sweep=False) as library, pytest.raises(EmbeddingError):
            library.repair()
        with open_library(home, FakeEmbedder, writing=False) as library:
            assert find_nearest(library, "ferry harbour") == "one"

    def test_only_vectors_that_are_still_there_are_searched(self, home: Path) -> None:
        with open_home(home) as library:
            add(library, "one", "The ferry froze in the harbour.")
            ids, _ = library.catalog.ids()
            vector = library.embedder.embed_question("ferry")
            assert [name for name, _ in library.vectors.nearest("passages", vector, 5, [*ids, "gone"])] == ids

    def test_an_old_revision_keeps_its_own_headline(self, home: Path) -> None:
        with open_home(home) as library:
            add(library, "one", "The ferry froze in the harbour.", title="Ferry freezes")
            old = library.catalog.articles()[0]
            add(library, "one", "The ferry sails again.", title="Ferry thaws")
            before, now = (library.catalog.article(old.id, revision) for revision in (old.revision, None))
        assert before is not None
        assert now is not None
        assert (before.title, now.title) == ("Ferry freezes", "Ferry thaws")
