"""A pasted page becomes an article: its own words, none changed, and what it says about itself."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Draft
from index.errors import ReadError
from index.language.detection import language_code
from index.tidy.characters import fold_characters
from index.tidy.tidy import tidy

PAGE = """Kettle App
Trade tea wisely
Buy teaMarketsTradeKettlesEarnMore
Harbour freezes over as winter tightens its grip

Harbour freezes over as winter tightens its grip

Kettle DailyKettle Daily2026/01/16 13:20
Show original
By:Kettle Daily

The harbour of the old town froze over on Tuesday for the first time in forty years. Ships lay still.

Advertisements

Photo: Ice in the harbour
Illustration photo.

Fishermen cut holes with chain saws, and children skated to school past the anchored ferries.

https://kettle.example/ice

Want more tea? Subscribe to our newsletter. It is free.

0
0

Disclaimer: this page is the author's opinion alone and no advice on tea.

TeaX: lock your leaves.
Up to 12%. Always on.
© 2025 Kettle App"""
WORDS = ["harbour", "ice", "Tuesday", "310.", "910.", "12", "said", "“old", "ferry”", "naïve", "don't", "B.", "7)"]


def article_text(text: str, markup: str = "plain") -> str:
    return tidy(Draft("page", text, markup)).text


def test_only_the_article_is_left_of_a_pasted_page() -> None:
    assert article_text(PAGE).split("\n\n") == [
        "Harbour freezes over as winter tightens its grip",
        "The harbour of the old town froze over on Tuesday for the first time in forty years. Ships lay still.",
        "Fishermen cut holes with chain saws, and children skated to school past the anchored ferries.",
    ]


def test_a_pasted_page_tells_title_publisher_date_and_language() -> None:
    found = tidy(Draft("page", PAGE))
    assert found.title == "Harbour freezes over as winter tightens its grip"
    assert (found.publisher, found.published, found.language) == ("Kettle Daily", date(2026, 1, 16), "en")


def test_what_the_file_says_wins_over_what_the_page_says() -> None:
    draft = Draft(
        "page", PAGE, title="Ice", publisher="P", published=date(2020, 1, 2), language="de-AT", url="https://e.example"
    )
    found = tidy(draft)
    assert (found.title, found.publisher, found.published) == ("Ice", "P", date(2020, 1, 2))
    assert (found.language, found.url) == ("de", "https://e.example")


def test_the_quotation_marks_around_a_whole_headline_are_no_part_of_the_title() -> None:
    page = (
        '"Harbour Freezes Over In Forty Years"\n\nThe ice is as thick as a hand is long, and it will stay for a week.'
    )
    assert tidy(Draft("page", page)).title == "Harbour Freezes Over In Forty Years"


def test_a_title_is_one_line_of_visible_characters() -> None:
    assert tidy(Draft("page", "Ships wait.", title="Ice\u202e\nand\x00 snow")).title == "Ice and snow"


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        *(("en", "en"), ("en-GB", "en"), ("fil", "tl"), ("fil-PH", "tl"), ("TL", "tl"), ("zh_Hant", "zh")),
        *(("english", None), ("", None), (None, None), ("e1", None)),
    ],
)
def test_a_language_tag_becomes_a_two_letter_code(tag: str | None, code: str | None) -> None:
    assert language_code(tag) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The ships lay in the harbour and waited for the ice to break up in the spring.", "en"),
        ("Naghintay ang mga barko sa daungan habang natutunaw ang yelo sa ilalim ng araw.", "tl"),
        ("Los barcos esperaban en el puerto a que el hielo se rompiera en la primavera.", "es"),
    ],
)
def test_the_language_is_told_from_the_words(text: str, code: str) -> None:
    assert tidy(Draft("page", text, "clean")).language == code


@pytest.mark.parametrize("text", ["", " \n ", "\u200b\ufeff", "* * *", "12", "…", "Advertisements\n\n0"])
def test_a_page_without_words_is_refused(text: str) -> None:
    with pytest.raises(ReadError, match="no words"):
        tidy(Draft("page", text))


def test_the_same_words_in_other_characters_are_the_same_revision() -> None:
    one, other = (
        tidy(Draft("page", text)) for text in ("Caf\u00e9 opens.\nNow.", "Cafe\u0301\u00a0opens.\r\n\r\nNow.")
    )
    assert one.revision == other.revision


def test_news_that_sounds_like_a_promotion_stays() -> None:
    news = [
        "Download speeds fell 12 percent across Velmora today.",
        "Get vaccinated now, the health minister told parents.",
        "Storms closed the harbour for two days. Join the queue before noon today, officials told 4,300 travellers.",
        "YouTube, TikTok, LinkedIn and PayPal fined.",
        "The words 'all rights reserved' have no legal force in Velmora, the court wrote.",
        "The ferry office expects about 4,300 passengers a day, the mayor said in the council chamber on Tuesday.",
    ]
    for markup in ("plain", "html", "clean"):
        text = article_text("\n\n".join([*news, "© 2026 Kettle Daily. All rights reserved."]), markup)
        assert text.split("\n\n") == news


def test_labels_between_paragraphs_go_in_any_language() -> None:
    prose = "The harbour of the old town froze over on Tuesday for the first time in forty years."
    labels = ["Anzeige", "Baca juga: Pelabuhan membeku", "Lire aussi", "Order Reprints", "Publicidad", "إعلان"]
    text = "\n\n".join(f"{label}\n\n{prose}" for label in labels)
    assert set(article_text(text, "html").split("\n\n")) == {prose}


def test_numbers_of_a_table_or_list_stay_and_counters_go() -> None:
    prose = "The harbour of the old town froze over on Tuesday for the first time in forty years."
    assert article_text(f"{prose}\n\n45\n\n| 45 | 30% |\n\n|---|---|\n\n{prose}", "html").split("\n\n") == [
        *(prose, "45", "| 45 | 30% |", prose)
    ]
    assert article_text(f"1,204\n\n{prose}\n\n0\n0") == prose


def test_a_hard_wrapped_paragraph_is_one_paragraph() -> None:
    text = (
        "The harbour of the old town froze over on Tuesday for the\n"
        "first time in forty years, and the ferries that link it to\n"
        "the islands lay still.\n\nChildren skated to school."
    )
    assert article_text(text).count("\n\n") == 1
    assert "for the first time" in article_text(text)
    assert "to the islands" in article_text(text)


def test_lines_that_are_paragraphs_are_not_joined() -> None:
    text = (
        "Fishermen cut holes in the ice with saws on Tuesday.\n"
        "Ferries to the islands lay still until the evening tide came.\n"
        "Nobody in the town was hurt, said the mayor."
    )
    assert article_text(text, "clean").split("\n\n") == text.split("\n")


def test_a_headline_is_not_joined_to_its_byline() -> None:
    headline = "Harbour freezes over as winter tightens its grip"
    page = f"{headline}\nBy: Lena Berg\n\nThe ice is thick, and it will stay for a week or two."
    assert tidy(Draft("page", page)).title == headline


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def is_subsequence(part: list[str], whole: list[str]) -> bool:
    rest = iter(whole)
    return all(word in rest for word in part)


PIECES = st.sampled_from([*WORDS, "\n", "\n\n", "Advertisements", "\u200b", "- ", "# ", "Photo: x", "©", "3 min read"])


@given(st.lists(PIECES, max_size=40).map(" ".join) | st.text(max_size=200), st.sampled_from(["plain", "html", "clean"]))
def test_words_are_never_changed_and_keep_their_order(text: str, markup: str) -> None:
    try:
        found = article_text(text, markup)
    except ReadError:
        return
    assert fold_characters(found) == found
    kept = words_of(found)
    if markup != "plain":  # a pasted page's headline is moved to the top
        assert is_subsequence(kept, words_of(fold_characters(text)))
    assert set(kept) <= set(words_of(fold_characters(text)))


@given(st.lists(st.sampled_from(WORDS), min_size=3, max_size=40))
def test_prose_keeps_all_its_words(words: list[str]) -> None:
    text = "Then " + "".join(word + (" " if at % 7 else "\n") for at, word in enumerate(words, 1)) + "ended."
    text = text.replace("\n", " ")
    assert article_text(text, "clean").split() == text.split()
