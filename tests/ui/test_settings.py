"""Settings out of the environment."""

import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from rag.settings import PRESETS
from ui.settings import Settings


def test_openai_s_key_is_taken_where_there_is_no_other_and_switches_nothing_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-theirs")
    assert Settings().llm.model == ""
    monkeypatch.setenv("PULLQUOTE_LLM__MODEL", "oracle")
    monkeypatch.setenv("PULLQUOTE_LLM__BASE_URL", "openai")
    settings = Settings()
    assert settings.llm.api_key.get_secret_value() == "sk-theirs"
    assert (settings.llm.model, settings.llm.base_url) == ("oracle", PRESETS["openai"])
    monkeypatch.setenv("PULLQUOTE_LLM__API_KEY", "sk-ours")
    assert Settings().llm.api_key.get_secret_value() == "sk-ours"


def test_settings_show_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULLQUOTE_LLM__API_KEY", "sk-ours")
    assert "sk-ours" not in repr(Settings()) + str(Settings().model_dump())
    monkeypatch.setenv("PULLQUOTE_LLM__API_KEY", "sk-ours\nX: y")
    with pytest.raises(ValidationError) as caught:
        Settings()
    assert "sk-ours" not in str(caught.value)


def test_the_documentation_has_every_setting_and_no_other() -> None:
    paper = Path(__file__).parents[2] / "docs" / "settings.md"
    sections = {name: type(getattr(Settings(), name)) for name in Settings.model_fields if name != "home"}
    names = {f"{name}__{field}".upper() for name, section in sections.items() for field in section.model_fields}
    documented = re.findall(r"^\| `PULLQUOTE_([A-Z_]+)`", paper.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(documented) == sorted({"HOME", *names})
