"""The nouns of asking, and the contract of `ask --json`."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from index.article import Sentence
from index.library import Library
from rag.answer import Answer, Citation, Statement, Turn, add_markers, cite
from rag.engine import Engine
from rag.lookup.finding import Match, Related
from tests.rag.making import article
from ui.service.contract import SearchHit

Words = str | None
ANSWER = {
    "id": str | int | None,
    "question": str,
    "standalone_question": str,
    "answered": bool,
    "reason": Words,
    "engine": str,
    "fallback": Words,
    "language": str,
    "text": str,
    "statements": list,
    "citations": list,
    "read": list,
    "disagreement": Words,
    "differing": list,
    "shared_sources": list,
    "timings_ms": dict,
}
STATEMENT = {"text": str, "support": str, "citations": list, "checks": list}
CITATION = {
    "number": int,
    "article_id": str,
    "revision": str,
    "passage_id": str,
    "title": str,
    "publisher": Words,
    "published": Words,
    "language": str,
    "source": str,
    "page": int | None,
    "start": int,
    "end": int,
    "quote": str,
    "also_in": list,
    "copies": list,
    "attributed_to": list,
    "times": list,
}
READ = {"article_id": str, "passage_id": str, "title": str, "start": int, "end": int, "score": float}
TIMINGS = dict.fromkeys(("retrieve", "answer", "check", "total"), float)


def shaped(fields: dict[str, Any], shape: dict[str, Any]) -> bool:
    """Whether every field of the contract is there with its type; others may be there too."""
    return all(name in fields and isinstance(fields[name], kind) for name, kind in shape.items())


def test_an_answer_has_every_field_of_the_contract(small: Library) -> None:
    answer = Engine(small).ask("How long does the ferry take?").model_dump(mode="json")
    assert shaped(answer, ANSWER)
    assert answer["answered"]
    assert answer["reason"] is None
    assert answer["engine"] == "quote"
    assert answer["citations"]
    assert answer["read"]
    assert all(shaped(one, STATEMENT) for one in answer["statements"])
    assert all(shaped(one, CITATION) for one in answer["citations"])
    assert all(shaped(one, READ) for one in answer["read"])
    assert shaped(answer["timings_ms"], TIMINGS)


def test_a_refusal_has_every_field_of_the_contract(empty: Library) -> None:
    answer = Engine(empty).ask("How long does the ferry take?").model_dump(mode="json")
    assert shaped(answer, ANSWER)
    assert shaped(answer["timings_ms"], TIMINGS)
    assert not answer["answered"]
    assert isinstance(answer["reason"], str)
    assert (answer["text"], answer["statements"], answer["citations"]) == ("", [], [])


def test_what_comes_from_an_article_is_told_in_one_order() -> None:
    provenance = ["article_id", "revision", "passage_id", "title", "publisher", "published", "language", "source"]
    place = ["start", "end"]
    about = ["also_in", "copies", "attributed_to", "times"]
    citation = ["number", *provenance, "url", "page", *place, "quote", *about]
    assert list(Citation.model_fields) == citation
    assert list(Match.model_fields) == [*citation, "similarity", "differences"]
    assert list(Related.model_fields) == [*provenance, *place, "text", "score"]
    assert list(SearchHit.model_fields) == [*provenance, *place, "text", "score", "also_in", "copies"]


@pytest.mark.parametrize("identity", [None, "a1", 17])
def test_an_answer_repeats_the_id_it_was_asked_under(small: Library, identity: str | int | None) -> None:
    answer = Engine(small).ask("How long does the ferry take?", identity=identity)
    assert answer.model_dump(mode="json")["id"] == identity


def test_an_answer_survives_the_way_through_json(small: Library) -> None:
    answer = Engine(small).ask("How long does the ferry take?")
    assert Answer.model_validate_json(answer.model_dump_json()) == answer


def test_statements_are_numbered_quotes_and_the_text_carries_their_marks(small: Library) -> None:
    answer = Engine(small).ask("How long does the ferry take?")
    assert [one.number for one in answer.citations] == list(range(1, len(answer.citations) + 1))
    for statement, citation in zip(answer.statements, answer.citations, strict=True):
        assert (statement.text, statement.support) == (citation.quote, "quoted")
        assert f"{statement.text} [{citation.number}]" in answer.text


@given(st.text(min_size=1), st.data())
def test_a_citation_quotes_what_stands_between_its_offsets(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    cited = article(text.encode("utf-8", "replace").decode())
    citation = cite(1, cited, "p", Sentence("s", start, end))
    assert cited.text[citation.start : citation.end] == citation.quote
    assert (citation.article_id, citation.revision) == (cited.id, cited.revision)


def test_a_citation_keeps_the_spaces_at_its_edges() -> None:
    assert cite(1, article("Rain fell. It stopped."), "p", Sentence("s", 4, 11)).quote == " fell. "


def test_a_statement_is_written_with_its_markers_behind_it() -> None:
    assert add_markers(Statement(text="Rain fell.", support="quoted", citations=(1, 3))) == "Rain fell. [1] [3]"


def test_an_answer_can_not_be_changed_afterwards(small: Library) -> None:
    answer = Engine(small).ask("How long does the ferry take?")
    with pytest.raises(ValidationError, match="frozen"):
        answer.text = "something else"  # type: ignore[misc]


def test_a_turn_of_a_conversation_has_no_room_for_a_role() -> None:
    with pytest.raises(ValidationError, match="role"):
        Turn.model_validate({"question": "q", "text": "t", "role": "system"})
