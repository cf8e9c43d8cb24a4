"""Sync, sources and saved questions on the command line, here and through a server."""

import os
import signal
import subprocess
import threading
from pathlib import Path

import pytest

from tests.ui.running import INTERRUPTIBLE, run, served

FERRY = "Ferry lost\n\nThe ferry Marelle sank off Brenn on Monday, the harbour master said.\n"
RAISED = "Ferry raised\n\nThe ferry Marelle was raised off Brenn by two cranes on Friday, the harbour master said.\n"
QUESTION = "When did the ferry Marelle sink off Brenn?"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "ferry.txt").write_text(FERRY)
    return folder


def test_sync_without_sources_says_how_to_begin(home: Path) -> None:
    done = run(home, "sync")
    assert done.code == 1
    assert "pullquote add" in done.complaint


def test_sync_adds_what_is_new_and_names_what_is_gone(home: Path, folder: Path) -> None:
    run(home, "add", str(folder))
    (folder / "raised.txt").write_text(RAISED)
    (folder / "ferry.txt").unlink()
    done = run(home, "sync", "--json")
    assert [one["status"] for one in done.lines] == ["added", "gone"]
    assert "its article stays" in done.err
    assert [one["status"] for one in run(home, "sync", "--prune", "--json").lines] == ["unchanged", "removed"]
    assert len(run(home, "list", "--json").lines) == 1


def test_sync_exits_with_one_if_a_source_failed(home: Path, folder: Path) -> None:
    run(home, "add", str(folder))
    (folder / "ferry.txt").write_bytes(b"\x00\x01\x02" * 50)
    assert run(home, "sync").code == 1


def test_a_source_can_be_forgotten(home: Path, folder: Path) -> None:
    run(home, "add", str(folder))
    assert run(home, "sources", "--json").json == {"address": str(folder.resolve()), "collection": None}
    assert run(home, "sources", "--forget", str(folder)).code == 0
    assert run(home, "sources").out == ""
    again = run(home, "sources", "--forget", str(folder))
    assert again.code == 1
    assert "is no source" in again.complaint


def test_a_saved_question_tells_only_what_is_new(home: Path, folder: Path) -> None:
    run(home, "add", str(folder))
    saved = run(home, "watch", "add", QUESTION, "--language", "en", "--json").json
    assert (saved["id"], saved["question"], saved["language"]) == (1, QUESTION, "en")
    run(home, "watch", "add", "When was the ferry Marelle raised?")
    first = run(home, "watch", "ask")
    assert "sank off Brenn on Monday" in first.out
    assert run(home, "watch", "ask").out.count("nothing new") == 2
    (folder / "raised.txt").write_text(RAISED)
    synced = run(home, "sync")
    assert "raised off Brenn by two cranes on Friday" in synced.out
    assert synced.out.count("nothing new") == 1


def test_saved_questions_are_listed_and_removed(home: Path) -> None:
    for question in (QUESTION, "Who leads Brenn?", QUESTION):
        run(home, "watch", "add", question)
    assert [one["id"] for one in run(home, "watch", "list", "--json").lines] == [1, 2]
    done = run(home, "watch", "remove", "7", "1")
    assert done.code == 1
    assert "no saved question 7" in done.complaint
    assert run(home, "watch", "list").out == "2  Who leads Brenn?\n"


def test_an_empty_question_is_not_saved(home: Path) -> None:
    assert run(home, "watch", "add", "  ").code == 1


def test_a_server_keeps_the_library_up_to_date(own_shelf: Path, folder: Path) -> None:
    with served(own_shelf, page=False):
        assert run(own_shelf, "add", str(folder)).code == 0
        assert run(own_shelf, "watch", "add", QUESTION).out == f"saved as 1  {QUESTION}\n"
        (folder / "raised.txt").write_text(RAISED)
        done = run(own_shelf, "sync", "--json")
        assert [one["status"] for one in done.lines[:-1]] == ["unchanged", "added"]
        assert len(done.lines[-1]["new"]) == 1
        assert run(own_shelf, "watch", "list").out == f"1  {QUESTION}\n"
        assert run(own_shelf, "watch", "remove", "1").code == 0
        assert run(own_shelf, "watch", "remove", "1").code == 1
        assert run(own_shelf, "sources").out == f"{folder.resolve()}\n"
        assert run(own_shelf, "sources", "--forget", str(folder)).code == 0
        assert run(own_shelf, "sources", "--forget", str(folder)).code == 1


