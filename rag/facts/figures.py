"""Figures in a sentence: numbers, number words, percentages, parts, ordinals, with what they count.

They compare across languages and spellings: `$57 billion`, `57,000 million dollars` and `57 mil millones de dólares`
are one value, `a third`, `sangkatlo` and `un tercio` another. `dozens` and a bare `one` say nothing that can be
checked. Of a language without a file only digits and signs are read.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rag.facts.figure import Figure
from rag.facts.numbers import Span, Spelled, Token, grammar_of, magnitude, plain_digits

_PERCENT = 100.0


def figures_in(text: str, language: str, taken: Sequence[Span] = ()) -> list[Figure]:
    """Return the figures in `text`, in order, but for what lies in a span that is `taken` by a date or a name."""
    reader = _Reader(text, language, taken)
    return reader.ranged(list(reader.figures()))


class _Reader:
    """Reads the tokens of one text from left to right."""

    def __init__(self, text: str, language: str, taken: Sequence[Span]) -> None:
        self._original = text
        self._text = text = plain_digits(text)
        self._grammar = grammar_of(language)
        self._numbers = self._grammar.numbers
        tokens = self._grammar.tokens(text)
        self._tokens = [one for one in tokens if not any(s < one.end and one.start < e for s, e in taken)]

    def figures(self) -> Iterator[Figure]:
        """Yield each figure."""
        at = 0
        while at < len(self._tokens):
            token = self._tokens[at]
            if token.ordinal:
                found: tuple[Figure, int] | None = self._figure(at, at + 1, token.values, ordinal=True)
            else:
                found = self._counted(at) or self._special(at)
            if found:
                figure, at = found
                yield figure
            else:
                at += 1

    def ranged(self, found: list[Figure]) -> list[Figure]:
        """Give the lower end of a range what only the upper one says: `three to five years`, `3 to 5 million`."""
        for at in range(len(found) - 1, 0, -1):
            lower, upper = found[at - 1], found[at]
            between = self._text[lower.end : upper.start].strip()
            if self._grammar.joint.fullmatch(between) and not lower.ordinal and not upper.ordinal:
                values = lower.values
                if max(values) < 1000 <= max(upper.values) and upper.step >= 1000:
                    scale = 10.0 ** (3 * int(len(str(int(max(upper.values)))) - 1) // 3)
                    values = (*values, *(one * scale for one in values))
                unit = lower.unit or upper.unit
                found[at - 1] = replace(lower, unit=unit, values=values)
                found[at] = replace(upper, unit=upper.unit or unit)
        return found

    def _word(self, at: int) -> str:
        return self._tokens[at].word if 0 <= at < len(self._tokens) else ""

    def _after(self, at: int) -> str:
        """Return the word after a token, if nothing but a space, a hyphen or an apostrophe is between."""
        if at + 1 >= len(self._tokens):
            return ""
        between = self._text[self._tokens[at].end : self._tokens[at + 1].start]
        return self._word(at + 1) if len(between) < 3 and not re.search(r"[^\s'’-]", between) else ""

    def _before(self, at: int) -> Token | None:
        return self._tokens[at - 1] if at and self._after(at - 1) else None

    def _special(self, at: int) -> tuple[Figure, int] | None:
        """Read what is one figure by itself: doubled, half, a third, the third, millions."""
        numbers, word, after = self._numbers, self._word(at), self._after(at)
        if word in numbers.multiples:
            return self._figure(at, at + 1, (numbers.multiples[word],), unit="times")
        if word in numbers.one and after in numbers.parts and self._is_part(at + 1):
            return self._figure(at, at + 2, (_PERCENT / numbers.parts[after],), unit="%")
        if word in numbers.fractions:
            return self._figure(at, at + 1, (_PERCENT / numbers.fractions[word],), unit="%")
        if word in numbers.ordinals and after in numbers.share:
            return self._figure(at, at + 2, (_PERCENT / numbers.ordinals[word],), unit="%")
        if word in numbers.ordinals and (numbers.ordinals[word] > 1 or self._is_counted(at, after)):
            return self._figure(at, at + 1, (numbers.ordinals[word],), ordinal=True)
        return self._figure(at, at + 1, (numbers.vague[word],), vague=True) if self._is_vague(at, word) else None

    def _is_counted(self, at: int, after: str) -> bool:
        before = self._before(at)
        return after in self._numbers.counted or (before is not None and before.word in self._numbers.counted)

    def _is_vague(self, at: int, word: str) -> bool:
        """Tell `millions of people` from `57 millones` and `un millón`."""
        numbers, before = self._numbers, self._before(at)
        counts = before and (before.values or before.word in numbers.numerals or before.word in numbers.scales)
        return word in numbers.vague and not counts

    def _is_part(self, at: int) -> bool:
        """Tell `a third of` from `a third company`; where the ordinal is another word nothing more is needed."""
        after = self._after(at)
        return self._word(at) not in self._grammar.ambiguous or not after or after in self._numbers.part_of

    def _counted(self, at: int) -> tuple[Figure, int] | None:
        number = self._number(at)
        if number is None:
            return None
        last, values = number.until - 1, number.values
        after, bare = self._after(last), values == (1.0,) and not self._tokens[at].values
        sure = not bare or self._word(last) not in self._grammar.articles or self._is_part(number.until)
        if after in self._numbers.parts and sure and not self._tokens[at].values:
            part = self._numbers.parts[after]
            return self._figure(at, number.until + 1, tuple(_PERCENT * v / part for v in values), unit="%")
        currency = self._tokens[at].currency
        unit, end = (currency, None) if currency else self._grammar.unit_after(self._text, self._tokens[last].end)
        if bare and unit != "%":
            return None
        figure, until = self._figure(at, number.until, values, unit=unit, step=number.step, end=end)
        while until < len(self._tokens) and self._tokens[until].start < figure.end:
            until += 1
        return figure, until

    def _number(self, at: int) -> Spelled | None:
        """Read a number in digits with its scales, or in words: what adds to it or multiplies it."""
        token, numbers = self._tokens[at], self._numbers
        if token.values:
            return self._digits(at)
        value, until = 0.0, at
        if token.word in numbers.one and self._after(at) in numbers.scales:
            value, until = 1.0, at + 1
        while until < len(self._tokens) and (until == at or self._after(until - 1)):
            skipped = until > at and self._is_skipped(until, value)
            word = self._word(until + skipped)
            if self._grammar.adds(value, word):
                value += numbers.numerals[word]
            elif word in numbers.scales and until > at:
                low = value % numbers.scales[word]
                value += (low or 1.0) * numbers.scales[word] - low
            else:
                break
            until += 1 + skipped
        return Spelled((value,), magnitude(value), until) if value >= 1 else None

    def _digits(self, at: int) -> Spelled:
        """Read digits with their scales, and those that go on from them."""
        number, scale = self._scaled(at)
        while scale > 1 and (further := self._going_on(number.until, scale)):
            rest, scale = further
            values = tuple(one + another for one in number.values for another in rest.values)
            number = Spelled(values, rest.step, rest.until)
        return number

    def _scaled(self, at: int) -> tuple[Spelled, float]:
        """Read digits with the scales behind them, and tell what these come to."""
        token, scales = self._tokens[at], self._numbers.scales
        scale, until = 1.0, at + 1
        while (word := self._after(until - 1)) in scales:
            scale, until = scale * scales[word], until + 1
        return Spelled(tuple(one * scale for one in token.values), token.step * scale, until), scale

    def _going_on(self, at: int, scale: float) -> tuple[Spelled, float] | None:
        """Read digits that go on from those before, with a scale below theirs: 7億5000万, 1 crore 20 lakh, 1万2000."""
        if at >= len(self._tokens) or not (token := self._tokens[at]).values or token.currency or token.ordinal:
            return None
        between = self._text[self._tokens[at - 1].end : token.start]
        rest, lower = self._scaled(at)
        joined = between == "" or (between == " " and lower > 1)
        return (rest, lower) if joined and max(*rest.values, lower) < scale else None

    def _is_skipped(self, at: int, value: float) -> bool:
        """Tell whether a token only joins two of a number: hundred *and* five, half *a* million."""
        word, after = self._word(at), self._after(at)
        if word in self._numbers.links:
            return self._grammar.adds(value, after) or after in self._numbers.scales
        return value == 0.5 and word in self._numbers.one and after in self._numbers.scales

    def _figure(
        self, at: int, until: int, values: tuple[float, ...], *, unit: str = "", step: float = 0.0,
        ordinal: bool = False, vague: bool = False, end: int | None = None,
    ) -> tuple[Figure, int]:  # fmt: skip
        start, stop = self._tokens[at].start, end or self._tokens[until - 1].end
        bound = self._grammar.bound(self._text[max(0, start - 30) : start])
        unit = unit or self._tokens[at].currency
        return Figure(self._original[start:stop], start, stop, values, unit, bound, step, ordinal, vague), until
