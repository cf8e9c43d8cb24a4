"""A checked draft as HTML, and its report."""

from rag.answer import Check, Citation
from rag.check.checked import CheckedQuotation, CheckedStatement, CheckVerdict
from tests.ui.reading import Reader
from ui.page.html.draft import render_draft, render_draft_invitation, render_draft_verdict, write_report

TEXT = "Is it late? The ferry left at noon.\n\nIt was <full> of “rice for the whole island”."


def cited(quote: str) -> Citation:
    return Citation(
        number=1,
        article_id="a",
        revision="r",
        passage_id="p",
        title="Ferries",
        publisher="The Harbour Post",
        published=None,
        language="en",
        source="ferries.md",
        start=3,
        end=3 + len(quote),
        quote=quote,
    )


def sentence(words: str, verdict: CheckVerdict, *, claim: bool = True, quote: str = "") -> CheckedStatement:
    start = TEXT.index(words)
    quotation = TEXT[TEXT.index("rice") : TEXT.index("”")]
    quoted = CheckedQuotation(
        text=quotation, start=TEXT.index("rice"), end=TEXT.index("”"), verdict="absent", matches=()
    )
    return CheckedStatement(
        statement=words,
        start=start,
        end=start + len(words),
        language="en",
        claim=claim,
        verdict=verdict,
        checks=(Check(kind="figure", value="noon", found=False),) if verdict == "contradicted" else (),
        citations=(cited(quote),) if quote else (),
        quotations=(quoted,) if "rice" in words else (),
    )


CHECKED = [
    sentence("Is it late?", "unchecked", claim=False),
    sentence("The ferry left at noon.", "contradicted", quote="The ferry left at dawn."),
    sentence(TEXT.rpartition("\n\n")[2], "supported", quote="The ferry was full of rice."),
]


def test_each_sentence_is_marked_and_opens_its_place() -> None:
    page = Reader(render_draft(TEXT, CHECKED))
    first, second = page.all("a")
    assert (first["class"], second["class"]) == ("sentence contradicted", "sentence supported")
    assert '"start":3' in first["data-place"]
    assert "It was <full> of" in second["text"]


def test_what_is_doubtful_is_told_below_its_paragraph_with_both_readings() -> None:
    contradicted, absent = (one["text"] for one in Reader(render_draft(TEXT, CHECKED)).all("li"))
    assert contradicted.startswith("“The ferry left at noon.” The articles say otherwise.")
    assert "The ferry left at dawn." in contradicted
    assert absent.startswith("Quotation not in the corpus")


def test_the_verdict_counts_and_offers_the_report() -> None:
    page = Reader(render_draft_verdict(CHECKED, 3, "articles in Filipino"))
    assert page.all("h2")[0]["text"] == "1 supported, 1 contradicted, 1 quotation not in the corpus."
    assert page.all("button")[0]["data-copy"] == write_report(CHECKED)
    assert page.all("a")[0]["download"] == "check.md"
    assert "Held against articles in Filipino only" in page.all("p")[0]["text"]
    assert "2 of 3 sentences" in render_draft_verdict(CHECKED[:2], 3)


def test_articles_left_out_for_having_no_date_are_told() -> None:
    undated = [one.model_copy(update={"undated": 2}) for one in CHECKED]
    assert "2 articles without a date were left out." in render_draft_verdict(undated, 3)
    assert "without a date" not in render_draft_verdict(CHECKED, 3)


def test_the_report_has_every_sentence_its_verdict_and_its_source() -> None:
    report = write_report(CHECKED)
    assert "- The ferry left at noon.\n  - The articles say otherwise. Not there: “noon”." in report
    assert "  - “The ferry left at dawn.” (The Harbour Post · Ferries)" in report


def test_an_empty_library_says_how_to_add() -> None:
    assert "pullquote add" in render_draft_invitation(empty=True)
    assert "Paste a sentence" in render_draft_invitation(empty=False)
