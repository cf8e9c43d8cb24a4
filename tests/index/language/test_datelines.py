"""The date over an article is read in the usual forms and languages; one of two meanings is none."""

from datetime import date

import pytest

from index.language.datelines import read_dateline


@pytest.mark.parametrize(
    "line",
    [
        *("March 15th, 2026", "15.03.2026", "15/03/2026", "03/15/2026", "15-03-2026", "2026-03-15", "2026/03/15"),
        *("2026-03-15T08:30:00Z", "2026-03-15 08:30", "Sunday 15th March 2026", "Sun, 15 Mar 2026 10:00:00 +0000"),
        *("15-Mar-2026", "Mar 15 2026", "15 March, 2026", "Published: March 15th, 2026 at 10:00 AM"),
        *("15 mars 2026", "15. März 2026", "15 de marzo de 2026", "15 de março de 2026", "15 Maret 2026"),
        *("15 марта 2026 г.", "15 березня 2026", "15 marca 2026", "15. maaliskuuta 2026", "2026. március 15."),
        *("15 Mart 2026", "15 Μαρτίου 2026", "15 tháng 3, 2026", "2026年3月15日", "2026년 3월 15일"),
        *("15 มีนาคม 2569", "15 มีนาคม 2026", "15 مارس 2026", "١٥ مارس ٢٠٢٦", "15 במרץ 2026", "15 मार्च 2026"),
        *("Publié le 15 mars 2026 à 10h00", "Veröffentlicht am 15. März 2026, 10:15 Uhr", "Опубликовано 15 марта 2026"),
    ],
)
def test_a_dateline_is_read_in_any_usual_form(line: str) -> None:
    found = read_dateline(line)
    assert found is not None
    day, beside = found
    assert day == date(2026, 3, 15)
    assert len(beside) <= 2


@pytest.mark.parametrize(
    "line",
    [
        *("03/04/2026", "3-4-2026", "15/3/26", "15 March", "March 2026", "2026", "Posted 3 hours ago", ""),
        *("Boat 15 sails 2026", "4,300 passengers 2026", "Harbour 12 of 2026", "31/31/2026", "tel. 12-2026-2026"),
        f"{'word ' * 30}15 March 2026",
    ],
)
def test_what_has_no_full_date_or_one_of_two_meanings_is_none(line: str) -> None:
    assert read_dateline(line) is None


@pytest.mark.parametrize(
    ("line", "beside"),
    [
        ("Harbour flood of July 24, 2025", ["Harbour", "flood", "of"]),
        ("Kettle Daily, 15.03.2026, 10:15 Uhr", ["Kettle", "Daily"]),
        ("15 mars 2026 kl. 10.00", []),
        ("Kettle Daily | 15 March 2026 | 3 min read", []),
        ("Updated: March 16, 2026 | Published: March 15, 2026", []),
    ],
)
def test_the_words_beside_it_are_told(line: str, beside: list[str]) -> None:
    found = read_dateline(line)
    assert found is not None
    assert found[1] == beside
