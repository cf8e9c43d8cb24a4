"""What filters name is looked up, and a slip of the pen is told."""

from datetime import date

import pytest

from index.article import article_id
from index.errors import FilterError
from index.library import Library
from index.store.filters import Filters
from tests.index.libraries import add


@pytest.fixture
def shelf(library: Library) -> Library:
    add(library, "ferry.txt", "The ferry left.", publisher="Harbour Post")
    add(library, "rice.txt", "Rice is dear.", publisher="Market Daily")
    library.collect("Élections", [article_id("rice.txt")])
    return library


def test_articles_are_found_by_id_and_by_source(shelf: Library) -> None:
    ferry, rice = article_id("ferry.txt"), article_id("rice.txt")
    resolved = shelf.catalog.choices.resolve(Filters(articles=frozenset({"ferry.txt", rice})))
    assert resolved.articles == {ferry, rice}


def test_a_collection_is_found_however_it_is_written(shelf: Library) -> None:
    assert shelf.catalog.choices.resolve(Filters(collection=" éLECTIONS")).collection == "Élections"


def test_what_is_there_passes_as_it_is(shelf: Library) -> None:
    for filters in (Filters(), Filters(publisher="harbour post", language="zu"), Filters(without=frozenset({"x"}))):
        assert shelf.catalog.choices.resolve(filters) == filters


@pytest.mark.parametrize(
    ("filters", "told"),
    [
        (Filters(publisher="Harbor Post"), "no article is by the publisher Harbor Post; did you mean Harbour Post?"),
        (Filters(publisher="Zzz"), "no article is by the publisher Zzz; known: Harbour Post, Market Daily"),
        (Filters(collection="elektions"), "there is no collection elektions; did you mean Élections?"),
        (Filters(articles=frozenset({"ferry.txt", "nowhere"})), "no article has the source nowhere, nor that id"),
        (Filters(after=date(2026, 2, 2), before=date(2026, 2, 1)), "2026-02-02 is after 2026-02-01"),
        (Filters(publisher="long\n" * 50), "no article is by the publisher long long"),
    ],
)
def test_what_is_not_there_is_told_in_one_line_with_what_may_be_meant(
    shelf: Library, filters: Filters, told: str
) -> None:
    with pytest.raises(FilterError) as caught:
        shelf.catalog.choices.resolve(filters)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 200


def test_in_an_empty_library_only_a_period_can_be_wrong(library: Library) -> None:
    filters = Filters(publisher="Nobody", collection="None", articles=frozenset({"x"}))
    assert library.catalog.choices.resolve(filters) == filters
    with pytest.raises(FilterError):
        library.catalog.choices.resolve(Filters(after=date(2026, 2, 2), before=date(2026, 2, 1)))
