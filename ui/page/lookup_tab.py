"""The tab that looks an excerpt up: a box to paste into, the verdict, and where the words stand."""

import logging
from collections.abc import Iterator
from typing import Any

import gradio as gr

from index.errors import FilterError
from rag.errors import ExcerptError
from rag.lookup.finding import Finding
from ui.page.filter_bar import SEEN
from ui.page.gradio_options import PAGE_SCRIPT, PLAIN, PRIVATE
from ui.page.html.conversation import render_error, render_problem
from ui.page.html.filters import read_filters
from ui.page.html.finding import render_finding, render_invitation, render_looking, render_verdict
from ui.page.html.source import anchor_among, open_anchor, render_library
from ui.service.contract import CiteRequest
from ui.service.service import LocalService
from ui.wording import describe_selection

logger = logging.getLogger(__name__)


class LookUpTab:
    """The components of the tab and what happens when they are used; nothing of a reader is kept here."""

    def __init__(self, service: LocalService) -> None:
        self._service = service
        self.invitation = gr.HTML(elem_id="invitation", **PLAIN)
        with gr.Column(elem_id="look"):
            self.excerpt = gr.Textbox(
                label="Words to look up; Ctrl+Enter looks them up",
                placeholder="Paste the words to look up",
                container=False,
                lines=4,
                max_lines=10,
                elem_id="excerpt",
            )
            self.send = gr.Button("Look up", elem_id="look-up")
        self.verdict = gr.HTML(elem_id="verdict", js_on_load=PAGE_SCRIPT, **PLAIN)
        self.finding = gr.HTML(elem_id="finding", js_on_load=PAGE_SCRIPT, **PLAIN)

    def listen(self, blocks: gr.Blocks, filters: gr.Textbox, source: gr.HTML) -> None:
        """Connect the button; JavaScript presses it for Ctrl+Enter, and sends the filters that are seen."""
        blocks.load(self.invite, None, self.invitation, queue=False, **PRIVATE)
        self.send.click(
            self.look_up,
            [self.excerpt, filters],
            [self.verdict, self.finding, source, self.send],
            js=f"excerpt => [excerpt, {SEEN}]",
            concurrency_limit=None,
            **PRIVATE,
        )

    def invite(self) -> str:
        """Say what the tab is for."""
        return render_invitation(empty=not self._service.articles())

    def look_up(self, excerpt: str | None, filters: str | None) -> Iterator[tuple[Any, ...]]:
        """Look an excerpt up; the box keeps it, so that it can be changed and looked up again."""
        yield render_looking(), "", gr.skip(), gr.Button(interactive=False)
        yield *self._look_up(excerpt or "", filters), gr.Button(interactive=True)

    def _look_up(self, excerpt: str, filters: str | None) -> tuple[Any, Any, Any]:
        try:
            filtered = read_filters(filters)
            finding = self._service.cite(CiteRequest(excerpt=excerpt, **filtered.model_dump()))
            source = self._open_best(finding)
        except (ExcerptError, FilterError) as problem:
            return render_problem(problem), "", gr.skip()
        except Exception:
            logger.exception("an excerpt could not be looked up")
            return render_error("These words could not be looked up. Please try again."), "", gr.skip()
        return render_verdict(finding, describe_selection(filtered.filters)), render_finding(finding), source

    def _open_best(self, finding: Finding) -> str:
        """Open the best match; the library where there is none, lest other words be marked beside the verdict."""
        matches = finding.matches or finding.earlier
        if not matches:
            return render_library(self._service.articles())
        return open_anchor(self._service, anchor_among(matches[0], matches))
