"""The bar of the page: tabs, filters, and the line that says which of them hold."""

import gradio as gr

from index.errors import FilterError
from index.store.collections import Collection
from ui.page.gradio_options import AT_ONCE, PLAIN, read_asset
from ui.page.html.conversation import render_problem
from ui.page.html.filters import read_filters, render_bar, render_filtered
from ui.service.service import LocalService

SEEN = "window.pullquote.filters()"  # JavaScript: the filters as they are seen
_SCRIPT = read_asset("bar.js")


class FilterBar:
    """The components of the bar and what happens when they are used; nothing of a reader is kept here.

    `filters` is where JavaScript puts the filters that are seen when something is sent. What comes along with an
    event may be that of an earlier one: Gradio sends one at a time, and the last of those that had to wait.
    """

    def __init__(self, service: LocalService) -> None:
        self._service = service
        self.bar = gr.HTML(elem_id="bar", js_on_load=_SCRIPT, **PLAIN)
        self.filtered = gr.HTML(elem_id="filtered", js_on_load=_SCRIPT, **PLAIN)
        self.filters = gr.Textbox(visible=False)

    def listen(self, blocks: gr.Blocks) -> None:
        """Offer what there is to choose from when the page opens; a new conversation leaves it as it is."""
        blocks.load(self.offer, None, self.bar, **AT_ONCE)
        for narrowing in (self.bar, self.filtered):
            narrowing.narrow(
                self.narrow,
                self.filters,
                self.filtered,
                js=f"() => [{SEEN}]",
                trigger_mode="always_last",
                **AT_ONCE,
            )

    def offer(self) -> str:
        """Offer what there is to choose from."""
        return render_bar(self._service.articles(), [one.name for one in self._service.collections()])

    def narrow(self, filters: str | None) -> str:
        """Say which filters hold, or why one can't."""
        try:
            filtered = read_filters(filters)
            return render_filtered(self._service.articles(), filtered, self._find_collection(filtered.collection))
        except FilterError as problem:
            return render_problem(problem)

    def _find_collection(self, name: str | None) -> Collection | None:
        """Return the collection that is chosen; one that is gone by now has no articles."""
        if not name:
            return None
        return next((one for one in self._service.collections() if one.name == name), Collection(name, ()))
