"""The gate between standing nearest to a question and answering it."""

from collections.abc import Sequence
from datetime import date

import pytest
from pydantic import ValidationError

from rag.facts.dates.period import year_of
from rag.quote.answerability import Answerability, FittedGate, Gate, gate_for, score_answerability
from rag.quote.ranking import rank_sentences
from rag.retrieve.hit import Hit
from rag.settings import RagSettings
from tests.fakes import FakeEmbedder
from tests.rag.making import hit, reading

GATE = Gate(within=1.0, across=0.9)


def score(question: str, *hits: Hit, language: str = "en", words: Sequence[str] = ()) -> float:
    read = reading(question, *hits, language=language, words=words)
    return score_answerability(rank_sentences(read), read).score


def test_evidence_answers_from_its_threshold_on() -> None:
    assert GATE.passes(Answerability(1.0, across=False))
    assert not GATE.passes(Answerability(0.99, across=False))


def test_evidence_across_languages_has_a_threshold_of_its_own() -> None:
    assert GATE.passes(Answerability(0.9, across=True))
    assert not GATE.passes(Answerability(0.89, across=True))


def test_evidence_is_across_languages_where_the_best_sentence_is_in_another() -> None:
    found = hit(("The ferry is slow.", 0.9), language="en")
    for language, across in (("en", False), ("tl", True)):
        read = reading("Is it?", found, language=language)
        assert score_answerability(rank_sentences(read), read).across is across


def test_a_nearer_sentence_is_stronger_evidence() -> None:
    assert score("Is it?", hit(("It is slow.", 0.9))) > score("Is it?", hit(("It is slow.", 0.8)))


def test_a_sentence_that_stands_out_is_stronger_evidence() -> None:
    alone = hit(("Anchovies swim.", 0.9), ("Eels hide.", 0.5), ("Barracudas hunt.", 0.5))
    among = hit(("Anchovies swim.", 0.9), ("Eels hide.", 0.89), ("Barracudas hunt.", 0.89))
    assert score("fish?", alone) > score("fish?", among)


def test_a_passage_that_stands_out_is_stronger_evidence() -> None:
    best = hit(("Anchovies swim.", 0.9), source="best", similarity=0.9)
    near, far = (
        [hit(("Rice is dear.", 0.5), source=str(number), similarity=at) for number in range(5)] for at in (0.89, 0.8)
    )
    assert score("fish?", best, *far) > score("fish?", best, *near)


def test_in_a_small_library_a_passage_is_compared_with_what_is_near_to_nothing() -> None:
    near, far = (hit(("Anchovies swim.", 0.9), similarity=at) for at in (0.9, 0.7))
    assert score("fish?", near) - score("fish?", far) == pytest.approx(0.75 * 0.2 + 0.1)


def test_words_asked_about_that_the_article_has_are_stronger_evidence() -> None:
    found = hit(("The ferry is slow.", 0.9))
    assert score("ferry?", found, words=["ferry"]) > score("boat?", found, words=["boat"])


def test_a_name_that_the_passage_lacks_counts_against_an_answer_within_a_language() -> None:
    found = hit(("It goes to Bohol.", 0.9))
    assert score("Does it go to Bohol?", found) > score("Does it go to Atlantis?", found)
    across = [score(f"Pupunta ba ito sa {name}?", found, language="tl") for name in ("Bohol", "Atlantis")]
    assert across[0] == across[1]


def test_a_year_asked_for_that_nothing_speaks_of_counts_against_an_answer() -> None:
    found = hit(("It sailed last year.", 0.9), published=date(2026, 1, 5))
    read = reading("Did it sail?", found)
    told, untold = (
        score_answerability(rank_sentences(read), read, [year_of(date(year, 1, 1))]).score for year in (2025, 1987)
    )
    assert told == score_answerability(rank_sentences(read), read).score > untold


def test_the_bundled_embedder_has_a_gate_that_was_measured() -> None:
    gate = gate_for(FakeEmbedder().model_copy(update={"model_name": "multilingual-e5-small"}), RagSettings())
    assert gate.within > gate.across > 0.5


def test_an_embedder_that_nothing_was_measured_for_refuses_nothing() -> None:
    assert gate_for(FakeEmbedder(), RagSettings()) == Gate(0.0, 0.0)


def test_a_gate_fitted_on_questions_of_ones_own_goes_before_what_was_measured() -> None:
    own = FittedGate(embedder="fake", within=0.9, across=0.8).model_dump_json()
    assert gate_for(FakeEmbedder(), RagSettings(), own) == Gate(0.9, 0.8)


def test_a_gate_fitted_for_another_embedder_counts_nothing() -> None:
    other = FittedGate(embedder="other", within=0.9, across=0.8).model_dump_json()
    assert gate_for(FakeEmbedder(), RagSettings(), other) == Gate(0.0, 0.0)


def test_settings_go_before_everything_that_was_fitted() -> None:
    settings = RagSettings(answers_from=0.0, answers_across_from=0.7)
    own = FittedGate(embedder="fake", within=0.9, across=0.8).model_dump_json()
    assert gate_for(FakeEmbedder(), settings, own) == Gate(0.0, 0.7)


@pytest.mark.parametrize("wrong", [{"answers_from": -1}, {"passages": 0}, {"passages": 101}, {"pasages": 5}])
def test_settings_out_of_bounds_or_misspelt_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValidationError):
        RagSettings.model_validate(wrong)
