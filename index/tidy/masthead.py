"""Find what a pasted web page says about itself: title, publisher, date.

A page pasted as plain text starts with a masthead (menu, section, headline, byline) before its first
paragraph, and may end with a copyright line. What is found here is taken out of the body, except the
headline.
"""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from index.language.calendar import any_of, names_of
from index.language.dates import find_date, full_dates
from index.prose import is_prose
from index.tidy.boilerplate import is_tail

_CLOCK = re.compile(r"\b\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?$", re.IGNORECASE)
_BYLINE = re.compile(r"(?:by|written by|ni|author|source|via|publisher)\s?:\s?(?P<name>\S.{0,60})", re.IGNORECASE)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright\b)[\s©]*(?:\d{4}(?:[-–]\d{4})?)?[\s,]*"
    r"(?P<name>[^.(|\d][^(|]*?)?\s*(?:\(.*|\|.*|\.\s.*|\.?\s*all rights reserved.*|\.)?",
    re.IGNORECASE,
)
_SITE = re.compile(r"site icon (?P<name>\S.{0,60})", re.IGNORECASE)
_DOUBLED = re.compile(r"(?P<name>\w.{2,40}?)\s?(?P=name)(?![^\W\d])")
_DATELINE_WORDS = re.compile(
    r"\b(?:published|posted|updated|last|on|at|by|noong|inilathala|petsa|date|gmt|utc|[ap]\.?m"
    rf"|{any_of(names_of('weekdays'))})\b",
    re.IGNORECASE,
)
_OUTLET = 2  # words a dateline may have beside its date, such as where or by whom
_LONGEST_MASTHEAD = 20
_TITLE_LENGTH = 90


@dataclass(frozen=True, slots=True)
class Masthead:
    """What was found, and the body lines that remain."""

    title: str | None
    publisher: str | None
    published: date | None
    body: list[str]


def read_masthead(lines: list[str]) -> Masthead:
    """Read the masthead and the copyright line of a pasted page; `lines` are its non-empty lines."""
    head = list(takewhile(lambda line: not is_prose(line), lines[:_LONGEST_MASTHEAD]))
    above, title = _headlines(head)
    start = head.index(above) if above else 0
    dateline = next((line for line in head if _is_byline(line) and find_date(line)), None)
    bylines = {line for line in head if line != title and _is_byline(line)}
    signatures = {line for line in lines[-3:] if any(byline.startswith(f"{line} ") for byline in bylines)}
    dropped = bylines | signatures
    body = [line for line in lines[start:] if line not in dropped]
    if title:
        first = body.index(title)
        body = [line for at, line in enumerate(body) if line != title or at == first]
    return Masthead(title, _publisher(lines, head, dateline), find_date(dateline) if dateline else None, body)


def title_from(text: str) -> str:
    """Make a title for an article without one: its first words, up to a clause or 90 characters."""
    line = text.split("\n", 1)[0]
    if len(line) <= _TITLE_LENGTH:
        return line.rstrip(" .")
    shortened = line[:_TITLE_LENGTH].rsplit(" ", 1)[0]
    clause = max(shortened.rfind(mark) for mark in ",;:.")
    return shortened[: clause if clause > _TITLE_LENGTH // 2 else None].rstrip(" ,;:.") + "…"


def _headlines(head: list[str]) -> tuple[str | None, str | None]:
    """Return the line the article begins at, and its title.

    The title is a line that stands there twice, else the one over the byline, else the first of four
    words. What stands over a byline may be headline and deck, so the article begins at the first of them.
    """
    headlines = [line for line in head if len(line.split()) >= 4 and not _is_byline(line)]
    doubled = [line for line, count in Counter(headlines).items() if count > 1]
    before = head[: next((at for at, line in enumerate(head) if _is_byline(line)), 0)]
    over_byline = [line for line in before if line in headlines]
    if over_byline and not doubled:
        return over_byline[0], over_byline[-1]
    title = next(iter([*doubled, *headlines]), None)
    return title, title


def _is_byline(line: str) -> bool:
    words = len(line.split())
    return bool(
        _BYLINE.fullmatch(line)
        or (words <= 8 and _CLOCK.search(line))
        or (words <= 8 and find_date(line) and len(_beside_the_date(line)) <= _OUTLET)
    )


def _beside_the_date(line: str) -> list[str]:
    for pattern in (*full_dates(), _CLOCK, _DATELINE_WORDS):
        line = pattern.sub(" ", line)
    return re.findall(r"\w+", line)


def _publisher(lines: list[str], head: list[str], dateline: str | None) -> str | None:
    doubled = _DOUBLED.match(dateline) if dateline else None
    site = next((found for line in head if (found := _SITE.fullmatch(line))), None)
    tails = [line for line in lines[-6:] if is_tail(line)]
    copyright_line = next((found for line in tails if (found := _COPYRIGHT.fullmatch(line))), None)
    found = doubled or site or copyright_line
    name = found.group("name") if found else None
    return name.strip(" .,") if name else None
