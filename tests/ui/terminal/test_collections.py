"""Collections and chosen articles on the command line, here and through the process that serves the home."""

import json
from pathlib import Path

import pytest

from tests.ui.running import Server, run

WHO = "Who is the chief executive of Hugging Face?"
SPENT = "Most of the 57 billion dollars went to artificial intelligence."


def ids(home: Path) -> dict[str, str]:
    """Ids by file name."""
    return {Path(one["source"]).name: one["id"] for one in run(home, "list", "--json").lines}


def collect(home: Path) -> str:
    """Put one article of the shelf into a collection, and return its id."""
    chosen = ids(home)["open-models-qwen.md"]
    assert run(home, "collection", "add", " Open models ", chosen).out == "Open models  1 article\n"
    return chosen


def test_what_is_added_may_be_put_into_a_collection_at_once(home: Path, note: Path) -> None:
    added = run(home, "add", str(note), "--collection", "Sea", "--json")
    (article,) = run(home, "list", "--collection", "SEA", "--json").lines
    assert (added.code, article["id"], article["collections"]) == (0, added.json["article_id"], ["Sea"])
    assert run(home, "add", str(note), "--collection", "Palawan", "--json").json["status"] == "unchanged"
    assert run(home, "list", "--json").json["collections"] == ["Palawan", "Sea"]


def test_a_name_that_can_not_be_one_is_told_before_anything_is_added(home: Path, note: Path) -> None:
    done = run(home, "add", str(note), "--collection", " ")
    assert (done.code, done.complaint) == (
        1,
        "pullquote: the name of a collection is empty; give it one, such as Elections",
    )
    assert run(home, "list", "--json").lines == []


def test_collections_are_seen_and_changed(own_shelf: Path) -> None:
    assert "There are no collections yet" in run(own_shelf, "collection", "list").out
    assert run(own_shelf, "collection", "list", "--json").lines == []
    chosen = collect(own_shelf)
    named = ids(own_shelf)
    sources = [one["source"] for one in run(own_shelf, "list", "--json").lines]
    assert run(own_shelf, "collection", "add", "OPEN MODELS", *sources, "--json").json == {
        "name": "Open models",
        "articles": sorted(named.values()),
    }
    others = [one for one in named.values() if one != chosen]
    assert run(own_shelf, "collection", "remove", "open models", *others).out == "Open models  1 article\n"
    assert run(own_shelf, "collection", "list").out == "Open models  1 article\n"
    assert len(run(own_shelf, "list", "--json").lines) == 3


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("collection", "add", "Trade", "nowhere"), "no article has the source nowhere, nor that id"),
        (("collection", "remove", "Trade", "ai-spending"), "no article has the source ai-spending"),
        (("list", "--collection", "Trade"), "there is no collection Trade"),
    ],
)
def test_what_is_not_there_is_told_in_one_line(shelf: Path, arguments: tuple[str, ...], told: str) -> None:
    done = run(shelf, *arguments)
    assert (done.code, done.out) == (1, "")
    assert told in done.complaint


def test_only_a_collection_is_asked(own_shelf: Path) -> None:
    chosen = collect(own_shelf)
    for command in ("search", "ask"):
        found = run(own_shelf, command, "artificial intelligence", "--collection", "open MODELS", "--json").json
        passages = found["hits"] if command == "search" else found["read"] + found["citations"]
        assert {one["article_id"] for one in passages} == {chosen}, command
    assert run(own_shelf, "cite", SPENT, "--collection", "Open models", "--json").json["verdict"] == "absent"
    assert run(own_shelf, "cite", SPENT, "--json").json["verdict"] == "exact"
    assert run(own_shelf, "check", SPENT, "--collection", "Open models", "--json").json["verdict"] != "supported"


