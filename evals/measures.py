"""The measures of a single case, as pure functions.

Rankings are document ids, best first, each once; `gold` are the relevant ones. Retrieval measures are those
of TREC with binary relevance, cut at k, where an ideal ranking holds at most k relevant documents: so average
precision and nDCG can reach 1 however many are relevant. Answer measures follow SQuAD 1.1 (Rajpurkar et al.
2016), with Unicode's punctuation and each language's articles as in MLQA (Lewis et al. 2020).
"""

import math
import re
import string
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

_TOKEN = re.compile(r"[^\W_]+(?:(?<=\d)[.,](?=\d)[^\W_]+)*")  # 1,200 and 3.5 are one token each
_ARTICLES = {"en": {"a", "an", "the"}, "es": {"el", "la", "los", "las", "un", "una", "unos", "unas"}}


def fold(ids: Iterable[str]) -> list[str]:
    """Return each id once, where it stands first: passages' articles → a ranking of articles."""
    return list(dict.fromkeys(ids))


def hit(ranking: Sequence[str], gold: Collection[str], k: int) -> float:
    """1 if a relevant document is among the first k."""
    return float(any(one in gold for one in ranking[:k]))


def recall(ranking: Sequence[str], gold: Collection[str], k: int) -> float:
    """Share of the relevant documents that are among the first k."""
    return sum(one in gold for one in ranking[:k]) / len(gold)


def all_evidence(ranking: Sequence[str], gold: Collection[str], k: int) -> float:
    """1 if every relevant document is among the first k."""
    return float(set(gold) <= set(ranking[:k]))


def reciprocal_rank(ranking: Sequence[str], gold: Collection[str], k: int) -> float:
    """1 / rank of the first relevant document, 0 if none is among the first k."""
    return next((1 / rank for rank, one in enumerate(ranking[:k], start=1) if one in gold), 0.0)


def average_precision(ranking: Sequence[str], gold: Collection[str], k: int) -> float:
    """Precision at each relevant document's rank, summed and divided by min(|gold|, k)."""
    found, total = 0, 0.0
    for rank, one in enumerate(ranking[:k], start=1):
        if one in gold:
            found += 1
            total += found / rank
    return total / min(len(gold), k)


def ndcg(ranking: Sequence[str], gold: Collection[str], k: int) -> float:
    """Discounted cumulative gain (Järvelin & Kekäläinen 2002, log2) over that of an ideal ranking."""
    gain = sum(1 / math.log2(rank + 1) for rank, one in enumerate(ranking[:k], start=1) if one in gold)
    return gain / sum(1 / math.log2(rank + 1) for rank in range(1, min(len(gold), k) + 1))


def contains(text: str, accepted: Iterable[str]) -> bool:
    """Tell whether any accepted form of a fact stands in the text, as whole words in a row."""
    there = f" {_tokens(text)} "
    return any(tokens and f" {tokens} " in there for tokens in map(_tokens, accepted))


def share_contained(text: str, facts: Sequence[Sequence[str]]) -> float:
    """Share of the facts that stand in the text, each in one of its accepted forms."""
    return sum(contains(text, forms) for forms in facts) / len(facts)


def normalise(text: str, language: str = "en") -> str:
    """Normalise as SQuAD does: lower case, no punctuation, no articles, single spaces."""
    lower = unicodedata.normalize("NFC", text).lower()
    bare = "".join(one for one in lower if one not in string.punctuation and unicodedata.category(one)[0] != "P")
    return " ".join(word for word in bare.split() if word not in _ARTICLES.get(language, ()))


def exact_match(text: str, accepted: Iterable[str], language: str = "en") -> float:
    """SQuAD's EM: 1 if the text is one of the accepted answers, both normalised."""
    return float(any(normalise(text, language) == normalise(form, language) for form in accepted))


def token_f1(text: str, accepted: Iterable[str], language: str = "en") -> float:
    """SQuAD's F1: the best harmonic mean of token precision and recall over the accepted answers."""
    return max(_f1(normalise(text, language).split(), normalise(form, language).split()) for form in accepted)


def auc(positives: Sequence[float], negatives: Sequence[float]) -> float:
    """Chance that a positive scores above a negative, a tie counting half: the area under the ROC curve."""
    above = sum((p > n) + 0.5 * (p == n) for p in positives for n in negatives)
    return above / (len(positives) * len(negatives))


def kappa(one: Sequence[bool], other: Sequence[bool]) -> float:
    """Cohen's kappa (1960): agreement of two judges beyond chance; 1 is perfect, 0 is chance."""
    n = len(one)
    observed = sum(a == b for a, b in zip(one, other, strict=True)) / n
    yes, others_yes = sum(one) / n, sum(other) / n
    chance = yes * others_yes + (1 - yes) * (1 - others_yes)
    return 1.0 if chance == 1 else (observed - chance) / (1 - chance)


def coverage_accuracy(judged: Iterable[tuple[float, bool]]) -> list[tuple[float, float]]:
    """Return (coverage, accuracy among the answered) as the bar falls from the most to the least confident.

    `judged` holds each question's confidence and whether its answer would be right; equals move together.
    """
    ordered = sorted(judged, key=lambda one: -one[0])
    curve, right = [], 0
    for answered, (confidence, is_right) in enumerate(ordered, start=1):
        right += is_right
        if answered == len(ordered) or ordered[answered][0] < confidence:
            curve.append((answered / len(ordered), right / answered))
    return curve


@lru_cache(maxsize=1024)  # a set asks the same articles again and again
def _tokens(text: str) -> str:
    return " ".join(_TOKEN.findall(unicodedata.normalize("NFKC", text).casefold()))


def _f1(given: list[str], expected: list[str]) -> float:
    if not given or not expected:  # as SQuAD 2.0 has it: nothing only equals nothing
        return float(given == expected)
    common = sum((Counter(given) & Counter(expected)).values())
    return 2 * common / (len(given) + len(expected))
