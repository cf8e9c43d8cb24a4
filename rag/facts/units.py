"""What a figure counts: signs that every language writes, the names of currencies, and how units compare."""

from collections.abc import Mapping
from functools import cache

from index.language import currencies
from index.language.cldr import locales_of
from index.language.language import find_language

SIGNS = {"%": "%", "°c": "degree", "°f": "degree", "km": "km", "kg": "kg"}
TIME = "o'clock"


@cache
def currency_names(language: str) -> Mapping[str, str]:
    """Return what a text calls currencies: in its own language, or in English, but for what is another word, too."""
    locales = dict.fromkeys(("en", *locales_of(language)))
    told = {name: unit for one in locales for name, unit in currencies.names(one).items()}
    others = [find_language(one) for one in ("en", language)]
    return {
        name: unit for name, unit in told.items() if not any(one and name in one.numbers.not_units for one in others)
    }


@cache
def currency_signs(language: str) -> Mapping[str, str]:
    """Return the signs and codes of currencies in a text, as they are written."""
    codes = {code: code for code in currencies.codes()}
    return {
        **codes,
        **{sign: unit for one in locales_of(language) or ("en",) for sign, unit in currencies.signs(one).items()},
    }


def conflict(one: str, other: str) -> bool:
    """Tell whether two figures count different things, as far as both say what they count."""
    return bool(one and other) and not set(one.split("/")).intersection(other.split("/"))
