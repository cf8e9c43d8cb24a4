"""The page of a document and the part of a file are told wherever a citation is shown."""

import io

import pytest
from rich.console import Console

from rag.lookup.finding import Finding, Match
from tests.ui.page.answers import TEXT, answer, article, citation, turn
from tests.ui.reading import Reader
from ui.http.plain_text import to_text
from ui.page.html.copy_text import copy_text
from ui.page.html.finding import render_finding
from ui.page.html.source import Anchor, render_source
from ui.terminal.display import show_answer
from ui.wording import file_name

PAGED = citation(page=3)
ANSWER = answer(citations=(PAGED,))


def printed() -> str:
    console = Console(file=io.StringIO(), width=200)
    show_answer(console, ANSWER)
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


def test_the_page_stands_beside_a_citation_everywhere() -> None:
    assert "Coast Post · 2026-01-16 · p. 3 · en" in printed()
    assert "Coast Post · 16 January 2026 · p. 3" in to_text(ANSWER)
    assert "16 January 2026 · p. 3" in copy_text("When?", (), ANSWER, ANSWER.statements)
    assert "p. 3" in turn(citations=(PAGED,)).all("p", **{"class": "byline"})[0]["text"]
    match = Match(**PAGED.model_dump(), similarity=1.0)
    shown = Reader(render_finding(Finding(excerpt="Rain", verdict="exact", matches=(match,))))
    assert "16 January 2026 · p. 3" in shown.all("span", **{"class": "entry-line"})[0]["text"]


def test_what_has_no_pages_tells_none() -> None:
    assert "p. " not in to_text(answer())
    assert (
        "p. "
        not in Reader(render_source(article(), Anchor(article="a1", start=15, end=37), changed=False)).found[0]["text"]
    )


def test_the_source_pane_tells_the_page_that_is_open() -> None:
    paged = article(pages=(0, 14, TEXT.index("Nobody")))
    at = TEXT.index("Nobody")
    pane = Reader(render_source(paged, Anchor(article="a1", start=at, end=at + 6), changed=False))
    assert "p. 3" in pane.all("p", **{"class": "byline"})[0]["text"]
    whole = Reader(render_source(paged, Anchor(article="a1"), changed=False))
    assert "p. " not in whole.all("p", **{"class": "byline"})[0]["text"]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("/home/me/a.txt", "a.txt"),
        ("/home/me/box.mbox#<1@b/c>", "box.mbox#<1@b/c>"),
        ("/home/me/all.zip#2026/page.html", "all.zip#2026/page.html"),
        ("/home/me/all.zip#more.zip#a/b.jsonl#7", "all.zip#more.zip#a/b.jsonl#7"),
        ("/home/me/Book.EPUB#OEBPS/c1.xhtml", "Book.EPUB#OEBPS/c1.xhtml"),
        ("/home/a#b/c.txt", "c.txt"),
        ("upload:a.pdf", "a.pdf"),
    ],
)
def test_a_source_is_named_by_its_file_and_the_part_of_it(source: str, name: str) -> None:
    assert file_name(source) == name
