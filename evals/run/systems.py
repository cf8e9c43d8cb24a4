"""What can be measured: Pullquote itself, whole or only its search, and the baselines it has to beat."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from typing import Any, ClassVar, Protocol

from evals.run.baselines import BASELINES, open_baseline
from evals.run.undefended import believe, paste
from evals.score.ranking import RankedPassage
from evals.score.record import WRITTEN
from evals.sets.cases import ExcerptCase, QuestionCase, StatementCase
from index.article import Article, Passage
from index.library import Library
from index.store.catalog.filters import Filters
from rag.answer import Answer
from rag.assemble import assemble_quotes
from rag.calibration import Calibration
from rag.check.checker import Checker
from rag.engine import Engine
from rag.errors import ModelError, ModelUnsetError
from rag.inquiry import Inquiry
from rag.lookup.finder import Finder
from rag.model.chat_model import ChatModel
from rag.settings import RagSettings


class Retriever(Protocol):
    """Something that finds passages.

    `asks` is the kind of cases that it is asked, and what a set without any lacks; None is any with something to find.
    """

    asks: ClassVar[tuple[type, str] | None]

    def rank(self, question: str, limit: int, filters: Filters | None = None) -> list[RankedPassage]:
        """Return the best passages, best first."""

    def passages_of(self, article: Article) -> Sequence[Passage]:
        """Return the passages that the article was cut into."""


class SearchSystem:
    """Pullquote's own retriever."""

    asks: ClassVar[tuple[type, str] | None] = None
    defences: ClassVar[Mapping[str, Any]] = {}

    def __init__(
        self,
        library: Library,
        settings: RagSettings,
        today: date | None = None,
        model: ChatModel | None = None,
        calibration: Calibration | None = None,
    ) -> None:
        self._library = library
        day = (lambda: today) if today else None
        self.engine = Engine(library, settings, today=day, model=model, calibration=calibration, **self.defences)

    def rank(self, question: str, limit: int, filters: Filters | None = None) -> list[RankedPassage]:
        """Return what the search finds."""
        hits = self.engine.search(question, limit, filters)
        return [
            RankedPassage(hit.article.id, hit.passage.id, hit.passage.start, hit.passage.end, hit.score) for hit in hits
        ]

    def passages_of(self, article: Article) -> Sequence[Passage]:
        """Return the catalog's passages."""
        return self._library.catalog.passages_of(article.id)


class QuoteSystem(SearchSystem):
    """Pullquote's own answers, quoted."""

    asks: ClassVar[tuple[type, str] | None] = (
        QuestionCase,
        "no questions to answer; ask cite for excerpts, check for statements",
    )

    def inquire(self, case: QuestionCase, filters: Filters | None) -> Inquiry:
        """Read for a case with its history."""
        return self.engine.inquire(case.question, history=case.history, filters=filters)

    def answer(self, _case: QuestionCase, _filters: Filters | None, inquiry: Inquiry) -> Answer:
        """Answer a case, given what was read for it."""
        return assemble_quotes(inquiry)


class LLMSystem(QuoteSystem):
    """Pullquote's own answers, written by a model."""

    def answer(self, case: QuestionCase, filters: Filters | None, _inquiry: Inquiry) -> Answer:
        """Have a case answered; raise ModelError where quotes would take the answer's place."""
        answer = self.engine.ask(case.question, history=case.history, filters=filters, engine="llm")
        if answer.fallback:
            raise ModelError(answer.fallback)
        return answer


class UndefendedSystem(LLMSystem):
    """Answers of the same model without the defences: nothing of this can be asked for but in a run."""

    defences: ClassVar[Mapping[str, Any]] = {"check": believe, "prompting": paste}


class LookupSystem(SearchSystem):
    """Pullquote's own citation lookup; it ranks nothing."""

    asks = ExcerptCase, "no excerpts to look up; those of lookup-corpus, or the group lookup, do"

    @cached_property
    def finder(self) -> Finder:
        """What looks excerpts up."""
        return Finder(self._library)


class CheckSystem(SearchSystem):
    """Pullquote's own check of statements; what is read beside the passage cited is what the search finds."""

    asks = StatementCase, "no statements to check; those of the group support do"

    @cached_property
    def checker(self) -> Checker:
        """What checks statements."""
        return Checker(self._library, lambda: self.engine.reader)


_OURS: Mapping[str, type[SearchSystem]] = {
    "quote": QuoteSystem,
    "llm": LLMSystem,
    "llm-undefended": UndefendedSystem,
    "search": SearchSystem,
    "cite": LookupSystem,
    "check": CheckSystem,
}
ENGINES = (*_OURS, *BASELINES)


@contextmanager
def open_system(
    name: str, library: Library, settings: RagSettings, today: date | None = None, model: ChatModel | None = None
) -> Iterator[Retriever]:
    """Open one of ENGINES over a library, to be asked on a day; raise ModelError if one that writes has no model."""
    if name in WRITTEN and model is None:
        raise ModelUnsetError
    if name in _OURS:
        yield _OURS[name](library, settings, today, model)
    else:
        with open_baseline(name, library) as baseline:
            yield baseline
