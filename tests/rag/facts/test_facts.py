"""Facts of a sentence: read with where they stand, and comparable across languages and spellings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.facts.dates.reader import dates_in
from rag.facts.facts import Facts, facts_in, has
from rag.facts.figures import figures_in
from rag.facts.names import names_in
from rag.facts.negations import negations_in
from rag.facts.numbers import readings


def only_figure(text: str, language: str) -> object:
    (figure,) = facts_in(text, language).figures
    return figure


def says(cited: str, statement: str, languages: str = "en en") -> bool:
    """Whether every fact of a statement is in what is cited; `languages` are theirs, in that order."""
    of_cited, of_statement = languages.split()
    there = facts_in(cited, of_cited)
    facts = [fact for fact in facts_in(statement, of_statement) if not (fact.kind == "name" and fact.opens)]
    assert facts
    return all(has(there, fact, across=of_cited != of_statement) for fact in facts)


# figures


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("54%", "45%"),
        ("54%", "54 million"),
        ("57 billion dollars", "57 million dollars"),
        ("57 dollars", "57 euros"),
        ("three months", "three years"),
        ("the third quarter", "three quarters of it"),
        ("the third", "three"),
        ("doubled", "tripled"),
        ("millions of people", "billions of people"),
        ("5 million people", "thousands of people"),
    ],
)
def test_figures_that_say_something_else_do_not_agree(one: str, other: str) -> None:
    first, second = only_figure(one, "en"), only_figure(other, "en")
    assert not first.agrees(second)  # type: ignore[attr-defined]
    assert not second.agrees(first)  # type: ignore[attr-defined]


def test_what_is_about_a_figure_may_round_it_and_what_is_exact_may_not() -> None:
    assert says("It cost 57.1 billion dollars.", "It cost about 57 billion dollars.")
    assert not says("It cost 57.1 billion dollars.", "It cost 57 billion dollars.")


def test_a_bound_is_noted_and_the_value_compared() -> None:
    figure = only_figure("more than 60%", "en")
    assert (figure.bound, figure.values) == (">", (60.0,))  # type: ignore[attr-defined]
    assert says("higit sa 60%", "more than 60%", "tl en")


def test_the_ends_of_a_range_share_what_they_count() -> None:
    three, five = figures_in("tatlo hanggang limang taon", "tl")
    assert (three.unit, five.unit) == ("year", "year")
    assert says("between 3 and 5 million", "from three million")


@pytest.mark.parametrize("text", ["dozens of people", "one of the companies", "a day", "isa sa mga kompanya"])
def test_what_is_vague_is_no_figure(text: str) -> None:
    assert figures_in(text, "tl" if "isa" in text else "en") == []


def test_a_figure_in_a_name_belongs_to_the_name() -> None:
    facts = facts_in("Nvidia sold the H20, GPT-4 and the Kirin 9020 and the Ascend 910B for 57 dollars.", "en")
    assert [figure.text for figure in facts.figures] == ["57 dollars"]
    assert [name.text for name in facts.names] == ["Nvidia", "H20", "GPT-4", "Kirin 9020", "Ascend 910B"]
    assert not says("The H200 is sold.", "The H20 is sold.")


def test_digits_with_a_point_and_three_more_are_read_both_ways_in_spanish_only() -> None:
    assert readings("1.500", ",.") == (1500.0, 1.5)
    assert readings("1.500", ".") == (1.5,)
    assert readings("1,500", ".") == (1500.0,)


@given(st.integers(2, 10**12))
def test_a_number_written_with_separators_is_read_as_it_is(number: int) -> None:
    english, spanish = f"{number:,}", f"{number:,}".replace(",", ".")
    assert number in figures_in(f"there are {english} of them", "en")[0].values
    assert number in figures_in(f"hay {spanish} de ellos", "es")[0].values


# dates


def test_a_date_is_the_same_in_every_language_and_order() -> None:
    for text in (
        "16 January 2026",
        "January 16, 2026",
        "Enero 16, 2026",
        "ika-16 ng Enero 2026",
        "16 de enero de 2026",
    ):
        (date,) = dates_in(f"noong {text} ito")
        assert date.told == {"year": 2026, "month": 1, "day": 16}, text


def test_a_date_is_covered_by_a_fuller_one_and_not_by_one_less_full() -> None:
    assert says("On 16 January 2026 it rose.", "It rose in January 2026.")
    assert not says("It rose in January 2026.", "On 16 January 2026 it rose.")
    assert says("It rose on 16 January, late in 2026.", "On 16 January 2026 it rose.")
    assert not says("It rose in February 2026.", "It rose in January 2026.")


def test_a_year_is_told_from_a_number_of_things() -> None:
    facts = facts_in("In 1225 and in 2024 there were 1800 soldiers and 2025 more, at $1999.", "en")
    assert [date.year for date in facts.dates] == [1225, 2024, 2025]
    assert [figure.values for figure in facts.figures] == [(1800.0,), (1999.0,)]
    assert not says("There were 1800 soldiers.", "It was in 1800.")


def test_the_verbs_may_and_march_are_no_months() -> None:
    assert dates_in("It may rise. March on. Maybe.") == []
    assert [date.month for date in dates_in("In May it rose, on 3 March it fell.")] == [5, 3]


def test_a_time_told_from_now_is_only_wrong_where_the_other_direction_is_said() -> None:
    assert says("noong sinundang taon", "last year", "tl en")
    assert says("in 2025", "last year")
    assert not says("next year", "last year")


# names


@pytest.mark.parametrize(
    ("cited", "statement", "languages"),
    [
        ("Clement Delangue said so.", "In it, Delangue said so.", "en en"),
        ("The Wall Street Journal has it.", "The WSJ has it.", "en en"),
        ("The United States bars it.", "Hinaharang ito ng Estados Unidos.", "en tl"),
        ("It is barred by America.", "Lo prohíbe Estados Unidos.", "en es"),
        ("The Chinese companies buy.", "Bumibili ang mga kompanya ng Tsina.", "en tl"),
        ("In Germany, Europe and the Middle East.", "Sa Alemanya, Europa at Gitnang Silangan.", "en tl"),
        ("Martín Núñez, de la ONU.", "Martin Nunez of the United Nations.", "es en"),
        ("The firm of Alibaba's Qwen2.", "Ang Qwen2 ng Alibaba.", "en tl"),
        ("Se lo dijo a Mahmud.", "He told Mahmoud.", "es en"),
    ],
)
def test_a_name_is_found_in_another_form_or_language(cited: str, statement: str, languages: str) -> None:
    assert says(cited, statement, languages)


@pytest.mark.parametrize(
    ("cited", "statement"),
    [
        ("They met in China.", "They met in Germany."),
        ("It is by Zhipu AI.", "It is by Shengshu AI."),
        ("He told Mahmud.", "He told Mahmoud Abbas."),
        ("They met in Australia.", "They met in Austria."),
    ],
)
def test_another_name_is_not_found(cited: str, statement: str) -> None:
    assert not says(cited, statement)


def test_a_word_that_opens_a_sentence_is_no_name_for_its_capital_only() -> None:
    assert names_in("According to them, it fell. The chip fell. Noong Enero ay bumaba.", "tl") == []
    (name,) = names_in("Alibaba fell.", "en")
    assert name.opens


# negations


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("It did not fall, it didn't.", "en", ["not", "didn't"]),
        ("It no longer rises.", "en", ["no longer"]),
        ("Not only that, no doubt.", "en", []),
        ("Hindi ito bumaba; wala, walang huwag.", "tl", ["Hindi", "wala", "walang", "huwag"]),
        ("Ayon kay Lin, hindi hihigit sa 20%. Sinabi ni Tang.", "tl", []),
        ("No lo dijo nunca, ni sin él.", "es", ["No", "nunca", "ni", "sin"]),
    ],
)
def test_a_negation_is_told_from_what_looks_like_one(text: str, language: str, found: list[str]) -> None:
    assert [one.text for one in negations_in(text, language)] == found


# all


@given(st.text(max_size=200))
def test_offsets_are_those_of_the_text_whatever_it_is(text: str) -> None:
    for language in ("en", "tl", "es", "th"):
        facts: Facts = facts_in(text, language)
        for one in (*facts, *facts.negations):
            assert text[one.start : one.end] == one.text


def test_a_sign_before_digits_makes_an_amount_and_a_product_stays_a_name() -> None:
    paid = facts_in("Umabot sa P15 ang pamasahe.", "tl")
    assert [(one.text, one.unit) for one in paid.figures] == [("P15", "PHP")]
    assert not paid.names
    chips = facts_in("Ibinenta ng Nvidia ang H20.", "tl")
    assert "H20" in [one.text for one in chips.names]
    assert not chips.figures
