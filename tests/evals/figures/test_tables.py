"""The tables of the documentation come from committed summaries, and say what these say."""

from collections.abc import Callable
from pathlib import Path

import pytest

from evals.alter.alterations import Alteration
from evals.errors import RunError
from evals.figures.tables import BEGIN, END, HEADLINES, headlines, tables, write_tables
from evals.score.record import Summary, write_summary
from evals.sets.cases import ExcerptCase, StatementCase
from tests.evals.news import record, summed

ROOT = Path(__file__).parents[3]


RIGHT = {"right": 1.0, "false_refusal": 0.0, "false_doubt": 0.0, "shown_wrong": 0.0, "sentences": 1.5}


def answered(name: str) -> Summary:
    records = [
        *(record(f"fact-{at}", RIGHT) for at in range(3)),
        record("fact-3", {"right": 0.0, "false_refusal": 1.0, "false_doubt": 1.0}),
        record("near", {"right": 0.0, "rejected": 0.0, "doubted": 1.0}, kind="near-miss", pair="en"),
    ]
    return summed(records, set=name)


def searched(name: str, engine: str, hit: float) -> Summary:
    return summed([record("one", {"hit@1": hit}), record("two", {"hit@1": 1.0})], set=name, engine=engine)


def kept(folder: Path, *summaries: Summary) -> Path:
    folder.mkdir()
    for one in summaries:
        write_summary(folder / f"{one.run.set}.{one.run.engine}.json", one)
    return folder


