"""What was found: an answer, the nearest words, or nothing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from pydantic import ValidationError

from rag.calibration import DEFAULT, AnswerabilityWeights, Bar, Bars, calibration_for
from rag.facts.dates.period import Period, year_of
from rag.quote.answerability import Answerability, FittedBars, bars_for, score_answerability
from rag.quote.ranking import rank_sentences
from rag.retrieve.hit import Hit, Reading
from rag.settings import RagSettings
from tests.rag.making import hit, reading

BARS = Bars(Bar(within=1.0, across=0.9), Bar(within=0.8, across=0.7))
OWN = Bars(Bar(0.9, 0.8), Bar(0.7, 0.6))


def weigh(read: Reading, asked: Sequence[Period] = (), odds: float | None = None) -> Answerability:
    ranked = [replace(one, odds=odds) for one in rank_sentences(read)]
    found = score_answerability(ranked, read, asked)
    assert found is not None
    return found


def score(question: str, *hits: Hit) -> float:
    return weigh(reading(question, *hits)).score


@pytest.mark.parametrize(
    ("score", "across", "shown"),
    [
        (1.0, False, "answers"),
        (0.99, False, "closest"),
        (0.8, False, "closest"),
        (0.79, False, None),
        (0.9, True, "answers"),
        (0.89, True, "closest"),
        (0.69, True, None),
    ],
)
def test_what_was_found_is_shown_by_the_bars_it_reaches(score: float, *, across: bool, shown: str | None) -> None:
    assert Answerability(score, across).confidence(BARS) == shown


def test_evidence_is_across_languages_where_the_best_sentence_is_in_another() -> None:
    found = hit(("The ferry is slow.", 0.9), language="en")
    for language, across in (("en", False), ("tl", True)):
        assert weigh(reading("Is it?", found, language=language)).across is across


def test_a_nearer_passage_is_stronger_evidence() -> None:
    near, far = (score("Is it?", hit(("It is slow.", 0.9), similarity=at)) for at in (0.9, 0.8))
    assert near > far


@pytest.mark.parametrize(
    ("score", "language", "can"), [(0.8, "en", True), (0.79, "en", False), (0.79, "tl", True), (0.69, "tl", False)]
)
def test_a_passage_that_scores_no_more_than_one_on_something_else_can_not_answer(
    score: float, language: str, *, can: bool
) -> None:
    weights = AnswerabilityWeights(unrelated=Bar(0.8, 0.7))
    read = reading("Is it?", replace(hit(("It is slow.", 0.9)), score=score), language=language)
    assert (score_answerability(rank_sentences(read), read, weights=weights) is not None) is can


def test_nothing_that_was_read_can_not_answer() -> None:
    assert score_answerability([], reading("Is it?")) is None


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
    weights = AnswerabilityWeights(unrelated=Bar(0.6, 0.6))
    near, far = (
        score_answerability(rank_sentences(read), read, weights=weights)
        for read in (reading("fish?", hit(("Anchovies swim.", 0.9), similarity=at)) for at in (0.9, 0.7))
    )
    assert near is not None
    assert far is not None
    assert near.score - far.score == pytest.approx(0.2 + weights.ahead * 0.2)


def test_a_sentence_that_surely_answers_is_stronger_evidence() -> None:
    read = reading("Is it slow?", hit(("It is slow.", 0.9)))
    assert weigh(read, odds=3.0).score > weigh(read).score > weigh(read, odds=-3.0).score


def test_a_year_asked_for_that_nothing_speaks_of_counts_against_an_answer() -> None:
    read = reading("Did it sail?", hit(("It sailed last year.", 0.9), published=date(2026, 1, 5)))
    told, untold = (weigh(read, [year_of(date(year, 1, 1))]).score for year in (2025, 1987))
    assert told == weigh(read).score > untold


@pytest.mark.parametrize("reader", [True, False])
def test_the_bundled_embedder_has_bars_that_were_measured(*, reader: bool) -> None:
    bars = bars_for(calibration_for("multilingual-e5-small"), "e5", RagSettings(), reader=reader)
    assert bars.answers.within >= bars.closest.within > 0.5
    assert bars.answers.across >= bars.closest.across > 0.5
    assert (bars.answers == bars.closest) is not reader  # nearness alone can't tell what is only near


def test_an_embedder_that_nothing_was_measured_for_refuses_nothing() -> None:
    assert bars_for(DEFAULT, "fake", RagSettings(), reader=False) == Bars(Bar(0.0, 0.0), Bar(0.0, 0.0))


@pytest.mark.parametrize(
    ("embedder", "reader", "bars"),
    [("fake", True, OWN), ("other", True, Bars()), ("fake", False, Bars())],
    ids=["the same", "another embedder", "without the reader"],
)
def test_bars_fitted_on_questions_of_ones_own_count_for_what_they_were_fitted_for(
    embedder: str, bars: Bars, *, reader: bool
) -> None:
    own = FittedBars(embedder=embedder, reader=reader, bars=OWN).model_dump_json()
    assert bars_for(DEFAULT, "fake", RagSettings(), own, reader=True) == bars


def test_settings_go_before_everything_that_was_fitted() -> None:
    own = FittedBars(embedder="fake", reader=True, bars=OWN).model_dump_json()
    settings = RagSettings(answers_from=0.95, closest_from=0.1, closest_across_from=0.2)
    assert bars_for(DEFAULT, "fake", settings, own, reader=True) == Bars(Bar(0.95, 0.8), Bar(0.1, 0.2))


def test_where_only_the_bar_of_answers_is_set_the_rest_is_refused() -> None:
    bars = bars_for(DEFAULT, "fake", RagSettings(answers_from=0.5, answers_across_from=0.4), reader=True)
    assert bars == Bars(Bar(0.5, 0.4), Bar(0.5, 0.4))


@pytest.mark.parametrize("wrong", [{"answers_from": -1}, {"passages": 0}, {"passages": 101}, {"pasages": 5}])
def test_settings_out_of_bounds_or_misspelt_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValidationError):
        RagSettings.model_validate(wrong)
