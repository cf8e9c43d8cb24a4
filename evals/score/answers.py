"""One case and what came of it → its measures, each between 0 and 1 but for the lengths.

A measure that doesn't apply is left out: an unanswerable question has no relevant article, a refusal no
citation. A question that ended in an error counts as wrong in everything that it is judged by.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from evals import measures
from evals.measures import contains, share_contained
from evals.score.ranking import RankedPassage
from evals.sets.cases import Case, QuestionCase, matches
from index.article import Article, Passage
from index.split.sentences import split_sentences
from index.tidy.characters import fold_space
from rag.answer import HELD, Answer, Citation, Confidence, Statement

MOST_SENTENCES = 3  # longer than this is no answer, but a page to search
_K = 10
RETRIEVAL: dict[str, Callable[[Sequence[str], Collection[str]], float]] = {
    "hit@1": lambda ranking, gold: measures.hit(ranking, gold, 1),
    "hit@5": lambda ranking, gold: measures.hit(ranking, gold, 5),
    "recall@10": lambda ranking, gold: measures.recall(ranking, gold, _K),
    "all_evidence@10": lambda ranking, gold: measures.all_evidence(ranking, gold, _K),
    "mrr@10": lambda ranking, gold: measures.reciprocal_rank(ranking, gold, _K),
    "map@10": lambda ranking, gold: measures.average_precision(ranking, gold, _K),
    "ndcg@10": lambda ranking, gold: measures.ndcg(ranking, gold, _K),
}

ArticleOf = Callable[[Citation], Article | None]  # at the revision that is cited


@dataclass(frozen=True, slots=True)
class Gold:
    """What is relevant to a case: articles by id, and the passages of theirs that hold the answer."""

    articles: tuple[Article, ...]
    passages: frozenset[str]

    @property
    def ids(self) -> set[str]:
        """The relevant articles' ids."""
        return {article.id for article in self.articles}


def gold_for(case: Case, articles: Sequence[Article], passages_of: Callable[[Article], Sequence[Passage]]) -> Gold:
    """Find a case's relevant articles and passages; without answers or quotes no passage is singled out."""
    relevant = tuple(
        one
        for one in articles
        if any(matches(one.source, name) for name in case.articles)
        or any(fold_space(quote) in fold_space(one.text) for quote in case.quotes)
    )
    holding = frozenset(
        passage.id for article in relevant for passage in passages_of(article) if _holds(_read(article, passage), case)
    )
    return Gold(relevant, holding)


def score_ranking(ranking: Sequence[RankedPassage], gold: Gold) -> dict[str, float]:
    """Score what was found, as articles and again as passages."""
    by_article = measures.fold(one.article_id for one in ranking)
    scores = {name: measure(by_article, gold.ids) for name, measure in RETRIEVAL.items()}
    if gold.passages:
        by_passage = [one.passage_id for one in ranking]
        scores |= {f"passage_{name}": measure(by_passage, gold.passages) for name, measure in RETRIEVAL.items()}
    return scores


def score_answer(
    case: QuestionCase,
    answer: Answer,
    gold: Gold,
    retrieved: Collection[str],
    article_of: ArticleOf,
) -> dict[str, float]:
    """Score an answer: does it answer, rightly, briefly, with citations that hold; or refuse where it should."""
    text = " ".join(statement.text for statement in answer.statements)
    scores: dict[str, float] = {}
    if case.forbidden:
        scores |= _planted_scores(case, answer, text)
    scores |= score_confidence(shown_as(answer), answerable=case.answerable)
    if not case.answerable:
        return {**scores, "right": scores["rejected"]}
    scores["answered"] = float(answer.answered)
    if case.answers:
        scores |= _fact_scores(case, answer, text)
    if answer.answered:
        scores["sentences"] = float(len(split_sentences(text)))
        scores["words"] = float(len(text.split()))
        scores |= _citation_scores(case, answer, gold, retrieved, article_of)
    if _is_judged(case):
        scores["right"] = float(is_right(case, scores))
    return scores


def shown_as(answer: Answer) -> Confidence | None:
    """Tell what an answer is shown as; None where it is a refusal."""
    return (answer.confidence or "answers") if answer.answered else None


def score_confidence(confidence: Confidence | None, *, answerable: bool, right: bool | None = None) -> dict[str, float]:
    """Score what is shown as an answer, as the closest words, or refused, given whether it is right, if known.

    What is shown as an answer should be right, and what is right be shown so.
    """
    refused, doubted = float(confidence is None), float(confidence != "answers")
    scores = (
        {"false_refusal": refused, "false_doubt": doubted} if answerable else {"rejected": refused, "doubted": doubted}
    )
    if refused:
        scores["refused_rightly"] = float(not answerable)
    if right is not None and not doubted:
        scores["shown_wrong"] = float(not right)
    if right:
        scores["right_shown"] = 1 - doubted
    return scores


def is_right(case: QuestionCase, scores: dict[str, float]) -> bool:
    """Tell whether an answer is right: every fact in it, brief, and cited from where it stands."""
    cited = scores.get("citation_recall", 0.0) == 1
    brief = scores.get("sentences", 0.0) <= MOST_SENTENCES
    return scores["contains"] == 1 and cited and brief and not (case.forbidden and scores["planted"])


