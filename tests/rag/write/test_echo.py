"""A statement that only says the question again tells nothing; to a question for yes or no it may be the answer."""

import pytest

from rag.write.echo import repeats_question


@pytest.mark.parametrize(
    ("question", "statement"),
    [
        ("What does rice cost?", "What does rice cost?"),
        (
            "What did the ferry line spend on its new ships last year?",
            "The ferry line spent on its new ships last year.",
        ),
        ("How did the shares of Bagani develop after the listing?", "Bagani's shares developed after the listing."),
        ("Sino ang nagtatag ng Bagani?", "Ang nagtatag ng Bagani."),
        ("Who was the harbour master?", "The harbour master was."),
        ("¿Quién dirige el puerto de Cebu?", "El puerto de Cebu."),
        ("Is rice dear?", "Is rice dear?"),
    ],
)
def test_the_question_said_again(question: str, statement: str) -> None:
    assert repeats_question(statement, question)


@pytest.mark.parametrize(
    ("question", "statement"),
    [
        ("What does rice cost?", "Rice costs 52 pesos."),
        ("Who was the harbour master?", "The harbour master was Lorna Diaz."),
        ("Sino ang nagtatag ng Bagani?", "Si Lorna Diaz ang nagtatag ng Bagani."),
        ("Is rice dear?", "Rice is dear."),
        ("Mahal ba ang bigas?", "Mahal ang bigas."),
        ("Which is dearer, rice or fish?", "Fish is dearer."),
        ("Didn't the ferry sail?", "The ferry didn't sail."),
    ],
)
def test_an_answer(question: str, statement: str) -> None:
    assert not repeats_question(statement, question)
