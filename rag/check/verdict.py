"""What a written statement is checked with: anything that tells whether passages support it, and by which words."""

from collections.abc import Sequence
from typing import Protocol

from rag.answer import Check, Support
from rag.retrieve.hit import Hit


class Place(Protocol):
    """Where words stand that support a statement."""

    @property
    def passage_id(self) -> str:
        """The passage."""

    @property
    def start(self) -> int:
        """First code point, in the article."""

    @property
    def end(self) -> int:
        """One past the last code point."""


class Verdict(Protocol):
    """Whether a statement is supported, the facts that were looked up, and the words that support it best."""

    @property
    def support(self) -> Support:
        """How it is supported."""

    @property
    def checks(self) -> tuple[Check, ...]:
        """Each fact that was looked up."""

    @property
    def place(self) -> Place | None:
        """The words nearest to it; None if there are none."""

    @property
    def better(self) -> Place | None:
        """Words that were read and not cited, and do support it."""


class StatementChecker(Protocol):
    """Checks statements."""

    def __call__(self, statement: str, language: str, cited: Sequence[Hit], others: Sequence[Hit], /) -> Verdict:
        """Check a statement in a language against the passages it cites; `others` were read, too."""
