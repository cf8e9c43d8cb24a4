"""Asking a model from the command line, and trying it."""

from pathlib import Path

import pytest

from tests.rag.model.misbehaving import KEY, endpoint, refusing, saying
from tests.ui.running import run
from tests.ui.scripted import QUESTION, citing_the_first


@pytest.fixture
def _settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULLQUOTE_LLM__MODEL", "oracle")
    monkeypatch.setenv("PULLQUOTE_LLM__API_KEY", KEY)


@pytest.mark.usefixtures("_settings")
def test_a_model_writes_the_answer(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with endpoint(citing_the_first("Clement Delangue is the CEO of Hugging Face [ID].")) as server:
        monkeypatch.setenv("PULLQUOTE_LLM__BASE_URL", server.url)
        answer = run(shelf, "ask", QUESTION, "--engine", "llm", "--json").json
        assert answer["engine"] == "llm:oracle"
        assert answer["fallback"] is None
        assert answer["statements"][0]["text"] == "Clement Delangue is the CEO of Hugging Face."
        assert "Delangue" in answer["citations"][0]["quote"]
        shown = run(shelf, "ask", QUESTION, "--engine", "llm").out
        assert "CEO of Hugging Face. [1]" in shown
        assert "“Clement" not in shown
    assert KEY not in shown + str(answer)


@pytest.mark.usefixtures("_settings")
def test_a_model_that_fails_gives_way_to_quotes(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with endpoint(refusing("401 Unauthorized")) as server:
        monkeypatch.setenv("PULLQUOTE_LLM__BASE_URL", server.url)
        done = run(shelf, "ask", QUESTION, "--engine", "llm")
    assert done.code == 0
    assert "refuses the key" in " ".join(done.out.split())
    assert "Delangue" in done.out
    assert KEY not in done.out + done.err


def test_without_a_model_it_says_so(shelf: Path) -> None:
    answer = run(shelf, "ask", QUESTION, "--engine", "llm", "--json").json
    assert (answer["engine"], answer["answered"]) == ("quote", True)
    assert "PULLQUOTE_LLM__MODEL" in answer["fallback"]


@pytest.mark.usefixtures("_settings")
def test_the_doctor_tries_the_model(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with endpoint(saying("OK")) as server:
        monkeypatch.setenv("PULLQUOTE_LLM__BASE_URL", server.url)
        assert run(home, "doctor", "--llm").out.startswith(f"oracle at {server.url} answers")
        assert run(home, "doctor", "--llm", "--json").json["problems"] == []
    assert not home.exists()


@pytest.mark.usefixtures("_settings")
def test_the_doctor_says_in_a_line_what_is_wrong_with_it(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with endpoint(refusing("401 Unauthorized")) as server:
        monkeypatch.setenv("PULLQUOTE_LLM__BASE_URL", server.url)
        done = run(home, "doctor", "--llm")
        told = run(home, "doctor", "--llm", "--json")
    assert (done.code, told.code) == (3, 3)
    assert "refuses the key" in done.complaint
    assert "refuses the key" in told.json["problems"][0]
    assert KEY not in done.err + told.out


def test_the_doctor_says_that_no_model_is_set(home: Path) -> None:
    done = run(home, "doctor", "--llm")
    assert done.code == 3
    assert "PULLQUOTE_LLM__MODEL" in done.complaint
