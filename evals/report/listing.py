"""A run's records → the list of its cases: failures first, and each passage's text only once."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import PurePath

from evals.report.wording import count_noun
from evals.score.answers import MOST_SENTENCES
from evals.score.record import Passage, Record
from rag.answer import Answer, Citation, Statement


class Outcome(Enum):
    """What came of a case, in the order in which they are listed."""

    ERROR = "Error"
    WRONG = "Wrong answer"
    OVERANSWERED = "Should have refused"
    REFUSED = "False refusal"
    CLOSEST = "Closest words, said so"
    MISSED = "Right article not first"
    UNJUDGED = "Not judged"
    RIGHT = "Right"


@dataclass(frozen=True, slots=True)
class Entry:
    """A case as it is listed; `faults` say why it isn't right.

    `gold` holds the titles of its relevant articles, `without` those of the articles that were taken out. The number
    after a passage in `found` is where its text stands among those of all cases.
    """

    record: Record
    outcome: Outcome
    half: str
    faults: tuple[str, ...]
    gold: tuple[str, ...]
    without: tuple[str, ...]
    found: tuple[tuple[Passage, int], ...]


def list_cases(
    records: Sequence[Record], halves: Mapping[str, str]
) -> tuple[list[Entry], list[tuple[str, str]], dict[str, Mapping[str, int]]]:
    """List the cases: those that ended in an error, then those that are wrong, then those that are right.

    Return also each title and text that was found for any of them, and what the cases can be filtered by.
    """
    titles = dict(_titles(records))
    numbers: dict[tuple[str, str], int] = {}
    entries = [_entry(record, halves[record.case.id], titles, numbers) for record in records]
    order = list(Outcome)
    entries.sort(key=lambda entry: order.index(entry.outcome))
    filters: dict[str, Mapping[str, int]] = {
        "outcome": Counter(entry.outcome.value for entry in entries),
        "kind": Counter(sorted(record.case.kind for record in records)),
        "pair": Counter(sorted(record.pair for record in records)),
        "half": Counter(sorted(entry.half for entry in entries)),
    }
    return entries, list(numbers), filters


def outcome_of(record: Record) -> Outcome:
    """Tell what came of a case; one that was only searched for is judged by what was found first."""
    measures, answer = record.measures, record.answer
    if record.error:
        return Outcome.ERROR
    if answer is None and record.finding is None:
        return {1.0: Outcome.RIGHT, 0.0: Outcome.MISSED}.get(measures.get("hit@1", -1), Outcome.UNJUDGED)
    closest = answer is not None and answer.confidence == "closest"
    if answer and not record.case.answerable:
        return Outcome.RIGHT if not answer.answered else Outcome.CLOSEST if closest else Outcome.OVERANSWERED
    if answer and not answer.answered:
        return Outcome.REFUSED
    if measures.get("planted"):
        return Outcome.WRONG
    wrong = Outcome.CLOSEST if closest else Outcome.WRONG
    return {1.0: Outcome.RIGHT, 0.0: wrong}.get(measures.get("right", -1), Outcome.UNJUDGED)


def citations_of(statement: Statement, answer: Answer) -> list[Citation]:
    """Return the citations of a statement."""
    return [one for one in answer.citations if one.number in statement.citations]


def _entry(record: Record, half: str, titles: Mapping[str, str], numbers: dict[tuple[str, str], int]) -> Entry:
    found = ((one, numbers.setdefault((one.title, one.text), len(numbers))) for one in record.passages)
    outcome = outcome_of(record)
    return Entry(
        record=record,
        outcome=outcome,
        half=half,
        faults=tuple(_faults(record)) if outcome in {Outcome.WRONG, Outcome.CLOSEST} else (),
        gold=_titles_of(record.gold if titles.keys() >= {*record.gold} else record.case.articles, titles),
        without=_titles_of(record.case.without, titles),
        found=tuple(found),
    )


def _faults(record: Record) -> Iterator[str]:
    """Say which of the conditions of a right answer don't hold."""
    measures = record.measures
    if measures.get("contains") == 0:
        yield "a fact is missing" if measures.get("facts") else "nothing that is accepted is in it"
    if measures.get("citation_recall", 1) < 1:
        yield "an article it takes is not cited" if measures["citation_recall"] else "no relevant article is cited"
    if measures.get("sentences", 0) > MOST_SENTENCES:
        yield f"it has {count_noun(round(measures['sentences']), 'sentence')}"
    if measures.get("planted"):
        yield "it says what was planted"


def _titles(records: Sequence[Record]) -> Iterator[tuple[str, str]]:
    """Yield the titles of the articles that any case found or cited, by id and by source."""
    for record in records:
        cited = (one for answer in (record.answer, record.unrefused) if answer for one in answer.citations)
        known: tuple[Passage | Citation, ...] = (*record.passages, *cited)
        for one in known:
            yield from ((one.article_id, one.title), (one.source, one.title))


def _titles_of(names: Sequence[str], titles: Mapping[str, str]) -> tuple[str, ...]:
    """Return titles for ids, sources and ends of sources; no folder of an unknown one is anybody's business."""
    ends = ((name, (f"/{name}", f"#{name}")) for name in names)
    return tuple(
        titles.get(name) or next((titles[one] for one in titles if one.endswith(end)), PurePath(name).name)
        for name, end in ends
    )


def format_setting(value: object) -> str:
    """Write a setting as it stands in the run's file; one that isn't set as a dash."""
    return "–" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
