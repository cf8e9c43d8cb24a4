"""An optional second opinion: LlamaIndex's faithfulness and relevancy evaluators over a language model.

Its verdicts stand beside the deterministic measures, with how far they agree, and never decide anything:
models and people agree too seldom for that.
"""

import asyncio
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from evals.errors import RunError
from evals.figures.summary import figure
from evals.measures import kappa
from evals.score.record import Figure, Record, read_records
from evals.sets.libraries import Progress
from evals.sets.makers import sample
from rag.answer import Noun
from rag.errors import ModelError

if TYPE_CHECKING:
    from llama_index.core.evaluation import BaseEvaluator
    from llama_index.core.llms import LLM

JUDGE = "judge.json"
_YES_OR_NO = re.compile(r"\b(?:(yes)|no)\b", re.IGNORECASE)
_PATIENCE = 3  # failures in a row from the start, after which the model is given up


class Agreement(Noun):
    """How far a verdict agrees with one of our measures: share of equal verdicts, Cohen's kappa."""

    verdict: str
    measure: str
    n: int
    share: float
    kappa: float


class Judgement(Noun):
    """What the model said of a run's answers; `cases` holds faithful and relevant by case id."""

    model: str
    faithfulness: Figure
    relevancy: Figure
    agreement: tuple[Agreement, ...]
    errors: dict[str, str]
    cases: dict[str, tuple[bool, bool]]


def judge_run(folder: Path, llm: "LLM", tell: Progress, most: int | None = None) -> Judgement:
    """Have a model judge the answers of a run, and keep what it says in the run's folder.

    Raise RunError if the run has no answers, ModelError if the model could judge none of them.
    """
    answered = [record for record in read_records(folder) if record.answer and record.answer.answered]
    chosen = sample(answered, most or len(answered))
    if not chosen:
        raise RunError(f"{folder} has no answers to judge")
    verdicts, errors = asyncio.run(_verdicts(chosen, llm, tell))
    if not verdicts:
        raise ModelError(f"the model judged none of the answers: {next(iter(errors.values()))}")
    judged = [record for record in chosen if record.case.id in verdicts]
    judgement = Judgement(
        model=llm.metadata.model_name,
        faithfulness=figure([float(faithful) for faithful, _ in verdicts.values()]),
        relevancy=figure([float(relevant) for _, relevant in verdicts.values()]),
        agreement=tuple(_agreements(judged, verdicts)),
        errors=errors,
        cases=verdicts,
    )
    (folder / JUDGE).write_text(judgement.model_dump_json(indent=1) + "\n", encoding="utf-8")
    return judgement


def read_judgement(folder: Path) -> Judgement | None:
    """Return what was kept of a judge's verdicts, if any were asked for; raise RunError."""
    file = folder / JUDGE
    if not file.exists():
        return None
    try:
        return Judgement.model_validate_json(file.read_bytes())
    except ValidationError as error:
        raise RunError(f"{file} can't be read; delete it, or judge again") from error


async def _verdicts(
    records: Sequence[Record], llm: "LLM", tell: Progress
) -> tuple[dict[str, tuple[bool, bool]], dict[str, str]]:
    from llama_index.core.evaluation import FaithfulnessEvaluator, RelevancyEvaluator

    verdicts: dict[str, tuple[bool, bool]] = {}
    errors: dict[str, str] = {}
    faithfulness, relevancy = FaithfulnessEvaluator(llm=llm), RelevancyEvaluator(llm=llm)
    for number, record in enumerate(records, start=1):
        try:
            verdicts[record.case.id] = (await _passes(faithfulness, record), await _passes(relevancy, record))
        except Exception as error:  # noqa: BLE001  # one answer of many: it is named, and the others go on
            errors[record.case.id] = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        tell("judging", number, len(records))
        if len(errors) == number == _PATIENCE:
            break
    return verdicts, errors


async def _passes(evaluator: "BaseEvaluator", record: Record) -> bool:
    """Judge an answer by the words it cites.

    LlamaIndex takes whatever has "yes" in it for a yes, and all else, garbage included, for a no; here the
    verdict is the first YES or NO, and ModelError is raised if there is neither.
    """
    answer = record.answer
    text = " ".join(statement.text for statement in answer.statements) if answer else ""
    contexts = [citation.quote for citation in answer.citations] if answer else []
    result = await evaluator.aevaluate(query=record.case.text, response=text, contexts=contexts)
    found = _YES_OR_NO.search(result.feedback or "")
    if found is None:
        raise ModelError(f"the model said neither YES nor NO: {result.feedback}")
    return bool(found.group(1))


def _agreements(records: Sequence[Record], verdicts: dict[str, tuple[bool, bool]]) -> Iterator[Agreement]:
    for at, verdict, measure in ((0, "faithfulness", "support"), (1, "relevancy", "right")):
        both = [record for record in records if measure in record.measures]
        if both:
            theirs = [verdicts[record.case.id][at] for record in both]
            ours = [record.measures[measure] == 1 for record in both]
            share = round(sum(a == b for a, b in zip(theirs, ours, strict=True)) / len(both), 4)
            agreed = round(kappa(theirs, ours), 4)
            yield Agreement(verdict=verdict, measure=measure, n=len(both), share=share, kappa=agreed)
