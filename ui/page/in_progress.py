"""An answer in progress as HTML: what is checked stands as it will stay, what isn't yet apart from it."""

from collections.abc import Callable, Mapping
from functools import partial
from time import monotonic

from index.language.detection import language_of
from ui.page.html.checks import render_legend_line, render_switch
from ui.page.html.conversation import render_question, wrap_head, wrap_turn
from ui.page.html.markup import Html, element, join
from ui.page.html.statement import NO_TRANSLATIONS, render_statement
from ui.page.session import Exchange, PendingAnswer
from ui.wording import describe_wait

_SILENT = 2  # seconds after which it is shown how long nothing has come


def render_pending(pending: PendingAnswer) -> Html:
    """Render a question that is being answered, with what is checked so far; screen readers read each sentence."""
    if pending.model is None or not pending.statements:
        reading = f"{pending.model} reads the articles" if pending.model else "Reading the articles"
        return wrap_turn(pending.question, element("p", reading, element("span", class_="dots"), class_="pending"))
    legend = render_legend_line(pending.model, "Each sentence is checked as it comes.")
    return wrap_turn(pending.question, wrap_head(legend), _statements(pending))


def render_progress(pending: PendingAnswer, clock: Callable[[], float] = monotonic) -> Html:
    """Render a wait that the endpoint asks for, or what is being checked, or for how long nothing has come.

    What isn't checked yet may go, so it isn't read aloud.
    """
    if pending.wait is not None:
        return element("p", describe_wait(pending.wait), class_="unchecked", role="status")
    if pending.unchecked:
        label = element("span", "Being checked", class_="being-checked")
        words = element("span", pending.unchecked, dir="auto")
        return element("p", label, " ", words, class_="unchecked", aria_hidden="true")
    seconds = clock() - pending.started
    silent = not pending.has_begun and seconds >= _SILENT
    return element("p", f"{seconds:.0f} s", class_="unchecked", aria_hidden="true") if silent else Html()


def stop_answer(pending: PendingAnswer) -> Exchange:
    """Return what was checked until the answer was stopped, as an exchange of its own."""
    return Exchange(
        question=pending.question,
        text=pending.text,
        citations=tuple(pending.citations),
        language=_language(pending),
        render=partial(_render_stopped, pending),
    )


def _render_stopped(pending: PendingAnswer, translations: Mapping[int, Html]) -> Html:
    kept = "What stands here was checked; there may have been more."
    note = kept if pending.statements else "Nothing was written yet."
    switch = render_switch(pending.statements)
    return wrap_turn(
        pending.question,
        wrap_head(render_legend_line(pending.model, "Stopped before its end.") if pending.model else None),
        _statements(pending, translations),
        element("p", element("strong", "Stopped."), " ", note, class_="note"),
        element("p", switch, class_="colophon") if switch else None,
        render_question("Ask again", pending.question),
    )


def _statements(pending: PendingAnswer, translations: Mapping[int, Html] = NO_TRANSLATIONS) -> Html:
    citations, language = pending.citations, _language(pending)
    return join(*(render_statement(one, citations, language, language, translations) for one in pending.statements))


def _language(pending: PendingAnswer) -> str:
    return language_of(pending.question) or "en"
