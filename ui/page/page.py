"""The chat page: a conversation on one side, the article it quotes on the other."""

import asyncio

import gradio as gr
from fastapi import FastAPI
from pydantic import ValidationError

from rag.settings import LlmSettings
from ui.page.ask_view import AskView, Updates
from ui.page.check_tab import CheckTab
from ui.page.filter_bar import FilterBar
from ui.page.gradio_options import AT_ONCE, PAGE_SCRIPT, PLAIN, read_asset
from ui.page.html import conversation
from ui.page.html.source import Anchor, open_anchor, render_library, render_missing
from ui.page.lookup_tab import LookUpTab
from ui.page.session import Session
from ui.service.service import LocalService
from ui.service.suggestions import Suggestions

_ICON = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'><rect width='32' height='32' rx='6' "
    "fill='%239c1c22'/><text x='16' y='35' font-size='38' font-family='Georgia,serif' text-anchor='middle' "
    "fill='white'>”</text></svg>"
)
_HEAD = f"""<style>{read_asset("page.css")}</style>
<link rel="icon" href="data:image/svg+xml,{_ICON}">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">"""


def mount_page(app: FastAPI, service: LocalService, configured: LlmSettings | None = None) -> FastAPI:
    """Serve the page at `/` of `app`; add every other route before, because the page takes what is left.

    `configured` is the model that the settings name, offered first to readers who want one.

    Gradio is set to keep nothing (run history), serve no file, accept no upload worth the name, and load
    nothing from elsewhere: its fonts given as names would be looked for as font files.
    """
    mounted: FastAPI = gr.mount_gradio_app(
        app,
        build_page(service, configured),
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


def build_page(service: LocalService, configured: LlmSettings | None = None) -> gr.Blocks:
    """Build the page over `service`; answers are quotes until a reader chooses a model."""
    blocks: gr.Blocks
    with gr.Blocks(title="Pullquote", analytics_enabled=False, fill_width=True) as blocks:
        _Page(service, configured or LlmSettings()).listen(blocks)
    return blocks


class _Page:
    """The components of the page and what happens when they are used.

    Nothing of a reader is kept here: `session` stands for the Session that Gradio holds for each.
    """

    def __init__(self, service: LocalService, configured: LlmSettings) -> None:
        self.service = service
        self.suggestions = Suggestions(service.ask)
        self.session = gr.State(Session())
        self.wanted = gr.Textbox(visible=False)  # where JavaScript puts the place to open
        self.header = gr.HTML(elem_id="header", **PLAIN)
        with gr.Row(elem_id="desk"):
            with gr.Column(elem_id="talk"):
                self.bar = FilterBar(service)
                with gr.Column(elem_id="ask-view"):
                    self.ask = AskView(service, configured)
                with gr.Column(elem_id="look-view"):
                    self.look_up = LookUpTab(service)
                with gr.Column(elem_id="check-view"):
                    self.check = CheckTab(service)
            with gr.Column(elem_id="pane"):
                self.source = gr.HTML(elem_id="source", js_on_load=PAGE_SCRIPT, **PLAIN)

    def listen(self, blocks: gr.Blocks) -> None:
        """Connect the components to what they do."""
        outputs = [self.header, self.source, *self.ask.outputs]
        blocks.load(self.begin, self.session, outputs, **AT_ONCE)
        self.bar.listen(blocks)
        self.ask.listen(self.session, self.bar, self.source)
        self.ask.models.listen(blocks, self.session, self.header)
        self.ask.fresh.click(self.begin, self.session, outputs, **AT_ONCE)
        self.look_up.listen(blocks, self.bar.filters, self.source)
        self.check.listen(blocks, self.bar.filters)
        for shown in (self.ask.log, self.look_up.finding, self.check.checked, self.source):
            shown.open(
                self.open_place,
                self.wanted,
                self.source,
                js="() => [window.pullquote.wanted]",
                trigger_mode="always_last",
                **AT_ONCE,
            )
        self.source.library(self.list_articles, None, self.source, **AT_ONCE)

    async def begin(self, session: Session) -> Updates:
        """Begin a conversation: questions to start with, the library beside them; who answers stays."""
        session.reset()
        articles = await asyncio.to_thread(self.service.articles)
        questions = await asyncio.to_thread(self.suggestions.find, articles)
        return {
            self.header: conversation.render_header(articles, session.model),
            self.source: render_library(articles),
            **self.ask.begin(articles, questions),
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
