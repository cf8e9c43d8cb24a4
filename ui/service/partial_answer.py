"""What a model has written of an answer so far, for those that show it while it is written."""

from dataclasses import dataclass, field

from rag.answer import Citation, Statement
from rag.model.chat_model import Waiting
from rag.write.writer import Event, PartialEvent, StatementEvent


@dataclass(slots=True, kw_only=True)
class PartialAnswer:
    """The statements that are checked, and what has come since the last of them: words, or a `wait` in seconds."""

    statements: list[Statement] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    unchecked: str = ""
    wait: float | None = None
    has_begun: bool = False

    def add(self, event: Event) -> None:
        """Take in an event of the answer's stream."""
        self.has_begun = True
        self.wait = event.seconds if isinstance(event, Waiting) else None
        self.unchecked = event.text if isinstance(event, PartialEvent) else ""
        if isinstance(event, StatementEvent):
            self.statements.append(event.statement)
            self.citations.extend(event.citations)
