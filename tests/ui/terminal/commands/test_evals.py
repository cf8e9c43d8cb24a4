"""`pullquote eval …` as people, programs and CI use it."""

import re
from pathlib import Path

import pytest

from evals.score.record import read_records, read_summary
from index.embed.embedder import Embedder
from tests.ui.island import QUESTIONS, write_island, write_questions
from tests.ui.running import Run, run


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the set, its articles, and a home in which these are indexed once."""
    folder = tmp_path_factory.mktemp("house")
    write_island(folder)
    return folder


@pytest.fixture
def island(house: Path) -> str:
    return str(house / "island.jsonl")


@pytest.fixture
def home(house: Path) -> Path:
    return house / "home"


@pytest.fixture(scope="module")
def asked(house: Path, embedder: Embedder) -> Path:
    """The folder of a finished run, with the embedder that was made ready."""
    assert embedder.identity
    done = run(house / "home", "eval", "run", str(house / "island.jsonl"), "--out", str(house / "asked"), "--json")
    assert (done.code, done.err) == (0, "")
    return house / "asked"


def assert_failed(done: Run, code: int = 1) -> str:
    """It failed in one line."""
    assert done.code == code
    return done.complaint


# run


def test_a_run_prints_one_object_with_its_folder_and_figures(
    home: Path, island: str, tmp_path: Path, embedder: Embedder
) -> None:
    embedder.embed_question("ready?")  # so that it isn't made ready now, which is told
    done = run(home, "eval", "run", island, "--out", str(tmp_path / "out"), "--json")
    assert (done.code, done.err) == (0, "")
    assert done.json["folder"] == str(tmp_path / "out")
    assert done.json["run"]["set"] == "island"
    assert done.json["metrics"]["right"]["mean"] == 1
    assert done.json["cases"].keys() == {one["id"] for one in QUESTIONS}
    assert read_summary(tmp_path / "out").model_dump(mode="json") == {
        name: value for name, value in done.json.items() if name != "folder"
    }


def test_a_run_shows_its_figures_and_where_they_are_kept(home: Path, island: str, asked: Path) -> None:
    done = run(home, "eval", "run", island)
    said = " ".join(done.out.split())
    assert (done.code, done.err) == (0, "")
    assert "island · quote · 4 questions" in said
    assert "right 1.000" in said
    assert "off-topic 1.000 of 1" in said
    kept = re.search(r"kept in (\S+)", done.out)
    assert kept is not None
    assert len(list(read_records(Path(kept.group(1))))) == 4


def test_a_limit_asks_only_so_many(home: Path, island: str, tmp_path: Path) -> None:
    done = run(home, "eval", "run", island, "--limit", "2", "--out", str(tmp_path / "out"), "--json")
    assert list(done.json["cases"]) == ["captain", "books"]


def test_several_engines_get_a_folder_and_a_summary_each(home: Path, island: str, tmp_path: Path) -> None:
    kept, out = tmp_path / "kept", tmp_path / "out"
    engines = ("--engine", "search", "--engine", "fts5")
    done = run(home, "eval", "run", island, *engines, "--out", str(out), "--summaries", str(kept), "--json")
    assert [line["run"]["engine"] for line in done.lines] == ["search", "fts5"]
    assert {path.name for path in out.iterdir()} == {"island.search", "island.fts5"}
    assert {path.name for path in kept.iterdir()} == {"island.search.json", "island.fts5.json"}
    assert all("right" not in line["metrics"] and line["metrics"]["hit@1"]["n"] == 3 for line in done.lines)


def test_articles_can_be_named_instead_of_brought(home: Path, house: Path, tmp_path: Path) -> None:
    bare, out = write_questions(tmp_path / "island.jsonl"), ("--out", str(tmp_path / "out"), "--json")
    done = run(home, "eval", "run", bare, "--corpus", str(house / "articles"), *out)
    assert done.json["metrics"]["right"]["mean"] == 1
    assert "no articles to ask about" in assert_failed(run(tmp_path / "empty", "eval", "run", bare, *out))


def test_a_bar_that_is_held_passes_and_one_that_is_missed_fails_in_one_line(
    home: Path, island: str, asked: Path
) -> None:
    again = ("eval", "run", island, "--out", str(asked))
    assert run(home, *again, "--fail-under", "right=0.9", "--fail-under", "off-topic:rejected=1").code == 0
    said = assert_failed(run(home, *again, "--fail-under", "sentences=0.5", "--fail-under", "right=1"))
    assert said == "pullquote: island: sentences is 1.000 (n = 3), 0.5 was asked for"


@pytest.mark.parametrize("floor", ["right", "right=high", "rigth=0.5"])
def test_a_bar_that_can_not_be_used_fails_in_one_line(home: Path, island: str, asked: Path, floor: str) -> None:
    done = run(home, "eval", "run", island, "--out", str(asked), "--fail-under", floor)
    assert floor.partition("=")[0] in assert_failed(done)


def test_a_bar_that_can_not_be_read_is_told_before_anything_is_asked(home: Path, island: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert "right=0.8" in assert_failed(run(home, "eval", "run", island, "--out", str(out), "--fail-under", "right"))
    assert not out.exists()


def test_a_run_is_held_against_an_earlier_one(home: Path, island: str, asked: Path, tmp_path: Path) -> None:
    again = ("eval", "run", island, "--out", str(asked), "--no-worse-than")
    kept = tmp_path / "island.quote.json"
    kept.write_bytes((asked / "summary.json").read_bytes())
    for baseline in (asked, asked / "summary.json", tmp_path):
        assert run(home, *again, str(baseline)).code == 0
    kept.rename(tmp_path / "other.quote.json")
    assert "island.quote.json is no finished run" in assert_failed(run(home, *again, str(tmp_path)))
    assert run(home, *again, str(tmp_path / "nowhere")).code == 2


def test_a_run_that_is_worse_names_the_questions(home: Path, house: Path, asked: Path, tmp_path: Path) -> None:
    harder = write_questions(tmp_path / "island.jsonl", books=["nine hundred"])
    again = ("eval", "run", harder, "--corpus", str(house / "articles"), "--out", str(tmp_path / "out"))
    said = assert_failed(run(home, *again, "--no-worse-than", str(asked)))
    assert "right 1.000 → 0.750 by books" in said
    assert run(home, *again, "--no-worse-than", str(asked), "--tolerance", "0.5").code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("run", "atlantis"), 1, "there is no question set atlantis"),
        (("run", "xquad-en-en", "--data", "/nowhere"), 1, "--data"),
        (("compare", "/nowhere", "/nowhere"), 1, "/nowhere is no finished run"),
        (("report", "/nowhere"), 1, "/nowhere"),
        (("table", "/nowhere"), 1, "/nowhere has no summaries"),
        (("table", "--into", "/nowhere/README.md"), 1, ""),
        (("judge", "/nowhere"), 3, "no model is set"),
        (("calibrate", "atlantis"), 1, "there is no question set atlantis"),
        (("make", "known-items", "atlantis", "--out", "/nowhere/x.jsonl"), 1, "there is no question set atlantis"),
        (("draft", "--out", "/nowhere/x.jsonl"), 1, "pullquote add"),
    ],
)
def test_what_is_not_there_is_told_in_one_line(home: Path, arguments: tuple[str, ...], code: int, said: str) -> None:
    assert said in assert_failed(run(home.with_name("empty"), "eval", *arguments), code)


@pytest.mark.parametrize(
    "arguments",
    [
        ("run",),
        ("run", "corpus", "--engine", "oracle"),
        ("run", "corpus", "--limit", "0"),
        ("run", "corpus", "--tolerance", "2"),
        ("make", "cases", "corpus", "--out", "x.jsonl"),
        ("make", "removed-gold", "retrieval", "--out", "x.jsonl"),
        ("calibrate", "corpus", "--false-refusals", "0.9"),
    ],
)
def test_wrong_usage_exits_with_2(home: Path, arguments: tuple[str, ...]) -> None:
    done = run(home, "eval", *arguments)
    assert done.code == 2
    assert "Traceback" not in done.err
