"""Articles kept together under names, in a real catalog."""

from pathlib import Path

import pytest

from index.article import article_id
from index.errors import CollectionError
from index.library import Library
from index.store.collections import Collection, Collections
from tests.index.libraries import add

FERRY, RICE, DAM = (article_id(f"{name}.txt") for name in ("ferry", "rice", "dam"))


@pytest.fixture
def collections(library: Library) -> Collections:
    for name in ("ferry", "rice", "dam"):
        add(library, f"{name}.txt", f"The {name} story tells of rain.")
    return library.catalog.collections


def test_an_article_may_be_in_several_collections(collections: Collections) -> None:
    assert collections.all() == []
    collections.add("Trade", [FERRY, RICE])
    collections.add("  Boats ", [FERRY, FERRY])
    assert collections.all() == [Collection("Boats", (FERRY,)), Collection("Trade", tuple(sorted([FERRY, RICE])))]
    assert collections.names() == ["Boats", "Trade"]


def test_a_name_is_one_however_it_is_written(collections: Collections) -> None:
    assert collections.add("Élection", [FERRY]) == "Élection"
    assert collections.add("E\u0301LECTION ", [RICE]) == "Élection"
    assert collections.find("élection") == "Élection"
    assert len(collections.get("Élection").articles) == 2
    assert collections.find("elections") is None


@pytest.mark.parametrize("name", ["选举", "Выборы", "انتخابات", "चुनाव‌", "a", "x" * 80, "100% “off”; DROP TABLE"])
def test_a_name_may_be_in_any_script(collections: Collections, name: str) -> None:
    assert collections.add(name, [DAM]) == name
    assert collections.get(name) == Collection(name, (DAM,))


@pytest.mark.parametrize("name", ["", "  \n", "x" * 81, "two\nlines", "bell\x07", "turned\u202e", "half\ud800"])
def test_what_can_not_be_a_name_is_told_in_one_line(collections: Collections, name: str) -> None:
    with pytest.raises(CollectionError, match="the name of a collection") as caught:
        collections.add(name, [DAM])
    assert "\n" not in str(caught.value)
    assert collections.all() == []


def test_what_is_taken_out_stays_an_article_and_an_empty_collection_is_gone(
    library: Library, collections: Collections
) -> None:
    collections.add("Trade", [FERRY, RICE])
    assert collections.remove("TRADE", [RICE, DAM]) == "Trade"
    assert collections.get("Trade").articles == (FERRY,)
    collections.remove("Trade", [FERRY])
    assert collections.all() == []
    assert library.catalog.counts()[0] == 3
    with pytest.raises(CollectionError, match="there is no collection Trade"):
        collections.remove("Trade", [FERRY])


def test_a_changed_article_stays_in_its_collections_and_a_removed_one_leaves_them(
    library: Library, collections: Collections
) -> None:
    collections.add("Trade", [FERRY, RICE])
    assert add(library, "ferry.txt", "The ferry story tells of sun.").status == "updated"
    assert FERRY in collections.get("Trade").articles
    library.remove(FERRY)
    assert collections.get("Trade").articles == (RICE,)


def test_a_moved_article_is_in_the_collections_that_it_was_in(library: Library, tmp_path: Path) -> None:
    old, new = str(tmp_path / "old.txt"), str(tmp_path / "new.txt")
    collections = library.catalog.collections
    before = add(library, old, "It froze.").article_id
    collections.add("Winter", [str(before)])
    after = add(library, new, "It froze.")
    assert (after.status, after.moved_from) == ("updated", old)
    assert collections.get("Winter").articles == (after.article_id,)


def test_what_is_no_article_is_passed_over(collections: Collections) -> None:
    collections.add("Trade", ["nobody", DAM])
    assert collections.get("Trade").articles == (DAM,)
    assert collections.get("Nothing").articles == ()
