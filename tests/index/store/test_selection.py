"""Which passages pass filters, told by a byte each."""

from dataclasses import replace
from datetime import date

import pytest

from index.article import article_id
from index.library import Library
from index.store.filters import Filters
from tests.index.libraries import add

FERRY, RICE, DAM = (article_id(f"{name}.txt") for name in ("ferry", "rice", "dam"))


@pytest.fixture
def shelf(library: Library) -> Library:
    add(library, "ferry.txt", "The ferry left.", publisher="Harbour Post", language="en", published=date(2026, 1, 5))
    add(library, "rice.txt", "Rice is dear.", publisher="Market Daily", language="en", published=date(2026, 2, 9))
    add(library, "dam.txt", "Puno ang dam.", publisher="Balita", language="tl")
    library.collect("Trade", [FERRY, RICE])
    return library


def passing(library: Library, filters: Filters) -> set[str]:
    ids, sentences = library.catalog.ids(filters)
    assert len(ids) == library.catalog.count_passages(filters) == library.catalog.selection.mark(filters).count(1)
    assert set(library.catalog.passages_of_sentences(sentences, filters)) == set(sentences)
    assert library.catalog.selection.passing(library.catalog.ids()[0], filters) == set(ids)
    return {found.article.id for found in library.catalog.passages(ids, filters).values()}


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(language="en"), {FERRY, RICE}),
        (Filters(publisher="balita"), {DAM}),
        (Filters(after=date(2026, 2, 1)), {RICE}),
        (Filters(before=date(2026, 12, 1)), {FERRY, RICE}),
        (Filters(without=frozenset({FERRY})), {RICE, DAM}),
        (Filters(articles=frozenset({DAM, FERRY})), {FERRY, DAM}),
        (Filters(articles=frozenset()), set()),
        (Filters(collection="trade"), {FERRY, RICE}),
        (Filters(collection="Trade", articles=frozenset({RICE, DAM})), {RICE}),
        (Filters(collection="Nothing"), set()),
    ],
)
def test_only_passages_of_articles_that_pass_are_marked(shelf: Library, filters: Filters, expected: set[str]) -> None:
    assert passing(shelf, filters) == expected


def test_marks_follow_what_is_written(shelf: Library) -> None:
    filters = Filters(publisher="Harbour Post")
    assert passing(shelf, filters) == {FERRY}
    add(shelf, "port.txt", "The port is full.", publisher="Harbour Post")
    assert passing(shelf, filters) == {FERRY, article_id("port.txt")}
    shelf.remove(article_id("port.txt"))  # the next article takes over its passage's number
    add(shelf, "mill.txt", "The mill stands still.", publisher="Market Daily")
    assert passing(shelf, filters) == {FERRY}
    shelf.collect("Trade", [DAM])
    assert passing(shelf, Filters(collection="Trade")) == {FERRY, RICE, DAM}


def test_as_many_filters_as_are_asked_for_are_told_apart(shelf: Library) -> None:
    for number in range(100):
        filters = Filters(language="en", without=frozenset({f"other{number}"}))
        assert passing(shelf, filters) == {FERRY, RICE}
        assert passing(shelf, replace(filters, language="tl")) == {DAM}


def test_words_are_counted_and_found_among_what_passes_only(shelf: Library) -> None:
    words = shelf.catalog.full_text
    assert words.count("dear") == 1
    assert words.count("dear", Filters(publisher="Balita")) == 0
    found = words.search(["ferry", "rice", "dam"], 10, Filters(collection="Trade"))
    assert {one.article.id for one in shelf.catalog.passages([name for name, _ in found]).values()} == {FERRY, RICE}


def test_more_articles_than_sqlite_takes_values_are_let_through_or_left_out(shelf: Library) -> None:
    very_many = frozenset(f"other{number}" for number in range(300_000))
    assert passing(shelf, Filters(without=very_many | {FERRY})) == {RICE, DAM}
    assert passing(shelf, Filters(articles=very_many | {FERRY})) == {FERRY}
