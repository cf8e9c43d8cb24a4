"""The gate between standing nearest to a question and answering it."""

import pytest
from pydantic import ValidationError

from rag.quote import Quote
from rag.refuse import Calibration, Gate, gate_for
from rag.settings import RagSettings
from tests.fakes import FakeEmbedder
from tests.rag.making import hit, reading

GATE = Gate(within=1.0, across=0.9)


def lets(score: float, question: str = "Is it?", language: str = "en", unknown: tuple[str, ...] = ()) -> bool:
    found = hit(("The ferry is slow.", 0.9), language="en")
    quote = Quote(found, found.passage.sentences[0], score)
    return GATE.lets(quote, reading(question, found, unknown=unknown), lambda: language)


def test_a_quote_answers_from_its_threshold_on() -> None:
    assert lets(1.0)
    assert not lets(0.99)


def test_a_quote_in_another_language_has_a_threshold_of_its_own() -> None:
    assert lets(0.9, language="tl")
    assert not lets(0.89, language="tl")


def test_a_name_that_stands_in_no_article_counts_against_an_answer() -> None:
    assert not lets(1.01, "Does it go to Atlantis?", unknown=("atlantis",))
    assert lets(1.01, "Does it go to Atlantis?")
    assert lets(1.10, "Does it go to Atlantis?", unknown=("atlantis",))


def test_an_unknown_word_that_is_no_name_counts_nothing() -> None:
    assert lets(1.01, "Does it dawdle?", unknown=("dawdle",))


def test_an_unknown_name_counts_nothing_across_languages() -> None:
    assert lets(0.9, "Pupunta ba ito sa Atlantis?", language="tl", unknown=("atlantis",))


def test_the_bundled_embedder_has_a_gate_that_was_measured() -> None:
    gate = gate_for(FakeEmbedder().model_copy(update={"model_name": "multilingual-e5-small"}), RagSettings())
    assert gate.within > gate.across > 0.5


def test_an_embedder_that_nothing_was_measured_for_refuses_nothing() -> None:
    assert gate_for(FakeEmbedder(), RagSettings()) == Gate(0.0, 0.0)


def test_a_gate_fitted_on_questions_of_ones_own_goes_before_what_was_measured() -> None:
    own = Calibration(embedder="fake", within=0.9, across=0.8).model_dump_json()
    assert gate_for(FakeEmbedder(), RagSettings(), own) == Gate(0.9, 0.8)


def test_a_gate_fitted_for_another_embedder_counts_nothing() -> None:
    other = Calibration(embedder="other", within=0.9, across=0.8).model_dump_json()
    assert gate_for(FakeEmbedder(), RagSettings(), other) == Gate(0.0, 0.0)


def test_settings_go_before_everything_that_was_fitted() -> None:
    settings = RagSettings(answers_from=0.0, answers_across_from=0.7)
    own = Calibration(embedder="fake", within=0.9, across=0.8).model_dump_json()
    assert gate_for(FakeEmbedder(), settings, own) == Gate(0.0, 0.7)


@pytest.mark.parametrize("wrong", [{"answers_from": -1}, {"passages": 0}, {"passages": 101}, {"pasages": 5}])
def test_settings_out_of_bounds_or_misspelt_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValidationError):
        RagSettings.model_validate(wrong)


def test_the_language_is_looked_up_only_where_it_decides() -> None:
    def never() -> str:
        raise AssertionError("the language was looked up")

    for score, answers in ((1.10, True), (0.80, False)):
        found = hit(("The ferry leaves at noon.", 0.9), language="en")
        quote = Quote(found, found.passage.sentences[0], score)
        assert GATE.lets(quote, reading("Is it?", found), never) is answers
