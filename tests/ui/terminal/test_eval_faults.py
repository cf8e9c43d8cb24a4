"""`pullquote eval kill` as people and CI use it."""

from pathlib import Path

from rich.console import Console

from evals.faults.kill import KillReport
from evals.faults.soundness import Faults
from tests.ui.running import run
from ui.terminal.eval_faults import show_kills


def test_a_library_whose_writer_is_killed_is_told_to_be_sound(home: Path) -> None:
    done = run(home, "eval", "kill", "--rounds", "1", "--seed", "3", "--json")
    assert (done.code, done.json["rounds"]) == (0, 1)
    assert done.json["faults"] == Faults().model_dump()
    assert not home.exists()


def test_faults_are_shown() -> None:
    console = Console(width=200)
    faults = Faults(lost=2, problems=["3 sentences have no vector"])
    report = KillReport(rounds=9, writers=1, acknowledged=5, killed={"add": 9}, faults=faults, seconds=1)
    with console.capture() as shown:
        show_kills(console, report)
    assert "2 lost" in shown.get()
    assert "killed during: add 9" in shown.get()
    assert "3 sentences have no vector" in shown.get()
    assert not report.passed
