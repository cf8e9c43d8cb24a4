"""Who answers, in the page: the line that says so, the form behind it, and what came of trying a model."""

from collections.abc import AsyncGenerator
from typing import Any

import gradio as gr

from rag.model.probe import Probe
from rag.settings import LlmSettings
from ui.page.gradio_options import AT_ONCE, PLAIN, PRIVATE, read_asset, read_event
from ui.page.html.conversation import render_error, render_header, render_problem
from ui.page.html.markup import element
from ui.page.html.model_form import ChoiceError, in_form_words, read_model, render_form, render_line
from ui.page.session import Session
from ui.service.service import LocalService

_SCRIPT = read_asset("model.js")


class ModelBar:
    """The components and what happens when they are used; what is chosen belongs to the Session.

    What is typed comes with the event itself, and not by way of a component: of what passes through those Gradio keeps
    a copy, and a key is among it.
    """

    def __init__(self, service: LocalService, configured: LlmSettings) -> None:
        self._service = service
        self._configured = configured
        self.form = gr.HTML(elem_id="models", js_on_load=_SCRIPT, **PLAIN)
        self.result = gr.HTML(elem_id="model-said", js_on_load=_SCRIPT, **PLAIN)

    def place_line(self) -> None:
        """Put the line here, which may be elsewhere than the form."""
        self.line = gr.HTML(elem_id="model-line", js_on_load=_SCRIPT, **PLAIN)

    def listen(self, blocks: gr.Blocks, session: gr.State, header: gr.HTML) -> None:
        """Offer what there is when the page opens; choose when the form is sent, try when that is wanted."""
        blocks.load(self.show, session, [self.line, self.form], **AT_ONCE)
        self.form.choose(self.choose, session, [self.line, self.form, self.result, header], **AT_ONCE)
        self.form.attempt(self.attempt, session, self.result, concurrency_limit=None, **PRIVATE)

    def show(self, session: Session) -> tuple[str, str]:
        """Return the line and the form."""
        return render_line(session.model, session.choices), render_form(self._configured, session.model)

    def choose(self, session: Session, event: gr.EventData) -> tuple[Any, ...]:
        """Let the model that the form names answer from now on."""
        try:
            session.choose(read_model(read_event(event, "typed"), self._configured, session.model))
        except ChoiceError as problem:
            return gr.skip(), gr.skip(), render_problem(problem), gr.skip()
        return *self.show(session), "", render_header(self._service.articles(), session.model)

    async def attempt(self, session: Session, event: gr.EventData) -> AsyncGenerator[str, None]:
        """Ask the model that the form names for a word; say in a line what is wrong, or right."""
        try:
            model = read_model(read_event(event, "typed"), self._configured, session.model)
        except ChoiceError as problem:
            yield render_problem(problem)
            return
        if model is None:
            yield element("p", "Quoting needs no model: it always works.", class_="told")
            return
        yield element("p", f"Asking {model.model} for a word …", class_="told")
        yield _render_probe(await self._service.probe(model))


def _render_probe(found: Probe) -> str:
    line = in_form_words(found.line)
    return render_error(line) if found.problem else element("p", line, class_="told right")
