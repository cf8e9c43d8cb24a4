"""Numbers in words and digits, read by the grammar of a language: its words as tokens, and what they come to."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from index.language.language import Language, Numbers, find_language
from index.language.patterns import alternatives
from rag.facts.units import SIGNS

Span = tuple[int, int]
_NUMBER = r"(?>\d{1,3}(?:[ \u00a0\u202f’']\d{3})+(?:[.,]\d+)?(?![\d.])|\d+(?:[.,]\d+)*)(?!:\d)"
_ROMAN = {"I": 1, "V": 5, "X": 10}
_NEVER = "(?!)"
_NO_NUMBERS = Numbers()  # of an unknown language only digits are read, in both ways


class Token(NamedTuple):
    """A word or a number in digits: the values it can be read as, and the worth of its last digit."""

    word: str
    start: int
    end: int
    values: tuple[float, ...] = ()
    step: float = 0.0
    currency: str = ""
    ordinal: bool = False
    scale: float = 1.0


class Spelled(NamedTuple):
    """A number and the token after it."""

    values: tuple[float, ...]
    step: float
    until: int


class Grammar:
    """How a language writes numbers, compiled; one for each language."""

    def __init__(self, language: Language | None) -> None:
        self.numbers = numbers = language.numbers if language else _NO_NUMBERS
        articles = language.words.articles if language else frozenset()
        self.articles = articles | numbers.one
        self.ambiguous = numbers.parts.keys() & (numbers.ordinals.keys() | numbers.counted)
        tables = (numbers.numerals, numbers.scales, numbers.vague, numbers.parts, numbers.fractions, numbers.ordinals)
        self._known = frozenset().union(*tables, numbers.multiples)
        self._token = self._tokens_of(numbers, language is not None)
        meeting = (*numbers.numerals, *numbers.scales, *numbers.links)
        self._compound = alternatives(word for word in meeting if word.isalpha())
        self.units = {**SIGNS, **numbers.units, **numbers.signs}
        before = rf"(?:(?:{alternatives(numbers.before_units)}) )?" if numbers.before_units else ""
        self.unit = re.compile(rf"[ \u00a0-]?{before}(?P<unit>{alternatives(self.units)})(?!\w)", re.IGNORECASE)
        article = rf"(?: (?:{alternatives(self.articles)}))?" if self.articles else ""
        self._bounds = [
            (sign, re.compile(rf"\b(?:{words}){article} ?$", re.IGNORECASE)) for sign, words in numbers.bounds.items()
        ]
        self.joint = re.compile(rf"%? ?(?:-|–|{numbers.joints or '-'}){article} ?[$€£₱¥]?", re.IGNORECASE)

    def bound(self, before: str) -> str:
        """Return the bound that the words before a figure set, if they do."""
        return next((sign for sign, pattern in self._bounds if pattern.search(before)), "")

    def tokens(self, text: str) -> Iterator[Token]:
        """Yield the numbers and, of a language that is known, the words of a text."""
        for found in self._token.finditer(text):
            start, end = found.span()
            if found["number"]:
                values, tail = readings(found["number"], self.numbers.decimal), (found["tail"] or "").lower()
                scale = self.numbers.attached.get(tail, 1.0)
                step = _step(found["number"], values[0]) * scale
                currency = self.units.get((found["currency"] or "").strip(" \u00a0").lower(), "")
                values = tuple(value * scale for value in values)
                yield Token("", start, end, values, step, currency, bool(tail) and scale == 1.0)
            elif found["ordinal"]:
                ordinal = found["ordinal"]
                value = float(ordinal) if ordinal.isdecimal() else _roman(ordinal.upper())
                yield Token("", start, end, (value,), ordinal=True)
            else:
                yield from self._pieces(found["word"].lower(), start)

    def adds(self, to: float, word: str) -> bool:
        """Tell whether a word goes on with a number: twenty-five and two hundred five, but not two three."""
        value = self.numbers.numerals.get(word)
        if value is None or not to or value <= 0 or value != int(value):
            return value is not None and not to
        return to % 10 ** len(str(int(value))) == 0 and not (value < 10 and to % 100 == 10)

    def _pieces(self, word: str, start: int) -> Iterator[Token]:
        """Cut a word at its hyphens, and one that is put together from numerals where they meet: zwei|hundert."""
        for piece in [word] if word in self._known else word.split("-"):
            whole = piece in self._known or not re.fullmatch(f"(?:{self._compound})+", piece)
            for part in [piece] if whole else re.findall(self._compound, piece):
                yield Token(part, start, start + len(part))
                start += len(part)
            start += 1

    def _tokens_of(self, numbers: Numbers, known: bool) -> re.Pattern[str]:
        codes = [sign for sign, unit in SIGNS.items() if sign.isalpha() and unit.isupper()]
        currency = rf"(?:US\$|[$€£₱¥₩₹]|(?<![^\W_])(?:{alternatives([*codes, *numbers.signs])}))[ \u00a0]?"
        tails = "|".join(filter(None, [numbers.ordinal_tail, *(rf"{one}\b" for one in numbers.attached)]))
        phrases = alternatives(word for word in self._known if re.search("[ .]", word)) or _NEVER
        word = rf"\b(?:{phrases})(?!\w)|[^\W\d_]+(?:-[^\W\d_]+)*" if known else _NEVER
        return re.compile(
            rf"(?:(?P<currency>{currency})|(?<![\w.])(?<!\d:))(?P<number>{_NUMBER})"
            rf"(?:(?P<tail>{tails or _NEVER})(?!\w))?(?![^\W\d_])"
            rf"|\b(?:{numbers.ordinal_head or _NEVER})(?P<ordinal>\d+|(?-i:[IVX]+))\b"
            rf"|(?P<word>{word})",
            re.IGNORECASE,
        )


@cache
def grammar_of(language: str) -> Grammar:
    """Return how a language, a two-letter code, writes numbers; digits and signs alone if it is unknown."""
    return Grammar(find_language(language))


def readings(number: str, decimal: str) -> tuple[float, ...]:
    """Return the values of digits with separators; `decimal` are the signs that may stand before the decimals."""
    number = re.sub(r"[\s’']", "", number)
    points, commas = number.count("."), number.count(",")
    if points and commas:
        last = "." if number.rfind(".") > number.rfind(",") else ","
        return (float(number.replace("," if last == "." else ".", "").replace(last, ".")),)
    if points + commas == 0:
        return (float(number),)
    sign = "." if points else ","
    grouped = float(number.replace(sign, ""))
    if points + commas > 1:
        return (grouped,)
    fraction = float(number.replace(sign, "."))
    if not re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", number):
        return (fraction,)
    if len(decimal) > 1:
        return (grouped, fraction)
    return (fraction,) if sign == decimal else (grouped,)


def magnitude(value: float) -> float:
    """Return what the last digit that isn't a filling zero is worth."""
    digits = str(int(value))
    return float(10 ** (len(digits) - len(digits.rstrip("0"))))


def _step(number: str, value: float) -> float:
    decimals = re.search(r"[.,](\d{1,2}|\d{4,})$", re.sub(r"[\s’']", "", number))
    return 10.0 ** -len(decimals[1]) if decimals and value != int(value) else magnitude(value)


def _roman(number: str) -> float:
    digits = [_ROMAN[one] for one in number]
    following = [*digits[1:], 0]
    return float(sum(-one if one < after else one for one, after in zip(digits, following, strict=True)))
