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


def test_private_hosts_are_names_parted_by_commas_or_spaces(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Settings().fetch.private_hosts == frozenset()
    monkeypatch.setenv("PULLQUOTE_FETCH__PRIVATE_HOSTS", "Wiki.example, news.intranet.\t[::1]")
    assert Settings().fetch.private_hosts == {"wiki.example", "news.intranet", "::1"}


@pytest.mark.parametrize("value", ["https://wiki.example", "10.0.0.0/8", "*.example", "*"])
def test_private_hosts_are_no_patterns(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("PULLQUOTE_FETCH__PRIVATE_HOSTS", value)
    with pytest.raises(ValidationError, match="names of hosts"):
        Settings()


@pytest.mark.parametrize("value", ["Desk/1.0\r\nX: y", " ", "\u00e5", "x" * 300])
def test_a_user_agent_is_one_that_can_be_sent(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("PULLQUOTE_FETCH__USER_AGENT", value)
    with pytest.raises(ValidationError):
        Settings()
