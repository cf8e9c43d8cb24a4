"""The library: what is added is found, whatever happens in between."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from index.article import Draft
from index.catalog import SCHEMA
from index.errors import EmbedderChangedError, StoreBusyError, StoreDamagedError, StoreError
from index.library import Library, Outcome, open_library
from index.read import Failure, read
from tests.fakes import FakeEmbedder

REPOSITORY = Path(__file__).resolve().parent.parent.parent


def draft(source: str, text: str, **fields: object) -> Draft:
    return Draft(source, text, "clean", **fields)  # type: ignore[arg-type]


def add(library: Library, source: str, text: str, **fields: object) -> Outcome:
    return library.add(draft(source, text, **fields))


@contextmanager
def opened(home: Path, embedder: FakeEmbedder | None = None, *, sweep: bool = True) -> Iterator[Library]:
    with open_library(home, lambda: embedder or FakeEmbedder(), writing=True, sweep=sweep) as library:
        yield library


def nearest(library: Library, question: str, kind: str = "passages") -> str | None:
    """Return the source of the article whose passage or sentence is nearest to a question."""
    vector = FakeEmbedder(dimension=library.embedder.dimension).embed_question(question)  # type: ignore[attr-defined]
    ids = [name for name, _ in library.vectors.nearest(kind, vector, 1)]  # type: ignore[arg-type]
    if kind == "sentences":
        ids = list(library.catalog.passages_of_sentences(ids).values())
    return next((found.article.source for found in library.catalog.passages(ids).values()), None)


def assert_sound(library: Library) -> None:
    """The parts agree, and every live passage is found by its own text."""
    assert library.problems() == []
    ids, _ = library.catalog.ids()
    for name, found in library.catalog.passages(ids).items():
        text = found.article.text[found.passage.start : found.passage.end]
        vector = library.embedder.embed_question(text)
        best = library.vectors.nearest("passages", vector, 3)
        assert best[0][1] == pytest.approx(1, abs=1e-3)
        assert name in [one for one, _ in best]


class TestAdding:
    def test_an_added_article_is_found_by_passage_by_sentence_and_by_word(self, library: Library) -> None:
        outcome = add(library, "a", "The harbour froze. Ferries waited.")
        add(library, "b", "Tea is served hot.")
        assert (outcome.status, outcome.error) == ("added", None)
        assert outcome.tokens > 0
        assert nearest(library, "harbour ferries") == "a"
        assert nearest(library, "ferries waited", "sentences") == "a"
        assert len(library.catalog.search_words(["ferries"], 5)) == 1
        assert_sound(library)

    def test_what_is_unchanged_is_not_embedded_again(self, library: Library, fake: FakeEmbedder, home: Path) -> None:
        drafts = [draft(f"s{number}", f"Ferry {number} waited. It was cold.") for number in range(10)]
        assert {library.add(one).status for one in drafts} == {"added"}
        embedded, size = len(fake.embedded), sum(path.stat().st_size for path in home.rglob("*") if path.is_file())
        for _ in range(5):
            assert {(outcome.status, outcome.tokens) for outcome in map(library.add, drafts)} == {("unchanged", 0)}
        assert len(fake.embedded) == embedded
        assert sum(path.stat().st_size for path in home.rglob("*") if path.is_file()) == size

    def test_the_same_words_are_embedded_once_in_an_article(self, library: Library, fake: FakeEmbedder) -> None:
        add(library, "a", "It was cold. " * 5 + "It thawed.")
        assert sorted(fake.embedded, key=len)[:2] == ["It thawed.", "It was cold."]
        assert len(fake.embedded) == 3

    def test_a_changed_text_is_an_update_and_the_old_words_still_open(self, library: Library) -> None:
        first = add(library, "a", "It froze on Monday.")
        before = library.catalog.article(str(first.article_id))
        second = add(library, "a", "It thawed on Sunday.")
        assert (second.status, second.article_id) == ("updated", first.article_id)
        assert before is not None
        old = library.catalog.article(before.id, before.revision)
        assert old is not None
        assert old.text == "It froze on Monday."
        assert library.catalog.search_words(["monday"], 5) == []
        assert library.vectors.count("passages") == 1
        assert_sound(library)

    def test_a_text_that_changes_back_is_found_again(self, library: Library) -> None:
        for text in ("It froze on Monday.", "It thawed on Sunday.", "It froze on Monday."):
            add(library, "a", text)
        assert_sound(library)
        assert library.catalog.counts() == (1, 1, 1)

    def test_new_metadata_alone_embeds_nothing(self, library: Library, fake: FakeEmbedder) -> None:
        add(library, "a", "The harbour froze.", title="Ice")
        embedded = len(fake.embedded)
        outcome = add(library, "a", "The harbour froze.", title="Cold", published=date(2026, 1, 16))
        assert (outcome.status, outcome.tokens, len(fake.embedded)) == ("updated", 0, embedded)
        assert [article.title for article in library.catalog.articles()] == ["Cold"]
        assert_sound(library)

    def test_what_cant_be_added_is_an_outcome_that_says_why(self, library: Library) -> None:
        assert library.add(Failure("x", "it is empty")) == Outcome("x", "failed", error="it is empty")
        outcome = add(library, "y", "\u200b")
        assert (outcome.status, outcome.error) == ("failed", "there are no words in it")

    def test_two_files_with_the_same_words_are_two_articles(self, library: Library) -> None:
        first, second = (add(library, source, "The harbour froze.") for source in ("a", "b"))
        library.remove(str(first.article_id))
        assert [article.id for article in library.catalog.articles()] == [second.article_id]
        assert nearest(library, "harbour") == "b"
        assert_sound(library)

    def test_an_article_of_six_thousand_sentences_is_added_whole(self, library: Library) -> None:
        outcome = add(library, "a", " ".join(f"Ferry number {number} waited." for number in range(6000)))
        assert outcome.status == "added"
        assert library.catalog.counts()[2] == library.vectors.count("sentences") == 6000
        assert nearest(library, "Ferry number 5999 waited.", "sentences") == "a"
        assert library.problems() == []

    def test_an_article_outlives_its_file(self, library: Library, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_text("The harbour froze.")
        (found,) = read(path)
        outcome = library.add(found)
        path.unlink()
        kept = library.catalog.article(str(outcome.article_id))
        assert kept is not None
        assert (kept.text, kept.source) == ("The harbour froze.", str(path))

    def test_threads_may_add_at_the_same_time(self, library: Library) -> None:
        def work(name: str) -> None:
            for number in range(5):
                add(library, f"{name}{number}", f"Ferry {name} number {number} waited.")

        threads = [threading.Thread(target=work, args=(name,)) for name in "abcd"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert library.catalog.counts()[0] == 20
        assert_sound(library)


class TestRemoving:
    def test_a_removed_article_is_forgotten(self, library: Library) -> None:
        outcome = add(library, "a", "It froze on Monday.")
        add(library, "a", "It thawed on Sunday.")
        removed = library.remove(str(outcome.article_id))
        assert removed is not None
        assert removed.text == "It thawed on Sunday."
        assert library.catalog.counts() == (0, 0, 0)
        assert (library.vectors.count("passages"), library.vectors.count("sentences")) == (0, 0)
        assert nearest(library, "thawed") is None
        assert library.problems() == []

    def test_removing_nothing_is_none(self, library: Library) -> None:
        assert library.remove("nobody") is None

    def test_every_live_passage_is_reached_after_many_removals_and_updates(self, library: Library) -> None:
        ids = [add(library, f"s{n}", f"Ferry {n} waited. Its name was Boat{n}.").article_id for n in range(30)]
        for identity in ids[::2]:
            library.remove(str(identity))
        for number in range(1, 30, 6):
            add(library, f"s{number}", f"Ship {number} sailed. Its name was Sail{number}.")
        assert library.catalog.counts()[0] == 15
        assert nearest(library, "Its name was Sail7.", "sentences") == "s7"
        assert_sound(library)


class TestAnEmbedderThatFails:
    def test_the_old_version_still_answers(self, library: Library, fake: FakeEmbedder) -> None:
        add(library, "a", "It froze on Monday. Ferries waited.")
        fake.fails_on = "Sunday"
        outcome = add(library, "a", "It thawed on Sunday. Ferries waited.")
        assert outcome.status == "failed"
        assert outcome.error == "the fake embedder was told to fail"
        assert len(library.catalog.search_words(["monday"], 5)) == 1
        assert nearest(library, "froze monday") == "a"
        assert_sound(library)

    def test_failing_in_a_later_batch_adds_nothing(self, library: Library, fake: FakeEmbedder) -> None:
        fake.fails_on = "until spring"
        text = " ".join(f"Ferry number {number} waited." for number in range(600))
        outcome = add(library, "a", f"{text} All of them waited until spring.")
        assert outcome.status == "failed"
        assert fake.embedded
        assert library.catalog.counts() == (0, 0, 0)
        assert library.problems() == []


class TestAnotherEmbedder:
    @pytest.mark.parametrize("dimension", [64, 32])
    def test_it_is_refused_and_both_are_named(self, home: Path, dimension: int) -> None:
        with opened(home) as library:
            add(library, "a", "The harbour froze.")
        with opened(home, FakeEmbedder(name="other", dimension=dimension)) as library:
            with pytest.raises(EmbedderChangedError, match=r"fake.*other.*doctor --repair"):
                add(library, "b", "Ferries waited.")
            assert library.catalog.counts()[0] == library.vectors.count("passages") == 1
            assert library.problems() == ["the vectors come from fake, the settings name other"]
        with opened(home) as library:
            assert nearest(library, "harbour") == "a"

    @pytest.mark.parametrize("dimension", [64, 32])
    def test_repairing_indexes_everything_with_it(self, home: Path, dimension: int) -> None:
        with opened(home) as library:
            add(library, "a", "The harbour froze. Ferries waited.")
            add(library, "b", "Tea is hot.")
        other = FakeEmbedder(name="other", dimension=dimension)
        with opened(home, other) as library:
            assert library.repair() == len(other.embedded) == 4
            assert nearest(library, "harbour") == "a"
            add(library, "c", "It thawed.")
            assert_sound(library)
        with opened(home, other) as library:
            assert_sound(library)

    def test_repairing_what_is_sound_embeds_nothing(self, library: Library, fake: FakeEmbedder) -> None:
        add(library, "a", "The harbour froze.")
        embedded = len(fake.embedded)
        assert library.repair() == 0
        assert len(fake.embedded) == embedded


class TestDamage:
    @pytest.fixture
    def full(self, home: Path) -> Path:
        with opened(home) as library:
            for number in range(20):
                add(library, f"s{number}", f"Ferry {number} waited. It was called Boat{number}.")
        return home

    @pytest.mark.parametrize("good", [0, 4096])
    def test_a_damaged_catalog_is_told_and_left_as_it_is(self, full: Path, good: int) -> None:
        path = full / "catalog.sqlite3"
        path.write_bytes(path.read_bytes()[:good] + b"\xa5" * (path.stat().st_size - good))
        before = path.read_bytes()
        with pytest.raises(StoreDamagedError, match=r"catalog\.sqlite3.*backup"), opened(full):
            pass
        assert path.read_bytes() == before

    @pytest.mark.parametrize("good", [0, 20_000])
    def test_a_damaged_vector_index_is_told_and_rebuilt(self, full: Path, good: int) -> None:
        path = full / "vectors" / "chroma.sqlite3"
        path.write_bytes(path.read_bytes()[:good] + b"\xa5" * (path.stat().st_size - good))
        with pytest.raises(StoreDamagedError, match=r"vectors.*doctor --repair"), opened(full):
            pass
        with opened(full, sweep=False) as library:
            assert library.repair() == 60
            assert_sound(library)
        with opened(full) as library:
            assert_sound(library)

    @pytest.mark.parametrize("damage", ["truncated", "overwritten", "lost"])
    def test_a_damaged_vector_file_is_told_and_rebuilt(self, home: Path, damage: str) -> None:
        with opened(home) as library:
            add(library, "a", " ".join(f"Ferry number {number} waited." for number in range(2500)))
        path = max(home.glob("vectors/*/data_level0.bin"), key=lambda found: found.stat().st_size)
        data = path.read_bytes()
        path.write_bytes({"truncated": data[: len(data) // 3], "overwritten": b"\xa5" * len(data)}.get(damage, b""))
        if damage == "lost":
            path.unlink()
        with opened(home, sweep=False) as library:
            with pytest.raises(StoreDamagedError, match=r"doctor --repair"):
                library.problems()
            assert library.repair() > 2500
            assert library.problems() == []
            assert nearest(library, "Ferry number 2499 waited.", "sentences") == "a"

    @pytest.mark.parametrize("kind", ["passages", "sentences"])
    def test_missing_vectors_are_made_when_the_home_is_next_opened(self, full: Path, kind: str) -> None:
        fake = FakeEmbedder()
        with opened(full) as library:
            library.vectors.delete(kind, sorted(library.vectors.ids(kind))[:5])  # type: ignore[arg-type]
            assert library.problems() == [f"5 {kind} have no vector"]
        with opened(full, fake) as library:
            assert_sound(library)
        assert len(fake.embedded) == 5

    def test_a_lost_vector_index_is_made_anew(self, full: Path) -> None:
        shutil.rmtree(full / "vectors")
        with opened(full) as library:
            assert_sound(library)

    def test_vectors_that_belong_to_nothing_are_swept(self, full: Path) -> None:
        with opened(full) as library:
            library.vectors.add("passages", ["stray"], [library.embedder.embed_question("Ferry 3 waited.")])
            assert library.problems() == ["1 vectors of passages belong to nothing"]
            assert "stray" not in library.catalog.passages(["stray"])
        with opened(full) as library:
            assert_sound(library)

    def test_a_home_of_a_newer_version_is_refused(self, full: Path) -> None:
        with sqlite3.connect(full / "catalog.sqlite3") as connection:
            connection.execute(f"PRAGMA user_version = {SCHEMA + 1}")
        connection.close()
        with pytest.raises(StoreError, match="newer"), opened(full):
            pass


class TestPermissions:
    def test_a_home_that_cant_be_made_is_told_in_one_line(self, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        with pytest.raises(StoreError, match="choose another with --home"), opened(tmp_path / "file" / "home"):
            pass

    def test_a_read_only_home_is_told_in_one_line_and_not_written(self, unprivileged: Path) -> None:
        home = unprivileged / "home"
        with opened(home) as library:
            add(library, "a", "The harbour froze.")
        for path in [home, *home.rglob("*")]:
            path.chmod(0o500 if path.is_dir() else 0o400)
        before = {path: path.stat().st_mtime_ns for path in home.rglob("*")}
        for writing in (True, False):
            with pytest.raises(StoreError, match=r"Permission denied.*--home") as caught:
                open_library(home, FakeEmbedder, writing=writing).__enter__()
            assert "\n" not in str(caught.value)
        assert {path: path.stat().st_mtime_ns for path in home.rglob("*")} == before

    def test_a_catalog_that_cant_be_written_is_told_and_unchanged(self, unprivileged: Path) -> None:
        home = unprivileged / "home"
        with opened(home) as library:
            add(library, "a", "The harbour froze.")
        (home / "catalog.sqlite3").chmod(0o400)
        with opened(home) as library:
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
        with opened(home) as library:
            add(library, "a", "The harbour froze.")
        with process(HOLD, home, "write"):
            for writing in (True, False):
                began = time.monotonic()
                with pytest.raises(StoreBusyError, match="another pullquote is using"):
                    open_library(home, FakeEmbedder, writing=writing).__enter__()
                assert time.monotonic() - began < 2
        with opened(home) as library:
            assert_sound(library)
            assert add(library, "b", "Ferries waited.").status == "added"

    def test_two_may_read_while_nobody_writes(self, home: Path) -> None:
        with opened(home) as library:
            add(library, "a", "The harbour froze.")
        with process(HOLD, home, "read"):
            with open_library(home, FakeEmbedder, writing=False) as library:
                assert nearest(library, "harbour") == "a"
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
            with opened(home) as library:
                assert library.problems() == []
                kept = {article.source: article.id for article in library.catalog.articles()}
                assert kept.keys() >= told.keys()
                for source, number in told.items():
                    article = library.catalog.article(kept[source])
                    assert article is not None
                    current = int(article.text.split()[3])
                    assert current >= number
                    assert nearest(library, f"Ferry {source} turn {current} deck 0 waited.", "sentences") == source
                assert library.catalog.counts()[2] == 40 * len(kept)
            turn += 1
