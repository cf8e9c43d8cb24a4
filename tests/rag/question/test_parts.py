"""A question that asks for two things is taken apart."""

import pytest

from rag.question.parts import parts_of


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "Who steers the Bohol ferry, and how much is the fare to Cebu?",
            ["Who steers the Bohol ferry", "how much is the fare to Cebu?"],
        ),
        (
            "When did the Bohol ferry sail, and by what percentage did fares rise?",
            ["When did the Bohol ferry sail", "by what percentage did fares rise?"],
        ),
        (
            "Sino ang kapitan ng barko sa Bohol, at magkano ang pamasahe sa Cebu?",
            ["Sino ang kapitan ng barko sa Bohol", "magkano ang pamasahe sa Cebu?"],
        ),
        (
            "Which ferry sank; what did the coast guard say about Bohol?",
            ["Which ferry sank", "what did the coast guard say about Bohol?"],
        ),
    ],
)
def test_each_part_becomes_a_question(question: str, parts: list[str]) -> None:
    assert parts_of(question) == parts


@pytest.mark.parametrize(
    "question",
    [
        "Who steers the ferry?",
        "Who are the captain and the mate of the ferry?",
        "How and when did the ferry sink?",
        "What is the fare to Bohol and to Cebu?",
        "Does the minister know what sank and who paid the fare?; a; b; c; d",
        "",
    ],
)
def test_a_question_for_one_thing_stays_whole(question: str) -> None:
    assert parts_of(question) == [question]
