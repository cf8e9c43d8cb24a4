"""All settings, read from the environment once: PULLQUOTE_HOME, PULLQUOTE_EMBED__PROVIDER, …"""

import os
from pathlib import Path
from typing import Annotated, Any

from platformdirs import user_data_path
from pydantic import AfterValidator, Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from evals.settings import EvalSettings
from index.settings import EmbedSettings, FetchSettings
from rag.settings import LlmSettings, RagSettings

LOOPBACK = ("127.0.0.1", "localhost", "::1")  # names of this machine


class Settings(BaseSettings):
    """Where the library lives, and the sections of the rooms below."""

    model_config = SettingsConfigDict(
        env_prefix="PULLQUOTE_",
        env_nested_delimiter="__",
        env_ignore_empty=True,
        frozen=True,
        hide_input_in_errors=True,
    )

    home: Annotated[Path, AfterValidator(Path.expanduser)] = Field(default_factory=lambda: user_data_path("pullquote"))
    embed: EmbedSettings = EmbedSettings()
    fetch: FetchSettings = FetchSettings()
    rag: RagSettings = RagSettings()
    llm: LlmSettings = LlmSettings()
    evals: EvalSettings = EvalSettings()

    @model_validator(mode="before")
    @classmethod
    def _take_openai_key(cls, fields: dict[str, Any]) -> dict[str, Any]:
        """Read what others call the key too, last of all; no model is used unless one is named."""
        key, llm = os.environ.get("OPENAI_API_KEY"), fields.get("llm", {})
        return {**fields, "llm": {"api_key": key, **llm}} if key and isinstance(llm, dict) else fields
