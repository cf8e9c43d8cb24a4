"""The tab that checks a draft: a box to paste into, the count, and the draft with each sentence marked."""

import logging
from collections.abc import Iterator
from time import monotonic
from typing import Any

import gradio as gr

from index.errors import FilterError
from rag.errors import StatementError
from ui.page.filter_bar import SEEN
from ui.page.gradio_options import PAGE_SCRIPT, PLAIN, PRIVATE
from ui.page.html.conversation import render_error, render_problem
from ui.page.html.draft import render_draft, render_draft_invitation, render_draft_verdict
from ui.page.html.filters import read_filters
from ui.service.contract import DraftRequest
from ui.service.service import LocalService
from ui.wording import describe_selection

logger = logging.getLogger(__name__)
_SHOWN_EVERY = 0.5  # seconds, while sentences are checked


class CheckTab:
    """The components of the tab and what happens when they are used; nothing of a reader is kept here."""

    def __init__(self, service: LocalService) -> None:
        self._service = service
        self.invitation = gr.HTML(elem_id="draft-invitation", **PLAIN)
        with gr.Column(elem_id="check"):
            self.draft = gr.Textbox(
                label="A sentence or a draft; Ctrl+Enter checks it",
                placeholder="Paste a sentence or a draft",
                container=False,
                lines=8,
                max_lines=16,
                elem_id="draft",
            )
            self.send = gr.Button("Check", elem_id="check-draft")
        self.verdict = gr.HTML(elem_id="draft-verdict", js_on_load=PAGE_SCRIPT, **PLAIN)
        self.checked = gr.HTML(elem_id="checked", js_on_load=PAGE_SCRIPT, **PLAIN)

    def listen(self, blocks: gr.Blocks, filters: gr.Textbox) -> None:
        """Connect the button; JavaScript presses it for Ctrl+Enter, and sends the filters that are seen."""
        blocks.load(self.invite, None, self.invitation, queue=False, **PRIVATE)
        self.send.click(
            self.check,
            [self.draft, filters],
            [self.verdict, self.checked, self.send],
            js=f"draft => [draft, {SEEN}]",
            concurrency_limit=None,
            **PRIVATE,
        )

    def invite(self) -> str:
        """Say what the tab is for."""
        return render_draft_invitation(empty=not self._service.articles())

    def check(self, draft: str | None, filters: str | None) -> Iterator[tuple[Any, ...]]:
        """Check a draft, showing what is done so far; the box keeps it, so that it can be changed and checked again."""
        for shown in self._check(draft or "", filters):
            yield *shown, gr.Button(interactive=False)
        yield gr.skip(), gr.skip(), gr.Button(interactive=True)

    def _check(self, draft: str, filters: str | None) -> Iterator[tuple[str, str]]:
        try:
            filtered = read_filters(filters)
            request = DraftRequest(draft=draft, **filtered.model_dump())
            total, checking = self._service.begin_draft(request)
            done = []
            shown = 0.0
            for one in checking:
                done.append(one)
                if monotonic() - shown > _SHOWN_EVERY and len(done) < total:
                    yield render_draft_verdict(done, total), render_draft(draft, done)
                    shown = monotonic()
            among = describe_selection(filtered.filters)
            yield render_draft_verdict(done, total, among), render_draft(draft, done)
        except (StatementError, FilterError) as problem:
            yield render_problem(problem), ""
        except Exception:
            logger.exception("a draft could not be checked")
            yield render_error("This draft could not be checked. Please try again."), ""
