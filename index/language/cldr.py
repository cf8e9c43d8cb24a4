"""What CLDR (through Babel) knows of a language: its calendar, how a day is written, its decimal sign, its units."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.localedata import locale_identifiers
from babel.units import format_unit

_LOCALES = {"en": "en_GB", "tl": "fil"}  # whose manner readers are written to in
_SHORT_MONTH = re.compile(r"(?<!M)M{3}(?!M)")


def months(locale: str, *further: str) -> tuple[tuple[str, ...], ...]:
    """Return the names of each month, fullest first; `further` has a language's other ones, twelve words a string."""
    return _forms([_months(locale, "format", "wide"), *map(str.split, further)])


def short_months(locale: str, *further: str) -> tuple[tuple[str, ...], ...]:
    """Return the abbreviations of each month that are no name of it, without their point; `further` as for months."""
    short = [_months(locale, context, "abbreviated") for context in ("format", "stand-alone")]
    return _without(_forms([*short, *map(str.split, further)]), months(locale))


def weekdays(locale: str, *further: str) -> tuple[tuple[str, ...], ...]:
    """Return the names of each weekday, Monday first; `further` as for months."""
    return _forms([_weekdays(locale, "wide"), *map(str.split, further)])


def short_weekdays(locale: str, *further: str) -> tuple[tuple[str, ...], ...]:
    """Return the abbreviations of each weekday; `further` as for months."""
    return _forms([_weekdays(locale, "abbreviated"), *map(str.split, further)])


def decimal_sign(locale: str) -> str:
    """Return what stands between the whole and its parts: a point or a comma."""
    sign: str = Locale.parse(locale).number_symbols["latn"]["decimal"]
    return sign


def day_name(when: date, language: str = "en") -> str:
    """Write a day in full: 16 January 2026; in English for a language that CLDR doesn't know."""
    return format_date(when, "long", _locale(language))


def month_name(when: date, language: str = "en") -> str:
    """Write the month that a day is in: January 2026."""
    return format_skeleton("yMMMM", when, locale=_locale(language))


def interval_name(first: date, last: date, language: str = "en") -> str:
    """Write the days from one to another: 5–11 January 2026."""
    locale = _locale(language)
    known = locale.interval_formats
    differs = "y" if first.year != last.year else "M" if first.month != last.month else "d"
    patterns = (known.get("yMMMMd") or known["yMMMd"])[differs]
    written = (
        format_date(when, _SHORT_MONTH.sub("MMMM", part), locale)
        for when, part in zip((first, last), patterns, strict=True)
    )
    return "".join(written).replace("\u2009", " ")


def is_right_to_left(language: str) -> bool:
    """Tell whether a language is written from right to left."""
    return bool(_locale(language).text_direction == "rtl")


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(_LOCALES.get(language, language))
    except (UnknownLocaleError, ValueError):
        return Locale.parse(_LOCALES["en"])


def _months(locale: str, context: str, width: str) -> list[str]:
    table = Locale.parse(locale).months[context][width]
    return [table[month] for month in range(1, 13)]


def _weekdays(locale: str, width: str) -> list[str]:
    table = Locale.parse(locale).days["format"][width]
    return [table[day] for day in range(7)]


def _forms(tables: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Put the forms of one month together, without their points; `-` stands for no form."""
    columns = zip(*tables, strict=True)
    return tuple(tuple(dict.fromkeys(form.rstrip(".") for form in column if form != "-")) for column in columns)


def _without(forms: Sequence[Sequence[str]], others: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(form for form in row if form not in known) for row, known in zip(forms, others, strict=True))


def locales_of(language: str) -> tuple[str, ...]:
    """Return what CLDR calls a language, a two-letter code, in each script it is written in; nothing if unknown."""
    own = {"tl": "fil"}.get(language, language)
    return tuple(one for one in locale_identifiers() if re.fullmatch(rf"{re.escape(own)}(?:_[A-Z][a-z]{{3}})?", one))


def scales(locale: str) -> dict[str, float]:
    """Return the words that multiply a number before them: thousand, Mio., 億; no letter that stands alone."""
    found = {}
    formats = Locale.parse(locale).compact_decimal_formats
    for length in ("short", "long"):
        for written in formats.get(length, {}).values():
            for power, pattern in written.items():
                zeros, word = re.fullmatch("(0*)(.*)", pattern.pattern.replace("'", "")).groups()  # type: ignore[union-attr]
                name = unicodedata.normalize("NFC", word.strip("\u00a0\u200f ")).lower()
                if name and not (len(name) == 1 and name.isascii()):
                    found[name] = float(power) / 10 ** (len(zeros) - 1)
    return found


def halves_of_day(locale: str) -> dict[str, int]:
    """Return what is written behind a time of twelve hours, in lower case, with the hours to add: am, pm."""
    periods = Locale.parse(locale).day_periods["format"]["abbreviated"]
    written = {re.sub(r"[\W_]", "", periods[half]).lower(): hours for half, hours in (("am", 0), ("pm", 12))}
    return {half: hours for half, hours in written.items() if len(half) > 1}


def unit_names(locale: str) -> dict[str, str]:
    """Return the words for units of time, size, weight and the like, and for percent, each with a short name."""
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
    "mass-gram": "gram",
    "mass-milligram": "mg",
    "length-centimeter": "cm",
    "length-millimeter": "mm",
    "area-square-meter": "m²",
    "area-square-kilometer": "km²",
    "area-hectare": "hectare",
    "area-acre": "acre",
    "volume-liter": "litre",
    "volume-cubic-meter": "m³",
    "speed-kilometer-per-hour": "km/h",
    "speed-mile-per-hour": "mph",
    "power-kilowatt": "kW",
    "power-megawatt": "MW",
    "power-gigawatt": "GW",
    "energy-kilowatt-hour": "kWh",
    "digital-megabyte": "MB",
    "digital-gigabyte": "GB",
    "digital-terabyte": "TB",
    "temperature-celsius": "degree",
    "temperature-fahrenheit": "degree",
    "concentr-percent": "%",
}
