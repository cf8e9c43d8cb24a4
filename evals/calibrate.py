"""Fit on some questions from where on what was found is shown as an answer, and say what that gives on others.

What is shown as an answer should be right: its bar is as low as it can be while at most a given share of what is shown
is wrong, unless too many of the right ones were doubted for that. What is below is shown as the closest words, down to
a bar that refuses at most a given share of the answerable questions. Within a language and across languages bars are
fitted apart, because the embedder's scores differ.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from evals.errors import SetError
from evals.figures.summary import figure
from evals.run.examiner import Examiner
from evals.run.runner import Configuration
from evals.run.systems import QuoteSystem
from evals.score.answers import score_confidence
from evals.score.record import Figure, Record
from evals.sets.cases import QuestionCase, QuestionSet
from evals.sets.halves import Half, split_set
from evals.sets.libraries import Progress, library_for
from index.embed.embedder import Embedder
from index.library import open_library
from rag.calibration import Bar, Bars
from rag.quote.answerability import BARS_KEY, FittedBars

_ROUNDED = 1e4


class Shares(NamedTuple):
    """What bars may cost: the share of what is shown that is wrong, of right ones doubted, of answerable refused."""

    wrong: float
    doubts: float
    refusals: float


class Effect(BaseModel):
    """What bars do to a set: what is measured, of all questions and of the unanswerable by their kind."""

    model_config = ConfigDict(frozen=True)

    measures: dict[str, Figure]
    kinds: dict[str, dict[str, Figure]]


class BarsFit(BaseModel):
    """Bars, what they were fitted on, and what they give on other questions."""

    model_config = ConfigDict(frozen=True)

    embedder: str
    reader: bool
    bars: Bars
    fitted_on: str
    fitted: Effect
    stated_on: str
    stated: Effect


class _Asked(NamedTuple):
    """What came of asking some sets, a half of each at a time, and what bars and reading that was with."""

    halves: dict[Half, list[Record]]
    bars: Bars
    reader: bool

    @property
    def records(self) -> list[Record]:
        return [record for records in self.halves.values() for record in records]


def calibrate(
    questions: Sequence[QuestionSet],
    others: Sequence[QuestionSet],
    configuration: Configuration,
    shares: Shares,
    tell: Progress,
) -> BarsFit:
    """Fit bars on `questions` and state them on `others`, or, without any, each on the halves of `questions`."""
    asked = _ask(questions, configuration, tell)
    named = _name(questions)
    if others:
        ours, theirs, names = asked.records, _ask(others, configuration, tell).records, (named, _name(others))
    else:
        ours, theirs, names = asked.halves["dev"], asked.halves["test"], (f"{named}, dev half", f"{named}, test half")
    bars = fit_bars(ours, shares, asked.bars)
    return BarsFit(
        embedder=configuration.embedder.identity,
        reader=asked.reader,
        bars=bars,
        fitted_on=names[0],
        fitted=measure_effect(ours, bars),
        stated_on=names[1],
        stated=measure_effect(theirs, bars),
    )


def save_bars(fitted: BarsFit, home: Path, embedder: Embedder) -> None:
    """Keep bars in a home, where they apply as long as the embedder stays the same, and the reader is used or isn't."""
    own = FittedBars(embedder=fitted.embedder, reader=fitted.reader, bars=fitted.bars)
    with open_library(home, lambda: embedder, writing=True) as library:
        library.catalog.set_meta(BARS_KEY, own.model_dump_json())


def _name(questions: Sequence[QuestionSet]) -> str:
    return ", ".join(one.name for one in questions)


def _ask(questions: Sequence[QuestionSet], configuration: Configuration, tell: Progress) -> _Asked:
    halves: dict[Half, list[Record]] = {"dev": [], "test": []}
    for one in questions:
        cases = one.select(QuestionCase)
        with library_for(one, configuration.home, configuration.embedder, tell) as library:
            system = QuoteSystem(library, configuration.settings, one.today)
            examiner, half_of = Examiner(library, system, cases), split_set(one, library)
            for number, case in enumerate(cases, start=1):
                halves[half_of[case.id]].append(examiner.examine(case))
                tell(f"asking {one.name}", number, len(cases))
            bars, reader = system.engine.bars, system.engine.reader is not None
    return _Asked(halves, bars, reader)


def fit_bars(records: Sequence[Record], shares: Shares, known: Bars) -> Bars:
    """Return the bars that cost no more than `shares`; where there is nothing to fit one on, the `known` one stays.

    Raise SetError if there is no answerable question.
    """
    if not any(record.case.answerable and record.evidence for record in records):
        raise SetError("the set has no answerable questions to fit bars on")
    within = _fit(_scored(records, across=False), shares, known.answers.within, known.closest.within)
    across = _fit(_scored(records, across=True), shares, known.answers.across, known.closest.across)
    return Bars(*(Bar(*bars) for bars in zip(within, across, strict=True)))


def measure_effect(records: Sequence[Record], bars: Bars) -> Effect:
    """Say what bars do to what was asked; raise SetError if no question is answerable."""
    if not any(record.case.answerable for record in records):
        raise SetError("the set has no answerable questions to judge bars by")
    measured = [(record, _measure(record, bars)) for record in records]
    kinds = sorted({record.case.kind for record in records if not record.case.answerable})
    return Effect(
        measures=_figures([scores for _, scores in measured]),
        kinds={kind: _figures([scores for record, scores in measured if record.case.kind == kind]) for kind in kinds},
    )


def _measure(record: Record, bars: Bars) -> dict[str, float]:
    right = record.measures.get("would_be_right")
    return score_confidence(
        record.evidence.confidence(bars) if record.evidence else None,
        answerable=record.case.answerable,
        right=None if right is None else right == 1,
    )


def _figures(scores: Sequence[dict[str, float]]) -> dict[str, Figure]:
    names = dict.fromkeys(name for one in scores for name in one)
    return {name: figure([one[name] for one in scores if name in one]) for name in names}


def _scored(records: Sequence[Record], *, across: bool) -> list[tuple[float, Record]]:
    """Return records with their scores, within a language or across."""
    return [(one.evidence.score, one) for one in records if one.evidence and one.evidence.across is across]


def _fit(
    weighed: Sequence[tuple[float, Record]], shares: Shares, answers: float, closest: float
) -> tuple[float, float]:
    """Return the bars of answers and of the closest words, given the known ones; nothing refused is an answer."""
    answerable = sorted(score for score, record in weighed if record.case.answerable)
    if answerable:
        closest = _round(answerable[int(shares.refusals * len(answerable))])
    fitted = _fit_answers(weighed, shares)
    answers = max(answers, closest) if fitted is None else fitted
    return answers, min(answers, closest)


def _fit_answers(weighed: Sequence[tuple[float, Record]], shares: Shares) -> float | None:
    """Return the lowest score from which on few enough are wrong, or the one below which enough right ones are.

    None where nothing is known to be right.
    """
    judged = [
        (score, record.measures["would_be_right"] == 1)
        for score, record in weighed
        if "would_be_right" in record.measures
    ]
    right = sorted(score for score, is_right in judged if is_right)
    if not right:
        return None
    most = right[int(shares.doubts * len(right))]
    for bar in (score for score in right if score < most):
        shown = [is_right for score, is_right in judged if score >= bar]
        if shown.count(False) <= shares.wrong * len(shown):
            return _round(bar)
    return _round(most)


def _round(score: float) -> float:
    """Round down, so that what a bar was fitted to reaches it."""
    return int(score * _ROUNDED) / _ROUNDED