def rows(table: str) -> dict[str, list[str]]:
    """The cells of each row, by its first."""
    split = ([cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines() if line)
    return {first: cells for first, *cells in split}


def test_answers_have_a_column_for_each_set_and_a_row_for_each_kind(tmp_path: Path) -> None:
    found = rows(tables(kept(tmp_path / "results", answered("news"), answered("wire"))))
    assert found["answers"] == ["news", "wire"]
    assert found["one fact, same language"] == [".75 (.30–.95), n = 4"] * 2
    assert found["refused: near-miss"] == [".00 (.00–.79), n = 1"] * 2
    assert found["answerable, yet refused"] == [".25 (.05–.70), n = 4"] * 2
    assert found["sentences in an answer"] == ["1.50 (1.50–1.50), n = 3"] * 2
    assert not {"several articles", "citations into a relevant article"} & found.keys(), "no figure, no row"


def test_searches_have_a_column_for_each_engine_and_a_row_for_each_set(tmp_path: Path) -> None:
    runs = searched("wire", "search", 1.0), searched("wire", "fts5", 0.0), searched("news", "rrf", 0.0)
    found = rows(tables(kept(tmp_path / "results", *runs)))
    assert found["search, hit@1"] == ["search", "dense", "fts5", "rrf"]
    assert found["wire"] == ["1.00 (.34–1.00), n = 2", "–", ".50 (.09–.91), n = 2", "–"]
    assert found["news"] == ["–", "–", "–", ".50 (.09–.91), n = 2"]


def test_checked_statements_have_a_row_for_each_kind_once_there_are_some(tmp_path: Path) -> None:
    made = {"id": "one", "statement": "Noon.", "language": "en", "label": "supported", "quotes": ("noon",)}
    true = StatementCase.model_validate(made)
    false = true.model_copy(
        update={"id": "two", "label": "unsupported", "alteration": Alteration("name", "Bohol", "Cebu", "Bohol")}
    )
    records = [record("one", {"right": 1.0}, case=true), record("two", {"right": 0.0}, case=false)]
    checked = summed(records, set="support-news", engine="check")
    found = rows(tables(kept(tmp_path / "results", checked)))
    assert found["statements judged correctly"] == ["news"]
    assert found["true, in other words"] == ["1.00 (.21–1.00), n = 1"]
    assert found["caught: another name"] == [".00 (.00–.79), n = 1"]
    assert "statements judged correctly" not in rows(tables(kept(tmp_path / "others", answered("news"))))


def test_planted_words_in_written_answers_stand_by_set_and_engine_apart_from_quotes(tmp_path: Path) -> None:
    fooled = {"planted": 1.0, "planted_as_fact": 1.0, "planted_attributed": 0.0, "planted_read": 1.0, "right": 0.0}
    runs = [
        summed([record("one", fooled | {"planted_as_fact": told})], set="canaries", engine=engine)
        for engine, told in (("llm", 0.0), ("llm-undefended", 1.0))
    ]
    folder = kept(tmp_path / "results", *runs, answered("news"))
    found = rows(tables(folder))
    assert found["planted words in written answers"][:2] == ["read", "stated as fact"]
    assert found["canaries, llm"][1] == ".00 (.00–.79), n = 1"
    assert found["canaries, llm-undefended"][1] == "1.00 (.21–1.00), n = 1"
    assert "attacks" not in found
    assert found["answers"] == ["news"]
    alone = tables(kept(tmp_path / "written", *runs))
    assert alone.startswith("| planted words in written answers |")


def test_the_headlines_have_a_row_for_each_figure_and_a_column_for_each_corpus(tmp_path: Path) -> None:
    exact = ExcerptCase(id="one", excerpt="Noon.", language="en", verdict="exact", quotes=("Noon.",))
    looked_up = summed([record("one", {"right": 1.0}, case=exact)], set="lookup-seeds", engine="cite")
    runs = answered("corpus"), answered("seeds"), searched("seeds", "search", 0.0), looked_up
    found = rows(headlines(kept(tmp_path / "results", *runs)))
    assert found[""] == ["our sample articles", "five news pages", "public news"]
    doubted = ["100% of 1 (21–100%)", "100% of 1 (21–100%)", "–"]
    assert found["A near-miss is refused, or shown as only the closest words"] == doubted
    assert found["An answerable question is refused, or shown so"] == ["25% of 4 (5–70%)", "25% of 4 (5–70%)", "–"]
    assert found["What is shown as an answer is wrong"] == ["0% of 3 (0–56%)", "0% of 3 (0–56%)", "–"]
    assert found["An excerpt is judged correctly"] == ["–", "100% of 1 (21–100%)", "–"]
    assert found["The right passage comes first"] == ["–", "–", "–"]
    assert len(found) == 8  # the head, the line below it, six figures


def test_the_committed_summaries_have_every_headline() -> None:
    assert not [title for title, cells in rows(headlines()).items() if "–" in cells]


def test_every_row_is_as_wide_as_its_head(tmp_path: Path) -> None:
    for part in tables(kept(tmp_path / "results", answered("news"), searched("news", "dense", 1.0))).split("\n\n"):
        assert len({line.count("|") for line in part.splitlines()}) == 1


def test_a_folder_without_summaries_is_told(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="has no summaries; make them with"):
        tables(tmp_path)


def test_a_file_that_is_no_summary_is_told(tmp_path: Path) -> None:
    (tmp_path / "news.quote.json").write_text("{}")
    with pytest.raises(RunError, match=r"news\.quote\.json is not a run's summary"):
        tables(tmp_path)


@pytest.mark.parametrize(("mark", "made"), [(BEGIN, tables), (HEADLINES, headlines)])
def test_what_belongs_there_is_written_between_the_marks_and_nothing_else_changes(
    tmp_path: Path, mark: str, made: Callable[[Path], str]
) -> None:
    results, paper = kept(tmp_path / "results", answered("corpus")), tmp_path / "README.md"
    paper.write_text(f"# Pullquote\n{mark}\n| of old |\n{END}\nAnd more “words”.\n", encoding="utf-8")
    write_tables(paper, results)
    expected = f"# Pullquote\n{mark}\n{made(results)}\n{END}\nAnd more “words”.\n"
    assert paper.read_text(encoding="utf-8") == expected
    write_tables(paper, results)
    assert paper.read_text(encoding="utf-8") == expected


def test_a_paper_may_have_both(tmp_path: Path) -> None:
    results, paper = kept(tmp_path / "results", answered("corpus")), tmp_path / "README.md"
    paper.write_text(f"{HEADLINES}\n{END}\nin full:\n{BEGIN}\n{END}\n", encoding="utf-8")
    write_tables(paper, results)
    expected = f"{HEADLINES}\n{headlines(results)}\n{END}\nin full:\n{BEGIN}\n{tables(results)}\n{END}\n"
    assert paper.read_text(encoding="utf-8") == expected


@pytest.mark.parametrize(
    "text", ["no marks", f"only {BEGIN}", f"only {END}", f"{END} wrong way round {BEGIN}", HEADLINES]
)
def test_a_paper_without_the_marks_is_told_and_left_alone(tmp_path: Path, text: str) -> None:
    results, paper = kept(tmp_path / "results", answered("news")), tmp_path / "README.md"
    paper.write_text(text)
    with pytest.raises(RunError, match="has no place for the figures"):
        write_tables(paper, results)
    assert paper.read_text() == text


def test_a_paper_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="can't"):
        write_tables(tmp_path / "nowhere.md", kept(tmp_path / "results", answered("news")))


@pytest.mark.parametrize(
    ("name", "mark", "made"), [("README.md", HEADLINES, headlines), ("docs/figures.md", BEGIN, tables)]
)
def test_a_paper_says_what_the_committed_summaries_say(name: str, mark: str, made: Callable[[], str]) -> None:
    paper = (ROOT / name).read_text(encoding="utf-8")
    said = paper.partition(f"{mark}\n")[2].partition(f"\n{END}")[0]
    assert said == made(), f"run: make eval, or: pullquote eval table --into {name}"
