"""The nearest among those that pass filters, wherever these stand."""

from collections.abc import Iterator

import numpy as np
import pytest

from index.article import Draft
from index.library import Library
from index.store.catalog.filters import Filters
from rag.retrieve import nearest
from rag.retrieve.nearest import PASSAGES, SENTENCES, find_nearest
from tests.fakes import FakeEmbedder
from tests.rag.making import library_of

QUESTION = "ferry harbour noon"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Two hundred articles by two papers: the Near's speak of the ferry asked about, the Far's of other things."""
    drafts = [
        Draft(
            f"{number}.txt",
            f"The ferry number {number} left the harbour at noon." if number % 2 else f"Rice fell, says note {number}.",
            title="News",
            publisher="Near" if number % 2 else "Far",
            language="en" if number < 190 else "tl",
        )
        for number in range(200)
    ]
    with library_of(tmp_path_factory.mktemp("shelf"), *drafts, embedder=FakeEmbedder()) as library:
        yield library


def found(library: Library, filters: Filters | None) -> tuple[dict[str, float], dict[str, float]]:
    return find_nearest(library, library.embedder.embed_question(QUESTION), filters)


def exact(library: Library, filters: Filters, limit: int) -> list[float]:
    """How near the nearest passages that pass are, compared one by one."""
    ids, _ = library.catalog.ids(filters)
    texts = [one.article.text[one.passage.start : one.passage.end] for one in library.catalog.passages(ids).values()]
    question = library.embedder.embed_question(QUESTION)
    return sorted((float(library.embedder.embed_question(text) @ question) for text in texts), reverse=True)[:limit]


@pytest.mark.parametrize(
    "filters", [Filters(publisher="Near"), Filters(publisher="Far"), Filters(language="en"), Filters(language="tl")]
)
@pytest.mark.parametrize("many", [0, 3_000], ids=["of many", "of few"])
def test_only_what_passes_is_found_and_the_nearest_of_it(
    shelf: Library, filters: Filters, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nearest, "_MANY", many)
    passages, sentences = found(shelf, filters)
    ids, sentence_ids = shelf.catalog.ids(filters)
    assert passages.keys() <= set(ids)
    assert sentences.keys() <= set(sentence_ids)
    assert list(passages.values()) == sorted(passages.values(), reverse=True)
    best = list(passages.values())[:10]
    assert np.allclose(best, exact(shelf, filters, 10), atol=1e-3)
    share = 1 / 2 if many else 1 / 8
    assert len(passages) >= min(PASSAGES, len(ids)) * share
    assert len(sentences) >= min(SENTENCES, len(sentence_ids)) * share


@pytest.mark.parametrize("many", [0, 3_000], ids=["of many", "of few"])
def test_a_single_passage_that_passes_is_found_though_all_others_lie_nearer(
    shelf: Library, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nearest, "_MANY", many)
    monkeypatch.setattr(nearest, "_MOST", 20)
    (only,) = (one for one in shelf.catalog.articles() if one.source == "42.txt")
    passages, sentences = found(shelf, Filters(articles=frozenset({only.id})))
    assert [one.article.id for one in shelf.catalog.passages(list(passages)).values()] == [only.id]
    assert len(sentences) == 1


@pytest.mark.parametrize("many", [0, 3_000], ids=["of many", "of few"])
def test_a_half_that_lies_far_from_the_question_is_found_beyond_what_is_looked_at(
    shelf: Library, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nearest, "_MANY", many)
    monkeypatch.setattr(nearest, "_MOST", 60)
    monkeypatch.setattr("index.store.vectors.vectors._COMPARED", 30)
    passages, sentences = found(shelf, Filters(publisher="Far"))
    assert len(passages) == PASSAGES
    assert len(sentences) >= PASSAGES
    stored = shelf.catalog.passages(list(passages)).values()
    assert {one.article.publisher for one in stored} == {"Far"}


def test_where_nothing_passes_nothing_is_found(shelf: Library) -> None:
    assert found(shelf, Filters(language="de")) == ({}, {})
    assert found(shelf, Filters(articles=frozenset())) == ({}, {})


def test_without_filters_all_can_be_found(shelf: Library) -> None:
    passages, _ = found(shelf, None)
    assert set(passages) <= set(shelf.catalog.ids()[0])
    assert len(passages) >= 0.8 * PASSAGES
