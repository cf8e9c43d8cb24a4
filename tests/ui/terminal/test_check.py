"""`pullquote check`: its JSON, what people read, drafts, batches, HTTP, and the process that serves the home."""

import json
from pathlib import Path

import pytest
from docx import Document

from tests.ui.running import Server, run, run_apart

TRUE = "Most of the 57 billion dollars went to artificial intelligence."
FALSE = TRUE.replace("57", "75")
FIELDS = {
    "id",
    "statement",
    "start",
    "end",
    "language",
    "claim",
    "verdict",
    "checks",
    "citations",
    "quotations",
    "scores",
    "undated",
}
DRAFT = f"# Money\n\nWho spends most? {TRUE}\n\nThey wrote that “{FALSE[:-1]}”.\n"


def test_check_prints_every_field_of_the_contract(shelf: Path) -> None:
    done = run(shelf, "check", FALSE, "--json")
    assert (done.code, done.err) == (0, "")
    checked = done.json
    assert set(checked) == FIELDS
    assert (checked["statement"], checked["quotations"]) == (FALSE, [])
    assert checked["verdict"] in {"contradicted", "unsupported"}
    missing = [(one["kind"], one["value"]) for one in checked["checks"] if not one["found"]]
    assert ("figure", "75 billion dollars") in missing


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (TRUE, "Supported."),
        (FALSE, "“75 billion dollars”"),
        ("Ships from Norway brought dried cod to the harbour.", "Not found in what was read."),
        ("Who spends most?", "No claim to check."),
    ],
)
def test_a_verdict_is_told_in_words_and_is_a_result(shelf: Path, statement: str, told: str) -> None:
    done = run(shelf, "check", statement)
    assert (done.code, done.err) == (0, "")
    assert told in done.out


@pytest.mark.parametrize("name", ["draft.md", "draft.txt", "draft.docx"])
def test_a_draft_is_checked_sentence_by_sentence(shelf: Path, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    if name.endswith("docx"):
        document = Document()
        document.add_heading("Money")
        for paragraph in DRAFT.split("\n\n")[1:]:
            document.add_paragraph(paragraph.strip())
        document.save(str(file))
    else:
        file.write_text(DRAFT if name.endswith("md") else DRAFT.partition("\n\n")[2], encoding="utf-8")
    lines = run(shelf, "check", "--file", str(file), "--json").lines
    assert [(one["claim"], one["verdict"] == "supported") for one in lines] == [
        (False, False),
        (True, True),
        (True, False),
    ]
    assert [one["verdict"] for one in lines[-1]["quotations"]] == ["altered"]
    told = run(shelf, "check", "--file", str(file)).out
    assert told.rstrip().endswith("1 quotation altered.")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("draft.pdf", b"%PDF", "is no draft"),
        ("draft.docx", b"no zip", "no Word file"),
        ("draft.md", b"# Only a heading", "no sentences in the draft"),
        ("gone.md", None, "No such file"),
    ],
)
def test_a_file_that_is_no_draft_is_one_line(
    shelf: Path, tmp_path: Path, name: str, content: bytes | None, told: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    done = run(shelf, "check", "--file", str(tmp_path / name))
    assert (done.code, done.out) == (1, "")
    assert told in done.complaint


def test_check_wants_a_statement(shelf: Path) -> None:
    done = run(shelf, "check")
    assert (done.code, "give STATEMENT" in done.complaint) == (2, True)


def test_a_batch_takes_sources(shelf: Path) -> None:
    sources = {Path(one["source"]).name: one["source"] for one in run(shelf, "list", "--json").lines}
    lines = [
        {"id": 1, "statement": TRUE, "sources": [sources["ai-spending-gap.md"]]},
        {"id": 2, "statement": TRUE, "sources": [sources["open-models-qwen.md"]]},
        {"id": 3, "statement": TRUE, "sources": ["nowhere.md"]},
        {"id": 4, "statement": "?"},
    ]
    done = run(shelf, "check", "--batch", "-", typed="\n".join(map(json.dumps, lines)))
    assert done.code == 1
    told = [one["error"]["type"] if "error" in one else one["verdict"] == "supported" for one in done.lines]
    assert told == [True, False, "bad_statement", "bad_statement"]


def test_over_http_a_statement_is_checked_as_on_the_command_line(server: Server, shelf: Path) -> None:
    checked = server.request("POST", "/api/check", json={"id": 5, "statement": FALSE}).json()
    assert checked == {**run(shelf, "check", FALSE, "--json").json, "id": 5}
    reply = server.request("POST", "/api/check", json={"statement": "…"})
    assert (reply.status_code, reply.json()["type"]) == (422, "bad_statement")


def test_over_http_a_draft_is_a_line_a_sentence(server: Server) -> None:
    reply = server.request("POST", "/api/check", json={"draft": DRAFT})
    lines = [json.loads(line) for line in reply.text.splitlines()]
    assert [DRAFT[one["start"] : one["end"]] for one in lines] == [one["statement"] for one in lines]
    assert len(lines) == 3
    empty = server.request("POST", "/api/check", json={"draft": "# Money"})
    assert (empty.status_code, empty.json()["type"]) == (422, "bad_statement")


def test_while_a_home_is_served_check_goes_through_the_server(server: Server, tmp_path: Path) -> None:
    done = run_apart(server.home, "check", TRUE, "--json")
    assert (done.code, done.err, done.json["verdict"]) == (0, "", "supported")
    file = tmp_path / "draft.md"
    file.write_text(DRAFT, encoding="utf-8")
    assert len(run_apart(server.home, "check", "--file", str(file), "--json").lines) == 3
