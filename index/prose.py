"""What tells running text from the other lines of a page."""

import re

_CLOSING = "\"'”’»」』）)]"
_STOPS = (".", "!", "?", "。", "！", "？", "।", "॥", "؟", "۔", "։", "።", "။", "។")
_CHARACTERS = (  # of scripts that put no spaces between words, and about how many make a word
    (re.compile("[\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff]"), 2),
    (re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"), 5),
)
_UNSTOPPED = re.compile("[\u0e00-\u0eff]")
_FEWEST, _FEWEST_UNSTOPPED = 8, 24  # words, that a line which isn't running text may have


def is_prose(line: str) -> bool:
    """Tell whether a line is running text, and not a headline, menu or byline."""
    words = count_words(line)
    if _UNSTOPPED.search(line):
        return words > (_FEWEST + _FEWEST_UNSTOPPED) // 2  # nothing else tells it, for there are no stops
    return words > _FEWEST_UNSTOPPED or (words > _FEWEST and line.rstrip(_CLOSING).endswith(_STOPS))


def count_words(line: str) -> int:
    """Return how many words a line has; in scripts without spaces between them, by its characters."""
    counted = 0
    for script, characters in _CHARACTERS:
        counted += -(-len(script.findall(line)) // characters)
        line = script.sub(" ", line)
    return counted + len(re.findall(r"\w+", line) if counted else line.split())
