"""Who answers, as a form: quoting, or a model at an address; and what is typed there, read back.

A key is read and never written: not into the page, not into what is told of an error.
"""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from pydantic import ValidationError

from rag.settings import PRESETS, LlmSettings
from ui.page.html.markup import Html, element
from ui.service.validation import describe_fault
from ui.wording import to_sentence

QUOTING = "quote"
_KNOWN = "settings"
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
_OPENINGS = frozenset({"nobody", "no", "there", "the"})  # of what is told of a fault
_LABELS = {"base_url": "Address", "model": "Model", "api_key": "Key"} | {name: one for name, (one, _) in _MORE.items()}


class ChoiceError(ValueError):
    """What was typed names no model; the message is one line for readers, without what was typed."""


def read_model(typed: str, known: LlmSettings, held: LlmSettings | None) -> LlmSettings | None:
    """Return the model that the form names, None for quoting; raise ChoiceError.

    `known` is the one of the settings, `held` the one that answers now. Where no key is typed, theirs is used, but only
    at the address that it was meant for.
    """
    form = _read(typed)
    who = form.pop("who", QUOTING)
    if who == QUOTING:
        return None
    if who == _KNOWN and known.model:
        return known
    if not form.get("model"):
        raise ChoiceError("name the model, as its server calls it")
    try:
        typed_model = LlmSettings.model_validate({name: value for name, value in form.items() if value})
    except ValidationError as error:
        fault = error.errors(include_input=False, include_context=False, include_url=False)[0]
        told = f"{_LABELS[str(fault['loc'][0])]}: {describe_fault(fault)}"
    else:
        same = (one for one in (held, known) if one and one.model and typed_model.base_url in _addresses(one))
        here = None if form.get("api_key") else next(same, None)
        kept = {"api_key": here.api_key, "base_url": here.base_url} if here else {}
        return typed_model.model_copy(update=kept)
    raise ChoiceError(told)  # out here, so that what was typed is no part of it


def host_of(model: LlmSettings) -> str:
    """Return where a model's questions go, as it is told: `api.openai.com`, `127.0.0.1:11434 (this machine)`."""
    parts = urlsplit(model.shown_url)
    here = parts.hostname in {"localhost", "127.0.0.1", "::1"}
    return f"{parts.netloc} (this machine)" if here else parts.netloc


def render_line(model: LlmSettings | None, times: int = 0) -> Html:
    """Render who answers, as a button that opens the form; `times` counts the choices, so that each is a change."""
    told = f"Written by {model.model}" if model else "Quoting"
    return element(
        "button",
        element("span", told, class_="model-name", dir="auto"),
        type="button",
        class_="quiet model-toggle",
        aria_expanded="false",
        aria_controls="model-form",
        aria_label=f"Who answers: {told}",
        data_models=str(times),
        data_writes=model is not None,
    )


def render_form(known: LlmSettings, model: LlmSettings | None) -> Html:
    """Render the form, closed; the model of the settings (`known`) comes first, if they name one."""
    who = _who(known, model)
    shown = model or known
    writing = who not in {QUOTING, _KNOWN}
    options = (_option(*option, selected=option[0] == who) for option in _options(known))
    kept = model is not None and writing and bool(model.api_key.get_secret_value())
    hint = "set; leave empty to keep it" if kept else "if one is needed; kept until you leave"
    fields = (
        _field("base_url", shown.shown_url if writing else "", type="text", inputmode="url", wide=True),
        _field("model", shown.model if writing else "", type="text", placeholder="as its server calls it"),
        _field("api_key", None, type="password", placeholder=hint),
    )
    more = element(
        "details",
        element("summary", "More"),
        element("div", *(_number(name, shown) for name in _MORE), class_="fields"),
        class_="more",
    )
    asked = "Your questions and the passages read for them are sent to this address. Each sentence is checked here."
    return element(
        "form",
        element("label", element("span", "Who answers"), element("select", *options, name="who"), class_="field"),
        element("div", *fields, more, element("p", asked, class_="told"), class_="fields", data_written=True),
        _buttons(),
        id="model-form",
        class_="models",
        hidden=True,
        autocomplete="off",
        aria_label="Who answers",
    )


def _buttons() -> Html:
    use = element("button", "Use", type="submit", class_="use")
    attempt = element("button", "Try it", type="button", class_="quiet", data_try=True)
    close = element("button", "Close", type="button", class_="quiet", data_close=True)
    return element("p", use, attempt, close, class_="choosing")


def _who(known: LlmSettings, model: LlmSettings | None) -> str:
    if model is None:
        return QUOTING
    if model == known:
        return _KNOWN
    return next((name for name, address in PRESETS.items() if address == model.base_url), _OTHER)


def _options(known: LlmSettings) -> Iterator[tuple[str, str, str | None]]:
    """Yield what is sent, what is shown, and the address to begin with, of each who may answer."""
    yield QUOTING, "Quoting: word for word, no model", None
    if known.model:
        yield _KNOWN, f"{known.model} at {host_of(known)}, of the settings", None
    for name, address in PRESETS.items():
        yield name, f"A model of {_NAMES[name]}", address
    yield _OTHER, "A model at another address", ""


def _option(value: str, shown: str, address: str | None, *, selected: bool) -> Html:
    return element("option", shown, value=value, data_address=address, selected=selected)


def _field(name: str, value: str | None, *, wide: bool = False, **attributes: str) -> Html:
    typed = element(
        "input", name=name, value=value, autocomplete="off", autocapitalize="off", spellcheck="false", **attributes
    )
    return element("label", element("span", _LABELS[name]), typed, class_="field wide" if wide else "field")


def _number(name: str, shown: LlmSettings) -> Html:
    label, step = _MORE[name]
    value = f"{getattr(shown, name):g}"
    return element(
        "label",
        element("span", label),
        element("input", type="number", name=name, value=value, step=step, min="0"),
        class_="field",
    )


def _addresses(model: LlmSettings) -> tuple[str, str]:
    """Return an address as it is, and as the form shows it: without a user's name and password."""
    return model.base_url, model.shown_url


def _read(typed: str) -> dict[str, Any]:
    try:
        form = json.loads(typed)
    except ValueError:
        form = None
    if not isinstance(form, dict) or not all(isinstance(value, str) for value in form.values()):
        raise ChoiceError("this form can't be read; reload the page")
    return {name: value.strip() for name, value in form.items() if name in _LABELS or name == "who"}


def in_form_words(told: str) -> str:
    """Say in the form's words what a model's fault says in those of the settings: a sentence."""
    for name, label in _LABELS.items():
        told = told.replace(f"PULLQUOTE_LLM__{name.upper()}", f"“{label.partition(',')[0]}”")
    first = told.partition(" ")[0]
    return to_sentence(told) if first in _OPENINGS else f"{told}."  # a model's name and an address stay as they are
