"""A statement and what came of checking it → its measures, each 0 or 1.

`right` says that a true statement passed and a false one didn't: by kind, what was caught, and what passed unharmed.
"""

from collections.abc import Mapping

from evals.sets.cases import StatementCase
from index.article import Article
from index.tidy.characters import fold_space
from rag.answer import HELD
from rag.check.verdict import EvidenceSpan, Verdict

_KINDS = {"unit": "figure"}  # what a change is told as, where its name isn't the check's


def score_verdict(case: StatementCase, verdict: Verdict, articles: Mapping[str, Article]) -> dict[str, float]:
    """Score a verdict: is it right, does it mark the sentence that it should, and is what is wrong named."""
    passed = verdict.support in HELD
    scores = {"right": float(passed == (case.label == "supported"))}
    if case.alteration:
        change = _KINDS.get(case.alteration.change, case.alteration.change)
        scores["named"] = float(any(one.kind == change and not one.found for one in verdict.checks))
    elif case.cited:
        scores["better"] = float(_marks(case, verdict.better, articles))
    elif case.label == "supported" and case.quotes and case.wording != "written":  # whose quote only names the passage
        scores["same_sentence"] = float(_marks(case, verdict.place, articles))
    return scores


def _marks(case: StatementCase, place: EvidenceSpan | None, articles: Mapping[str, Article]) -> bool:
    if place is None:
        return False
    marked = articles[place.article_id].text[place.start : place.end]
    return fold_space(marked) in fold_space(case.quotes[0]) or fold_space(case.quotes[0]) in fold_space(marked)
