"""The report of a run, as a file: what it says, in which order, and that nothing in it is alive."""

import re
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest
from lxml import html

from evals.alter.alterations import Change
from evals.errors import RunError
from evals.judge import JUDGE, Agreement, Judgement
from evals.report.listing import Outcome
from evals.report.page import render_report, write_report
from evals.report.sections import operating_point
from evals.report.wording import KINDS, format_rate
from evals.score.record import Figure, Record, read_summary
from evals.sets.cases import ExcerptCase, QuestionKind, StatementCase, Wording
from rag.answer import Statement
from rag.lookup.finding import LookupVerdict
from tests.evals.report_runs import (
    HOSTILE,
    RIGHT,
    WRONG,
    answer,
    answered_run,
    finished,
    hostile_run,
    record,
    searched_run,
)
from tests.evals.samples import FERRY


def page_of(folder: Path) -> Any:
    return html.document_fromstring(render_report(folder))


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def section(page: Any, name: str) -> Any:
    return page.get_element_by_id(name)


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return finished(tmp_path / "run", answered_run())[0]


@pytest.fixture
def searched(tmp_path: Path) -> Path:
    return finished(tmp_path / "searched", searched_run(), engine="dense", cases=5)[0]


def test_the_headline_says_what_the_run_has_shown(run: Path) -> None:
    page = page_of(run)
    assert words(page.find(".//h1")) == "Right on 2 of 7 questions"
    standfirst = words(page.find_class("standfirst")[0])
    assert standfirst.startswith("That is .286, with a 95% interval of .08–.64. 1 of 4 questions with a known answer")
    assert "it refused 0 of 1 near-miss, 1 of 1 off-topic and 0 of 1 removed-gold." in standfirst
    assert "1 question ended in TimeoutError; it counts as wrong." in words(page.find(".//header"))


def test_the_figures_are_those_of_the_summary(tmp_path: Path) -> None:
    folder, summary = finished(tmp_path / "run", answered_run())
    rows = {row.findtext(".//code"): words(row) for row in section(page_of(folder), "figures").iter("tr")}
    expected = {name: summary.metrics[name] for name in ("right", "contains", "false_refusal", "support", "mrr@10")}
    expected |= {f"{kind}:rejected": summary.slices["kind"][kind]["rejected"] for kind in ("near-miss", "off-topic")}
    for name, figure in expected.items():
        assert (
            f"{format_rate(figure.mean)} {format_rate(figure.low)}–{format_rate(figure.high)} · n {figure.n}"
            in rows[name]
        )
    assert "rejected" not in rows  # a pooled figure would hide the hard kinds
    assert "3.00 1.00–5.00 · n 2" in rows["sentences"]


def test_every_measure_of_the_summary_is_there(tmp_path: Path) -> None:
    folder, summary = finished(tmp_path / "run", answered_run())
    folded = section(page_of(folder), "figures").find(".//details")
    assert [words(row[0]) for row in folded.iter("tr")][1:] == list(summary.metrics)


def test_slices_are_by_kind_language_and_half(tmp_path: Path) -> None:
    folder, summary = finished(tmp_path / "run", answered_run())
    tables = section(page_of(folder), "slices").findall(".//table")
    for by, table in zip(("kind", "pair", "half"), tables, strict=True):
        labels = [words(bdi) for bdi in table.iter("bdi")]
        assert labels == list(summary.slices[by])
        assert len(table.findall(".//svg")) == len(labels)
        assert f"{format_rate(summary.slices[by][labels[0]]['right'].mean)} " in words(table)


def test_the_run_stands_where_it_answered(run: Path) -> None:
    assert operating_point(answered_run()) == (4 / 6, 1 / 4)
    coverage = section(page_of(run), "coverage")
    assert "This run answered .667 of the questions, and .250 of its answers were right." in words(coverage)
    assert coverage.find(".//figure/svg/title") is not None
    kinds = [words(one) for one in coverage.findall(".//table")[1].iter("bdi")]
    assert kinds == ["near-miss", "off-topic", "removed-gold"]


def test_stages_are_timed(run: Path) -> None:
    rows = [words(row) for row in section(page_of(run), "speed").iter("tr")]
    assert rows == ["Stage Half within 95% within", "Find passages 12.5 ms 12.5 ms", "Answer 2.2 ms 2.2 ms",
                    "Check 0.0 ms 0.0 ms", "In all 14.8 ms 14.8 ms"]  # fmt: skip


