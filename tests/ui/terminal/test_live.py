"""Written answers in a terminal: a pseudo-terminal, a command in a process of its own, a model that is scripted."""

import os
import pty
import re
import select
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.rag.model.misbehaving import Endpoint, Line, endpoint, refusing
from tests.ui.running import INTERRUPTIBLE, run
from tests.ui.scripted import (
    LEADS,
    LED,
    QUESTION,
    UNTRUE,
    Writing,
    citing_the_first,
    environment,
    in_turn,
    stopping_after,
)

_CODES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_PATIENCE = 90


class Terminal:
    """A command in a terminal of 24 lines of 80 columns, and all that it has shown."""

    def __init__(self, process: "subprocess.Popen[bytes]", screen: int) -> None:
        self.process = process
        self._screen = screen
        self.raw = ""

    @property
    def shown(self) -> str:
        """What was shown, in one line, without colours and movements; what was cleared stays."""
        return " ".join(_CODES.sub("", self.raw).split())

    def type(self, text: str) -> None:
        os.write(self._screen, text.encode())

    def wait_for(self, text: str) -> None:
        """Read until a text has been shown."""
        ends = time.monotonic() + _PATIENCE
        while text not in self.shown:
            assert time.monotonic() < ends, self.shown
            assert self._read(), self.shown

    def end(self) -> int:
        """Read to the end; return the exit code."""
        while self._read():
            pass
        return self.process.wait(_PATIENCE)

    def _read(self) -> bool:
        if not select.select([self._screen], [], [], _PATIENCE)[0]:
            return False
        try:
            data = os.read(self._screen, 65536)
        except OSError:  # the other end is closed
            return False
        self.raw += data.decode(errors="replace")
        return bool(data)


@contextmanager
def terminal(home: Path, model: Endpoint | None, *arguments: str) -> Iterator[Terminal]:
    screen, inside = pty.openpty()
    process = subprocess.Popen(
        [*INTERRUPTIBLE, "--home", str(home), *arguments],
        stdin=inside,
        stdout=inside,
        stderr=inside,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "80", "LINES": "24", **(environment(model) if model else {})},
    )
    os.close(inside)
    try:
        yield Terminal(process, screen)
    finally:
        process.kill()
        process.wait()
        os.close(screen)


def ending(line: Line) -> None:
    """Say no more until the test wants the end."""
    line.server.go.wait(_PATIENCE)
    line.end()


def test_an_answer_appears_as_it_is_written_and_stands_in_the_end(shelf: Path) -> None:
    with (
        endpoint(stopping_after(f"{LEADS} {UNTRUE} And then", ending)) as model,
        terminal(shelf, model, "ask", QUESTION, "--engine", "llm") as seen,
    ):
        seen.wait_for(f"{LED} [1]")
        seen.wait_for(UNTRUE)
        seen.wait_for("And then")
        assert "llm:oracle" not in seen.shown
        model.go.set()
        assert seen.end() == 0
    *_, last = seen.shown.split("And then")
    assert f"{LED} [1]" in last
    assert f"{UNTRUE} not supported" in last
    assert "llm:oracle" in last


def test_a_wait_of_the_model_is_shown(shelf: Path) -> None:
    act = in_turn(refusing("429 Too Many", None, "Retry-After: 1"), citing_the_first(LEADS))
    with endpoint(act) as model, terminal(shelf, model, "ask", QUESTION, "--engine", "llm") as seen:
        seen.wait_for("asked again in 1 s")
        seen.wait_for("llm:oracle")


@pytest.mark.parametrize("through_a_server", [False, True])
def test_ctrl_c_stops_an_answer_and_the_conversation_goes_on(
    shelf: Path, writing: Writing, through_a_server: bool
) -> None:
    home, model = (writing.server.home, writing.model) if through_a_server else (shelf, writing.model)
    model.act = in_turn(stopping_after(f"{LEADS} And then"), citing_the_first(LEADS))
    with terminal(home, model, "chat", "--engine", "llm") as seen:
        seen.wait_for("llm:oracle")
        seen.type(f"{QUESTION}\n")
        seen.wait_for(f"{LED} [1]")
        seen.process.send_signal(signal.SIGINT)
        assert model.left.wait(1)
        seen.wait_for("Stopped. ?")
        assert "CEO of Hugging Face · " not in seen.shown
        seen.type(f"{QUESTION}\n")
        seen.wait_for("llm:oracle ·")
        seen.type("\n")
        assert seen.end() == 0
    assert "Traceback" not in seen.shown


def test_ctrl_c_ends_a_question_asked_alone(shelf: Path) -> None:
    with (
        endpoint(stopping_after("Clement")) as model,
        terminal(shelf, model, "ask", QUESTION, "--engine", "llm") as seen,
    ):
        seen.wait_for("Clement")
        seen.process.send_signal(signal.SIGINT)
        assert model.left.wait(1)
        assert seen.end() in {1, 130}
    assert "Traceback" not in seen.shown


def test_an_answer_longer_than_the_terminal_shows_its_end_while_it_is_written(shelf: Path) -> None:
    many = " ".join(f"Clement Delangue is the CEO of Hugging Face, says page {number} [ID]." for number in range(40))
    with (
        endpoint(stopping_after(f"{many} And")) as model,
        terminal(shelf, model, "ask", QUESTION, "--engine", "llm") as seen,
    ):
        seen.wait_for("page 38")


# who answers, and from which articles


def test_a_conversation_says_who_answers(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "quoted" in run(shelf, "chat", typed="\n").out
    without = " ".join(run(shelf, "chat", "--engine", "llm", typed="\n").out.split())
    assert "quoted" in without
    assert "PULLQUOTE_LLM__BASE_URL" in without
    monkeypatch.setenv("PULLQUOTE_LLM__MODEL", "oracle")
    assert "llm:oracle" in run(shelf, "chat", "--engine", "llm", typed="\n").out


def test_a_conversation_is_written_where_there_is_no_terminal_too(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with endpoint(citing_the_first(f"{LEADS} {UNTRUE}")) as model:
        for name, value in environment(model).items():
            monkeypatch.setenv(name, value)
        done = run(shelf, "chat", "--engine", "llm", typed=f"{QUESTION}\n\n")
    assert f"{LED} [1]" in done.out
    assert done.out.count(LED) == 1
    shown = " ".join(done.out.split())
    assert f"{UNTRUE} not supported" in shown
    assert "not in the cited passage: “Zurich”, “77 times”" in shown


def test_a_conversation_is_about_the_articles_that_are_chosen(shelf: Path) -> None:
    done = run(shelf, "chat", "--language", "tl", typed="Who leads Hugging Face?\n\n")
    assert "Only articles in Filipino." in done.out
    assert "Delangue" not in done.out
    assert run(shelf, "chat", "--after", "yesterday", typed="\n").code == 2
