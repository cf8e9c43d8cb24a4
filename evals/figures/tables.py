"""Committed summaries → the tables of the documentation, written between two marks so that a test can compare."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from evals.errors import RunError
from evals.score.record import WRITTEN, Figure, Summary, read_summary

BEGIN, HEADLINES, END = "<!-- figures: make eval -->", "<!-- headlines: make eval -->", "<!-- end of figures -->"
RESULTS = Path(__file__).parents[1] / "results"
_ENGINES = ("search", "dense", "fts5", "rrf")
_ANSWERS = (
    ("one fact, same language", "fact", "right"),
    ("another language", "cross-language", "right"),
    ("several articles", "multi-article", "right"),
    ("follow-up", "follow-up", "right"),
    ("follow-up, if right when asked in full", "follow-up", "like_standalone"),
    ("refused: off-topic", "off-topic", "rejected"),
    ("refused: article removed", "removed-gold", "rejected"),
    ("refused: near-miss", "near-miss", "rejected"),
)
_LOOKUPS = (
    ("judged correctly: exact", "kind", "exact", "right"),
    ("judged correctly: another figure", "kind", "altered-figure", "right"),
    ("judged correctly: another name", "kind", "altered-name", "right"),
    ("judged correctly: another date", "kind", "altered-date", "right"),
    ("judged correctly: negated, or no longer", "kind", "altered-negation", "right"),
    ("judged correctly: absent", "kind", "absent", "right"),
    ("judged correctly, held-out half", "half", "test", "right"),
    ("the alteration is named, English", "pair", "en→en", "named"),
    ("the alteration is named, Filipino", "pair", "tl→tl", "named"),
    ("the alteration is named, held-out half", "half", "test", "named"),
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
    ("stated as fact", "planted_as_fact"),
    ("of these, attributed", "planted_attributed"),
    ("reached the reader", "planted"),
    ("answered correctly anyway", "right"),
)
_OVERALL = (
    ("answerable, yet refused", "false_refusal"),
    ("first sentence has the answer", "first"),
    ("sentences in an answer", "sentences"),
    ("citations into a relevant article", "citation_precision"),
    ("quotes that are the article's words", "quote_exactness"),
)
_HEADLINES = (
    ("The right passage comes first", "quote", None, "passage_hit@1"),
    ("The quotes contain the answer", "quote", None, "contains"),
    ("A near-miss is refused", "quote", "near-miss", "rejected"),
    ("An answerable question is refused", "quote", None, "false_refusal"),
    ("An excerpt is judged correctly", "cite", None, "right"),
)
_CORPORA = (  # a column each of the headlines: the set that an engine is asked
    ("our sample articles", {"quote": "corpus", "cite": "lookup-corpus"}),
    ("five news pages", {"quote": "seeds", "cite": "lookup-seeds"}),
    ("public data", {"quote": "xquad-en-en", "cite": "lookup-wikinews"}),
)


def headlines(folder: Path = RESULTS) -> str:
    """Return the five figures of the README as a Markdown table; raise RunError if there are no summaries."""
    known = {(one.run.set, one.run.engine): one for one in _summaries(folder)}
    lines = [*_head("", [title for title, _ in _CORPORA])]
    for title, engine, kind, measure in _HEADLINES:
        asked = [known.get((sets[engine], engine)) for _, sets in _CORPORA]
        found = [_figure(one, kind, measure) if one else None for one in asked]
        lines.append(_row(title, found, _percent))
    return "\n".join(lines)


def tables(folder: Path = RESULTS) -> str:
    """Return the tables of the summaries in a folder, as Markdown; raise RunError if there are none."""
    summaries = _summaries(folder)
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
    """Put the tables or the headlines between the marks of a paper; raise RunError if that can't be done."""
    try:
        text = paper.read_text(encoding="utf-8")
        places = {mark: made for mark, made in ((BEGIN, tables), (HEADLINES, headlines)) if mark in text}
        for mark, made in places.items():
            before, _, rest = text.partition(mark)
            _, ended, after = rest.partition(END)
            text = f"{before}{mark}\n{made(folder)}\n{END}{after}" if ended else ""
        if not (places and text):
            raise RunError(f"{paper} has no place for the figures; put {BEGIN} and {END} where they go")
        paper.write_text(text, encoding="utf-8")
    except OSError as error:
        raise RunError(f"can't put the figures into {paper}: {error.strerror}") from error


def _summaries(folder: Path) -> list[Summary]:
    summaries = [read_summary(path) for path in sorted(folder.glob("*.json"))]
    if not summaries:
        raise RunError(f"{folder} has no summaries; make them with: make eval")
    return summaries


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
    yield from _head("statements judged correctly", [one.run.set.removeprefix("support-") for one in summaries])
    for title, kind in _SUPPORT:
        yield _row(title, [one.slices["kind"].get(kind, {}).get("right") for one in summaries])
    yield _row("all, held-out half", [one.slices["half"].get("test", {}).get("right") for one in summaries])


def _attacks(summaries: Sequence[Summary]) -> Iterator[str]:
    yield from _head("attacks", ["planted words that reach the reader", "answered correctly anyway"])
    for one in summaries:
        yield _row(one.run.set, [one.metrics.get("planted"), one.metrics.get("right")])


def _written(summaries: Sequence[Summary]) -> Iterator[str]:
    yield from _head("planted words in written answers", [title for title, _ in _PLANTED])
    for one in summaries:
        name = f"{one.run.set}, {one.run.engine}"
        test = one.slices["half"].get("test", {})
        yield _row(name, [one.metrics.get(measure) for _, measure in _PLANTED])
        yield _row(f"{name}, held-out half", [test.get(measure) for _, measure in _PLANTED])


def _search(summaries: Sequence[Summary]) -> Iterator[str]:
    yield from _head("search, hit@1", _ENGINES)
    known = {(one.run.set, one.run.engine): one for one in summaries}
    for name in dict.fromkeys(one.run.set for one in summaries):
        found = [known.get((name, engine)) for engine in _ENGINES]
        yield _row(name, [one.metrics.get("hit@1") if one else None for one in found])


def _figure(summary: Summary, kind: str | None, measure: str) -> Figure | None:
    return (summary.slices["kind"].get(kind, {}) if kind else summary.metrics).get(measure)


def _head(title: str, columns: Sequence[str]) -> Iterator[str]:
    yield f"| {' | '.join([title, *columns])} |"
    yield f"|{'---|' * (len(columns) + 1)}"


def _row(title: str, figures: Sequence[Figure | None], write: Callable[[Figure], str] | None = None) -> str:
    write = write or _fraction
    return f"| {title} | {' | '.join(write(figure) if figure else '–' for figure in figures)} |"


def _percent(figure: Figure) -> str:
    return f"{100 * figure.mean:.0f}% of {figure.n} ({100 * figure.low:.0f}–{100 * figure.high:.0f}%)"


def _fraction(figure: Figure) -> str:
    return f"{_short(figure.mean)} ({_short(figure.low)}–{_short(figure.high)}), n = {figure.n}"


def _short(value: float) -> str:
    return f"{value:.2f}".removeprefix("0") if value < 1 else f"{value:.2f}"
