"""A run: what it leaves, that it can be interrupted, and that it comes out the same each time."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from evals.errors import RunError, SetError
from evals.figures.tables import RESULTS
from evals.run.baselines import BASELINES
from evals.run.runner import Configuration, describe, keep_summary, run_set
from evals.run.systems import QuoteSystem, open_system
from evals.score.record import RECORDS, RUN, SUMMARY, Summary, read_records, read_summary
from evals.sets.cases import QuestionSet
from evals.sets.libraries import library_for
from rag.settings import RagSettings
from tests.evals.news import CASES, NEWS, SETTINGS, TEXTS, case, configured, news, record, silent, summed
from tests.fakes import FakeEmbedder

Asking = Callable[..., tuple[Path, Summary]]
SPEECHLESS = case("ferry-mute", "😀", "noon")  # no words: the engine raises


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which the news have been indexed and asked about once."""
    home = tmp_path_factory.mktemp("kept")
    run_set(news(), configured(home), silent)
    return home


@pytest.fixture
def ask(kept: Path, tmp_path: Path) -> Asking:
    """Run a set, the news if none is given; `out` is a folder of the test's own."""

    def asking(questions: QuestionSet | None = None, engine: str = "quote", tell: object = silent) -> object:
        return run_set(questions or news(), configured(kept, engine), tell, out=tmp_path / "run")  # type: ignore[arg-type]

    return asking  # type: ignore[return-value]


def figures(summary: Summary) -> object:
    """All that has to come out the same, which times don't."""
    return summary.model_dump(exclude={"latency_ms"})


def mark(folder: Path, at: int) -> None:
    """Give a record a time that no clock would, so that it shows whether it was asked again."""
    lines = (folder / RECORDS).read_text().splitlines()
    lines[at] = json.dumps({**json.loads(lines[at]), "rank_ms": 1e9})
    (folder / RECORDS).write_text("".join(f"{line}\n" for line in lines))


def marked(folder: Path) -> list[str]:
    return [one.case.id for one in read_records(folder) if one.rank_ms == 1e9]


def key_of(questions: QuestionSet, configuration: Configuration) -> str:
    with library_for(questions, configuration.home, configuration.embedder, silent) as library:
        return describe(questions, configuration, library).key


def interrupting(after: int) -> Callable[[str, int, int], None]:
    def tell(name: str, done: int, total: int) -> None:
        if done == after:
            raise KeyboardInterrupt

    return tell


# what it leaves


def test_a_run_leaves_its_configuration_records_figures_and_files_for_trec(ask: Asking) -> None:
    folder, summary = ask()
    left = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert left == {RUN, RECORDS, SUMMARY, "trec/run.txt", "trec/qrels.txt"}
    assert read_summary(folder) == read_summary(folder / SUMMARY) == summary
    said = json.loads((folder / RUN).read_text())
    assert (said["set"], said["engine"], said["cases"], said["embedder"]) == ("news", "quote", len(CASES), "fake")
    assert said["settings"]["answers_from"] == SETTINGS.answers_from
    assert said["settings"]["reader"] is False
    assert {"pullquote", "python", "chromadb"} <= said["versions"].keys()


def test_a_record_holds_everything_needed_to_look_at_a_case(ask: Asking) -> None:
    lines = (ask()[0] / RECORDS).read_text().splitlines()
    records = {one["case"]["id"]: one for one in map(json.loads, lines)}
    assert list(records) == [one.id for one in CASES]
    right, refused = records["ferry-when"], records["painter"]
    assert right["case"] == json.loads(CASES[0].model_dump_json())
    assert right["answer"]["citations"][0]["quote"] == TEXTS["ferry"].partition(" Captain")[0]
    assert (right["pair"], right["unrefused"], right["error"]) == ("en→en", None, None)
    assert (right["passages"][0]["relevant"], right["passages"][0]["text"]) == (True, TEXTS["ferry"])
    assert right["ranking"][0][0] == right["gold"][0] == right["passages"][0]["article_id"]
    assert right["margin"] > 0 > refused["margin"]
    assert (refused["answer"]["answered"], refused["unrefused"]["answered"]) == (False, True)


