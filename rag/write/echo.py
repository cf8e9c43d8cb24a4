"""Does a statement only say the question again? Small models like to, and what is asked is near to what is read."""

import re

from index.language.words import bare, content_words

_ALIKE = 4  # first letters that forms of a word have in common: spend, spent

_WHETHER = re.compile(
    r"""
    ^\W*(?:and\ |but\ |so\ )?(?:do|does|did|is|are|was|were|has|have|had|can|could|will|would|should|may|might|must)
    (?:n['’]t)?\b
    | \bba\b | \b(?:or|o|either)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)


def repeats_question(statement: str, question: str) -> bool:
    """Tell whether a statement adds no word to the question.

    To a question for yes or no, or for one of two, such a statement may be the answer, unless it is the question.
    """
    if _WHETHER.search(question):
        return bare(statement) == bare(question)
    asked = {word[:_ALIKE] for word in content_words(question)}
    return all(word[:_ALIKE] in asked for word in content_words(statement))
