"""Names that are translated, countries and peoples first: `United States`, `Estados Unidos`, `Amerika` are one.

Names of countries come from CLDR through Babel; what CLDR doesn't have stands in countries.tsv, which says by whom.
A people counts as its country, because `Chinese companies` and `companies of China` say the same.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple, cast

from babel import Locale

_FILE = Path(__file__).with_name("countries.tsv")
_LOCALES = {"en": "en", "tl": "fil", "es": "es", "id": "id", "de": "de"}  # in the order of the columns


class Exonym(NamedTuple):
    """What a form of a name stands for; a people may be written `small`, initials are `capital`."""

    key: str
    kind: Literal["people", "place", "name"] = "place"
    small: bool = False
    capital: bool = False


def fold(name: str) -> str:
    """Return a name without accents, case, points and hyphens, as it is looked up."""
    plain = unicodedata.normalize("NFKD", re.sub(r"[-–]", " ", name.replace(".", "").replace("’", "'")).casefold())
    return "".join(one for one in plain if not unicodedata.combining(one))


@cache
def exonyms(language: str) -> dict[str, Exonym]:
    """Return what each folded form means in a language, a two-letter code; nothing for one without a column."""
    if language not in _LOCALES:
        return {}
    found: dict[str, Exonym] = {}
    for form, exonym in (*_territories(_LOCALES[language]), *_rows(list(_LOCALES).index(language))):
        found.setdefault(fold(form), exonym)
    return found


def _territories(locale: str) -> Iterator[tuple[str, Exonym]]:
    for code, name in Locale.parse(locale).territories.items():
        if re.fullmatch("[A-Z]{2}", code) and code not in {"EU", "UN"}:
            yield name, Exonym(code)


def _rows(column: int) -> Iterator[tuple[str, Exonym]]:
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, key, *cells = line.split("\t")
            for form in filter(None, cells[column].split(", ")):
                small = kind == "people" and form.islower()
                known = cast(Literal["people", "place", "name"], kind)
                yield form, Exonym(key, known, small, form.replace(" ", "").isupper())
