"""Fit the refusal gate on one set of questions, and say what it gives on another.

A bar is set as high as it can be while at most a given share of the answerable questions is refused; within
a language and across languages apart, because the embedder's scores differ.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from evals.errors import SetError
from evals.figures.summary import figure
from evals.run.runner import Configuration
from evals.score.record import Figure
from evals.sets.cases import UNANSWERABLE, QuestionCase, QuestionSet
from evals.sets.halves import Half, split_set
from evals.sets.libraries import Progress, filters_for, library_articles, library_for
from index.embed.embedder import Embedder
from index.library import Library, open_library
from rag.engine import Engine
from rag.quote.answerability import GATE_KEY, Answerability, FittedGate, Gate
from rag.settings import RagSettings


class WeighedCase(NamedTuple):
    """A question and the evidence for answering it, None where nothing was found; and its half of the set."""

    case: QuestionCase
    evidence: Answerability | None
    half: Half = "test"


class Effect(BaseModel):
    """What a gate does to a set: answerable questions refused, unanswerable ones refused by kind."""

    model_config = ConfigDict(frozen=True)

    false_refusal: Figure
    rejected: dict[str, Figure]


class GateFit(BaseModel):
    """A gate, what it was fitted on, and what it gives on other questions."""

    model_config = ConfigDict(frozen=True)

    embedder: str
    within: float
    across: float
    fitted_on: str
    fitted: Effect
    stated_on: str
    stated: Effect


def calibrate_gate(
    questions: QuestionSet,
    others: QuestionSet | None,
    configuration: Configuration,
    false_refusals: float,
    tell: Progress,
) -> GateFit:
    """Fit a gate on `questions` and state it on `others`, or each on a half of `questions`."""
    weighed, known = _weigh_set(questions, configuration, tell)
    if others is None:
        ours = [one for one in weighed if one.half == "dev"]
        theirs = [one for one in weighed if one.half == "test"]
        names = f"{questions.name}, dev half", f"{questions.name}, test half"
    else:
        ours, theirs = weighed, _weigh_set(others, configuration, tell)[0]
        names = questions.name, others.name
    gate = fit_gate(ours, false_refusals, known)
    return GateFit(
        embedder=configuration.embedder.identity,
        within=gate.within,
        across=gate.across,
        fitted_on=names[0],
        fitted=measure_effect(ours, gate),
        stated_on=names[1],
        stated=measure_effect(theirs, gate),
    )


def save_gate(fitted: GateFit, home: Path, embedder: Embedder) -> None:
    """Keep a gate in a home, where it applies as long as the embedder stays the same."""
    own = FittedGate(embedder=fitted.embedder, within=fitted.within, across=fitted.across)
    with open_library(home, lambda: embedder, writing=True) as library:
        library.catalog.set_meta(GATE_KEY, own.model_dump_json())


def _weigh_set(questions: QuestionSet, configuration: Configuration, tell: Progress) -> tuple[list[WeighedCase], Gate]:
    with library_for(questions, configuration.home, configuration.embedder, tell) as library:
        weighed = weigh_cases(questions, library, configuration.settings, tell)
        return weighed, Engine(library, configuration.settings).gate


def weigh_cases(questions: QuestionSet, library: Library, settings: RagSettings, tell: Progress) -> list[WeighedCase]:
    """Weigh the evidence for each question; follow-ups are left out, they don't stand alone."""
    today = questions.today
    engine, articles = Engine(library, settings, today=(lambda: today) if today else None), library_articles(library)
    halves = split_set(questions, library)
    alone = [case for case in questions.select(QuestionCase) if not case.history]
    weighed = []
    for number, case in enumerate(alone, start=1):
        evidence = engine.score_answerability(case.question, filters_for(case, articles))
        weighed.append(WeighedCase(case, evidence, halves[case.id]))
        tell("weighing", number, len(alone))
    return weighed


def fit_gate(weighed: Sequence[WeighedCase], false_refusals: float, known: Gate) -> Gate:
    """Return the highest bars that refuse at most a share `false_refusals` of the answerable questions.

    Where a set has no answerable question within or across languages, the `known` gate's bar stays.
    """
    positives = [one.evidence for one in weighed if one.case.answerable and one.evidence is not None]
    if not positives:
        raise SetError("the set has no answerable questions to fit a gate on")
    bars = {
        across: _bar(sorted(one.score for one in positives if one.across is across), false_refusals)
        for across in (False, True)
    }
    within, across = bars[False], bars[True]
    return Gate(known.within if within is None else within, known.across if across is None else across)


def measure_effect(weighed: Sequence[WeighedCase], gate: Gate) -> Effect:
    """Say what a gate does to a set; raise SetError if it has no answerable questions."""
    refused = [(one.case, float(one.evidence is None or gate.margin(one.evidence) < 0)) for one in weighed]
    answerable = [value for case, value in refused if case.answerable]
    if not answerable:
        raise SetError("the set has no answerable questions to judge a gate by")
    by_kind = {kind: [value for case, value in refused if case.kind == kind] for kind in sorted(UNANSWERABLE)}
    return Effect(
        false_refusal=figure(answerable), rejected={kind: figure(values) for kind, values in by_kind.items() if values}
    )


def _bar(scores: Sequence[float], false_refusals: float) -> float | None:
    """Return the score that at most a share of `scores`, ascending, lies below; rounded down."""
    return int(scores[int(false_refusals * len(scores))] * 1e4) / 1e4 if scores else None
