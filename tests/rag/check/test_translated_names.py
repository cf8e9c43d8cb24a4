"""Names that are translated, by the bundled embedder."""

import pytest

from index.embed.embedder import Embedder
from rag.calibration import calibration_for
from rag.check.translated_names import TranslatedNames
from rag.facts.name import Name


def name(text: str, key: str = "") -> Name:
    return Name(text, 0, len(text), tuple(text.casefold().split()), key)


@pytest.fixture(scope="module")
def is_translated(embedder: Embedder) -> TranslatedNames:
    return TranslatedNames(embedder, calibration_for(embedder.model_name).support.translated_name)


@pytest.mark.parametrize(
    ("one", "other"), [("Peste Negra", "Black Death"), ("Nueva Escocia", "Nova Scotia"), ("Tierra", "Earth")]
)
def test_a_name_and_its_translation_are_the_same(is_translated: TranslatedNames, one: str, other: str) -> None:
    assert is_translated(name(one), [name("Jensen Huang"), name(other)])


@pytest.mark.parametrize(
    ("one", "other"), [("Justin Lin", "Jensen Huang"), ("Peste Negra", "Cold War"), ("Microsoft", "Nvidia")]
)
def test_other_names_are_not(is_translated: TranslatedNames, one: str, other: str) -> None:
    assert not is_translated(name(one), [name(other)])


def test_names_of_the_table_and_those_with_numbers_are_left_to_the_rules(is_translated: TranslatedNames) -> None:
    assert not is_translated(name("Tsina", "china"), [name("Tsina")])
    assert not is_translated(name("Ascend 910"), [name("Ascend 910B")])
