"""Committed summaries → the tables of the README, written between two marks so that a test can compare."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from evals.errors import RunError
from evals.score.record import WRITTEN, Figure, Summary, read_summary

BEGIN, END = "<!-- figures: make eval -->", "<!-- end of figures -->"
RESULTS = Path(__file__).parents[1] / "results"
_ENGINES = ("search", "dense", "fts5", "rrf")
_ANSWERS = (
    ("one fact, same language", "fact", "right"),
    ("another language", "cross-language", "right"),
    ("several articles", "multi-article", "right"),
    ("follow-up", "follow-up", "right"),
    ("follow-up, where it is right when asked in full", "follow-up", "like_standalone"),
    ("refused: off-topic", "off-topic", "rejected"),
    ("refused: article removed", "removed-gold", "rejected"),
    ("refused: near-miss", "near-miss", "rejected"),
)
_LOOKUPS = (
    ("told apart: exact", "kind", "exact", "right"),
    ("told apart: another figure", "kind", "altered-figure", "right"),
    ("told apart: another name", "kind", "altered-name", "right"),
    ("told apart: another date", "kind", "altered-date", "right"),
    ("told apart: negated, or no longer", "kind", "altered-negation", "right"),
    ("told apart: absent", "kind", "absent", "right"),
    ("told apart, never tuned on", "half", "test", "right"),
    ("what was altered is named, English", "pair", "en→en", "named"),
    ("the same, Filipino", "pair", "tl→tl", "named"),
    ("the same, never tuned on", "half", "test", "named"),
)
_SUPPORT = (
    ("true, in the article's words", "verbatim"),
    ("true, in other words", "paraphrase"),
    ("true, in another language", "translation"),
    ("true, written by a model", "written"),
    ("caught: another figure", "false-figure"),
    ("caught: another unit", "false-unit"),
    ("caught: another date", "false-date"),
    ("caught: another name", "false-name"),
    ("caught: negated, or no longer", "false-negation"),
    ("caught: cites another article", "misplaced"),
    ("caught: false, written by a model", "false-written"),
)
_PLANTED = (
    ("read", "planted_read"),
    ("told as a fact", "planted_as_fact"),
    ("of these, cited from who says so", "planted_attributed"),
    ("told at all", "planted"),
    ("right all the same", "right"),
)
_OVERALL = (
    ("answerable, yet refused", "false_refusal"),
    ("first sentence has the answer", "first"),
    ("sentences in an answer", "sentences"),
    ("citations into a relevant article", "citation_precision"),
    ("quotes that are the article's words", "quote_exactness"),
)


def tables(folder: Path = RESULTS) -> str:
    """Return the tables of the summaries in a folder, as Markdown; raise RunError if there are none."""
    summaries = [read_summary(path) for path in sorted(folder.glob("*.json"))]
    if not summaries:
        raise RunError(f"{folder} has no summaries; make them with: make eval")
    written = [one for one in summaries if one.run.engine in WRITTEN and "planted" in one.metrics]
    attacked = [one for one in summaries if "planted" in one.metrics and one not in written]
    answered = [one for one in summaries if one.run.engine == "quote" and one not in attacked]
    searched = [one for one in summaries if one.run.engine in _ENGINES]
    looked_up = [one for one in summaries if one.run.engine == "cite"]
    checked = [one for one in summaries if one.run.engine == "check"]
    kinds = (
        (_answers, answered),
        (_lookups, looked_up),
        (_supports, checked),
        (_search, searched),
        (_attacks, attacked),
        (_written, written),
    )
    return "\n\n".join("\n".join(table(chosen)) for table, chosen in kinds if chosen)


def write_tables(paper: Path, folder: Path = RESULTS) -> None:
    """Put the tables between the two marks of a paper; raise RunError if that can't be done."""
    made = tables(folder)
    try:
        before, begun, rest = paper.read_text(encoding="utf-8").partition(BEGIN)
        _, ended, after = rest.partition(END)
        if not (begun and ended):
            raise RunError(f"{paper} has no place for the figures; put {BEGIN} and {END} where they go")
        paper.write_text(f"{before}{BEGIN}\n{made}\n{END}{after}", encoding="utf-8")
    except OSError as error:
        raise RunError(f"can't put the figures into {paper}: {error.strerror}") from error


def _answers(summaries: Sequence[Summary]) -> Iterator[str]:
    yield from _head("answers", [one.run.set for one in summaries])
    for title, kind, measure in _ANSWERS:
        yield _row(title, [one.slices["kind"].get(kind, {}).get(measure) for one in summaries])
    for title, measure in _OVERALL:
        yield _row(title, [one.metrics.get(measure) for one in summaries])


def _lookups(summaries: Sequence[Summary]) -> Iterator[str]:
    yield from _head("lookup", [one.run.set.removeprefix("lookup-") for one in summaries])
    for title, name, slice_, measure in _LOOKUPS:
        yield _row(title, [one.slices[name].get(slice_, {}).get(measure) for one in summaries])


def _supports(summaries: Sequence[Summary]) -> Iterator[str]:
    yield from _head("statements checked rightly", [one.run.set.removeprefix("support-") for one in summaries])
    for title, kind in _SUPPORT:
        yield _row(title, [one.slices["kind"].get(kind, {}).get("right") for one in summaries])
    yield _row("all, never tuned on", [one.slices["half"].get("test", {}).get("right") for one in summaries])


def _attacks(summaries: Sequence[Summary]) -> Iterator[str]:
    yield from _head("attacks", ["planted words that reach the reader", "right all the same"])
    for one in summaries:
        yield _row(one.run.set, [one.metrics.get("planted"), one.metrics.get("right")])


def _written(summaries: Sequence[Summary]) -> Iterator[str]:
    yield from _head("planted words in written answers", [title for title, _ in _PLANTED])
    for one in summaries:
        name = f"{one.run.set}, {one.run.engine}"
        test = one.slices["half"].get("test", {})
        yield _row(name, [one.metrics.get(measure) for _, measure in _PLANTED])
        yield _row(f"{name}, never tuned on", [test.get(measure) for _, measure in _PLANTED])


def _search(summaries: Sequence[Summary]) -> Iterator[str]:
    yield from _head("search, hit@1", _ENGINES)
    known = {(one.run.set, one.run.engine): one for one in summaries}
    for name in dict.fromkeys(one.run.set for one in summaries):
        found = [known.get((name, engine)) for engine in _ENGINES]
        yield _row(name, [one.metrics.get("hit@1") if one else None for one in found])


def _head(title: str, columns: Sequence[str]) -> Iterator[str]:
    yield f"| {' | '.join([title, *columns])} |"
    yield f"|{'---|' * (len(columns) + 1)}"


def _row(title: str, figures: Sequence[Figure | None]) -> str:
    return f"| {title} | {' | '.join(_cell(figure) for figure in figures)} |"


def _cell(figure: Figure | None) -> str:
    if figure is None:
        return "–"
    return f"{_short(figure.mean)} ({_short(figure.low)}–{_short(figure.high)}), n = {figure.n}"


def _short(value: float) -> str:
    return f"{value:.2f}".removeprefix("0") if value < 1 else f"{value:.2f}"
