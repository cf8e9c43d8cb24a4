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

from index.language.datelines import find_clock, read_dateline
from index.language.words import stop_words
from index.prose import count_words, is_prose
from index.tidy.boilerplate import is_tail

_BYLINE = re.compile(r"(?:by|written by|ni|author|source|via|publisher)\s?:\s?(?P<name>\S.{0,60})", re.IGNORECASE)
_COPYRIGHT = re.compile(
    r"(?:(?:©|\(c\)|copyright\b)[\s:]*)+(?:\d{4}(?:\s?[-–]\s?\d{4})?)?[\s,]*(?:\bby\s)?"
    r"(?P<name>(?!©|\(c\)|copyright\b)[^.(|\d\s][^(|]*?)?\s*(?:\(.*|\|.*|\.\s.*|\.?\s*all rights reserved.*|\.)?",
    re.IGNORECASE,
)
_OPENING = re.compile(r"(?P<place>\S.{0,78}?)\s?(?:[—–―]|\s--?\s)")
_SITE = re.compile(r"site icon (?P<name>\S.{0,60})", re.IGNORECASE)
_DOUBLED = re.compile(r"(?P<name>\w.{2,40}?)\s?(?P=name)(?![^\W\d])")
_OUTLET = 2  # words a dateline may have beside its date, such as where or by whom
_LONGEST_BYLINE = 10  # words
_FEWEST_IN_HEADLINE = 4  # words
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
    head = _head_of(lines)
    bylines = _bylines(head)
    above, title = _headlines(head, bylines)
    start = head.index(above) if above else 0
    dateline = next((line for line in bylines if read_dateline(line)), None)
    signatures = {line for line in lines[-3:] if any(byline.startswith(f"{line} ") for byline in bylines)}
    dropped = {*bylines, *signatures} - {title}
    body = [line for line in lines[start:] if line not in dropped]
    if title:
        first = body.index(title)
        body = [line for at, line in enumerate(body) if line != title or at == first]
    published = _date_of(dateline) if dateline else _opening_date(lines)
    return Masthead(title, _publisher(lines, head, dateline), published, body)


def find_published(lines: list[str]) -> date | None:
    """Return the date that stands alone on a line over the text, or beside a place at its very beginning.

    A date in a sentence, a headline or a caption tells when something happened, not when it was published.
    """
    datelines = (found for line in _head_of(lines) if (found := read_dateline(line)))
    return next((day for day, beside in datelines if not beside), None) or _opening_date(lines)


def name_in_copyright(line: str) -> str | None:
    """Return whom a copyright line names; None where it names nobody or is none."""
    found = _COPYRIGHT.fullmatch(line)
    return (found.group("name") or "").strip(" .,") or None if found else None


def title_from(text: str) -> str:
    """Make a title for an article without one: its first words, up to a clause or 90 characters."""
    line = text.split("\n", 1)[0]
    if len(line) <= _TITLE_LENGTH:
        return line.rstrip(" .")
    shortened = line[:_TITLE_LENGTH].rsplit(" ", 1)[0]
    clause = max(shortened.rfind(mark) for mark in ",;:.")
    return shortened[: clause if clause > _TITLE_LENGTH // 2 else None].rstrip(" ,;:.") + "…"


def _head_of(lines: list[str]) -> list[str]:
    return list(takewhile(lambda line: not is_prose(line), lines[:_LONGEST_MASTHEAD]))


def _headlines(head: list[str], bylines: list[str]) -> tuple[str | None, str | None]:
    """Return the line the article begins at, and its title.

    The title is a line that stands there twice, else the one over the byline, else the first of four
    words. What stands over a byline may be headline and deck, so the article begins at the first of them.
    """
    headlines = [line for line in head if count_words(line) >= _FEWEST_IN_HEADLINE and line not in bylines]
    doubled = [line for line, count in Counter(headlines).items() if count > 1]
    before = head[: next((at for at, line in enumerate(head) if line in bylines), 0)]
    over_byline = [line for line in before if line in headlines]
    if over_byline and not doubled:
        return over_byline[0], over_byline[-1]
    title = next(iter([*doubled, *headlines]), None)
    return title, title


def _bylines(head: list[str]) -> list[str]:
    """Return the lines that tell who wrote it, or when: the first is a headline with a date where no other is there."""
    found = [line for line in head if _is_byline(line)]
    others = [line for line in head if line not in found and count_words(line) >= _FEWEST_IN_HEADLINE]
    opening = read_dateline(head[0]) if head and head[0] in found[:1] and not others else None
    return found[1:] if opening and opening[1] and not find_clock(head[0]) else found


def _is_byline(line: str) -> bool:
    if _BYLINE.fullmatch(line):
        return True
    if len(line.split()) > _LONGEST_BYLINE:
        return False
    dateline = read_dateline(line)
    return find_clock(line) or (dateline is not None and len(dateline[1]) <= _OUTLET)


def _date_of(dateline: str) -> date | None:
    found = read_dateline(dateline)
    return found[0] if found else None


def _opening_date(lines: list[str]) -> date | None:
    """Return the date of a dateline that the text opens with: VELMORA, March 15, 2026 (KD) — The harbour …"""
    paragraph = next(filter(is_prose, lines[:_LONGEST_MASTHEAD]), "")
    opening = _OPENING.match(paragraph)
    found = read_dateline(opening.group("place")) if opening else None
    if not opening or not found or not found[1]:
        return None
    opener = opening.group("place").split()[0].lower()
    return found[0] if not found[1][0][0].islower() and opener not in stop_words() else None


def _publisher(lines: list[str], head: list[str], dateline: str | None) -> str | None:
    doubled = _DOUBLED.match(dateline) if dateline else None
    site = next((found for line in head if (found := _SITE.fullmatch(line))), None)
    tails = [line for line in lines[-6:] if is_tail(line)]
    found = doubled or site
    named = (name for line in tails if (name := name_in_copyright(line)))
    return found.group("name").strip(" .,") if found else next(named, None)
