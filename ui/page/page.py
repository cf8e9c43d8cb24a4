"""The chat page: a conversation on one side, the article it quotes on the other."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import gradio as gr
from fastapi import FastAPI
from pydantic import ValidationError

from rag.settings import LlmSettings
from ui.page.ask_view import AskView, Updates
from ui.page.filter_bar import FilterBar
from ui.page.html import conversation
from ui.page.html.source import Anchor, open_anchor, render_library, render_missing
from ui.page.lookup_tab import LookUpTab
from ui.page.session import Session
from ui.service.service import Writing

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


def mount_page(
    app: FastAPI, service: Writing, examples: Sequence[str] = EXAMPLES, known: LlmSettings | None = None
) -> FastAPI:
    """Serve the page at `/` of `app`; add every other route before, because the page takes what is left.

    `known` is the model that the settings name, offered first to readers who want one.

    Gradio is told to keep nothing (run history), serve no file, accept no upload worth the name, and load
    nothing from elsewhere: its fonts given as names would be looked for as font files.
    """
    mounted: FastAPI = gr.mount_gradio_app(
        app,
        build_page(service, examples, known),
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


def build_page(service: Writing, examples: Sequence[str] = EXAMPLES, known: LlmSettings | None = None) -> gr.Blocks:
    """Build the page over `service`; answers are quotes until a reader chooses a model."""
    blocks: gr.Blocks
    with gr.Blocks(title="Pullquote", analytics_enabled=False, fill_width=True) as blocks:
        _Page(service, examples, known or LlmSettings()).listen(blocks)
    return blocks


class _Page:
    """The components of the page and what happens when they are used.

    Nothing of a session is kept here: `talk` stands for a Talk that Gradio holds for each session.
    """

    def __init__(self, service: Writing, examples: Sequence[str], known: LlmSettings) -> None:
        self.service = service
        self.examples = examples
        self.talk = gr.State(Session())
        self.wanted = gr.Textbox(visible=False)  # where JavaScript puts the place to open
        self.header = gr.HTML(elem_id="header", **_PLAIN)
        with gr.Row(elem_id="desk"):
            with gr.Column(elem_id="talk"):
                self.bar = FilterBar(service, _PLAIN)
                with gr.Column(elem_id="ask-view"):
                    self.ask = AskView(service, known, _SCRIPT, _PLAIN)
                with gr.Column(elem_id="look-view"):
                    self.look_up = LookUpTab(service, _SCRIPT, _PLAIN)
            with gr.Column(elem_id="pane"):
                self.source = gr.HTML(elem_id="source", js_on_load=_SCRIPT, **_PLAIN)

    def listen(self, blocks: gr.Blocks) -> None:
        """Connect the components to what they do."""
        begun = [self.header, self.source, *self.ask.begun]
        blocks.load(self.begin, self.talk, begun, **_AT_ONCE)
        self.bar.listen(blocks, _AT_ONCE)
        self.ask.listen(self.talk, self.bar, self.source, _PRIVATE, _AT_ONCE)
        self.ask.models.listen(blocks, self.talk, self.header, _PRIVATE, _AT_ONCE)
        self.ask.fresh.click(self.begin, self.talk, begun, **_AT_ONCE)
        self.look_up.listen(blocks, self.bar.filters, self.source, _PRIVATE)
        for shown in (self.ask.log, self.look_up.finding, self.source):
            shown.open(
                self.open_place,
                self.wanted,
                self.source,
                js="() => [window.pullquote.wanted]",
                trigger_mode="always_last",
                **_AT_ONCE,
            )
        self.source.library(self.list_articles, None, self.source, **_AT_ONCE)

    async def begin(self, talk: Session) -> Updates:
        """Begin a conversation: nothing said yet, the library beside it; who answers stays."""
        talk.forget()
        articles = await asyncio.to_thread(self.service.articles)
        return {
            self.header: conversation.render_header(articles, talk.engine, talk.host),
            self.source: render_library(articles),
            **self.ask.begin(articles, self.examples),
        }

    def list_articles(self) -> str:
        """List the library in the source pane."""
        return render_library(self.service.articles())

    def open_place(self, wanted: str | None) -> str:
        """Open the place that a chip or an entry names."""
        try:
            return open_anchor(self.service, Anchor.model_validate_json(wanted or ""))
        except ValidationError:
            return render_missing()
