"""A Markdown file: its words, without its marks."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article
from index.read.page.markdown import read_markdown
from index.tidy.tidy import tidy

OPENING = "The harbour council of Velmora approved a second ferry line on Tuesday after three years of argument."
WORDS = ["harbour", "ice", "Tuesday", "310.", "910.", "12", "said", "“old", "ferry”", "naïve", "don't", "B.", "7)"]


def read_article(text: str) -> Article:
    (draft,) = read_markdown(BytesIO(text.encode()), "a.md")
    return tidy(draft)


def article_text(text: str) -> str:
    return read_article(f"---\ntitle: Ferries\n---\n{text}").text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("The **second line** opens in [early spring](https://v.example/x), said *Tilda Orsk*.[^1]", None),
        ("The __second line__ opens in [early spring][1], said _Tilda Orsk_.\n\n[1]: https://v.example/x", None),
        ("The ~~second line~~ opens in <b>early</b> `spring`,\nsaid Tilda Orsk.", None),
        ("![A ferry](x.jpg)\n\nThe second line opens[^note] in early spring, said Tilda Orsk.", None),
        ("It cost 5 * 3 crowns, snake_case and 2*2 too.", "It cost 5 * 3 crowns, snake_case and 2*2 too."),
        ("AT\\&T \\*rose\\* &amp; fell.", "AT&T *rose* & fell."),
        ("[Reporter]: Why?", "[Reporter]: Why?"),
        ("    An indented paragraph is no code.", "An indented paragraph is no code."),
    ],
)
def test_emphasis_links_and_footnote_marks_are_no_part_of_the_text(source: str, text: str | None) -> None:
    assert article_text(source) == (text or "The second line opens in early spring, said Tilda Orsk.")


def test_a_footnote_is_a_paragraph_of_its_own_without_its_mark() -> None:
    text = "The line opens in spring.[^1] It is\nfree.[^a]\n[^1]: Port office, March 2026.\n[^a]: Port\n    rules."
    assert article_text(text).split("\n\n") == [
        *("The line opens in spring. It is free.", "Port office, March 2026.", "Port rules.")
    ]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_table_keeps_its_rows_and_not_its_rules(gap: str) -> None:
    table = "| Year | Share |\n|------|------:|\n| 2024 | **41%** |\n| 45 | 30% |"
    assert article_text(f"{OPENING}{gap}{table}\n\nThe end.").split("\n\n") == [
        *(OPENING, "| Year | Share |", "| 2024 | 41% |", "| 45 | 30% |", "The end.")
    ]


def test_rows_without_a_rule_are_rows() -> None:
    assert article_text("| 2024 | 41% |\n| 2025 | 55% |").split("\n\n") == ["| 2024 | 41% |", "| 2025 | 55% |"]


@pytest.mark.parametrize("mark", ["- ", "* ", "+ ", "1. ", "2) "])
def test_items_have_no_marks(mark: str) -> None:
    text = f"{OPENING}\n\n{mark}Adults pay two crowns\n{mark}Children travel\n   free"
    assert article_text(text).split("\n\n") == [OPENING, "Adults pay two crowns", "Children travel free"]


@pytest.mark.parametrize("end", ["  \n", "\\\n", "<br>", "<br />\n"])
def test_a_hard_break_parts_lines_and_no_sentence(end: str) -> None:
    assert article_text(f"Adults: $7.50{end}Children: $3.20").split("\n\n") == ["Adults: $7.50", "Children: $3.20"]
    sentence = f"The ferry between the two towns on the bay will cost{end}nothing on Sundays."
    assert article_text(sentence) == "The ferry between the two towns on the bay will cost nothing on Sundays."


def test_html_between_paragraphs_leaves_its_words_alone() -> None:
    text = (
        f"{OPENING}\n\n<!-- a note -->\n\n<div class='x'>\nThe mayor\nspoke.<br>It rained.\n<script>x()</script></div>"
    )
    assert article_text(text).split("\n\n") == [OPENING, "The mayor spoke.", "It rained."]


@pytest.mark.parametrize("heading", ["# The **big** freeze", "The *big* freeze\n=====", "# [The big freeze](x) #"])
def test_the_first_heading_is_the_title_without_its_marks(heading: str) -> None:
    found = read_article(f"{heading}\n\n{OPENING}")
    assert (found.title, found.text) == ("The big freeze", OPENING)


class TestMarkdown:
    def test_marks_are_taken_off(self) -> None:
        text = (
            "# Ice\n\n> Ships wait.\n\n- one ferry\n- two ferries\n\n1. saw\n2. cut\n\n---\n\n### Later\n\nIt thawed."
        )
        assert article_text(text).split("\n\n") == [
            *("Ice", "Ships wait.", "one ferry", "two ferries", "saw", "cut", "Later", "It thawed.")
        ]

    def test_wrapped_lines_are_joined_at_any_width(self) -> None:
        assert article_text("Ships\nwait in\nthe harbour.") == "Ships wait in the harbour."

    def test_a_heading_right_over_a_paragraph_stays_apart(self) -> None:
        text = "## Ice\nThe harbour froze\non Tuesday.\n## Thaw\nIt melted."
        assert article_text(text).split("\n\n") == [
            "Ice",
            "The harbour froze on Tuesday.",
            "Thaw",
            "It melted.",
        ]

    def test_a_wrapped_list_item_is_one_paragraph(self) -> None:
        text = "- the first ferry\n  to sail\n- the second\n\n1) saw the\n   ice\n2) cut it"
        assert article_text(text).split("\n\n") == [*("the first ferry to sail", "the second", "saw the ice", "cut it")]

    @pytest.mark.parametrize(
        "text",
        [
            "310. For the ferry that was the number of passengers.",
            "The last ferry carried exactly\n910. Only\n12. Seats were free.",
            "It carried 910. Nobody complained.",
        ],
    )
    def test_a_number_in_a_paragraph_is_a_word_of_it(self, text: str) -> None:
        assert article_text(text).split() == text.split()


@given(st.lists(st.sampled_from(WORDS), min_size=3, max_size=40))
def test_prose_keeps_all_its_words(words: list[str]) -> None:
    text = "Then " + "".join(word + (" " if at % 7 else "\n") for at, word in enumerate(words, 1)) + "ended."
    assert article_text(text).split() == text.split()
