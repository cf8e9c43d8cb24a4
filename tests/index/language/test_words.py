"""Which words carry a question's subject."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.language.detection import language_of
from index.language.words import content_words, overlap, share_of


def test_content_words_are_lower_case_once_each_in_order_without_stop_words() -> None:
    assert content_words("Does the Ferry, the slow FERRY, go to Bohol?") == ["ferry", "slow", "go", "bohol"]
    assert content_words("Magkano ang pamasahe sa barko?") == ["pamasahe", "barko"]


def test_content_words_of_nothing_but_stop_words_are_none() -> None:
    assert content_words("What is it?") == []
    assert content_words("") == []
    assert content_words("😀 … !") == []


def test_content_words_keep_figures_and_see_through_a_possessive_of_either_form() -> None:
    assert content_words("Bohol’s 3 ports") == content_words("Bohol's 3 ports") == ["bohol", "3", "ports"]


def test_content_words_of_a_long_text_are_bounded() -> None:
    assert len(content_words(" ".join(f"w{number}" for number in range(10_000)))) <= 64


@pytest.mark.parametrize(
    ("word", "text"),
    [("spend", "They spending less"), ("spending", "He spends"), ("increases", "an increase"), ("chip", "a chip")],
)
def test_a_share_counts_inflected_forms(word: str, text: str) -> None:
    assert share_of({word: 1.0}, text) == 1.0


def test_a_share_does_not_count_short_words_by_their_beginning() -> None:
    assert share_of({"car": 1.0}, "a carpet") == 0.0


def test_a_share_is_that_of_the_weights() -> None:
    assert share_of({"ferry": 3.0, "bohol": 1.0}, "The ferry left.") == 0.75
    assert share_of({}, "The ferry left.") == 0.0


@given(st.dictionaries(st.text(min_size=1), st.floats(0.01, 10)), st.text())
def test_a_share_lies_between_nothing_and_everything(weights: dict[str, float], text: str) -> None:
    assert 0.0 <= share_of(weights, text) <= 1.0 + 1e-9


def test_overlap_is_whole_for_a_text_inside_another_and_none_for_strangers() -> None:
    assert overlap("The ferry left Cebu.", "The ferry left Cebu at noon, in the rain.") == 1.0
    assert overlap("The ferry left Cebu.", "Rice is dear.") == 0.0
    assert overlap("one two", "two three") == overlap("two three", "one two") == 0.5


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Who leads Hugging Face?", "en"),
        ("What did Lady Gaga sing?", "en"),
        ("Sino ang namumuno sa Hugging Face?", "tl"),
        ("Magkano?", "tl"),
        ("¿Quién dirige la empresa?", "es"),
        ("¿Cuántos puentes hay en Venecia?", "es"),
        ("Nvidia", None),
        ("Wer leitet Hugging Face?", "de"),
        ("港はいつ凍りましたか", None),
        ("", None),
    ],
)
def test_a_language_shows_in_its_commonest_words(question: str, language: str | None) -> None:
    assert language_of(question) == language
