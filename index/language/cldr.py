"""What CLDR (through Babel) knows of a language: its months and weekdays, its decimal sign."""

from collections.abc import Sequence

from babel import Locale


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
