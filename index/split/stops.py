"""The stops of all scripts, and which of them end a sentence: not the point of an abbreviation or an ordinal.

What follows a stop closely belongs to it: closing quotes and brackets, and the mark of a footnote.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from index.language.sentences import endings
from index.split.unstopped import SCRIPT

Span = tuple[int, int]
_CLOSING = "\"'”’“»«›‹)\\]"
_OPENING = "\"'“‘„‚«»‹›(\\[¿¡"
_NOTE = r"\[(?:\^|\d|[a-z*†])[^\[\]\n]{0,20}\]|[*†‡⁰¹²³⁴-⁹]"
_WIDE = "。！？｡।॥؟۔։።፧။។៕"  # whatever follows them
_WIDE_CLOSING = "\"'”’»)\\]」』）〉》】"
_UNSPACED_SCRIPT = "\u3005-\u30ff\u3400-\u9fff"
_STOP = re.compile(
    rf"(?P<stop>(?<![.!?…;])(?:[.!?…]+|(?<=[\u0370-\u03ff\u1f00-\u1fff]);)(?:[{_CLOSING}]|\s»|{_NOTE})*)"
    rf"(?:\s+|(?<=\])(?=\w))(?P<next>(?:[{_OPENING}]|«\s)*\S+)"
    rf"|(?P<wide>(?:(?<![{_WIDE}!?])[{_WIDE}][{_WIDE}!?]*+|(?<=[{_UNSPACED_SCRIPT}])[!?]++(?=[{_WIDE_CLOSING}]*+"
    rf"[{_UNSPACED_SCRIPT}]))(?:[{_WIDE_CLOSING}]|\s»|{_NOTE})*+)\s*+(?=\S)"
)
_END = re.compile(rf"[.!?…:{_WIDE}](?:[{_CLOSING}{_WIDE_CLOSING}]|\s»|{_NOTE})*\Z")
_UNSPACED = re.compile(r"(?<=[^\W\d_]{2}[.!?])[\"”’]?(?=[A-Z][a-z]+[\s,])")
_BRACKETED = re.compile("「[^「」]{0,200}」|『[^『』]{0,200}』|（[^（）]{0,200}）|\\([^()]{0,200}\\)")
_WORD = re.compile(r"[^\s\"'“‘„«(\[]*\Z")
_LONGEST_WORD = 40  # as far back as a stop is looked at, to tell an abbreviation
_LONGEST_HEADLINE = 30  # characters, of Chinese or Japanese
_INITIALS = re.compile(r"(?:(?<![^\W_])[^\W\d_]\.[ -]?)+[^\W\d_]\Z")
_INITIAL = re.compile(r"[^\W\d_](?:\.,?$|['’])")  # “J. A. …”: the second of a name, not the word “a”
_UNSTOPPED = re.compile(rf"[{SCRIPT}]\Z")
_LONGEST_ORDINAL = 2  # digits


def find_boundaries(line: str) -> Iterator[int]:
    """Yield where in a line sentences begin after a stop, those without a space first."""
    for glued in _UNSPACED.finditer(line):
        yield glued.end()
    bracketed = [found.span() for found in _BRACKETED.finditer(line)]
    position = 0
    while found := _STOP.search(line, position):
        wide = found.group("wide")
        position = found.end() if wide else found.start("next")
        if not (_is_inside(bracketed, position) or _goes_on(found)) if wide else _is_boundary(found):
            yield position


def ends_with_stop(line: str) -> bool:
    """Tell whether a line ends as sentences do, or announces what follows it.

    In Japanese and Chinese the stop by a closing bracket may be left out: a line that is longer than headlines are.
    """
    is_bracketed = len(line) > _LONGEST_HEADLINE and line.endswith(("」", "』", "）"))
    return is_bracketed or _END.search(line, max(0, len(line) - _LONGEST_WORD)) is not None


def _is_inside(spans: Sequence[Span], position: int) -> bool:
    """Tell whether a place lies inside one of these spans, which are in order."""
    at = bisect_left(spans, (position, 0)) - 1
    return at >= 0 and position < spans[at][1]


def _goes_on(stop: re.Match[str]) -> bool:
    """Tell whether a quotation that ends in a stop is taken up by the words after it: 「…。」と話す."""
    quoted = stop.group("wide")[-1:] in set('」』）)”"')
    return quoted and endings().quoting.match(stop.string, stop.end()) is not None


def _is_boundary(stop: re.Match[str]) -> bool:
    following = stop.group("next").lstrip(_OPENING.replace("\\", "") + " ")
    if not following or following[0].islower() or set(following) <= set(".-–—"):
        return False
    return stop.group("stop") != "." or _is_full_stop(stop, following)


def _is_full_stop(stop: re.Match[str], following: str) -> bool:
    """Tell a full stop from the point of an abbreviation, an initial or an ordinal."""
    before = stop.string[max(0, stop.start() - _LONGEST_WORD) : stop.start()]
    found = _WORD.search(before)
    word = found.group() if found else ""
    previous = "".join(before[: len(before) - len(word)].split()[-1:])
    if _UNSTOPPED.search(word):
        return False  # its points are those of abbreviations
    if word.isdigit():
        is_item = stop.start() == len(word)  # its number belongs to it
        return not (is_item or _is_ordinal(word, previous, following))
    if _leads_on(word, previous, following):
        return False
    is_initial = len(word) == 1 and word.isalpha() and not word.islower() and word != "I"
    known = endings()
    if is_initial or _INITIALS.search(before) or _is_among(word, known.titles) or _is_among(word, known.shortened):
        return _opens(following, is_initial=is_initial)
    return True


def _leads_on(word: str, previous: str, following: str) -> bool:
    """Tell whether a short word needs the next one: Dr. Holm, No. 5; but a year's г. needs none."""
    known = endings()
    return (
        (_is_among(word, known.titles) and not previous.isdigit())
        or (word.lower() in known.numbered and following[0].isdigit())
        or (len(word) == 1 and word.isalpha() and _is_short(following))
    )


def _is_short(following: str) -> bool:
    """Tell whether a word is the second of an abbreviation or a name: z. B., n. Chr., J. A."""
    is_shortened = following.rstrip(",").endswith(".") and _is_among(_first_word(following), endings().shortened)
    return is_shortened or _INITIAL.match(following) is not None


def _opens(following: str, *, is_initial: bool = False) -> bool:
    """Tell whether a word begins a sentence rather than going on with a name."""
    known = endings()
    first = _first_word(following)
    is_name = _INITIAL.match(following) or (len(first) > 1 and first.isupper())
    is_particle = is_initial and first.lower() in known.particles
    return first.lower() in known.openers and not (is_name or is_particle)


def _is_ordinal(digits: str, previous: str, following: str) -> bool:
    """Tell whether a point makes an ordinal of a number: am 3. April, im 19. Jahrhundert."""
    known = endings()
    is_before_noun = previous.lower() in known.before_ordinals and not _opens(following)
    return len(digits) <= _LONGEST_ORDINAL and (_first_word(following) in known.months or is_before_noun)


def _first_word(text: str) -> str:
    return re.sub(r"\W.*", "", text)


def _is_among(word: str, words: frozenset[str]) -> bool:
    last = word.rpartition("-")[2]  # Dipl.-Ing.
    is_acronym = len(last) > 1 and last.isupper()
    return last in words or (last.lower() in words and not is_acronym)
