"""All settings, read from the environment once: PULLQUOTE_HOME, PULLQUOTE_EMBED__PROVIDER, …"""

from pathlib import Path
from typing import Annotated

from platformdirs import user_data_path
from pydantic import AfterValidator, Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from evals.settings import EvalSettings
from index.settings import EmbedSettings
from rag.settings import LlmSettings, RagSettings


class Settings(BaseSettings):
    """Where the library lives, and the sections of the rooms below."""

    model_config = SettingsConfigDict(
        env_prefix="PULLQUOTE_", env_nested_delimiter="__", env_ignore_empty=True, frozen=True
    )

    home: Annotated[Path, AfterValidator(Path.expanduser)] = Field(default_factory=lambda: user_data_path("pullquote"))
    embed: EmbedSettings = EmbedSettings()
    rag: RagSettings = RagSettings()
    llm: LlmSettings = LlmSettings()
    evals: EvalSettings = EvalSettings()
