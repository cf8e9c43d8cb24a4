"""A language model's verdicts on a run → a section of its report."""

from evals.judge import Judgement
from evals.report.section import SCALE, Cell, Row, Section, Table
from evals.report.wording import format_interval, format_rate
from evals.score.record import Figure

_INTRO = (
    "What the model says of the answers, by the words they cite. It stands beside the measures and decides nothing."
)


def judgement_section(judgement: Judgement) -> Section:
    """Show a model's verdicts with their intervals, and how far they agree with the measures."""
    verdicts = (
        _row("Faithful", "The cited words support the answer.", judgement.faithfulness),
        _row("Relevant", "The answer, and what it cites, are about the question.", judgement.relevancy),
    )
    agreement = tuple(
        Row(
            label=f"{one.verdict} and {one.measure}",
            cells=(Cell(format_rate(one.share), f"n {one.n}"), Cell(f"{one.kappa:.2f}")),
        )
        for one in judgement.agreement
    )
    return Section(
        id="opinion",
        title=f"What {judgement.model} thinks",
        intro=_INTRO,
        tables=(
            Table("Verdicts", ("Verdict", "Share", SCALE), verdicts),
            Table("Agreement", ("Verdict and measure", "Same", "Cohen's kappa"), agreement),
        ),
    )


def _row(label: str, meaning: str, figure: Figure) -> Row:
    share = Cell(format_rate(figure.mean), f"{format_interval('', figure)} · n {figure.n}")
    return Row(label=label, meaning=meaning, cells=(share, Cell(label, drawn=figure)))
