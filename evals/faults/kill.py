"""Writers of a library, killed at random moments: what was acknowledged is there, and nothing else."""

import json
import random
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from time import perf_counter
from types import MappingProxyType

from pydantic import BaseModel

from evals.faults.soundness import Expected, Faults, examine
from evals.faults.writer import SOURCES, Orders
from evals.sets.libraries import Progress

_START = "import json, sys; sys.path[:] = json.loads(sys.argv.pop()); from evals.faults.writer import main; main()"
_LINES = 9  # that a writer may tell before its kill
_LONGEST = 0.3  # seconds from the last of them to the kill
_PATIENCE = 120.0  # seconds until a writer that goes on telling nothing is stuck


class KillReport(BaseModel):
    """What became of a library; `killed` counts the kills by what was being done."""

    rounds: int
    writers: int
    acknowledged: int
    killed: dict[str, int]
    faults: Faults
    seconds: float

    @property
    def passed(self) -> bool:
        """Tell whether there were no faults."""
        return not self.faults.count


def kill_writers(
    home: Path, rounds: int, seed: int, tell: Progress = lambda *_: None, cache: str | None = None
) -> KillReport:
    """Kill a writer in each round, open the library again and look at everything in it.

    The embedder is one that costs nothing or, with its `cache`, the bundled one.
    """
    chance = random.Random(seed)  # noqa: S311  # no secret
    expected, faults, killed = Expected(), Faults(), Counter[str]()
    began, number, acknowledged = perf_counter(), 0, 0
    for turn in range(rounds):
        orders = Orders(str(home), chance.randrange(1 << 30), number, cache=cache)
        with _writer(orders) as writer:
            pending, done = _kill_in_time(writer, expected, chance, faults)
        acknowledged += done
        number = max(expected.highest + 1, number + 1)
        killed[pending or "opening"] += 1
        faults += examine(home, expected, cache)
        tell("killing", turn + 1, rounds)
    seconds = round(perf_counter() - began, 1)
    return KillReport(
        rounds=rounds, writers=1, acknowledged=acknowledged, killed=killed, faults=faults, seconds=seconds
    )


def write_at_once(
    home: Path, rounds: int, seed: int, tell: Progress = lambda *_: None, cache: str | None = None
) -> KillReport:
    """Let two writers at a library at once in each round, neither of which is killed, and look at everything in it."""
    chance = random.Random(seed)  # noqa: S311  # no secret
    expected, faults = Expected(), Faults()
    began, acknowledged = perf_counter(), 0
    halves = (SOURCES[::2], SOURCES[1::2])
    for turn in range(rounds):
        orders = [
            Orders(str(home), chance.randrange(1 << 30), turn * 10, half, ("add", "update", "remove"), 4, cache)
            for half in halves
        ]
        with _writer(orders[0]) as one, _writer(orders[1]) as other:
            for writer in (one, other):
                _, done = _follow(writer, expected)
                acknowledged += done
                faults.stuck += writer.wait() != 0 or not done
        faults += examine(home, expected, cache)
        tell("writing at once", turn + 1, rounds)
    seconds = round(perf_counter() - began, 1)
    return KillReport(rounds=rounds, writers=2, acknowledged=acknowledged, killed={}, faults=faults, seconds=seconds)


@contextmanager
def _writer(orders: Orders) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-c", _START, json.dumps(asdict(orders)), json.dumps(sys.path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:  # noqa: S603
        try:
            yield process
        finally:
            process.kill()


def _kill_in_time(
    writer: "subprocess.Popen[str]", expected: Expected, chance: random.Random, faults: Faults
) -> tuple[str | None, int]:
    """Kill a writer some lines and moments after it has opened; return what it was doing, and how much it had done."""
    late = threading.Timer(_PATIENCE, writer.kill)
    late.start()
    timer = threading.Timer(chance.uniform(0, _LONGEST), writer.kill)
    followed = _follow(writer, expected, {chance.randrange(_LINES): timer})
    late.cancel()
    faults.stuck += timer.ident is None  # it ended by itself, or said nothing for too long
    return followed


def _follow(
    writer: "subprocess.Popen[str]", expected: Expected, timers: Mapping[int, threading.Timer] = MappingProxyType({})
) -> tuple[str | None, int]:
    """Learn what a writer says until it ends, starting each timer after so many lines.

    Return what it had begun and not done, and how much it had done.
    """
    assert writer.stdout is not None  # noqa: S101  # it has a pipe
    done, pending = 0, None
    for count, line in enumerate(writer.stdout):
        if count in timers:
            timers[count].start()
        if not line.endswith("\n"):
            break
        told = json.loads(line)
        if "operation" not in told:
            continue
        pending = None if told.get("done") else told["operation"]
        done += pending is None
        expected.learn(told)
    return pending, done
