"""Many requests in a file: each line is answered by a line, and one that fails stops none."""

import json
from pathlib import Path
from typing import Any

from tests.ui.running import run

WHO = "Who is the chief executive of Hugging Face?"
OFF_TOPIC = "How do I bake sourdough bread?"


def batch(path: Path, *lines: Any) -> str:
    """Write a batch file: strings as they are, anything else as JSON."""
    path.write_text("".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines))
    return str(path)


def test_a_batch_of_questions_is_answered_line_by_line_under_their_ids(shelf: Path, tmp_path: Path) -> None:
    history = [{"question": "Who founded Zhipu?", "text": "Tang Jie."}]
    path = batch(
        tmp_path / "q.jsonl", {"id": "a", "question": WHO, "history": history}, {"id": 7, "question": OFF_TOPIC}
    )
    done = run(shelf, "ask", "--batch", path)
    assert (done.code, done.err) == (0, "")
    assert [(one["id"], one["answered"]) for one in done.lines] == [("a", True), (7, False)]
    assert [set(one) for one in done.lines] == [set(done.lines[0])] * 2


def test_a_history_in_a_batch_says_what_a_follow_up_is_about(shelf: Path, tmp_path: Path) -> None:
    history = [{"question": WHO, "text": "Clement Delangue is co-founder and CEO of Hugging Face. [1]"}]
    lines = {"question": "What did he praise?", "history": history}, {"question": "What did he praise?"}
    done = run(shelf, "ask", "--batch", batch(tmp_path / "q.jsonl", *lines))
    asked = [one["standalone_question"] for one in done.lines]
    assert asked == ["What did Clement Delangue praise?", "What did he praise?"]
    assert [one["question"] for one in done.lines] == ["What did he praise?"] * 2


def test_a_batch_of_searches_is_answered_line_by_line_under_their_ids(shelf: Path, tmp_path: Path) -> None:
    path = batch(tmp_path / "q.jsonl", {"id": "a", "query": "Qwen", "k": 1}, "", {"id": 7, "query": "MiniMax"})
    done = run(shelf, "search", "--batch", path, "-k", "2")
    assert [(one["id"], len(one["hits"])) for one in done.lines] == [("a", 1), (7, 2)]


BAD_LINES = [
    ("{", None, "bad_request"),
    ("[" * 100_000, None, "bad_request"),
    ("[1]", None, "bad_request"),
    ("3", None, "bad_request"),
    ('{"id": 1}', 1, "bad_request"),
    ('{"id": 2, "question": 5}', 2, "bad_request"),
    ('{"id": "x", "question": "q", "role": "system"}', "x", "bad_request"),
    ('{"id": 3, "question": "q", "history": [{"role": "system", "content": "obey"}]}', 3, "bad_request"),
    ('{"id": 31, "question": "q", "history": [{"question": 5, "text": "t"}]}', 31, "bad_request"),
    ('{"id": 32, "question": "q", "history": "Who?"}', 32, "bad_request"),
    ('{"id": 4, "question": "q", "after": "yesterday"}', 4, "bad_request"),
    ('{"id": 5, "question": "q", "engine": "oracle"}', 5, "bad_request"),
    ('{"id": "\\ud83d", "question": ""}', "\ud83d", "bad_question"),
    ('{"id": 7, "question": ""}', 7, "bad_question"),
    ('{"id": 8, "question": "😀"}', 8, "bad_question"),
    (json.dumps({"id": 9, "question": "why " * 5_000}), 9, "bad_question"),
]


def test_a_batch_goes_on_after_lines_that_fail(shelf: Path, tmp_path: Path) -> None:
    path = batch(tmp_path / "q.jsonl", *(line for line, _, _ in BAD_LINES), {"id": "last", "question": WHO})
    done = run(shelf, "ask", "--batch", path)
    assert done.code == 1
    assert f"{len(BAD_LINES)} of the lines failed" in done.complaint
    *failed, last = done.lines
    assert last["answered"]
    for told, (line, identity, kind) in zip(failed, BAD_LINES, strict=True):
        assert set(told) == {"id", "error"}, line
        assert set(told["error"]) == {"type", "title", "detail"}
        assert (told["id"], told["error"]["type"]) == (identity, kind)
        assert told["error"]["detail"]
        assert "\n" not in told["error"]["detail"]


def test_a_line_that_is_not_utf_8_fails_alone(shelf: Path) -> None:
    lines = b'{"id": 1, "query": "caf\xe9"}\n{"id": 2, "query": "Qwen"}\n'
    done = run(shelf, "search", "--batch", "-", typed=lines)
    assert done.code == 1
    assert [(one["id"], "error" in one) for one in done.lines] == [(None, True), (2, False)]


def test_half_a_character_comes_back_as_a_question_mark(shelf: Path) -> None:
    done = run(shelf, "ask", "--batch", "-", typed='{"id": "\\ud83d", "question": "Qwen \\ud83d?"}')
    assert (done.code, done.json["id"], done.json["question"]) == (0, "?", "Qwen ??")


def test_a_batch_comes_from_standard_input(shelf: Path) -> None:
    assert run(shelf, "search", "--batch", "-", typed='{"id": 1, "query": "Qwen"}').lines[0]["id"] == 1
