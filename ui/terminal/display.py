"""What people see in the terminal: answers, hits, articles and progress."""

import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from index.article import Article
from ui import wording
from ui.service.contract import SearchResult

if TYPE_CHECKING:
    from index.library import AddResult
    from rag.alert import Alert
    from rag.answer import Answer, Citation, Provenance, Statement
    from rag.check.checked import CheckedStatement
    from rag.lookup.finding import Finding

_VERDICT_STYLES = {"supported": "green", "contradicted": "red", "unsupported": "yellow", "unchecked": "dim"}
_STATUS_STYLES = {
    "added": "green",
    "updated": "yellow",
    "unchanged": "dim",
    "failed": "red",
    "gone": "yellow",
    "removed": "yellow",
    "skipped": "yellow",
}
_RARE = {"gone", "removed", "skipped"}  # not told of where there are none


def show_answer(console: Console, answer: "Answer") -> None:
    """Print an answer: how the question was read, each quote with its number, then where each stands."""
    if reading := wording.describe_reading(answer.question, answer.standalone_question):
        console.print(Text(f"{reading[1]}\n", style="dim"))
    if answer.confidence == "closest":
        console.print(Text(f"{wording.CLOSEST}\n", style="yellow"))
    for statement in answer.statements:
        console.print(render_statement(statement, quoted=answer.engine == "quote"))
    for citation in answer.citations:
        console.print(_reference(f"[{citation.number}]", citation, citation.page))
        facts = (
            wording.describe_times(citation),
            wording.describe_attribution(citation.attributed_to),
            wording.list_copies(citation.copies),
        )
        for fact in filter(None, facts):
            console.print(_indent(fact, "dim"))
    for note in wording.list_notes(answer):
        console.print(Text(f"\n{note}", style="yellow"))
    if not answer.answered:
        console.print(Text(wording.explain_refusal(answer), style="yellow"))
        for title in dict.fromkeys(passage.title for passage in answer.read[:3]):
            console.print(Text(f"  nearest: {title}", style="dim"))
    if answer.fallback:
        console.print(Text(f"\nquoted, because {answer.fallback}", style="yellow"))
    console.print(Text(f"\n{answer.engine} · {answer.timings_ms.total:.0f} ms", style="dim"))


def render_statement(statement: "Statement", *, quoted: bool = False) -> Padding:
    """Return a statement as it is shown: its words, its numbers, and what of it isn't supported."""
    line = Text(f"“{statement.text}”" if quoted else statement.text, style="bold")
    line.append("".join(f" [{number}]" for number in statement.citations), style="cyan")
    if doubt := wording.describe_unsupported(statement):
        line.append(f"\n    {doubt}", style="not bold yellow")
    return Padding(line, (0, 0, 1, 0))


def show_citation(console: Console, citation: "Citation", article: Article) -> None:
    """Print the paragraph that the cited words stand in, with those words marked."""
    start = article.text.rfind("\n\n", 0, citation.start) + 2 if "\n\n" in article.text[: citation.start] else 0
    end = article.text.find("\n\n", citation.end)
    marked = Text(article.text[start : citation.start], style="dim")
    marked.append(citation.quote, style="not dim reverse")
    marked.append(article.text[citation.end : end if end >= 0 else None])
    console.print(_reference(f"[{citation.number}]", citation, citation.page))
    console.print(Padding(marked, (1, 2)))


def show_finding(console: Console, finding: "Finding") -> None:
    """Print whether an excerpt stands in the corpus, where, and what differs there."""
    console.print(Text(wording.describe_verdict(finding), style="green" if finding.verdict == "exact" else "yellow"))
    for match in finding.matches:
        console.print("", _reference(f"[{match.number}]", match, match.page), sep="\n")
        console.print(_indent(f"“{' '.join(match.quote.split())}”", "bold"))
        for one in match.differences:
            console.print(_indent(wording.describe_difference(one), "yellow"))
        console.print(Text(f"    {match.url or match.source} · characters {match.start}–{match.end}", style="dim"))
    for match in finding.earlier:
        console.print(_reference("  word for word in an earlier version:", match, match.page))
    _show_undated(console, finding.undated)
    for title in dict.fromkeys(passage.title for passage in finding.related):
        console.print(Text(f"  related: {title}", style="dim"))


