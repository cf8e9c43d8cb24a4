"""Places in a sentence where something else could stand, and what: what all alterations are made of."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

_JOINT = "(?:to|and|or|through|until|hanggang|at|o|y|a|hasta)"
_ANY_NUMBER = r"(?:\d[\d.,]*|two|three|four|five|six|dalawa|tatlo|apat|lima|dos|tres|cuatro|cinco|seis)"


class Swap(NamedTuple):
    """A span of a sentence, and what could stand there instead."""

    start: int
    end: int
    choices: Sequence[str]


def make_swap(sentence: str, span: tuple[int, int], choices: Iterable[str]) -> Swap:
    """Leave the choices that aren't said elsewhere in the sentence and agree with an `a` or `an`."""
    start, end = span
    rest = f"{sentence[:start]}\n{sentence[end:]}".casefold()
    fitting = [match_capital(sentence[start:end], choice) for choice in choices if choice.casefold() not in rest]
    if article := re.search(r"(?<!\w)(an?) $", sentence[:start], re.IGNORECASE):
        fitting = [choice for choice in fitting if (choice[0] in "aeioAEIOU8") == (len(article[1]) == 2)]
    return Swap(start, end, fitting)


def match_capital(before: str, after: str) -> str:
    """Give one text a capital where the other opens with one, behind a quotation mark or not."""
    capital = re.match(r"\W*[A-ZÀ-Þ]", before)
    return re.sub(r"[^\W\d_]", lambda found: found[0].upper(), after, count=1) if capital else after


def uncapitalise(sentence: str) -> str:
    """Return the sentence with a small first letter: how its first word would be written elsewhere."""
    return re.sub(r"^\W*[A-ZÀ-Þ]", lambda found: found[0].lower(), sentence)


def side_of(sentence: str, span: tuple[int, int]) -> int:
    """Tell the lower bound of a range (-1) and the upper (1) from a value of its own (0)."""
    if re.match(rf"%? {_JOINT} [$€£₱¥]?{_ANY_NUMBER}", sentence[span[1] :]):
        return -1
    return 1 if re.search(rf"\b{_ANY_NUMBER}%? {_JOINT} [$€£₱¥]?$", sentence[: span[0]], re.IGNORECASE) else 0


def any_word(words: str) -> str:
    """Return a pattern for any of some words, whole ones at least to the right."""
    return rf"(?:{'|'.join(words.split())})\b"


@cache
def _families(lines: str) -> tuple[re.Pattern[str], Mapping[str, Sequence[str]]]:
    """Compile families of words that can stand for each other, in order of size; `_` is a space in a word."""
    families = [[word.replace("_", " ") for word in family.split()] for family in lines.split(";")]
    known = {word: family for family in families for word in family}
    alternatives = "|".join(sorted(known, key=len, reverse=True))
    after = r"(?![\w’']|-(?!(?:year|month|week|day|hour)\b)| (?:thirds|quarters|fifths|cuart[ao]s|tercios)\b)"
    return re.compile(rf"(?<![\w’'-])(?:{alternatives}){after}"), known


def relatives(sentence: str, lines: str) -> Iterator[Swap]:
    """Find words of some families, such as months, each with the others of its family."""
    pattern, known = _families(lines)
    both = (sentence, uncapitalise(sentence))
    for span, word in {found.span(): found.group() for text in both for found in pattern.finditer(text)}.items():
        family, side = known[word], side_of(sentence, span)
        at = family.index(word)
        yield make_swap(sentence, span, [one for to, one in enumerate(family) if to != at and (to - at) * side >= 0])
