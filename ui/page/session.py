"""A reader's conversation with the articles: its turns, who answers, and what is being answered.

One session has one Talk, which Gradio holds for it. Its page changes it from the server's event loop alone.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from rag.answer import Citation, Statement, Turn, add_markers
from rag.errors import QuestionError
from rag.settings import LlmSettings
from rag.write.writer import StatementEvent
from ui.page.html.markup import Html
from ui.page.html.model_form import host_of

Glosses = Mapping[int, Html]  # the number of a citation → what stands in place of its button to translate
Rendering = Callable[[Glosses], Html]


@dataclass(slots=True)
class Exchange:
    """A question that was answered, or was while it was; `text` is what a follow-up goes back to."""

    question: str
    text: str
    citations: tuple[Citation, ...]
    language: str  # the reader's
    render: Rendering
    glosses: dict[int, Html] = field(default_factory=dict)

    @property
    def shown(self) -> Html:
        """The exchange as it is shown now."""
        return self.render(self.glosses)

    def cited(self, number: int) -> Citation | None:
        """Return the citation of that number, if there is one."""
        return next((one for one in self.citations if one.number == number), None)


@dataclass(slots=True)
class PendingAnswer:
    """A question that is being answered: what a model has told so far, until it is stopped."""

    question: str
    model: str | None
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    statements: list[Statement] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    opened: bool = False  # whether a source was shown beside it

    def add(self, told: StatementEvent) -> None:
        """Add a statement with the citations that it is the first to use."""
        self.statements.append(told.statement)
        self.citations.extend(told.citations)

    @property
    def text(self) -> str:
        """What was told, with its citations."""
        return " ".join(map(add_markers, self.statements))


@dataclass(slots=True)
class Session:
    """What a session knows; without a `model` answers are quotes. A key is in the model's settings and nowhere else."""

    turns: list[Exchange] = field(default_factory=list)
    model: LlmSettings | None = None
    choices: int = 0
    making: PendingAnswer | None = None

    @property
    def engine(self) -> str:
        """Who answers, as an Answer tells it."""
        return f"llm:{self.model.model}" if self.model else "quote"

    @property
    def host(self) -> str | None:
        """Where questions and passages go, if anywhere."""
        return host_of(self.model) if self.model else None

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
        if self.making is not None:
            raise QuestionError("an answer is being made; stop it, or wait for its end")
        self.making = PendingAnswer(question, self.model.model if self.model else None)
        return self.making

    def end(self, making: PendingAnswer, exchange: Exchange | None = None) -> bool:
        """Add what came of a question; tell whether it was still being answered in this conversation."""
        if self.making is not making:
            return False
        self.making = None
        if exchange is not None:
            self.turns.append(exchange)
        return True

    def forget(self) -> None:
        """Begin a new conversation; who answers stays. What is being made is stopped and belongs to it no more."""
        if self.making is not None:
            self.making.stop.set()
        self.turns, self.making = [], None
