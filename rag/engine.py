"""The query engine: question → read → quote or write → answer, as a LlamaIndex query engine."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from time import perf_counter
from typing import Any, Literal

from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.response.schema import Response
from llama_index.core.schema import QueryBundle

from index.catalog import Filters
from index.characters import fold_space
from index.library import Library
from rag.answer import Answer, Turn
from rag.errors import ModelError, ModelUnsetError, QuestionError
from rag.follow_up import standalone
from rag.llm import Speaker
from rag.parts import parts_of
from rag.quote import Quote, rank
from rag.refuse import CALIBRATION, Evidence, Gate, gate_for, weigh
from rag.retrieve import Hit, HybridRetriever, Reading, merged, node_of
from rag.reword import follow_up
from rag.settings import RagSettings
from rag.support import Supporting, by_words
from rag.whole import Found, quoted, written
from rag.write import Event, Writer, Written

LONGEST_QUESTION = 2_000
EngineName = Literal["quote", "llm"]


class Engine(BaseQueryEngine):
    """Answers questions from a library with quotes. Safe from several threads."""

    def __init__(
        self,
        library: Library,
        settings: RagSettings | None = None,
        clock: Callable[[], float] = perf_counter,
        *,
        model: Speaker | None = None,
        check: Supporting = by_words,
    ) -> None:
        super().__init__(callback_manager=None)
        self._settings = settings or RagSettings()
        self._retriever = HybridRetriever(library, self._settings.passages)
        self._library = library
        self._clock = clock
        self._model = model
        self._check = check

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
                self._last(self.stream(question, identity=identity, history=history, filters=filters, engine=engine))
            )
        return self._ask(question, identity, filters, history, refusing=refusing)[0]

    def weigh(self, question: str, filters: Filters | None = None) -> Evidence | None:
        """Weigh what speaks for answering a question, None if there is nothing; for measuring."""
        weighed = [weigh(ranked, reading) for reading, ranked in self._read(checked(question), filters) if ranked]
        return max(weighed, key=self.gate.margin, default=None)

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
    ) -> AsyncGenerator[Event | Answer, None]:
        """Yield an answer as it is written, the Answer last; raise QuestionError. Closing it ends the model's request.

        If the model fails, the Answer is quoted, whatever was written before, and its `fallback` says why.
        """
        started, asked = self._clock(), checked(question)
        fault: str | None = None
        if engine == "quote":
            alone = standalone(asked, history)
        else:
            alone, fault = await self._reworded(asked, history)
        found = await asyncio.to_thread(self._found, identity, question, alone, filters, started)
        if engine == "quote" or fault is not None or self._model is None:
            yield quoted(found, self._clock(), fallback=fault)
            return
        name = f"llm:{self._model.name}"
        if not found.answering:
            yield quoted(found, self._clock(), engine=name)
            return
        try:
            async with aclosing(Writer(self._model, self._check).write(found.reading)) as events:
                async for event in events:
                    yield written(found, event, self._clock(), name) if isinstance(event, Written) else event
        except ModelError as error:
            fault = str(error)
        if fault is not None:
            yield quoted(found, self._clock(), fallback=fault)

    async def _reworded(self, question: str, history: Sequence[Turn]) -> tuple[str, str | None]:
        """Have the model make a follow-up stand alone; by rules if it fails, with what is wrong."""
        try:
            if self._model is None:
                raise ModelUnsetError
            return await follow_up(question, history, self._model), None
        except ModelError as error:
            return standalone(question, history), str(error)

    async def _last(self, events: AsyncGenerator[Event | Answer, None]) -> Answer:
        async with aclosing(events):
            answers = [event async for event in events if isinstance(event, Answer)]
        return answers[-1]

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
        asked = standalone(checked(question), history)
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
        read_at = self._clock()
        answering = [
            ranked for reading, ranked in read if ranked and (not refusing or self.gate.lets(weigh(ranked, reading)))
        ]
        reading = merged(asked, [reading for reading, _ in read])
        empty = not self._library.catalog.counts()[0]
        return Found(identity, question, reading, answering, empty, started, read_at)

    def _read(self, question: str, filters: Filters | None) -> list[tuple[Reading, list[Quote]]]:
        """Read for each part of a question; return what was read, and its sentences ranked."""
        readings = [self._retriever.read(part, filters=filters) for part in parts_of(question)]
        return [(reading, rank(reading)) for reading in readings]

    def _query(self, query_bundle: QueryBundle) -> Response:
        answer, reading = self._ask(query_bundle.query_str)
        nodes = [node_of(hit) for hit in reading.hits]
        return Response(answer.text, source_nodes=nodes, metadata={"answer": answer.model_dump(mode="json")})

    async def _aquery(self, query_bundle: QueryBundle) -> Response:
        return await asyncio.to_thread(self._query, query_bundle)

    def _get_prompt_modules(self) -> dict[str, Any]:
        return {}


def checked(question: str) -> str:
    """Return a question with its characters folded; raise QuestionError if there is nothing to ask."""
    if len(question) > LONGEST_QUESTION:
        raise QuestionError(f"the question is longer than {LONGEST_QUESTION:,} characters; ask something shorter")
    folded = fold_space(question)
    if not any(character.isalnum() for character in folded):
        raise QuestionError("there are no words in the question; write what you want to know")
    return folded
