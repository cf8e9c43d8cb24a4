"""An answer as a text of its own, with its sources below, for programs that show nothing but text."""

import re
from collections.abc import Iterator, Sequence

from index.tidy.characters import fold_space
from rag.answer import HELD, REJECTED, Answer, Citation, Statement, add_markers
from rag.write.writer import StatementEvent
from ui import wording

_MARKDOWN = re.compile(r"(?<=!)(?=\[)|(?<=\])(?=[(\[:])|(?=<[a-zA-Z/!?])")  # where an image, a link, a tag would begin
_BELOW = re.compile(r"\n\n\[1\] .*|\s\[not (?:supported|checked)[^\]]*\]", re.DOTALL)


class TextStream:
    """An answer as text in pieces, of which none is taken back.

    Statements are held back until one is supported, as without any the question is not answered.
    """

    def __init__(self) -> None:
        self._held: list[StatementEvent] = []
        self._sent: list[StatementEvent] = []

    def add(self, event: StatementEvent) -> str:
        """Return what can be sent now that a statement has come."""
        self._held.append(event)
        if not self._sent and all(one.statement.support in REJECTED for one in self._held):
            return ""
        text = _sentences([one.statement for one in self._held])
        before = " " if self._sent else ""
        self._sent += self._held
        self._held = []
        return before + text

    def finish(self, answer: Answer) -> str:
        """Return the rest, once the whole answer is known."""
        sent = tuple(one.statement for one in self._sent)
        if sent and answer.statements[: len(sent)] == sent:
            return "".join(f"\n\n{part}" for part in (*_below(answer), *_doubt(answer)))
        text = "\n\n".join(_parts(answer))
        if not sent:
            return text
        sources = _sources([citation for one in self._sent for citation in one.citations], sent)
        return "".join(f"\n\n{part}" for part in (sources, "The model broke off; this is the answer instead.", text))


def to_text(answer: Answer) -> str:
    """Return an answer as text, with its sources below."""
    return TextStream().finish(answer)


def strip_sources(text: str) -> str:
    """Return what an earlier answer's text says, without its sources and remarks."""
    return _BELOW.sub("", text.removeprefix(wording.CLOSEST).lstrip())


def _parts(answer: Answer) -> Iterator[str]:
    if answer.answered:
        yield from _doubt(answer)
        yield _sentences(answer.statements)
    else:
        yield wording.explain_refusal(answer)
    yield from _below(answer)


def _below(answer: Answer) -> Iterator[str]:
    if answer.citations:
        yield _sources(answer.citations, answer.statements)
    yield from map(_escape_markdown, wording.list_notes(answer))
    if answer.fallback:
        yield f"Quoted, because {_escape_markdown(answer.fallback)}."


def _doubt(answer: Answer) -> Iterator[str]:
    """Yield what is said of the closest words, before them, or below where they are sent already."""
    if answer.confidence == "closest":
        yield wording.CLOSEST


def _sentences(statements: Sequence[Statement]) -> str:
    return " ".join(map(_sentence, statements))


def _sentence(statement: Statement) -> str:
    text = _escape_markdown(add_markers(statement))
    doubt = wording.describe_unsupported(statement) if statement.support not in HELD else None
    return f"{text} [{_escape_markdown(doubt)}]" if doubt else text


def _sources(citations: Sequence[Citation], statements: Sequence[Statement]) -> str:
    """Name the sources, a line each, with the cited words where they aren't those of a statement."""
    quoted = {one.text for one in statements}
    return "\n".join(_source(one, quoting=fold_space(one.quote) not in quoted) for one in citations)


def _source(citation: Citation, *, quoting: bool) -> str:
    quote = f"“{_escape_markdown(fold_space(citation.quote))}”" if quoting else None
    named = (_escape_markdown(one) for one in (citation.title, citation.publisher) if one)
    when = wording.format_day(citation.published), wording.format_page(citation.page)
    where = wording.web_address(citation.url, citation.source)
    return f"[{citation.number}] {wording.join_dotted(quote, *named, *when, where)}"


def _escape_markdown(text: str) -> str:
    """Keep a text from being an image, a link or a tag where the reader's program shows Markdown."""
    return _MARKDOWN.sub(r"\\", text)
