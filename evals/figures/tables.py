"""Committed summaries → the tables of the documentation, written between two marks so that a test can compare."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from evals.errors import RunError
from evals.score.record import WRITTEN, Figure, Summary, read_summary

BEGIN, HEADLINES, END = "<!-- figures: make eval -->", "<!-- headlines: make eval -->", "<!-- end of figures -->"
RESULTS = Path(__file__).parents[1] / "results"
_ENGINES = ("search", "dense", "fts5", "rrf")
_HALVES = (("", ""), (", held-out half", "half:test"))
_Row = tuple[str, str, str]  # its name, the slice that it is about, the measure
_ANSWERS = (
    ("one fact, same language", "kind:fact", "right"),
    ("another language", "kind:cross-language", "right"),
    ("several articles", "kind:multi-article", "right"),
    ("follow-up", "kind:follow-up", "right"),
    ("follow-up, if right when asked in full", "kind:follow-up", "like_standalone"),
    ("refused: off-topic", "kind:off-topic", "rejected"),
    ("refused: article removed", "kind:removed-gold", "rejected"),
    ("refused: near-miss", "kind:near-miss", "rejected"),
    ("answerable, yet refused", "", "false_refusal"),
    ("not answerable, of what is refused", "", "refused_rightly"),
    ("refused, or shown as the closest words: off-topic", "kind:off-topic", "doubted"),
    ("refused, or shown as the closest words: article removed", "kind:removed-gold", "doubted"),
    ("refused, or shown as the closest words: near-miss", "kind:near-miss", "doubted"),
    ("answerable, yet refused or shown so", "", "false_doubt"),
    ("wrong, of what is shown as an answer", "", "shown_wrong"),
    ("shown as an answer, of what is right", "", "right_shown"),
    ("first sentence has the answer", "", "first"),
    ("sentences in an answer", "", "sentences"),
    ("citations into a relevant article", "", "citation_precision"),
    ("quotes that are the article's words", "", "quote_exactness"),
)
_LOOKUPS = (
    ("judged correctly: exact", "kind:exact", "right"),
    ("judged correctly: another figure", "kind:altered-figure", "right"),
    ("judged correctly: another name", "kind:altered-name", "right"),
    ("judged correctly: another date", "kind:altered-date", "right"),
    ("judged correctly: negated, or no longer", "kind:altered-negation", "right"),
    ("judged correctly: absent", "kind:absent", "right"),
    ("judged correctly, held-out half", "half:test", "right"),
    ("the alteration is named, English", "pair:en→en", "named"),
    ("the alteration is named, Filipino", "pair:tl→tl", "named"),
    ("the alteration is named, held-out half", "half:test", "named"),
)
_SUPPORT = (
    ("true, in the article's words", "kind:verbatim", "right"),
    ("true, in other words", "kind:paraphrase", "right"),
    ("true, in another language", "kind:translation", "right"),
    ("true, written by a model", "kind:written", "right"),
    ("caught: another figure", "kind:false-figure", "right"),
    ("caught: another unit", "kind:false-unit", "right"),
    ("caught: another date", "kind:false-date", "right"),
    ("caught: another name", "kind:false-name", "right"),
    ("caught: negated, or no longer", "kind:false-negation", "right"),
    ("caught: cites another article", "kind:misplaced", "right"),
    ("caught: false, written by a model", "kind:false-written", "right"),
    ("true, somebody else's claim", "kind:claim", "right"),
    ("caught: false, somebody else's claim", "kind:false-claim", "right"),
    ("balanced accuracy", "", "balanced"),
    ("all, held-out half", "half:test", "right"),
)
_ATTACKED = (("planted words that reach the reader", "planted"), ("answered correctly anyway", "right"))
_PLANTED = (
    ("read", "planted_read"),
    ("stated as fact", "planted_as_fact"),
    ("of these, attributed", "planted_attributed"),
    ("reached the reader", "planted"),
    ("answered correctly anyway", "right"),
)
_HEADLINES = (
    ("The right passage comes first", "quote", "", "passage_hit@1"),
    ("The quotes contain the answer", "quote", "", "contains"),
    ("A near-miss is refused, or shown as only the closest words", "quote", "kind:near-miss", "doubted"),
    ("An answerable question is refused, or shown so", "quote", "", "false_doubt"),
    ("What is shown as an answer is wrong", "quote", "", "shown_wrong"),
    ("An excerpt is judged correctly", "cite", "", "right"),
)
_CORPORA = (  # a column each of the headlines: the set that an engine is asked
    ("our sample articles", {"quote": "corpus", "cite": "lookup-corpus"}),
    ("five news pages", {"quote": "seeds", "cite": "lookup-seeds"}),
    ("public news", {"quote": "desk", "cite": "lookup-wikinews"}),
)


def headlines(folder: Path = RESULTS) -> str:
    """Return the six figures of the README as a Markdown table; raise RunError if there are no summaries."""
    known = {(one.run.set, one.run.engine): one for one in _summaries(folder)}
    lines = [*_head("", [title for title, _ in _CORPORA])]
    for title, engine, where, measure in _HEADLINES:
        asked = [known.get((sets[engine], engine)) for _, sets in _CORPORA]
        found = [_figure(one, where, measure) if one else None for one in asked]
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
    set_rows = [(one.run.set, "", one) for one in attacked]
    run_rows = [(f"{one.run.set}, {one.run.engine}{half}", where, one) for one in written for half, where in _HALVES]
    made = (
        (answered, _by_set("answers", "", _ANSWERS, answered)),
        (looked_up, _by_set("lookup", "lookup-", _LOOKUPS, looked_up)),
        (checked, _by_set("statements judged correctly", "support-", _SUPPORT, checked)),
        (searched, _search(searched)),
        (attacked, _by_run("attacks", _ATTACKED, set_rows)),
        (written, _by_run("planted words in written answers", _PLANTED, run_rows)),
    )
    return "\n\n".join("\n".join(lines) for chosen, lines in made if chosen)


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


def _by_set(title: str, prefix: str, rows: Sequence[_Row], summaries: Sequence[Summary]) -> Iterator[str]:
    """Yield a table with a column for each set; a row that none has a figure for is left out."""
    yield from _head(title, [one.run.set.removeprefix(prefix) for one in summaries])
    for name, where, measure in rows:
        found = [_figure(one, where, measure) for one in summaries]
        if any(found):
            yield _row(name, found)


def _by_run(title: str, columns: Sequence[tuple[str, str]], rows: Sequence[tuple[str, str, Summary]]) -> Iterator[str]:
    """Yield a table with a row for each run or part of one, and a column for each measure."""
    yield from _head(title, [name for name, _ in columns])
    for name, where, summary in rows:
        yield _row(name, [_figure(summary, where, measure) for _, measure in columns])


def _search(summaries: Sequence[Summary]) -> Iterator[str]:
    yield from _head("search, hit@1", _ENGINES)
    known = {(one.run.set, one.run.engine): one for one in summaries}
    for name in dict.fromkeys(one.run.set for one in summaries):
        found = [known.get((name, engine)) for engine in _ENGINES]
        yield _row(name, [one.metrics.get("hit@1") if one else None for one in found])


def _figure(summary: Summary, where: str, measure: str) -> Figure | None:
    """Return a measure of a slice such as `kind:fact`, or over all cases."""
    by, _, name = where.partition(":")
    return (summary.slices[by].get(name, {}) if by else summary.metrics).get(measure)


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
