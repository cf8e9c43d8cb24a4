"""What an endpoint did wrong, as a ModelError of one line that says what to do and never holds the key."""

import socket
import ssl
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from index.tidy.characters import fold_space
from rag.errors import (
    ModelBrokenError,
    ModelBusyError,
    ModelError,
    ModelRejectedError,
    ModelSilentError,
    ModelUnreachableError,
)
from rag.settings import LlmSettings

if TYPE_CHECKING:
    import openai

_LONGEST = 200  # characters of the endpoint's own words


def to_model_error(error: Exception, settings: LlmSettings) -> ModelError:
    """Return what to tell about an error of the openai package or of the connection beneath it."""
    import openai

    if isinstance(error, openai.APIStatusError):
        return _to_status_error(error, settings)
    if isinstance(error, openai.APITimeoutError | TimeoutError):
        return ModelSilentError(f"{settings.shown_url} doesn't answer; is the model's server running?")
    causes = list(_causes(error))
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return ModelUnreachableError(
            f"there is no host of the name in {settings.shown_url}; correct PULLQUOTE_LLM__BASE_URL"
        )
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return ModelUnreachableError(
            f"no secure connection to {settings.shown_url}; is it https, and is its certificate known here?"
        )
    if isinstance(error, openai.APIConnectionError):
        return ModelUnreachableError(
            f"nobody answers at {settings.shown_url}; start the model's server, or correct PULLQUOTE_LLM__BASE_URL"
        )
    return ModelBrokenError(f"the connection to {settings.shown_url} broke off mid-answer; ask again")


def timeout_error(settings: LlmSettings, seconds: float, kind: str) -> ModelSilentError:
    """Return what to tell about a model that said nothing for so long; `kind` names the setting that grants it."""
    silent = {"first_token_timeout": "said nothing", "idle_timeout": "stopped mid-answer and said nothing more"}
    what = f"{silent[kind]} for {seconds:g} s" if kind in silent else f"wasn't done after {seconds:g} s"
    return ModelSilentError(
        f"{settings.model} at {settings.shown_url} {what}; ask again, or raise PULLQUOTE_LLM__{kind.upper()}"
    )


def stream_error(said: Any, settings: LlmSettings) -> ModelBrokenError:
    """Return what to tell about an error that came in place of a piece of the answer."""
    return ModelBrokenError(f"{settings.model} failed mid-answer{_quote(_find_message(said), settings)}; ask again")


def _to_status_error(error: "openai.APIStatusError", settings: LlmSettings) -> ModelError:
    status, where = error.status_code, settings.shown_url
    said = _quote(_find_message(error.body), settings)
    if status in {401, 403}:
        return ModelRejectedError(f"{where} refuses the key; set PULLQUOTE_LLM__API_KEY to one that it knows")
    if status == 404:
        hint = "set PULLQUOTE_LLM__MODEL to one it has, and see that PULLQUOTE_LLM__BASE_URL ends as it should"
        return ModelRejectedError(f"{where} has no model {settings.model}{said}; {hint} (mostly in /v1)")
    if status == 429:
        return ModelBusyError(f"{where} takes no more questions for now{said}; wait, or ask for a greater quota")
    if status >= 500:
        return ModelBrokenError(f"{where} failed with status {status}{said}; see its log")
    hint = "if the text is too long for it, lower PULLQUOTE_LLM__CONTEXT_WINDOW"
    return ModelRejectedError(f"{where} refuses the request with status {status}{said}; {hint}")


def _find_message(said: Any) -> str:
    """Find the words in an error's body: `{"error": {"message"}}`, `{"message"}`, `{"detail"}` or a text."""
    for name in ("error", "message", "detail"):
        if isinstance(said, dict) and name in said:
            said = said[name]
    return said if isinstance(said, str) and "<" not in said else ""


def _quote(message: str, settings: LlmSettings) -> str:
    key = settings.api_key.get_secret_value()
    line = fold_space(message.replace(key, "***") if key else message)
    return f" (“{line[:_LONGEST].rstrip('. ')}”)" if line else ""


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
