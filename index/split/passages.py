"""Article → passages and sentences, as offsets."""

from collections.abc import Callable, Iterator
from itertools import pairwise

from index.article import Article, Passage, Sentence, span_id
from index.split.sentences import SentenceSpan, paragraphs

PASSAGE_TOKENS = 256
_GAP = 2  # tokens that the white space between two sentences can have, at most

TokenCount = Callable[[str], int]


def split(article: Article, count_tokens: TokenCount) -> list[Passage]:
    """Split an article into passages of whole sentences, at most 256 tokens each by `count_tokens`.

    Passages end at paragraph ends where they can, and a heading goes with what follows it. A sentence
    longer than a passage is cut at spaces (or anywhere, if it has none). Every visible character of
    the text lies in exactly one passage.
    """
    return [_passage(article, group) for group in _groups(article.text, count_tokens)]


def _groups(text: str, count_tokens: TokenCount) -> Iterator[list[SentenceSpan]]:
    group: list[SentenceSpan] = []
    filled = 0
    for paragraph in paragraphs(text):
        sentences = [piece for span in paragraph for piece in _pieces(text, span, count_tokens)]
        sizes = [count_tokens(text[span.start : span.end]) + _GAP for span in sentences]
        whole = sum(sizes) <= PASSAGE_TOKENS
        for number, (span, size) in enumerate(zip(sentences, sizes, strict=True)):
            room = sum(sizes) if whole and number == 0 else size
            if group and filled + room > PASSAGE_TOKENS:
                closed, group = _without_trailing_headings(group)
                if closed:
                    yield closed
                filled = sum(count_tokens(text[kept.start : kept.end]) + _GAP for kept in group)
                if group and filled + size > PASSAGE_TOKENS:
                    yield group
                    group, filled = [], 0
            group.append(span)
            filled += size
    if group:
        yield group


def _without_trailing_headings(group: list[SentenceSpan]) -> tuple[list[SentenceSpan], list[SentenceSpan]]:
    keep = len(group)
    while keep and group[keep - 1].heading:
        keep -= 1
    return group[:keep], group[keep:]


def _pieces(text: str, span: SentenceSpan, count_tokens: TokenCount) -> list[SentenceSpan]:
    """Halve a sentence that is too long for a passage until its pieces fit."""
    if span.end - span.start < 2 or _fits(text[span.start : span.end], count_tokens):
        return [span]
    middle = (span.start + span.end) // 2
    space = text.rfind(" ", span.start + 1, middle)
    cut = space + 1 if space > 0 else middle
    ends = [span.start, cut, span.end]
    halves = [SentenceSpan(start, end, heading=False) for start, end in pairwise(ends)]
    return [piece for half in halves for piece in _pieces(text, _stripped(text, half), count_tokens)]


def _fits(text: str, count_tokens: TokenCount) -> bool:
    return len(text) <= PASSAGE_TOKENS // 4 or (  # no character has more than four tokens
        len(text) <= PASSAGE_TOKENS * 40 and count_tokens(text) + _GAP <= PASSAGE_TOKENS
    )


def _stripped(text: str, span: SentenceSpan) -> SentenceSpan:
    piece = text[span.start : span.end]
    return SentenceSpan(span.start, span.start + len(piece.rstrip()), span.heading)


def _passage(article: Article, group: list[SentenceSpan]) -> Passage:
    def name(start: int, end: int) -> str:
        return span_id(article.id, article.revision, start, end)

    return Passage(
        id=name(group[0].start, group[-1].end),
        start=group[0].start,
        end=group[-1].end,
        sentences=tuple(Sentence(name(span.start, span.end), span.start, span.end, span.heading) for span in group),
    )