def test_a_summary_holds_no_text_of_any_article_or_question(ask: Asking) -> None:
    folder, summary = ask(news(*CASES, SPEECHLESS))
    assert summary.errors == {"QuestionError": ("ferry-mute",)}
    written = (folder / SUMMARY).read_text()
    sentences = {sentence for text in TEXTS.values() for sentence in text.split(". ")}
    phrases = {" ".join(one.split()[:3]) for one in sentences | {one.question for one in (*CASES, SPEECHLESS)}}
    answers = {"noon", "Ramon Reyes", "640 pesos", "four villages"}
    assert not [one for one in phrases | answers | {"/news/", "The ferry", "no words in"} if one in written]


def test_two_runs_of_the_same_come_out_the_same(ask: Asking, tmp_path: Path) -> None:
    _, first = ask()
    _, second = run_set(news(), configured(tmp_path / "elsewhere"), silent)
    assert figures(first) == figures(second)


def test_the_key_of_a_run_changes_with_what_is_asked_of_what(kept: Path, ask: Asking) -> None:
    without_ash = [one for one in CASES if not one.id.startswith("volcano")]
    stricter = replace(configured(kept), settings=RagSettings(answers_from=1.3))
    keys = [
        key_of(news(), configured(kept)),
        key_of(news(*CASES[:-1]), configured(kept)),
        key_of(news(*without_ash), configured(kept)),
        key_of(news(*without_ash, drafts=NEWS[:-1]), configured(kept)),
        key_of(news(), configured(kept, "search")),
        key_of(news(), stricter),
        key_of(news(), configured(kept, embedder=FakeEmbedder(name="another"))),
    ]
    assert len(set(keys)) == len(keys)
    assert ask()[1].run.key == keys[0]


@pytest.mark.parametrize("room", ["index", "rag", "evals"])
def test_the_key_of_a_run_changes_with_the_code(kept: Path, monkeypatch: pytest.MonkeyPatch, room: str) -> None:
    monkeypatch.setattr("evals.run.runner.code_digest", lambda *_: "as it was")
    before = key_of(news(), configured(kept))
    monkeypatch.setattr("evals.run.runner.code_digest", lambda *rooms: "changed" if room in rooms else "as it was")
    assert key_of(news(), configured(kept)) != before


# interrupted, and gone on with


def test_each_record_is_written_before_the_next_question(ask: Asking, tmp_path: Path) -> None:
    written = []

    def tell(name: str, done: int, total: int) -> None:
        written.append((done, len(list(read_records(tmp_path / "run")))))

    ask(tell=tell)
    assert written == [(number, number) for number in range(1, len(CASES) + 1)]


def test_an_interrupted_run_is_gone_on_with_and_comes_out_the_same(ask: Asking) -> None:
    whole, expected = ask()
    shutil.rmtree(whole)
    with pytest.raises(KeyboardInterrupt):
        ask(tell=interrupting(after=4))
    asked = list(read_records(whole))
    assert [one.case.id for one in asked] == [one.id for one in CASES[:4]]
    assert not (whole / SUMMARY).exists()
    mark(whole, at=1)
    folder, summary = ask()
    assert (folder, figures(summary)) == (whole, figures(expected))
    assert marked(folder) == ["ferry-who"]
    assert len(list(read_records(folder))) == len(CASES)


