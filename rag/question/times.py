"""The time that a question asks about, how it is told, and how far a sentence speaks of it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from index.article import Article, Span
from rag.calibration import TIMES
from rag.facts.dates.date import Date
from rag.facts.dates.period import Period, day
from rag.facts.dates.reader import times_in, times_of

_TOLD = re.compile(r" \([^)]*")  # what stands between a time and what `dated` writes of it


def dated(question: str, today: date | None, language: str | None = None) -> str:
    """Write behind each relative time in a question what it means on the day it is asked: last year (2025).

    It is read in any language, and written in English, if none is told.
    """
    return _explain(question, times_in(question, today, language), language)


def explain_times(article: Article, span: Span) -> str:
    """Return some words of an article with what their relative times mean written behind them: last year (2025)."""
    times = (replace(one, start=one.start - span.start, end=one.end - span.start) for one in times_of(article, span))
    return _explain(article.text[span.start : span.end], list(times), article.language)


def asked_about(question: str, today: date | None, language: str | None = None) -> tuple[Period, ...]:
    """Return the times that a question asks about, `dated` or not; what happened since or until is of no time."""
    times = times_in(question, today, language)
    told = {
        time
        for before, time in pairwise(times)
        if not before.absolute and _TOLD.fullmatch(question, before.end, time.start)
    }
    return tuple(dict.fromkeys(time.period for time in times if time.period and not time.edge and time not in told))


def speaks_of(asked: Sequence[Period], article: Article, span: Span) -> float:
    """Tell how far some words of an article speak of the times asked about, 0 to 1.

    Words that name no time are news of the day their article came out.
    """
    named = [time.period for time in times_of(article, span) if time.period and not time.edge]
    if named:
        return max((_share(one, other) for one in asked for other in named), default=0.0)
    came_out = article.published
    return TIMES.news * any(came_out is not None and came_out in one for one in asked)


def share_untold(asked: Sequence[Period], article: Article) -> float:
    """Return the share of the times asked about that neither an article nor its date speaks of; 0 to 1.

    Without a date an article may be of any year, so that its silence counts less.
    """
    if not asked:
        return 0.0
    named = [time.period for time in times_in(article.text, article.published, article.language) if time.period]
    if article.published:
        named.append(day(article.published))
    untold = [
        one
        for one in asked
        if not any(one.meets(other) for other in named) and not re.search(rf"\b{one.start.year}\b", article.text)
    ]
    return len(untold) / len(asked) * (1.0 if article.published else TIMES.undated)


def _explain(text: str, times: Sequence[Date], language: str | None) -> str:
    written = text
    for time in reversed(times):
        if time.period and not time.absolute:
            told = _without(time.period.name(language or "en"), time.text)
            if f"({told})" not in text[time.end : time.end + len(told) + 4]:
                written = f"{written[: time.end]} ({told}){written[time.end :]}"
    return written


def _share(asked: Period, named: Period) -> float:
    if named in asked:
        return 1.0
    return TIMES.wider if asked.meets(named) else 0.0


def _without(told: str, words: str) -> str:
    """Leave out what the words themselves say already: `2026` of `in March`, not `March 2026`."""
    known = set(re.findall(r"\w+", words.lower()))
    left = [word for word in told.split() if word.rstrip(".,").lower() not in known]
    return " ".join(left).removeprefix("de ") or told
