"""Folding drops what can't be seen and keeps every word."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.tidy.characters import fold_characters, fold_space

TAGS = "".join(chr(0xE0000 + ord(letter)) for letter in "hidden")


@pytest.mark.parametrize(
    "invisible",
    [
        *(TAGS, "\U000e0001", "\U000e007f", "\u202e", "\u202d", "\u2066", "\u2069", "\u200b", "\ufeff", "\x00"),
        *("\ud800", "\udfff", "\u00ad", "\u2060", "\u200e", "\ue000", "\x1b", "\x7f"),
    ],
)
def test_invisible_characters_are_dropped(invisible: str) -> None:
    assert fold_characters(f"chip{invisible}maker") == "chipmaker"


def test_a_text_of_plain_letters_loses_its_controls_too() -> None:
    assert fold_characters("a\x00b\x07c\x7fd") == "abcd"


@pytest.mark.parametrize("word", ["می\u200cخواهم", "क्\u200dष", "👩\u200d🔬"])
def test_joiners_that_change_how_a_word_reads_are_kept(word: str) -> None:
    assert fold_characters(word) == word


@pytest.mark.parametrize("space", ["\u00a0", "\u2009", "\u3000", "\u202f", "\t", "  "])
def test_every_kind_of_space_is_one_space(space: str) -> None:
    assert fold_characters(f"three{space}words here") == "three words here"


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\u2028", "\u2029", "\x0b", "\x0c", "\x85", " \n "])
def test_every_kind_of_line_end_is_one_line_end(line_end: str) -> None:
    assert fold_characters(f"first{line_end}second") == "first\nsecond"


def test_blank_lines_stay_because_they_part_paragraphs() -> None:
    assert fold_characters("one\r\n\r\ntwo") == "one\n\ntwo"


def test_composed_and_decomposed_accents_become_the_same() -> None:
    assert fold_characters("cafe\u0301") == fold_characters("caf\u00e9") == "caf\u00e9"


def test_an_accent_that_an_invisible_character_kept_apart_is_composed() -> None:
    assert fold_characters("cafe\u200b\u0301") == "caf\u00e9"


def test_folding_space_makes_one_line() -> None:
    assert fold_space(" one\n\ntwo\u00a0 three ") == "one two three"


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold_characters(text)
    assert fold_characters(once) == once
    assert fold_space(fold_space(text)) == fold_space(text)


@given(st.text())
def test_what_is_folded_can_be_stored_and_is_in_normal_form(text: str) -> None:
    folded = fold_characters(text)
    assert unicodedata.is_normalized("NFC", folded)
    assert folded.encode().decode() == folded
    assert not any(unicodedata.category(c) in {"Cc", "Cs", "Co"} for c in folded if c != "\n")


@given(st.text(st.characters(categories=["L", "N"], codec="utf-8")))
def test_letters_and_digits_survive(text: str) -> None:
    assert fold_characters(text) == unicodedata.normalize("NFC", text)
