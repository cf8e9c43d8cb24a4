"""Names are read alike in every language that has a file: whose they are, and peoples as countries."""

import pytest

from index.language.language import languages
from rag.facts.name import Name
from rag.facts.names import names_in


def found(text: str, language: str, name: str) -> Name:
    return next(one for one in names_in(text, language) if one.text == name)


@pytest.mark.parametrize(
    ("language", "text", "person"),
    [
        ("en", "The economist Maria Santos left.", "Maria Santos"),
        ("en", "“Not yet,” Maria Santos said.", "Maria Santos"),
        ("en", "Maria Santos, the founder of a bakery, left.", "Maria Santos"),
        ("en", "Maria Santos sold it because she was tired.", "Maria Santos"),
        ("tl", "Umalis si Maria Santos kahapon.", "Maria Santos"),
        ("es", "La economista Maria Santos se fue.", "Maria Santos"),
        ("es", "«Todavía no», dijo Maria Santos.", "Maria Santos"),
        ("id", "“Belum,” kata Budi Santoso.", "Budi Santoso"),
        ("de", "„Noch nicht“, sagte Petra Schulz.", "Petra Schulz"),
        ("de", "Die Forscherin Petra Schulz ging.", "Petra Schulz"),
    ],
)
def test_a_person_is_told_by_what_stands_beside_the_name(language: str, text: str, person: str) -> None:
    assert found(text, language, person).type == "person"


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "Goldman Sachs bought the bakery.", "Goldman Sachs"),
        ("tl", "Binili ng Goldman Sachs ang panaderya.", "Goldman Sachs"),
        ("es", "Ayer compró Goldman Sachs la panadería.", "Goldman Sachs"),
        ("id", "Toko roti itu dibeli Goldman Sachs tahun lalu.", "Goldman Sachs"),
        ("de", "Gestern kaufte Goldman Sachs die Bäckerei.", "Goldman Sachs"),
    ],
)
def test_two_words_with_capitals_are_not_a_person_for_that(language: str, text: str, name: str) -> None:
    assert found(text, language, name).type == "unknown"


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "It was the Harbour Council.", "Harbour Council"),
        ("tl", "Iyon ang Unibersidad ng Pilipinas.", "Unibersidad"),
        ("es", "Lo dijo ayer el Banco Azul.", "Banco Azul"),
        ("id", "Itu adalah Bank Biru.", "Bank Biru"),
        ("de", "Das war die Freie Universität.", "Freie Universität"),
    ],
)
def test_a_body_is_told_by_its_kind(language: str, text: str, name: str) -> None:
    assert {one.type for one in names_in(text, language) if one.text == name} <= {"organisation"}


@pytest.mark.parametrize(
    ("language", "country", "people"),
    [
        ("en", "It comes from China.", "It is a Chinese ship."),
        ("tl", "Galing ito sa Tsina.", "Isang barkong Tsino ito."),
        ("es", "Viene de China.", "Es un barco chino."),
        ("id", "Kapal itu dari Tiongkok.", "Kapal itu dari Cina."),
        ("de", "Es kommt aus China.", "Es ist ein chinesisches Schiff."),
    ],
)
def test_a_country_and_its_people_are_one_in_every_language(language: str, country: str, people: str) -> None:
    one, other = names_in(country, language)[-1], names_in(people, language)[-1]
    assert one.key == other.key == "CN"
    assert one.agrees(other)


def test_every_language_has_a_row_above() -> None:
    assert {one.code for one in languages()} == {"en", "tl", "es", "id", "de"}


@pytest.mark.parametrize("text", ["Das Jahr war gut.", "Die Stadt baut eine Brücke.", "Ende Januar kam der Regen."])
def test_a_german_noun_is_no_name_for_its_capital(text: str) -> None:
    assert names_in(text, "de") == []


@pytest.mark.parametrize("language", ["fr", "th", "xx", None])
def test_an_unknown_language_has_no_names(language: str | None) -> None:
    assert names_in("La Banque de France, dit Marie Dupont.", language) == []


def test_initials_are_read_in_capitals_only() -> None:
    assert [one.key for one in names_in("The WHO and the US met.", "en")] == ["who", "US"]
    assert names_in("It is for those who know us.", "en") == []


def test_what_has_small_letters_in_one_language_is_no_people_in_another() -> None:
    assert names_in("They pay fines and end wars.", "en") == []
    assert [one.key for one in names_in("Una empresa finlandesa.", "es")] == ["FI"]
