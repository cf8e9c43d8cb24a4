"""Which of the lines that are no sentences may be quoted."""

import pytest

from rag.retrieve.headings import holds_figure


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Adults: $7.50", "en"),
        ("Adults pay two crowns", "en"),
        ("| 2025 | 4,300 | 55% |", "en"),
        ("2024: 3,100", "en"),
        ("Nvidia tops $5 trillion", "en"),
        ("Over 900 rescued off the coast", "en"),
        ("Open 9 a.m. to 5 p.m.", "en"),
        ("Erwachsene: 7,50 Euro", "de"),
        ("Entrada general: 7,50 €", "es"),
        ("Dewasa: Rp 50.000", "id"),
        ("Взрослые: 750 руб.", "ru"),
        ("大人 200円", "ja"),
        ("ราคา 87 ล้านบาท", "th"),
        ("التذكرة: ٤٧ دينار", "ar"),
        ("टिकट: 120 रुपये", "hi"),
    ],
)
def test_a_line_that_gives_a_figure_may(line: str, language: str) -> None:
    assert holds_figure(line, language)


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Harbour freezes over again", "en"),
        ("Harbour council to vote in 2027", "en"),
        ("| Year | Passengers | Share |", "en"),
        ("15 March 2026", "en"),
        ("March 15, 2026, 08:30 GMT", "en"),
        ("Sun, 15 Mar 2026 10:00:00 +0000", "en"),
        ("By Ana Reyes, 16:20", "en"),
        ("Photo: Ana Reyes/2024", "en"),
        ("A ship in 1998", "en"),
        ("What the H20 chip can do", "en"),
        ("The first ferry", "en"),
        ("15. März 2026", "de"),
        ("15 de marzo de 2026", "es"),
        ("15 mars 2026", "fr"),
        ("15 марта 2026 г.", "ru"),
        ("2026年3月15日", "ja"),
        ("15 มีนาคม 2569", "th"),
        ("2026년 3월 15일", "ko"),
        ("15 tháng 3 năm 2026", "vi"),
        ("15 במרץ 2026", "he"),
        ("15 मार्च 2026", "hi"),
        ("15 مارس 2026", "ar"),
        ("鳴瀬市で路面電車が復活", "ja"),
    ],
)
def test_headlines_bylines_and_captions_may_not(line: str, language: str) -> None:
    assert not holds_figure(line, language)
