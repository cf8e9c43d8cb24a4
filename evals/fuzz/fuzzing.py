"""Hostile files are read as `add` reads them, and what becomes of each is counted."""

import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby, islice
from pathlib import Path
from random import Random
from typing import Literal, get_args

from evals.fuzz.files import make_files
from evals.fuzz.mutations import mutate
from index.article import Draft, ReadFailure
from index.errors import ReadError
from index.read.child import BROKE_OFF
from index.read.files import read_all
from index.read.worker import Limits
from index.split.passages import split_article
from index.tidy.tidy import tidy
from rag.answer import Noun

Outcome = Literal["read", "refused", "stopped", "ended", "unnamed", "crashed", "hung"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
BAD: tuple[Outcome, ...] = ("unnamed", "crashed", "hung")
_WORST_FIRST: tuple[Outcome, ...] = (*BAD[::-1], "ended", "stopped", "read", "refused")
_BATCH = 25  # files in a folder
_STOPPED = "reading it took more than"
_ENDED = "reading it broke off"


class FuzzFigures(Noun):
    """What became of hostile files, by format.

    An article of a file was `read`, or the file `refused` with a reason; `stopped` at its limit of time or memory;
    the process that read it has `ended`, and the next file was read by a new one. None may be `unnamed` (a reason that
    no reader foresaw, or none), have `crashed` the program or `hung` it.
    """

    files: int
    seconds: float
    seed: int
    outcomes: dict[str, dict[Outcome, int]]
    kept: tuple[str, ...]

    def count(self, *outcomes: Outcome) -> int:
        """Count the files of which one of these became."""
        return sum(counts.get(one, 0) for counts in self.outcomes.values() for one in outcomes)


def fuzz(
    seed: int,
    *,
    seconds: float | None = None,
    files: int | None = None,
    keep: Path | None = None,
    limits: Limits | None = None,
    tell: Callable[[str, int, int], None] | None = None,
) -> FuzzFigures:
    """Read hostile files for so long, or so many, and keep those in a folder that were not read as they should be."""
    started = time.monotonic()
    limits = limits or Limits(seconds=10)
    counts: dict[str, Counter[Outcome]] = {}
    kept: list[str] = []
    hostile = islice(make_hostile(Random(seed)), files)  # noqa: S311  nothing secret
    number = 0
    while (seconds is None or time.monotonic() - started < seconds) and (batch := list(islice(hostile, _BATCH))):
        with tempfile.TemporaryDirectory() as folder:
            paths = [_write(Path(folder), number + at, *one) for at, one in enumerate(batch)]
            for path, outcome in _read_batch(paths, limits):
                counts.setdefault(path.suffix, Counter())[outcome] += 1
                if keep and outcome in {*BAD, "ended", "stopped"}:
                    kept.append(str(_keep(path, keep, outcome)))
        number += len(batch)
        if tell:
            done = time.monotonic() - started if files is None else number
            tell("hostile files", int(done), int(files or seconds or 0))
    return FuzzFigures(
        files=number,
        seconds=round(time.monotonic() - started, 1),
        seed=seed,
        outcomes={suffix: dict(sorted(counts[suffix].items())) for suffix in sorted(counts)},
        kept=tuple(kept),
    )


def make_hostile(random: Random) -> Iterator[tuple[str, bytes]]:
    """Yield hostile files without end: the ending of each, and what is in it."""
    sound = make_files()
    while True:
        for suffix, data in sound.items():
            yield suffix, mutate(data, suffix, random)


def _write(folder: Path, number: int, suffix: str, data: bytes) -> Path:
    path = folder / f"{number:06}{suffix}"
    path.write_bytes(data)
    return path


def _keep(path: Path, folder: Path, outcome: Outcome) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    kept = folder / f"{outcome}-{path.name}"
    kept.write_bytes(path.read_bytes())
    return kept


def _read_batch(paths: list[Path], limits: Limits) -> Iterator[tuple[Path, Outcome]]:
    """Yield each file and the worst that became of it; a file that nothing is said of is unnamed."""
    left = list(paths)
    while left:
        try:
            for path, outcome in _read(left, limits):
                silent = left[: left.index(path)]
                left = left[len(silent) + 1 :]
                yield from ((one, "unnamed") for one in silent)
                yield path, outcome
        except Exception:  # noqa: BLE001  the outer edge of a fuzzer: whatever it was, it is counted
            yield left.pop(0), "crashed"
        else:
            yield from ((path, "unnamed") for path in left)
            return


def _read(paths: list[Path], limits: Limits) -> Iterator[tuple[Path, Outcome]]:
    items = read_all([str(path) for path in paths], limits)
    for path, of_it in groupby(items, key=lambda item: _path_of(item.source, paths)):
        yield path, _judge(of_it, limits)


def _path_of(source: str, paths: Iterable[Path]) -> Path:
    return next(path for path in paths if source == str(path) or source.startswith(f"{path}#"))


def _judge(items: Iterable[Draft | ReadFailure], limits: Limits) -> Outcome:
    outcomes = [_judge_one(item, limits) for item in items]
    return next(one for one in _WORST_FIRST if one in outcomes)


def _judge_one(item: Draft | ReadFailure, limits: Limits) -> Outcome:
    if isinstance(item, ReadFailure):
        if not item.reason or "\n" in item.reason or item.reason.startswith(BROKE_OFF):
            return "unnamed"
        return (
            "stopped" if item.reason.startswith(_STOPPED) else "ended" if item.reason.startswith(_ENDED) else "refused"
        )
    started = time.monotonic()
    try:
        article = tidy(item)
        split_article(article, lambda text: len(text.split()))
    except ReadError:
        return "refused"
    return "hung" if time.monotonic() - started > limits.seconds else "read"
