"""The chat page: a conversation on one side, the article it quotes on the other."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr
from fastapi import FastAPI
from pydantic import ValidationError

from index.article import Article
from rag.answer import Answer, Turn
from rag.engine import checked
from rag.errors import QuestionError
from ui import render
from ui.contract import AskRequest, Filtered
from ui.filter_bar import SEEN, FilterBar
from ui.filters import FilterError, chosen
from ui.lookup_tab import LookUpTab
from ui.markup import Html
from ui.service import NoSuchArticleError, Service
from ui.source import Place, open_place, render_library, render_missing
from ui.wording import among, sentence

logger = logging.getLogger(__name__)

EXAMPLES = (
    "Are Chinese AI leaders optimistic about catching up?",
    "In which country did Tencent use data centres to get Blackwell chips?",
    "Sino ang nagtatag ng Zhipu?",
    "Magkano ang inaasahang halaga ng iniluwas na chip ng Tsina noong 2024?",
    "How does Huawei's Ascend 910B compare with Nvidia's A100?",
)
_SCRIPT = Path(__file__).with_name("page.js").read_text(encoding="utf-8")
_STYLE = Path(__file__).with_name("page.css").read_text(encoding="utf-8")
_ICON = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'><rect width='32' height='32' rx='6' "
    "fill='%239c1c22'/><text x='16' y='35' font-size='38' font-family='Georgia,serif' text-anchor='middle' "
    "fill='white'>”</text></svg>"
)
_HEAD = f"""<style>{_STYLE}</style>
<link rel="icon" href="data:image/svg+xml,{_ICON}">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">"""

_PLAIN: dict[str, Any] = {"apply_default_css": False}
_PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
_AT_ONCE: dict[str, Any] = {**_PRIVATE, "queue": False}

Updates = dict[Any, Any]  # a Gradio component → its new value
Turns = tuple["Exchange", ...]


@dataclass(frozen=True)
class Exchange:
    """A question of this session, its answer, and both as they are shown."""

    question: str
    answer: Answer
    shown: Html


def mount_page(app: FastAPI, service: Service, examples: Sequence[str] = EXAMPLES, engine: str = "quote") -> FastAPI:
    """Serve the page at `/` of `app`; add every other route before, because the page takes what is left.

    Gradio is told to keep nothing (run history), serve no file, accept no upload worth the name, and load
    nothing from elsewhere: its fonts given as names would be looked for as font files.
    """
    mounted: FastAPI = gr.mount_gradio_app(
        app,
        build_page(service, examples, engine),
        path="/",
        theme=_theme(),
        head=_HEAD,
        footer_links=[],
        run_history=False,
        allowed_paths=[],
        max_file_size="1kb",
        show_error=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        enable_monitoring=False,
    )
    return mounted


def _theme() -> gr.themes.Base:
    """Return Gradio's plainest theme in the page's own fonts and paper, which it shows while it loads."""
    theme = gr.themes.Base(font=gr.themes.Font("sans-serif"), font_mono=gr.themes.Font("monospace"))
    return theme.set(body_background_fill="#fbfaf6", body_background_fill_dark="#171614")


def build_page(service: Service, examples: Sequence[str] = EXAMPLES, engine: str = "quote") -> gr.Blocks:
    """Build the page over `service`; `engine` is the one that answers: `quote` or `llm:MODEL`."""
    blocks: gr.Blocks
    with gr.Blocks(title="Pullquote", analytics_enabled=False, fill_width=True) as blocks:
        _Page(service, examples, engine).listen(blocks)
    return blocks


