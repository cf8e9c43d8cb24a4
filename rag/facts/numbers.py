"""Numbers in words and digits, read by the grammar of a language: its words as tokens, and what they come to."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from index.language.cldr import halves_of_day, locales_of, scales, unit_names
from index.language.language import Language, Numbers, find_language
from index.language.patterns import AFFIXING, alternatives, whole_words
from rag.facts.units import SIGNS, TIME, currency_names, currency_signs

Span = tuple[int, int]
_FRACTIONS = "¼½¾⅐-⅞"
_NUMBER = (
    r"(?>\d{1,3}(?:[ \u00a0\u2009\u202f’']\d{3})+(?:[.,]\d+)?(?!\d|[.,]\d)|\d+(?:[.,]\d+)*)"
    rf"(?:[ \u2009]?[{_FRACTIONS}])?(?!:\d)"
)
_FREE = rf"(?:(?<![\w.])|(?<={AFFIXING.pattern}))"  # は74, و62: a number may stand right behind a word
_GLUED = r"(?=(?-i:[a-z]+)(?!\w)|[^\W\d_a-zA-Z\u00c0-\u024f])"  # 256kps, 74億: letters that go on from a number
_ROMAN = {"I": 1, "V": 5, "X": 10}
_NEVER = "(?!)"
_WRITTEN = str.maketrans("٫٬٪", ".'%")


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

    def __init__(self, code: str, language: Language | None) -> None:
        self.numbers = numbers = language.numbers if language else _numbers_of(code)
        articles = language.words.articles if language else frozenset()
        self.articles = articles | numbers.one
        self._halves = {
            half: hours for one in locales_of(code) or ("en",) for half, hours in halves_of_day(one).items()
        }
        self.ambiguous = numbers.parts.keys() & (numbers.ordinals.keys() | numbers.counted)
        tables = (numbers.numerals, numbers.scales, numbers.vague, numbers.parts, numbers.fractions, numbers.ordinals)
        self._known = frozenset().union(*tables, numbers.multiples)
        meeting = (*numbers.numerals, *numbers.scales, *numbers.links)
        self._compound = alternatives(word for word in meeting if word.isalpha())
        self._signs = {**numbers.signs, **currency_signs(code)}
        abbreviations = [sign for sign in self._signs if len(sign) > 1 and sign not in numbers.signs]
        self._units = {**currency_names(code), **SIGNS, **numbers.units, **numbers.signs}
        before = rf"(?:(?:{alternatives(numbers.before_units)}) )?" if numbers.before_units else ""
        signs = [sign for sign in self._signs if not sign.isalpha()]
        self._unit = re.compile(
            rf"[ \u00a0-]?{before}(?P<unit>(?-i:{whole_words(abbreviations)})(?! ?\d)"
            rf"|{whole_words(self._units)}|(?:{alternatives(signs)})(?! ?\d))",
            re.IGNORECASE,
        )
        self._glued = whole_words(name for name in self._units if len(name) > 1)
        self._token = self._tokens_of(numbers, language is not None)
        article = rf"(?: (?:{alternatives(self.articles)}))?" if self.articles else ""
        self._bounds = [
            (sign, re.compile(rf"\b(?:{words}){article} ?$", re.IGNORECASE)) for sign, words in numbers.bounds.items()
        ]
        self.joint = re.compile(rf"%? ?(?:-|–|{numbers.joints or '-'}){article} ?[^\w\s]?", re.IGNORECASE)

    def bound(self, before: str) -> str:
        """Return the bound that the words before a figure set, if they do."""
        return next((sign for sign, pattern in self._bounds if pattern.search(before)), "")

    def unit_after(self, text: str, at: int) -> tuple[str, int | None]:
        """Return what a number that ends at an offset counts, and where the word for it ends; "" where none is told."""
        found = self._unit.match(text, at)
        return (self._unit_of(found["unit"]), found.end("unit")) if found else ("", None)

    def tokens(self, text: str) -> Iterator[Token]:
        """Yield the numbers and, of a language that is known, the words of a text in plain digits."""
        for found in self._token.finditer(text):
            start, end = found.span()
            if found["clock"]:
                yield Token("", start, end, self._hours(found["clock"], found["half"]), currency=TIME)
            elif found["number"]:
                values, tail = readings(found["number"], self.numbers.decimal), (found["tail"] or "").lower()
                scale = self.numbers.attached.get(tail, 1.0)
                step = _step(found["number"], values[0]) * scale
                currency = self._unit_of((found["currency"] or "").strip(" \u00a0"))
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

    def _unit_of(self, written: str) -> str:
        """Return the unit that a sign, a code or a name stands for."""
        known = self._signs.get(written) or self._signs.get(written.rstrip("."))
        return known or self._units.get(written.lower(), "")

    def _hours(self, clock: str, half: str | None) -> tuple[float, ...]:
        """Return the hours since midnight that a time may mean: 2:30 is either one, 2:30pm, 02:30 and 14:30 are not."""
        hours, *rest = re.split("[:.]", clock)
        hour = int(hours) + sum(int(one) / 60**power for power, one in enumerate(rest, start=1))
        if half:
            return (hour % 12 + self._halves[re.sub(r"\W", "", half).lower()],)
        return (hour % 12, hour % 12 + 12) if 1 <= hour < 13 and hours[0] != "0" else (hour,)

    def _pieces(self, word: str, start: int) -> Iterator[Token]:
        """Cut a word at its hyphens, and one that is put together from numerals where they meet: zwei|hundert."""
        for piece in [word] if word in self._known else word.split("-"):
            whole = piece in self._known or not re.fullmatch(f"(?:{self._compound})+", piece)
            for part in [piece] if whole else re.findall(self._compound, piece):
                yield Token(part, start, start + len(part))
                start += len(part)
            start += 1

    def _clock_pattern(self) -> str:
        """Write a time of day: 14:30, or with its half of the day 2:30 pm, 2.30 p.m., 2pm."""
        halves = "|".join(r"\.? ?".join(half) + r"(?!\w)\.?" for half in self._halves) or _NEVER
        told = rf"\d{{1,2}}(?:\.[0-5]\d)?(?= ?(?:{halves}))"
        return rf"{_FREE}(?<!:)(?P<clock>\d{{1,2}}:[0-5]\d(?::[0-5]\d)?|{told})(?![\d:])(?: ?(?P<half>{halves}))?"

    def _sign_pattern(self) -> str:
        """Write the signs of currencies before a number; a letter alone needs one that no name ends in: R48,000."""
        signs = [sign for sign in self._signs if sign not in self.numbers.signs]
        letters = [sign for sign in signs if sign[0].isalpha()]
        single, longer = ([one for one in letters if (len(one) > 1) == long] for long in (False, True))
        parted = r"(?=[ \u00a0]?(?:\d+[.,]\d|\d{1,3} \d{3}(?!\d)))"
        return (
            rf"(?:(?-i:{alternatives(set(signs).difference(letters))})"
            rf"|(?<![^\W_])(?:(?-i:{alternatives(longer)})\.?|(?-i:{alternatives(single) or _NEVER}){parted}"
            rf"|{alternatives(self.numbers.signs) or _NEVER}))[ \u00a0]?"
        )

    def _tokens_of(self, numbers: Numbers, known: bool) -> re.Pattern[str]:
        tails = "|".join(filter(None, [numbers.ordinal_tail, *(rf"{one}\b" for one in numbers.attached)]))
        phrases = alternatives(word for word in self._known if re.search("[ .]", word)) or _NEVER
        word = rf"\b(?:{phrases})(?!\w)|[^\W\d_]+(?:-[^\W\d_]+)*" if known else whole_words(numbers.scales)
        return re.compile(
            rf"{self._clock_pattern()}"
            rf"|(?:(?P<currency>{self._sign_pattern()})|{_FREE}(?<!\d:))(?P<number>{_NUMBER})"
            rf"(?:(?P<tail>{tails or _NEVER})(?!\w)|{_GLUED}|(?={self._glued})|(?![^\W\d_]))"
            rf"|\b(?:{numbers.ordinal_head or _NEVER})(?P<ordinal>\d+|(?-i:[IVX]+))\b"
            rf"|(?P<word>{word})",
            re.IGNORECASE,
        )


@cache
def grammar_of(language: str) -> Grammar:
    """Return how a language, a two-letter code, writes numbers; what CLDR knows of it if it has no file."""
    return Grammar(language, find_language(language))


def plain_digits(text: str) -> str:
    """Write the digits and signs of any script as Latin ones, character for character: ٤٧, ４７ and 47."""
    if text.isascii():
        return text
    plain = re.sub(r"(?![0-9])\d", lambda digit: str(int(digit.group())), text.translate(_WRITTEN))
    return re.sub("[\uff01-\uff5e\uffe0-\uffe6]", lambda form: unicodedata.normalize("NFKC", form.group()), plain)


def _numbers_of(code: str) -> Numbers:
    """Return what CLDR knows of a language without a file: its scales and units; digits are read both ways."""
    locales = locales_of(code)
    return Numbers(
        scales={name: value for one in locales for name, value in scales(one).items()},
        units={name: unit for one in locales for name, unit in unit_names(one).items()},
    )


def readings(number: str, decimal: str) -> tuple[float, ...]:
    """Return the values of digits with separators; `decimal` are the signs that may stand before the decimals."""
    number = re.sub(r"[\s’']", "", number)
    if not number[-1].isdecimal():
        return tuple(value + unicodedata.numeric(number[-1]) for value in readings(number[:-1], decimal))
    points, commas = number.count("."), number.count(",")
    if points and commas:
        last = "." if number.rfind(".") > number.rfind(",") else ","
        return (float(number.replace("," if last == "." else ".", "").replace(last, ".")),)
    sign = "." if points else ","
    grouped = float(number.replace(sign, ""))
    if points + commas != 1:
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
