"""Four answerers that are broken on purpose: each is caught by the measure that is there to catch it."""

from collections.abc import Iterator, Mapping

import pytest

from evals.errors import GateError
from evals.figures.comparison import check_floors
from evals.figures.summary import summarise
from evals.run.examiner import Examiner
from evals.run.systems import QuoteSystem
from evals.score.record import Summary
from evals.sets.cases import QuestionCase
from evals.sets.halves import split_cases
from evals.sets.libraries import library_articles
from index.library import Library
from index.store.catalog.filters import Filters
from rag.answer import Answer, Statement, cite
from rag.inquiry import Inquiry
from tests.evals.news import CASES, NEWS, SETTINGS, info
from tests.fakes import FakeEmbedder
from tests.rag.making import library_of

GATE = ("fact:right=0.8", "rejected=0.9", "false_refusal=0.1", "hit@1=0.9")
WATCHED = {
    *("right", "contains", "rejected", "false_refusal", "sentences", "hit@1"),
    *("citation_precision", "citation_recall", "citation_validity", "quote_exactness", "support"),
}


class CitesTheWrongPassage(QuoteSystem):
    """Says the right words and points at another article that it read."""

    def answer(self, case: QuestionCase, filters: Filters | None, inquiry: Inquiry) -> Answer:
        given = super().answer(case, filters, inquiry)
        citations = []
        for one in given.citations:
            other = next(it for it in library_articles(self._library) if it.id != one.article_id)
            passage = self._library.catalog.passages_of(other.id)[0]
            citations.append(cite(one.number, other, passage.id, passage.sentences[0]))
        return given.model_copy(update={"citations": tuple(citations)})


class AlwaysAnswers(QuoteSystem):
    """Quotes the nearest sentence, whatever it is worth."""

    def answer(self, case: QuestionCase, filters: Filters | None, inquiry: Inquiry) -> Answer:
        return super().answer(case, filters, inquiry.unrefused())


class AlwaysRefuses(QuoteSystem):
    """Never errs, because it never answers; its bar is too high for anything."""

    def answer(self, case: QuestionCase, filters: Filters | None, inquiry: Inquiry) -> Answer:
        given = super().answer(case, filters, inquiry)
        nothing = {"answered": False, "reason": "not_in_corpus", "text": "", "statements": (), "citations": ()}
        return given.model_copy(update=nothing)


class EchoesThePassage(QuoteSystem):
    """Hands over the whole passage, so that the fact is bound to be in it."""

    def answer(self, case: QuestionCase, filters: Filters | None, inquiry: Inquiry) -> Answer:
        given = super().answer(case, filters, inquiry)
        if not given.answered:
            return given
        found = self._library.catalog.passages([given.citations[0].passage_id])
        ((name, place),) = found.items()
        whole = cite(1, place.article, name, place.passage)
        statement = Statement(text=whole.quote, support="quoted", citations=(1,))
        return given.model_copy(update={"citations": (whole,), "statements": (statement,)})


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library_of(tmp_path_factory.mktemp("news"), *NEWS, embedder=FakeEmbedder()) as made:
        yield made


@pytest.fixture(scope="module")
def sound(library: Library) -> Summary:
    return judged(library, QuoteSystem)


def judged(library: Library, kind: type[QuoteSystem]) -> Summary:
    """Ask one of them everything."""
    examiner = Examiner(library, kind(library, SETTINGS), CASES)
    return summarise(info(), [examiner.examine(one) for one in CASES], split_cases(CASES, NEWS))


def means(summary: Summary) -> Mapping[str, float]:
    return {name: one.mean for name, one in summary.metrics.items() if name in WATCHED}


def changed(before: Summary, after: Summary) -> set[str]:
    """Name the measures that aren't what they were, or are gone."""
    return {name for name in WATCHED if means(before).get(name) != means(after).get(name)}


def assert_gate_fails(summary: Summary, *measures: str) -> None:
    with pytest.raises(GateError) as caught:
        check_floors(summary, GATE)
    assert all(f"{measure} is " in str(caught.value) for measure in measures)


def test_the_sound_answerer_passes_the_gate(sound: Summary) -> None:
    check_floors(sound, GATE)
    assert sound.errors == {}
    assert sound.metrics.keys() >= WATCHED
    assert 0.8 < means(sound)["contains"] < 1
    perfect = WATCHED - {"right", "contains", "false_refusal"}
    assert {means(sound)[name] for name in perfect} == {1}
    assert means(sound)["false_refusal"] == 0


def test_citing_the_wrong_passage_shows_in_the_citations_alone(library: Library, sound: Summary) -> None:
    broken = judged(library, CitesTheWrongPassage)
    assert changed(sound, broken) == {"citation_precision", "citation_recall", "support", "right"}
    assert means(broken)["citation_precision"] == means(broken)["support"] == 0
    assert broken.slices["kind"]["fact"]["right"].mean == 0
    assert_gate_fails(broken, "fact:right")


def test_always_answering_shows_in_what_should_have_been_refused(library: Library, sound: Summary) -> None:
    broken = judged(library, AlwaysAnswers)
    assert changed(sound, broken) == {"rejected", "right"}
    assert (means(broken)["rejected"], means(broken)["false_refusal"]) == (0, means(sound)["false_refusal"])
    assert broken.slices["kind"]["fact"] == sound.slices["kind"]["fact"]
    assert_gate_fails(broken, "rejected")


def test_always_refusing_shows_in_what_should_have_been_answered(library: Library, sound: Summary) -> None:
    broken = judged(library, AlwaysRefuses)
    assert (means(broken)["false_refusal"], means(broken)["rejected"]) == (1, 1)
    assert means(broken)["contains"] == broken.slices["kind"]["fact"]["right"].mean == 0
    answered_only = {one for one in WATCHED if one.startswith("citation")} | {"quote_exactness", "support", "sentences"}
    assert changed(sound, broken) == answered_only | {"contains", "false_refusal", "right"}
    assert not means(broken).keys() & answered_only
    assert_gate_fails(broken, "fact:right", "false_refusal")


def test_echoing_a_passage_shows_in_the_length_and_is_not_right(library: Library, sound: Summary) -> None:
    broken = judged(library, EchoesThePassage)
    assert changed(sound, broken) == {"contains", "sentences", "right"}
    assert means(broken)["contains"] == 1 > means(sound)["contains"]
    assert means(broken)["sentences"] > 3
    assert broken.slices["kind"]["fact"]["right"].mean == 0
    assert_gate_fails(broken, "fact:right")


def test_what_a_refusal_would_have_answered_is_judged_too(library: Library, sound: Summary) -> None:
    refused = judged(library, AlwaysRefuses)
    assert refused.metrics["would_be_right"] == sound.metrics["would_be_right"]
    assert refused.metrics["would_be_right"].mean == 0.6  # six of the seven that have an answer
    assert refused.curve == sound.curve
    assert sound.curve[0] == (0.1, 1.0)
    assert sound.curve[-1] == (1.0, 0.6)
