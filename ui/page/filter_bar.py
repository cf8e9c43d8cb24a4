"""The bar of the page: tabs, filters, and the line that says which of them hold."""

from pathlib import Path
from typing import Any

import gradio as gr

from ui.page.html.conversation import render_error
from ui.page.html.filters import FilterError, read_filters, render_bar, render_filtered
from ui.service.service import Service
from ui.wording import to_sentence

SEEN = "window.pullquote.filters()"  # JavaScript: the filters as they are seen
_SCRIPT = Path(__file__).with_name("bar.js").read_text(encoding="utf-8")


class FilterBar:
    """The components of the bar and what happens when they are used; nothing of a reader is kept here.

    `filters` is where JavaScript puts the filters that are seen when something is sent. What comes along with an
    event may be that of an earlier one: Gradio sends one at a time, and the last of those that had to wait.
    """

    def __init__(self, service: Service, plain: dict[str, Any]) -> None:
        self._service = service
        self.bar = gr.HTML(elem_id="bar", js_on_load=_SCRIPT, **plain)
        self.filtered = gr.HTML(elem_id="filtered", js_on_load=_SCRIPT, **plain)
        self.filters = gr.Textbox(visible=False)

    def listen(self, blocks: gr.Blocks, at_once: dict[str, Any]) -> None:
        """Offer what there is to choose from when the page opens; a new conversation leaves it as it is."""
        blocks.load(lambda: render_bar(self._service.articles()), None, self.bar, **at_once)
        for narrowing in (self.bar, self.filtered):
            narrowing.narrow(
                self.narrow,
                self.filters,
                self.filtered,
                js=f"() => [{SEEN}]",
                trigger_mode="always_last",
                **at_once,
            )

    def narrow(self, filters: str | None) -> str:
        """Say which filters hold, or why one can't."""
        try:
            return render_filtered(self._service.articles(), read_filters(filters))
        except FilterError as problem:
            return render_error(to_sentence(str(problem)))
