"""Text and marks, as they arrive → drafts of statements: sentences, each with what it cites.

A sentence is given out once the first word after it is there, which decides where it ends. A mark belongs to the
sentence before it; at the beginning of a line, to the one after it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.split.sentences import SentenceSpan, split_sentences
from index.tidy.characters import fold_space
from rag.write.markers import Mark, Piece

_FURNITURE = re.compile(r"\A(?:[-*•–>#]+\s+|\(?\d{1,2}[.)]\s+(?=\S))+")
_STRESS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")


@dataclass(frozen=True, slots=True)
class DraftStatement:
    """A sentence that was written, and the ids that it cites."""

    text: str
    ids: tuple[str, ...]


class StatementSplitter:
    """Cuts what arrives into drafts; how it was cut in pieces makes no difference."""

    def __init__(self) -> None:
        self._text = ""
        self._marks: list[tuple[int, Mark]] = []  # where in the text, and what

    @property
    def rest(self) -> str:
        """What has arrived of the sentences that aren't complete."""
        return self._text

    def feed(self, pieces: Sequence[Piece]) -> list[DraftStatement]:
        """Return the sentences that are complete."""
        return [draft for piece in pieces for draft in self._feed(piece)]

    def finish(self, *, cut: bool = False) -> list[DraftStatement]:
        """Return the rest; without its last sentence if the text was `cut` in the middle of it."""
        spans = split_sentences(self._text)
        if cut and spans and not re.search(r"[.!?…。！？][\"'”’»)\]]*\Z", self._text[: spans[-1].end]):
            spans.pop()
        return self._take(spans, len(spans))

    def _feed(self, piece: Piece) -> Iterator[DraftStatement]:
        if isinstance(piece, Mark):
            self._marks.append((len(self._text), piece))
            return
        for character in piece:
            self._text += character
            if character.isspace():
                spans = split_sentences(self._text)
                if len(spans) > 1:
                    yield from self._take(spans, len(spans) - 1)

    def _take(self, spans: Sequence[SentenceSpan], count: int) -> list[DraftStatement]:
        """Take the first so many sentences out of the text."""
        owners = [(self._find_owner(at, spans), mark) for at, mark in self._marks]
        drafts = []
        for number, span in enumerate(spans[:count]):
            text = strip_markup(self._text[span.start : span.end])
            ids = (one for owner, mark in owners if owner == number for one in mark.ids)
            if any(character.isalnum() for character in text):
                drafts.append(DraftStatement(text, tuple(dict.fromkeys(ids))))
        if count:
            gone = spans[count].start if count < len(spans) else len(self._text)
            self._marks = [
                (max(0, at - gone), mark)
                for (at, mark), (owner, _) in zip(self._marks, owners, strict=True)
                if owner >= count
            ]
            self._text = self._text[gone:]
        return drafts

    def _find_owner(self, at: int, spans: Sequence[SentenceSpan]) -> int:
        line = self._text[self._text.rfind("\n", 0, at) + 1 : at]
        rest = self._text[at:].partition("\n")[0]
        if not any(map(str.isalnum, line)) and any(map(str.isalnum, rest)):
            return next((number for number, span in enumerate(spans) if span.end > at), len(spans) - 1)
        return max(0, sum(span.start < at for span in spans) - 1)


def strip_markup(text: str) -> str:
    """Return a sentence, folded, without a list's bullet or number, a heading's signs, and marks of stress."""
    return fold_space(_STRESS.sub(r"\2", _FURNITURE.sub("", text)))
