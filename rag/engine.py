"""The query engine: question → read → quote or write → answer, as a LlamaIndex query engine."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from time import perf_counter
from typing import Any, Literal

from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.response.schema import Response
from llama_index.core.schema import QueryBundle

from index.language.detection import language_of
from index.library import Library
from index.store.catalog import Filters
from index.tidy.characters import fold_space
from rag.answer import Answer, Lack, Turn
from rag.assemble import Found, quoted, written
from rag.check.checker import Checker
from rag.check.injection_guard import InjectionGuard
from rag.check.verdict import StatementChecker
from rag.errors import ModelError, ModelUnsetError, QuestionError
from rag.facts.times.period import Period
from rag.model.chat_model import ChatModel
from rag.question.answer_type import lacking, unnamed
from rag.question.follow_up import standalone
from rag.question.parts import parts_of
from rag.question.times import asked_about, dated
from rag.quote.answerability import CALIBRATION, Evidence, Gate, gate_for, weigh
from rag.quote.ranking import Quote, pick, rank
from rag.retrieve.hit import Hit, Reading, merge
from rag.retrieve.retriever import HybridRetriever, node_of
from rag.settings import RagSettings
from rag.write.prompt import Prompting, writing
from rag.write.rewriting import rewrite_follow_up
from rag.write.writer import AnswerEvent, Event, Writer

LONGEST_QUESTION = 2_000
EngineName = Literal["quote", "llm"]


class Engine(BaseQueryEngine):
    """Answers questions from a library, with quotes or in a model's words. Safe from several threads.

    `today` says which day it is, for questions about last year or yesterday; without it such words aren't read.
    """

    def __init__(
        self,
        library: Library,
        settings: RagSettings | None = None,
        clock: Callable[[], float] = perf_counter,
        today: Callable[[], date] | None = None,
        *,
        model: ChatModel | None = None,
        check: StatementChecker | None = None,
        prompting: Prompting = writing,
    ) -> None:
        super().__init__(callback_manager=None)
        self._settings = settings or RagSettings()
        self._retriever = HybridRetriever(library, self._settings.passages)
        self._library = library
        self._clock = clock
        self._today = today
        self._model = model
        self._check = check or InjectionGuard(Checker(library))
        self._prompting = prompting

    def ask(
        self,
        question: str,
        *,
        identity: str | int | None = None,
        history: Sequence[Turn] = (),
        filters: Filters | None = None,
        refusing: bool = True,
        engine: EngineName = "quote",
    ) -> Answer:
        """Answer a question, or say why not; raise QuestionError if it can't be asked as it is.

        With a `history` a follow-up is read as a question that stands alone, which the answer tells. Without
        `refusing` the nearest sentences are quoted whatever they are worth, which is for measuring. With the
        engine `llm` the model writes the answer; that is not for a thread with a running event loop, see `stream`.
        """
        if engine == "llm":
            return asyncio.run(
                last_of(self.stream(question, identity=identity, history=history, filters=filters, engine=engine))
            )
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

    async def stream(
        self,
        question: str,
        *,
        identity: str | int | None = None,
        history: Sequence[Turn] = (),
        filters: Filters | None = None,
        engine: EngineName = "llm",
        model: ChatModel | None = None,
    ) -> AsyncGenerator[Event | Answer, None]:
        """Yield an answer as it is written, the Answer last; raise QuestionError. Closing it ends the model's request.

        A `model` takes the place of the engine's own. If it fails, the Answer is quoted, whatever was written before,
        and its `fallback` says why.
        """
        model = model or self._model
        started, asked = self._clock(), checked(question)
        fault: str | None = None
        if engine == "quote":
            alone = self._dated(standalone(asked, history))
        else:
            alone, fault = await self._reworded(asked, history, model)
            alone = self._dated(alone)
        found = await asyncio.to_thread(self._found, identity, question, alone, filters, started)
        if engine == "quote" or fault is not None or model is None:
            yield quoted(found, self._clock(), fallback=fault)
            return
        name = f"llm:{model.name}"
        if not found.answering:
            yield quoted(found, self._clock(), engine=name)
            return
        try:
            async with aclosing(Writer(model, self._check, self._prompting).write(found.reading)) as events:
                async for event in events:
                    yield written(found, event, self._clock(), name) if isinstance(event, AnswerEvent) else event
        except ModelError as error:
            fault = str(error)
        if fault is not None:
            yield quoted(found, self._clock(), fallback=fault)

    async def _reworded(
        self, question: str, history: Sequence[Turn], model: ChatModel | None
    ) -> tuple[str, str | None]:
        """Have the model make a follow-up stand alone; by rules if it fails, with what is wrong."""
        try:
            if model is None:
                raise ModelUnsetError
            return await rewrite_follow_up(question, history, model), None
        except ModelError as error:
            return standalone(question, history), str(error)

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
        found = self._found(identity, question, asked, filters, started, refusing=refusing)
        return quoted(found, self._clock()), found.reading

    def _found(
        self,
        identity: str | int | None,
        question: str,
        asked: str,
        filters: Filters | None,
        started: float,
        *,
        refusing: bool = True,
    ) -> Found:
        """Read for a question, and tell what of it speaks for an answer."""
        read = self._read(asked, filters)
        near = [part for part in read if part.ranked and (not refusing or self.gate.lets(part.evidence))]
        answering = [part.ranked for part in near if not refusing or part.tells]
        return Found(
            identity=identity,
            question=question,
            reading=merge(asked, [part.reading for part in read]),
            answering=answering,
            lacks=None if answering else next((part.lacks for part in near if part.lacks), None),
            empty=not answering and not self._library.catalog.counts()[0],
            near=self._near,
            started=started,
            read_at=self._clock(),
        )

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


@dataclass(frozen=True)
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

    @cached_property
    def lacks(self) -> Lack | None:
        """What the question asks for that none of its quotes has."""
        return lacking(self.reading.question, self._quoted())

    def _quoted(self) -> Iterator[str]:
        for quote in pick([self.ranked]):
            yield quote.text


async def last_of(events: AsyncGenerator[Event | Answer, None]) -> Answer:
    """Return the Answer that a stream ends with."""
    async with aclosing(events):
        return [event async for event in events if isinstance(event, Answer)][-1]


def checked(question: str) -> str:
    """Return a question with its characters folded; raise QuestionError if there is nothing to ask."""
    if len(question) > LONGEST_QUESTION:
        raise QuestionError(f"the question is longer than {LONGEST_QUESTION:,} characters; ask something shorter")
    folded = fold_space(question)
    if not any(character.isalnum() for character in folded):
        raise QuestionError("there are no words in the question; write what you want to know")
    return folded
