"""What the trained reader is worth: questions to the embedder alone, with the reader ranking, with it refusing, too.

Each is measured with its own bars. How sure an answer is, and how often it is right, is told by coverage: of all
questions, those that score highest.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from evals.figures.summary import figures
from evals.measures import coverage_accuracy
from evals.run.examiner import Examiner
from evals.run.runner import Configuration
from evals.run.systems import QuoteSystem
from evals.score.record import Figure, Record
from evals.sets.cases import QuestionCase, QuestionSet
from evals.sets.halves import Half, split_set
from evals.sets.libraries import Progress, library_for
from rag.answer import Noun
from rag.calibration import Bars, Calibration, calibration_for

COVERAGES = (0.25, 0.5, 0.75, 1.0)
MEASURES = ("first", "contains", "would_be_right", "shown_wrong", "right_shown", "doubted", "false_doubt")


class Step(Noun):
    """A way of reading: its measures, and of the surest answers at each coverage how many are right."""

    name: str
    measures: dict[str, Figure]
    accuracy: dict[str, float]


class Ablation(Noun):
    """The ways of reading, each with one part more than the one before."""

    sets: tuple[str, ...]
    half: Half | None
    steps: tuple[Step, ...]


def ablate(
    questions: Sequence[QuestionSet], configuration: Configuration, half: Half | None, tell: Progress
) -> Ablation:
    """Ask some sets, or a half of each, in each of the ways."""
    fitted = calibration_for(configuration.embedder.model_name)
    near = Bars(fitted.nearness, fitted.nearness)
    ranking = replace(fitted, answerability=replace(fitted.answerability, odds=0.0), bars=near)
    ways: tuple[tuple[str, bool, Calibration], ...] = (
        ("the embedder alone", False, fitted),
        ("the reader ranks", True, ranking),
        ("the reader ranks and refuses", True, fitted),
    )
    steps = []
    for name, reads, calibration in ways:
        way = replace(configuration, settings=configuration.settings.model_copy(update={"reader": reads}))
        records = [record for one in questions for record in _ask(one, way, calibration, half, tell)]
        steps.append(Step(name=name, measures=_measure(records), accuracy=measure_accuracy(records)))
    return Ablation(sets=tuple(one.name for one in questions), half=half, steps=tuple(steps))


def measure_accuracy(records: Sequence[Record]) -> dict[str, float]:
    """Return by coverage how many of the surest answers are right, nothing being refused."""
    points = coverage_accuracy(
        (record.margin, record.measures["would_be_right"] == 1)
        for record in records
        if record.margin is not None and "would_be_right" in record.measures
    )
    return {
        f"{coverage:.0%}": round(next(accuracy for share, accuracy in points if share >= coverage), 4)
        for coverage in COVERAGES
        if points
    }


def _measure(records: Sequence[Record]) -> dict[str, Figure]:
    found = figures(records)
    return {name: found[name] for name in MEASURES if name in found}


def _ask(
    questions: QuestionSet,
    configuration: Configuration,
    calibration: Calibration,
    half: Half | None,
    tell: Progress,
) -> Iterator[Record]:
    cases = questions.select(QuestionCase)
    with library_for(questions, configuration.home, configuration.embedder, tell) as library:
        system = QuoteSystem(library, configuration.settings, questions.today, calibration=calibration)
        half_of = split_set(questions, library)
        chosen = [case for case in cases if half in {None, half_of[case.id]}]
        examiner = Examiner(library, system, cases)
        for number, case in enumerate(chosen, start=1):
            yield examiner.examine(case)
            tell(f"asking {questions.name}", number, len(chosen))
