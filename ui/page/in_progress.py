"""An answer while it is made, as HTML: what is told stands as it will stay, what isn't checked yet apart from it."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from time import monotonic

from index.language.detection import language_of
from rag.answer import Citation, Statement
from rag.model.chat_model import Waiting
from rag.write.writer import PartialEvent
from ui.page.html.checks import render_legend_line, render_switch
from ui.page.html.conversation import render_question, wrap_head, wrap_turn
from ui.page.html.markup import Html, element, join
from ui.page.html.statement import render_statement
from ui.page.session import Exchange, PendingAnswer
from ui.wording import describe_wait

_SILENT = 2  # seconds after which it is shown how long nothing has come


def render_pending(making: PendingAnswer) -> Html:
    """Render a question that is being answered, with what is checked so far; screen readers are told each sentence."""
    if making.model is None or not making.statements:
        reading = "Reading the articles" if making.model is None else f"{making.model} reads the articles"
        return wrap_turn(making.question, element("p", reading, element("span", class_="dots"), class_="pending"))
    legend = render_legend_line(making.model, "Each sentence is checked as it comes.")
    return wrap_turn(
        making.question, wrap_head(legend), _statements(making.question, making.statements, making.citations)
    )


def render_unchecked(text: str) -> Html:
    """Render what a model is writing; it may go when it is checked, so it isn't read aloud."""
    label = element("span", "Being checked", class_="being-checked")
    return element("p", label, " ", element("span", text, dir="auto"), class_="unchecked", aria_hidden="true")


class Progress:
    """What a model does between two statements, from its events."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._begun = clock()
        self._pending: str | None = None
        self._wait: float | None = None

    def see(self, event: object) -> None:
        """Take an event in."""
        self._wait = event.seconds if isinstance(event, Waiting) else None
        self._pending = event.text if isinstance(event, PartialEvent) else ""

    @property
    def shown(self) -> Html:
        """Say that the endpoint wants to be left alone, or what is being checked, or how long nothing has come."""
        if self._wait is not None:
            return element("p", describe_wait(self._wait), class_="unchecked", role="status")
        if self._pending:
            return render_unchecked(self._pending)
        seconds = self._clock() - self._begun
        silent = self._pending is None and seconds >= _SILENT
        return element("p", f"{seconds:.0f} s", class_="unchecked", aria_hidden="true") if silent else Html()


def to_exchange(making: PendingAnswer) -> Exchange:
    """Return what was told until it was stopped, as an exchange of its own."""
    statements, citations = tuple(making.statements), tuple(making.citations)
    return Exchange(
        question=making.question,
        text=making.text,
        citations=citations,
        language=_language(making.question),
        render=partial(_stopped, making.question, making.model, statements, citations),
    )


def _stopped(
    question: str,
    model: str | None,
    statements: Sequence[Statement],
    citations: Sequence[Citation],
    glosses: Mapping[int, Html],
) -> Html:
    kept = "What stands here was checked; there may have been more." if statements else "Nothing was written yet."
    note = element("p", element("strong", "Stopped."), " ", kept, class_="note")
    switch = render_switch(statements)
    return wrap_turn(
        question,
        wrap_head(render_legend_line(model, "Stopped before its end.") if model else None),
        _statements(question, statements, citations, glosses),
        note,
        element("p", switch, class_="colophon") if switch else None,
        render_question("Ask again", question),
    )


def _statements(
    question: str,
    statements: Sequence[Statement],
    citations: Sequence[Citation],
    glosses: Mapping[int, Html] | None = None,
) -> Html:
    language = _language(question)
    return join(*(render_statement(one, citations, language, language, glosses or {}) for one in statements))


def _language(question: str) -> str:
    return language_of(question) or "en"
