"""Dates in a sentence: days, months, years, weekdays, seasons, and times told from now; comparable when partial."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from index.language.language import languages

_READ = [language for language in languages() if language.code in {"en", "tl", "es"}]
UNIT_OF = {word: unit for language in _READ for word, unit in language.numbers.units.items()}
MONTHS = {language.code: tuple(forms[0] for forms in language.calendar.months) for language in _READ}
WEEKDAYS = {language.code: tuple(forms[0] for forms in language.calendar.weekdays) for language in _READ}
_MONTH_OF = {month: number for names in MONTHS.values() for number, month in enumerate(names, start=1)}
_DAY_OF = {day: number for names in WEEKDAYS.values() for number, day in enumerate(names, start=1)}
_SEASON_OF = {
    word: season
    for season, words in {
        1: "spring tagsibol primavera",
        2: "summer tag-init tag-araw verano",
        3: "autumn fall taglagas otoño",
        4: "winter taglamig invierno",
    }.items()
    for word in words.split()
}


def _names(words: Mapping[str, int] | tuple[str, ...], *, small: bool) -> str:
    """Write alternatives with a capital; with a small letter too where the language writes them so."""
    return "|".join(form for word in words for form in ([word.capitalize(), word] if small else [word.capitalize()]))


_CAPITAL = "|".join(_names(MONTHS[one], small=False) for one in ("en", "tl", "es"))
_WEEKDAYS = f"{_names(WEEKDAYS['en'] + WEEKDAYS['tl'], small=False)}|{_names(WEEKDAYS['es'], small=True)}"
_MONTH = rf"(?P<month>{_CAPITAL}|{'|'.join(MONTHS['es'])})"
_YEAR = r"(?P<year>1\d{3}|20\d\d)(?![\w%]|[.,]\d)"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_PATTERNS = tuple(
    re.compile(rf"(?<![\w.,$€£₱¥]){pattern}")
    for pattern in (
        r"(?P<year>\d{4})-(?P<month_number>0[1-9]|1[0-2])-(?P<day>\d\d)\b",
        rf"(?:[Ii]ka-)?{_DAY}(?: (?:of|de|ng))? {_MONTH}\b(?:,? (?:de |del )?{_YEAR})?",
        rf"{_MONTH} {_DAY}(?![\w%]|[.,]\d)(?:,? {_YEAR})?",
        rf"{_MONTH}(?:,? (?:of |de |del |ng |noong )?){_YEAR}",
        rf"{_MONTH}\b(?!-)",
        rf"(?:(?:[Dd]ekada|[Dd]écada de|[Aa]ños) )?{_YEAR}",
        r"(?P<year>1\d\d0|20\d0)s\b",
        rf"(?P<weekday>{_WEEKDAYS})s?\b",
        r"(?P<season>fall) (?:of )?(?=[12]\d{3})",
        r"[Aa]ños (?P<decade>[2-9]0)\b",
        rf"(?P<season>{'|'.join(word for word in _SEASON_OF if word != 'fall')})\b",
    )
)
_ALONE = re.compile(
    r"\b(?:in|of|since|until|by|last|next|this|early|late|mid|during|from|to|and|noong|nitong|ngayong|mula|hanggang|sa|ng"
    r"|at|en|de|desde|hasta|a) ?-?$",
    re.IGNORECASE,
)
_DOUBTFUL = frozenset({"May", "March", "Mayo", "mayo"})
_YEARED = re.compile(
    r"\b(?:in|by|as|since|from|until|till|of|to|and|or|around|circa|before|after|year|noong|nang|taong|taon|mula|hanggang"
    r"|bago|en|de|del|desde|hasta|año|antes|y|a)[ –-]?$|[(–-]$",
    re.IGNORECASE,
)
_NO_YEAR = re.compile(
    r" ?(?:%|percent|por ciento|porsiyento|(?:m|b|tr)illion|milyo|bilyo|mill[oó]n|dollar|dolyar|dólar|euro)"
)
_PERIODS = {"day", "week", "month", "year", "decade", "century"}
_UNIT = rf"(?P<unit>{'|'.join(word for word, unit in UNIT_OF.items() if unit in _PERIODS)}|quarter)"
_BEFORE = "last|previous|past|preceding|prior|nakaraang|sinundang|naunang|nagdaang|pasad[oa]|earlier"
_AGO = "ago|earlier|before|na ang nakalilipas|ang nakararaan|antes|pasad[oa]s?|anterior(?:es)?"
_RELATIVES = (
    (-1, rf"(?:{_BEFORE}) {_UNIT}"),
    (-1, rf"{_UNIT} (?:{_AGO})"),
    (1, rf"(?:next|following|coming|susunod na|darating na|próxim[oa]s?) {_UNIT}"),
    (1, rf"{_UNIT} (?:later|after|makalipas|pagkatapos|después|más tarde|siguientes?)"),
    (0, rf"(?:this|current|ngayong|kasalukuyang|est[ea]) {_UNIT}"),
)
_RELATIVE = [(shift, re.compile(rf"\b{pattern}\b", re.IGNORECASE)) for shift, pattern in _RELATIVES]


@dataclass(frozen=True, slots=True)
class Date:
    """A date as far as it is told; `relative` is a step (-1, 0, 1) of a unit from now: last year, a week later."""

    kind: ClassVar = "date"
    text: str
    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: int | None = None
    relative: tuple[int, str] | None = None

    @property
    def told(self) -> dict[str, int]:
        """What it tells of a date that stands by itself, by name."""
        fields = {name: getattr(self, name) for name in ("year", "month", "day", "weekday", "season")}
        return {name: value for name, value in fields.items() if value is not None}

    def agrees(self, other: "Date") -> bool:
        """Tell whether `other` says something of the same and nothing against it: 16 January 2026, January 2026."""
        if self.relative or other.relative:
            return self.relative == other.relative
        mine, theirs = self.told, other.told
        shared = mine.keys() & theirs.keys()
        return bool(shared) and all(mine[name] == theirs[name] for name in shared)

    def contradicts(self, other: "Date") -> bool:
        """Tell whether both are told from now, in the same unit, and differ: last year, next year."""
        if self.relative is None or other.relative is None:
            return False
        return self.relative[1] == other.relative[1] and self.relative[0] != other.relative[0]


def dates_in(text: str) -> list[Date]:
    """Return the dates in `text`, in order, none within another."""
    found: list[Date] = []
    for one in (*_absolute(text), *_relative(text)):
        if all(one.end <= other.start or other.end <= one.start for other in found):
            found.append(one)
    return sorted(found, key=lambda one: one.start)


def _absolute(text: str) -> Iterator[Date]:
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            groups = match.groupdict()
            month = groups.get("month")
            if (
                month in _DOUBTFUL
                and not (groups.get("day") or groups.get("year"))
                and not _ALONE.search(text[: match.start()])
            ):
                continue
            if {name for name, value in groups.items() if value} == {"year"} and not _is_year(text, match):
                continue
            number = groups.get("month_number")
            yield Date(
                match.group(),
                *match.span(),
                year=1900 + int(groups["decade"]) if groups.get("decade") else _number(groups.get("year")),
                month=_MONTH_OF[month.lower()] if month else _number(number),
                day=_number(groups.get("day")),
                weekday=_DAY_OF[groups["weekday"].lower()] if groups.get("weekday") else None,
                season=_SEASON_OF[groups["season"]] if groups.get("season") else None,
            )


def _relative(text: str) -> Iterator[Date]:
    for shift, pattern in _RELATIVE:
        for match in pattern.finditer(text):
            unit = match["unit"].lower()
            yield Date(match.group(), *match.span(), relative=(shift, UNIT_OF.get(unit, unit)))


def _is_year(text: str, match: re.Match[str]) -> bool:
    """Tell a year from a number of things: `in 1800`, but not `1800 soldiers`, unless it is a recent one."""
    before, after = text[: match.start()], text[match.end() :]
    if _NO_YEAR.match(after):
        return False
    if not (match.group()[0].isdigit() and match.group()[-1].isdigit()):  # década de 1620, the 1620s
        return True
    if match["year"] >= "1900" and not re.match(r" (?!and|in|at)[a-zñáéíóú]{3,}s\b", after):
        return True
    return _YEARED.search(before) is not None


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None
