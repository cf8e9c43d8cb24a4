"""A model's opinion: asked over HTTP, kept beside the measures, and errors named."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from evals.errors import RunError
from evals.judge import JUDGE, Judgement, judge_run, read_judgement
from evals.run.runner import run_set
from evals.score.record import RECORDS, SUMMARY
from rag.errors import ModelError
from rag.model.chat_model import open_llm
from rag.settings import LlmSettings
from tests.evals.news import CASES, configured, news, silent
from tests.ui.running import run as command

ANSWERED = [one.id for one in CASES if one.answerable]  # the gate lets these pass
Reply = Callable[[str], tuple[int, Any]]


class Model(ThreadingHTTPServer):
    """A chat API on loopback: what it was asked, and what it says to a prompt."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.prompts: list[str] = []
        self.keys: list[str] = []
        self.reply: Reply = lambda _: saying("YES")

    @property
    def settings(self) -> LlmSettings:
        url = f"http://127.0.0.1:{self.server_address[1]}/v1"
        return LlmSettings(base_url=url, model="oracle", api_key=SecretStr("sk-1"))


class _Handler(BaseHTTPRequestHandler):
    server: Model

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        assert (self.path, asked["model"]) == ("/v1/chat/completions", "oracle")
        self.server.prompts.append(asked["messages"][-1]["content"])
        self.server.keys.append(self.headers["Authorization"])
        status, body = self.server.reply(self.server.prompts[-1])
        data = (body if isinstance(body, str) else json.dumps(body)).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Stay quiet."""


def saying(text: str | None) -> tuple[int, Any]:
    choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}
    return 200, {"id": "1", "object": "chat.completion", "created": 1, "model": "oracle", "choices": [choice]}


@pytest.fixture
def model() -> Iterator[Model]:
    server = Model()
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def folder(home: Path, tmp_path: Path) -> Path:
    """A run_set of the news."""
    return run_set(news(), configured(home), silent, out=tmp_path / "run")[0]


def asked_of(model: Model, folder: Path, most: int | None = None) -> Judgement:
    return judge_run(folder, open_llm(model.settings), silent, most)


def test_every_answer_is_judged_and_the_verdicts_kept(model: Model, folder: Path) -> None:
    figures = (folder / SUMMARY).read_bytes()
    judgement = asked_of(model, folder)
    assert judgement.cases == dict.fromkeys(ANSWERED, (True, True))
    assert (judgement.model, judgement.errors) == ("oracle", {})
    assert (judgement.faithfulness.mean, judgement.faithfulness.n) == (1, len(ANSWERED))
    assert read_judgement(folder) == judgement
    assert (folder / SUMMARY).read_bytes() == figures  # an opinion changes no figure
    assert set(model.keys) == {"Bearer sk-1"}


def test_an_answer_is_judged_by_the_words_it_cites(model: Model, folder: Path) -> None:
    said, cited = "The ferry to Bohol leaves Cebu at noon.", "It sails at midday."
    lines = [json.loads(line) for line in (folder / RECORDS).read_text().splitlines()]
    lines[0]["answer"]["citations"][0]["quote"] = cited
    (folder / RECORDS).write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    asked_of(model, folder, most=1)
    faithful, relevant = model.prompts
    assert [prompt.count(words) for prompt in model.prompts for words in (said, cited)] == [1, 1, 1, 1]
    assert CASES[0].question in relevant
    assert "Captain" not in faithful + relevant  # the rest of the article


def test_agreement_with_our_measures_is_told_beyond_chance(model: Model, folder: Path) -> None:
    """One answer is wrong: the model sees that, but doubts another one, too."""
    doubted = ("Is the ferry to Bohol dear?", "How many dugongs")
    model.reply = lambda prompt: saying("NO" if any(one in prompt for one in doubted) else "YES")
    faithfulness, relevancy = asked_of(model, folder).agreement
    assert (faithfulness.verdict, faithfulness.measure, faithfulness.share) == ("faithfulness", "support", 1)
    assert (relevancy.verdict, relevancy.measure, relevancy.n) == ("relevancy", "right", 7)
    assert relevancy.share == pytest.approx(6 / 7, abs=1e-4)
    chance = (6 * 5 + 1 * 2) / 49  # both say yes, both say no
    assert relevancy.kappa == pytest.approx((6 / 7 - chance) / (1 - chance), abs=1e-4)


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("YES", True),
        ("no", False),
        ("Answer: Yes, it is.", True),
        ("**NO** — nothing like yesterday's eyes.", False),
        ("No. A yes would need more.", False),
    ],
)
def test_the_first_yes_or_no_is_the_verdict(model: Model, folder: Path, said: str, verdict: bool) -> None:
    model.reply = lambda _: saying(said)
    assert set(asked_of(model, folder, most=1).cases.values()) == {(verdict, verdict)}


BAD: dict[str, tuple[int, Any]] = {
    "refusing": (400, {"error": {"message": "no such model"}}),
    "evading": saying("That depends on yesterday."),
    "silent": saying(None),
    "empty": (200, {}),
    "no choices": (200, {"id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": []}),
    "no json": (200, "<html>"),
}


@pytest.mark.parametrize("name", BAD)
def test_an_answer_that_could_not_be_judged_is_named_and_the_others_go_on(
    model: Model, folder: Path, name: str
) -> None:
    model.reply = lambda prompt: BAD[name] if "dugongs" in prompt else saying("YES")
    judgement = asked_of(model, folder)
    assert list(judgement.errors) == ["dugong-count"]
    said_nothing = name not in {"refusing", "no choices"}
    assert ("neither YES nor NO" in judgement.errors["dugong-count"]) is said_nothing
    assert list(judgement.cases) == [one for one in ANSWERED if one != "dugong-count"]
    assert judgement.faithfulness.n == len(ANSWERED) - 1


@pytest.mark.parametrize("name", BAD)
def test_a_model_that_judges_nothing_is_given_up_and_nothing_written(model: Model, folder: Path, name: str) -> None:
    model.reply = lambda _: BAD[name]
    with pytest.raises(ModelError, match="judged none of the answers"):
        asked_of(model, folder)
    assert len(model.prompts) == 3
    assert not (folder / JUDGE).exists()
    assert read_judgement(folder) is None


def test_a_run_without_answers_is_told(model: Model, home: Path, tmp_path: Path) -> None:
    refused, _ = run_set(news(CASES[-1]), configured(home), silent, out=tmp_path / "refused")
    for folder in (refused, tmp_path / "nowhere"):
        with pytest.raises(RunError, match="has no answers to judge"):
            asked_of(model, folder)
    assert model.prompts == []


def test_a_kept_judgement_that_can_not_be_read_is_told(folder: Path) -> None:
    (folder / JUDGE).write_text("{}")
    with pytest.raises(RunError, match=r"judge\.json can't be read; delete it, or judge again"):
        read_judgement(folder)


def test_without_a_model_the_command_says_in_one_line_how_to_set_one(folder: Path, home: Path) -> None:
    done = command(home, "eval", "judge", str(folder))
    assert (done.code, done.out) == (3, "")
    assert "PULLQUOTE_LLM__MODEL" in done.complaint


def test_the_command_prints_the_verdicts(
    model: Model, folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULLQUOTE_LLM__BASE_URL", model.settings.base_url)
    monkeypatch.setenv("PULLQUOTE_LLM__MODEL", "oracle")
    shown = command(home, "eval", "judge", str(folder), "--limit", "2")
    assert shown.code == 0
    assert "oracle on 2 answers" in shown.out
    assert "relevancy agrees with right" in shown.out
    assert len(command(home, "eval", "judge", str(folder), "--limit", "2", "--json").json["cases"]) == 2
