"""Thai has no stops: its sentences are cut at spaces, but not at every space."""

import pytest

from index.split.sentences import split_sentences

PARAGRAPHS = (
    "เมืองบ้านทรายงามเปิดตลาดน้ำแห่งใหม่เมื่อวันเสาร์ที่ผ่านมา|นายธนกร ศรีวิไล ผู้อำนวยการโครงการกล่าวว่า "
    "งบประมาณก่อสร้างอยู่ที่ 87 ล้านบาท ซึ่งสูงกว่าแผนเดิมร้อยละ 9|โครงการล่าช้าไปสี่เดือนเพราะน้ำท่วม"
    "|ตลาดแห่งนี้มีร้านค้า 230 ร้าน และคาดว่าจะมีนักท่องเที่ยววันละ 5,600 คน",
    "ทำไมจึงเปิดเฉพาะวันหยุด|นายธนกรตอบว่าชาวบ้านส่วนใหญ่ทำงานในวันธรรมดา",
)


@pytest.mark.parametrize("paragraph", PARAGRAPHS)
def test_a_space_ends_a_sentence_where_a_new_one_begins(paragraph: str) -> None:
    expected = paragraph.split("|")
    text = " ".join(expected)
    spans = split_sentences(text)
    assert [text[span.start : span.end] for span in spans] == expected
    assert not any(span.heading for span in spans)


@pytest.mark.parametrize("text", ["ราคา 87 ล้านบาท", "นายธนกร ศรีวิไล", "เมืองบ้านทรายงามเปิดตลาดน้ำแห่งใหม่"])
def test_a_short_line_is_whole_and_a_heading(text: str) -> None:
    assert [(span.start, span.end, span.heading) for span in split_sentences(text)] == [(0, len(text), True)]
