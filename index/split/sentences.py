"""Where sentences begin and end, as offsets.

A paragraph is a line. Inside it a sentence ends at a full stop, question or
exclamation mark (with its closing quotes) before a space and a capital, but not after an abbreviation.
Some pages lose the stop and the space between sentences ("… keep upAt the forefront …"): where a text
shows this often enough not to be a name, a boundary is taken to be there too.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise

from index.prose import is_prose

_BLOCK = re.compile(r"\S(?:.*\S)?", re.MULTILINE)
_STOP = re.compile(
    r"(?P<stop>(?<![.!?…])[.!?…]+[\"'”’»)\]]*)\s+(?P<next>[\"'“‘«(\[]*\S+)"
    r"|(?P<wide>(?<![。！？])[。！？]++[”’」』）]*+\s*+)(?=\S)"
)
_UNSPACED = re.compile(r"(?<=[^\W\d_]{2}[.!?])[\"”’]?(?=[A-Z][a-z]+[\s,])")
_WORD = re.compile(r"[^\s\"'“‘«(\[]*\Z")
_LONGEST_WORD = 40  # as far back as a stop is looked at, to tell an abbreviation
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_INITIAL = re.compile(r"[^\W\d_]\.")  # “J. A. …”: the second of a name, not the word “a”
_TITLES = set(
    "mr mrs ms dr prof sen rep gov gen col lt sgt capt hon rev st mt vs cf al pres atty engr "
    "g gng bb blg hal sr sra srta fr maj brig ee".split()
)
_NUMBERED = set(  # words of their own unless a number follows
    "no nos núm núms vol fig p pp sec rs php rm approx c ca".split()
)
_MAYBE = set("inc corp ltd co llc plc jr etc jan feb mar apr jun jul aug sept sep oct nov dec est dept".split())
_STARTERS = set(
    "the this these those that it its in on at as and but however yet still despite unlike while when after "
    "before since although though if for from with without by to such some many most more moreover furthermore "
    "meanwhile interestingly notably recently beyond amid according he she they we you their his her our there "
    "here what who why how another both each even instead thus therefore also a an one no not "
    "ang ngunit gayunpaman sa ito kung habang ayon samantala para dahil noong si ang mga".split()
)
_GLUED = re.compile(r"(?<![^\W_])(?P<left>[^\W\d_]*[a-z])(?P<right>[A-Z][a-z]+)(?![A-Z])")
_NAMES = {"easyJet", "easyGroup", "easyHotel"}  # look like two words glued together
_FEWEST_GLUED = 2  # different ones with a plain opening word, from which on they are taken for no names


@dataclass(frozen=True, slots=True)
class SentenceSpan:
    """A sentence or heading, without the white space around it."""

    start: int
    end: int
    heading: bool


def split_paragraphs(text: str) -> Iterator[list[SentenceSpan]]:
    """Yield the sentences of each paragraph; together they hold every visible character of `text`."""
    lost = _find_lost_boundaries(text)
    for block in _BLOCK.finditer(text):
        spans = list(_strip_spans(text, _find_cuts(block, lost)))
        if len(spans) == 1 and not is_prose(block.group()) and not _ends_with_stop(block.group()):
            yield [SentenceSpan(block.start(), block.end(), heading=True)]
        else:
            yield [SentenceSpan(start, end, heading=False) for start, end in spans]


def split_sentences(text: str) -> list[SentenceSpan]:
    """Return the sentences of all paragraphs."""
    return [span for paragraph in split_paragraphs(text) for span in paragraph]


def _find_cuts(block: re.Match[str], lost: set[int]) -> list[int]:
    line, offset = block.group(), block.start()
    cuts = {at for at in lost if block.start() < at < block.end()}
    cuts.update(offset + found.end() for found in _UNSPACED.finditer(line))
    position = 0
    while found := _STOP.search(line, position):
        position = found.end() if found.group("wide") else found.start("next")
        if found.group("wide") or _is_boundary(found):
            cuts.add(offset + position)
    return sorted({block.start(), *cuts, block.end()})


def _is_boundary(found: re.Match[str]) -> bool:
    following = found.group("next").lstrip("\"'“‘«([")
    if not following or following[0].islower() or set(following) <= set(".-–—"):
        return False
    if found.group("stop") != ".":
        return True
    word = _find_word_before(found)
    opener = re.sub(r"\W.*", "", following).lower()
    if word.lower() in _TITLES or (word.lower() in _NUMBERED and following[0].isdigit()):
        return False
    if word.isdigit() and found.start() == len(word):
        return False  # the number of a list item belongs to it
    if word.lower() in _MAYBE or (_INITIALS.fullmatch(word) and (len(word) > 1 or word.isupper()) and word != "I"):
        return opener in _STARTERS and not _INITIAL.fullmatch(following)
    return True


def _find_word_before(stop: re.Match[str]) -> str:
    before = stop.string[max(0, stop.start() - _LONGEST_WORD) : stop.start()]
    found = _WORD.search(before)
    return found.group() if found else ""


def _find_lost_boundaries(text: str) -> set[int]:
    pairs = list(_GLUED.finditer(text))
    plain = {pair.group() for pair in pairs if len(pair.group("right")) > 2 and _starts_sentence(pair)}
    if len(plain) < _FEWEST_GLUED:
        return set()
    counts = Counter(pair.group() for pair in pairs)
    names = _NAMES | {words for words, count in counts.items() if count > 1}
    return {pair.start("right") for pair in pairs if _starts_sentence(pair) or _is_unlike(names, pair)}


def _starts_sentence(pair: re.Match[str]) -> bool:
    """A plain opening word after a lower-case word (`upAt`), or a long one after a name (`ChinaThe`)."""
    left, right = pair.group("left"), pair.group("right")
    return right.lower() in _STARTERS and ((left.islower() and len(left) > 1) or len(right) > 3 or right == "The")


def _is_unlike(names: Collection[str], pair: re.Match[str]) -> bool:
    left = pair.group("left")
    return left.islower() and len(left) > 3 and pair.group() not in names


def _strip_spans(text: str, cuts: list[int]) -> Iterator[tuple[int, int]]:
    for start, end in pairwise(cuts):
        piece = text[start:end]
        if piece.strip():
            yield start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())


def _ends_with_stop(line: str) -> bool:
    return line.rstrip("\"'”’»)]").endswith((".", "!", "?", "…", "。", "！", "？", ":"))
