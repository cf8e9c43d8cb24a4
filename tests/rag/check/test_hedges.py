"""What a sentence leaves open and a statement tells as a fact."""

import pytest

from rag.check.hedges import hedge_left_out


@pytest.mark.parametrize(
    ("sentence", "statement", "language", "hedge"),
    [
        ("The firm might sell its plant in Davao.", "The firm sells its plant in Davao.", "en", "might"),
        ("The firm is expected to sell its plant.", "The firm sold its plant.", "en", "expected"),
        ("Baka magsara ang planta sa Davao.", "Magsasara ang planta sa Davao.", "tl", "baka"),
        ("La empresa podría vender su planta en Davao.", "La empresa va a vender su planta.", "es", "podría"),
        ("The firm might sell its plant in Davao.", "The firm may sell its plant in Davao.", "en", None),
        ("The firm might sell its plant in Davao.", "The firm's plan is to sell its plant.", "en", None),
        ("The firm might sell its plant; it has 40 workers.", "The firm has 40 workers.", "en", None),
        ("In May the firm sold its plant.", "The firm sold its plant.", "en", None),
    ],
)
def test_a_hedge_is_missed_where_its_words_are_told_without(
    sentence: str, statement: str, language: str, hedge: str | None
) -> None:
    assert hedge_left_out(statement, sentence, language) == hedge
