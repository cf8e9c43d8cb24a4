"""Words of a question that carry its subject, in the languages the offline answers know by heart.

English and Filipino, and the Spanish question words; in other languages a question is answered by
nearness alone, which needs no list.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_MOST_WORDS = 64
_STEM = 5  # words with this many first letters in common count as one

_STOP_WORDS = {
    language: frozenset(words.split())
    for language, words in {
        "en": """
            a about after all also an and any are as at be been before between but by can could did do does for
            from had has have he her his how i if in into is it its may me more most much many my no not of on or
            our she should so some tell than that the their them then there these they this to was we were what
            when where which who whom whose why will with would you your
        """,
        "tl": """
            ang ng mga sa si ni kay na at ay ba ano sino kailan saan bakit paano magkano ilan alin ito iyon siya
            sila kung para may mayroon hindi ko mo niya nila namin natin nang pa din rin lang po sina nina kina
            kanila kaniya
        """,
        "es": """
            de la el los las un una y o que en por con del al es se su qué quién cuándo dónde cómo cuánto cuál
        """,
    }.items()
}
STOP_WORDS = frozenset().union(*_STOP_WORDS.values())
_TELLING = {  # what else tells a language, and may carry a question's subject
    "en": frozenset(),
    "tl": frozenset("anong aling ilang saang nito niyon gaano naman ngayon".split()),
    "es": frozenset("a le lo no si fue para quiénes cuánta cuántos cuántas cuáles".split()),
}


def language_of(text: str) -> str | None:
    """Tell a question's language by its commonest words; None where they don't decide.

    Statistics over letters, which tell longer texts apart, take a short English question for Javanese.
    """
    words = [word.lower() for word in _WORD.findall(text)]
    counts = {name: sum(word in _STOP_WORDS[name] | _TELLING[name] for word in words) for name in _STOP_WORDS}
    first, second = sorted(counts.values(), reverse=True)[:2]
    return max(counts, key=lambda name: counts[name]) if first > second else None


def content_words(text: str) -> list[str]:
    """Return the words of `text` that carry its subject, in lower case, once each, in order."""
    words = (word.lower().replace("’", "'").removesuffix("'s") for word in _WORD.findall(text))
    return [word for word in dict.fromkeys(words) if word not in STOP_WORDS][:_MOST_WORDS]


def bare(text: str) -> str:
    """Return the words of a text alone, in one case, with one space between two."""
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def share_of(weights: Mapping[str, float], text: str) -> float:
    """Return the share of the words' weight that stands in `text`, inflected forms included; 0 to 1."""
    total = sum(weights.values())
    if not total:
        return 0.0
    there, stems = _words_and_stems(text)
    return sum(weight for word, weight in weights.items() if word in there or word[:_STEM] in stems) / total


@lru_cache(maxsize=4096)
def _words_and_stems(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words of a text and their stems; the sentences that are read most often are read again and again."""
    there = frozenset(content_words(text))
    return there, frozenset(word[:_STEM] for word in there if len(word) >= _STEM)


def overlap(one: str, other: str) -> float:
    """Return the share of the words of the one text that stand in the other, whichever is greater."""
    words, others = (dict.fromkeys(content_words(text), 1.0) for text in (one, other))
    return max(share_of(words, other), share_of(others, one))
