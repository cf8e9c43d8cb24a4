"""What a request may look like."""

from datetime import date

import pytest
from pydantic import ValidationError

from ui.service.contract import AskRequest
from ui.service.validation import describe_faults


def test_a_language_is_a_two_letter_code_and_fil_is_filipino() -> None:
    assert AskRequest(question="?", language="fil").filters.language == "tl"
    with pytest.raises(ValidationError, match="two-letter code"):
        AskRequest(question="?", language="English")


@pytest.mark.parametrize("given", ["yesterday", "2026-13-01", "1767225600"])
def test_a_day_is_a_calendar_day(given: str) -> None:
    with pytest.raises(ValidationError, match="2026-01-31"):
        AskRequest.model_validate({"question": "?", "after": given})


def test_a_day_is_read() -> None:
    assert AskRequest.model_validate({"question": "?", "after": "2026-01-31"}).filters.after == date(2026, 1, 31)


def test_a_lone_surrogate_can_be_sent_back() -> None:
    assert "\ud800" not in AskRequest(question="Who \ud800?", id="\ud800").model_dump_json()


def test_what_is_wrong_is_told_without_a_library_s_label() -> None:
    with pytest.raises(ValidationError) as caught:
        AskRequest(question="?", language="English")
    assert describe_faults(caught.value.errors()) == "language: give a two-letter code such as en or tl"
