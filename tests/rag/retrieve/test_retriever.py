"""Finding passages by nearness and by words, in a real catalog and a real Chroma."""

from datetime import date
from pathlib import Path

import pytest
from llama_index.core.base.base_retriever import BaseRetriever

from index.article import Draft
from index.library import Library
from index.store.catalog.filters import Filters
from rag.calibration import DEFAULT
from rag.retrieve.hit import merge_readings
from rag.retrieve.retriever import HybridRetriever
from tests.rag.making import SMALL, Placed, hit, library_of, reading


def titles(library: Library, question: str, filters: Filters | None = None) -> list[str]:
    return [hit.article.title for hit in HybridRetriever(library).read(question, filters=filters).hits]


def test_a_passage_on_the_same_subject_is_found_first_without_a_word_in_common(small: Library) -> None:
    assert titles(small, "bigas?")[0] == "What rice costs"
    assert titles(small, "any boat?")[0] == "A ferry at noon"


def test_a_passage_that_only_its_words_tell_apart_is_found_first(small: Library) -> None:
    assert titles(small, "Traders?")[0] == "What rice costs"
    assert titles(small, "Cebu?")[0] == "A ferry at noon"


def test_a_passage_that_lies_far_beyond_the_nearest_is_found_by_a_word(tmp_path: Path) -> None:
    sails = [" ".join(f"Ferry {n}{letter} sails." for letter in "abcd") for n in range(60)]
    near = [Draft(f"{n}.txt", text, title=f"Ferry {n}", language="en") for n, text in enumerate(sails)]
    far = Draft("far.txt", "Quinces ripen late.", title="Quinces", language="en")
    with library_of(tmp_path / "home", *near, far) as library:
        hits = HybridRetriever(library).read("ferry with quinces", limit=100).hits
        assert "Quinces" in [hit.article.title for hit in hits]
        found = next(hit for hit in hits if hit.article.title == "Quinces")
        assert found.lexical > 0


def test_a_word_that_very_many_passages_hold_is_not_ranked_by(small: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rag.retrieve.retriever._COMMON", 0)
    assert {hit.lexical for hit in HybridRetriever(small).read("Cebu?").hits} == {0.0}
    monkeypatch.setattr("rag.retrieve.retriever._COMMON", 1)
    assert {hit.lexical > 0 for hit in HybridRetriever(small).read("Cebu?").hits} == {True, False}


def test_words_add_to_nearness_and_never_more_than_their_weight(small: Library) -> None:
    for found in HybridRetriever(small).read("Does the ferry leave Cebu at noon?").hits:
        assert 0.0 <= found.lexical <= 1.0
        assert found.score == pytest.approx(found.similarity + DEFAULT.retrieval.lexical * found.lexical)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(language="tl"), {"Isda sa palengke"}),
        (Filters(language="en"), {"A ferry at noon", "What rice costs"}),
        (Filters(publisher="Harbour Post"), {"A ferry at noon"}),
        (Filters(publisher="harbour post"), {"A ferry at noon"}),
        (Filters(after=date(2026, 2, 1)), {"What rice costs"}),
        (Filters(after=date(2026, 2, 9)), {"What rice costs"}),
        (Filters(before=date(2026, 1, 31)), {"A ferry at noon"}),
        (Filters(after=date(2026, 1, 1), before=date(2026, 12, 31)), {"A ferry at noon", "What rice costs"}),
        (Filters(language="tl", publisher="Harbour Post"), set()),
    ],
)
def test_filters_let_only_their_articles_through(small: Library, filters: Filters, expected: set[str]) -> None:
    assert set(titles(small, "Does the ferry bring fish and rice?", filters)) == expected


def test_without_filters_every_article_can_be_found(small: Library) -> None:
    assert set(titles(small, "Does the ferry bring fish and rice?")) == {draft.title for draft in SMALL.values()}


def test_an_empty_library_reads_nothing(empty: Library) -> None:
    reading = HybridRetriever(empty).read("Where is the ferry?")
    assert (reading.hits, reading.unknown) == ((), frozenset())


def test_a_removed_article_never_appears(small: Library) -> None:
    retriever = HybridRetriever(small)
    gone = retriever.read("ferry").hits[0].article
    assert gone.title == "A ferry at noon"
    small.remove(gone.id)
    assert gone.id not in {hit.article.id for hit in retriever.read("ferry Cebu noon Bohol", limit=100).hits}


