"""A run_set whose answers a model writes."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from evals.run.runner import run_set
from evals.score.record import read_records
from rag.errors import ModelUnsetError
from rag.model.chat_model import EndpointModel
from rag.write import prompt
from tests.evals.news import CASES, configured, news, silent
from tests.rag.model.misbehaving import Line, endpoint, refusing, saying

RICE = next(one for one in CASES if one.id == "rice-price")


def echoing(line: Line, asked: dict[str, Any]) -> None:
    """Say the first sentence of the first passage, with its id."""
    said = asked["messages"][-1]["content"].partition('<passage id="')[2]
    sentence = said.partition(">\n")[2].partition(".")[0].rpartition("\n")[2]
    saying(f"{sentence} [{said.partition(chr(34))[0]}].")(line, asked)


def test_a_run_notes_the_model_and_the_version_of_the_prompt(tmp_path: Path) -> None:
    with endpoint(echoing) as server:
        configuration = replace(configured(tmp_path / "home", "llm"), model=EndpointModel(server.settings()))
        folder, summary = run_set(news(RICE), configuration, silent)
    assert (summary.run.engine, summary.run.versions["model"]) == ("llm", "oracle")
    assert summary.run.versions["prompt"] == prompt.VERSION
    (record,) = read_records(folder)
    assert record.answer is not None
    assert record.answer.engine == "llm:oracle"


def test_a_quote_in_place_of_a_written_answer_is_not_counted_for_it(tmp_path: Path) -> None:
    with endpoint(refusing("500 Oops")) as server:
        configuration = replace(configured(tmp_path / "home", "llm"), model=EndpointModel(server.settings()))
        folder, _ = run_set(news(RICE), configuration, silent)
    (record,) = read_records(folder)
    assert record.error is not None
    assert record.error.type == "ModelError"
    assert "status 500" in record.error.detail


def test_without_a_model_there_is_no_run(tmp_path: Path) -> None:
    with pytest.raises(ModelUnsetError):
        run_set(news(RICE), configured(tmp_path / "home", "llm"), silent)
