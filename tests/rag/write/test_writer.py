"""Answers that a model writes: what it points at is checked, what a reader is sent to is exact."""

import asyncio
import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.answer import Answer
from rag.check.verdict import Verdict
from rag.errors import ModelError
from rag.model.chat_model import EndpointModel, Finish, Message, StreamEvent, Waiting
from rag.retrieve.hit import Hit, Reading
from rag.write.prompt import NO_ANSWER
from rag.write.writer import AnswerEvent, Event, PartialEvent, StatementEvent, Writer
from tests.rag.by_words import by_words
from tests.rag.making import hit, reading
from tests.rag.model.misbehaving import Line, endpoint

RICE = hit(("Rice costs 52 pesos a kilo.", 0.9), ("Traders expect no change.", 0.5), source="rice.txt")
FISH = hit(("Fish is cheap at the market.", 0.8), ("It was dearer in May.", 0.5), source="fish.txt")
READING = reading("What does rice cost?", RICE, FISH)


def no_demands(_hits: Sequence[Hit]) -> frozenset[str]:
    return frozenset()


class Scripted:
    """A model that says what it is told to, in pieces; `{0}` in it is the id of the first passage."""

    name = "scripted"
    context_window = 4096
    answer_tokens = 100

    def __init__(self, text: str, size: int = 4, *, cut: bool = False, fails: ModelError | None = None) -> None:
        self.text, self.size, self.cut, self.fails = text, size, cut, fails
        self.heard: list[tuple[Sequence[Message], int | None]] = []

    async def stream(
        self, messages: Sequence[Message], most_tokens: int | None = None
    ) -> AsyncGenerator[StreamEvent, None]:
        self.heard.append((messages, most_tokens))
        ids = [part.partition('"')[0] for part in messages[-1]["content"].split('<passage id="')[1:]]
        text = self.text.format(*ids)
        yield Waiting(1.0)
        for at in range(0, len(text), self.size):
            yield text[at : at + self.size]
        if self.fails:
            raise self.fails
        yield Finish(self.cut)


async def _events(model: Any, read: Reading, check: Any) -> list[Event]:
    async with aclosing(Writer(model, check, no_demands).write(read)) as events:
        return [event async for event in events]


def events_of(text: str, size: int = 4, read: Reading = READING, *, cut: bool = False) -> list[Event]:
    return asyncio.run(_events(Scripted(text, size, cut=cut), read, by_words))


def written(text: str, size: int = 4, read: Reading = READING, *, cut: bool = False) -> AnswerEvent:
    last = events_of(text, size, read, cut=cut)[-1]
    assert isinstance(last, AnswerEvent)
    return last


def exact(by: AnswerEvent) -> bool:
    articles = {one.article.id: one.article for one in by.hits}
    return all(articles[one.article_id].text[one.start : one.end] == one.quote for one in by.citations)


def test_a_statement_cites_the_words_that_support_it() -> None:
    by = written("Rice costs 52 pesos [{0}]. Fish is cheap [{1}].")
    assert [(one.text, one.support, one.citations) for one in by.statements] == [
        ("Rice costs 52 pesos.", "supported", (1,)),
        ("Fish is cheap.", "supported", (2,)),
    ]
    assert [one.quote for one in by.citations] == ["Rice costs 52 pesos a kilo.", "Fish is cheap at the market."]
    assert exact(by)
    assert (by.reason, by.dropped) == (None, 0)


def test_words_are_shown_as_they_come_and_each_statement_once_it_is_complete() -> None:
    events = events_of("Rice costs 52 pesos [{0}]. Fish is cheap [{1}].")
    assert events[0] == Waiting(1.0)
    told = [number for number, one in enumerate(events) if isinstance(one, StatementEvent)]
    pending = [[one.text for one in events[:at] if isinstance(one, PartialEvent)] for at in told]
    assert pending[0][-1].startswith("Rice costs 52 pesos.")
    assert pending[1][-1] == "Fish is cheap."
    assert all(later.startswith(earlier) for earlier, later in pairwise(pending[0]))
    assert [[citation.number for citation in one.citations] for one in events if isinstance(one, StatementEvent)] == [
        [1],
        [2],
    ]


def test_numbers_go_by_first_use_and_the_same_words_keep_theirs() -> None:
    by = written("Fish is cheap [{1}]. Rice costs 52 pesos [{0}]. Fish is cheap at the market [{1}].")
    assert [one.citations for one in by.statements] == [(1,), (2,), (1,)]
    assert [one.number for one in by.citations] == [1, 2]


def test_an_unsupported_statement_is_marked_and_stays() -> None:
    by = written("Rice costs 52 pesos [{0}]. Rice costs 99 pesos [{0}].")
    assert [one.support for one in by.statements] == ["supported", "unsupported"]
    assert [check.found for check in by.statements[1].checks] == [False]
    assert by.reason is None


def test_without_any_support_there_is_no_answer() -> None:
    by = written("Gold went up in Zurich [{0}]. So did silver.")
    assert (by.statements, by.citations, by.reason) == ((), (), "nothing_supported")
    assert by.hits == (RICE, FISH)


