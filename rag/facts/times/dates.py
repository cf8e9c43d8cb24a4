"""Times that are written out: a day, a month, a year, years from one to another."""

import re
from collections.abc import Callable
from datetime import date

from rag.facts.times.period import Period, day, month_of, year_of
from rag.facts.times.rule import Match, Rule, unsure
from rag.facts.times.spelled import MONTHS, any_of

_DOT = r"(?:(?<=\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec))\.|(?<=\bSept)\.)?"
MONTH = rf"(?P<month>{any_of(MONTHS)})\b{_DOT}"
DAY = r"(?<![\w.,/-])(?:ika-)?(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_FIGURES = r"(?:19|20)\d\d"
_NO_MORE = r"(?![\d%\w]|[.,/]\d|-\d)"
_YEAR = rf"(?P<year>{_FIGURES}){_NO_MORE}"
_BEFORE_YEAR = r"(?:,? (?:de|del|of|ng) |,? ?\(|,? )"
_CUES = """
    in of since until till by before after for from year late early mid end through throughout around during and the to
    between noong nitong ngayong taong sa ng mula hanggang bago at en de del desde hasta durante año entre
""".split()
_COUNTED = "people dollars euros pesos workers jobs companies users homes tao dolyar piso trabahador personas dólares"
_AMOUNT = rf" (?:[a-z]+ )?(?:{any_of(_COUNTED.split())})\b"


def day_named(match: Match, year: int) -> Period:
    """Return the day that a match names by its groups `day` and `month`."""
    return day(date(year, MONTHS[match["month"]], int(match["day"])))


def month_named(match: Match, year: int) -> Period:
    """Return the month that a match names."""
    return month_of(date(year, MONTHS[match["month"]], 1))


def _written_out(read: Callable[[Match, int], Period]) -> Callable[[Match, date], Period]:
    return lambda match, _: read(match, int(match["year"]))


def _in_figures(match: Match, _: date) -> Period:
    return day(date(*map(int, match.groups())))


def _years(match: Match, _: date) -> Period:
    return Period(date(int(match["first"]), 1, 1), date(int(match["last"]), 12, 31))


def _year(_: Match, year: int) -> Period:
    return year_of(date(year, 1, 1))


DATES = tuple(
    Rule(re.compile(pattern), read, absolute=True)
    for pattern, read in (
        (r"\b(\d{4})[-/](\d\d)[-/](\d\d)\b", _in_figures),
        (rf"{DAY}(?: de| of| ng)? {MONTH}{_BEFORE_YEAR}{_YEAR}", _written_out(day_named)),
        (rf"\b{MONTH} {DAY}{_BEFORE_YEAR}{_YEAR}", _written_out(day_named)),
        (rf"\b{MONTH}{_BEFORE_YEAR}{_YEAR}", _written_out(month_named)),
        (rf"\b(?i:fiscal|FY)(?: year)? ?{_YEAR}", unsure),
        (
            rf"\b(?i:from|between|mula|entre|desde|de) (?P<words>(?P<first>{_FIGURES})"
            rf" (?:to|and|until|hanggang|at|y|a|hasta) (?P<last>{_FIGURES}){_NO_MORE})",
            _years,
        ),
        (rf"(?<![\w.,/-])(?P<first>{_FIGURES})[–-](?P<last>{_FIGURES}){_NO_MORE}", _years),
        (rf"(?:\b(?i:{any_of(_CUES)})[ -]|['’]s |\(|^)(?P<words>{_YEAR})(?!{_AMOUNT})", _written_out(_year)),
    )
)
