"""The masthead of a pasted page tells title, publisher and date."""

from datetime import date

import pytest

from index.language.dates import find_date
from index.prose import is_prose
from index.tidy.masthead import read_masthead, title_from

PROSE = "The harbour of the old town froze over on Tuesday for the first time in forty years."


@pytest.mark.parametrize(
    "text",
    [
        *("2026-01-16", "2026/1/16 13:20", "2026.01.16", "January 16, 2026", "Jan. 16 2026", "16 January 2026"),
        *("Enero 16, 2026", "16 ng Enero 2026", "16 Jan, 2026", "filed 2026-01-16T13:20:00Z"),
    ],
)
def test_a_date_is_read_however_it_is_written(text: str) -> None:
    assert find_date(text) == date(2026, 1, 16)


@pytest.mark.parametrize("text", ["", "2026", "16 January", "2026-13-45", "Room 2026-1-160", "1/2/26"])
def test_what_is_no_full_date_is_none(text: str) -> None:
    assert find_date(text) is None


def test_an_impossible_date_doesnt_hide_a_real_one() -> None:
    assert find_date("2026-02-31, that is 2026-03-03") == date(2026, 3, 3)


def test_a_headline_that_stands_twice_is_the_title_and_stays_once() -> None:
    found = read_masthead(["Kettle App", "Markets today at a glance", *["Harbour freezes over again"] * 2, PROSE])
    assert found.title == "Harbour freezes over again"
    assert found.body == ["Harbour freezes over again", PROSE]


def test_the_line_over_the_byline_is_the_title() -> None:
    lines = ["News and views from everywhere", "Harbour freezes over again", "By: Lena Berg", PROSE]
    assert read_masthead(lines).title == "Harbour freezes over again"
    assert read_masthead(lines).body == ["News and views from everywhere", "Harbour freezes over again", PROSE]


def test_a_headline_over_a_deck_is_not_lost() -> None:
    lines = ["Harbour freezes over again", "Boats wait for a third week", "By: Lena Berg", PROSE]
    assert read_masthead(lines).body[:2] == lines[:2]


def test_a_headline_with_a_date_in_it_is_no_byline() -> None:
    found = read_masthead(["Harbour flood of July 24, 2025", PROSE])
    assert (found.title, found.published) == ("Harbour flood of July 24, 2025", None)


def test_the_publisher_is_the_name_before_the_date() -> None:
    found = read_masthead(["Harbour freezes over again", "Kettle DailyKettle Daily2026/01/16 13:20", PROSE])
    assert (found.publisher, found.published) == ("Kettle Daily", date(2026, 1, 16))


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("© The Kettle Daily(www.kettle.example). All rights reserved.", "The Kettle Daily"),
        ("Copyright © 2026 Kettle Daily", "Kettle Daily"),
        ("© 2025-2026 Kettle Daily. All rights reserved", "Kettle Daily"),
    ],
)
def test_the_publisher_stands_in_the_copyright_line(line: str, publisher: str) -> None:
    assert read_masthead(["Harbour freezes over again", PROSE, line]).publisher == publisher


def test_the_publisher_is_named_by_the_site_icon() -> None:
    assert (
        read_masthead(["Site icon Kettle.example", "Harbour freezes over again", PROSE]).publisher == "Kettle.example"
    )


def test_a_sentence_about_copyright_names_no_publisher() -> None:
    lines = ["Harbour freezes over again", PROSE, "Copyright law must change, a judge wrote."]
    assert read_masthead(lines).publisher is None


def test_the_authors_signature_at_the_end_goes_with_the_byline() -> None:
    lines = ["Harbour freezes over again", "Lena Berg 17:58", PROSE, "Lena Berg"]
    assert read_masthead(lines).body == ["Harbour freezes over again", PROSE]


def test_a_text_without_masthead_keeps_every_line() -> None:
    lines = [PROSE, "Ships wait.", PROSE]
    found = read_masthead(lines)
    assert (found.title, found.publisher, found.published, found.body) == (None, None, None, lines)


def test_a_title_is_made_of_the_first_words() -> None:
    assert title_from("Ships wait.\n\nMore.") == "Ships wait"
    made = title_from("The harbour of the old town, which had not frozen over for forty long years, froze on Tuesday.")
    assert made == "The harbour of the old town, which had not frozen over for forty long years…"
    assert len(title_from("word " * 100)) <= 91


def test_prose_is_told_from_headlines() -> None:
    assert is_prose(PROSE)
    assert not is_prose("Harbour freezes over again")
    assert not is_prose("By Lena Berg.")
