"""What runs from right to left on the page: bars, bylines and small print stand on the side of their words."""

import pytest

from rag.answer import Statement
from rag.lookup.finding import Finding, Match
from tests.ui.page.answers import article, citation, turn
from tests.ui.reading import Reader
from ui.page.gradio_options import read_asset
from ui.page.html.finding import render_finding
from ui.page.html.source import Anchor, render_library, render_source

RIGHT, LEFT = ("ar", "he", "fa", "ur"), ("en", "tl", "ja", "xx")
WORDS = "افتتحت المدينة محطة جديدة."


def directions(page: Reader, tag: str, kind: str) -> set[str | None]:
    found = [one for one in page.found if one["tag"] == tag and kind in (one.get("class") or "").split()]
    assert found
    return {one.get("dir") for one in found}


def shown(language: str) -> dict[str, Reader]:
    cited = citation(language=language, quote=WORDS)
    match = Match(**(cited.model_dump() | {"similarity": 1.0}))
    one = article(f"{WORDS}\n\n{WORDS}", language=language, title=WORDS)
    return {
        "answer": turn(citations=(cited,), statements=(Statement(text=WORDS, support="quoted", citations=(1,)),)),
        "finding": Reader(render_finding(Finding(excerpt=WORDS, verdict="exact", matches=(match,)))),
        "source": Reader(render_source(one, Anchor(article="a1"), changed=False)),
        "library": Reader(render_library([one])),
    }


@pytest.mark.parametrize(("language", "side"), [*((one, "rtl") for one in RIGHT), *((one, None) for one in LEFT)])
def test_bars_and_bylines_stand_on_the_side_where_the_words_begin(language: str, side: str | None) -> None:
    pages = shown(language)
    assert directions(pages["answer"], "div", "statement") == {side}
    assert directions(pages["finding"], "blockquote", "quoted") == {side}
    assert directions(pages["finding"], "button", "match") == {side}
    assert directions(pages["finding"], "p", "origin") == {side}
    assert directions(pages["source"], "p", "byline") == {side}
    assert directions(pages["source"], "p", "origin") == {side}
    assert directions(pages["library"], "button", "whole") == {side}


def test_the_words_themselves_tell_their_direction_and_each_part_of_a_byline_keeps_its_own() -> None:
    page = shown("ar")["answer"]
    assert [one["dir"] for one in page.all("p", lang="ar")] == ["auto"]
    byline = page.all("p", **{"class": "byline"})[0]
    assert [one["text"] for one in page.all("bdi")][:2] == ["Coast Post", "16 January 2026"]
    assert byline["text"].startswith("Coast Post16 January 2026")


def test_the_boxes_to_type_in_take_the_direction_of_what_is_typed() -> None:
    script = read_asset("page.js")
    (boxes,) = [line for line in script.splitlines() if line.startswith("const boxes")]
    assert all(f"#{box} textarea" in boxes for box in ("question", "excerpt", "draft"))
    assert 'document.querySelectorAll(boxes)) box.dir = "auto"' in script


def test_the_style_sheet_knows_no_left_or_right() -> None:
    rules = read_asset("page.css")
    sides = [f"{name}-{side}" for name in ("margin", "padding", "border") for side in ("left", "right")]
    assert [one for one in (*sides, "text-align: left", "text-align: right", "float:") if one in rules] == []
