"""What is read of the page's events, whoever sends them."""

from typing import Any

import gradio as gr
import pytest

from ui.page.gradio_options import read_event


def event(data: Any) -> gr.EventData:
    return gr.EventData(None, data)


def test_what_the_page_says_is_read() -> None:
    assert read_event(event({"question": "When?", "turn": 3}), "question") == "When?"
    assert read_event(event({"question": "When?", "turn": 3}), "turn") == "3"


@pytest.mark.parametrize("data", [None, {}, [], "question", {"answer": "x"}])
def test_an_event_of_somebody_else_says_nothing(data: Any) -> None:
    assert read_event(event(data), "question") == ""
