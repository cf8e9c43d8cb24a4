"""The query engine: question → read → quote or write → answer, as a LlamaIndex query engine."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from datetime import date
from functools import partial
from time import perf_counter
from typing import Any

from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.response.schema import Response
from llama_index.core.schema import QueryBundle

from index.library import Library
from index.store.catalog.filters import Filters
from index.tidy.characters import fold_space
from rag.answer import Answer, EngineName, Turn
from rag.assemble import assemble_quotes, assemble_written
from rag.calibration import Bars, Calibration
from rag.check.checker import Checker
from rag.check.injection_guard import InjectionGuard
from rag.check.verdict import StatementChecker
from rag.errors import ModelError, ModelUnsetError, QuestionError
from rag.inquiry import Inquiry, QuestionReader
from rag.model.chat_model import ChatModel
from rag.question.follow_up import make_standalone
from rag.reader.reader import Reader
from rag.retrieve.hit import Hit
from rag.retrieve.retriever import to_node
from rag.settings import RagSettings
from rag.write.prompt import PromptBuilder, answer_prompt
from rag.write.rewriting import rewrite_follow_up
from rag.write.writer import AnswerEvent, Event, Writer

LONGEST_QUESTION = 2_000


class Engine(BaseQueryEngine):
    """Answers questions from a library, with quotes or in a model's words. Safe from several threads.

    `today` says which day it is, for questions about last year or yesterday; without it such words aren't read. Without
    a `calibration` it is that of the library's embedder.
    """

    def __init__(
        self,
        library: Library,
        settings: RagSettings | None = None,
        clock: Callable[[], float] = perf_counter,
        today: Callable[[], date] | None = None,
        *,
        calibration: Calibration | None = None,
        model: ChatModel | None = None,
        check: StatementChecker | None = None,
        prompting: PromptBuilder = answer_prompt,
    ) -> None:
        super().__init__(callback_manager=None)
        self._questions = QuestionReader(library, settings or RagSettings(), clock, today, calibration)
        self._clock = clock
        self._model = model
        guard = InjectionGuard(library, Checker(library, lambda: self.reader, calibration), calibration)
        self.check = check or guard
        self._find_demands, self._prompting = guard.find_demands, prompting

    def ask(
        self,
        question: str,
        *,
        identity: str | int | None = None,
        history: Sequence[Turn] = (),
        filters: Filters | None = None,
        engine: EngineName = "quote",
    ) -> Answer:
        """Answer a question, or say why not; raise QuestionError if it can't be asked as it is.

        With a `history` a follow-up is read as a question that stands alone, which the answer tells. With the
        engine `llm` the model writes the answer; that is not for a thread with a running event loop, see `stream`.
        """
        if engine == "llm":
            events = self.stream(question, identity=identity, history=history, filters=filters, engine=engine)
            return asyncio.run(final_answer(events))
        return assemble_quotes(self.inquire(question, identity=identity, history=history, filters=filters))

    def inquire(
        self,
        question: str,
        *,
        identity: str | int | None = None,
        history: Sequence[Turn] = (),
        filters: Filters | None = None,
    ) -> Inquiry:
        """Read for a question, and tell what answers it, without answering; raise QuestionError as `ask` does."""
        started = self._clock()
        alone = make_standalone(validate_question(question), history)
        return self._questions.read(question, alone, started, identity=identity, filters=filters)

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
        started, asked = self._clock(), validate_question(question)
        model, alone, fallback = model or self._model, make_standalone(asked, history), None
        try:
            if engine == "llm":
                alone = await _rewrite(asked, history, model)
        except ModelError as error:
            fallback = str(error)
        read = partial(self._questions.read, identity=identity, filters=filters)
        inquiry = await asyncio.to_thread(read, question, alone, started)
        if engine == "llm" and model and fallback is None:
            try:
                async with aclosing(self._write(inquiry, model)) as events:
                    async for event in events:
                        yield event
            except ModelError as error:
                fallback = str(error)
            else:
                return
        yield assemble_quotes(inquiry, fallback=fallback)

    def search(self, query: str, limit: int = 10, filters: Filters | None = None) -> list[Hit]:
        """Return the best passages for a query, best first."""
        return self._questions.search(validate_question(query), limit, filters)

    @property
    def bars(self) -> Bars:
        """What an answer's score has to reach."""
        return self._questions.bars

    @property
    def reader(self) -> Reader | None:
        """The trained reader; None where it isn't wanted, or can't be had."""
        return self._questions.reader

    async def _write(self, inquiry: Inquiry, model: ChatModel) -> AsyncGenerator[Event | Answer, None]:
        """Yield an answer as a model writes it, the Answer last; raise ModelError."""
        engine = f"llm:{model.name}"
        if not inquiry.answering:
            yield assemble_quotes(inquiry, engine=engine)
            return
        writer = Writer(model, self.check, self._find_demands, self._prompting)
        async with aclosing(writer.write(inquiry.best_first())) as events:
            async for event in events:
                yield assemble_written(inquiry, event, engine) if isinstance(event, AnswerEvent) else event

    def _query(self, query_bundle: QueryBundle) -> Response:
        started, question = self._clock(), query_bundle.query_str
        inquiry = self._questions.read(question, validate_question(question), started)
        answer = assemble_quotes(inquiry)
        nodes = [to_node(hit) for hit in inquiry.reading.hits]
        return Response(answer.text, source_nodes=nodes, metadata={"answer": answer.model_dump(mode="json")})

    async def _aquery(self, query_bundle: QueryBundle) -> Response:
        return await asyncio.to_thread(self._query, query_bundle)

    def _get_prompt_modules(self) -> dict[str, Any]:
        return {}


async def final_answer(events: AsyncGenerator[Event | Answer, None]) -> Answer:
    """Return the Answer that a stream ends with."""
    async with aclosing(events):
        return [event async for event in events if isinstance(event, Answer)][-1]


def validate_question(question: str) -> str:
    """Return a question with its characters folded; raise QuestionError if there is nothing to ask."""
    if len(question) > LONGEST_QUESTION:
        raise QuestionError(f"the question is longer than {LONGEST_QUESTION:,} characters; ask something shorter")
    folded = fold_space(question)
    if not any(character.isalnum() for character in folded):
        raise QuestionError("there are no words in the question; write what you want to know")
    return folded


async def _rewrite(question: str, history: Sequence[Turn], model: ChatModel | None) -> str:
    """Have the model make a follow-up stand alone; raise ModelError."""
    if model is None:
        raise ModelUnsetError
    return await rewrite_follow_up(question, history, model)
