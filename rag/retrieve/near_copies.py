"""Near-copies: one article under several publishers, whole, cut, lightly edited, or under another head and tail.

Two articles are near-copies when runs of three words of the shorter stand in the longer, most of them. Reports made
from one template, such as a market's daily close, have most words in common too: their figures or names tell them
apart. Of the copies the original represents the group, as a newsroom would credit it: the earliest dated, then the
longer, because reposts are cut. A copy is folded away only where it says nothing else: a passage with another figure,
or one that the original lacks, stands for itself.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

from index.article import Article
from index.split.sentences import paragraphs

if TYPE_CHECKING:
    from rag.retrieve.hit import Hit

Run = tuple[str, str, str]

_SHARED = 0.5  # of the shorter article's runs; what only quotes the same people stays below .2
_FEW, _MOST = 40, 0.8  # with fewer runs in common an article has to stand in the other almost whole
_FEWEST = 12
_TELLING = 0.7  # of the figures, and of the names, that stand among shared words
_HELD = 0.5  # of a passage's or a sentence's runs
_SUSPECT = 0.15  # of a passage's runs around long words in another article's passage: worth a closer look
_LONG = 7
_WORD = re.compile(r"\d+(?:[.,]\d+)*%?|[^\W_]+(?:['’][^\W_]+)?")
_NEGATIONS = frozenset(
    "not no never none nor neither without cannot hindi wala walang huwag hindi't sin nunca ni jamás ningún".split()
)


@dataclass(frozen=True, slots=True)
class Print:
    """What a text is compared by: its words, its runs of three words, where figures and names are among them."""

    words: tuple[str, ...]
    runs: frozenset[Run]
    figures: tuple[int, ...]
    names: tuple[int, ...]

    @property
    def values(self) -> set[str]:
        """The figures as written."""
        return {self.words[at] for at in self.figures}

    @property
    def negations(self) -> int:
        """How often the text negates."""
        return sum(word in _NEGATIONS or word.endswith("n't") for word in self.words)

    def share_in(self, other: "Print") -> float:
        """Return the share of the runs that stand in another text; 0 to 1."""
        return len(self.runs & other.runs) / len(self.runs) if self.runs else 0.0

    def keeps(self, places: Iterable[int], other: "Print") -> bool:
        """Tell whether words that stand in the other text's company are the other text's, too, most of them."""
        words, runs = self.words, other.runs
        kept = [
            words[at - 2 : at + 1] in runs or words[at : at + 3] in runs
            for at in places
            if words[max(0, at - 3) : at] in runs or words[at + 1 : at + 4] in runs
        ]
        return sum(kept) >= _TELLING * len(kept)


def _share(one: Print, other: Print) -> float:
    shorter, longer = sorted((one, other), key=lambda found: len(found.runs))
    return shorter.share_in(longer)


def print_of(text: str) -> Print:
    """Return what a text is compared by."""
    written = _WORD.findall(text)
    words = tuple(word.casefold().replace("’", "'") for word in written)
    return Print(
        words,
        frozenset(zip(words, words[1:], words[2:], strict=False)),
        tuple(at for at, word in enumerate(words) if word[0].isdigit()),
        tuple(at for at, word in enumerate(written) if word[0].isupper()),
    )


def are_copies(one: Article, other: Article) -> bool:
    """Tell whether two articles are near-copies of each other."""
    shorter, longer = sorted((_print_of(one.text), _print_of(other.text)), key=lambda found: len(found.runs))
    shared = len(shorter.runs & longer.runs)
    if shared < _FEWEST or shared < (_SHARED if shared >= _FEW else _MOST) * len(shorter.runs):
        return False
    return shorter.keeps(shorter.figures, longer) and shorter.keeps(shorter.names, longer)


def original_first(article: Article) -> tuple[date, int, str]:
    """Return what near-copies are sorted by, so that the original is first: date, then length."""
    return article.published or date.max, -len(article.text), article.id


def holding(words: str, copies: Iterable[Article]) -> tuple[Article, ...]:
    """Return the near-copies that have a sentence too: edited perhaps, but with its figures and its polarity."""
    wanted = print_of(words)
    return tuple(one for one in copies if any(_says(wanted, sentence) for sentence in _sentences(one.text)))


def fold(hits: Sequence["Hit"]) -> list["Hit"]:
    """Fold the near-copies among hits, best first, into their originals, whose `copies` then names them.

    A hit keeps its score. What no original among the hits covers is kept.
    """
    copies = _copies_of(hits)
    if not copies:
        return list(hits)
    originals = {copy.id: original for original, group in copies.items() for copy in group}
    articles = {hit.article.id: hit.article for hit in hits}
    kept: list[Hit] = []
    for hit in hits:
        original = originals.get(hit.article.id)
        if original is None:
            kept.append(_with(hit, copies.get(hit.article.id, ())))
        elif not _is_covered(hit, articles[original], [one for one in hits if one.article.id == original]):
            group = [articles[original], *(one for one in copies[original] if one.id != hit.article.id)]
            kept.append(_with(hit, group))
    return kept


def _with(hit: "Hit", copies: Sequence[Article]) -> "Hit":
    """Return a hit with those near-copies that have its passage: a repost may have cut it."""
    words = print_of(hit.text) if copies else None
    return replace(hit, copies=tuple(one for one in copies if words and words.share_in(_print_of(one.text)) >= _HELD))


def _copies_of(hits: Sequence["Hit"]) -> dict[str, tuple[Article, ...]]:
    """Return, by the id of each original among the hits, its near-copies."""
    pairs = list(_suspects(hits))
    alike: dict[str, set[str]] = {}
    for one, other in pairs:
        alike.setdefault(one.id, set()).add(other.id)
        alike.setdefault(other.id, set()).add(one.id)
    groups: dict[str, list[Article]] = {}
    for article in sorted({one.id: one for pair in pairs for one in pair}.values(), key=original_first):
        near = [group for group in groups.values() if alike[article.id] & {one.id for one in group}]
        original = next((group[0].id for group in near if are_copies(group[0], article)), None)
        if original is None:
            groups[article.id] = [article]
        else:
            groups[original].append(article)
    return {name: tuple(group[1:]) for name, group in groups.items() if len(group) > 1}


def _suspects(hits: Sequence["Hit"]) -> Iterator[tuple[Article, Article]]:
    """Yield pairs of articles whose passages have words in common; cheap, because every question pays for it."""
    marks = [_marks(hit.text) for hit in hits]
    where: dict[Run, list[int]] = {}
    for number, found in enumerate(marks):
        for mark in found:
            where.setdefault(mark, []).append(number)
    shared = Counter(pair for numbers in where.values() if len(numbers) > 1 for pair in combinations(numbers, 2))
    for (one, other), count in shared.items():
        enough = count >= _SUSPECT * min(len(marks[one]), len(marks[other]))
        if enough and hits[one].article.id != hits[other].article.id:
            yield hits[one].article, hits[other].article


def _marks(text: str) -> set[Run]:
    """Return the runs of a passage around a long word, or all if it has few."""
    words = text.casefold().split()
    runs = set(zip(words, words[1:], words[2:], strict=False))
    marks = {run for run in runs if len(run[1]) >= _LONG}
    return marks if len(marks) >= _FEWEST else runs


def _is_covered(hit: "Hit", original: Article, hits: Iterable["Hit"]) -> bool:
    """Tell whether a copy's passage says nothing that its original doesn't, where it was read."""
    words = print_of(hit.text)
    if words.values - _print_of(original.text).values:
        return False
    return any(_share(words, print_of(one.text)) >= _HELD for one in hits)


def _says(wanted: Print, sentence: str) -> bool:
    there = print_of(sentence)
    return wanted.share_in(there) >= _HELD and wanted.values <= there.values and wanted.negations == there.negations


def _sentences(text: str) -> Iterator[str]:
    return (text[span.start : span.end] for block in paragraphs(text) for span in block)


@lru_cache(maxsize=64)
def _print_of(text: str) -> Print:
    return print_of(text)
