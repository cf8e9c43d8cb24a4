"""Files of every format on the command line: added, cited with page or part, and no process left behind."""

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from evals.fuzz.files import SENTENCES, make_files, make_message, pack
from tests.ui.running import INTERRUPTIBLE, run

FILES = make_files()
ENDLESS = "<html><body><p " + " ".join(f"a{number}=1" for number in range(50_000)) + ">Ice.</p></body></html>"
PARTS = {
    ".docx": "",
    ".epub": "#OEBPS/chapter1.xhtml",
    ".mbox": "#<0@b.example>",
    ".pdf": "",
    ".zip": "#articles/a.eml",
}


@pytest.mark.parametrize("suffix", PARTS)
def test_a_quote_is_found_where_it_stands_in_its_file(home: Path, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"quay{suffix}"
    path.write_bytes(pack({"articles/a.eml": make_message()}) if suffix == ".zip" else FILES[suffix])
    added = run(home, "add", str(path), "--json")
    assert (added.code, {line["status"] for line in added.lines}) == (0, {"added"})
    excerpt = SENTENCES[3]
    matches = run(home, "cite", excerpt, "--json").json["matches"]
    match = next(one for one in matches if one["source"] == f"{path}{PARTS[suffix]}")
    article = run(home, "show", match["article_id"], "--json").json
    assert article["text"][match["start"] : match["end"]] == match["quote"]
    assert match["similarity"] == 1
    assert match["page"] == (1 if suffix == ".pdf" else None)
    assert ("· p. 1 ·" in run(home, "cite", excerpt).out) == (suffix == ".pdf")


def test_one_bad_file_of_each_format_is_one_line_each(home: Path, tmp_path: Path) -> None:
    for suffix in set(FILES) - {".htm", ".mht"}:
        (tmp_path / f"bad{suffix}").write_bytes(b"\x00\x01\x02" * 20)
    (tmp_path / "good.txt").write_text(SENTENCES[0], encoding="utf-8")
    done = run(home, "add", str(tmp_path))
    assert done.code == 1
    told = [line for line in done.err.splitlines() if "/bad." in line]
    assert len(told) == len(FILES) - 2
    assert "1 added" in done.out
    assert "broke off" not in done.err


def test_a_title_without_end_is_bounded(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    fields = {"text": "Ice.", "title": "t" * 1_000_000, "publisher": "p" * 1_000_000}
    path.write_text(json.dumps(fields), encoding="utf-8")
    run(home, "add", str(path))
    (article,) = run(home, "list", "--json").lines
    assert (len(article["title"]), len(article["publisher"])) == (301, 301)


def test_ctrl_c_ends_what_is_being_read_too(home: Path, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(ENDLESS, encoding="utf-8")
    command = [*INTERRUPTIBLE, "--home", str(home), "add", str(tmp_path / "a.html")]
    adding = subprocess.Popen(command, stderr=subprocess.PIPE)
    reading = _wait_for_child(adding.pid)
    adding.send_signal(signal.SIGINT)
    _, told = adding.communicate(timeout=30)
    assert adding.returncode != 0
    assert b"Traceback" not in told
    assert not _lives(reading)


def _wait_for_child(pid: int) -> int:
    for _ in range(600):
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
        for child in children:
            if b"index.read.child" in Path(f"/proc/{child}/cmdline").read_bytes():
                return int(child)
        time.sleep(0.1)
    raise AssertionError("nothing is being read")


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
