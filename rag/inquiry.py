"""A question is read for: part by part, retrieve → rank → gate."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from index.language.detection import language_of
from index.library import Library
from index.store.filters import Filters
from rag.answer import AnswerType
from rag.calibration import Calibration, calibration_for
from rag.question.parts import parts_of
from rag.question.times import asked_about, dated
from rag.quote.agreement import SentenceSimilarity
from rag.quote.answerability import GATE_KEY, Answerability, Gate, gate_for
from rag.quote.part import QuestionPart
from rag.quote.ranking import Quote, rank_sentences
from rag.retrieve.hit import Hit, Reading, merge_readings
from rag.retrieve.retriever import HybridRetriever
from rag.settings import RagSettings


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question with what was read for it; `answering` has the sentences that answer each of its parts, ranked.

    `lacks` is what is asked for and not told where nothing answers. The clock tells seconds.
    """

    identity: str | int | None
    question: str
    reading: Reading
    answering: Sequence[Sequence[Quote]]
    lacks: AnswerType | None
    empty: bool  # nothing is in the library
    similarity: SentenceSimilarity
    calibration: Calibration
    clock: Callable[[], float]
    started: float
    read_at: float


class QuestionReader:
    """Reads for questions in a library; without `today` relative times such as yesterday aren't read."""

    def __init__(
        self, library: Library, settings: RagSettings, clock: Callable[[], float], today: Callable[[], date] | None
    ) -> None:
        self._library = library
        self._settings = settings
        self._calibration = calibration_for(library.embedder.model_name)
        self._retriever = HybridRetriever(library, settings.passages, self._calibration.retrieval)
        self._clock = clock
        self._today = today

    @property
    def gate(self) -> Gate:
        """What an answer's score has to pass."""
        return gate_for(self._library.embedder, self._settings, self._library.catalog.get_meta(GATE_KEY))

    def read(
        self,
        question: str,
        standalone: str,
        started: float,
        *,
        identity: str | int | None = None,
        filters: Filters | None = None,
        refusing: bool = True,
    ) -> Inquiry:
        """Read for a question as it stands alone, and keep the parts of it that are answered; all if not `refusing`."""
        standalone = self._resolve_times(standalone)
        parts, gate = self._read_parts(standalone, filters), self.gate
        near = [part for part in parts if (score := part.answerability) and (gate.passes(score) or not refusing)]
        answering = [part.ranked for part in near if part.answers or not refusing]
        return Inquiry(
            identity=identity,
            question=question,
            reading=merge_readings(standalone, [part.reading for part in parts]),
            answering=answering,
            lacks=None if answering else next((part.lacks for part in near if part.lacks), None),
            empty=not answering and not self._library.catalog.counts()[0],
            similarity=partial(self._library.vectors.similarity, "sentences"),
            calibration=self._calibration,
            clock=self._clock,
            started=started,
            read_at=self._clock(),
        )

    def search(self, query: str, limit: int, filters: Filters | None) -> list[Hit]:
        """Return the best passages for a query, best first."""
        return list(self._retriever.read(query, limit, filters).hits)

    def score(self, question: str, filters: Filters | None) -> Answerability | None:
        """Score what speaks for answering a question, its best part; None if nothing is found."""
        parts = self._read_parts(self._resolve_times(question), filters)
        scores = (score for part in parts if (score := part.answerability))
        return max(scores, key=self.gate.margin, default=None)

    def _read_parts(self, question: str, filters: Filters | None) -> list[QuestionPart]:
        """Read for each part of a question, and rank the sentences read."""
        parts = []
        for part in parts_of(question):
            reading = self._retriever.read(part, filters=filters)
            times = asked_about(part, self._day(), language_of(part))
            ranked = rank_sentences(reading, times, self._calibration.ranking)
            parts.append(QuestionPart(reading, ranked, times, self._calibration))
        return parts

    def _resolve_times(self, question: str) -> str:
        """Say in a question what its relative times mean today."""
        return dated(question, self._day(), language_of(question))

    def _day(self) -> date | None:
        return self._today() if self._today else None
