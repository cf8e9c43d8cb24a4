"""Running text is told from headlines, in scripts without spaces by the number of characters."""

import pytest

from index.prose import count_words, is_prose


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Harbour freezes over again", 4),
        ("港が凍った", 3),
        ("鳴瀬市で路面電車が復活 2026", 7),
        ("ตลาดน้ำแห่งใหม่", 3),
        ("다리가 열렸다", 2),
        ("", 0),
    ],
)
def test_words_are_counted_by_spaces_or_by_characters(text: str, words: int) -> None:
    assert count_words(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "市は高齢者の足を確保するために路面電車を走らせると説明している。",
        "बारिश के कारण इस परियोजना का काम दो बार रुका था।",
        "ตลาดแห่งนี้มีร้านค้า 230 ร้าน และคาดว่าจะมีนักท่องเที่ยววันละ 5,600 คน โครงการล่าช้าไปสี่เดือนเพราะน้ำท่วมใหญ่เมื่อปีที่แล้ว",
    ],
)
def test_sentences_of_any_script_are_running_text(text: str) -> None:
    assert is_prose(text)


@pytest.mark.parametrize(
    "text",
    ["鳴瀬市で路面電車が三十年ぶりに復活", "เมืองบ้านทรายงามเปิดตลาดน้ำแห่งใหม่", "सुरजपुर में नया सौर ऊर्जा संयंत्र शुरू", "文/山田"],
)
def test_headlines_and_bylines_of_any_script_are_not(text: str) -> None:
    assert not is_prose(text)
