"""An excerpt and what came of looking it up → its measures, each 0 or 1.

`right` says that exact, altered and absent were told apart, and the place is in the article that it should be in.
`said_exact` and its like are the columns of the confusion; their rows are the kinds of excerpts.
"""

from collections import Counter
from collections.abc import Sequence
from typing import get_args

from evals.alter.alterations import Alteration
from evals.score.answers import ArticleOf, Gold
from evals.sets.cases import ExcerptCase, StatementCase
from rag.lookup.finding import Difference, Finding, LookupVerdict


def score_finding(case: ExcerptCase, finding: Finding, gold: Gold, article_of: ArticleOf) -> dict[str, float]:
    """Score a finding: is the verdict right, is the place, and is what was altered named with both readings."""
    there = next((one for one in finding.matches if one.article_id in gold.ids), None)
    right = finding.verdict == case.verdict and (case.verdict == "absent" or there is not None)
    scores = {
        "right": float(right),
        **{f"said_{one}": float(finding.verdict == one) for one in sorted(get_args(LookupVerdict))},
    }
    if case.alteration:
        named = there is not None and is_named(case.alteration, there.differences)
        scores["named"] = float(right and named)
    if finding.matches:
        texts = [(one, article_of(one)) for one in finding.matches]
        exact = [article is not None and article.text[one.start : one.end] == one.quote for one, article in texts]
        scores["quote_exactness"] = sum(exact) / len(exact)
    return scores


def score_failed_lookup(case: ExcerptCase | StatementCase) -> dict[str, float]:
    """Score an excerpt whose lookup ended in an error: wrong in everything."""
    return {"right": 0.0, **({"named": 0.0} if case.alteration else {})}


def is_named(alteration: Alteration, differences: Sequence[Difference]) -> bool:
    """Tell whether differences of the alteration's kind read what stood there before, and what stands there now.

    Words that the alteration kept needn't be read.
    """
    named = [one for one in differences if one.kind == alteration.change]
    before, after = (Counter(words.casefold().split()) for words in (alteration.before, alteration.after))
    article = " ".join(one.article for one in named).casefold()
    excerpt = " ".join(one.excerpt for one in named).casefold()
    return (
        bool(named)
        and all(word in article for word in before - after)
        and all(word in excerpt for word in after - before)
    )
