"""A draft → its sentences, and the quotations in each, as offsets into its text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.article import Span
from index.split.sentences import split_paragraphs

_HEADING = re.compile(r"#{1,6} |\W*\Z")
_MARKS = re.compile(r"(?:>+ ?|[-*+•] |\d{1,2}[.)] )+")
_WRAP = re.compile(r"(?<=[^\n])\n(?=[^\n#>*+•\d-])")  # a line's end inside a paragraph
_QUOTED = re.compile(r"“([^“”\n]+)”|\"([^\"\n]+)\"|«([^«»\n]+)»|„([^„“”\n]+)[“”]|「([^「」\n]+)」")
_FEWEST_WORDS = 3  # of a quotation; what is shorter is a title, or a word held at arm's length


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence or a quotation: where it stands, and its words."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class DraftSentence(Stretch):
    """A sentence of a draft; `before` are those of its paragraph before it, `quotations` begin in it."""

    before: tuple[str, ...] = ()
    quotations: tuple[Stretch, ...] = ()


def split_draft(text: str) -> Iterator[DraftSentence]:
    """Yield the sentences of a draft in plain text or Markdown; headings are none."""
    flat = _WRAP.sub(" ", text)
    for paragraph in split_paragraphs(flat):
        sentences = [one for span in paragraph if (one := _strip_marks(flat, span))]
        if not sentences:
            continue
        quotations = list(find_quotations(flat[: sentences[-1].end], sentences[0].start))
        for at, one in enumerate(sentences):
            yield DraftSentence(
                one.start,
                one.end,
                one.text,
                before=tuple(other.text for other in sentences[:at]),
                quotations=tuple(quoted for quoted in quotations if one.start <= quoted.start < one.end),
            )


def find_quotations(text: str, start: int = 0) -> Iterator[Stretch]:
    """Yield what stands in quotation marks from `start` on, if it is more than a title or a word."""
    for found in _QUOTED.finditer(text, start):
        group = found.lastindex or 0
        if len(found[group].split()) >= _FEWEST_WORDS:
            yield Stretch(found.start(group), found.end(group), found[group])


def _strip_marks(text: str, span: Span) -> Stretch | None:
    """Return a sentence without the marks of a list or a quoted block before it; None for a heading."""
    if _HEADING.match(text[span.start : span.end]):
        return None
    marks = _MARKS.match(text, span.start, span.end)
    start = marks.end() if marks else span.start
    return Stretch(start, span.end, text[start : span.end])
