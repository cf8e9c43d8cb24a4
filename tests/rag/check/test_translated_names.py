"""Names that are translated, by the bundled embedder."""

import pytest

from index.embed.embedder import Embedder
from rag.check.translated_names import Namesakes
from rag.facts.names import Name


def name(text: str, key: str = "") -> Name:
    return Name(text, 0, len(text), tuple(text.casefold().split()), key)


@pytest.fixture(scope="module")
def namesakes(embedder: Embedder) -> Namesakes:
    return Namesakes(embedder)


@pytest.mark.parametrize(
    ("one", "other"), [("Peste Negra", "Black Death"), ("Nueva Escocia", "Nova Scotia"), ("Tierra", "Earth")]
)
def test_a_name_and_its_translation_are_the_same(namesakes: Namesakes, one: str, other: str) -> None:
    assert namesakes(name(one), [name("Jensen Huang"), name(other)])


@pytest.mark.parametrize(
    ("one", "other"), [("Justin Lin", "Jensen Huang"), ("Peste Negra", "Cold War"), ("Microsoft", "Nvidia")]
)
def test_other_names_are_not(namesakes: Namesakes, one: str, other: str) -> None:
    assert not namesakes(name(one), [name(other)])


def test_names_of_the_table_and_those_with_numbers_are_left_to_the_rules(namesakes: Namesakes) -> None:
    assert not namesakes(name("Tsina", "china"), [name("Tsina")])
    assert not namesakes(name("Ascend 910"), [name("Ascend 910B")])