def test_watching_a_folder_adds_a_file_as_it_appears(home: Path, folder: Path) -> None:
    run(home, "add", str(folder))
    command = [*INTERRUPTIBLE, "--home", str(home), "sync", "--watch", "--json"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ
    ) as watching:
        giving_up = threading.Timer(60, watching.kill)
        giving_up.start()
        assert watching.stdout is not None
        assert '"unchanged"' in watching.stdout.readline()
        lines = _write_until_seen(folder / "raised.txt", watching)
        assert any("raised.txt" in line and '"added"' in line for line in lines)
        watching.send_signal(signal.SIGINT)
        watching.wait(20)
        giving_up.cancel()
    assert watching.returncode in {0, 130}


def _write_until_seen(path: Path, watching: "subprocess.Popen[str]") -> list[str]:
    """Write a file; its watcher may have begun to look only later, so touch it until something is told of it."""
    done = threading.Event()

    def write() -> None:
        while not done.is_set():
            path.write_text(RAISED)
            done.wait(1)

    writer = threading.Thread(target=write)
    writer.start()
    lines = []
    assert watching.stdout is not None
    try:
        for line in watching.stdout:
            lines.append(line)
            if path.name in line:
                break
    finally:
        done.set()
        writer.join()
    return lines


def test_an_exported_library_is_imported_elsewhere(shelf: Path, home: Path, tmp_path: Path) -> None:
    file = tmp_path / "library.gz"
    assert run(shelf, "export", str(file), "--json").json["status"] == "exported"
    assert [one["status"] for one in run(home, "import", str(file), "--json").lines] == ["added"] * 3
    assert run(home, "list", "--json").out == run(shelf, "list", "--json").out
    answers = [run(one, "ask", "Sino si Alyssa Lee?", "--json").json for one in (shelf, home)]
    assert answers[0]["citations"] == answers[1]["citations"]


def test_an_export_replaces_no_file_and_leaves_no_part(shelf: Path, tmp_path: Path) -> None:
    file = tmp_path / "library.gz"
    file.write_text("kept")
    done = run(shelf, "export", str(file))
    assert done.code == 1
    assert "exists" in done.complaint
    assert "can't write" in run(shelf, "export", str(tmp_path / "nowhere" / "library.gz")).complaint
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir() if one.is_file()] == [("library.gz", "kept")]


@pytest.mark.parametrize("content", ["", "no library"])
def test_a_file_that_is_no_export_is_told_in_a_line(home: Path, tmp_path: Path, content: str) -> None:
    file = tmp_path / "library.gz"
    file.write_text(content)
    done = run(home, "import", str(file))
    assert done.code == 1
    assert "no exported library" in done.complaint
    assert "can't read" in run(home, "import", str(tmp_path / "nowhere")).complaint


def test_a_server_exports_and_imports(own_shelf: Path, tmp_path: Path) -> None:
    file, listed = tmp_path / "library.gz", run(own_shelf, "list", "--json").lines
    with served(own_shelf, page=False):
        assert run(own_shelf, "export", str(file)).code == 0
        assert run(own_shelf, "remove", listed[0]["id"]).code == 0
        done = run(own_shelf, "import", str(file), "--json")
        assert sorted(one["status"] for one in done.lines) == ["added", "unchanged", "unchanged"]
        assert run(own_shelf, "list", "--json").lines == listed
        file.write_bytes(file.read_bytes()[:100])
        assert run(own_shelf, "import", str(file)).code != 0


def test_reindexing_keeps_the_answers(own_shelf: Path) -> None:
    before = run(own_shelf, "ask", "Sino si Alyssa Lee?", "--json").json
    assert run(own_shelf, "reindex").out.endswith("3 articles are indexed anew\n")
    assert run(own_shelf, "ask", "Sino si Alyssa Lee?", "--json").json["citations"] == before["citations"]
    assert run(own_shelf, "doctor").code == 0


def test_a_server_reindexes_while_it_answers(own_shelf: Path) -> None:
    with served(own_shelf, page=False):
        assert [one["status"] for one in run(own_shelf, "reindex", "--json").lines] == ["added"] * 3
        assert run(own_shelf, "ask", "Sino si Alyssa Lee?", "--json").json["answered"]
        assert len(run(own_shelf, "list", "--json").lines) == 3


def test_a_question_with_a_filter_that_lets_nothing_pass_is_not_saved(own_shelf: Path) -> None:
    done = run(own_shelf, "watch", "add", QUESTION, "--publisher", "Nobody")
    assert done.code == 1
    assert "Nobody" in done.complaint
    assert run(own_shelf, "watch", "list").out == ""
    run(own_shelf, "watch", "add", QUESTION, "--language", "en")
    assert run(own_shelf, "watch", "list").out == f"1  {QUESTION}  (language: en)\n"


def test_an_empty_path_adds_nothing(home: Path, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.chdir(folder)
    done = run(home, "add", "", "--json")
    assert (done.code, done.json["status"]) == (1, "failed")
    assert "empty" in done.json["error"]
