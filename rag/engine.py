"""The query engine: question → read → quote → answer, as a LlamaIndex query engine."""

import asyncio
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from time import perf_counter
from typing import Any

from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.response.schema import Response
from llama_index.core.schema import QueryBundle

from index.catalog import Filters
from index.characters import fold_space
from index.library import Library
from rag.answer import Answer, Lack, ReadPassage, Reason, Timings, Turn, marked
from rag.errors import QuestionError
from rag.follow_up import standalone
from rag.lacking import lacking, unnamed
from rag.parts import parts_of
from rag.quote import Quote, pick, rank
from rag.refuse import CALIBRATION, Evidence, Gate, gate_for, weigh
from rag.retrieve import Hit, HybridRetriever, Reading, merged, node_of
from rag.settings import RagSettings
from rag.stated import Stated, state
from rag.times.asked import asked_about, dated
from rag.times.period import Period
from rag.words import language_of

LONGEST_QUESTION = 2_000


class Engine(BaseQueryEngine):
    """Answers questions from a library with quotes. Safe from several threads.

    `today` says which day it is, for questions about last year or yesterday; without it such words aren't read.
    """

    def __init__(
        self,
        library: Library,
        settings: RagSettings | None = None,
        clock: Callable[[], float] = perf_counter,
        today: Callable[[], date] | None = None,
    ) -> None:
        super().__init__(callback_manager=None)
        self._settings = settings or RagSettings()
        self._retriever = HybridRetriever(library, self._settings.passages)
        self._library = library
        self._clock = clock
        self._today = today

    def ask(
        self,
        question: str,
        *,
        identity: str | int | None = None,
        history: Sequence[Turn] = (),
        filters: Filters | None = None,
        refusing: bool = True,
    ) -> Answer:
        """Answer a question, or say why not; raise QuestionError if it can't be asked as it is.

        With a `history` a follow-up is read as a question that stands alone, which the answer tells. Without
        `refusing` the nearest sentences are quoted whatever they are worth, which is for measuring.
        """
        return self._ask(question, identity, filters, history, refusing=refusing)[0]

    def weigh(self, question: str, filters: Filters | None = None) -> Evidence | None:
        """Weigh what speaks for answering a question, None if there is nothing; for measuring."""
        read = self._read(self._dated(checked(question)), filters)
        return max((part.evidence for part in read if part.ranked), key=self.gate.margin, default=None)

    @property
    def gate(self) -> Gate:
        """What evidence has to pass."""
        library = self._library
        return gate_for(library.embedder, self._settings, library.catalog.meta(CALIBRATION))

    def search(self, query: str, limit: int = 10, filters: Filters | None = None) -> list[Hit]:
        """Return the best passages for a query, best first."""
        return list(self._retriever.read(checked(query), limit, filters).hits)

    def _ask(
        self,
        question: str,
        identity: str | int | None = None,
        filters: Filters | None = None,
        history: Sequence[Turn] = (),
        *,
        refusing: bool = True,
    ) -> tuple[Answer, Reading]:
        started = self._clock()
        asked = self._dated(standalone(checked(question), history))
        read = self._read(asked, filters)
        read_at = self._clock()
        near = [part for part in read if part.ranked and (not refusing or self.gate.lets(part.evidence))]
        answering = [part.ranked for part in near if not refusing or part.tells]
        quotes = pick(answering)
        reading = merged(asked, [part.reading for part in read])
        reason: Reason | None = None
        if not quotes:
            reason = "not_in_corpus" if self._library.catalog.counts()[0] else "empty_corpus"
        stated = state(asked, quotes, answering, self._near, reading.language) if quotes else Stated()
        spoken = stated.citations[0].language if stated.citations else reading.language
        ended = self._clock()
        answer = Answer(
            id=identity,
            question=question,
            standalone_question=asked,
            answered=bool(stated.statements),
            reason=reason,
            lacks=None if quotes else next((part.lacks for part in near if part.lacks), None),
            unnamed=() if quotes else unnamed(reading),
            engine="quote",
            language=spoken,
            text=" ".join(marked(statement) for statement in stated.statements),
            statements=stated.statements,
            citations=stated.citations,
            read=_not_cited(reading.hits, stated.passages),
            disagreement=stated.disagreement,
            differing=stated.differing,
            shared_sources=stated.shared_sources,
            timings_ms=Timings(
                retrieve=_milliseconds(started, read_at),
                answer=_milliseconds(read_at, ended),
                check=0.0,
                total=_milliseconds(started, ended),
            ),
        )
        return answer, reading

    def _read(self, question: str, filters: Filters | None) -> list["_Part"]:
        """Read for each part of a question, and rank the sentences read."""
        parts = []
        for question_of_part in parts_of(question):
            reading = self._retriever.read(question_of_part, filters=filters)
            asked = asked_about(question_of_part, self._day())
            parts.append(_Part(reading, rank(reading, asked), asked))
        return parts

    def _day(self) -> date | None:
        return self._today() if self._today else None

    def _dated(self, question: str) -> str:
        """Tell in a question what its relative times mean today."""
        return dated(question, self._day(), language_of(question) or "en")

    def _near(self, one: str, other: str) -> float:
        return self._library.vectors.similarity("sentences", one, other)

    def _query(self, query_bundle: QueryBundle) -> Response:
        answer, reading = self._ask(query_bundle.query_str)
        nodes = [node_of(hit) for hit in reading.hits]
        return Response(answer.text, source_nodes=nodes, metadata={"answer": answer.model_dump(mode="json")})

    async def _aquery(self, query_bundle: QueryBundle) -> Response:
        return await asyncio.to_thread(self._query, query_bundle)

    def _get_prompt_modules(self) -> dict[str, Any]:
        return {}


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a question: what was read for it, the sentences of that ranked, the times it asks about."""

    reading: Reading
    ranked: list[Quote]
    asked: tuple[Period, ...]

    @property
    def evidence(self) -> Evidence:
        return weigh(self.ranked, self.reading, self.asked)

    @property
    def tells(self) -> bool:
        """Whether what was read names what is asked about, and has the kind of thing that is asked for."""
        return not unnamed(self.reading) and self.lacks is None

    @property
    def lacks(self) -> Lack | None:
        """What the question asks for that none of its quotes has."""
        return lacking(self.reading.question, [quote.text for quote in pick([self.ranked])])


def checked(question: str) -> str:
    """Return a question with its characters folded; raise QuestionError if there is nothing to ask."""
    if len(question) > LONGEST_QUESTION:
        raise QuestionError(f"the question is longer than {LONGEST_QUESTION:,} characters; ask something shorter")
    folded = fold_space(question)
    if not any(character.isalnum() for character in folded):
        raise QuestionError("there are no words in the question; write what you want to know")
    return folded


def _not_cited(hits: Sequence[Hit], cited: Collection[str]) -> tuple[ReadPassage, ...]:
    return tuple(
        ReadPassage(
            article_id=hit.article.id,
            revision=hit.article.revision,
            passage_id=hit.passage.id,
            title=hit.article.title,
            start=hit.passage.start,
            end=hit.passage.end,
            score=round(hit.score, 4),
        )
        for hit in hits
        if hit.passage.id not in cited
    )


def _milliseconds(start: float, end: float) -> float:
    return round((end - start) * 1000, 2)
