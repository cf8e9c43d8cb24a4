"""Currencies: how a language names and signs them, from CLDR (through Babel), each with the codes it may stand for.

What several currencies share, such as dollar, peso or ¥, stands for each of them: their ISO 4217 codes, joined by `/`.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache

from babel import Locale
from babel.core import get_global
from babel.localedata import locale_identifiers
from babel.numbers import get_currency_name, get_territory_currencies

from index.language.patterns import UNSPACED

_COUNTS = (1, 2, 3, 5, 11, 100)  # one of each plural form that a language may have
_EVER = (date(1850, 1, 1), date.max)
_ISO_4217 = re.compile("[A-Z]{3}")
_WORD = re.compile(r"[^\s-]+")
_SPACES = str.maketrans("\u00a0\u202f", "  ")


@cache
def codes() -> frozenset[str]:
    """Return the codes of all currencies that are, or were, a country's own."""
    territories = get_global("territory_currencies")
    return frozenset(code for one in territories for code in get_territory_currencies(one, *_EVER))


@cache
def names(locale: str) -> Mapping[str, str]:
    """Return what currencies are called, in lower case: Swiss francs, and francs alone, which may be others, too."""
    told = {code: tuple(_names(code, locale)) for code in codes()}
    called: dict[str, set[str]] = defaultdict(set)
    at = _head([forms[0] for forms in told.values() if forms])
    for code, forms in told.items():
        for name in forms:
            called[name].add(code)
            called[_WORD.findall(name)[at]].add(code)
            if UNSPACED.search(name):
                called[name.replace(" ", "")].add(code)
    return _joined(called)


@cache
def signs(locale: str) -> Mapping[str, str]:
    """Return the signs of currencies in a language, wherever it is spoken: US$, ₦, Rs, kr; `$` stands for each of its.

    An abbreviation of letters is only the language's own, what else is a sign is every language's.
    """
    signed: dict[str, set[str]] = defaultdict(set)
    for identifier in locale_identifiers():
        if identifier.partition("_")[0] in {locale, "en"}:
            for code, sign in Locale.parse(identifier).currency_symbols.items():
                own = identifier.partition("_")[0] == locale or not sign.isalpha()
                if code in codes() and own and not _ISO_4217.fullmatch(sign):
                    signed[sign.translate(_SPACES).strip("\u200f\u200e.")].add(code)
    for sign in [sign for sign in signed if len(sign) > 1]:
        if bare := "".join(one for one in sign if unicodedata.category(one) == "Sc"):
            signed[bare] |= signed[sign]
    for sign, unit in _characters().items():
        if sign.isalpha() or sign not in signed:
            signed[sign] |= set(unit.split("/"))
    return _joined(signed)


@cache
def _characters() -> Mapping[str, str]:
    """Return what Unicode names after a currency: ₴, the HRYVNIA SIGN, ฿, CURRENCY SYMBOL BAHT, Rs, for it has ₨."""
    every = filter(lambda one: unicodedata.category(one) == "Sc", map(chr, range(0x10000)))
    called = {one: re.sub(".*CURRENCY SYMBOL | SIGN$", "", unicodedata.name(one)).lower() for one in every}
    known = {one: names("en")[name] for one, name in called.items() if name in names("en")}
    return {form: unit for one, unit in known.items() for form in (one, unicodedata.normalize("NFKC", one))}


def _names(code: str, locale: str) -> Iterator[str]:
    for count in _COUNTS:
        name = get_currency_name(code, count=count, locale=locale)
        if name != code:
            yield re.sub(r" ?\(.*", "", name.translate(_SPACES)).lower()


def _head(called: Iterable[str]) -> int:
    """Tell whether the last word or the first one says what sort of currency it is: the one that more share."""
    words = [_WORD.findall(name) for name in called]
    first, last = (Counter(name[at] for name in words) for at in (0, -1))
    return 0 if len(first) < len(last) else -1


def _joined(table: Mapping[str, Iterable[str]]) -> Mapping[str, str]:
    return {name: "/".join(sorted(found)) for name, found in table.items() if name}
