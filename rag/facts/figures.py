"""Figures in a sentence: numbers, number words, percentages, parts, ordinals, with what they count.

They compare across languages and spellings: `$57 billion`, `57,000 million dollars` and `57 mil millones de dólares`
are one value, `a third`, `sangkatlo` and `un tercio` another. `dozens` and a bare `one` say nothing that can be
checked.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from rag.facts.figure import Figure
from rag.facts.units import BEFORE, UNIT_AFTER, UNIT_OF
from rag.facts.words import ORDINALS, PARTS, SCALES, TIMES_AS_MUCH, UNITS, VAGUE

Span = tuple[int, int]
_TOKEN = re.compile(
    r"(?P<currency>US\$|[$€£₱¥]|(?:USD|PHP) ?|\bP(?=\d))?"
    r"(?P<number>(?<![\w.])(?<!\d:)(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?(?![\d.])"
    r"|\d+(?:[.,]\d+)*))(?!:\d)"
    r"(?P<tail>(?:st|nd|rd|th|bn|tn|m|k)\b|\.?[ªº]|[ao]\b)?(?![^\W\d_])"
    r"|(?P<ika>\bika-?(?P<ordinal>\d+))\b|\bsiglo (?P<roman>[IVX]+)\b"
    r"|(?P<word>[^\W\d_]+(?:-[^\W\d_]+)*)",
    re.IGNORECASE,
)
_ROMAN = {"I": 1, "V": 5, "X": 10}
_LINKS = frozenset("and na y at t".split())  # between the words of one number
_ONE = frozenset("a an one isang un una".split())
_PART_OPENS = frozenset("of as less more fewer lower higher the its their ng na sa de del".split())
_COUNTED_FIRST = frozenset("quarter half century semester kuwarter hati siglo trimestre semestre mitad".split())
_JOINT = re.compile(r"%? ?(?:-|–|to|and|or|hanggang|at|o|y|a|hasta)(?: un| el)? ?[$€£₱¥]?", re.IGNORECASE)
_BOUNDS = (
    (">", r"more than|over|above|at least|exceed\w*|upwards of|mahigit|higit(?: pa)? sa|lampas|hindi bababa sa|más de|"
          r"al menos|por lo menos|superó|supera"),
    ("<", r"less than|fewer than|under|below|at most|up to|no more than|hindi hihigit sa|kulang sa|wala pang|menos de"),
    ("~", r"about|around|roughly|some|nearly|almost|approximately|close to|mga|halos|humigit-kumulang|nasa|cerca de|"
          r"unos|unas|casi|alrededor de|aproximadamente"),
)  # fmt: skip
_BOUND = [
    (sign, re.compile(rf"\b(?:{words})(?: (?:the|a|an|ang|los|las))? ?$", re.IGNORECASE)) for sign, words in _BOUNDS
]
_PERCENT = 100.0
_PARTS_ALONE = frozenset("half kalahati kalahating mitad sangkatlo sangkapat sanglima sangkapulo".split())
_ABBREVIATED = {"bn": 1e9, "tn": 1e12, "m": 1e6, "k": 1e3}


class _Token(NamedTuple):
    word: str
    start: int
    end: int
    readings: tuple[float, ...] = ()
    step: float = 0.0
    currency: str = ""
    tail: str = ""


class _Number(NamedTuple):
    values: tuple[float, ...]
    step: float
    until: int  # the token after it
    scaled: bool
    bare: bool  # a word for one


def figures_in(text: str, language: str, taken: Sequence[Span] = ()) -> list[Figure]:
    """Return the figures in `text`, in order, but for what lies in a span that is `taken` by a date or a name."""
    reader = _Reader(text, language, taken)
    return _ranged(text, list(reader.figures()))


def readings(number: str, language: str) -> tuple[float, ...]:
    """Return the values of digits with separators: `1.500` is read both ways in Spanish only."""
    number = re.sub(r"\s", "", number)
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
    decimal = float(number.replace(sign, "."))
    if not re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", number):
        return (decimal,)
    if language == "es":
        return (grouped, decimal)
    return (decimal,) if points else (grouped,)


class _Reader:
    """Reads the tokens of one text from left to right."""

    def __init__(self, text: str, language: str, taken: Sequence[Span]) -> None:
        self._text = text
        known = (language, "en") if language == "tl" else (language,)  # English words are used in Filipino
        tables = (UNITS, SCALES, VAGUE, PARTS, ORDINALS, TIMES_AS_MUCH)
        merged = [{w: v for one in reversed(known) for w, v in table.get(one, {}).items()} for table in tables]
        self._units, self._scales, self._vague, self._parts, self._ordinals, self._times = merged
        self._language = language
        self._tokens = [one for one in self._tokenised() if not any(s < one.end and one.start < e for s, e in taken)]

    def figures(self) -> Iterator[Figure]:
        """Yield each figure."""
        at = 0
        while at < len(self._tokens):
            found = self._special(at) or self._counted(at)
            if found:
                figure, at = found
                yield figure
            else:
                at += 1

    def _tokenised(self) -> Iterator[_Token]:
        for found in _TOKEN.finditer(self._text):
            start, end = found.span()
            if found["number"]:
                values = readings(found["number"], self._language)
                yield _Token(
                    "", start, end, values, _step(found["number"], values[0]),
                    BEFORE.get((found["currency"] or "").strip().lower(), "PESO" if found["currency"] else ""),
                    (found["tail"] or "").lower(),
                )  # fmt: skip
            elif found["ika"]:
                yield _Token("", start, end, (float(found["ordinal"]),), tail="th")
            elif found["roman"]:
                yield _Token("", start, end, (_roman(found["roman"].upper()),), tail="th")
            else:
                yield from self._words(found["word"].lower(), start)

    def _words(self, word: str, start: int) -> Iterator[_Token]:
        tables = (self._units, self._vague, self._parts, self._ordinals, self._times)
        pieces = [word] if any(word in table for table in tables) else word.split("-")
        for piece in pieces:
            yield _Token(piece, start, start + len(piece))
            start += len(piece) + 1

    def _word(self, at: int) -> str:
        return self._tokens[at].word if at < len(self._tokens) else ""

    def _adjoin(self, at: int, most: int = 3) -> bool:
        """Tell whether nothing but a space, a hyphen or an apostrophe is between a token and the next."""
        if at + 1 >= len(self._tokens):
            return False
        between = self._text[self._tokens[at].end : self._tokens[at + 1].start]
        return len(between) < most and not re.search(r"[^\s'’-]", between)

    def _special(self, at: int) -> tuple[Figure, int] | None:
        """Read what is one figure by itself: the 3rd, doubled, a half, a third, the third, millions."""
        token, word = self._tokens[at], self._word(at)
        after = self._word(at + 1) if self._adjoin(at) else ""
        if token.tail and token.tail not in _ABBREVIATED:
            return self._figure(at, at + 1, token.readings, ordinal=True)
        if word in self._times:
            return self._figure(at, at + 1, (self._times[word],), unit="times")
        if parts := self._part(at, word, after):
            return self._figure(at, at + parts[1], (_PERCENT / parts[0],), unit="%")
        if self._ordinals.get(word, 0) > 1 or (word in self._ordinals and after in _COUNTED_FIRST):
            return self._figure(at, at + 1, (self._ordinals[word],), ordinal=True)
        return self._figure(at, at + 1, (self._vague[word],), vague=True) if self._is_vague(at, word) else None

    def _part(self, at: int, word: str, after: str) -> tuple[float, int] | None:
        """Read into how many parts a whole is cut, and in how many words that is said."""
        if word in _ONE and after in self._parts and self._is_part(at + 1, word):
            return self._parts[after], 2
        if word in _PARTS_ALONE and word in self._parts:
            return self._parts[word], 1
        if word in self._ordinals and (after in {"bahagi", "parte"} or (word == "ikasampu" and after == "ng")):
            return self._ordinals[word], 2
        return None

    def _is_vague(self, at: int, word: str) -> bool:
        """Tell `millions of people` from `57 millones` and `un millón`."""
        if word not in self._vague:
            return False
        before = self._tokens[at - 1] if at and self._adjoin(at - 1) else None
        return before is None or not (before.readings or before.word in self._units or before.word in self._scales)

    def _is_part(self, at: int, opener: str) -> bool:
        """Tell `a third of` from `a third company`; `one third` needs nothing more."""
        after = self._word(at + 1) if self._adjoin(at) else ""
        return opener not in {"a", "an", "una"} or not after or after in _PART_OPENS or after == "parte"

    def _counted(self, at: int) -> tuple[Figure, int] | None:
        number = self._number(at)
        if number is None:
            return None
        last, values, unit = number.until - 1, number.values, ""
        after = self._word(number.until) if self._adjoin(last) else ""
        if after in self._parts and after not in self._units and not self._tokens[at].readings:
            return self._figure(
                at, number.until + 1, tuple(_PERCENT * v / self._parts[after] for v in values), unit="%"
            )
        found = UNIT_AFTER.match(self._text, self._tokens[last].end)
        if found:
            unit = UNIT_OF[found["unit"].lower()]
        if number.bare and unit != "%":
            return None
        end = found.end("unit") if found else None
        made, until = self._figure(at, number.until, values, unit=unit, step=number.step, end=end)
        while until < len(self._tokens) and self._tokens[until].start < made.end:
            until += 1
        return made, until

    def _number(self, at: int) -> _Number | None:
        token = self._tokens[at]
        if token.readings:
            scale = _ABBREVIATED.get(token.tail, 1.0)
            until, scaled = at + 1, scale > 1
            while until < len(self._tokens) and self._adjoin(until - 1):
                skip = self._word(until) in {"na", "ka"}
                word = self._word(until + skip)
                if word not in self._scales or (skip and not self._adjoin(until)):
                    break
                scale, until, scaled = scale * self._scales[word], until + 1 + skip, True
            return _Number(tuple(one * scale for one in token.readings), token.step * scale, until, scaled, bare=False)
        return self._spelled(at)

    def _spelled(self, at: int) -> _Number | None:
        """Read a number in words: a unit or `a`, then what adds to it or multiplies it."""
        total = current = 0.0
        word, begun, until, scaled = self._word(at), at, at, False
        if word == "a" and self._language != "es" and self._adjoin(at) and self._word(at + 1) in self._scales:
            current, until = 1.0, at + 1
        while until < len(self._tokens) and (until == begun or self._adjoin(until - 1)):
            word = self._word(until)
            link = word in _LINKS and until > begun and self._adjoin(until)
            word = self._word(until + 1) if link else word
            if word in self._units and _adds(current, self._units[word]):
                current += self._units[word]
            elif word in self._scales and (
                until > begun or word in {"mil", "sandaan", "sandaang", "sanlibo", "sanlibong"}
            ):
                scale, scaled = self._scales[word], True
                if scale == 100:
                    current = max(current, 1.0) * scale
                else:
                    total, current = _scaled(total, current, scale), 0.0
            else:
                break
            until += 1 + link
        value = total + current
        if until == begun or not value:
            return None
        step = 10.0 ** len(re.search(r"0*$", str(int(value)))[0])  # type: ignore[index]  # always matches
        return _Number((value,), step, until, scaled, bare=value == 1)

    def _figure(
        self, at: int, until: int, values: tuple[float, ...], *, unit: str = "", step: float = 0.0,
        ordinal: bool = False, vague: bool = False, end: int | None = None,
    ) -> tuple[Figure, int]:  # fmt: skip
        start, stop = self._tokens[at].start, end or self._tokens[until - 1].end
        before = self._text[max(0, start - 30) : start]
        bound = next((sign for sign, pattern in _BOUND if pattern.search(before)), "")
        unit = unit or self._tokens[at].currency
        made = Figure(self._text[start:stop], start, stop, values, unit, bound, step, ordinal, vague)
        return made, until


def _adds(current: float, value: float) -> bool:
    """Tell whether `value` goes on with a number: twenty-five and two hundred five, but not two three."""
    if not current:
        return True
    return (current % 100 == 0 and value < 100) or (current % 10 == 0 and current % 100 != 10 and 0 < value < 10)


def _scaled(total: float, current: float, scale: float) -> float:
    if total and total < scale:
        return (total + current) * scale  # 57 mil millones
    return total + (current or 1.0) * scale


def _step(number: str, value: float) -> float:
    """Return what the last digit that isn't a filling zero is worth."""
    number = re.sub(r"\s", "", number)
    decimals = re.search(r"[.,](\d{1,2}|\d{4,})$", number)
    if decimals and value != int(value):
        return 10.0 ** -len(decimals[1])
    digits = str(int(value))
    return float(10 ** (len(digits) - len(digits.rstrip("0"))))


def _roman(number: str) -> float:
    digits = [_ROMAN[one] for one in number]
    following = [*digits[1:], 0]
    return float(sum(-one if one < after else one for one, after in zip(digits, following, strict=True)))


def _ranged(text: str, found: list[Figure]) -> list[Figure]:
    """Give the lower end of a range what only the upper one says: `three to five years`, `3 to 5 million`."""
    for at in range(len(found) - 1, 0, -1):
        lower, upper = found[at - 1], found[at]
        if _JOINT.fullmatch(text[lower.end : upper.start].strip()) and not lower.ordinal and not upper.ordinal:
            values = lower.values
            if max(values) < 1000 <= max(upper.values) and upper.step >= 1000:
                magnitude = 10.0 ** (3 * int(len(str(int(max(upper.values)))) - 1) // 3)
                values = (*values, *(one * magnitude for one in values))
            unit = lower.unit or upper.unit
            found[at - 1] = replace(lower, unit=unit, values=values)
            found[at] = replace(upper, unit=upper.unit or unit)
    return found
