"""A first draft of a question set out of one's own articles, for a person to review.

Each case is a sentence with a figure, a name or a date blanked out: the blank is the answer, the sentence
the quote. It is marked `"reviewed": false` until somebody has turned it into a question worth asking.
"""

import random
import re
from collections.abc import Iterator, Sequence
from itertools import islice, zip_longest

from evals.alter.alterations import alterations
from evals.sets.cases import QuestionCase
from evals.sets.makers import collect_names, long_sentences
from index.article import Article

BLANK = "____"
_FACTS = ("figure", "name", "date")


def draft_cases(articles: Sequence[Article], most: int) -> list[QuestionCase]:
    """Return at most `most` cases, spread over the articles; the same each time."""
    names = collect_names(articles)
    rounds = zip_longest(*(_cases(article, names) for article in articles))
    return list(islice((case for one in rounds for case in one if case), most))


def _cases(article: Article, names: Sequence[str]) -> Iterator[QuestionCase]:
    sentences = [sentence for sentence in long_sentences(article) if BLANK not in sentence]
    random.Random(article.id).shuffle(sentences)  # noqa: S311  # a choice, not a secret
    for number, sentence in enumerate(sentences, start=1):
        changed = alterations(sentence, article.language, names)
        facts = (one.before for one in changed if one.change in _FACTS and one.before)
        blanked = ((answer, _blank(sentence, answer)) for answer in facts)
        answer, question = next((pair for pair in blanked if pair[1] != sentence), ("", ""))
        if answer:
            yield QuestionCase(
                id=f"draft-{article.id[:10]}-{number}",
                question=question,
                language=article.language,
                answers=((answer,),),
                articles=(article.source,),
                quotes=(sentence,),
                reviewed=False,
            )


def _blank(sentence: str, answer: str) -> str:
    """Blank the answer out wherever it stands on its own: the 5 in `5 of 54 ships`, not that in 54."""
    return re.sub(rf"(?<!\w)(?<!\d[.,]){re.escape(answer)}(?!\w|[.,]\d)", BLANK, sentence)
