"""The view that asks: a conversation, what is being written, and the box to ask in."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing, suppress
from functools import partial
from typing import Any

import gradio as gr

from index.article import Article
from rag.answer import Answer, Citation, Statement
from rag.engine import validate_question
from rag.errors import ModelError, QuestionError
from rag.model.chat_model import EndpointModel
from rag.settings import LlmSettings
from rag.write.translation import Translation, translate
from rag.write.writer import Event, StatementEvent
from ui.page.filter_bar import SEEN, FilterBar
from ui.page.html import conversation
from ui.page.html.checks import keep_supported
from ui.page.html.filters import FilterError, read_filters
from ui.page.html.markup import Html
from ui.page.html.source import anchor_among, open_anchor
from ui.page.html.translation import render_gloss, render_no_gloss, render_translating
from ui.page.in_progress import Progress, render_pending, to_exchange
from ui.page.model_bar import ModelBar
from ui.page.session import Exchange, PendingAnswer, Session
from ui.page.throttle import throttle
from ui.service.contract import AskRequest, Filtered
from ui.service.errors import NoSuchArticleError
from ui.service.service import Writing
from ui.wording import describe_selection, to_sentence

logger = logging.getLogger(__name__)
Updates = dict[Any, Any]  # a Gradio component → its new value


class AskView:
    """The components and what happens when they are used; what is of a session is in its Talk.

    `script` runs in what it shows; `source` is where a place opens.
    """

    def __init__(self, service: Writing, known: LlmSettings, script: str, plain: dict[str, Any]) -> None:
        self._service = service
        with gr.Column(elem_id="conversation"):
            self.log = gr.HTML(elem_id="log", js_on_load=script, **plain)
            self.pending = gr.HTML(elem_id="pending", js_on_load=script, **plain)
        with gr.Column(elem_id="composer"):
            self.notice = gr.HTML(elem_id="notice", **plain)
            self.models = ModelBar(service, known, plain)
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

    def listen(
        self, talk: gr.State, bar: FilterBar, source: gr.HTML, private: dict[str, Any], at_once: dict[str, Any]
    ) -> None:
        """Connect the components to what they do."""
        self._source = source
        shown = [self.log, self.pending, self.notice, self.send, self.stop, self.question, source]
        asking = {"concurrency_limit": None, **private}
        gr.on(
            [self.question.submit, self.send.click],
            self.ask,
            [self.question, talk, bar.filters],
            shown,
            js=f"(question, talk) => [question, talk, {SEEN}]",
            **asking,
        )
        self.log.ask(self.ask_offered, [talk, bar.filters], shown, js=f"talk => [talk, {SEEN}]", **asking)
        self.log.gloss(self.translate, talk, self.log, trigger_mode="multiple", **asking)
        self.stop.click(self.stop_making, talk, None, **at_once)

    @property
    def begun(self) -> list[Any]:
        """What `begin` shows."""
        return [self.log, self.pending, self.notice, self.send, self.stop]

    def begin(self, articles: Sequence[Article], examples: Sequence[str]) -> Updates:
        """Show that nothing was said yet."""
        welcome = conversation.render_conversation(conversation.render_welcome(articles, examples))
        return {self.log: welcome, self.pending: "", self.notice: "", **self._ready()}

    async def ask(self, typed: str | None, talk: Session, filters: str | None) -> AsyncGenerator[Updates, None]:
        """Answer what was typed; what can't be asked stays in the box."""
        async with aclosing(self._asked(typed or "", talk, filters, {self.question: ""})) as updates:
            async for update in updates:
                yield update

    async def ask_offered(
        self, talk: Session, filters: str | None, event: gr.EventData
    ) -> AsyncGenerator[Updates, None]:
        """Answer a question that a button offered; what is being typed stays."""
        async with aclosing(self._asked(str(event.question), talk, filters, {})) as updates:
            async for update in updates:
                yield update

    async def stop_making(self, talk: Session) -> None:
        """Stop what is being written: its own generator ends it, and shows how far it came."""
        if talk.making is not None:
            talk.making.stop.set()

    async def _asked(
        self, question: str, talk: Session, filters: str | None, taken: Updates
    ) -> AsyncGenerator[Updates, None]:
        try:
            validate_question(question)
            filtered = read_filters(filters)
            making = talk.begin(question)
        except (QuestionError, FilterError) as problem:
            yield {self.notice: conversation.render_error(to_sentence(str(problem)))}
            return
        try:
            yield {self.log: _log(talk), self.pending: "", self.notice: "", **self._busy(making), **taken}
            async with aclosing(self._made(making, talk, filtered)) as updates:
                async for update in updates:
                    yield update
        except Exception:
            logger.exception("a question could not be answered")
            if talk.end(making):
                failed = conversation.render_failed(question, "This question could not be answered. Please try again.")
                yield {self.log: _log(talk, failed), self.pending: "", **self._ready()}
        finally:
            talk.end(making)

    async def _made(self, making: PendingAnswer, talk: Session, filtered: Filtered) -> AsyncGenerator[Updates, None]:
        """Show an answer as it is made; it becomes a turn when it is whole, or when it is stopped."""
        request = AskRequest(
            question=making.question,
            history=talk.history,
            engine="llm" if talk.model else "quote",
            **filtered.model_dump(),
        )
        progress = Progress()
        async with aclosing(throttle(self._events(request, talk.model), making.stop)) as tellings:
            async for events in tellings:
                if talk.making is not making:  # a new conversation has begun
                    return
                for event in events:
                    if isinstance(event, Answer):
                        exchange = await asyncio.to_thread(self._exchange, request, event)
                        beside = self._beside(making, event.statements, event.citations)
                        if talk.end(making, exchange):
                            yield {self.log: _log(talk), self.pending: "", **self._ready(), **beside}
                        return
                    progress.see(event)
                    if isinstance(event, StatementEvent):
                        making.add(event)
                        beside = self._beside(making, making.statements, making.citations)
                        yield {self.log: _log(talk), self.pending: "", **beside}
                yield {self.pending: progress.shown}
        if talk.end(making, to_exchange(making)):
            yield {self.log: _log(talk), self.pending: "", **self._ready()}

    async def _events(self, request: AskRequest, model: LlmSettings | None) -> AsyncGenerator[Event | Answer, None]:
        if model is None:
            yield await asyncio.to_thread(self._service.ask, request)
            return
        async with aclosing(self._service.stream(request, EndpointModel(model))) as events:
            async for event in events:
                yield event

    def _exchange(self, request: AskRequest, answer: Answer) -> Exchange:
        question = request.question
        return Exchange(
            question=question,
            text=answer.text,
            citations=answer.citations,
            language=conversation.reader_language(answer),
            render=partial(
                conversation.render_turn, question, answer, self._read(answer), describe_selection(request.filters)
            ),
        )

    def _beside(self, making: PendingAnswer, statements: Sequence[Statement], citations: Sequence[Citation]) -> Updates:
        """Open the source of the first statement that has one, once for each answer."""
        numbers = [number for statement in keep_supported(statements) for number in statement.citations]
        first = next((one for one in citations if one.number in numbers[:1]), None)
        if making.opened or first is None:
            return {}
        making.opened = True
        return {self._source: open_anchor(self._service, anchor_among(first, citations))}

    def _read(self, answer: Answer) -> dict[str, Article]:
        found = {}
        for article_id, revision in {(passage.article_id, passage.revision) for passage in answer.read}:
            with suppress(NoSuchArticleError):  # removed since it was read
                found[article_id] = self._service.article(article_id, revision)
        return found

    async def translate(self, talk: Session, event: gr.EventData) -> AsyncGenerator[Any, None]:
        """Show a quote in the reader's language, or in a line why not."""
        turns, at, number = talk.turns, int(event.turn), int(event.number)
        exchange = turns[at] if 0 <= at < len(turns) else None
        quoted = exchange.cited(number) if exchange else None
        if exchange is None or quoted is None or talk.model is None:
            return
        exchange.glosses[number] = render_translating(talk.model.model)
        yield _log(talk)
        try:
            glossing = throttle(_glossed(quoted.quote, exchange.language, EndpointModel(talk.model)), asyncio.Event())
            async with aclosing(glossing) as tellings:
                async for made in tellings:
                    exchange.glosses.update((number, render_gloss(one)) for one in made)
                    yield gr.skip()
        except ModelError as error:
            exchange.glosses[number] = render_no_gloss(number, str(error))
        if talk.turns is turns:
            yield _log(talk)

    def _busy(self, making: PendingAnswer) -> Updates:
        writing = making.model is not None
        return {
            self.send: gr.Button(interactive=False, visible="hidden" if writing else True),
            self.stop: gr.Button(visible=True if writing else "hidden"),
        }

    def _ready(self) -> Updates:
        return {self.send: gr.Button(interactive=True, visible=True), self.stop: gr.Button(visible="hidden")}


def _log(talk: Session, last: Html | None = None) -> Html:
    """Render the turns, and what is being answered after them."""
    last = last or (render_pending(talk.making) if talk.making else None)
    return conversation.render_conversation(*(turn.shown for turn in talk.turns), *([last] if last else []))


async def _glossed(quote: str, language: str, model: EndpointModel) -> AsyncGenerator[Translation, None]:
    yield await translate(quote, language, model)
