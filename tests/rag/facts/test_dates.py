"""Dates are read alike in every language, spelling and place where dates are read."""

from datetime import date

import pytest

from index.language.dates import find_date
from index.language.detection import language_of
from index.language.language import languages
from rag.facts.dates.period import day
from rag.facts.dates.reader import dates_in, times_in
from rag.facts.facts import facts_in, has
from rag.lookup.alignment import align
from rag.lookup.differences import differences
from rag.lookup.folding import FoldedText
from rag.lookup.tokens import Tokens
from rag.question.times import asked_about

WRITTEN = [  # a language, a day in it, and the day
    ("en", "Jan. 5, 2026", date(2026, 1, 5)),
    ("en", "Sept. 3, 2025", date(2025, 9, 3)),
    ("en", "Sep 3 2025", date(2025, 9, 3)),
    ("en", "3 September 2025", date(2025, 9, 3)),
    ("en", "the 16th of January 2026", date(2026, 1, 16)),
    ("en", "May 4, 2026", date(2026, 5, 4)),
    ("tl", "ika-16 ng Enero 2026", date(2026, 1, 16)),
    ("tl", "Enero 16, 2026", date(2026, 1, 16)),
    ("tl", "Set. 3, 2025", date(2025, 9, 3)),
    ("tl", "January 16, 2026", date(2026, 1, 16)),
    ("es", "16 de enero de 2026", date(2026, 1, 16)),
    ("es", "3 de setiembre del 2025", date(2025, 9, 3)),
    ("es", "1º de marzo de 2026", date(2026, 3, 1)),
    ("es", "16 ene. 2026", date(2026, 1, 16)),
    ("id", "16 Januari 2026", date(2026, 1, 16)),
    ("id", "17 Agt. 2025", date(2025, 8, 17)),
    ("id", "5 Nopember 2025", date(2025, 11, 5)),
    ("de", "16. März 2026", date(2026, 3, 16)),
    ("de", "3. Sept. 2025", date(2025, 9, 3)),
    ("de", "5. Jänner 2026", date(2026, 1, 5)),
    ("de", "16.03.2026", date(2026, 3, 16)),
    *((one.code, "2026-01-05", date(2026, 1, 5)) for one in languages()),
]
NO_DATES = [
    ("en", "She may. They march on. In Mar they set 5."),
    ("de", "Es sank in 2000 Fällen auf 1800 Euro."),
    ("tl", "Isang linggo. Maaari itong tumaas."),
    ("es", "El mar, un set, la mayoría; ella marchó."),
    ("id", "Satu minggu, seorang bernama Mei."),
    ("de", "Der Morgen, das Mark."),
    ("fr", "Il est venu le 16 January 2026, le 5 mars 2026, Friday."),
]
PARTS = [  # a language, words, and what they tell
    ("en", "Friday, Sept. 3", [{"weekday": 5}, {"month": 9, "day": 3}]),
    ("en", "Fri., Sept. 3", [{"weekday": 5}, {"month": 9, "day": 3}]),
    ("en", "in May and the 1990s", [{"month": 5}, {"decade": 1990}]),
    ("en", "in the fall of 2024", [{"season": 3}, {"year": 2024}]),
    ("tl", "noong Linggo, Marso 8", [{"weekday": 7}, {"month": 3, "day": 8}]),
    ("tl", "noong Setyembre, sa tag-init", [{"month": 9}, {"season": 2}]),
    ("es", "el miércoles 4 de marzo", [{"weekday": 3}, {"month": 3, "day": 4}]),
    ("es", "en los años 90, en otoño de 2024", [{"decade": 1990}, {"season": 3}, {"year": 2024}]),
    ("id", "pada hari Jumat, 3 Oktober", [{"weekday": 5}, {"month": 10, "day": 3}]),
    ("id", "pada Mei, tahun 1990-an", [{"month": 5}, {"decade": 1990}]),
    ("de", "am Mittwoch, dem 4. März", [{"weekday": 3}, {"month": 3, "day": 4}]),
    ("de", "im Herbst 2024, in den 1990er Jahren", [{"season": 3}, {"year": 2024}, {"decade": 1990}]),
]
TUESDAY = date(2026, 1, 20)
TOLD_FROM_NOW = [  # a language, a sentence, and the days it speaks of on that Tuesday
    ("id", "Harga naik tahun lalu.", "2025"),
    ("id", "Harga naik dua tahun lalu.", "2024"),
    ("id", "Harga naik beberapa tahun lalu.", None),
    ("id", "Harga naik sekitar dua tahun lalu.", None),
    ("id", "Tahun ini harga naik.", "2026"),
    ("id", "Harga naik minggu lalu.", "12–18 Januari 2026"),
    ("id", "Minggu lalu harga naik.", None),
    ("id", "Pasar dibuka bulan depan.", "Februari 2026"),
    ("id", "Mereka bertemu kemarin.", "19 Januari 2026"),
    ("id", "Mereka bertemu pada hari Jumat.", "16 Januari 2026"),
    ("id", "Mereka akan bertemu pada hari Jumat.", None),
    ("id", "Harga naik pada bulan Desember.", "Desember 2025"),
    ("id", "Perusahaan mengumumkan hari ini bahwa harga naik.", "20 Januari 2026"),
    ("id", "Hingga hari ini harga naik.", None),
    ("de", "Letztes Jahr stiegen die Preise.", "2025"),
    ("de", "Im vergangenen Jahr stiegen die Preise.", "2025"),
    ("de", "In den letzten Jahren stiegen die Preise.", None),
    ("de", "Die Preise stiegen vor zwei Jahren.", "2024"),
    ("de", "Die Preise stiegen vor etwa zwei Jahren.", None),
    ("de", "In dieser Woche stiegen die Preise.", "19.–25. Januar 2026"),
    ("de", "Nächsten Monat öffnet der Markt.", "Februar 2026"),
    ("de", "Sie trafen sich vorgestern.", "18. Januar 2026"),
    ("de", "Sie trafen sich am Freitag.", "16. Januar 2026"),
    ("de", "Sie werden sich am Freitag treffen.", None),
    ("de", "Der Markt öffnet am kommenden Freitag.", "23. Januar 2026"),
    ("de", "Im Dezember stiegen die Preise.", "Dezember 2025"),
    ("de", "Der Konzern teilte heute die Zahlen mit.", "20. Januar 2026"),
    ("de", "Heute sind viele davon abhängig.", None),
    ("de", "Sie treffen sich morgen.", "21. Januar 2026"),
    ("de", "Sie trafen sich am Morgen.", None),
]


