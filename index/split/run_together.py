"""Sentences that a page has run together: the stop and the space between them got lost (“… keep upAt the …”).

Where a text shows this often enough not to be a name, a boundary is taken to be there.
"""

import re
from collections import Counter
from collections.abc import Collection

from index.language.sentences import endings

_GLUED = re.compile(r"(?<![^\W_])(?P<left>[^\W\d_]*[a-z])(?P<right>[A-Z][a-z]+)(?![A-Z])")
_NAMES = {"easyJet", "easyGroup", "easyHotel"}  # look like two words glued together
_FEWEST_GLUED = 2  # different ones with a plain opening word, from which on they are taken for no names


def find_lost_boundaries(text: str) -> set[int]:
    """Return where in a text sentences begin that are glued to the one before."""
    pairs = list(_GLUED.finditer(text))
    plain = {pair.group() for pair in pairs if len(pair.group("right")) > 2 and _starts_sentence(pair)}
    if len(plain) < _FEWEST_GLUED:
        return set()
    counts = Counter(pair.group() for pair in pairs)
    names = _NAMES | {words for words, count in counts.items() if count > 1}
    return {pair.start("right") for pair in pairs if _starts_sentence(pair) or _is_unlike(names, pair)}


def _starts_sentence(pair: re.Match[str]) -> bool:
    """A plain opening word after a lower-case word (`upAt`), or a long one after a name (`ChinaThe`)."""
    left, right = pair.group("left"), pair.group("right")
    return right.lower() in endings().openers and (
        (left.islower() and len(left) > 1) or len(right) > 3 or right == "The"
    )


def _is_unlike(names: Collection[str], pair: re.Match[str]) -> bool:
    left = pair.group("left")
    return left.islower() and len(left) > 3 and pair.group() not in names
