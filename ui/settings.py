"""All settings, read from the environment once: PULLQUOTE_HOME, PULLQUOTE_EMBED__PROVIDER, …"""

import os
from pathlib import Path
from typing import Annotated

from platformdirs import user_data_path
from pydantic import AfterValidator, Field
from pydantic_settings import BaseSettings, InitSettingsSource, PydanticBaseSettingsSource, SettingsConfigDict

from evals.settings import EvalSettings
from index.settings import EmbedSettings
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
    rag: RagSettings = RagSettings()
    llm: LlmSettings = LlmSettings()
    evals: EvalSettings = EvalSettings()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read what others call the key too, last of all; no model is used unless one is named."""
        key = os.environ.get("OPENAI_API_KEY")
        openai_key = InitSettingsSource(settings_cls, {"llm": {"api_key": key}} if key else {})
        return init_settings, env_settings, dotenv_settings, file_secret_settings, openai_key
