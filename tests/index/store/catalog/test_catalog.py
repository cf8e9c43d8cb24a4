"""The catalog keeps articles, their revisions, and the places of passages and sentences."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from index.article import Article, Draft, Passage
from index.errors import StoreDamagedError, StoreError
from index.split.passages import split_article
from index.store.catalog.catalog import Catalog
from index.store.catalog.filters import Filters
from index.store.catalog.schema import VERSION
from index.tidy.tidy import tidy


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    catalog = Catalog(tmp_path / "catalog.sqlite3")
    yield catalog
    catalog.close()


def save(catalog: Catalog, text: str, source: str = "source", **fields: object) -> tuple[Article, list[Passage]]:
    article = replace(tidy(Draft(source, text, "clean", title="News", language="en")), **fields)  # type: ignore[arg-type]
    passages = split_article(article, lambda found: len(found.split()))
    catalog.save(article, passages)
    return article, passages


def sources(catalog: Catalog, filters: Filters) -> list[str]:
    ids, _ = catalog.ids(filters)
    return sorted(found.article.source for found in catalog.passages(ids).values())


def test_an_article_comes_back_as_it_was_save(catalog: Catalog) -> None:
    article, passages = save(
        catalog, "It froze.\n\nShips 🙂 wait.", publisher="Kettle", published=date(2026, 1, 16), url="https://k.example"
    )
    assert catalog.article(article.id) == article
    assert catalog.articles() == [replace(article, text="")]
    assert catalog.passages_of(article.id) == passages
    assert catalog.counts() == (1, 1, 2)


def test_what_is_unknown_is_none(catalog: Catalog) -> None:
    article, _ = save(catalog, "It froze.")
    assert catalog.article("nobody") is None
    assert catalog.article(article.id, "never") is None
    assert catalog.passages(["nothing"]) == {}
    assert catalog.get_meta("nothing") is None


def test_an_earlier_revision_still_opens_with_its_words(catalog: Catalog) -> None:
    first, old = save(catalog, "It froze on Monday.")
    second, _ = save(catalog, "It froze on Tuesday.")
    assert first.id == second.id
    earlier = catalog.article(first.id, first.revision)
    assert earlier is not None
    assert earlier.text[old[0].start : old[0].end] == "It froze on Monday."
    assert catalog.article(first.id) == second


def test_only_the_current_revision_is_found(catalog: Catalog) -> None:
    _, old = save(catalog, "It froze on Monday.")
    _, new = save(catalog, "It froze on Tuesday.")
    assert catalog.passages([old[0].id, new[0].id]).keys() == {new[0].id}
    assert catalog.full_text.search(["monday"], 10) == []
    assert [name for name, _ in catalog.full_text.search(["tuesday"], 10)] == [new[0].id]
    assert catalog.counts() == (1, 1, 1)


def test_removing_forgets_every_revision(catalog: Catalog) -> None:
    first, _ = save(catalog, "It froze on Monday.")
    save(catalog, "It froze on Tuesday.")
    catalog.remove(first.id)
    assert catalog.article(first.id) is None
    assert catalog.article(first.id, first.revision) is None
    assert catalog.full_text.search(["froze"], 10) == []
    assert catalog.counts() == (0, 0, 0)
    assert catalog.find_problems() == []
    assert b"Monday" not in b"".join(
        bytes(str(row), "utf-8") for row in catalog._database.fetch("SELECT * FROM revisions")
    )


def test_sentences_know_their_passage(catalog: Catalog) -> None:
    _, passages = save(catalog, "It froze. Ships wait.")
    ids = [sentence.id for sentence in passages[0].sentences]
    assert catalog.passages_of_sentences([*ids, "other"]) == dict.fromkeys(ids, passages[0].id)


def test_thousands_of_ids_are_asked_for_at_once(catalog: Catalog) -> None:
    article, _ = save(catalog, " ".join(f"Ferry number {number} waits." for number in range(1200)))
    passages = split_article(article, lambda _: 200)
    assert len(passages) == 1200
    catalog.save(article, passages)
    found = catalog.passages([passage.id for passage in passages])
    assert {name: one.passage for name, one in found.items()} == {passage.id: passage for passage in passages}


class TestWords:
    def test_words_are_found_in_text_and_title_inflected_or_without_accents(self, catalog: Catalog) -> None:
        _, passages = save(catalog, "The cafés were freezing.", title="Harbour news")
        for word in ("cafes", "CAFÉ", "freeze", "harbour"):
            assert [name for name, _ in catalog.full_text.search([word], 10)] == [passages[0].id]
        assert catalog.full_text.search(["thaw"], 10) == []

    def test_the_passage_that_holds_more_of_the_words_comes_first(self, catalog: Catalog) -> None:
        save(catalog, "The ferry waits.", "a")
        _, both = save(catalog, "The ferry waits in the ice.", "b")
        save(catalog, "Tea is hot.", "c")
        found = catalog.full_text.search(["ferry", "ice"], 10)
        assert found[0][0] == both[0].id
        assert len(found) == 2
        assert len(catalog.full_text.search(["ferry", "ice"], 1)) == 1

    def test_no_words_find_nothing(self, catalog: Catalog) -> None:
        save(catalog, "The ferry waits.")
        assert catalog.full_text.search([], 10) == []

    @pytest.mark.parametrize("term", ['"', "NEAR(", "AND", "ferry*", "title:ferry", "-", "🙂", "", "'; DROP", "{ice}"])
    def test_a_term_is_never_read_as_a_command(self, catalog: Catalog, term: str) -> None:
        save(catalog, "Tea is hot.")
        assert catalog.full_text.search([term, "tea"], 10)
        assert catalog.full_text.count(term) == 0

    def test_passages_with_a_term_are_counted(self, catalog: Catalog) -> None:
        save(catalog, "The ferry waits.", "a")
        save(catalog, "Two ferries sail.", "b")
        assert catalog.full_text.count("ferry") == 2

    def test_a_title_that_changes_is_found_by_its_new_words_only(self, catalog: Catalog) -> None:
        save(catalog, "It froze.", title="Monday news")
        save(catalog, "It froze.", title="Tuesday news")
        assert catalog.full_text.count("monday") == 0
        assert catalog.full_text.count("tuesday") == 1
        assert catalog.find_problems() == []

    def test_a_full_text_index_that_disagrees_is_noticed_and_rebuilt(self, catalog: Catalog, tmp_path: Path) -> None:
        save(catalog, "The ferry waits.")
        with sqlite3.connect(tmp_path / "catalog.sqlite3") as connection:
            connection.execute("INSERT INTO words (words) VALUES ('delete-all')")
        connection.close()
        assert catalog.find_problems() == ["the full-text index disagrees with the texts"]
        catalog.full_text.rebuild()
        assert catalog.find_problems() == []
        assert catalog.full_text.count("ferry") == 1


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), "a b c"),
        (Filters(language="tl"), "b"),
        (Filters(publisher="kettle"), "a b"),
        (Filters(publisher="kett"), ""),
        (Filters(after=date(2026, 1, 16)), "a b"),
        (Filters(after=date(2026, 1, 17)), "b"),
        (Filters(before=date(2026, 1, 16)), "a"),
        (Filters(after=date(2026, 1, 1), before=date(2026, 12, 31), publisher="Kettle", language="en"), "a"),
        (Filters(language="x' OR 1"), ""),
    ],
)
def test_filters_choose_which_articles_answer(catalog: Catalog, filters: Filters, expected: str) -> None:
    save(catalog, "It froze.", "a", publisher="Kettle", published=date(2026, 1, 16))
    save(catalog, "It froze.", "b", publisher="Kettle", published=date(2026, 1, 20), language="tl")
    save(catalog, "It froze.", "c")
    assert sources(catalog, filters) == expected.split()
    found = catalog.passages([name for name, _ in catalog.full_text.search(["froze"], 10, filters)])
    assert sorted(one.article.source for one in found.values()) == expected.split()
    everything, _ = catalog.ids()
    assert sorted(one.article.source for one in catalog.passages(everything, filters).values()) == expected.split()
    assert bool(filters) == (expected != "a b c")


def test_a_failed_save_changes_nothing(catalog: Catalog) -> None:
    article, passages = save(catalog, "It froze on Monday.")
    with pytest.raises(StoreError):
        catalog.save(replace(article, title="New"), [*passages, *passages])
    assert catalog.article(article.id) == article
    assert catalog.passages_of(article.id) == passages
    assert catalog.find_problems() == []


def test_a_catalog_of_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "catalog.sqlite3"
    Catalog(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="newer Pullquote"):
        Catalog(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("good", [0, 4096])
def test_a_damaged_catalog_is_told_and_never_overwritten(tmp_path: Path, good: int) -> None:
    path = tmp_path / "catalog.sqlite3"
    catalog = Catalog(path)
    save(catalog, "It froze.")
    catalog.close()
    size = path.stat().st_size
    path.write_bytes(path.read_bytes()[:good] + b"\xa5" * (size - good))
    before = path.read_bytes()
    with pytest.raises(StoreDamagedError, match="backup"):
        Catalog(path).counts()
    assert path.read_bytes() == before
