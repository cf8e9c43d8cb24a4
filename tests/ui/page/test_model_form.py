"""The form that says who answers: what it shows, how it is read back, and that it never tells a key."""

import json
import traceback
from typing import Any

import pytest
from pydantic import SecretStr

from rag.settings import PRESETS, LlmSettings
from tests.ui.reading import HOSTILE, Reader, assert_inert
from ui.page.html.model_form import ChoiceError, host_of, in_form_words, read_model, render_form, render_line

KEY = "sk-quite-secret"
OLLAMA = PRESETS["ollama"]
NONE = LlmSettings(api_key=SecretStr(KEY))  # a key in the environment, and no model
KNOWN = LlmSettings(base_url="https://models.example/v1", model="press-7b", api_key=SecretStr(KEY))


def form(**fields: Any) -> str:
    return json.dumps({"who": "ollama", "base_url": OLLAMA, "model": "llama3.2", "api_key": "", **fields})


def key_of(model: LlmSettings | None) -> str | None:
    return model.api_key.get_secret_value() if model else None


def test_quoting_is_no_model() -> None:
    assert read_model(form(who="quote"), KNOWN, KNOWN) is None
    assert read_model("{}", KNOWN, None) is None


def test_a_model_is_read_with_what_more_is_typed() -> None:
    typed = form(
        base_url=" http://127.0.0.1:9/v1/ ", api_key=f" {KEY} ", temperature="0.5", timeout="60", idle_timeout=""
    )
    model = read_model(typed, NONE, None)
    assert model is not None
    assert (model.base_url, model.model, model.temperature, model.timeout) == (
        *("http://127.0.0.1:9/v1", "llama3.2"),
        *(0.5, 60),
    )
    assert model.idle_timeout == LlmSettings().idle_timeout
    assert key_of(model) == KEY


def test_the_model_of_the_settings_is_chosen_as_it_is() -> None:
    assert read_model(form(who="settings"), KNOWN, None) == KNOWN


@pytest.mark.parametrize("held", [None, KNOWN])
def test_a_key_is_used_again_only_at_the_address_it_was_meant_for(held: LlmSettings | None) -> None:
    there = form(who="address", base_url="https://models.example/v1", model="press-13b")
    assert key_of(read_model(there, KNOWN, held)) == KEY
    assert key_of(read_model(form(base_url="https://models.example.evil.example/v1"), KNOWN, held)) == ""
    assert key_of(read_model(form(base_url="http://models.example/v1"), KNOWN, held)) == ""


def test_a_key_alone_switches_nothing_on_and_goes_nowhere() -> None:
    assert key_of(read_model(form(), NONE, None)) == ""
    assert "settings" not in [one["value"] for one in Reader(render_form(NONE, None)).all("option")]


def test_a_name_and_password_in_an_address_stay_with_it_and_are_not_shown() -> None:
    held = LlmSettings(base_url=f"https://desk:{KEY}@models.example/v1", model="press-7b")
    assert KEY not in render_form(NONE, held)
    again = read_model(form(base_url=held.shown_url), NONE, held)
    assert again is not None
    assert again.base_url == held.base_url


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"base_url": "ollama dot com"}, "Address: give an address such as"),
        ({"base_url": "file:///etc/passwd"}, "Address: give an address such as"),
        ({"model": " "}, "name the model"),
        ({"context_window": "12"}, "Context size, tokens: Input should be greater"),
        ({"temperature": "warm"}, "Temperature: Input should be a valid number"),
        ({"api_key": f"{KEY}\nX-Other: 1"}, "Key: the key has characters that no key has"),
    ],
)
def test_what_names_no_model_is_told_in_a_line_without_what_was_typed(fields: dict[str, str], told: str) -> None:
    with pytest.raises(ChoiceError, match=told) as caught:
        read_model(form(**{"api_key": KEY, **fields}), NONE, None)
    assert "\n" not in str(caught.value)
    assert KEY not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize("typed", ["", "[", "[]", '{"model": 1}', '{"who": ["ollama"]}'])
def test_what_is_no_form_is_refused(typed: str) -> None:
    with pytest.raises(ChoiceError, match="reload the page"):
        read_model(typed, NONE, None)


def test_the_form_offers_quoting_then_the_model_of_the_settings_then_the_others() -> None:
    shown = Reader(render_form(KNOWN, None))
    options = shown.all("option")
    assert [one["value"] for one in options] == ["quote", "settings", *PRESETS, "address"]
    assert options[0]["text"] == "Quoting: word for word, no model"
    assert options[1]["text"] == "press-7b at models.example, of the settings"
    assert [one["value"] for one in options if "selected" in one] == ["quote"]
    assert {one["value"]: one["data-address"] for one in options if one["value"] in PRESETS} == PRESETS


@pytest.mark.parametrize("model", [None, KNOWN, KNOWN.model_copy(update={"base_url": OLLAMA})])
def test_a_key_is_never_written(model: LlmSettings | None) -> None:
    written = render_form(KNOWN, model) + render_line(model)
    assert KEY not in written
    (key,) = Reader(written).all("input", name="api_key")
    assert (key["type"], "value" in key) == ("password", False)


def test_a_chosen_model_stands_in_the_form_and_on_the_line() -> None:
    model = LlmSettings(model="llama3.2")
    shown = Reader(render_form(NONE, model))
    assert [one["value"] for one in shown.all("option") if "selected" in one] == ["ollama"]
    assert shown.all("input", name="model")[0]["value"] == "llama3.2"
    (line,) = Reader(render_line(model)).all("button")
    assert (line["text"], "data-writes" in line) == ("Written by llama3.2", True)
    assert "data-writes" not in Reader(render_line(None)).all("button")[0]


def test_nothing_hostile_comes_out_of_a_model_s_name() -> None:
    model = LlmSettings(model=HOSTILE)
    for written in (render_form(model, None), render_form(model, model), render_line(model)):
        assert_inert(written)


def test_it_is_told_where_questions_go() -> None:
    assert host_of(KNOWN) == "models.example"
    assert host_of(LlmSettings(base_url="https://me:secret@models.example:8443/v1")) == "models.example:8443"
    assert host_of(LlmSettings()) == "127.0.0.1:11434 (this machine)"


def test_a_fault_is_told_in_the_words_of_the_form() -> None:
    assert in_form_words("nobody answers; correct PULLQUOTE_LLM__BASE_URL") == "Nobody answers; correct “Address”."
    said = in_form_words("qwen said nothing for 9 s; ask again, or raise PULLQUOTE_LLM__FIRST_TOKEN_TIMEOUT")
    assert said == "qwen said nothing for 9 s; ask again, or raise “Wait for the first word”."
