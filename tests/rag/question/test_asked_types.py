"""What kind of thing a question asks for, and which sentences have it."""

from collections.abc import Callable

import pytest

from index.language.detection import language_of
from rag.question.answer_type import asked_types, offer_of

AMOUNT, TIME, PERSON, NOTHING = "The fare is ₱450.", "It opened in March 2019.", "It was Maria Santos.", "It rains."
PLACE = "It left from Cebu."


def offers(question: str) -> Callable[[str], bool]:
    offered = offer_of(question)
    return lambda text: offered(text, language_of(text) or "en")


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
    assert offered("it was sold to Sulpicio.")
    assert not offered("it was a woman from the north.")
    assert not offered("They were all Chinese.")
    assert not offered(PLACE)


def test_who_is_not_answered_by_the_name_asked_about() -> None:
    assert not offers("Who founded Sulpicio Lines?")("In 2019 the owner sold Sulpicio Lines.")


@pytest.mark.parametrize("question", ["Where is it from?", "In which city?", "Saan ito galing?", "¿Dónde está?"])
def test_a_question_for_a_place_is_offered_names_that_stand_as_places_do(question: str) -> None:
    offered = offers(question)
    assert offered(PLACE)
    assert offered("Galing ito sa Cebu.")
    assert not offered(PERSON)
    assert not offered(NOTHING)


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
    assert asked_types(question) == kinds