@pytest.mark.parametrize(("language", "words", "when"), WRITTEN)
def test_a_day_is_read_wherever_days_are_read(language: str, words: str, when: date) -> None:
    for code in (language, None):
        (told,) = dates_in(f"({words})", code)
        assert told.told == {"year": when.year, "month": when.month, "day": when.day}
        assert [one.period for one in times_in(f"({words})", None, code)] == [day(when)]
        assert asked_about(f"{words}?", None, code) == (day(when),)
        assert find_date(f"Kettle Daily | {words} 13:20", code) == when
    assert [one.told for one in facts_in(words, language).dates] == [told.told]


@pytest.mark.parametrize(("language", "words", "when"), WRITTEN)
def test_the_same_day_agrees_in_every_language_and_spelling(language: str, words: str, when: date) -> None:
    (mine,) = facts_in(f"({words})", language).dates
    for other, others, also in WRITTEN:
        there = facts_in(f"({others})", other)
        assert has(there, mine) is has(there, mine, across=True) is (when == also)


@pytest.mark.parametrize(("language", "text"), NO_DATES)
def test_other_words_are_no_dates_and_an_unknown_language_is_read_in_digits_only(language: str, text: str) -> None:
    assert dates_in(text, language) == []
    assert times_in(text, TUESDAY, language) == ()


@pytest.mark.parametrize(("language", "words", "told"), PARTS)
def test_a_part_of_a_date_tells_what_it_says(language: str, words: str, told: list[dict[str, int]]) -> None:
    assert [one.told for one in dates_in(words, language)] == told


@pytest.mark.parametrize(("language", "text", "meaning"), TOLD_FROM_NOW)
def test_a_time_told_from_now_means_the_days_nobody_doubts(language: str, text: str, meaning: str | None) -> None:
    named = [one.period.name(language) for one in times_in(text, TUESDAY, language) if one.period]
    assert named == ([meaning] if meaning else [])
    assert times_in(text, None, language) == ()


def test_a_year_lies_in_its_decade_and_the_decade_in_no_year() -> None:
    (decade,), (year,), (other,) = (dates_in(words, "en") for words in ("the 1990s", "in 1995", "in 2005"))
    assert decade.agrees(year)
    assert not decade.agrees(other)
    assert not has(facts_in("in the 1990s", "en"), dates_in("in 1990", "en")[0])


@pytest.mark.parametrize(
    ("excerpt", "article", "kind"),
    [
        ("It opened on Jan. 5 at noon.", "It opened on Feb. 5 at noon.", "date"),
        ("It opened on Sept. 3 at noon.", "It opened on Sept. 4 at noon.", "date"),
        ("Abrió el 3 de setiembre a mediodía.", "Abrió el 3 de octubre a mediodía.", "date"),
        ("Er öffnete am 3. März um zwölf.", "Er öffnete am 3. Mai um zwölf.", "date"),
        ("Dibuka pada 3 Maret di kota.", "Dibuka pada 3 Juni di kota.", "date"),
        ("It opened on January 5 at noon.", "It opened on Jan. 5 at noon.", "words"),
        ("It opened for Jan at noon.", "It opened for Ann at noon.", "name"),
    ],
)
def test_a_changed_date_is_told_from_one_that_is_only_spelled_otherwise(excerpt: str, article: str, kind: str) -> None:
    here, there = (Tokens(FoldedText(text)) for text in (excerpt, article))
    found = align(here, there)
    assert found
    assert {one.kind for one in differences(here, there, found, language_of(article) or "en")} - {"signs"} == {kind}
