"""What people see in the terminal: answers, hits, articles and progress."""

import textwrap
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from rich.console import Console
from rich.padding import Padding
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from index.article import Article
from ui.service.contract import Added, SearchResult
from ui.wording import (
    NO_ARTICLES,
    describe_attribution,
    describe_difference,
    describe_reading,
    describe_times,
    describe_unsupported,
    describe_verdict,
    explain_refusal,
    list_copies,
    list_notes,
)

if TYPE_CHECKING:
    from rag.answer import Answer, Citation, Statement
    from rag.lookup.finding import Finding

_STATUS_STYLES = {"added": "green", "updated": "yellow", "unchanged": "dim", "failed": "red"}


class Dated(Protocol):
    """What an article, a hit and a citation have in common."""

    @property
    def title(self) -> str:
        """Its headline."""

    @property
    def publisher(self) -> str | None:
        """Who published it."""

    @property
    def published(self) -> object:
        """When."""

    @property
    def language(self) -> str:
        """Two-letter code."""

    @property
    def source(self) -> str:
        """Where it came from."""


def show_answer(console: Console, answer: "Answer") -> None:
    """Print an answer: how the question was read, each quote with its number, then where each stands."""
    read = describe_reading(answer.question, answer.standalone_question)
    if read:
        console.print(Text(f"{read[1]}\n", style="dim"))
    for statement in answer.statements:
        console.print(render_statement(statement, quoted=answer.engine == "quote"))
    for citation in answer.citations:
        console.print(_reference(f"[{citation.number}]", citation))
        for told in filter(
            None, (describe_times(citation), describe_attribution(citation.attributed_to), list_copies(citation.copies))
        ):
            console.print(Padding(Text(told, style="dim"), (0, 0, 0, 4)))
    for note in list_notes(answer):
        console.print(Text(f"\n{note}", style="yellow"))
    if not answer.answered:
        console.print(Text(NO_ARTICLES if answer.reason == "empty_corpus" else explain_refusal(answer), style="yellow"))
        for title in dict.fromkeys(passage.title for passage in answer.read[:3]):
            console.print(Text(f"  nearest: {title}", style="dim"))
    if answer.fallback:
        console.print(Text(f"\nquoted, because {answer.fallback}", style="yellow"))
    console.print(Text(f"\n{answer.engine} · {answer.timings_ms.total:.0f} ms", style="dim"))


def render_statement(statement: "Statement", *, quoted: bool = False) -> Padding:
    """Return a statement as it is shown: its words, its numbers, and what of it isn't supported."""
    line = Text(f"“{statement.text}”" if quoted else statement.text, style="bold")
    line.append("".join(f" [{number}]" for number in statement.citations), style="cyan")
    if told := describe_unsupported(statement):
        line.append(f"\n    {told}", style="not bold yellow")
    return Padding(line, (0, 0, 1, 0))


def show_citation(console: Console, citation: "Citation", article: Article) -> None:
    """Print the paragraph that the cited words stand in, with those words marked."""
    start = article.text.rfind("\n\n", 0, citation.start) + 2 if "\n\n" in article.text[: citation.start] else 0
    end = article.text.find("\n\n", citation.end)
    marked = Text(article.text[start : citation.start], style="dim")
    marked.append(citation.quote, style="not dim reverse")
    marked.append(article.text[citation.end : end if end >= 0 else None])
    console.print(_reference(f"[{citation.number}]", citation))
    console.print(Padding(marked, (1, 2)))


def show_finding(console: Console, finding: "Finding") -> None:
    """Print whether an excerpt stands in the corpus, where, and what differs there."""
    console.print(Text(describe_verdict(finding), style="green" if finding.verdict == "exact" else "yellow"))
    for match in finding.matches:
        console.print("", _reference(f"[{match.number}]", match), sep="\n")
        console.print(Padding(Text(f"“{' '.join(match.quote.split())}”", style="bold"), (0, 0, 0, 4)))
        for one in match.differences:
            console.print(Padding(Text(describe_difference(one), style="yellow"), (0, 0, 0, 4)))
        console.print(Text(f"    {match.url or match.source} · characters {match.start}–{match.end}", style="dim"))
    for match in finding.earlier:
        console.print(_reference("  word for word in an earlier version:", match))
    for title in dict.fromkeys(passage.title for passage in finding.related):
        console.print(Text(f"  related: {title}", style="dim"))


def show_hits(console: Console, result: SearchResult) -> None:
    """Print what a search found, best first."""
    for number, hit in enumerate(result.hits, start=1):
        console.print(_reference(f"{number}.", hit).append(f"  {hit.score:.3f}", style="dim"))
        excerpt = textwrap.shorten(hit.text, 240, placeholder=" …")
        console.print(Padding(Text(excerpt), (0, 0, 0 if hit.copies else 1, 4)))
        if hit.copies:
            console.print(Padding(Text(f"{list_copies(hit.copies)}", style="dim"), (0, 0, 1, 4)))
    if not result.hits:
        console.print(Text("Nothing found.", style="yellow"))


def show_articles(console: Console, articles: Iterable[Article]) -> None:
    """Print two lines per article: its title, and under it the id that other commands take."""
    for article in articles:
        details = (article.id, article.publisher, str(article.published or "") or None, article.language)
        console.print(Text(article.title))
        console.print(Text("  " + " · ".join(detail for detail in details if detail), style="dim"))


def show_article(console: Console, article: Article) -> None:
    """Print an article to read."""
    console.print(_reference("", article), Text(article.url or "", style="dim"), "", Text(article.text), sep="\n")


def show_added(console: Console, outcomes: Iterable[Added]) -> None:
    """Print the summary of an `add`: how many of each."""
    counts: dict[str, int] = dict.fromkeys(_STATUS_STYLES, 0)
    for outcome in outcomes:
        counts[outcome.status] += 1
    summary = Text()
    for status, number in counts.items():
        summary.append(f"{number} {status}  ", style=_STATUS_STYLES[status] if number else "dim")
    console.print(summary)


@contextmanager
def show_adding(console: Console, total: int) -> Iterator["AddProgress"]:
    """Show a bar with rate and time left on a terminal; show nothing elsewhere."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        yield AddProgress(progress, total)


class AddProgress:
    """The bar of an `add`: articles done of all, and the tokens embedded a second."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        self._task = progress.add_task("Adding", total=total, tokens=0)
        self._tokens = 0

    def step(self, outcome: Added) -> None:
        """Count one article as done."""
        self._tokens += outcome.tokens
        self._progress.update(self._task, advance=1, tokens=self._tokens)


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        if not task.elapsed or not task.completed:
            return Text("")
        tokens = task.fields["tokens"] / task.elapsed
        return Text(f"{task.completed / task.elapsed:.1f} articles/s, {tokens:,.0f} tokens/s", style="dim")


def _reference(number: str, thing: Dated) -> Text:
    line = Text(f"{number} " if number else "", style="cyan")
    line.append(thing.title, style="default bold" if not number else "default")
    details = (thing.publisher, str(thing.published) if thing.published else None, thing.language)
    line.append(" · " + " · ".join(detail for detail in details if detail), style="dim")
    return line