def test_only_chosen_articles_are_asked_by_id_or_source(shelf: Path) -> None:
    listed = {Path(one["source"]).name: one for one in run(shelf, "list", "--json").lines}
    qwen, spending = listed["open-models-qwen.md"], listed["ai-spending-gap.md"]
    found = run(shelf, "search", "AI", "--article", qwen["id"], "--article", spending["source"], "--json").json
    assert {one["article_id"] for one in found["hits"]} == {qwen["id"], spending["id"]}
    assert run(shelf, "cite", SPENT, "--article", qwen["id"], "--json").json["verdict"] == "absent"
    asked = run(shelf, "ask", WHO, "--article", qwen["id"], "--json").json
    assert {one["article_id"] for one in asked["citations"]} <= {qwen["id"]}


def test_sources_narrow_chosen_articles_further(shelf: Path) -> None:
    named = ids(shelf)
    qwen, spending = named["open-models-qwen.md"], named["ai-spending-gap.md"]
    both = ("--article", qwen, "--article", spending)
    assert run(shelf, "check", SPENT, *both, "--source", spending, "--json").json["verdict"] == "supported"
    assert run(shelf, "check", SPENT, *both, "--source", qwen, "--json").json["verdict"] != "supported"
    assert run(shelf, "check", SPENT, "--article", qwen, "--source", spending, "--json").json["citations"] == []


@pytest.mark.parametrize("command", ["search", "ask", "cite", "check"])
@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--publisher", "Nobody"), "no article is by the publisher Nobody; known: "),
        (("--collection", "Trade"), "there is no collection Trade"),
        (("--article", "nowhere"), "no article has the source nowhere, nor that id"),
        (("--after", "2026-02-02", "--before", "2026-02-01"), "2026-02-02 is after 2026-02-01"),
    ],
)
def test_a_filter_that_lets_nothing_pass_is_an_error_that_says_so(
    shelf: Path, command: str, options: tuple[str, ...], told: str
) -> None:
    done = run(shelf, command, "artificial intelligence", *options)
    assert (done.code, done.out) == (1, "")
    assert told in done.complaint


def test_a_line_of_a_batch_with_such_a_filter_fails_alone(shelf: Path) -> None:
    lines = [{"id": 1, "query": "AI", "collection": "Trade"}, {"id": 2, "query": "AI", "articles": []}]
    done = run(shelf, "search", "--batch", "-", typed="\n".join(map(json.dumps, lines)))
    failed, found = done.lines
    assert (done.code, failed["id"], failed["error"]["type"]) == (1, 1, "bad_filter")
    assert len(found["hits"]) > 0


def test_a_conversation_can_be_held_with_a_collection(own_shelf: Path) -> None:
    collect(own_shelf)
    assert (
        "Only articles in the collection Open models."
        in run(own_shelf, "chat", "--collection", "Open models", typed="\n").out
    )


def test_the_shell_and_the_server_have_the_same_collections(server: Server, note: Path) -> None:
    home = server.home
    chosen = ids(home)["ai-spending-gap.md"]
    assert run(home, "collection", "add", "Money", chosen, "--json").json == {"name": "Money", "articles": [chosen]}
    assert server.request("GET", "/api/collections").json() == [{"name": "Money", "articles": [chosen]}]
    added = run(home, "add", str(note), "--collection", "Money", "--json").json["article_id"]
    assert {one["id"] for one in run(home, "list", "--collection", "money", "--json").lines} == {chosen, added}
    assert {one["id"] for one in run(home, "list", "--json").lines if one["collections"]} == {chosen, added}
    assert run(home, "cite", SPENT, "--collection", "Money", "--json").json["verdict"] == "exact"
    for told in (run(home, "cite", SPENT, "--collection", "None"), run(home, "list", "--collection", "None")):
        assert (told.code, "there is no collection None" in told.complaint) == (1, True)
    assert (refused := run(home, "add", str(note), "--collection", "x" * 81)).code == 1
    assert "longer than 80" in refused.complaint
    run(home, "remove", added)
    assert run(home, "collection", "remove", "Money", chosen).out == "Money  0 articles\n"
    assert (gone := run(home, "collection", "remove", "Money", chosen)).code == 1
    assert "there is no collection Money" in gone.complaint
