"""What a run leaves: a Record of each case with everything needed to look at it, and a Summary to commit.

A run folder holds `run.json` (what was run), `records.jsonl` (a Record a line, with texts), `summary.json`
(figures and case ids, no text), and `trec/`. Only the summary is ever committed.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from evals.errors import RunError
from evals.sets.cases import Case
from rag.answer import Answer, Noun
from rag.check.verdict import Verdict
from rag.lookup.finding import Finding
from rag.quote.answerability import Answerability

SLICES = ("kind", "pair", "half")  # in the order in which a case's row begins
RUN, RECORDS, SUMMARY = "run.json", "records.jsonl", "summary.json"
WRITTEN = frozenset({"llm", "llm-undefended"})  # engines whose answers a model writes


class RunInfo(Noun):
    """What was run: `key` changes with anything that could change a figure.

    `settings` holds the gate and the section of rag; `versions` those of Pullquote and what it is built on.
    """

    set: str
    engine: str
    key: str
    cases: int
    embedder: str
    settings: dict[str, Any]
    versions: dict[str, str]


class Passage(Noun):
    """A passage that was found for a question, in full; `relevant` if it is in a relevant article."""

    article_id: str
    passage_id: str
    title: str
    source: str
    start: int
    end: int
    score: float
    text: str
    relevant: bool


class Failure(Noun):
    """An error that a question ended in."""

    type: str
    detail: str


class Record(Noun):
    """One case as it went; `unrefused` is what would have been answered in place of a refusal.

    `evidence` is what spoke for an answer, `margin` how far that is above the bar of answers. `finding` is what came of
    looking up an excerpt; its matches are the passages that were found. `verdict` is what came of checking a statement.
    """

    case: Case
    pair: str
    measures: dict[str, float]
    evidence: Answerability | None = None
    margin: float | None = None
    answer: Answer | None = None
    unrefused: Answer | None = None
    finding: Finding | None = None
    verdict: Verdict | None = None
    passages: tuple[Passage, ...] = ()
    ranking: tuple[tuple[str, float], ...] = ()
    gold: tuple[str, ...] = ()
    error: Failure | None = None
    rank_ms: float | None = None


class Figure(Noun):
    """A mean over n cases with its 95% interval."""

    mean: float
    n: int
    low: float
    high: float


class Latency(Noun):
    """Milliseconds: the median and the 95th percentile."""

    p50: float
    p95: float


class Summary(Noun):
    """A run in figures; `slices` by kind, language pair and half of the set; no text of any article.

    `separation` is the chance that an answerable question's evidence is stronger than an unanswerable
    one's, by kind of the latter. `curve` gives (coverage, accuracy) from strict to lenient. `cases` holds
    each case's kind, pair and half, then the `measures` two runs are compared by, null where one doesn't apply.
    """

    run: RunInfo
    metrics: dict[str, Figure]
    slices: dict[str, dict[str, dict[str, Figure]]]
    separation: dict[str, float]
    curve: tuple[tuple[float, float], ...]
    latency_ms: dict[str, Latency]
    errors: dict[str, tuple[str, ...]]
    unreviewed: int
    measures: tuple[str, ...]
    cases: dict[str, tuple[str | float | None, ...]]

    @property
    def halves(self) -> dict[str, str]:
        """The half of each case, by its id."""
        return {name: str(row[SLICES.index("half")]) for name, row in self.cases.items()}

    def values(self, measure: str) -> Mapping[str, float]:
        """Return a measure of each case that it applies to, by case id."""
        if measure not in self.measures:
            return {}
        at = len(SLICES) + self.measures.index(measure)
        return {name: row[at] for name, row in self.cases.items() if isinstance(row[at], int | float)}  # type: ignore[misc]


def write_summary(path: Path, summary: Summary) -> None:
    """Write a summary as JSON with a figure, a slice or a case a line, so that a change of one shows as one."""
    path.write_text(_format(summary.model_dump(mode="json"), depth=3) + "\n", encoding="utf-8")


def _format(value: Any, depth: int, indent: str = "") -> str:
    """Write JSON with an entry a line in the outer `depth` levels of objects."""
    if depth and isinstance(value, dict) and any(isinstance(one, dict | list) for one in value.values()):
        inner = indent + " "
        entries = (f"{inner}{json.dumps(key)}: {_format(one, depth - 1, inner)}" for key, one in value.items())
        return "{\n" + ",\n".join(entries) + f"\n{indent}}}"
    return json.dumps(value, ensure_ascii=False)


def read_summary(path: Path) -> Summary:
    """Read the summary of a run: its folder, or the summary file itself; raise RunError."""
    file = path / SUMMARY if path.is_dir() else path
    try:
        return Summary.model_validate_json(file.read_bytes())
    except OSError as error:
        raise RunError(
            f"{path} is no finished run ({error.strerror}); make one with: pullquote eval run SET"
        ) from error
    except ValidationError as error:
        raise RunError(f"{file} is not a run's summary: {error.errors()[0]['msg']}") from error


def read_records(folder: Path) -> Iterator[Record]:
    """Read the records written so far; a last line that was cut off by a crash is left out."""
    file = folder / RECORDS
    lines = file.read_bytes().split(b"\n") if file.exists() else []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield Record.model_validate_json(line)
            except ValidationError as error:
                if number < len(lines):
                    raise RunError(f"{file}, line {number} is not a record; delete the folder and run again") from error
