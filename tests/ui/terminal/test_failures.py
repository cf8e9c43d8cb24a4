"""What the command line says when something fails: one clear line, and which exit code."""

import subprocess
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from index.article import Draft
from index.library import open_library
from index.store.lock import lock
from tests.fakes import FakeEmbedder
from tests.ui.running import COMMAND, controls, run, run_apart
from ui.settings import Settings
from ui.terminal.cli import app

WHO = "Who is the chief executive of Hugging Face?"


@pytest.mark.parametrize(
    "arguments",
    [
        ("frobnicate",),
        ("ask",),
        ("search",),
        ("add",),
        ("show",),
        ("ask", WHO, "--engine", "oracle"),
        ("search", "x", "-k", "0"),
        ("search", "x", "--after", "yesterday"),
        ("ask", WHO, "--before", "2026-13-01"),
        ("ask", "--batch", "/no/such/file.jsonl"),
        ("serve", "--host", "0.0.0.0"),
        ("serve", "--port", "70000"),
    ],
)
def test_wrong_usage_exits_with_2(home: Path, arguments: tuple[str, ...]) -> None:
    done = run(home, *arguments)
    assert done.code == 2
    assert done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    "arguments",
    [("show", "nowhere"), ("show", "no\nwhere\x1b[31m"), ("remove", "nowhere"), ("ask", "  "), ("search", "😀")],
)
def test_an_input_that_fails_exits_with_1_and_one_line(shelf: Path, arguments: tuple[str, ...]) -> None:
    done = run(shelf, *arguments)
    assert (done.code, done.out) == (1, "")
    assert not controls(done.complaint)


def test_an_unknown_revision_exits_with_1(shelf: Path) -> None:
    assert run(shelf, "show", run(shelf, "list", "--json").lines[0]["id"], "--revision", "nope").code == 1


@pytest.mark.parametrize("arguments", [("list",), ("search", "x"), ("ask", "x"), ("doctor",), ("remove", "x")])
def test_a_home_that_can_not_be_made_exits_with_3_and_one_line(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "file").write_text("")
    done = run(tmp_path / "file" / "home", *arguments)
    assert (done.code, done.out) == (3, "")
    assert "--home" in done.complaint


def test_a_catalog_that_can_not_be_read_exits_with_3_and_one_line(home: Path) -> None:
    home.mkdir()
    (home / "catalog.sqlite3").write_bytes(b"not a database at all" * 100)
    done = run(home, "list")
    assert done.code == 3
    assert "catalog.sqlite3" in done.complaint


def test_a_library_of_another_embedder_exits_with_3_and_names_the_way_out(home: Path) -> None:
    with open_library(home, FakeEmbedder, writing=True) as library:
        library.add(Draft("a.txt", "The ferry left."))
    done = run(home, "ask", WHO)
    assert done.code == 3
    assert "pullquote reindex" in done.complaint


@pytest.mark.parametrize(
    ("name", "value", "named"),
    [
        ("PULLQUOTE_RAG__PASSAGES", "0", "PULLQUOTE_RAG__PASSAGES"),
        ("PULLQUOTE_RAG__PASAGES", "5", "PULLQUOTE_RAG__PASAGES"),
        ("PULLQUOTE_EMBED__PROVIDER", "oracle", "PULLQUOTE_EMBED__PROVIDER"),
        ("PULLQUOTE_EMBED__PROVIDER", "openai", "PULLQUOTE_EMBED__MODEL"),
        ("PULLQUOTE_EMBED", "not json", "embed"),
    ],
)
def test_a_setting_that_can_not_be_used_exits_with_2_and_names_it(
    home: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, named: str
) -> None:
    monkeypatch.setenv(name, value)
    done = run(home, "list")
    assert done.code == 2
    assert named in done.complaint


def test_an_empty_setting_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULLQUOTE_HOME", "")
    assert Settings().home.is_absolute()


def test_the_home_comes_from_the_environment(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULLQUOTE_HOME", str(shelf))
    listed = CliRunner().invoke(app, ["list", "--json"])
    assert len(listed.stdout.splitlines()) == 3


def test_a_home_in_use_by_another_process_is_told_within_two_seconds(own_shelf: Path) -> None:
    started = time.monotonic()
    assert run_apart(own_shelf, "list").code == 0
    free = time.monotonic() - started
    with lock(own_shelf, writing=True, wait=0):
        started = time.monotonic()
        done = run_apart(own_shelf, "list")
        waited = time.monotonic() - started
    assert (done.code, done.out) == (3, "")
    assert "another pullquote is using" in done.complaint
    assert waited < free * 2 + 2.5
    assert run_apart(own_shelf, "list").code == 0


@pytest.mark.usefixtures("embedder")  # so that it is prepared
def test_a_command_survives_arguments_that_are_not_text(home: Path) -> None:
    for command, code in {"show": 2, "remove": 2, "ask": 0, "add": 1}.items():
        done = run_apart(home, command, b"caf\xe9.txt")
        assert done.code == code
        assert len(done.err.splitlines()) == (1 if code else 0)


def test_a_reader_that_goes_away_is_no_accident(shelf: Path) -> None:
    line = f"'{COMMAND}' --home '{shelf}' list --json | head -c 1"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("lost", ["empty", "missing"])
@pytest.mark.parametrize(
    "arguments",
    [("list",), ("add", "NOTE"), ("ask", WHO), ("show", "x"), ("remove", "x"), ("doctor",), ("doctor", "--repair")],
    ids=" ".join,
)
def test_a_lost_catalog_beside_vectors_is_named_by_every_command_and_nothing_is_touched(
    own_shelf: Path, note: Path, arguments: tuple[str, ...], lost: str
) -> None:
    path = own_shelf / "catalog.sqlite3"
    path.unlink()
    if lost == "empty":
        path.touch()
    before = {path: path.read_bytes() for path in own_shelf.rglob("*") if path.is_file()}
    done = run(own_shelf, *(str(note) if one == "NOTE" else one for one in arguments))
    assert (done.code, done.out) == (3, "")
    assert f"catalog.sqlite3 is {lost}, but" in done.complaint
    assert "move vectors/ away" in done.complaint
    assert {path: path.read_bytes() for path in own_shelf.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("arguments", [("list",), ("ask", WHO), ("search", "x"), ("cite", "The ferry sank.")])
def test_reading_a_home_that_is_not_there_makes_none(home: Path, arguments: tuple[str, ...]) -> None:
    assert run(home, *arguments).code == 0
    assert not home.exists()
