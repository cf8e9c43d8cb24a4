"""The baselines rank as they are defined: paragraphs by vectors, by words, and by both fused."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from evals.run.baselines import Baseline, open_baseline
from evals.score.ranking import RankedPassage
from evals.sets.formats import read_squad
from index.article import Article, Draft, article_id
from index.embed.embedder import Embedder
from index.library import Library
from index.store.catalog.catalog import Catalog
from index.store.catalog.filters import Filters
from index.tidy.tidy import tidy
from tests.fakes import FakeEmbedder
from tests.rag.making import Placed

SEA = "The boat left at noon.\n\nThe boat came back at five with the same boat crew."
PLAY = "Tickets for the play are sold out."
FIELD = "Rice was sown, and tickets were not needed."


@contextmanager
def over(folder: Path, name: str, embedder: Embedder, *drafts: Draft) -> Iterator[Baseline]:
    """Open a baseline over articles of which there are no vectors yet."""
    catalog = Catalog(folder / "catalog.sqlite3")
    for draft in drafts:
        catalog.save(tidy(draft), [])
    shelf = SimpleNamespace(catalog=catalog, embedder=embedder)
    with open_baseline(name, cast(Library, shelf)) as baseline:
        yield baseline
    catalog.close()


@contextmanager
def shelf(folder: Path, name: str) -> Iterator[Baseline]:
    """A baseline over four paragraphs in three articles; only the sea's are near a question about ferries."""
    texts = {"1 Sea": SEA, "2 Play": PLAY, "3 Field": FIELD}
    drafts = (Draft(title, text, markup="clean", title=title, language="en") for title, text in texts.items())
    with over(folder, name, Placed("boat ferry", "rice"), *drafts) as baseline:
        yield baseline


def quoted(found: list[RankedPassage]) -> list[str]:
    """The words of each paragraph that was found."""
    texts = {article_id("1 Sea"): SEA, article_id("2 Play"): PLAY, article_id("3 Field"): FIELD}
    return [texts[one.article_id][one.start : one.end] for one in found]


FIRST, SECOND = SEA.split("\n\n")


def test_dense_ranks_every_paragraph_by_cosine_and_equals_as_they_come(tmp_path: Path) -> None:
    with shelf(tmp_path, "dense") as baseline:
        found = baseline.rank("a ferry?", 10)
    assert quoted(found) == [FIRST, SECOND, PLAY, FIELD]
    near, far = 1.0, 0.2 / (1.04**0.5)  # axes: boats, rice, and 0.2 that all have in common
    assert [one.score for one in found] == pytest.approx([near, near, far, 0.04 / 1.04], abs=1e-6)


def test_fts5_ranks_paragraphs_that_hold_any_word_by_bm25(tmp_path: Path) -> None:
    with shelf(tmp_path, "fts5") as baseline:
        assert quoted(baseline.rank("tickets?", 10)) == [PLAY, FIELD]  # the shorter first
        assert quoted(baseline.rank("boat rice", 10))[0] == FIELD  # the rarer word first
        assert quoted(baseline.rank("TICKETING tickéts", 10)) == [PLAY, FIELD]  # stems, without diacritics
        assert baseline.rank("ferries", 10) == baseline.rank("!?", 10) == []
        scores = [one.score for one in baseline.rank("boat tickets rice", 10)]
    assert len(scores) == 4
    assert scores == sorted(scores, reverse=True)


def test_a_word_asked_twice_counts_once(tmp_path: Path) -> None:
    with shelf(tmp_path, "fts5") as baseline:
        assert baseline.rank("boat Boat BOAT tickets", 10) == baseline.rank("boat tickets", 10)


def test_rrf_adds_reciprocal_ranks_of_both(tmp_path: Path) -> None:
    with shelf(tmp_path, "rrf") as baseline:
        found = baseline.rank("ferry tickets", 10)
    # by vectors: first, second, play, field; by words: play, field
    assert quoted(found) == [PLAY, FIELD, FIRST, SECOND]
    assert [one.score for one in found] == pytest.approx([1 / 63 + 1 / 61, 1 / 64 + 1 / 62, 1 / 61, 1 / 62], abs=1e-9)


def test_rrf_gives_the_vectors_the_benefit_of_a_tie(tmp_path: Path) -> None:
    with shelf(tmp_path, "rrf") as baseline:
        found = baseline.rank("boat crew", 10)  # by vectors: first, second; by words: second, first
    assert quoted(found)[:2] == [FIRST, SECOND]
    assert found[0].score == found[1].score == pytest.approx(1 / 61 + 1 / 62, abs=1e-9)


@pytest.mark.parametrize("name", ["dense", "fts5", "rrf"])
def test_titles_are_not_searched_and_left_out_articles_not_found(tmp_path: Path, name: str) -> None:
    with shelf(tmp_path, name) as baseline:
        assert baseline.rank("boat tickets", 2) == baseline.rank("boat tickets", 10)[:2]
        left = baseline.rank("boat tickets", 10, Filters(without=frozenset({article_id("1 Sea")})))
        assert set(quoted(left)) == {PLAY, FIELD}
        assert (quoted(baseline.rank("sea", 10)) == []) is (name == "fts5")


def test_a_paragraph_is_a_passage(tmp_path: Path) -> None:
    with shelf(tmp_path, "fts5") as baseline:
        sea: Article = tidy(Draft("1 Sea", SEA, markup="clean", title="1 Sea", language="en"))
        passages = baseline.passages_of(sea)
        assert [sea.text[one.start : one.end] for one in passages] == [FIRST, SECOND]
        assert {one.passage_id for one in baseline.rank("boat", 10)} == {one.id for one in passages}


def test_fts5_finds_what_it_is_known_to_find_on_xquad(tmp_path: Path, data: Path) -> None:
    questions = read_squad(data / "xquad" / "xquad.en.dev.json")
    with over(tmp_path, "fts5", FakeEmbedder(), *(questions.drafts or ())) as baseline:
        first = [baseline.rank(one.question, 1) for one in questions.cases]
    sources = {article_id(one.source): one.source for one in questions.drafts or ()}
    hits = [
        bool(found) and sources[found[0].article_id].endswith(f"#{one.articles[0]}")
        for one, found in zip(questions.cases, first, strict=True)
    ]
    assert len(hits) == 612
    assert sum(hits) / len(hits) == pytest.approx(0.930, abs=0.01)
