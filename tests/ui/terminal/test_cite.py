"""`pullquote cite`: its JSON, what people read, batches, HTTP, and the process that serves the home."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.ui.running import Server, run, run_apart

EXACT = "Most of the 57 billion dollars went to artificial intelligence."
ALTERED = EXACT.replace("57", "75")
ABSENT = "Ships from Norway brought dried cod to the harbour."
MATCH = {"number", "article_id", "revision", "passage_id", "title", "publisher", "published", "language", "source"} | {
    *("page", "start", "end", "quote", "also_in", "similarity", "differences")
}
RELATED = {"article_id", "revision", "passage_id", "title", "publisher", "published", "language", "start", "end"} | {
    *("text", "score")
}


def test_cite_prints_a_finding_with_every_field_of_the_contract(shelf: Path) -> None:
    done = run(shelf, "cite", ALTERED, "--json")
    assert (done.code, done.err) == (0, "")
    finding = done.json
    assert {"id", "excerpt", "verdict", "stitched", "matches", "related"} <= set(finding)
    assert (finding["id"], finding["excerpt"], finding["verdict"]) == (None, ALTERED, "altered")
    (match,) = finding["matches"]
    assert set(match) >= MATCH
    assert match["differences"] == [{"kind": "figure", "excerpt": "75", "article": "57"}]
    article = run(shelf, "show", match["article_id"], "--revision", match["revision"], "--json").json
    assert article["text"][match["start"] : match["end"]] == match["quote"] == EXACT
    assert all(set(one) >= RELATED for one in finding["related"])


@pytest.mark.parametrize(
    ("excerpt", "told"),
    [
        (EXACT, "Word for word."),
        (ALTERED, "Altered: the article says “57”, not “75”."),
        (ABSENT, "Not in the corpus"),
        (f"{EXACT[:-1]} … Mahigit $1 bilyon ang nalikom", "Stitched together from 2 places."),
    ],
)
def test_a_verdict_is_told_in_words_and_is_a_result(shelf: Path, excerpt: str, told: str) -> None:
    done = run(shelf, "cite", excerpt)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(told)
    assert ("ai-spending-gap" in done.out) == (excerpt != ABSENT)


def test_filters_choose_which_articles_are_looked_in(shelf: Path) -> None:
    for options in (
        ["--language", "tl"],
        ["--after", "2030-01-01"],
        ["--before", "1990-01-01"],
    ):
        assert run(shelf, "cite", EXACT, "--json", *options).json["verdict"] == "absent"
    assert run(shelf, "cite", EXACT, "--json", "--language", "en", "--after", "2020-01-01").json["verdict"] == "exact"


def test_words_of_an_earlier_version_are_told(tmp_path: Path) -> None:
    page = tmp_path / "harbour.md"
    for fare in ("450", "520"):
        page.write_text(f"# Fares\n\nThe ferry to Bohol costs {fare} pesos a ride.\n", encoding="utf-8")
        assert run(tmp_path / "home", "add", str(page)).code == 0
    told = run(tmp_path / "home", "cite", "The ferry to Bohol costs 450 pesos a ride.").out
    assert "Altered: the article says “520”, not “450”." in told
    assert "word for word in an earlier version: Fares" in told


@pytest.mark.parametrize("excerpt", ["", "?", "word " * 4_000])
def test_an_excerpt_that_cannot_be_looked_up_is_one_line_and_exit_1(shelf: Path, excerpt: str) -> None:
    done = run(shelf, "cite", excerpt)
    assert (done.code, done.out) == (1, "")
    assert "excerpt" in done.complaint


def test_cite_wants_an_excerpt(shelf: Path) -> None:
    done = run(shelf, "cite")
    assert (done.code, "give EXCERPT" in done.complaint) == (2, True)


def test_a_batch_of_excerpts_goes_on_after_lines_that_fail(shelf: Path) -> None:
    lines: list[tuple[Any, Any, str]] = [
        ({"id": 1, "excerpt": EXACT}, 1, "exact"),
        ({"id": 2, "excerpt": ""}, 2, "bad_excerpt"),
        ({"id": 3, "excerpt": "word " * 4_000}, 3, "bad_excerpt"),
        ({"id": 4, "question": EXACT}, 4, "bad_request"),
        ("[", None, "bad_request"),
        ({"id": 5, "excerpt": EXACT, "language": "tl"}, 5, "absent"),
        ({"id": "six", "excerpt": ALTERED}, "six", "altered"),
    ]
    typed = "\n".join(line if isinstance(line, str) else json.dumps(line) for line, _, _ in lines)
    done = run(shelf, "cite", "--batch", "-", typed=typed)
    assert done.code == 1
    assert "4 of the lines failed" in done.complaint
    told = [(one["id"], one["error"]["type"] if "error" in one else one["verdict"]) for one in done.lines]
    assert told == [(identity, outcome) for _, identity, outcome in lines]


def test_over_http_a_finding_is_the_one_of_the_command_line(server: Server, shelf: Path) -> None:
    body = {"id": 5, "excerpt": ALTERED, "language": "en", "before": "2026-12-31"}
    finding = server.request("POST", "/api/cite", json=body).json()
    printed = run(shelf, "cite", ALTERED, "--json", "--language", "en").json
    assert finding == {**printed, "id": 5}


def test_over_http_what_cannot_be_looked_up_is_a_problem(server: Server) -> None:
    reply = server.request("POST", "/api/cite", json={"excerpt": "…"})
    assert (reply.status_code, reply.json()["type"]) == (422, "bad_excerpt")
    wrong = server.request("POST", "/api/cite", json={"excerpt": EXACT, "k": 3})
    assert (wrong.status_code, wrong.json()["type"]) == (422, "bad_request")


def test_while_a_home_is_served_cite_goes_through_the_server(server: Server) -> None:
    done = run_apart(server.home, "cite", ALTERED, "--json")
    assert (done.code, done.err, done.json["verdict"]) == (0, "", "altered")
    refused = run_apart(server.home, "cite", "?")
    assert (refused.code, "no words in the excerpt" in refused.complaint) == (1, True)
