"""A server and a command line whose disk is full: they say so, they read, and go on once there is room."""

import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.small_disks import fill, mounted
from tests.ui.running import Server, run_apart, served

HEALTHY = 2.0  # seconds, on a busy machine


@pytest.fixture
def disk(shelf: Path, tmp_path: Path) -> Iterator[Path]:
    """A small disk with the shelf on it."""
    with mounted(tmp_path / "disk", 24) as disk:
        shutil.copytree(shelf, disk / "home")
        yield disk


def write_articles(folder: Path, turn: int) -> Path:
    folder.mkdir()
    for number in range(6):
        sentences = (
            f"The ferry {turn}x{number}x{deck} waited near quay {deck} of port {number}." for deck in range(30)
        )
        (folder / f"{turn}-{number}.txt").write_text(f"Ferries of the day {turn}\n\n{' '.join(sentences)}\n")
    return folder


def post(server: Server, path: Path) -> str:
    body = {"paths": [str(path)]}
    return server.request("POST", "/api/articles", json=body, headers=server.key).text


def assert_alive(server: Server) -> None:
    began = time.monotonic()
    assert server.request("GET", "/healthz").status_code == 200
    assert time.monotonic() - began < HEALTHY
    found = server.request("POST", "/api/search", json={"query": "Who leads the open models?"})
    assert found.json()["hits"]


def test_a_server_goes_on_once_there_is_room(disk: Path, tmp_path: Path) -> None:
    with served(disk / "home", page=False) as server:
        for turn in range(4):
            filling = fill(disk, spare=300 * turn)
            articles = write_articles(tmp_path / str(turn), turn)
            for _ in range(2):
                assert "is full; free some space" in post(server, articles)
                assert_alive(server)
            filling.unlink()
            assert '"status":"added"' in post(server, articles / f"{turn}-5.txt").replace(" ", "")
            assert_alive(server)
        code, err = server.end(signal.SIGTERM)
    assert (code, err) == (0, "")


def test_on_a_full_disk_one_reads_and_is_told_why_one_can_not_add(disk: Path, note: Path) -> None:
    fill(disk)
    assert len(run_apart(disk / "home", "list", "--json").lines) == 3
    assert run_apart(disk / "home", "search", "open models", "--json").json["hits"]
    assert run_apart(disk / "home", "ask", "Who is the chief executive of Hugging Face?", "--json").code == 0
    refused = run_apart(disk / "home", "add", str(note))
    assert refused.code == 3
    assert "is full; free some space" in refused.complaint
