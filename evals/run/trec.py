"""A run as TREC's tools read it: a run file and a qrels file, articles as documents."""

import math
from collections.abc import Iterator, Sequence
from pathlib import Path

from evals.measures import fold
from evals.score.record import Record

_APART = 1e-5  # trec_eval reads scores in single precision


def write_trec(folder: Path, tag: str, records: Sequence[Record]) -> None:
    """Write `run.txt` (query Q0 document rank score tag) and `qrels.txt` (query 0 document 1)."""
    folder.mkdir(exist_ok=True)
    judged = [record for record in records if record.gold]
    (folder / "run.txt").write_text("".join(f"{line}\n" for one in judged for line in _run(one, tag)), encoding="utf-8")
    qrels = (f"{one.case.id} 0 {article} 1\n" for one in judged for article in one.gold)
    (folder / "qrels.txt").write_text("".join(qrels), encoding="utf-8")


def _run(record: Record, tag: str) -> Iterator[str]:
    """A document's score is its best passage's; tools order by score alone, so near ones are set apart."""
    scores = dict(reversed(record.ranking))
    last = math.inf
    for rank, article in enumerate(fold(article for article, _ in record.ranking), start=1):
        last = min(scores[article], last - _APART)
        yield f"{record.case.id} Q0 {article} {rank} {last:.6f} {tag}"
