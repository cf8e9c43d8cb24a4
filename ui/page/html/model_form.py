"""Who answers, as a form: quoting, or a model at an address; and what is typed there, read back.

A key is read and never written: not into the page, not into the message of an error.
"""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from pydantic import ValidationError

from rag.settings import PRESETS, LlmSettings
from ui.page.html.markup import Html, button, element, field
from ui.service.validation import describe_fault
from ui.settings import LOOPBACK
from ui.wording import to_sentence

QUOTING = "quote"
_CONFIGURED = "settings"
_OTHER = "address"
_NAMES = {"openai": "OpenAI", "ollama": "Ollama", "lmstudio": "LM Studio", "vllm": "vLLM", "llama.cpp": "llama.cpp"}
_MORE = {
    "context_window": ("Context size, tokens", "1"),
    "answer_tokens": ("Length of an answer, tokens", "1"),
    "temperature": ("Temperature", "any"),
    "first_token_timeout": ("Wait for the first word, seconds", "any"),
    "idle_timeout": ("Wait between words, seconds", "any"),
    "timeout": ("Wait in all, seconds", "any"),
}
_OPENINGS = frozenset({"nobody", "no", "there", "the"})  # of messages that may begin with a capital
_LABELS = {"base_url": "Address", "model": "Model", "api_key": "Key"} | {name: one for name, (one, _) in _MORE.items()}


class ChoiceError(ValueError):
    """What was typed names no model; the message is one line for readers, without what was typed."""


def read_model(typed: str, configured: LlmSettings, current: LlmSettings | None) -> LlmSettings | None:
    """Return the model that the form names, None for quoting; raise ChoiceError.

    `configured` is the one of the settings, `current` the one that answers now. Where no key is typed, theirs is used,
    but only at the address that it was meant for.
    """
    form = _read(typed)
    who = form.pop("who", QUOTING)
    if who == QUOTING:
        return None
    if who == _CONFIGURED and configured.model:
        return configured
    if not form.get("model"):
        raise ChoiceError("name the model, as its server calls it")
    try:
        model = LlmSettings.model_validate({name: value for name, value in form.items() if value})
    except ValidationError as error:
        fault = error.errors(include_input=False, include_context=False, include_url=False)[0]
        message = f"{_LABELS[str(fault['loc'][0])]}: {describe_fault(fault)}"
    else:
        with_key = [one for one in (current, configured) if one and one.model and not form.get("api_key")]
        same = (one for one in with_key if model.base_url in {one.base_url, one.shown_url})  # the form shows the latter
        kept = next(({"api_key": one.api_key, "base_url": one.base_url} for one in same), {})
        return model.model_copy(update=kept)
    raise ChoiceError(message)  # out here, so that what was typed is no part of it


def host_of(model: LlmSettings) -> str:
    """Return where a model's questions go, as it is told: `api.openai.com`, `127.0.0.1:11434 (this machine)`."""
    parts = urlsplit(model.shown_url)
    return f"{parts.netloc} (this machine)" if parts.hostname in LOOPBACK else parts.netloc


def render_line(model: LlmSettings | None, times: int = 0) -> Html:
    """Render who answers, as a button that opens the form; `times` counts the choices, so that each is a change."""
    line = f"Written by {model.model}" if model else "Quoting"
    return button(
        element("span", line, class_="model-name", dir="auto"),
        "quiet model-toggle",
        aria_expanded="false",
        aria_controls="model-form",
        aria_label=f"Who answers: {line}",
        data_models=str(times),
        data_writes=model is not None,
    )


def render_form(configured: LlmSettings, model: LlmSettings | None) -> Html:
    """Render the form, closed; the model of the settings (`configured`) comes first, if they name one."""
    who = _who(configured, model)
    options = (
        element("option", label, value=value, data_address=address, selected=value == who)
        for value, label, address in _options(configured)
    )
    use = button("Use", "use", type="submit")
    others = (button("Try it", "quiet", data_try=True), button("Close", "quiet", data_close=True))
    return element(
        "form",
        field("Who answers", element("select", *options, name="who")),
        _model_fields(model or configured, typed=who not in {QUOTING, _CONFIGURED}),
        element("p", use, *others, class_="choosing"),
        id="model-form",
        class_="models",
        hidden=True,
        autocomplete="off",
        aria_label="Who answers",
    )


def _model_fields(model: LlmSettings, *, typed: bool) -> Html:
    """Render the fields that name a model, filled if it was `typed` before."""
    kept = typed and bool(model.api_key.get_secret_value())
    hint = "set; leave empty to keep it" if kept else "if one is needed; kept until you leave"
    numbers = (
        field(label, element("input", type="number", name=name, value=f"{getattr(model, name):g}", step=step, min="0"))
        for name, (label, step) in _MORE.items()
    )
    sent = "Your questions and the passages read for them are sent to this address. Each sentence is checked here."
    return element(
        "div",
        _text_field("base_url", model.shown_url if typed else "", "field wide", type="text", inputmode="url"),
        _text_field("model", model.model if typed else "", type="text", placeholder="as its server calls it"),
        _text_field("api_key", None, type="password", placeholder=hint),
        element("details", element("summary", "More"), element("div", *numbers, class_="fields"), class_="more"),
        element("p", sent, class_="told"),
        class_="fields",
        data_written=True,
    )


def _text_field(name: str, value: str | None, kind: str = "field", **attributes: str) -> Html:
    plain = {"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}
    return field(_LABELS[name], element("input", name=name, value=value, **plain, **attributes), kind)


def _who(configured: LlmSettings, model: LlmSettings | None) -> str:
    if model is None:
        return QUOTING
    if model == configured:
        return _CONFIGURED
    return next((name for name, address in PRESETS.items() if address == model.base_url), _OTHER)


def _options(configured: LlmSettings) -> Iterator[tuple[str, str, str | None]]:
    """Yield what is sent, what is shown, and the address to begin with, of each who may answer."""
    yield QUOTING, "Quoting: word for word, no model", None
    if configured.model:
        yield _CONFIGURED, f"{configured.model} at {host_of(configured)}, of the settings", None
    for name, address in PRESETS.items():
        yield name, f"A model of {_NAMES[name]}", address
    yield _OTHER, "A model at another address", ""


def _read(typed: str) -> dict[str, Any]:
    try:
        form = json.loads(typed)
    except ValueError:
        form = None
    if not isinstance(form, dict) or not all(isinstance(value, str) for value in form.values()):
        raise ChoiceError("this form can't be read; reload the page")
    return {name: value.strip() for name, value in form.items() if name in _LABELS or name == "who"}


def in_form_words(message: str) -> str:
    """Say in the form's words what a model's fault says in those of the settings: a sentence."""
    for name, label in _LABELS.items():
        message = message.replace(f"PULLQUOTE_LLM__{name.upper()}", f"“{label.partition(',')[0]}”")
    first = message.partition(" ")[0]
    return to_sentence(message) if first in _OPENINGS else f"{message}."  # model names and addresses keep their case
