"""The gate: does what was picked answer the question, or does it only stand nearest to it?"""

import re
from collections.abc import Set as AbstractSet

from rag.quote import Quote
from rag.settings import RagSettings

_UNKNOWN_NAME = 0.04  # what a name costs that stands in no article
_CAPITALISED = re.compile(r"(?<=\s)[^\W_]*[A-Z][^\W_]*")


def answers(question: str, language: str, quote: Quote, unknown: AbstractSet[str], settings: RagSettings) -> bool:
    """Tell whether the best quote scores high enough to be an answer.

    Names in the question that stand in no article count against it, but only within a language: across
    languages a country may well go by another name.
    """
    if quote.hit.article.language != language:
        return quote.score >= settings.answers_across_from
    names = {name.lower() for name in _CAPITALISED.findall(question)}
    return quote.score - (_UNKNOWN_NAME if names & unknown else 0.0) >= settings.answers_from
