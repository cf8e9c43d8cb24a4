"""Suites of pages: read in each of their forms, and scored beside what is expected."""

import gzip
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from evals.errors import SetError
from evals.pages.reading import measure_pages, score_page
from evals.pages.suites import ExpectedPage, read_suite
from index.article import Article

BODY = (
    "The ferry to Bohol left Cebu at noon on Tuesday with 40 sacks of mail on board. Captain Rosa Uy blamed the tide "
    "for the delay, which was the third this month. Fares rise to 350 pesos in June, and tickets for children will "
    "cost half as much as before."
)
PAGE = f"""<html lang="en"><head><title>Ferry is late again</title>
<meta property="og:site_name" content="Harbour Post"><meta property="article:published_time" content="2026-03-15">
</head><body><article><h1>Ferry is late again</h1><p>{BODY}</p><p>{BODY.replace("Tuesday", "Friday")}</p></article>
</body></html>"""
TEXT = f"{BODY} {BODY.replace('Tuesday', 'Friday')}"


def article(text: str, **fields: Any) -> Article:
    known = {"title": "Ferry", "publisher": None, "published": None, "language": "en", "source": "s", "url": None}
    return Article(id="a", revision="r", text=text, **{**known, **fields})


def test_a_body_as_expected_scores_1_and_has_neither_furniture_nor_cuts() -> None:
    scores = score_page(ExpectedPage("p", b"", text=BODY), article(BODY))
    assert scores == {"precision": 1, "recall": 1, "f1": 1, "furniture": 0, "cut": 0}


def test_what_is_left_out_costs_recall_and_what_is_added_precision_and_is_furniture() -> None:
    first = BODY.partition(". ")[0] + "."
    added = f"{BODY}\n\nSubscribe to our newsletter and never miss a story about boats again."
    assert score_page(ExpectedPage("p", b"", text=BODY), article(first))["recall"] < 0.4
    scores = score_page(ExpectedPage("p", b"", text=BODY), article(added))
    assert scores["precision"] < 1
    assert (scores["recall"], scores["furniture"]) == (1, 1)


def test_a_sentence_with_other_words_inside_is_cut() -> None:
    torn = BODY.replace("blamed the tide", "(Photo: Harbour Post) blamed the tide")
    assert score_page(ExpectedPage("p", b"", text=BODY), article(torn))["cut"] == pytest.approx(1 / 3)


def test_metadata_are_right_or_wrong_and_words_are_there_or_not() -> None:
    page = ExpectedPage(
        "p",
        b"",
        title="Ferry is late!",
        publisher="Harbour Post",
        published=date(2026, 3, 15),
        language="en-GB",
        within=("at noon", "at midnight"),
        without=("Subscribe",),
    )
    read = article(BODY, title="“Ferry is late”", publisher="The Post", published=date(2026, 3, 15))
    assert score_page(page, read) == {
        "title": 1,
        "publisher": 0,
        "published": 1,
        "language": 1,
        "within": 0.5,
        "without": 1,
    }


def write_own(folder: Path) -> None:
    (folder / "late.html").write_text(PAGE, encoding="utf-8")
    (folder / "empty.html").write_text("<html></html>", encoding="utf-8")
    told = [
        {"file": "late.html", "text": TEXT, "title": "Ferry is late again", "published": "2026-03-15"},
        {"file": "empty.html", "title": "Nothing"},
    ]
    (folder / "expected.jsonl").write_text("\n".join(map(json.dumps, told)), encoding="utf-8")


@pytest.mark.parametrize("engine", ["pullquote", "trafilatura"])
def test_a_suite_of_ours_is_measured_and_what_cannot_be_read_is_named(engine: Any, tmp_path: Path) -> None:
    write_own(tmp_path)
    found = measure_pages(read_suite(tmp_path), engine)
    assert (found.pages, found.failed) == (2, ("empty.html",))
    assert found.measures["f1"].mean > 0.95
    assert found.measures["published"].mean == 1
    assert found.measures["title"].mean == 0.5, "what can't be read has no title"
    assert found.pages_per_second > 0


def test_public_suites_are_read_as_they_come(tmp_path: Path) -> None:
    benchmark, readability, trafilatura = (tmp_path / name for name in ("benchmark", "readability", "trafilatura"))
    (benchmark / "html").mkdir(parents=True)
    (benchmark / "html" / "ab12.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    (benchmark / "ground-truth.json").write_text(json.dumps({"ab12": {"articleBody": TEXT, "url": "u"}}))
    (readability / "001").mkdir(parents=True)
    (readability / "001" / "source.html").write_text(PAGE, encoding="utf-8")
    (readability / "001" / "expected.html").write_text(f"<div><p>{TEXT}</p></div>", encoding="utf-8")
    said = {"title": "Ferry is late again", "siteName": "Harbour Post", "publishedTime": None, "lang": "en"}
    (readability / "001" / "expected-metadata.json").write_text(json.dumps(said))
    (trafilatura / "eval").mkdir(parents=True)
    (trafilatura / "eval" / "late.html").write_text(PAGE, encoding="utf-8")
    told = {"u": {"file": "late.html", "with": ["Captain Rosa Uy"], "without": ["Subscribe"]}}
    (trafilatura / "evaldata.json").write_text(json.dumps(told))

    for folder in (benchmark, readability, trafilatura):
        found = measure_pages(read_suite(folder))
        assert (found.pages, found.failed) == (1, ())
        wrong = {name for name, value in found.measures.items() if value.mean < 0.95}
        assert wrong <= {"cut", "furniture"}, folder


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("other.txt", "", "has none of expected.jsonl"),
        ("expected.jsonl", '{"file": "gone.html"}', "can't read"),
        ("expected.jsonl", "[1]", "isn't written as its suite should be"),
        ("expected.jsonl", '{"file": "page.xhtml"}', "in no known format"),
        ("evaldata.json", '{"u": {"file": "gone.html"}}', "gone.html is in none"),
        ("ground-truth.json", "[]", "isn't written as its suite should be"),
    ],
)
def test_what_is_no_suite_is_told_in_a_line(tmp_path: Path, name: str, text: str, complaint: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(SetError, match=complaint):
        list(read_suite(tmp_path))
