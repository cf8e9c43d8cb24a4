"""Where the pages of a draft begin in its tidied text."""

from bisect import bisect_right
from collections.abc import Sequence


def carry_pages(pages: Sequence[int], text: str, body: Sequence[str]) -> tuple[int, ...]:
    """Return the offsets of pages in the paragraphs `body`, joined by empty lines, given those in the draft's `text`.

    `body` is what of the text's paragraphs is left, in their order and unchanged. A page begins where its first word
    that is left stands.
    """
    if not pages:
        return ()
    before: list[int] = []  # where each paragraph begins in the draft
    after: list[int] = []  # and in the tidied text
    at = length = 0
    for line in body:
        found = max(at, text.find(line, at))  # one that tidying has changed begins no later than here
        before.append(found)
        after.append(length)
        at, length = found + len(line), length + len(line) + 2
    return tuple(_carry(page, before, after, body) for page in pages)


def _carry(page: int, before: Sequence[int], after: Sequence[int], body: Sequence[str]) -> int:
    number = bisect_right(before, page) - 1
    if number < 0:
        return 0
    inside = page - before[number]
    if inside < len(body[number]):
        return after[number] + inside
    return after[number] + len(body[number]) + 2 if number + 1 < len(body) else after[number] + len(body[number])