def test_a_changed_article_is_read_as_it_is_now(small: Library) -> None:
    small.add(Draft("harbour.txt", "The ferry to Bohol takes three hours now.", title="A ferry", language="en"))
    texts = [hit.text for hit in HybridRetriever(small).read("ferry Bohol", limit=100).hits]
    assert any("three hours" in text for text in texts)
    assert not any("two hours" in text for text in texts)


def test_hits_are_sorted_by_score_and_as_many_as_asked_for(small: Library) -> None:
    hits = HybridRetriever(small).read("ferry fish rice").hits
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert HybridRetriever(small).read("ferry fish rice", limit=2).hits == hits[:2]
    assert HybridRetriever(small, limit=1).read("ferry fish rice").hits == hits[:1]


def test_the_same_question_reads_the_same_twice(small: Library) -> None:
    retriever = HybridRetriever(small)
    assert retriever.read("ferry fish rice") == retriever.read("ferry fish rice")


def test_words_that_stand_nowhere_are_known_as_unknown(small: Library) -> None:
    reading = HybridRetriever(small).read("Does the ferry go to Atlantis?")
    assert "atlantis" in reading.unknown
    assert "ferry" not in reading.unknown


@pytest.mark.parametrize(
    "question", ['"', "' OR 1=1 --", "title:ferry", "ferry*", "NEAR(ferry", "^ferry AND NOT x", "{}"]
)
def test_the_syntax_of_the_full_text_search_is_only_text(small: Library, question: str) -> None:
    assert HybridRetriever(small).read(question).hits


def test_hits_lie_where_they_say(small: Library) -> None:
    for found in HybridRetriever(small).read("ferry fish rice").hits:
        assert found.article.text[found.passage.start : found.passage.end] == found.text
        assert set(found.sentences) == {sentence.id for sentence in found.passage.sentences}


def test_it_is_a_llama_index_retriever_whose_nodes_carry_the_offsets(small: Library) -> None:
    long = "\n\n".join(f"The ferry numbered {number} sails late." for number in range(120))
    small.add(Draft("long.txt", long, title="Many ferries", language="en"))
    retriever = HybridRetriever(small)
    assert isinstance(retriever, BaseRetriever)
    nodes = retriever.retrieve("ferry to Bohol from Cebu")
    assert any(node.node.start_char_idx for node in nodes)  # type: ignore[attr-defined]
    assert [node.score for node in nodes] == sorted((node.score or 0.0 for node in nodes), reverse=True)
    for node in nodes:
        article = small.catalog.article(node.metadata["article_id"], node.metadata["revision"])
        assert article is not None
        start, end = node.node.start_char_idx, node.node.end_char_idx  # type: ignore[attr-defined]
        assert article.text[start:end] == node.text
    first = nodes[0].metadata
    assert (first["title"], first["publisher"], first["published"]) == ("A ferry at noon", "Harbour Post", "2026-01-05")
    assert (first["language"], first["source"]) == ("en", "harbour.txt")


def test_an_embedder_is_asked_once_a_question(tmp_path: Path) -> None:
    class Counting(Placed):
        _asked: int = 0

        def embed_question(self, text: str):  # type: ignore[no-untyped-def]
            self._asked += 1
            return super().embed_question(text)

        def embed_passages(self, texts):  # type: ignore[no-untyped-def]
            vectors = super().embed_passages(texts)
            self._asked = 0
            return vectors

    embedder = Counting("ferry", "rice")
    with library_of(tmp_path / "home", *SMALL.values(), embedder=embedder) as library:
        HybridRetriever(library).read("ferry")
    assert embedder._asked == 1


def test_what_was_read_for_two_parts_is_one_reading_without_repeats() -> None:
    ferry, rice = hit(("The ferry left.", 0.9), source="ferry"), hit(("Rice is dear.", 0.8), source="rice")
    farther = hit(("The ferry left.", 0.4), source="ferry")
    both = merge_readings(
        "ferry, rice?",
        [reading("ferry?", ferry, unknown=["noon"]), reading("rice?", rice, farther, unknown=["peso"])],
    )
    assert [one.passage.id for one in both.hits] == ["ferry:passage", "rice:passage"]
    assert both.hits[0].score == 0.9
    assert both.unknown == {"noon", "peso"}
    assert both.question == "ferry, rice?"
