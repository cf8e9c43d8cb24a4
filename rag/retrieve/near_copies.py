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
from functools import cache, lru_cache
from itertools import combinations

from index.article import Article
from index.language.language import languages
from index.split.sentences import split_sentences
from rag.calibration import NEAR_COPIES
from rag.retrieve.hit import Hit

Run = tuple[str, str, str]

_WORD = re.compile(r"\d+(?:[.,]\d+)*%?|[^\W_]+(?:['’][^\W_]+)?")


@cache
def _negations() -> frozenset[str]:
    """Return the words that negate in any language: copies are compared within one."""
    return frozenset().union(*(one.polarity.negations for one in languages()))


@dataclass(frozen=True, slots=True)
class Fingerprint:
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
        return sum(word in _negations() or word.endswith("n't") for word in self.words)

    def share_in(self, other: "Fingerprint") -> float:
        """Return the share of the runs that stand in another text; 0 to 1."""
        return len(self.runs & other.runs) / len(self.runs) if self.runs else 0.0

    def keeps(self, places: Iterable[int], other: "Fingerprint") -> bool:
        """Tell whether words that stand in the other text's company are the other text's, too, most of them."""
        words, runs = self.words, other.runs
        kept = [
            words[at - 2 : at + 1] in runs or words[at : at + 3] in runs
            for at in places
            if words[max(0, at - 3) : at] in runs or words[at + 1 : at + 4] in runs
        ]
        return sum(kept) >= NEAR_COPIES.kept * len(kept)


def _by_length(one: Fingerprint, other: Fingerprint) -> tuple[Fingerprint, Fingerprint]:
    return (one, other) if len(one.runs) <= len(other.runs) else (other, one)


def fingerprint(text: str) -> Fingerprint:
    """Return what a text is compared by."""
    written = _WORD.findall(text)
    words = tuple(word.casefold().replace("’", "'") for word in written)
    return Fingerprint(
        words,
        frozenset(zip(words, words[1:], words[2:], strict=False)),
        tuple(at for at, word in enumerate(words) if word[0].isdigit()),
        tuple(at for at, word in enumerate(written) if word[0].isupper()),
    )


def are_copies(one: Article, other: Article) -> bool:
    """Tell whether two articles are near-copies of each other."""
    shorter, longer = _by_length(_fingerprint_of_article(one.text), _fingerprint_of_article(other.text))
    shared = len(shorter.runs & longer.runs)
    share = NEAR_COPIES.shared if shared >= NEAR_COPIES.few_runs else NEAR_COPIES.almost_whole
    if shared < NEAR_COPIES.fewest_runs or shared < share * len(shorter.runs):
        return False
    return shorter.keeps(shorter.figures, longer) and shorter.keeps(shorter.names, longer)


def original_first(article: Article) -> tuple[date, int, str]:
    """Return what near-copies are sorted by, so that the original is first: date, then length."""
    return article.published or date.max, -len(article.text), article.id


def select_copies_with(words: str, copies: Iterable[Article]) -> tuple[Article, ...]:
    """Return the near-copies that have a sentence too: edited perhaps, but with its figures and its polarity."""
    wanted = fingerprint(words)
    return tuple(one for one in copies if any(_says_the_same(wanted, sentence) for sentence in _sentences(one.text)))


def fold_copies(hits: Sequence[Hit]) -> list[Hit]:
    """Fold the near-copies among hits, best first, into their originals, whose `copies` then names them.

    A hit keeps its score. What no original among the hits covers is kept.
    """
    copies = _find_copies(hits)
    if not copies:
        return list(hits)
    originals = {copy.id: original for original, group in copies.items() for copy in group}
    articles = {hit.article.id: hit.article for hit in hits}
    kept: list[Hit] = []
    for hit in hits:
        original = originals.get(hit.article.id)
        if original is None:
            kept.append(_with_copies(hit, copies.get(hit.article.id, ())))
        elif not _is_covered(hit, articles[original], [one for one in hits if one.article.id == original]):
            group = [articles[original], *(one for one in copies[original] if one.id != hit.article.id)]
            kept.append(_with_copies(hit, group))
    return kept


def _with_copies(hit: Hit, copies: Sequence[Article]) -> Hit:
    """Return a hit with those near-copies that have its passage: a repost may have cut it."""
    if not copies:
        return replace(hit, copies=())
    words = fingerprint(hit.text)
    return replace(
        hit,
        copies=tuple(one for one in copies if words.share_in(_fingerprint_of_article(one.text)) >= NEAR_COPIES.held),
    )


def _find_copies(hits: Sequence[Hit]) -> dict[str, tuple[Article, ...]]:
    """Return, by the id of each original among the hits, its near-copies."""
    pairs = list(_find_suspects(hits))
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


def _find_suspects(hits: Sequence[Hit]) -> Iterator[tuple[Article, Article]]:
    """Yield pairs of articles whose passages have words in common; cheap, because every question pays for it."""
    marks = [_mark_runs(hit.text) for hit in hits]
    where: dict[Run, list[int]] = {}
    for number, found in enumerate(marks):
        for mark in found:
            where.setdefault(mark, []).append(number)
    shared = Counter(pair for numbers in where.values() if len(numbers) > 1 for pair in combinations(numbers, 2))
    for (one, other), count in shared.items():
        enough = count >= NEAR_COPIES.suspect * min(len(marks[one]), len(marks[other]))
        if enough and hits[one].article.id != hits[other].article.id:
            yield hits[one].article, hits[other].article


def _mark_runs(text: str) -> set[Run]:
    """Return the runs of a passage around a long word, or all if it has few."""
    words = text.casefold().split()
    runs = set(zip(words, words[1:], words[2:], strict=False))
    marks = {run for run in runs if len(run[1]) >= NEAR_COPIES.long_word}
    return marks if len(marks) >= NEAR_COPIES.fewest_runs else runs


def _is_covered(hit: Hit, original: Article, hits: Iterable[Hit]) -> bool:
    """Tell whether a copy's passage says nothing that its original doesn't, where it was read."""
    words = fingerprint(hit.text)
    if words.values - _fingerprint_of_article(original.text).values:
        return False
    pairs = (_by_length(words, fingerprint(one.text)) for one in hits)
    return any(shorter.share_in(longer) >= NEAR_COPIES.held for shorter, longer in pairs)


def _says_the_same(wanted: Fingerprint, sentence: str) -> bool:
    there = fingerprint(sentence)
    return (
        wanted.share_in(there) >= NEAR_COPIES.held
        and wanted.values <= there.values
        and wanted.negations == there.negations
    )


def _sentences(text: str) -> Iterator[str]:
    return (text[span.start : span.end] for span in split_sentences(text))


@lru_cache(maxsize=64)
def _fingerprint_of_article(text: str) -> Fingerprint:
    return fingerprint(text)
