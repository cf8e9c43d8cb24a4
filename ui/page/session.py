"""A reader's conversation with the articles: its turns, who answers, and what is being answered.

One reader has one Session, which Gradio holds. The page changes it from the server's event loop alone.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from time import monotonic

from rag.answer import Citation, Turn, add_markers
from rag.errors import QuestionError
from rag.settings import LlmSettings
from ui.page.html.markup import Html
from ui.service.partial_answer import PartialAnswer

Translations = Mapping[int, Html]  # the number of a citation → what stands in place of its button to translate


@dataclass(slots=True)
class Exchange:
    """A question with its answer, whole or stopped; `text` is what a follow-up goes back to."""

    question: str
    text: str
    citations: tuple[Citation, ...]
    language: str  # the reader's
    render: Callable[[Translations], Html]
    translations: dict[int, Html] = field(default_factory=dict)

    @property
    def html(self) -> Html:
        """The exchange as it is shown now."""
        return self.render(self.translations)

    def citation(self, number: int) -> Citation | None:
        """Return the citation of that number, if there is one."""
        return next((one for one in self.citations if one.number == number), None)


@dataclass(slots=True, kw_only=True)
class PendingAnswer(PartialAnswer):
    """A question that is being answered, until it is stopped."""

    question: str
    model: str | None = None
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    started: float = field(default_factory=monotonic)
    source_opened: bool = False  # whether a source was opened beside it

    @property
    def text(self) -> str:
        """The statements, with the numbers of their citations."""
        return " ".join(map(add_markers, self.statements))


@dataclass(slots=True)
class Session:
    """What is kept of a reader; without a `model` answers are quotes. A key is in the model's settings only."""

    turns: list[Exchange] = field(default_factory=list)
    model: LlmSettings | None = None
    choices: int = 0
    pending: PendingAnswer | None = None

    @property
    def history(self) -> tuple[Turn, ...]:
        """What a follow-up may go back to."""
        return tuple(Turn(question=one.question, text=one.text) for one in self.turns)

    def choose(self, model: LlmSettings | None) -> None:
        """Let another answer from the next question on."""
        self.model = model
        self.choices += 1

    def begin(self, question: str) -> PendingAnswer:
        """Begin to answer a question; raise QuestionError while another is being answered."""
        if self.pending is not None:
            raise QuestionError("another answer is still being written; stop it, or wait for its end")
        self.pending = PendingAnswer(question=question, model=self.model.model if self.model else None)
        return self.pending

    def end(self, pending: PendingAnswer, exchange: Exchange | None = None) -> bool:
        """Add what came of a question; tell whether it was still being answered in this conversation."""
        if self.pending is not pending:
            return False
        self.pending = None
        if exchange is not None:
            self.turns.append(exchange)
        return True

    def reset(self) -> None:
        """Begin a new conversation; who answers stays. What is being answered is stopped, and is no part of it."""
        if self.pending is not None:
            self.pending.stop.set()
        self.turns, self.pending = [], None
