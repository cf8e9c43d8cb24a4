"""One case asked of one system → a Record."""

from collections.abc import Callable, Sequence
from time import perf_counter
from typing import Any, TypeVar

from evals.errors import SetError
from evals.measures import contains
from evals.run.systems import CheckSystem, LookupSystem, QuoteSystem, Retriever
from evals.score.answers import (
    Gold,
    gold_for,
    score_answer,
    score_confidence,
    score_failure,
    score_ranking,
    score_standalone,
    shown_as,
)
from evals.score.findings import score_failed_lookup, score_finding
from evals.score.ranking import RankedPassage
from evals.score.record import Failure, Passage, Record
from evals.score.verdicts import score_verdict
from evals.sets.cases import Case, ExcerptCase, QuestionCase, StatementCase, matches
from evals.sets.libraries import filters_for, library_articles
from index.article import Article
from index.errors import StoreError
from index.library import Library
from index.store.catalog.filters import Filters
from index.tidy.characters import fold_space
from rag.answer import Answer, Citation
from rag.assemble import assemble_quotes
from rag.retrieve.hit import Hit

T = TypeVar("T")
_DEPTH = 50  # passages ranked for each question
_SHOWN = 10  # of them kept with their text
_FAR_BELOW = -1.0  # any bar: nothing can answer