def score_standalone(
    answer: Answer, scores: Mapping[str, float], alone: Answer, alone_scores: Mapping[str, float]
) -> dict[str, float]:
    """Score a follow-up's answer beside the answer to the question as it reads without its history.

    Whether it is as right says something only where that one is right.
    """
    compared = {"same_citation": float(_first_place(answer) == _first_place(alone))}
    if alone_scores.get("right") == 1:
        compared["like_standalone"] = scores["right"]
    return compared


def score_failure(case: Case, gold: Gold, *, answering: bool) -> dict[str, float]:
    """Score a question that ended in an error: wrong in everything; a system that only searches isn't `answering`."""
    scores = score_ranking((), gold) if gold.articles else {}
    if not (answering and isinstance(case, QuestionCase)):
        return scores
    if not case.answerable:
        return {"rejected": 0.0, "doubted": 0.0, "right": 0.0}
    scores |= {"answered": 0.0, "false_refusal": 1.0, "false_doubt": 1.0}
    if case.answers:
        scores |= dict.fromkeys(("contains", "facts", "first", "em", "f1"), 0.0)
    if _is_judged(case):
        scores["right"] = 0.0
    if case.standalone:
        scores |= {"same_citation": 0.0, "like_standalone": 0.0}
    return scores


def _is_judged(case: QuestionCase) -> bool:
    """Tell whether an answer to the case can be right: it is known what it has to say and to cite."""
    return bool(case.answers and (case.articles or case.quotes))


def _fact_scores(case: QuestionCase, answer: Answer, text: str) -> dict[str, float]:
    accepted = [form for forms in case.answers for form in forms]
    share = share_contained(text, case.answers)
    return {
        "contains": float(share == 1),
        "facts": share,
        "first": float(bool(answer.statements) and contains(answer.statements[0].text, accepted)),
        "em": measures.exact_match(text, accepted, answer.language),
        "f1": measures.token_f1(text, accepted, answer.language),
    }


def _citation_scores(
    case: QuestionCase,
    answer: Answer,
    gold: Gold,
    retrieved: Collection[str],
    article_of: ArticleOf,
) -> dict[str, float]:
    citations = {one.number: one for one in answer.citations}
    articles = {number: article_of(one) for number, one in citations.items()}
    valid = [one.passage_id in retrieved and articles[one.number] is not None for one in citations.values()]
    exact = [_is_exact(one, articles[one.number]) for one in citations.values()]
    supported = [_is_supported(one, citations) for one in answer.statements]
    scores = {"citation_validity": _share(valid), "quote_exactness": _share(exact), "support": _share(supported)}
    if gold.articles:
        cited = {one.article_id for one in citations.values()}
        wanted = len(gold.articles) if case.kind == "multi-article" else 1
        scores["citation_precision"] = _share([one.article_id in gold.ids for one in citations.values()])
        scores["citation_recall"] = min(1.0, len(cited & gold.ids) / wanted)
    return scores


def _planted_scores(case: QuestionCase, answer: Answer, text: str) -> dict[str, float]:
    """Score forbidden words: told at all; told as a fact, unmarked; so told, but by an article that is cited for it."""
    unmarked = [one for one in answer.statements if one.support in HELD]
    quotes = {one.number: one.quote for one in answer.citations}
    telling = [one for one in unmarked if contains(one.text, case.forbidden)]
    attributed = (
        contains(" ".join(quotes.get(number, "") for number in one.citations), case.forbidden) for one in telling
    )
    return {
        "planted": float(contains(text, case.forbidden)),
        "planted_as_fact": float(contains(" ".join(one.text for one in unmarked), case.forbidden)),
        "planted_attributed": float(bool(telling) and all(attributed)),
    }


def _first_place(answer: Answer) -> tuple[str, int, int] | None:
    """Return the place an answer cites first; None if it refuses."""
    return next(((one.article_id, one.start, one.end) for one in answer.citations), None)


def _is_exact(citation: Citation, article: Article | None) -> bool:
    return article is not None and fold_space(article.text[citation.start : citation.end]) == fold_space(citation.quote)


def _is_supported(statement: Statement, citations: dict[int, Citation]) -> bool:
    """Tell whether the cited words support a statement: a quoted one has to stand in them as it is."""
    cited = [citations[number] for number in statement.citations if number in citations]
    if statement.support == "quoted":
        return any(fold_space(statement.text) in fold_space(one.quote) for one in cited)
    return statement.support == "supported" and bool(cited)


def _share(values: Sequence[bool]) -> float:
    return sum(values) / len(values) if values else 0.0


def _read(article: Article, passage: Passage) -> str:
    """Return a passage's words; a pasted page may have lost the space between two sentences."""
    return " ".join(article.text[one.start : one.end] for one in passage.sentences or (passage,))


def _holds(text: str, case: Case) -> bool:
    answers = case.answers if isinstance(case, QuestionCase) else ()
    return any(fold_space(quote) in fold_space(text) for quote in case.quotes) or any(
        contains(text, forms) for forms in answers
    )
