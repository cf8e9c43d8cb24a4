"""Article → passages and sentences, as offsets."""

from collections.abc import Callable, Iterator

from index.article import Article, Passage, Sentence, span_id
from index.split.sentences import SentenceSpan, split_paragraphs

PASSAGE_TOKENS = 256
_GAP = 2  # tokens that the white space between two sentences can have, at most

TokenCount = Callable[[str], int]


def split_article(article: Article, count_tokens: TokenCount) -> list[Passage]:
    """Split an article into passages of whole sentences, at most 256 tokens each by `count_tokens`.

    Passages end at paragraph ends where they can, and a heading goes with what follows it. A sentence
    longer than a passage is cut at spaces (or anywhere, if it has none). Every visible character of
    the text lies in exactly one passage.
    """
    return [_make_passage(article, group) for group in _group_sentences(article.text, count_tokens)]


def _group_sentences(text: str, count_tokens: TokenCount) -> Iterator[list[SentenceSpan]]:
    group: list[SentenceSpan] = []
    filled = 0
    for paragraph in split_paragraphs(text):
        sentences = [piece for span in paragraph for piece in _cut_to_fit(text, span, count_tokens)]
        sizes = [count_tokens(text[span.start : span.end]) + _GAP for span in sentences]
        together = sum(sizes)
        for number, (span, size) in enumerate(zip(sentences, sizes, strict=True)):
            room = together if number == 0 and together <= PASSAGE_TOKENS else size
            if group and filled + room > PASSAGE_TOKENS:
                closed, group = _split_off_headings(group)
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


def _split_off_headings(group: list[SentenceSpan]) -> tuple[list[SentenceSpan], list[SentenceSpan]]:
    keep = len(group)
    while keep and group[keep - 1].heading:
        keep -= 1
    return group[:keep], group[keep:]


def _cut_to_fit(text: str, span: SentenceSpan, count_tokens: TokenCount) -> list[SentenceSpan]:
    """Halve a sentence that is too long for a passage until its pieces fit."""
    if span.end - span.start < 2 or _fits(text[span.start : span.end], count_tokens):
        return [span]
    middle = (span.start + span.end) // 2
    space = text.rfind(" ", span.start + 1, middle)
    cut = space + 1 if space > 0 else middle
    first = SentenceSpan(span.start, span.start + len(text[span.start : cut].rstrip()), heading=False)
    rest = SentenceSpan(cut, span.end, heading=False)
    return [piece for half in (first, rest) for piece in _cut_to_fit(text, half, count_tokens)]


def _fits(text: str, count_tokens: TokenCount) -> bool:
    return len(text) <= PASSAGE_TOKENS // 4 or (  # no character has more than four tokens
        len(text) <= PASSAGE_TOKENS * 40 and count_tokens(text) + _GAP <= PASSAGE_TOKENS
    )


def _make_passage(article: Article, group: list[SentenceSpan]) -> Passage:
    def make_id(start: int, end: int) -> str:
        return span_id(article.id, article.revision, start, end)

    start, end = group[0].start, group[-1].end
    sentences = (Sentence(make_id(span.start, span.end), span.start, span.end, span.heading) for span in group)
    return Passage(make_id(start, end), start, end, tuple(sentences))
