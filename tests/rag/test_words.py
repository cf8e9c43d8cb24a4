"""Which words carry a question's subject, and what kind of thing it asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.words import content_words, kinds_of, language_of, offers, overlap, share_of

AMOUNT, TIME, PERSON, NOTHING = "The fare is ₱450.", "It opened in March 2019.", "It was Maria Santos.", "It rains."


@pytest.mark.parametrize(
    "question",
    [
        "How much is the fare?",
        "how many islands are there",
        "What share of it is sold?",
        "Magkano ang pamasahe?",
        "Ilang isla ang mayroon?",
        "Ilan sila?",
        "Gaano kalayo ang Bohol?",
        "¿Cuántas islas hay?",
    ],
)
def test_a_question_for_an_amount_is_offered_amounts(question: str) -> None:
    offered = offers(question)
    assert offered(AMOUNT)
    assert offered("Two of them left.")
    assert offered("Kalahati ang natira.")
    assert not offered(NOTHING)


@pytest.mark.parametrize(
    "question", ["When did it open?", "In what year was that?", "Kailan ito nagbukas?", "Anong buwan?", "¿Cuándo?"]
)
def test_a_question_for_a_time_is_offered_times(question: str) -> None:
    offered = offers(question)
    assert offered(TIME)
    assert offered("Noong Enero ito nangyari.")
    assert offered("She left last week.")
    assert not offered(NOTHING)


@pytest.mark.parametrize("question", ["Who opened it?", "Whose is it?", "Sino ang nagbukas?", "¿Quién fue?"])
def test_a_question_for_a_person_is_offered_names(question: str) -> None:
    offered = offers(question)
    assert offered(PERSON)
    assert not offered("it was a woman from the north.")


def test_a_question_for_nothing_in_particular_is_offered_nothing() -> None:
    offered = offers("Why does it rain?")
    assert not any(offered(text) for text in (AMOUNT, TIME, PERSON, NOTHING))


def test_a_question_for_two_kinds_is_offered_only_what_has_both() -> None:
    offered = offers("Who paid, and how much?")
    assert offered("Maria Santos paid 450 pesos.")
    assert not offered(AMOUNT)
    assert not offered(PERSON)


@pytest.mark.parametrize("question", ["Show me the way.", "Somehow many left.", "Sinong? No: sinong-sino"])
def test_words_that_only_contain_a_question_word_ask_for_nothing(question: str) -> None:
    assert not offers(question)(AMOUNT)


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
        ("Wer leitet Hugging Face?", None),
        ("港はいつ凍りましたか", None),
        ("", None),
    ],
)
def test_a_language_shows_in_its_commonest_words(question: str, language: str | None) -> None:
    assert language_of(question) == language


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("How much did it cost?", {"amount"}),
        ("Kailan at magkano?", {"amount", "time"}),
        ("Who said so?", {"person"}),
        ("Why?", set()),
    ],
)
def test_what_a_question_asks_for_shows_in_its_question_words(question: str, kinds: set[str]) -> None:
    assert kinds_of(question) == kinds
