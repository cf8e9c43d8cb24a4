"""What `ui.page.html.finding` writes: verdicts, matches, and what is no match."""

from datetime import date
from typing import Any

import pytest

from rag.lookup.finding import Difference, Finding, Match, Related
from tests.ui.reading import HOSTILE, Reader, assert_inert
from ui.page.html import finding as look
from ui.page.html.source import Anchor

FIGURE = Difference(kind="figure", excerpt="54%", article="45%")
FACTS = {
    "article_id": "a1", "revision": "r1", "passage_id": "p1", "title": "Rain, at last", "publisher": "Coast Post",
    "published": date(2026, 1, 16), "language": "en", "source": "/library/rain.txt",
}  # fmt: skip


def match(number: int = 1, *differences: Difference, **changes: Any) -> Match:
    words = {"number": number, "start": 15, "end": 37, "quote": "Rain fell on Tuesday.", "similarity": 1.0}
    return Match(**(FACTS | words | {"differences": differences} | changes))


def related(**changes: Any) -> Related:
    return Related(**(FACTS | {"start": 40, "end": 60, "text": "Umulan noong Martes.", "score": 0.8} | changes))


def found(verdict: Any = "exact", *matches: Match, **changes: Any) -> Finding:
    return Finding(excerpt="Rain fell", verdict=verdict, matches=matches, **changes)


def read(finding: Finding) -> Reader:
    return Reader(look.render_finding(finding))


def everything_hostile() -> list[str]:
    spoilt = {"title": HOSTILE, "publisher": HOSTILE, "language": HOSTILE, "source": HOSTILE}
    kinds = ("figure", "name", "date", "negation", "dropped", "added", "words", "case", "signs")
    differences = [Difference(kind=kind, excerpt=HOSTILE, article=HOSTILE) for kind in kinds]
    one = match(1, *differences, **spoilt, quote=HOSTILE, url="javascript:x()")
    shown = found("altered", one, one, stitched=True, earlier=(one,), related=(related(**spoilt, text=HOSTILE),))
    alone = shown.model_copy(update={"stitched": False})
    return [
        look.render_finding(shown),
        look.render_finding(alone),
        look.render_verdict(shown, HOSTILE),
        look.render_verdict(alone, HOSTILE),
        look.render_verdict(found("absent"), HOSTILE),
    ]


@pytest.mark.parametrize("markup", everything_hostile())
def test_nothing_hostile_becomes_an_element_an_attribute_or_a_template(markup: str) -> None:
    assert_inert(markup)
    assert "href" not in markup


@pytest.mark.parametrize(
    ("finding", "told"),
    [
        (found("exact", match()), "Word for word."),
        (found("altered", match(1, FIGURE)), "Altered: the article says “45%”, not “54%”."),
        (found("altered", match(), match(2), stitched=True), "Stitched together from 2 places."),
        (found("absent"), "Not in the corpus: these words stand in no article as it is now."),
    ],
)
def test_a_verdict_is_told_in_words(finding: Finding, told: str) -> None:
    assert Reader(look.render_verdict(finding)).all("h2")[0]["text"] == told


def test_a_verdict_says_among_which_articles_was_looked() -> None:
    absent = look.render_verdict(found("absent"), "articles in Filipino")
    exact = look.render_verdict(found("exact", match()), "articles in Filipino")

    assert "Not in the corpus, among articles in Filipino:" in absent
    assert "Looked up in articles in Filipino only" in exact


def test_a_match_opens_exactly_its_words_and_says_where_they_come_from() -> None:
    page = read(found("exact", match(url="https://coast.example/rain")))

    button = page.all("button", **{"class": "entry match"})[0]
    assert Anchor.model_validate_json(button["data-place"]) == Anchor(article="a1", revision="r1", start=15, end=37)
    assert button["text"] == "Rain, at lastCoast Post · 16 January 2026 · English"
    assert page.all("blockquote")[0]["text"] == "Rain fell on Tuesday."
    assert page.all("a")[0]["href"] == "https://coast.example/rain"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//evil.example"])
def test_only_web_addresses_become_links(url: str) -> None:
    assert not read(found("exact", match(url=url))).all("a")


def test_each_difference_names_its_kind_and_both_readings() -> None:
    differences = (
        FIGURE,
        Difference(kind="negation", excerpt="", article="not"),
        Difference(kind="added", excerpt="only", article=""),
    )

    page = read(found("altered", match(1, *differences)))

    assert [item["text"] for item in page.all("li") if "article" in item["text"].lower()][-3:] == [
        "Figure The article says “45%”, not “54%”.",
        "Negation The article also says “not” here.",
        "Added The article doesn't say “only”.",
    ]


def test_a_verdict_that_tells_one_difference_says_how_many_there_are() -> None:
    many = look.render_verdict(found("altered", match(1, FIGURE, FIGURE, FIGURE)))

    assert "3 differences in all." in many
    assert "in all" not in look.render_verdict(found("altered", match(1, FIGURE)))


def test_parts_that_were_stitched_together_are_counted_and_mark_each_other() -> None:
    page = read(found("altered", match(), match(2, start=40, end=50), stitched=True))

    assert [part["text"] for part in page.all("h4")] == ["Part 1 of 2", "Part 2 of 2"]
    first = Anchor.model_validate_json(page.all("button", **{"class": "entry match"})[0]["data-place"])
    assert first.also == ((40, 50),)


def test_a_changed_copy_stands_apart_from_where_the_words_stand() -> None:
    page = read(found("exact", match(), match(2, FIGURE, article_id="a2")))

    assert [title["text"] for title in page.all("h3")] == ["Where it stands", "Elsewhere, with changes"]


def test_an_earlier_version_and_what_is_related_are_told_as_such() -> None:
    page = read(found("absent", earlier=(match(passage_id=""),), related=(related(),)))

    assert [title["text"] for title in page.all("h3")] == [
        "In an earlier version of an article",
        "Related, not a match",
    ]
    assert not page.all("section", **{"class": "related"})[0]["text"].count("“")
    assert page.all("button", **{"class": "entry passage"})[0]["text"].startswith("Umulan noong Martes.")


def test_an_empty_library_is_invited_to_add_articles() -> None:
    assert "pullquote add FOLDER" in look.render_invitation(empty=True)
    assert "Paste a quote" in look.render_invitation(empty=False)
