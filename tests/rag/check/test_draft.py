"""Sentences and quotations of a draft, as offsets into its text."""

import pytest

from rag.check.draft import find_quotations, split_draft

DRAFT = """# The harbour

The ferry left at noon. It was full.

## Fares

- A ticket costs 640 pesos.
- Children pay half.

> The captain said “we sail at
> dawn tomorrow”. Nobody believed him.
"""


def test_sentences_stand_where_they_say_and_headings_are_none() -> None:
    sentences = list(split_draft(DRAFT))
    assert [one.text for one in sentences][:4] == [
        "The ferry left at noon.",
        "It was full.",
        "A ticket costs 640 pesos.",
        "Children pay half.",
    ]
    assert all(DRAFT[one.start : one.end].split() == one.text.split() for one in sentences[:4])


def test_a_sentence_knows_those_before_it_in_its_paragraph() -> None:
    first, second, ticket, *_ = split_draft(DRAFT)
    assert (first.before, second.before, ticket.before) == ((), ("The ferry left at noon.",), ())


def test_a_hard_wrapped_paragraph_is_one() -> None:
    text = "The ferry to Bohol\nleft at noon. It was\nfull of rice."
    sentences = list(split_draft(text))
    assert [one.text for one in sentences] == ["The ferry to Bohol left at noon.", "It was full of rice."]
    assert sentences[1].before == ("The ferry to Bohol left at noon.",)
    assert text[sentences[1].start : sentences[1].end] == "It was\nfull of rice."


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said “we sail at dawn” and left.", ["we sail at dawn"]),
        ('He said "we sail at dawn" and left.', ["we sail at dawn"]),
        ("Sie sagte: „Wir fahren morgen früh.“ Dann ging sie.", ["Wir fahren morgen früh."]),
        ("Dijo: «zarpamos al amanecer».", ["zarpamos al amanecer"]),
        ("The so-called “dawn ferry” was late.", []),
        ("It is 5\" wide and 6' long.", []),
    ],
)
def test_quotations_are_of_three_words_or_more(text: str, quoted: list[str]) -> None:
    found = list(find_quotations(text))
    assert [one.text for one in found] == quoted
    assert all(text[one.start : one.end] == one.text for one in found)


def test_a_quotation_of_two_sentences_belongs_to_the_one_it_begins_in() -> None:
    one, other = split_draft("“We sail at dawn. The tide is high then,” he said.")
    assert [quoted.text for quoted in one.quotations] == ["We sail at dawn. The tide is high then,"]
    assert other.quotations == ()
