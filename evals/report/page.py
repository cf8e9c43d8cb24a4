"""A run folder → report.html: one page to read, filter and print, from which no request leaves."""

from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from evals.errors import RunError
from evals.judge import read_judgement
from evals.report import sections
from evals.report.listing import citations_of, format_setting, list_cases
from evals.report.section import SCALE
from evals.report.wording import STAGES, count_noun, format_day, format_ms, format_rate
from evals.score.record import Figure, Summary, read_records, read_summary

REPORT = "report.html"
_HERE = Path(__file__).parent


def write_report(folder: Path) -> Path:
    """Write a run's report into its folder; return the file. Raise RunError as `report` does."""
    path = folder / REPORT
    path.write_bytes(render_report(folder).encode("utf-8", "replace"))  # bytes: the script is let in by its digest
    return path


def render_report(folder: Path) -> str:
    """Return a run as a page of HTML; raise RunError if the run isn't whole."""
    summary, records = read_summary(folder), tuple(read_records(folder))
    if len(records) != len(summary.cases):
        held = f"{folder} holds {len(records)} of {count_noun(len(summary.cases), 'record')}"
        raise RunError(f"{held}; a report shows them all: run the set again")
    script = _file("page.js")
    entries, passages, filters = list_cases(records, summary.halves)
    judgement = read_judgement(folder)
    made = (  # in this order; each is left out where a run has nothing for it
        sections.headline(summary),
        sections.slices(summary),
        sections.coverage(summary, records),
        sections.speed(summary),
        judgement and sections.opinion(judgement),
    )
    return (
        _environment()
        .get_template("page.html")
        .render(
            summary=summary,
            run=summary.run,
            news=_news(summary),
            standfirst=_standfirst(summary),
            sections=[one for one in made if one is not None],
            entries=entries,
            passages=passages,
            filters=filters,
            style=_file("page.css"),
            script=script,
            digest=b64encode(sha256(script.encode()).digest()).decode(),
        )
    )


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    words = (count_noun, format_day, format_ms, format_rate, format_setting)
    environment.filters |= {word.__name__: word for word in words}
    environment.globals |= {"citations_of": citations_of, "SCALE": SCALE, "STAGES": STAGES}
    return environment


def _file(name: str) -> Markup:
    return Markup((_HERE / name).read_text(encoding="utf-8"))  # noqa: S704  # our own style sheet and script


def _news(summary: Summary) -> str:
    """Say in a headline what the run has shown."""
    main = sections.main_measure(summary)
    if main is None:
        return f"{count_noun(len(summary.cases), 'question')} asked"
    words = "Right on" if main == "right" else "The right article first for"
    return f"{words} {_share(summary.metrics[main])} questions"


def _standfirst(summary: Summary) -> str:
    """Say in plain words how sure that is, and what became of the questions with an answer and without one."""
    main, metrics = sections.main_measure(summary), summary.metrics
    sentences = []
    if main:
        figure = metrics[main]
        low, high = format_rate(figure.low, 2), format_rate(figure.high, 2)
        sentences.append(f"That is {format_rate(figure.mean)}, with a 95% interval of {low}–{high}.")
    if "contains" in metrics:
        sentences.append(f"{_share(metrics['contains'])} questions with a known answer got it.")
    if "false_refusal" in metrics:
        sentences.append(f"{_share(metrics['false_refusal'])} that the articles answer were refused.")
    refused = {kind: figures["rejected"] for kind, figures in summary.slices["kind"].items() if "rejected" in figures}
    if refused:
        sentences.append(f"Of those that they don't answer it refused {_join(refused)}.")
    return " ".join(sentences)


def _join(refused: Mapping[str, Figure]) -> str:
    *others, last = (f"{_share(figure)} {kind}" for kind, figure in refused.items())
    return f"{', '.join(others)} and {last}" if others else last


def _share(figure: Figure) -> str:
    return f"{round(figure.mean * figure.n):,} of {figure.n:,}"
