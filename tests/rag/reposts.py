"""Reposts of articles, made: another head and tail, words exchanged, cut."""

import random
from collections.abc import Sequence

from index.split.sentences import split_sentences

HEAD = "This story first appeared elsewhere and is reposted here with permission.\n\n"
TAIL = "\n\nFollow our channel for more stories like this one."


def sentences_of(text: str) -> list[str]:
    """Return a text's sentences."""
    return [text[span.start : span.end] for span in split_sentences(text)]


def reheaded(text: str) -> str:
    """Return a text under another head, with another tail."""
    return HEAD + text + TAIL


def cut(text: str, share: float = 0.5) -> str:
    """Return the first sentences of a text, a paragraph each."""
    kept = sentences_of(text)
    return "\n\n".join(kept[: max(1, int(len(kept) * share))])


def edited(text: str, words: Sequence[str], rate: float = 0.1, seed: int = 1) -> str:
    """Return a text with every so many lower-case words exchanged for others."""
    chance = random.Random(seed)
    return " ".join(
        chance.choice(words) if word.islower() and chance.random() < rate else word for word in text.split(" ")
    )


def requoted(text: str, other: str, sentences: int) -> str:
    """Return a text in which some sentences of another are quoted."""
    own, long = sentences_of(text), [one for one in sentences_of(other) if len(one) > 60]
    return "\n\n".join([*own[:3], *long[:sentences], *own[3:]])
