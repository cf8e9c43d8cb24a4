"""Where sentences begin and end."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.split.sentences import split_paragraphs, split_sentences

NAMES = ["DeepSeek", "OpenAI", "MiniMax", "iiMedia", "easyJet", "LinkedIn", "iPhone", "YouTube", "GitHub", "PayPal"]


def sentences(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split_sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Exports to the U.S. rose.|Imports fell.",
        "He moved to the U.S. The ban followed.",
        "Mr. Reyes met Dr. Santos and Gng. Cruz.|They agreed.",
        "Acme Inc. Chief Ana Cruz resigned.|Nobody asked why.",
        "She left Acme Inc. The board was stunned.",
        "It rained on Jan. 16 and on Feb. 3.|Then it stopped.",
        "George W. Bush spoke at 9 a.m. Tuesday.|He left.",
        "It grew 3.5 percent to 1.2 billion.|Costs fell 0.4 points.",
        "See No. 5 and Fig. 2.|They differ.",
        "It cost Rs. 5 in 2019 and Php. 20 or RM. 2 now.|Fares rose.",
        "Approx. 30 came.|The rest stayed.",
        "J. A. Reyes met Maj. Cruz.|They agreed.",
        "EE. UU. pagó a la Sra. Reyes por la Núm. 5.|Fue poco.",
        "The answer was no.|Voters shrugged.",
        "So did I.|Nobody saw it.",
        "They had no plan B.|The mayor had one.",
        "He said: “We wait.”|She left.",
        '"Is it over?" he asked.|"It is." He left.',
        "“It is over,” she said.|“Go home!”|They went.",
        "He paused… and went on.|Then silence…|Nobody spoke.",
        "Who knows?!|We do not.",
        "It works (mostly.)|Try it.",
        "天很冷。|港口结冰了！|船停了吗？",
        "他说：“天很冷。”",
        "真的吗？！|是的。",
        "「寒い。」|港が凍った。",
        "It was cold. 20 ships waited.",
        "1. Saw the ice.|2. Saw the sea.",
        "The rain stopped.The sun came out, too.",
    ],
)
def test_a_text_is_cut_into_its_sentences(text: str) -> None:
    if text.startswith("1."):
        text = text.replace("|", "\n")
    expected = {
        "He moved to the U.S. The ban followed.": ["He moved to the U.S.", "The ban followed."],
        "She left Acme Inc. The board was stunned.": ["She left Acme Inc.", "The board was stunned."],
        '"Is it over?" he asked.|"It is." He left.': ['"Is it over?" he asked.', '"It is."', "He left."],
        "It was cold. 20 ships waited.": ["It was cold.", "20 ships waited."],
        "The rain stopped.The sun came out, too.": ["The rain stopped.", "The sun came out, too."],
    }.get(text, text.replace("\n", "|").split("|"))
    joiner = "" if text[-1] in "。？！”" else " "
    assert sentences(text.replace("|", joiner)) == expected


def test_a_stop_inside_a_closing_quotation_mark_stays_with_it_at_the_end_of_a_paragraph() -> None:
    assert sentences("他说：「天很冷。」") == ["他说：「天很冷。」"]


class TestRunTogether:
    """Sentences whose stop and space got lost on the way."""

    TEXT = (
        "Ferries stayed in the harbour all week and nobody could keep upAt dawn the crews of easyJet and iiMedia"
        " met engineersTheir talk about iPhone sales and DeepSeek went on until fiveHowever, the ice was thicker"
        " than the expertsAccusations flew between OpenAI and LinkedInThe mayor of MiniMax went to ChinaThe trip"
        " was short."
    )

    def test_they_are_cut_apart_where_they_meet(self) -> None:
        starts = [sentence.split()[0] for sentence in sentences(self.TEXT)]
        assert starts == ["Ferries", "At", "Their", "However,", "Accusations", "The", "The"]

    def test_no_word_is_lost(self) -> None:
        assert "".join(sentences(self.TEXT)).replace(" ", "") == self.TEXT.replace(" ", "")

    @pytest.mark.parametrize("name", NAMES)
    def test_names_stay_whole_among_them(self, name: str) -> None:
        text = self.TEXT.replace("easyJet", name, 1)
        assert any(f" {name} " in sentence for sentence in sentences(text))

    @pytest.mark.parametrize("name", NAMES)
    def test_names_stay_whole_in_proper_text(self, name: str) -> None:
        assert sentences(f"The chief of {name} resigned. Shares in {name} fell.") == [
            f"The chief of {name} resigned.",
            f"Shares in {name} fell.",
        ]

    def test_one_odd_word_is_no_boundary(self) -> None:
        text = "The app WhatIf and the blog TopNews are popular, and one is called breadThe by its makers."
        assert sentences(text) == [text]


def test_a_line_without_stop_is_a_heading_and_running_text_is_not() -> None:
    text = "Harbour freezes over\n\nShips wait.\n\nWhat now?\n\nThe reasons:\n\n" + "word " * 30
    kinds = [(text[span.start : span.end].strip()[:7], span.heading) for span in split_sentences(text)]
    assert kinds == [("Harbour", True), ("Ships w", False), ("What no", False), ("The rea", False), ("word wo", False)]


def test_each_line_is_a_paragraph() -> None:
    assert [len(found) for found in split_paragraphs("One. Two.\nThree.\n\nFour.")] == [2, 1, 1]


@given(st.text() | st.text(st.sampled_from("aA .!?…。！？।؟”\"'\n(）「」«»[1]กข U.S")))
def test_spans_are_ordered_stripped_and_cover_every_visible_character(text: str) -> None:
    spans = split_sentences(text)
    position = 0
    for span in spans:
        assert position <= span.start < span.end
        assert not text[position : span.start].strip()
        assert text[span.start : span.end] == text[span.start : span.end].strip()
        position = span.end
    assert not text[position:].strip()


@pytest.mark.parametrize(
    "text",
    [
        *("x" * 200_000, "." * 200_000, "Ice is 5. " * 20_000, "aB" * 100_000, "。" * 200_000),
        *("They could not keep upThe ice grewHowever " * 5_000, "U.S." * 50_000, "." + "”" * 200_000),
        *("「" * 200_000, "(" * 200_000, ". «" * 60_000, ".[1" * 60_000, "「寒い。」" * 40_000, "ตลาดน้ำ 87 " * 20_000),
    ],
    ids=lambda text: text[:8],
)
def test_time_grows_no_faster_than_the_text(text: str) -> None:
    began = time.process_time()
    list(split_paragraphs(text))
    assert time.process_time() - began < 5
