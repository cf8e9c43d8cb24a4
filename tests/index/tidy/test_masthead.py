"""The masthead of a pasted page tells title, publisher and date."""

from datetime import date

import pytest

from index.language.dates import find_date
from index.prose import is_prose
from index.tidy.masthead import find_published, name_in_copyright, read_masthead, title_from

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


@pytest.mark.parametrize("dateline", ["15/03/2026", "15 mars 2026", "2026年3月15日", "Sunday 15th March 2026"])
def test_a_date_alone_on_a_line_over_the_text_is_the_articles(dateline: str) -> None:
    found = read_masthead(["Harbour freezes over again", dateline, PROSE])
    assert (found.title, found.published) == ("Harbour freezes over again", date(2026, 3, 15))
    assert found.body == ["Harbour freezes over again", PROSE]


def test_a_source_and_a_date_may_stand_over_the_headline() -> None:
    found = read_masthead(["Kettle Daily, March 15, 2026", "Harbour freezes over again", PROSE])
    assert (found.title, found.published) == ("Harbour freezes over again", date(2026, 3, 15))


@pytest.mark.parametrize(
    "headline", ["Storm of 14 November 2003", "Brenn, 14 November 2003", "Orla on 14 November 2003"]
)
def test_the_only_headline_is_no_dateline_for_the_date_in_it(headline: str) -> None:
    found = read_masthead([headline, PROSE])
    assert (found.title, found.published) == (headline, None)


@pytest.mark.parametrize(
    "opening",
    [
        *("VELMORA, March 15, 2026 (KD) — ", "NEW BRENN, March 15, 2026 /KettleWire/ -- ", "Orla, 15 March 2026 – "),
        *("ORLA (15.03.2026) — ", "São Lirio, 15 de março de 2026 — "),
    ],
)
def test_a_dateline_that_the_text_opens_with_is_read(opening: str) -> None:
    assert find_published(["Harbour freezes over again", opening + PROSE]) == date(2026, 3, 15)
    assert read_masthead(["Harbour freezes over again", opening + PROSE]).published == date(2026, 3, 15)


@pytest.mark.parametrize(
    "sentence",
    [
        "The storm of 14 November 2003 sank three boats off the coast, and the port was shut for nine days.",
        "On 14 November 2003 — a Friday — the storm sank three boats off the coast of the old town.",
        "14 November 2003 — nobody in the old town has forgotten the night in which the harbour burned.",
        "It was 14 November 2003 – the night of the great storm – when three boats sank off the coast.",
        "The first line opened in 1998 and was rebuilt on 2011-05-03 after the great storm, the office wrote.",
    ],
)
def test_a_date_in_the_prose_is_no_publication_date(sentence: str) -> None:
    for lines in (["Harbour remembers the storm", sentence], [sentence], [PROSE, sentence, "14 November 2003", PROSE]):
        assert find_published(lines) is None
        assert read_masthead(lines).published is None


def test_a_caption_over_the_text_of_a_web_page_tells_no_publication_date() -> None:
    assert find_published(["Harbour remembers", "The pier on 14 November 2003", PROSE]) is None
    assert find_published(["Harbour remembers", "Published on 14 November 2003", PROSE]) == date(2003, 11, 14)


def test_a_headline_without_spaces_is_the_title() -> None:
    lines = [
        "鳴瀬市で路面電車が三十年ぶりに復活",
        "2026年3月15日",
        "鳴瀬市で土曜日、路面電車が三十年ぶりに運行を再開した。総工費は74億円だ。",
    ]
    found = read_masthead(lines)
    assert (found.title, found.published, found.body) == (lines[0], date(2026, 3, 15), [lines[0], lines[2]])


def test_a_thai_page_has_its_headline_and_date() -> None:
    lines = ["เมืองบ้านทรายงามเปิดตลาดน้ำแห่งใหม่", "15 มีนาคม 2569", "เมืองเปิดตลาดน้ำแห่งใหม่เมื่อวันเสาร์ที่ผ่านมา " * 4]
    found = read_masthead(lines)
    assert (found.title, found.published, found.body) == (lines[0], date(2026, 3, 15), [lines[0], lines[2]])


@pytest.mark.parametrize("line", ["Copyright ©", "© 2026", "Copyright © 2026.", "(c)", "© Copyright 2026", "Copyright"])
def test_a_copyright_line_without_a_name_names_nobody(line: str) -> None:
    assert name_in_copyright(line) is None


@pytest.mark.parametrize("line", ["© Copyright 2026 Kettle Daily", "Copyright (c) 2025 - 2026 by Kettle Daily"])
def test_whom_a_copyright_line_names_is_told_whatever_its_order(line: str) -> None:
    assert name_in_copyright(line) == "Kettle Daily"


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
