"""The plainest check of statements: a sentence has most of the words, the passage the figures."""

import re
from collections.abc import Sequence

from index.language.words import content_words, share_of
from index.tidy.characters import fold_space
from rag.answer import Check
from rag.check.verdict import EvidenceSpan, Verdict
from rag.retrieve.hit import Hit

_SHARE = 0.5  # of a statement's words that a sentence has to have
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


def by_words(statement: str, language: str, cited: Sequence[Hit], others: Sequence[Hit] = ()) -> Verdict:
    """Check a statement by its words and figures."""
    words = dict.fromkeys(content_words(statement), 1.0)
    shares = [
        (share_of(words, hit.article.text[one.start : one.end]), hit, one)
        for hit in cited
        for one in hit.passage.sentences
        if not one.heading
    ]
    if not shares:
        return Verdict("unsupported")
    share, hit, best = max(shares, key=lambda one: one[0])
    span = EvidenceSpan(hit.article.id, hit.passage.id, best.start, best.end)
    if fold_space(statement) == fold_space(hit.article.text[best.start : best.end]):
        return Verdict("quoted", (), span)
    there = {figure for one in cited for figure in _FIGURE.findall(one.text)}
    checks = tuple(Check(kind="figure", value=one, found=one in there) for one in _FIGURE.findall(statement))
    near = share >= _SHARE or hit.article.language != language
    supported = near and all(check.found for check in checks)
    return Verdict("supported" if supported else "unsupported", checks, span)