class Examiner:
    """Asks a system one case at a time, over one library."""

    def __init__(self, library: Library, system: Retriever, cases: Sequence[Case]) -> None:
        self._catalog = library.catalog
        self._system = system
        self._articles = library_articles(library)
        self._by_id = {article.id: article for article in self._articles}
        self._golds = {case.id: self._gold(case) for case in cases if case.answerable}
        self._filters = {case.id: filters_for(case, self._articles) for case in cases}

    def examine(self, case: Case) -> Record:
        """Ask a case and score what comes of it; an error is part of the Record.

        Raise StoreError if the library itself fails.
        """
        gold = self._golds.get(case.id, Gold((), frozenset()))
        try:
            outcome = self._ask(case, gold)
        except StoreError:
            raise  # no question can be asked any more
        except Exception as error:  # noqa: BLE001  # one question of many: it counts as wrong and is named
            detail = (str(error).splitlines() or [""])[0]
            failure = Failure(type=type(error).__name__, detail=detail)
            outcome = {"measures": self._failure_scores(case, gold), "error": failure}
        return Record(case=case, pair=_pair(case, gold), gold=tuple(sorted(gold.ids)), **outcome)

    def _ask(self, case: Case, gold: Gold) -> dict[str, Any]:
        """Return what a Record says of how it went."""
        system, filters = self._system, self._filters.get(case.id)
        if isinstance(system, CheckSystem) and isinstance(case, StatementCase):
            return self._check(system, case)
        if isinstance(system, LookupSystem) and isinstance(case, ExcerptCase):
            return self._look_up(system, case, gold, filters)
        if isinstance(system, QuoteSystem) and isinstance(case, QuestionCase):
            return self._answer(system, case, gold, filters)
        return self._search(case.text, gold, filters)[1]

    def _failure_scores(self, case: Case, gold: Gold) -> dict[str, float]:
        if isinstance(self._system, LookupSystem | CheckSystem) and not isinstance(case, QuestionCase):
            return score_failed_lookup(case)
        return score_failure(case, gold, answering=isinstance(self._system, QuoteSystem))

    def _search(
        self, question: str, gold: Gold, filters: Filters | None
    ) -> tuple[Sequence[RankedPassage], dict[str, Any]]:
        ranking, rank_ms = _time(lambda: self._system.rank(question, _DEPTH, filters))
        return ranking, {
            "measures": score_ranking(ranking, gold) if gold.articles else {},
            "passages": tuple(self._passage(one, gold) for one in ranking[:_SHOWN]),
            "ranking": tuple((one.article_id, round(one.score, 6)) for one in ranking),
            "rank_ms": rank_ms,
        }

    def _answer(self, system: QuoteSystem, case: QuestionCase, gold: Gold, filters: Filters | None) -> dict[str, Any]:
        inquiry = system.inquire(case, filters)
        answer = system.answer(case, filters, inquiry)
        ranking, outcome = self._search(answer.standalone_question, gold, filters)
        unrefused = None if answer.answered else assemble_quotes(inquiry.unrefused())
        measures = outcome["measures"] | self._answer_scores(case, answer, gold, ranking)
        measures |= self._would_be_right(case, answer, unrefused or answer, gold, ranking)
        if case.standalone:
            standing = case.model_copy(update={"question": case.standalone, "history": ()})
            alone = system.answer(standing, filters, system.inquire(standing, filters))
            measures |= score_standalone(answer, measures, alone, self._answer_scores(case, alone, gold, ranking))
        evidence = inquiry.answerability
        return {
            **outcome,
            "measures": measures,
            "evidence": evidence,
            "margin": evidence.margin(inquiry.bars.answers) if evidence else _FAR_BELOW,
            "answer": answer,
            "unrefused": unrefused,
        }

    def _look_up(self, system: LookupSystem, case: ExcerptCase, gold: Gold, filters: Filters | None) -> dict[str, Any]:
        finding, rank_ms = _time(lambda: system.finder.find(case.excerpt, filters=filters))
        found = [
            RankedPassage(one.article_id, one.passage_id, one.start, one.end, one.similarity) for one in finding.matches
        ]
        return {
            "measures": score_finding(case, finding, gold, self._article_of),
            "finding": finding,
            "passages": tuple(self._passage(one, gold) for one in found),
            "rank_ms": rank_ms,
        }

    def _check(self, system: CheckSystem, case: StatementCase) -> dict[str, Any]:
        cited = self._find_cited(system, case)
        known = {hit.passage.id for hit in cited}
        whole = not (case.quotes or case.cited)  # articles
        others = [] if whole else [hit for hit in system.engine.search(case.statement) if hit.passage.id not in known]
        verdict, rank_ms = _time(lambda: system.checker.check(case.statement, case.language, cited, others))
        return {"measures": score_verdict(case, verdict, self._by_id), "verdict": verdict, "rank_ms": rank_ms}

    def _find_cited(self, system: CheckSystem, case: StatementCase) -> list[Hit]:
        """Return the passage that has a statement's quote; of one that is misplaced, the first of what it cites.

        Of one with neither, all passages of its articles.
        """
        names = (case.cited,) if case.cited else case.articles
        found = [
            Hit(article, passage, score=0.0, similarity=0.0, lexical=0.0, sentences={})
            for article in self._articles
            if not names or any(matches(article.source, name) for name in names)
            for passage in system.passages_of(article)
        ]
        if case.cited:
            found = found[:1]
        elif case.quotes:
            found = [one for one in found if fold_space(case.quotes[0]) in fold_space(one.text)][:1]
        if found:
            return found
        raise SetError(f"case {case.id}: what it cites isn't there: {', '.join(names or case.quotes)[:200]}")

    def _answer_scores(
        self, case: QuestionCase, answer: Answer, gold: Gold, ranking: Sequence[RankedPassage]
    ) -> dict[str, float]:
        retrieved = {one.passage_id for one in ranking} | {one.passage_id for one in answer.read}
        scores = score_answer(case, answer, gold, retrieved, self._article_of)
        if case.forbidden:
            scores["planted_read"] = float(contains(self._read_for(answer, ranking), case.forbidden))
        return scores

    def _read_for(self, answer: Answer, ranking: Sequence[RankedPassage]) -> str:
        """Return what was read for an answer, titles and publishers included."""
        ids = {one.passage_id for one in answer.citations} | {one.passage_id for one in answer.read}
        read = [(self._by_id[one.article_id], one) for one in ranking if one.passage_id in ids]
        return "\n".join(f"{it.title}\n{it.publisher}\n{it.text[one.start : one.end]}" for it, one in read)

    def _would_be_right(
        self, case: QuestionCase, answer: Answer, unrefused: Answer, gold: Gold, ranking: Sequence[RankedPassage]
    ) -> dict[str, float]:
        """Judge what would be said where nothing were refused, and how it is shown; without an answer all is wrong."""
        scores = self._answer_scores(case, unrefused, gold, ranking) if case.answerable else {"right": 0.0}
        if "right" not in scores:
            return {}
        shown = score_confidence(shown_as(answer), answerable=case.answerable, right=scores["right"] == 1)
        return {"would_be_right": scores["right"], **shown}

    def _article_of(self, citation: Citation) -> Article | None:
        return self._catalog.article(citation.article_id, citation.revision)

    def _gold(self, case: Case) -> Gold:
        gold = gold_for(case, self._articles, self._system.passages_of)
        if not gold.articles and (case.articles or case.quotes):
            raise SetError(
                f"case {case.id}: none of its articles is there: {', '.join((*case.articles, *case.quotes))[:200]}"
            )
        missing = [name for name in case.articles if not any(matches(one.source, name) for one in gold.articles)]
        if missing and isinstance(case, QuestionCase) and case.kind == "multi-article":
            raise SetError(f"case {case.id} needs all of its articles, and {', '.join(missing)} isn't there")
        return gold

    def _passage(self, found: RankedPassage, gold: Gold) -> Passage:
        article = self._by_id[found.article_id]
        return Passage(
            article_id=article.id,
            passage_id=found.passage_id,
            title=article.title,
            source=article.source,
            start=found.start,
            end=found.end,
            score=round(found.score, 6),
            text=article.text[found.start : found.end],
            relevant=found.article_id in gold.ids,
        )


def _pair(case: Case, gold: Gold) -> str:
    """Return the language asked in → the language of what answers; its own, if anything in it does."""
    languages = [article.language for article in gold.articles]
    if not languages:
        return case.language
    return f"{case.language}→{case.language if case.language in languages else languages[0]}"


def _time(call: Callable[[], T]) -> tuple[T, float]:
    """Return what comes of a call, and the milliseconds that it took."""
    started = perf_counter()
    result = call()
    return result, round((perf_counter() - started) * 1000, 2)