def test_failures_come_first(run: Path) -> None:
    listed = [case.get("data-outcome") for case in page_of(run).find_class("case")]
    named = [Outcome.ERROR, Outcome.WRONG, *[Outcome.OVERANSWERED] * 2, Outcome.REFUSED, *[Outcome.RIGHT] * 2]
    assert listed == [one.value for one in named]


def told_of(page: Any, name: str) -> dict[str, str]:
    """What is told of a case, by the label it stands under."""
    cases = page.find_class("case")
    case = next(one for one in cases if words(one.find_class("question")[0]) == f"What about {name}?")
    terms = case.findall("details/dl/dt")
    return {words(term): words(term.getnext()) for term in terms}


def test_a_case_tells_all_that_there_is_to_know(run: Path) -> None:
    told = told_of(page_of(run), "good")
    cited = "[1] About ferry · Harbour Post · 5 January 2026 · word for word"
    assert told.pop("Answer") == f"The ferry to Bohol takes two hours in good weather. {cited}"
    assert told.pop("Measures").startswith("hit@1 1 hit@5 1 mrr@10 1")
    assert told == {
        "Accepted": "two hours",
        "In the article": "About ferry",
        "Evidence": ".100 above the bar",
        "Found": "2 passages About ferry .800 · relevant About rice .800",
        "Took": "Find passages 12.5 ms · Answer 2.2 ms · Check 0.0 ms · In all 14.8 ms",
    }


def test_a_case_tells_what_went_wrong(run: Path) -> None:
    page = page_of(run)
    assert told_of(page, "bad")["Why it is wrong"] == "Nothing that is accepted is in it; it has 5 sentences."
    assert told_of(page, "broken")["Error"] == "TimeoutError: the model took too long"
    assert told_of(page, "taken")["Taken out"] == "About fish"  # its title is known from another case
    silent = told_of(page, "silent")
    assert silent["Asked before"] == "Which ferry? The one to Bohol."
    assert silent["Answer"] == "Refused: not in corpus."
    assert silent["Without refusing"].startswith("It left Cebu at noon. [1] About ferry")


def test_a_quote_that_is_not_the_sentence_stands_under_it(tmp_path: Path) -> None:
    statement = Statement(text="Two hours, they say.", support="unsupported", citations=(1,))
    said = answer("q", "It takes two hours.").model_copy(update={"statements": (statement,)})
    page = page_of(finished(tmp_path / "run", [record("said", WRONG, "q", answer=said)])[0])
    assert told_of(page, "said")["Answer"] == (
        "Two hours, they say. The cited words do not support this sentence. "
        "[1] About ferry · Harbour Post · 5 January 2026 It takes two hours."
    )


def test_a_passage_is_written_once_however_often_it_was_found(run: Path) -> None:
    page = page_of(run)
    assert render_report(run).count(FERRY) == 1
    links = page.xpath("//ol//a/@href")
    assert links
    assert all(page.xpath("//*[@id=$id]/p", id=href.removeprefix("#")) for href in links)


def test_a_run_without_answers_shows_what_was_found(searched: Path) -> None:
    page = page_of(searched)
    assert words(page.find(".//h1")) == "The right article first for 1 of 2 questions"
    assert [one.get("id") for one in page.iter("section")] == ["figures", "slices", "speed", "cases", "passages"]
    assert "2 of 5: those with something to find" in words(page.find(".//header"))
    assert [one.get("data-outcome") for one in page.find_class("case")] == ["Right article not first", "Right"]
    assert told_of(page, "later")["Took"] == "Find passages 3.5 ms"


def test_a_run_that_can_be_judged_by_nothing_is_still_told(tmp_path: Path) -> None:
    page = page_of(finished(tmp_path / "run", [record("odd", {}, "It left.", margin=None)])[0])
    assert words(page.find(".//h1")) == "1 question asked"
    assert page.find_class("case")[0].get("data-outcome") == "Not judged"


def test_drafts_are_called_drafts(tmp_path: Path) -> None:
    page = page_of(finished(tmp_path / "run", [record("draft", RIGHT, "Two hours.", reviewed=False)])[0])
    assert "1 question is a draft that nobody has reviewed." in words(page.find(".//header"))


def test_the_foot_says_what_was_run(run: Path) -> None:
    said = {words(one[0]): words(one[1]) for one in page_of(run).findall(".//footer/dl/div")}
    assert said == {"passages": "10", "answers_from": "–", "python": "3.11.7", "Key of the run": "k" * 64}


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    folder, _ = finished(tmp_path / "run", hostile_run(), set=HOSTILE, embedder=HOSTILE, settings={"<b>": [HOSTILE]})
    page = page_of(folder)
    assert len(page.findall(".//script")) == 1
    assert not page.xpath("//img | //b/b | //svg[not(@class='plot')] | //@onerror | //@onload")
    assert page.find(".//script").text == (Path(__file__).parents[3] / "evals" / "report" / "page.js").read_text(
        encoding="utf-8"
    )
    kept = " ".join(HOSTILE.split())
    assert words(page.find_class("question")[1]) == kept
    assert kept in words(section(page, "passages"))
    assert "<script>window.hacked=" in words(page.find(".//footer"))