def test_without_a_folder_named_the_unfinished_run_is_found_again(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with pytest.raises(KeyboardInterrupt):
        run_set(news(), configured(home), interrupting(after=len(NEWS) + 2))
    first, _ = run_set(news(), configured(home), silent)
    second, _ = run_set(news(), configured(home), silent)
    assert [one.relative_to(home) for one in (first, second)] == [
        Path("evals/runs/news-quote"),
        Path("evals/runs/news-quote-2"),
    ]


def test_a_line_that_a_crash_cut_off_is_asked_again(ask: Asking) -> None:
    folder, expected = ask()
    mark(folder, at=0)
    file = folder / RECORDS
    file.write_bytes(file.read_bytes()[:-40])
    assert [one.case.id for one in read_records(folder)] == [one.id for one in CASES[:-1]]
    _, summary = ask()
    assert figures(summary) == figures(expected)
    assert marked(folder) == ["ferry-when"]
    assert [one.case.id for one in read_records(folder)] == [one.id for one in CASES]


def test_a_line_in_the_middle_that_is_no_record_is_named(ask: Asking) -> None:
    folder, _ = ask()
    lines = (folder / RECORDS).read_text().splitlines()
    (folder / RECORDS).write_text("\n".join([lines[0], lines[1][:50], *lines[2:], ""]))
    with pytest.raises(RunError, match=r"line 2 is not a record; delete the folder"):
        ask()


def test_a_finished_run_in_a_named_folder_is_not_asked_again(ask: Asking) -> None:
    folder, _ = ask()
    mark(folder, at=0)
    assert ask()[0] == folder
    assert marked(folder) == ["ferry-when"]


def test_a_folder_that_holds_another_run_or_something_else_is_left_alone(ask: Asking, tmp_path: Path) -> None:
    folder, summary = ask()
    with pytest.raises(RunError, match=r"holds a run of something else.*--out"):
        ask(news(*CASES[:3]))
    assert read_summary(folder) == summary
    shutil.rmtree(folder)
    folder.mkdir()
    (folder / "letters.txt").write_text("Dear")
    with pytest.raises(RunError, match=r"something other than a run.*--out"):
        ask()
    assert [path.name for path in folder.iterdir()] == ["letters.txt"]


def test_a_folder_that_can_not_be_made_is_told(ask: Asking, tmp_path: Path) -> None:
    (tmp_path / "run").write_text("a file")
    with pytest.raises(RunError, match="can't keep a run in"):
        ask()


# what goes wrong


def test_a_question_that_ends_in_an_error_is_wrong_and_named_and_the_rest_go_on(ask: Asking) -> None:
    _, summary = ask(news(SPEECHLESS, *CASES))
    assert summary.errors == {"QuestionError": ("ferry-mute",)}
    assert summary.metrics["right"].n == len(CASES) + 1
    assert summary.metrics["right"].mean == pytest.approx(9 / 11, abs=1e-4)
    assert list(summary.cases)[-1] == CASES[-1].id


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (case("opera-when", "When did it open?", "noon"), "opera.txt"),
        (case("x", "Who sang?", quotes=["The soprano sang twice."]), "The soprano sang twice."),
        (case("x", "And?", kind="multi-article", articles=["ferry.txt", "opera.txt"]), "opera.txt isn't there"),
        (case("x", "Who sang?", kind="removed-gold", without=["opera.txt"]), "what it leaves out is there: opera.txt"),
    ],
)
def test_a_case_whose_article_is_not_there_is_told_before_anything_is_asked(
    ask: Asking, tmp_path: Path, wrong: object, said: str
) -> None:
    with pytest.raises(SetError, match=said):
        ask(news(*CASES, wrong))  # type: ignore[arg-type]
    assert not (tmp_path / "run").exists()


def test_a_set_is_asked_on_its_day_and_a_run_on_another_day_is_another_run(ask: Asking, kept: Path) -> None:
    asked = case("ferry-year", "When did the ferry leave last year?", "noon")
    for today, read in ((date(2026, 3, 20), "last year (2025)"), (None, "last year?")):
        questions = replace(news(), cases=(asked,), today=today)
        with library_for(questions, kept, configured(kept).embedder, silent) as library:
            system = open_system("quote", library, SETTINGS, today)
            with system as answering:
                assert isinstance(answering, QuoteSystem)
                assert read in answering.inquire(asked, None).reading.question
    keys = {key_of(replace(news(), today=today), configured(kept)) for today in (None, date(2026, 3, 20), date.max)}
    assert len(keys) == 3


@pytest.mark.parametrize(("engine", "rows"), [("search", 2), ("dense", 0), ("fts5", 0), ("rrf", 0)])
def test_only_baselines_keep_no_rows_of_their_cases_beside_their_figures(
    tmp_path: Path, engine: str, rows: int
) -> None:
    summary = summed([record("a", {"hit@1": 1.0}), record("b", {"hit@1": 0.0})], engine=engine)
    keep_summary(tmp_path / "news.json", summary)
    found = read_summary(tmp_path / "news.json")
    assert len(found.cases) == rows
    assert found.model_copy(update={"cases": summary.cases}) == summary


def test_the_committed_summaries_keep_rows_as_the_rule_says() -> None:
    for path in RESULTS.glob("*.json"):
        summary = read_summary(path)
        assert bool(summary.cases) == (summary.run.engine not in BASELINES), path.name
        assert sum(one["right"].n if "right" in one else 0 for one in summary.slices["half"].values()) == (
            summary.metrics["right"].n if "right" in summary.metrics else 0
        )
