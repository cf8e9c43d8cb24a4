"""Sentences of scripts that write no stops: Thai and Lao put a space where a sentence ends, and in other places, too.

A space is taken for an end where what stands before it is long enough for a sentence and what follows is no short
word, no figure and no word that goes on. By rules; a boundary that is missed makes a quote longer, not wrong.
"""

import re
from collections.abc import Iterator

from index.language.sentences import endings

SCRIPT = "\u0e00-\u0eff"
_SPACED = re.compile(rf"(?<=[{SCRIPT}\d%”\"')]) (?P<next>[“\"']?[{SCRIPT}][^ ]*)")
_SHORTEST = 20  # characters of a sentence
_SHORTEST_NEXT = 18  # characters up to the next space


def find_spaced_boundaries(line: str) -> Iterator[int]:
    """Yield where in a line of Thai or Lao sentences begin."""
    known, start = endings(), 0
    for found in _SPACED.finditer(line):
        following = found.group("next")
        long_enough = len(following) >= _SHORTEST_NEXT or following.startswith(known.spaced_titles)
        goes_on = following.startswith(known.linking) or line.endswith(known.leading, start, found.start())
        if found.start() - start >= _SHORTEST and long_enough and not goes_on:
            start = found.start("next")
            yield start