def test_nothing_in_the_page_is_fetched(run: Path) -> None:
    page = page_of(run)
    assert not page.xpath("//@src | //link[not(starts-with(@href, 'data:'))] | //a[not(starts-with(@href, '#'))]")
    assert not re.search(r"url\(|@import|https?:", render_report(run))
    assert "default-src 'none'" in page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]


def test_headings_are_in_order_and_tables_are_labelled(run: Path) -> None:
    page = page_of(run)
    levels = [int(one.tag[1]) for one in page.iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all(one.get("scope") in {"row", "col"} for one in page.iter("th"))
    assert all(one.find("caption") is not None for one in page.iter("table"))
    assert all(words(one.find("title")) for one in page.iter("svg"))
    assert len(page.xpath("//@id")) == len(set(page.xpath("//@id")))


def test_the_same_run_gives_the_same_file(run: Path) -> None:
    path = write_report(run)
    first = path.read_bytes()
    assert path == run / "report.html"
    assert write_report(run).read_bytes() == first


def test_plots_take_the_colours_of_the_page_and_bring_no_ids(run: Path) -> None:
    drawn = list(page_of(run).iter("svg"))
    assert drawn
    assert not [one for plot in drawn for one in plot.iter() if one.get("id") or one.get("style") or one.get("fill")]


def test_a_whisker_reaches_over_its_interval_and_has_its_dot_on_the_mean(run: Path) -> None:
    figure = read_summary(run).metrics["right"]
    row = next(
        one
        for one in page_of(run).iter("tr")
        if one.find("th/code") is not None and words(one.find("th/code")) == "right"
    )
    across = re.findall(r"[\d.]+", row.xpath(".//*[@class='range']/@d")[0])
    scaled = [round((float(at) - 5) / 134, 2) for at in (across[0], row.xpath(".//circle/@cx")[0], across[-1])]
    assert scaled == [round(one, 2) for one in (figure.low, figure.mean, figure.high)]


def test_an_unfinished_run_has_no_report(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="no finished run"):
        render_report(tmp_path)


def test_a_run_whose_records_are_gone_has_no_report(run: Path) -> None:
    (run / "records.jsonl").unlink()
    with pytest.raises(RunError, match=r"holds 0 of 7 records; .*run the set again$"):
        render_report(run)


def test_every_kind_of_case_is_explained() -> None:
    changed = {f"{kind}-{change}" for kind in ("altered", "false") for change in get_args(Change)}
    plain = {one for names in (QuestionKind, LookupVerdict, Wording) for one in get_args(names)}
    assert set(KINDS) == plain | changed | {"misplaced", "false-written", "false-claim"}


def test_excerpts_and_statements_are_shown_as_questions_are(tmp_path: Path) -> None:
    excerpt = ExcerptCase(id="e", excerpt="It left at noon.", language="en", verdict="absent")
    statement = StatementCase(
        id="s", statement="It left at one.", language="en", label="unsupported", cited="ferry.txt"
    )
    records = [Record(case=one, pair="en", measures={"right": 1.0}) for one in (excerpt, statement)]
    folder, _ = finished(tmp_path / "run", records, engine="cite")
    questions = page_of(folder).xpath("//span[@class='question']/text()")
    assert questions == ["It left at noon.", "It left at one."]


def test_a_models_opinion_is_shown_beside_the_measures_where_there_is_one(run: Path) -> None:
    assert 'id="opinion"' not in render_report(run)
    figure = Figure(mean=0.75, n=4, low=0.3, high=0.95)
    agreement = Agreement(verdict="faithfulness", measure="support", n=4, share=0.5, kappa=-0.25)
    judgement = Judgement(
        model="tiny<b>", faithfulness=figure, relevancy=figure, agreement=(agreement,), errors={}, cases={}
    )
    (run / JUDGE).write_text(judgement.model_dump_json(), encoding="utf-8")
    page = render_report(run)
    assert 'id="opinion"' in page
    assert "What tiny&lt;b&gt; thinks" in page
    assert all(said in page for said in (".750", ".300–.950", "faithfulness and support", "-0.25"))
