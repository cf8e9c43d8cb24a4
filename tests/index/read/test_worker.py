"""Files are read in a process of its own: what takes too much or brings it down is one line, and the rest goes on."""

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from index.article import Draft, ReadFailure
from index.read.files import read, read_all
from index.read.worker import Job, Limits, Worker

WORDS = "The harbour froze over on Tuesday, and ferries lay still."
ENDLESS = "<html><body><p " + " ".join(f"a{number}=1" for number in range(50_000)) + f">{WORDS}</p></body></html>"
EMPTY = "<html><body>" + "<p></p>" * 2_600_000
ROWS = "".join(f"a{number}: &a{number} {{<<: [{', '.join([f'*a{number - 1}'] * 9)}]}}\n" for number in range(1, 9))
BOMB = f"---\na0: &a0 {{x: 1}}\n{ROWS}---\n{WORDS}"


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def job(path: Path) -> Job:
    return Job(lambda: path.open("rb"), path.suffix, str(path))


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.md"
    path.write_text(WORDS, encoding="utf-8")
    return path


@pytest.mark.parametrize(("name", "content"), [("endless.html", ENDLESS), ("bomb.md", BOMB), ("empty.html", EMPTY)])
def test_a_file_that_takes_too_long_is_one_line_and_the_others_are_read_in_order(
    tmp_path: Path, name: str, content: str
) -> None:
    for number, text in enumerate([WORDS, content, WORDS, WORDS, WORDS]):
        (tmp_path / f"{number}{Path(name).suffix if text is content else '.md'}").write_text(text, encoding="utf-8")
    started = time.monotonic()
    found = list(read(tmp_path, Limits(seconds=2)))
    assert time.monotonic() - started < 30
    assert [Path(one.source).stem for one in found] == ["0", "1", "2", "3", "4"]
    assert [isinstance(one, ReadFailure) for one in found] == [False, True, False, False, False]
    assert isinstance(found[1], ReadFailure)
    assert found[1].reason == "reading it took more than 2 s; split it"


def test_a_file_that_takes_too_much_memory_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html><body>" + "<p></p>" * 1_000_000, encoding="utf-8")
    (tmp_path / "b.md").write_text(WORDS, encoding="utf-8")
    failure, draft = read(tmp_path, Limits(memory=120_000_000))
    assert isinstance(failure, ReadFailure)
    assert failure.reason == "reading it took more than 0.12 GB of memory; split it"
    assert isinstance(draft, Draft)


def test_a_process_that_is_killed_is_told_of_and_begun_anew(note: Path) -> None:
    with Worker() as worker:
        first, second = job(note), job(note)
        worker.begin(first)
        assert worker.pid is not None
        os.kill(worker.pid, signal.SIGSTOP)
        worker.begin(second)
        os.kill(worker.pid, signal.SIGKILL)
        (failure,) = worker.finish(first)
        assert isinstance(failure, ReadFailure)
        assert failure.reason == "reading it broke off (SIGKILL); it may be damaged"
        assert [isinstance(one, Draft) for one in worker.finish(second)] == [True]


def test_one_process_reads_all_files_and_is_gone_after_them(note: Path) -> None:
    with Worker() as worker:
        pids = set()
        for _ in range(5):
            one = job(note)
            worker.begin(one)
            assert [isinstance(found, Draft) for found in worker.finish(one)] == [True]
            pids.add(worker.pid)
        (pid,) = pids
        assert pid is not None
        assert alive(pid)
    assert not alive(pid)


def test_who_stops_in_the_middle_leaves_no_process_behind(note: Path) -> None:
    before = children()
    found = read_all([str(note)] * 5)
    next(found)
    assert children() - before
    found.close()
    assert children() == before


def test_plain_text_needs_no_process(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WORDS, encoding="utf-8")
    before = children()
    found = read(tmp_path)
    next(found)
    assert children() == before


def test_threads_read_beside_each_other(note: Path) -> None:
    found: list[Draft | ReadFailure] = []
    threads = [threading.Thread(target=lambda: found.extend(read_all([str(note)] * 3))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 12
    assert all(isinstance(one, Draft) for one in found)


@pytest.mark.timeout(90)
def test_the_next_file_is_being_read_while_the_last_one_is_used(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(WORDS, encoding="utf-8")
    (tmp_path / "b.html").write_text(ENDLESS, encoding="utf-8")
    found = read(tmp_path)
    next(found)
    (pid,) = children()
    begun = at_work(pid)
    while at_work(pid) < begun + 5:
        time.sleep(0.1)
    found.close()


def at_work(pid: int) -> int:
    """How long a process has worked, in hundredths of a second."""
    return int(Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[11])


def children() -> set[int]:
    path = Path(f"/proc/self/task/{threading.get_native_id()}/children")
    return {int(pid) for pid in path.read_text(encoding="ascii").split()}
