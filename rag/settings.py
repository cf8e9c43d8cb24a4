"""What asking can be told: how many passages are found, from which score on they answer, which model is there."""

from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr

PRESETS = {  # names that a base URL may go by
    "openai": "https://api.openai.com/v1",
    "ollama": "http://127.0.0.1:11434/v1",
    "lmstudio": "http://127.0.0.1:1234/v1",
    "vllm": "http://127.0.0.1:8000/v1",
    "llama.cpp": "http://127.0.0.1:8080/v1",
}


class RagSettings(BaseModel):
    """Scores are those of what was found; None takes what was measured for the embedder in use.

    Where only `answers_from` is set, what doesn't reach it is refused, and nothing is shown as the nearest words.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    passages: int = Field(default=10, ge=1, le=100)
    reader: bool = True
    answers_from: float | None = Field(default=None, ge=0, le=10)
    answers_across_from: float | None = Field(default=None, ge=0, le=10)
    closest_from: float | None = Field(default=None, ge=0, le=10)
    closest_across_from: float | None = Field(default=None, ge=0, le=10)


def _address(value: str) -> str:
    address = PRESETS.get(value.strip().lower(), value.strip())
    try:
        parts = urlsplit(address)
        known = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        known = False
    if not known or not address.isprintable() or " " in address:
        raise ValueError(f"give an address such as {PRESETS['ollama']}, or one of {', '.join(PRESETS)}")
    return address.rstrip("/")


def _sendable(key: SecretStr) -> SecretStr:
    """A key goes into a header: a line end would be an error there, one that shows the key."""
    text = key.get_secret_value().strip()
    if not text.isascii() or (text and not text.isprintable()):
        raise ValueError("the key has characters that no key has; copy it again")
    return SecretStr(text)


class LlmSettings(BaseModel):
    """A language model behind an OpenAI-compatible endpoint; none is used unless a question asks for it.

    `base_url` is an address or one of PRESETS. Time is in seconds: until the first word, between words, in all.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    base_url: Annotated[str, AfterValidator(_address)] = PRESETS["ollama"]
    model: Annotated[str, AfterValidator(str.strip)] = ""
    api_key: Annotated[SecretStr, AfterValidator(_sendable)] = SecretStr("")
    context_window: int = Field(default=4096, ge=2048, description="tokens")
    answer_tokens: int = Field(default=600, ge=16, description="tokens that an answer may have")
    temperature: float = Field(default=0, ge=0, le=2)
    first_token_timeout: float = Field(default=120, gt=0, le=3600, description="seconds")
    idle_timeout: float = Field(default=30, gt=0, le=3600, description="seconds")
    timeout: float = Field(default=300, gt=0, le=3600, description="seconds")

    @property
    def shown_url(self) -> str:
        """The address as it may be told: without a user's name and password, and without a query."""
        parts = urlsplit(self.base_url)
        return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
