"""A part of a question, with what was read for it: does that answer?"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from rag.answer import AnswerType
from rag.calibration import Calibration
from rag.facts.dates.period import Period
from rag.question.answer_type import find_missing, find_unknown_names
from rag.quote.answerability import Answerability, score_answerability
from rag.quote.ranking import Quote, pick_quotes
from rag.retrieve.hit import Reading


@dataclass(frozen=True)
class QuestionPart:
    """What was read for a part of a question, the sentences of that ranked, and the times it asks about."""

    reading: Reading
    ranked: list[Quote]
    asked: tuple[Period, ...]
    calibration: Calibration

    @property
    def answerability(self) -> Answerability | None:
        """How strongly what was read speaks for an answer; None if nothing was read."""
        if not self.ranked:
            return None
        return score_answerability(self.ranked, self.reading, self.asked, self.calibration.answerability)

    @property
    def answers(self) -> bool:
        """Whether what was read names what is asked about, and has the kind of thing that is asked for."""
        return not find_unknown_names(self.reading) and self.lacks is None

    @cached_property
    def lacks(self) -> AnswerType | None:
        """What the question asks for that none of its quotes has."""
        return find_missing(self.reading.question, self._quotes())

    def _quotes(self) -> Iterator[str]:
        for quote in pick_quotes([self.ranked], self.calibration.ranking):
            yield quote.text
