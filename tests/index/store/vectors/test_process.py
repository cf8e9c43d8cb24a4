"""Vectors in a process that may be lost: whatever becomes of it, whoever asks lives on and is told."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import numpy as np
import pytest

from index.errors import StoreDamagedError, StoreError
from index.library import open_library
from index.store.vectors.files import claim, seal, state_of
from index.store.vectors.process import VectorProcess, open_vectors
from index.store.vectors.vectors import Vectors
from tests.fakes import FakeEmbedder
from tests.index.libraries import add, assert_sound, find_nearest, open_home

REPOSITORY = Path(__file__).resolve().parents[3]
ROWS = np.random.default_rng(5).normal(size=(1500, 16)).astype(np.float32)
NAMES = [f"n{number}" for number in range(len(ROWS))]
DAMAGED = r"is damaged: .*; run: pullquote doctor --repair"


def fill(folder: Path) -> None:
    vectors = open_vectors(folder, writing=True)
    vectors.add("sentences", NAMES, list(ROWS))
    vectors.close()


def graph_of(folder: Path) -> Path:
    return max(folder.glob("*/data_level0.bin"), key=lambda found: found.stat().st_size)


def scatter_garbage(path: Path) -> None:
    chance = random.Random(3)
    size = path.stat().st_size
    with path.open("r+b") as file:
        for _ in range(20):
            file.seek(chance.randrange(size - 512))
            file.write(chance.randbytes(512))


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])


def alter_one_bit(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def ignore_change(path: Path, change: Callable[[Path], None]) -> None:
    """Change a file, and let it look as old as it was."""
    before = path.stat()
    change(path)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("writing", [True, False])
@pytest.mark.parametrize("change", [scatter_garbage, cut, alter_one_bit, Path.unlink])
def test_files_that_are_not_those_that_were_left_are_named_and_not_opened(
    tmp_path: Path, change: Callable[[Path], None], writing: bool
) -> None:
    fill(tmp_path / "vectors")
    path = graph_of(tmp_path / "vectors")
    if change is Path.unlink:
        path.unlink()
    else:
        ignore_change(path, change)
    before = files_of(tmp_path)
    vectors = open_vectors(tmp_path / "vectors", writing=writing)
    with pytest.raises(StoreDamagedError, match=DAMAGED):
        vectors.nearest("sentences", ROWS[0], 5)
    vectors.close()
    after = files_of(tmp_path)
    assert {name: after[name] for name in before if not name.endswith("/writer")} == {
        name: data for name, data in before.items() if not name.endswith("/writer")
    }


@pytest.mark.parametrize("writing", [True, False])
@pytest.mark.parametrize("change", [scatter_garbage, cut])
def test_an_interrupted_index_that_is_damaged_is_told_and_hurts_nobody(
    tmp_path: Path, change: Callable[[Path], None], writing: bool
) -> None:
    """Without a note of what the files were it is opened, which Chroma may not survive."""
    fill(tmp_path / "vectors")
    (tmp_path / "vectors" / "manifest.json").unlink()
    change(graph_of(tmp_path / "vectors"))
    vectors = open_vectors(tmp_path / "vectors", writing=writing)
    with pytest.raises(StoreDamagedError, match="doctor --repair"):
        vectors.nearest("sentences", ROWS[0], 5)
    vectors.close()


def test_an_interrupted_index_that_is_whole_answers_and_is_noted_again(tmp_path: Path) -> None:
    folder = tmp_path / "vectors"
    fill(folder)
    (folder / "manifest.json").unlink()
    for writing, state in ((False, "interrupted"), (True, "whole")):
        vectors = open_vectors(folder, writing=writing)
        assert vectors.nearest("sentences", ROWS[7], 1)[0][0] == "n7"
        vectors.close()
        assert state_of(folder) == state


def test_reading_writes_nothing_and_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path / "vectors")
    before = files_of(tmp_path)
    vectors = open_vectors(tmp_path / "vectors", writing=False)
    assert vectors.nearest("sentences", ROWS[7], 1)[0][0] == "n7"
    copy = Path(vectors._process._copy)  # type: ignore[attr-defined]
    assert copy.exists()
    vectors.close()
    assert not copy.exists()
    assert files_of(tmp_path) == before


def test_a_process_that_is_lost_is_told_and_the_next_call_is_answered(tmp_path: Path) -> None:
    fill(tmp_path / "vectors")
    vectors = open_vectors(tmp_path / "vectors", writing=True)
    assert vectors.count("sentences") == len(ROWS)
    os.kill(vectors._process._pid, signal.SIGSEGV)  # type: ignore[attr-defined]
    with pytest.raises(StoreDamagedError, match="crashed"):
        vectors.count("sentences")
    assert vectors.count("sentences") == len(ROWS)
    vectors.close()


def test_a_process_that_hangs_is_given_up_and_the_next_call_is_answered(tmp_path: Path) -> None:
    fill(tmp_path / "vectors")
    vectors = open_vectors(tmp_path / "vectors", writing=True, patience=3)
    assert vectors.count("sentences") == len(ROWS)
    os.kill(vectors._process._pid, signal.SIGSTOP)  # type: ignore[attr-defined]
    began = time.monotonic()
    with pytest.raises(StoreDamagedError, match="gave no answer for 3 seconds"):
        vectors.add("sentences", ["new"], [ROWS[0]])
    assert time.monotonic() - began < 10
    assert vectors.count("sentences") == len(ROWS)
    vectors.close()


@contextmanager
def interrupted_soon() -> Iterator[None]:
    """Let Ctrl+C be pressed while the block runs."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    timer = threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    try:
        with pytest.raises(KeyboardInterrupt):
            yield
    finally:
        timer.join()
        signal.signal(signal.SIGINT, before)


