"""An answer as a text of its own, with its sources below, for programs that show nothing but text."""

import re
from collections.abc import Iterator, Sequence

from index.tidy.characters import fold_space
from rag.answer import Answer, Citation, Statement, add_markers
from rag.write.writer import StatementEvent
from ui.wording import (
    NO_ARTICLES,
    describe_unsupported,
    explain_refusal,
    format_day,
    join_dotted,
    list_notes,
    web_address,
)

_LIVE = re.compile(r"(?<=!)(?=\[)|(?<=\])(?=[(\[:])|(?=<[a-zA-Z/!?])")  # where an image, a link, a tag would begin
_BELOW = re.compile(r"\n\n\[1\] .*|\s\[not supported[^\]]*\]", re.DOTALL)


class TextStream:
    """Writes an answer down in pieces, of which none is taken back.

    Statements are held back until one is supported, as without any the question is not answered.
    """

    def __init__(self) -> None:
        self._held: list[StatementEvent] = []
        self._given: list[StatementEvent] = []

    def told(self, event: StatementEvent) -> str:
        """Return what can be shown now that a statement has been told."""
        self._held.append(event)
        if not self._given and all(one.statement.support == "unsupported" for one in self._held):
            return ""
        text = _sentences([one.statement for one in self._held])
        before = " " if self._given else ""
        self._given += self._held
        self._held = []
        return before + text

    def rest(self, answer: Answer) -> str:
        """Return the rest, once the whole answer is known."""
        given = tuple(one.statement for one in self._given)
        if given and answer.statements[: len(given)] == given:
            return "".join(f"\n\n{part}" for part in _below(answer))
        whole = "\n\n".join(_whole(answer))
        if not given:
            return whole
        sources = _sources([citation for one in self._given for citation in one.citations], given)
        return "".join(f"\n\n{part}" for part in (sources, "The model broke off; this is the answer instead.", whole))


def to_text(answer: Answer) -> str:
    """Return an answer as text, with its sources below."""
    return TextStream().rest(answer)


def strip_sources(text: str) -> str:
    """Return of an earlier answer's text what it says, without sources and remarks."""
    return _BELOW.sub("", text)


def _whole(answer: Answer) -> Iterator[str]:
    if answer.answered:
        yield _sentences(answer.statements)
    else:
        yield NO_ARTICLES if answer.reason == "empty_corpus" else explain_refusal(answer)
    yield from _below(answer)


def _below(answer: Answer) -> Iterator[str]:
    if answer.citations:
        yield _sources(answer.citations, answer.statements)
    yield from map(_inert, list_notes(answer))
    if answer.fallback:
        yield f"Quoted, because {_inert(answer.fallback)}."


def _sentences(statements: Sequence[Statement]) -> str:
    return " ".join(map(_sentence, statements))


def _sentence(statement: Statement) -> str:
    told = describe_unsupported(statement) if statement.support == "unsupported" else None
    return f"{_inert(add_markers(statement))} [{_inert(told)}]" if told else _inert(add_markers(statement))


def _sources(citations: Sequence[Citation], statements: Sequence[Statement]) -> str:
    """Name the sources, a line each, with the cited words where they aren't those of a statement."""
    said = {one.text for one in statements}
    return "\n".join(_source(one, quoting=fold_space(one.quote) not in said) for one in citations)


def _source(citation: Citation, *, quoting: bool) -> str:
    quote = f"“{_inert(fold_space(citation.quote))}”" if quoting else None
    named = (_inert(one) for one in (citation.title, citation.publisher) if one)
    where = web_address(citation.url, citation.source)
    return f"[{citation.number}] {join_dotted(quote, *named, format_day(citation.published), where)}"


def _inert(text: str) -> str:
    """Keep a text from being an image, a link or a tag where the reader's program shows Markdown."""
    return _LIVE.sub(r"\\", text)
