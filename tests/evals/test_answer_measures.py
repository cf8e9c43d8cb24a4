"""What an answer's words are worth: against SQuAD's own script, and whether a fact stands in them."""

import re
import string
from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.measures import contains, exact_match, normalise, share_contained, token_f1

# SQuAD


def squad_normalised(text: str) -> str:
    """Normalise as the script that came with SQuAD 1.1 does."""
    bare = "".join(one for one in text.lower() if one not in string.punctuation)
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", bare).split())


def squad_f1(given_text: str, accepted: Sequence[str]) -> float:
    """Compare bags of words as the script that came with SQuAD 1.1 does."""

    def one(form: str) -> float:
        ours, theirs = squad_normalised(given_text).split(), squad_normalised(form).split()
        common = sum((Counter(ours) & Counter(theirs)).values())
        precision, found = common / max(1, len(ours)), common / max(1, len(theirs))
        return 2 * precision * found / (precision + found) if common else 0.0

    return max(one(form) for form in accepted)


WORDS = st.text("aAnthe bB.,$+^'7 -\t")
BY_HAND: list[tuple[str, list[str], float, float]] = [
    ("The harbour", ["harbour"], 1, 1),
    ("a ferry, an island; the END", ["ferry island end"], 1, 1),
    ("$57", ["57"], 1, 1),
    ("in the theatre", ["theatre"], 0, 2 / 3),
    ("two ferries", ["three ferries", "two boats left"], 0, 0.5),
    ("fish fish rice", ["fish rice rice"], 0, 2 / 3),
    ("rice", ["fish"], 0, 0),
    ("the", ["fish"], 0, 0),
]


@pytest.mark.parametrize(("text", "accepted", "em", "f1"), BY_HAND)
def test_answers_are_compared_as_squad_compares_them(text: str, accepted: list[str], em: float, f1: float) -> None:
    assert exact_match(text, accepted) == em
    assert token_f1(text, accepted) == pytest.approx(f1) == pytest.approx(squad_f1(text, accepted))


@given(text=WORDS, accepted=st.lists(WORDS.filter(squad_normalised), min_size=1, max_size=3))
def test_any_plain_text_is_compared_as_squad_compares_it(text: str, accepted: list[str]) -> None:
    assert normalise(text) == squad_normalised(text)
    assert exact_match(text, accepted) == (squad_normalised(text) in map(squad_normalised, accepted))
    assert token_f1(text, accepted) == pytest.approx(squad_f1(text, accepted))


def test_nothing_equals_only_nothing() -> None:
    assert token_f1("The.", ["a"]) == exact_match("The.", ["a"]) == 1.0
    assert token_f1("", ["fish"]) == 0.0


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("“Harbour”", "en", "harbour"),
        ("1990–1995", "en", "19901995"),
        ("‘Tis … Santos’s", "en", "tis santoss"),
        ("¿Cuándo? ¡Hoy!", "es", "cuándo hoy"),
        ("el barco de las islas", "es", "barco de islas"),
        ("the los", "es", "the"),
        ("ang isda «at» an", "tl", "ang isda at an"),
        ("cafe\u0301", "en", "café"),
    ],
)
def test_normalising_knows_unicodes_punctuation_and_each_languages_articles(
    text: str, language: str, expected: str
) -> None:
    assert normalise(text, language) == expected


# containment


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("It cost $57 billion.", "57 billion"),
        ("It carried 1,200 sacks", "1,200"),
        ("Only 3.5% left.", "3.5"),
        ("It ended at 54.", "54"),
        ("It ended at 54.The ferry left.", "54"),
        ("It ended at noon.54 sacks were left.", "54"),
        ("a state-of-the-art ferry", "state of the art"),
        ("the GPT-4 ferry", "gpt 4"),
        ("Noong Enero 5, dumating ang barko.", "enero 5"),
        ("Hindi ito umabot sa pulo.", "HINDI ITO"),
        ("Zhou’s ferry", "Zhou's"),
        ("“The ferry”", "the ferry"),
        ("Zhu\u0301 left", "Zhú"),
        ("57\u00a0billion", "57 billion"),
    ],
)
def test_a_form_stands_in_a_text(text: str, form: str) -> None:
    assert contains(text, [form])
    assert contains(text, ["something else", form])


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("It is 54%", "5"),
        ("It is 3.5", "5"),
        ("It is 3.5", "3"),
        ("It carried 1,200 sacks", "200"),
        ("It carried 1,200 sacks", "1"),
        ("The ferries left", "ferry"),
        ("ferry boats", "boats ferry"),
        ("the ferry and the boat", "ferry boat"),
        ("Zhú left", "Zhu"),
        ("", "ferry"),
        ("", "…"),
        ("the ferry", "—"),
    ],
)
def test_a_form_does_not_stand_in_a_text(text: str, form: str) -> None:
    assert not contains(text, [form])
    assert not contains(text, [])


def test_a_share_of_the_facts_counts_each_in_any_of_its_forms() -> None:
    facts = [["two hours", "120 minutes"], ["at noon"], ["Bohol"]]
    assert share_contained("It left at noon and took 120 minutes.", facts) == pytest.approx(2 / 3)
    assert share_contained("", facts) == 0.0