def test_the_call_after_an_interrupted_one_has_an_answer_of_its_own(tmp_path: Path) -> None:
    fill(tmp_path / "vectors")
    vectors = open_vectors(tmp_path / "vectors", writing=True, patience=5)
    assert vectors.count("sentences") == len(ROWS)
    process = vectors._process._pid  # type: ignore[attr-defined]
    os.kill(process, signal.SIGSTOP)
    with interrupted_soon():
        vectors.count("sentences")
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGCONT)
    assert vectors.count("passages") == 0
    assert vectors.count("sentences") == len(ROWS)
    vectors.close()


def test_after_an_error_of_any_kind_the_next_call_is_answered(tmp_path: Path) -> None:
    fill(tmp_path / "vectors")
    vectors = open_vectors(tmp_path / "vectors", writing=True)
    with pytest.raises(KeyError):
        vectors.count("chapters")  # type: ignore[arg-type]
    assert vectors.count("sentences") == len(ROWS)
    vectors.close()


def test_what_is_closed_refuses_and_leaves_the_files_to_whoever_has_them(tmp_path: Path) -> None:
    fill(tmp_path / "vectors")
    closed = open_vectors(tmp_path / "vectors", writing=True)
    similarity = closed.similarity
    closed.close()
    again = open_vectors(tmp_path / "vectors", writing=True)
    assert again.count("sentences") == len(ROWS)
    with pytest.raises(StoreError, match="vectors is closed; nothing was changed"):
        similarity("sentences", "n1", "n2")
    assert again.count("sentences") == len(ROWS)
    again.close()
    assert state_of(tmp_path / "vectors") == "whole"


def test_a_folder_is_replaced_while_nobody_has_it_open(tmp_path: Path) -> None:
    fill(tmp_path / "vectors")
    fill(tmp_path / "fresh")
    process = VectorProcess(tmp_path / "vectors", writing=True)
    process.delete("sentences", NAMES[:100])
    count, states = process.count, []

    def change() -> None:
        states.append(state_of(tmp_path / "vectors"))
        (tmp_path / "vectors").rename(tmp_path / "old")
        (tmp_path / "fresh").rename(tmp_path / "vectors")

    process.replace(change)
    assert states == ["whole"]
    assert count("sentences") == len(ROWS)
    process.close()


def test_a_writer_that_lost_whoever_asked_it_is_ended(tmp_path: Path) -> None:
    fill(tmp_path / "vectors")
    lost = open_vectors(tmp_path / "vectors", writing=True)
    assert lost.count("sentences") == len(ROWS)
    os.kill(lost._process._pid, signal.SIGSTOP)  # type: ignore[attr-defined]
    again = open_vectors(tmp_path / "vectors", writing=True)
    assert again.count("sentences") == len(ROWS)
    again.close()


def test_what_the_lost_process_kept_is_let_go_when_whoever_asked_is_killed(tmp_path: Path) -> None:
    script = (
        "import sys, time; from pathlib import Path; from index.store.vectors.process import open_vectors\n"
        "vectors = open_vectors(Path(sys.argv[1]), writing=True)\n"
        "print(vectors.count('sentences'), vectors._process._pid, flush=True); time.sleep(60)"
    )
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    command = [sys.executable, "-c", script, str(tmp_path / "vectors")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as asking:
        assert asking.stdout is not None
        asking.stdout.readline()
        asking.kill()
    with claim(tmp_path / "vectors"):
        pass
    seal(tmp_path / "vectors")
    assert state_of(tmp_path / "vectors") == "whole"


def test_errors_of_a_copy_name_what_it_is_a_copy_of(tmp_path: Path) -> None:
    fill(tmp_path / "vectors")
    vectors = open_vectors(tmp_path / "vectors", writing=False)
    with pytest.raises(StoreDamagedError, match=str(tmp_path / "vectors")):
        vectors.nearest("sentences", ROWS[0][:3], 1)
    vectors.close()


def test_vectors_that_do_not_find_themselves_are_counted(tmp_path: Path) -> None:
    vectors = Vectors(tmp_path / "vectors")
    assert vectors.count_lost("sentences", 8) == 0
    vectors.add("sentences", NAMES, list(ROWS))
    assert vectors.count_lost("sentences", 80) == 0
    vectors.close()


class TestRepair:
    @pytest.fixture
    def damaged(self, home: Path) -> Path:
        with open_home(home) as library:
            add(library, "a", " ".join(f"Ferry number {number} waited." for number in range(1200)))
        scatter_garbage(graph_of(home / "vectors"))
        return home

    def test_everybody_is_told_and_repairing_makes_it_anew(self, damaged: Path) -> None:
        for writing in (True, False):
            with (
                pytest.raises(StoreDamagedError, match=DAMAGED),
                open_library(damaged, FakeEmbedder, writing=writing) as library,
            ):
                find_nearest(library, "Ferry number 7 waited.", "sentences")
        with open_home(damaged, sweep=False) as library:
            with pytest.raises(StoreDamagedError, match=DAMAGED):
                library.find_problems()
            assert library.repair() > 1200
            assert library.find_problems() == []
        with open_library(damaged, FakeEmbedder, writing=False) as library:
            assert find_nearest(library, "Ferry number 1199 waited.", "sentences") == "a"

    def test_an_interrupted_index_is_repaired_without_being_opened_where_that_is_deadly(self, damaged: Path) -> None:
        (damaged / "vectors" / "manifest.json").unlink(missing_ok=True)
        with open_home(damaged, sweep=False) as library:
            library.repair()
            assert library.find_problems() == []
            assert_sound(library)
