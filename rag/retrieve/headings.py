"""Headings that may be quoted: lines that give a figure, such as a price, a row of a table, a headline with a number.

A date, a year or a time of day alone makes a byline, no answer.
"""

import re
from functools import lru_cache

from index.language.language import find_language
from rag.facts.facts import facts_in

_TIMES = re.compile(
    r"""\d{4}[年년]\ ?(?:\d{1,2}[月월])?\ ?(?:\d{1,2}[日일])?
    |(?<!\d)(?:\d{1,2}\ )?tháng\ \d{1,2}(?:\ năm\ \d{4})?
    |(?<!\d)\d{1,2}:\d\d(?::\d\d)?(?!\d)(?:\ [+-]\d{4})?  # a time of day, with its zone
    |(?<!\d)\d{1,2}(?:st|nd|rd|th|er|[.º])?,?\ (?:de\ |ng\ )?[^\W\d_]\S*,?\ (?:de\ )?\d{4}(?!\d)
    |[^\W\d_]\S*\ \d{1,2}(?:st|nd|rd|th)?,?\ \d{4}(?!\d)
    |(?<!\d)\d{1,4}([/.-])\d{1,2}\1\d{1,4}(?!\d)
    |(?<![\d.,$€£¥₱])(?:19|20)\d\d(?![\d.,]?\d|\ ?%)  # a year""",
    re.IGNORECASE | re.VERBOSE,
)
_DIGITS = re.compile(r"(?<![A-Za-z\d-])\d")  # those of H20 are a name's


@lru_cache(maxsize=4096)
def holds_figure(line: str, language: str) -> bool:
    """Tell whether a line gives a figure besides dates and times; digits alone for a language without a file."""
    if find_language(language) is None:
        return _DIGITS.search(_TIMES.sub(" ", line)) is not None
    times = [found.span() for found in _TIMES.finditer(line)]
    return any(
        not (one.ordinal or one.vague or any(start < one.end and one.start < end for start, end in times))
        for one in facts_in(line, language).figures
    )