def show_check(console: Console, checked: "CheckedStatement") -> None:
    """Print whether a statement is borne out, by which words, and what its quotations are worth."""
    console.print(Text(wording.describe_check(checked), style=_VERDICT_STYLES[checked.verdict]))
    for quotation in checked.quotations:
        style = "green" if quotation.verdict == "exact" else "yellow"
        console.print(Text(wording.describe_quotation(quotation), style=style))
    for citation in checked.citations:
        console.print(
            _indent(f"“{' '.join(citation.quote.split())}”", "bold" if checked.verdict == "supported" else "")
        )
        console.print(_indent(wording.join_dotted(citation.title, *_details(citation, citation.page)), "dim"))
    if checked.start is None:  # a draft says it once
        _show_undated(console, checked.undated)


def show_draft(console: Console, checked: "Iterable[CheckedStatement]") -> None:
    """Print each sentence of a draft as it is checked, and last how many are what."""
    done = []
    for one in checked:
        console.print(Text(one.statement, style="bold"))
        show_check(console, one)
        console.print()
        done.append(one)
    console.print(Text(f"{wording.summarize_draft(done)}.", style="bold"))
    _show_undated(console, max((one.undated for one in done), default=0))


def show_hits(console: Console, result: SearchResult) -> None:
    """Print what a search found, best first."""
    for number, hit in enumerate(result.hits, start=1):
        console.print(_reference(f"{number}.", hit).append(f"  {hit.score:.3f}", style="dim"))
        excerpt = textwrap.shorten(hit.text, 240, placeholder=" …")
        console.print(_indent(excerpt))
        if copies := wording.list_copies(hit.copies):
            console.print(_indent(copies, "dim"))
        console.print()
    if not result.hits:
        console.print(Text("Nothing found.", style="yellow"))
    _show_undated(console, result.undated)


def _show_undated(console: Console, number: int) -> None:
    if told := wording.describe_undated(number):
        console.print(Text(told, style="yellow"))


def show_articles(console: Console, articles: Iterable[Article]) -> None:
    """Print two lines per article: its title, and under it the id that other commands take."""
    for article in articles:
        console.print(Text(article.title))
        console.print(Text(f"  {wording.join_dotted(article.id, *_details(article))}", style="dim"))


def show_article(console: Console, article: Article) -> None:
    """Print an article to read."""
    console.print(_reference("", article), Text(article.url or "", style="dim"), "", Text(article.text), sep="\n")


def show_added(console: Console, outcomes: "Iterable[AddResult]") -> None:
    """Print the summary of an `add`: how many of each."""
    counts: Counter[str] = Counter(outcome.status for outcome in outcomes)
    summary = Text()
    for status, style in _STATUS_STYLES.items():
        if status in _RARE and not counts[status]:
            continue
        summary.append(f"{counts[status]} {status}  ", style=style if counts[status] else "dim")
    console.print(summary)


def show_alert(console: Console, alert: "Alert") -> None:
    """Print what is new in the answer to a saved question, or that nothing is."""
    console.print(Text(f"{alert.id}  {alert.question}", style="bold"))
    statements = alert.answer.statements if alert.answer else ()
    for statement in statements:
        if set(statement.citations) & set(alert.new):
            console.print(render_statement(statement, quoted=statement.support == "quoted"))
    for citation in alert.answer.citations if alert.answer else ():
        if citation.number in alert.new:
            console.print(_reference(f"[{citation.number}]", citation))
    if not alert.new:
        console.print(_indent(alert.error or "nothing new", "yellow" if alert.error else "dim"))


@contextmanager
def show_adding(console: Console, total: int) -> "Iterator[Callable[[AddResult], None]]":
    """Show a bar with rate and time left on a terminal, nothing elsewhere; yield what counts an article as done."""
    columns = (TextColumn("Adding"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=total, tokens=0)

        def count(outcome: "AddResult") -> None:
            shown = progress.tasks[task]
            known = max(shown.total or 0, shown.completed + 1)  # a feed has as many as it has
            progress.update(task, advance=1, total=known, tokens=shown.fields["tokens"] + outcome.tokens)

        yield count


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        if not task.elapsed or not task.completed:
            return Text("")
        tokens = task.fields["tokens"] / task.elapsed
        return Text(f"{task.completed / task.elapsed:.1f} articles/s, {tokens:,.0f} tokens/s", style="dim")


def _reference(number: str, thing: "Article | Provenance", page: int | None = None) -> Text:
    line = Text(f"{number} " if number else "", style="cyan")
    line.append(thing.title, style="default bold" if not number else "default")
    line.append(f" · {wording.join_dotted(*_details(thing, page))}", style="dim")
    return line


def _details(thing: "Article | Provenance", page: int | None = None) -> tuple[str | None, ...]:
    day = str(thing.published) if thing.published else None
    return thing.publisher, day, wording.format_page(page), thing.language


def _indent(text: str, style: str = "") -> Padding:
    return Padding(Text(text, style=style), (0, 0, 0, 4))
