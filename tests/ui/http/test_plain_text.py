"""An answer as plain text: what is said of the closest words, and taken off again where it comes back as history."""

from rag.write.writer import StatementEvent
from tests.ui.page.answers import answer
from ui.http.plain_text import TextStream, strip_sources, to_text
from ui.wording import CLOSEST


def test_the_closest_words_are_said_to_be_that_before_them() -> None:
    assert to_text(answer(confidence="closest")).startswith(f"{CLOSEST}\n\nRain fell on Tuesday. [1]\n\n[1] ")
    assert CLOSEST not in to_text(answer(confidence="answers"))


def test_where_they_are_sent_already_it_is_said_below() -> None:
    closest, text = answer(confidence="closest"), TextStream()
    text.add(StatementEvent(closest.statements[0], closest.citations))
    assert text.finish(closest).endswith(f"\n\n{CLOSEST}")


def test_an_earlier_answer_is_read_without_it() -> None:
    assert strip_sources(to_text(answer(confidence="closest"))) == "Rain fell on Tuesday. [1]"
