"""Which sentences need the one that names what they speak of, and which one that is."""

import pytest

from index.language.detection import language_of
from rag.quote.context import find_naming, find_table_header, only_asks


@pytest.mark.parametrize(
    "texts",
    [
        ("Ana Reyes steers the ferry.", "She has done so for years."),
        ("Ana Reyes steers the ferry.", "“The sea was calm,” she said."),
        ("Ana Reyes steers the ferry.", "In March she retired."),
        ("The Bohol ferry sank.", "It was sixty years old."),
        ("The Bohol ferry sank.", "However, it had been repaired."),
        ("Two ferries sank off Bohol.", "The other was towed away."),
        ("Two ferries sank off Bohol.", "One of them was new."),
        ("The sailors of Bohol went on strike.", "Forty-one of them walked to the port."),
        ("Die Bäcker der Stadt Kiel streiken.", "Vierzig von ihnen gingen zum Rathaus."),
        ("Los panaderos de Bohol están en huelga.", "Cuarenta de ellos fueron al puerto."),
        ("The fare to Bohol doubled.", "This kept travellers away."),
        ("Sulpicio Lines sold its ships.", "The company lost money last year."),
        ("Sulpicio Lines sold its ships.", "Last year the company lost money."),
        ("A long study counted the ferries.", "The study found nine."),
        ("Si Ana Reyes ang kapitan.", "Matagal na siyang kapitan doon, ayon sa kaniya, at masaya siya."),
        ("Si Ana Reyes ang kapitan.", "“Kalmado ang dagat,” sabi niya."),
        ("Lumubog ang barko sa Bohol.", "Ito ay animnapung taong gulang."),
        ("Lumubog ang barko sa Bohol.", "Hindi ito na naayos."),
        ("Ibinenta ng Sulpicio Lines ang mga barko.", "Nalugi ang kumpanya noong isang taon."),
        ("El transbordador de Bohol se hundió.", "Este tenía sesenta años."),
    ],
)
def test_a_sentence_that_speaks_of_what_is_named_before_it_needs_that_sentence(texts: tuple[str, str]) -> None:
    assert find_naming(texts, 1, language_of(" ".join(texts)) or "en") == 0


@pytest.mark.parametrize(
    "text",
    [
        "Ana Reyes said that she was tired.",
        "“He will never learn,” said Ana Reyes.",
        "The company of Ana Reyes lost money.",
        "Sulpicio Lines sold the company.",
        "It is known that ferries sink.",
        "It has been claimed that ferries sink.",
        "Those who can swim are safe.",
        "The analyst Ben Cruz said no.",
        "Si Ana Reyes ay nagsabing pagod siya.",
        "Nalugi ang Sulpicio Lines, at isinara ang kumpanya.",
        "Fares rose.",
        "",
    ],
)
def test_a_sentence_that_can_be_read_alone_needs_none(text: str) -> None:
    assert find_naming(("Maria Santos owns a ferry, an analyst says.", text), 1, "en") is None


def test_what_names_somebody_may_stand_further_off() -> None:
    texts = ("Ana Reyes steers the ferry.", "The sea was calm.", "Fares rose.", "She was glad.")
    assert find_naming(texts, 3, "en") == 0


def test_a_surname_names_somebody_who_was_named_in_full() -> None:
    assert find_naming(("Ana Reyes steers the ferry.", "By noon Reyes was tired.", "She slept."), 2, "en") == 1


def test_a_sentence_that_needs_another_itself_names_nothing() -> None:
    assert find_naming(("The Bohol ferry sank.", "It was old.", "It was slow."), 2, "en") == 0


def test_some_of_them_name_nobody() -> None:
    texts = ("The bakers of Elm went on strike.", "Forty-one of them walked out.", "They want $19 an hour.")
    assert find_naming(texts, 2, "en") == 0


TABLE = ("Fares rose.", "| Year | Passengers |", "| 2024 | 3,100 |", "| 2025 | 4,300 |", "It rained.", "Adult | $7")


@pytest.mark.parametrize(("at", "header"), [(0, None), (1, None), (2, 1), (3, 1), (4, None), (5, None)])
def test_a_row_of_a_table_has_its_first_row_for_a_header(at: int, header: int | None) -> None:
    assert find_table_header(TABLE, at) == header


def test_a_description_is_named_where_it_is_introduced() -> None:
    texts = ("An unsigned article told of it.", "According to the article, fares rose.", "The article gave no source.")
    assert find_naming(texts, 2, "en") == 0
    assert find_naming(texts[1:], 1, "en") is None


def test_a_people_is_not_the_name_of_a_company() -> None:
    assert (
        find_naming(
            ("Sulpicio Lines sold ships.", "It worried the Chinese owners.", "The company lost money."), 2, "en"
        )
        == 0
    )


def test_nothing_stands_before_the_first_sentence() -> None:
    assert find_naming(("She was glad.", "Ana Reyes steers the ferry."), 0, "en") is None


@pytest.mark.parametrize(
    "text",
    [
        "Will fares rise?",
        "“Will fares rise?”",
        "Here is what is known:",
        "Reyes was asked whether fares would rise.",
        "Tinanong si Reyes kung tataas ang pamasahe.",
        "A Reyes le preguntaron si subirá.",
    ],
)
def test_a_sentence_that_asks_or_announces_is_told(text: str) -> None:
    assert only_asks(text)


@pytest.mark.parametrize("text", ["Fares will rise.", "She asked for more.", "Nobody was asked.", "At 10:30 it left."])
def test_a_sentence_that_states_something_does_not_ask(text: str) -> None:
    assert not only_asks(text)