class _Page:
    """The components of the page and what happens when they are used.

    Nothing of a session is kept here: `turns` stands for a value that Gradio holds for each session.
    """

    def __init__(self, service: Service, examples: Sequence[str], engine: str) -> None:
        self.service = service
        self.examples = examples
        self.engine = engine
        self.turns = gr.State(())
        self.wanted = gr.Textbox(visible=False)  # where JavaScript puts the place to open
        self.header = gr.HTML(elem_id="header", **_PLAIN)
        with gr.Row(elem_id="desk"):
            with gr.Column(elem_id="talk"):
                self.bar = FilterBar(service, _PLAIN)
                with gr.Column(elem_id="ask-view"):
                    self.conversation = gr.HTML(elem_id="conversation", js_on_load=_SCRIPT, **_PLAIN)
                    with gr.Column(elem_id="composer"):
                        self._compose()
                with gr.Column(elem_id="look-view"):
                    self.look_up = LookUpTab(service, _SCRIPT, _PLAIN)
            with gr.Column(elem_id="pane"):
                self.source = gr.HTML(elem_id="source", js_on_load=_SCRIPT, **_PLAIN)

    def _compose(self) -> None:
        self.notice = gr.HTML(elem_id="notice", **_PLAIN)
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
        self.fresh = gr.Button("New conversation", elem_id="fresh")

    def listen(self, blocks: gr.Blocks) -> None:
        """Connect the components to what they do."""
        begun = [self.turns, self.header, self.conversation, self.source, self.notice, self.send]
        written = [*begun, self.question]
        blocks.load(self.begin, None, begun, **_AT_ONCE)
        self.bar.listen(blocks, _AT_ONCE)
        asking = [
            gr.on(
                [self.question.submit, self.send.click],
                self.ask,
                [self.question, self.turns, self.bar.filters],
                written,
                js=f"(question, turns) => [question, turns, {SEEN}]",
                concurrency_limit=None,
                **_PRIVATE,
            ),
            self.conversation.ask(
                self.ask_offered,
                [self.turns, self.bar.filters],
                written,
                js=f"turns => [turns, {SEEN}]",
                concurrency_limit=None,
                **_PRIVATE,
            ),
        ]
        self.fresh.click(self.begin, None, begun, cancels=asking, **_AT_ONCE)
        self.look_up.listen(blocks, self.bar.filters, self.source, _PRIVATE)
        for shown in (self.conversation, self.look_up.finding, self.source):
            shown.open(
                self.open_place,
                self.wanted,
                self.source,
                js="() => [window.pullquote.wanted]",
                trigger_mode="always_last",
                **_AT_ONCE,
            )
        self.source.library(self.list_articles, None, self.source, **_AT_ONCE)

    def begin(self) -> Updates:
        """Begin a conversation: nothing said yet, the library beside it."""
        articles = self.service.articles()
        return {
            self.turns: (),
            self.header: render.render_header(articles, self.engine),
            self.conversation: render.render_conversation(render.render_welcome(articles, self.examples)),
            self.source: render_library(articles),
            self.notice: "",
            self.send: _ready(),
        }

    def list_articles(self) -> str:
        """List the library in the source pane."""
        return render_library(self.service.articles())

    def ask(self, typed: str | None, turns: Turns, filters: str | None) -> Iterator[Updates]:
        """Answer what was typed; what can't be asked stays in the box."""
        yield from self._asked(typed or "", turns, filters, {self.question: ""})

    def ask_offered(self, turns: Turns, filters: str | None, event: gr.EventData) -> Iterator[Updates]:
        """Answer a question that a button offered; what is being typed stays."""
        yield from self._asked(str(event.question), turns, filters, {})

    def _asked(self, question: str, turns: Turns, filters: str | None, taken: Updates) -> Iterator[Updates]:
        try:
            checked(question)
            filtered = chosen(filters)
        except (QuestionError, FilterError) as problem:
            yield {self.notice: render.render_error(sentence(str(problem)))}
        else:
            yield {**self._waiting(question, turns), **taken}
            yield self._answered(question, turns, filtered)

    def _waiting(self, question: str, turns: Turns) -> Updates:
        return {
            self.conversation: _conversation(turns, render.render_pending(question)),
            self.notice: "",
            self.send: gr.Button(interactive=False),
        }

    def _answered(self, question: str, turns: Turns, filtered: Filtered) -> Updates:
        history = tuple(Turn(question=turn.question, text=turn.answer.text) for turn in turns)
        try:
            request = AskRequest(question=question, history=history, **filtered.model_dump())
            answer = self.service.ask(request)
            shown = render.render_turn(question, answer, self._read(answer), among(filtered.filters))
            beside = self._first_source(answer)
        except Exception:
            logger.exception("a question could not be answered")
            failed = render.render_failed(question, "This question could not be answered. Please try again.")
            return {self.conversation: _conversation(turns, failed), self.send: _ready()}
        grown = (*turns, Exchange(question, answer, shown))
        return {self.turns: grown, self.conversation: _conversation(grown), self.send: _ready(), **beside}

    def _first_source(self, answer: Answer) -> Updates:
        if not answer.citations:
            return {}
        return {self.source: open_place(self.service, render.place_of(answer.citations[0], answer))}

    def _read(self, answer: Answer) -> dict[str, Article]:
        found = {}
        for article_id, revision in {(passage.article_id, passage.revision) for passage in answer.read}:
            with suppress(NoSuchArticleError):  # removed since it was read
                found[article_id] = self.service.article(article_id, revision)
        return found

    def open_place(self, wanted: str | None) -> str:
        """Open the place that a chip or an entry names."""
        try:
            return open_place(self.service, Place.model_validate_json(wanted or ""))
        except ValidationError:
            return render_missing()


def _conversation(turns: Turns, last: Html | None = None) -> Html:
    return render.render_conversation(*(turn.shown for turn in turns), *([last] if last else []))


def _ready() -> gr.Button:
    return gr.Button(interactive=True)
