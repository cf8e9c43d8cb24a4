"""The view that asks: a conversation, what is being written, and the box to ask in."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Iterator, Sequence
from contextlib import aclosing, suppress
from functools import partial
from typing import Any

import gradio as gr

from index.article import Article
from index.errors import FilterError
from rag.answer import Answer, Citation, Statement
from rag.errors import ModelError, QuestionError
from rag.settings import LlmSettings
from rag.write.translation import Translation
from rag.write.writer import Event, StatementEvent
from ui.page.filter_bar import SEEN, FilterBar
from ui.page.gradio_options import AT_ONCE, PAGE_SCRIPT, PLAIN, PRIVATE, read_event
from ui.page.html import conversation
from ui.page.html.checks import keep_supported
from ui.page.html.filters import read_filters
from ui.page.html.markup import Html
from ui.page.html.source import anchor_among, open_anchor
from ui.page.html.translation import render_failed_translation, render_translating, render_translation
from ui.page.in_progress import render_pending, render_progress, stop_answer
from ui.page.model_bar import ModelBar
from ui.page.session import Exchange, PendingAnswer, Session
from ui.page.throttle import throttle
from ui.service.contract import AskRequest
from ui.service.errors import NoSuchArticleError
from ui.service.service import LocalService
from ui.wording import describe_selection

logger = logging.getLogger(__name__)
Updates = dict[Any, Any]  # a Gradio component → its new value


class AskView:
    """The components and what happens when they are used; what is of a reader is in the Session."""

    def __init__(self, service: LocalService, configured: LlmSettings) -> None:
        self._service = service
        with gr.Column(elem_id="conversation"):
            self.log = gr.HTML(elem_id="log", js_on_load=PAGE_SCRIPT, **PLAIN)
            self.pending = gr.HTML(elem_id="pending", js_on_load=PAGE_SCRIPT, **PLAIN)
        with gr.Column(elem_id="composer"):
            self.notice = gr.HTML(elem_id="notice", **PLAIN)
            self.models = ModelBar(service, configured)
            with gr.Row(elem_id="ask"):
                self.question = gr.Textbox(
                    label="Your question",
                    placeholder="Ask what your articles say",
                    container=False,
                    max_lines=6,
                    autofocus=True,
                    elem_id="question",
                )
                self.send = gr.Button("Send", elem_id="send")
                self.stop = gr.Button("Stop", elem_id="stop", visible="hidden")
            with gr.Row(elem_id="foot"):
                self.fresh = gr.Button("New conversation", elem_id="fresh")
                self.models.place_line()
        self.outputs = [self.log, self.pending, self.notice, self.send, self.stop]

    def listen(self, session: gr.State, bar: FilterBar, source: gr.HTML) -> None:
        """Connect the components to what they do."""
        self._source = source
        asking = {
            "inputs": [self.question, session, bar.filters],
            "outputs": [*self.outputs, self.question, source],
            "js": f"(question, session) => [question, session, {SEEN}]",
            "concurrency_limit": None,
            **PRIVATE,
        }
        gr.on([self.question.submit, self.send.click], self.ask, **asking)
        self.log.ask(self.ask_offered, **asking)
        self.log.gloss(self.translate, session, self.log, trigger_mode="multiple", concurrency_limit=None, **PRIVATE)
        self.stop.click(self.stop_answering, session, None, **AT_ONCE)

    def begin(self, articles: Sequence[Article], questions: Sequence[str]) -> Updates:
        """Show the start of a conversation, with `questions` to start with."""
        welcome = conversation.render_conversation(conversation.render_welcome(articles, questions))
        return {self.log: welcome, self.pending: "", self.notice: "", **self._ready()}

    async def ask(self, typed: str | None, session: Session, filters: str | None) -> AsyncGenerator[Updates, None]:
        """Answer what was typed; what can't be asked stays in the box."""
        async with aclosing(self._answer(typed or "", session, filters, {self.question: ""})) as updates:
            async for update in updates:
                yield update

    async def ask_offered(
        self, _typed: str | None, session: Session, filters: str | None, event: gr.EventData
    ) -> AsyncGenerator[Updates, None]:
        """Answer a question that a button offers; what is being typed stays."""
        async with aclosing(self._answer(read_event(event, "question"), session, filters, {})) as updates:
            async for update in updates:
                yield update

    async def _answer(
        self, question: str, session: Session, filters: str | None, cleared: Updates
    ) -> AsyncGenerator[Updates, None]:
        try:
            request = AskRequest(
                question=question,
                history=session.history,
                engine="llm" if session.model else "quote",
                **read_filters(filters).model_dump(),
            )
            events = self._service.stream(request, session.model)
            pending = session.begin(question)
        except (QuestionError, FilterError) as problem:
            yield {self.notice: conversation.render_problem(problem)}
            return
        try:
            yield {self.log: _log(session), self.pending: "", self.notice: "", **self._busy(pending), **cleared}
            async with aclosing(self._show(request, events, pending, session)) as updates:
                async for update in updates:
                    yield update
        except Exception:
            logger.exception("a question could not be answered")
            if session.end(pending):
                failed = conversation.render_failed(question, "This question could not be answered. Please try again.")
                yield {self.log: _log(session, failed), self.pending: "", **self._ready()}
        finally:
            session.end(pending)

    async def stop_answering(self, session: Session) -> None:
        """Stop what is being written: its own generator ends it, and shows how far it came."""
        if session.pending is not None:
            session.pending.stop.set()

    async def _show(
        self,
        request: AskRequest,
        events: AsyncGenerator[Event | Answer, None],
        pending: PendingAnswer,
        session: Session,
    ) -> AsyncGenerator[Updates, None]:
        """Show an answer as it is made; it becomes a turn when it is whole, or when it is stopped."""
        async with aclosing(throttle(events, pending.stop)) as batches:
            async for batch in batches:
                if session.pending is not pending:  # a new conversation has begun
                    return
                for event in batch:
                    if isinstance(event, Answer):
                        exchange = await asyncio.to_thread(self._exchange, request, event)
                        source = self._open_first(pending, event.statements, event.citations)
                        if session.end(pending, exchange):
                            yield {self.log: _log(session), self.pending: "", **self._ready(), **source}
                        return
                    pending.add(event)
                    if isinstance(event, StatementEvent):
                        source = self._open_first(pending, pending.statements, pending.citations)
                        yield {self.log: _log(session), self.pending: "", **source}
                yield {self.pending: render_progress(pending)}
        if session.end(pending, stop_answer(pending)):
            yield {self.log: _log(session), self.pending: "", **self._ready()}

    def _exchange(self, request: AskRequest, answer: Answer) -> Exchange:
        question, selection = request.question, describe_selection(request.filters)
        return Exchange(
            question=question,
            text=answer.text,
            citations=answer.citations,
            language=conversation.reader_language(answer),
            render=partial(conversation.render_turn, question, answer, dict(self._read(answer)), selection),
        )

    def _read(self, answer: Answer) -> Iterator[tuple[str, Article]]:
        for article_id, revision in {(passage.article_id, passage.revision) for passage in answer.read}:
            with suppress(NoSuchArticleError):  # removed since it was read
                yield article_id, self._service.article(article_id, revision)

    def _open_first(
        self, pending: PendingAnswer, statements: Sequence[Statement], citations: Sequence[Citation]
    ) -> Updates:
        """Open the source of the first statement that has one, once for each answer."""
        numbers = [number for statement in keep_supported(statements) for number in statement.citations]
        first = next((one for one in citations if one.number in numbers[:1]), None)
        if pending.source_opened or first is None:
            return {}
        pending.source_opened = True
        return {self._source: open_anchor(self._service, anchor_among(first, citations))}

    async def translate(self, session: Session, event: gr.EventData) -> AsyncGenerator[Any, None]:
        """Show a quote in the reader's language, or in a line why not."""
        named = read_event(event, "turn"), read_event(event, "number")
        turns, (at, number) = session.turns, (int(one) if one.isdecimal() else -1 for one in named)
        exchange = turns[at] if 0 <= at < len(turns) else None
        citation = exchange.citation(number) if exchange else None
        if exchange is None or citation is None or session.model is None:
            return
        exchange.translations[number] = render_translating(session.model.model)
        yield _log(session)
        try:
            translating = _only(self._service.translate(citation.quote, exchange.language, session.model))
            async with aclosing(throttle(translating, asyncio.Event())) as batches:
                async for batch in batches:
                    exchange.translations.update((number, render_translation(one)) for one in batch)
                    yield gr.skip()
        except ModelError as error:
            exchange.translations[number] = render_failed_translation(number, str(error))
        if session.turns is turns:
            yield _log(session)

    def _busy(self, pending: PendingAnswer) -> Updates:
        writing = pending.model is not None
        return {
            self.send: gr.Button(interactive=False, visible="hidden" if writing else True),
            self.stop: gr.Button(visible=True if writing else "hidden"),
        }

    def _ready(self) -> Updates:
        return {self.send: gr.Button(interactive=True, visible=True), self.stop: gr.Button(visible="hidden")}


def _log(session: Session, last: Html | None = None) -> Html:
    """Render the turns, and what is being answered after them."""
    last = last or (render_pending(session.pending) if session.pending else None)
    return conversation.render_conversation(*(turn.html for turn in session.turns), *([last] if last else []))


async def _only(result: Awaitable[Translation]) -> AsyncGenerator[Translation, None]:
    yield await result
