"""What `ui.page.html.filters` offers, understands and tells."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from index.article import Article
from index.embed.embedder import Embedder
from index.errors import FilterError
from index.library import open_library
from index.store.collections import Collection
from index.store.filters import Filters
from tests.ui.reading import HOSTILE, Reader, assert_inert
from ui.page.html import filters
from ui.service.contract import Filtered
from ui.wording import describe_selection

DAY, LATER = date(2026, 1, 16), date(2026, 3, 1)


def article(identity: str = "a1", **changes: Any) -> Article:
    facts = {
        "id": identity, "revision": "r1", "text": "", "title": "Rain", "publisher": "Coast Post", "published": DAY,
        "language": "en", "source": f"/{identity}.txt", "url": None,
    }  # fmt: skip
    return Article(**(facts | changes))


ARTICLES = (
    article("a1"),
    article("a2", language="tl", publisher="Balita", published=LATER),
    article("a3", publisher="coast post", published=None),
)


def told(articles: tuple[Article, ...] = ARTICLES, /, collection: Collection | None = None, **chosen: Any) -> str:
    named = {"collection": collection.name} if collection else {}
    line = filters.render_filtered(articles, Filtered(**{**chosen, **named}), collection)
    return Reader(line).found[0]["text"] if line else ""


def test_choices_come_from_what_the_library_holds_each_once() -> None:
    bar = Reader(filters.render_bar(ARTICLES))

    assert [option["text"] for option in bar.all("option")] == [
        *("All languages", "English", "Filipino"),
        *("All publishers", "Balita", "coast post"),
    ]
    assert [field["name"] for field in bar.all("input")] == ["after", "before"]
    assert bar.all("button", role="tab")[0]["aria-selected"] == "true"
    assert bar.all("form")[0]["hidden"] is None  # there, without a value: closed at first


def test_collections_are_a_choice_where_there_are_any() -> None:
    bar = Reader(filters.render_bar(ARTICLES, ["Elections", "Halalan"]))
    options = [option["text"] for option in bar.all("option")]
    assert options[:3] == ["All articles", "Elections", "Halalan"]
    assert [one["name"] for one in bar.all("select")] == ["collection", "language", "publisher"]
    assert Reader(filters.render_bar((article(),), ["Elections"])).all("form")


def test_of_a_collection_only_its_articles_are_counted() -> None:
    kept = Collection("Elections", ("a2", "a3", "gone"))
    assert told(collection=kept) == "Only articles in the collection Elections (2 of 3)Clear filter"
    assert "(there are none; 1 without a date left out)" in told(collection=kept, before=DAY)
    assert "(there are none)" in told(collection=Collection("Gone", ()))


@pytest.mark.parametrize("articles", [(), (article(),)])
def test_where_there_is_nothing_to_choose_there_is_no_filter(articles: tuple[Article, ...]) -> None:
    bar = Reader(filters.render_bar(articles))

    assert len(bar.all("button", role="tab")) == 3
    assert not bar.all("form")


@pytest.mark.parametrize(
    ("chosen", "line"),
    [
        ({}, ""),
        ({"language": "tl"}, "Only articles in Filipino (1 of 3)Clear filter"),
        ({"publisher": "Coast Post"}, "Only articles by Coast Post (2 of 3)Clear filter"),
        ({"after": DAY}, "Only articles since 16 January 2026 (2 of 3; 1 without a date left out)Clear filter"),
        (
            {"language": "tl", "before": DAY},
            "Only articles in Filipino until 16 January 2026 (there are none; 1 without a date left out)Clear filter",
        ),
    ],
)
def test_a_filter_that_holds_is_told_with_what_it_lets_through(chosen: Any, line: str) -> None:
    assert told(**chosen) == line


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ('{"after": "unfinished"}', "“From” has to be a whole day"),
        ('{"before": "2026-02-30"}', "“To” has to be a whole day"),
        ('{"after": "2026-02-02", "before": "2026-02-01"}', "“From” is after “To”"),
        ('{"language": "klingon"}', "can't be used"),
        ('{"without": ["a1"]}', "can't be used"),
        ("[", "can't be used"),
        ("[]", "can't be used"),
    ],
)
def test_what_is_no_filter_is_one_line(typed: str, problem: str) -> None:
    with pytest.raises(FilterError, match=problem) as raised:
        filters.read_filters(typed)
    assert "\n" not in str(raised.value)


def test_what_is_empty_lets_all_pass() -> None:
    empty = dict.fromkeys(("language", "publisher", "after", "before"))
    assert (
        filters.read_filters(None)
        == filters.read_filters("{}")
        == filters.read_filters(json.dumps(empty))
        == Filtered()
    )
    assert not Filtered().filters


@pytest.mark.parametrize(
    ("chosen", "among"),
    [
        (Filters(), None),
        (Filters(language="tl"), "articles in Filipino"),
        (Filters(publisher="Balita", after=DAY), "articles by Balita since 16 January 2026"),
        (Filters(after=DAY, before=LATER), "articles from 16 January 2026 to 1 March 2026"),
        (Filters(before=LATER), "articles until 1 March 2026"),
        (Filters(collection="Elections", language="tl"), "articles in the collection Elections in Filipino"),
        (Filters(articles=frozenset({"a1"})), "the 1 article chosen"),
        (Filters(articles=frozenset({"a1", "a2"}), before=LATER), "the 2 articles chosen until 1 March 2026"),
    ],
)
def test_which_articles_are_let_through_is_told_within_a_sentence(chosen: Filters, among: str | None) -> None:
    assert describe_selection(chosen) == among


def test_hostile_names_stay_names() -> None:
    spoilt = (article(publisher=HOSTILE, language=HOSTILE), article("a2", published=LATER))
    assert_inert(filters.render_bar(spoilt))
    assert_inert(filters.render_bar(spoilt, [HOSTILE]))
    assert_inert(filters.render_filtered(spoilt, Filtered(publisher=HOSTILE)))
    assert_inert(filters.render_filtered(spoilt, Filtered(collection=HOSTILE), Collection(HOSTILE, ())))


def test_as_many_articles_are_told_as_the_catalog_lets_through(shelf: Path, embedder: Embedder) -> None:
    with open_library(shelf, lambda: embedder, writing=False) as library:
        articles = tuple(library.catalog.articles())
        (publisher,) = {str(one.publisher) for one in articles}
        days = sorted(one.published for one in articles if one.published)
        for chosen in (
            Filtered(language="tl"),
            Filtered(publisher=publisher.upper()),
            Filtered(after=days[1]),
            Filtered(before=days[1]),
            Filtered(language="en", after=days[-1]),
        ):
            passages, _ = library.catalog.ids(chosen.filters)
            passing = {found.article.id for found in library.catalog.passages(passages).values()}
            line = told(articles, **chosen.model_dump(exclude={"collection"})).replace("there are none", "0 of 3")
            assert f"({len(passing)} of 3" in line
