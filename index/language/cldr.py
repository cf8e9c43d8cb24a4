"""What CLDR (through Babel) knows of a language: its months and weekdays, its decimal sign, its units."""

from collections.abc import Sequence
from typing import Literal

from babel import Locale
from babel.units import format_unit


def months(locale: str, *further: str) -> tuple[tuple[str, ...], ...]:
    """Return the forms of each month, fullest first; `further` has a language's other forms, twelve words a string."""
    known = Locale.parse(locale).months
    tables = [known[context][width] for width in ("wide", "abbreviated") for context in ("format", "stand-alone")]
    return _forms([[table[month] for month in range(1, 13)] for table in tables], further)


def weekdays(locale: str, *further: str) -> tuple[tuple[str, ...], ...]:
    """Return the forms of each weekday, Monday first, the fullest first; `further` as for months."""
    known = Locale.parse(locale).days
    return _forms([[known["format"]["wide"][day] for day in range(7)]], further)


def decimal_sign(locale: str) -> str:
    """Return what stands between the whole and its parts: a point or a comma."""
    sign: str = Locale.parse(locale).number_symbols["latn"]["decimal"]
    return sign


def _forms(tables: Sequence[Sequence[str]], further: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Put the forms of one month together; a form is in lower case and without its point, `-` stands for no form."""
    columns = zip(*tables, *(words.split() for words in further), strict=True)
    return tuple(tuple(dict.fromkeys(form.lower().rstrip(".") for form in column if form != "-")) for column in columns)


def unit_names(locale: str) -> dict[str, str]:
    """Return the words for units of time, length and weight, and for percent, each with the unit's short name."""
    return {
        form: name
        for unit, name in _UNITS.items()
        for number in (1, 2)
        for length in ("long", "short")
        if len(form := _unit_form(number, unit, length, locale)) > 1 and not form.endswith(".")
    }


def _unit_form(number: int, unit: str, length: Literal["long", "short"], locale: str) -> str:
    written = format_unit(number, unit, length, locale=locale).replace("\u00a0", " ")
    return written.lower().removeprefix(f"{number}").lstrip().removeprefix("na ")


_UNITS = {
    **{f"duration-{unit}": unit for unit in "second minute hour day week month year decade century".split()},
    "length-kilometer": "km",
    "length-meter": "metre",
    "length-mile": "mile",
    "length-foot": "foot",
    "mass-kilogram": "kg",
    "mass-tonne": "tonne",
    "concentr-percent": "%",
}