def test_a_statement_that_cites_nothing_gets_a_citation_only_if_there_is_support() -> None:
    by = written("Rice costs 52 pesos a kilo. Gold went up in Zurich.")
    assert [(one.support, one.citations) for one in by.statements] == [("quoted", (1,)), ("unsupported", ())]


def test_a_misplaced_citation_gives_way_to_the_passage_that_says_it() -> None:
    def elsewhere(statement: str, language: str, cited: Sequence[Hit], others: Sequence[Hit] = ()) -> Verdict:
        verdict = by_words(statement, language, cited)
        return replace(verdict, better=by_words(statement, language, others).place) if others else verdict

    by = asyncio.run(_events(Scripted("Fish is cheap [{0}]."), reading("What is cheap?", RICE, FISH), elsewhere))[-1]
    assert isinstance(by, AnswerEvent)
    (statement,) = by.statements
    assert (statement.support, [one.quote for one in by.citations]) == ("supported", ["Fish is cheap at the market."])
    assert [(one.kind, one.value, one.found) for one in statement.checks] == [("citation", RICE.article.title, False)]


def test_a_citation_of_what_was_not_given_is_dropped_and_counted() -> None:
    by = written("Rice costs 52 pesos [77].")
    assert by.dropped == 1
    assert [(one.text, one.citations) for one in by.statements] == [("Rice costs 52 pesos.", (1,))]


def test_of_several_passages_those_are_cited_that_support_it() -> None:
    by = written("Rice costs 52 pesos [{0}, {1}].")
    assert [one.quote for one in by.citations] == ["Rice costs 52 pesos a kilo."]


@pytest.mark.parametrize(
    "said",
    [NO_ANSWER, f"{NO_ANSWER}.", f"**{NO_ANSWER}**", f"\n{NO_ANSWER}\n", "[not_in_passages]", "Not in passages."],
)
@pytest.mark.parametrize("size", [1, 5, 100])
def test_saying_that_there_is_no_answer_is_understood_and_never_shown(said: str, size: int) -> None:
    events = events_of(said, size)
    assert not [one for one in events if isinstance(one, PartialEvent | StatementEvent)]
    assert isinstance(events[-1], AnswerEvent)
    assert events[-1].reason == "not_in_corpus"


def test_words_that_only_begin_like_it_are_shown() -> None:
    assert [one.text for one in events_of("Not in Cebu", 1) if isinstance(one, PartialEvent)] == [
        "Not in C",
        "Not in Ce",
        "Not in Ceb",
        "Not in Cebu",
    ]


def test_the_question_said_again_is_no_answer() -> None:
    assert written("What does rice cost [{0}]. Rice costs 52 pesos [{0}].").statements[0].text == "Rice costs 52 pesos."
    by = written("What does rice cost? [{0}]")
    assert (by.statements, by.reason) == ((), "nothing_supported")


def test_a_sentence_that_was_cut_off_is_no_statement() -> None:
    by = written("Rice costs 52 pesos [{0}]. Fish is ch", cut=True)
    assert [one.text for one in by.statements] == ["Rice costs 52 pesos."]


def test_the_check_is_given_what_is_cited_and_what_else_was_read() -> None:
    asked: list[tuple[str, str, list[str], list[str]]] = []

    def check(statement: str, language: str, cited: Sequence[Hit], others: Sequence[Hit]) -> Verdict:
        sources = [[one.article.source for one in hits] for hits in (cited, others)]
        asked.append((statement, language, *sources))
        return Verdict("supported")

    asyncio.run(_events(Scripted("Rice is dear [{0}]. Fish isn't."), READING, check))
    assert asked == [
        ("Rice is dear.", "en", ["rice.txt"], ["fish.txt"]),
        ("Fish isn't.", "en", ["rice.txt", "fish.txt"], []),
    ]


@settings(deadline=None)
@given(st.integers(1, 60), st.sampled_from(["Rice costs 52 pesos [{0}]. Fish is **cheap** [{1}, {0}].\n- `a[1]` [8]"]))
def test_how_the_words_arrive_makes_no_difference(size: int, text: str) -> None:
    one, other = written(text, size), written(text, 1000)
    assert (one.statements, one.citations, one.dropped) == (other.statements, other.citations, other.dropped)


def test_closing_ends_the_model_s_request_within_a_second() -> None:
    def talkative(line: Line, _: dict[str, Any]) -> None:
        line.head()
        line.words("Rice costs 52 pesos. And so ")
        line.hold()

    async def until_told(model: EndpointModel) -> None:
        events = Writer(model, by_words, no_demands).write(READING)
        async for event in events:
            if isinstance(event, StatementEvent):
                break
        await events.aclose()

    with endpoint(talkative) as server:
        asyncio.run(until_told(EndpointModel(server.settings())))
        started = time.monotonic()
        assert server.left.wait(1)
        assert time.monotonic() - started < 1


def test_an_answer_can_hold_why_nothing_was_supported() -> None:
    assert "nothing_supported" in str(Answer.model_fields["reason"].annotation)
