"""Sentences retold, truly and falsely."""

import random

import pytest

from evals.train.examples.twins import retell_falsely, retell_truly

SAID = "Acme sold 40 boats to Borealis in March because demand rose."


def test_a_true_one_loses_only_an_opening_an_aside_or_brackets() -> None:
    sentence = "In the first week of June, the harbour (built in 1911) was closed, which surprised traders."
    retold = {retell_truly(sentence, random.Random(seed)) for seed in range(40)}
    assert "The harbour was closed, which surprised traders." in retold
    assert all("harbour" in one and "closed" in one for one in retold)


def test_a_false_one_differs_in_one_thing() -> None:
    around = "Calypso bought 70 boats from Dorado. Trade fell in June."
    told = set(filter(None, (retell_falsely(SAID, around, "en", random.Random(seed)) for seed in range(200))))
    assert {kind for kind, _ in told} == {"figure", "name", "roles", "opposite", "month"}
    assert ("roles", "Borealis sold 40 boats to Acme in March because demand rose.") in told
    assert ("opposite", "Acme sold 40 boats to Borealis in March because demand fell.") in told
    assert ("figure", "Acme sold 70 boats to Borealis in March because demand rose.") in told


@pytest.mark.parametrize(
    ("language", "sentence", "negated"),
    [
        ("en", "The bridge is open.", "The bridge is not open."),
        ("es", "El puente está abierto.", "El puente no está abierto."),
        ("de", "Die Brücke ist offen.", "Die Brücke ist nicht offen."),
        ("tl", "Ang tulay ay bukas.", "Ang tulay ay hindi bukas."),
        ("en", "The bridge is not open.", "The bridge is open."),
    ],
)
def test_a_negation_comes_or_goes(language: str, sentence: str, negated: str) -> None:
    retold = [retell_falsely(sentence, "", language, random.Random(seed)) for seed in range(40)]
    assert ("negation", negated) in retold


def test_where_nothing_can_be_changed_there_is_none() -> None:
    assert retell_falsely("好。", "", "zh", random.Random(1)) is None
