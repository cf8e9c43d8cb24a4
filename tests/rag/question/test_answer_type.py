"""What a question asks for and no quote has."""

import pytest

from rag.question.answer_type import AnswerType, find_missing

LACKS: list[tuple[str, str, AnswerType]] = [
    ("What does the new ferry cost?", "The new ferry is praised for what it offers for its cost.", "money"),
    ("Magkano ang bagong bangka?", "Maganda ang bagong bangka.", "money"),
    ("How many captains did it need?", "In 2025 the H20 line tested captains of other ports.", "number"),
    ("Ilang bangka ang kailangan nila?", "Kailangan nila ng mga bangka noong 2024.", "number"),
    ("When was the book published?", "Reyes is the author of a book on ferries.", "time"),
    ("Kailan inilathala ang aklat?", "Si Reyes ang may-akda ng aklat.", "time"),
    ("¿Cuándo abrió el puerto?", "El puerto está abierto.", "time"),
    ("How long can a ride be?", "The ride is loved by children.", "duration"),
    ("Who founded the line?", "The survey found that the line is loved.", "founder"),
    ("Sino ang namumuno sa daungan?", "Malaki ang daungan.", "leader"),
    ("Who owns the pier?", "The pier burned.", "owner"),
]
HAS = [
    ("What does the new ferry cost?", "It is priced at ₱2,500,000."),
    ("Magkano ang bagong bangka?", "Dalawang milyong piso ang bangka."),
    ("How much did the line earn?", "Earnings of 3 billion were told."),
    ("How many captains did it need?", "Seven captains were hired."),
    ("How many guests came?", "It was attended by 2000 guests."),
    ("Ilang bangka ang kailangan nila?", "Tatlong bangka ang kailangan."),
    ("What share of sailors voted?", "Half of them did."),
    ("When was the book published?", "It came out last year."),
    ("When was the book published?", "It came out once the strike was over."),
    ("Kailan inilathala ang aklat?", "Lumabas ito noong Enero."),
    ("How long can a ride be?", "Two hours at most."),
    ("Who founded the line?", "The line was set up by Ana Reyes."),
    ("Sino ang namumuno sa daungan?", "Si Ana Reyes ang pangulo ng daungan."),
    ("Who owns the pier?", "The pier belongs to the city."),
]
OTHERS = [
    "When large crowds boycott a ferry, what is it called?",
    "For what reason do sailors strike?",
    "What did Reyes say about the price?",
    "Did the line found a school?",
    "Bakit nagwelga ang mga manggagawa?",
]


@pytest.mark.parametrize(("question", "quote", "expected"), LACKS)
def test_what_was_asked_for_and_stands_in_no_quote_lacks(question: str, quote: str, expected: AnswerType) -> None:
    assert find_missing(question, [quote]) == expected


@pytest.mark.parametrize(("question", "quote"), HAS)
def test_nothing_lacks_where_a_quote_has_it_in_some_form(question: str, quote: str) -> None:
    assert find_missing(question, ["The sea is calm.", quote]) is None


@pytest.mark.parametrize("question", OTHERS)
def test_other_questions_ask_for_nothing_that_could_be_known_to_lack(question: str) -> None:
    assert find_missing(question, ["The sea is calm."]) is None


def test_a_number_that_the_question_gives_is_no_answer() -> None:
    assert find_missing("How many of the 450 captains left?", ["All 450 captains were asked."]) == "number"
    assert find_missing("How many of the 450 captains left?", ["Of 450 captains 30 left."]) is None
