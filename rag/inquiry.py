"""A question is read for: part by part, retrieve → rank → read → answer or refuse."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial

from index.language.detection import language_of
from index.library import Library
from index.store.catalog.filters import Filters
from rag.answer import Confidence
from rag.calibration import Bars, Calibration, calibration_for
from rag.question.parts import parts_of
from rag.question.times import asked_about, dated
from rag.question.unknown_names import find_unknown_names
from rag.quote.agreement import SentenceSimilarity
from rag.quote.answerability import BARS_KEY, Answerability, bars_for, score_answerability
from rag.quote.ranking import Quote, rank_sentences
from rag.quote.reranking import rerank
from rag.reader.reader import Reader, open_reader
from rag.retrieve.hit import Hit, Reading, merge_readings
from rag.retrieve.retriever import HybridRetriever
from rag.settings import RagSettings


@dataclass(frozen=True, slots=True)
class Part:
    """What was found for a part of a question: the sentences read, ranked, and what they are shown as, if at all.

    `answerability` tells how strongly they speak for an answer; None where nothing can answer, because nothing near was
    found, or what is asked about is named nowhere.
    """

    ranked: Sequence[Quote]
    answerability: Answerability | None
    confidence: Confidence | None


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question with what was read for it, and for each of its parts. The clock tells seconds."""

    identity: str | int | None
    question: str
    reading: Reading
    parts: Sequence[Part]
    bars: Bars
    empty: bool  # nothing is in the library
    undated: int  # articles that a filter by day left out for having no date
    similarity: SentenceSimilarity
    calibration: Calibration
    clock: Callable[[], float]
    started: float
    read_at: float

    @property
    def answering(self) -> list[Sequence[Quote]]:
        """The sentences of each part that isn't refused, ranked."""
        return [part.ranked for part in self.parts if part.confidence]

    @property
    def confidence(self) -> Confidence | None:
        """Whether all of that answers, or some is only the nearest words; None where everything is refused."""
        shown = [part.confidence for part in self.parts if part.confidence]
        return None if not shown else "closest" if "closest" in shown else "answers"

    @property
    def answerability(self) -> Answerability | None:
        """How strongly the best part speaks for an answer."""
        known = (part.answerability for part in self.parts if part.answerability)
        return max(known, key=lambda one: one.margin(self.bars.answers), default=None)

    def best_first(self) -> Reading:
        """Return what was read in the order of its best sentences: what speaks most for an answer to a part first."""
        places: dict[str, int] = {}  # of each passage's best sentence; one of headings alone has none
        for part in self.parts:
            for at, quote in enumerate(part.ranked):
                name = quote.hit.passage.id
                places[name] = min(at, places.get(name, at))
        hits = sorted(self.reading.hits, key=lambda hit: places.get(hit.passage.id, sys.maxsize))
        return replace(self.reading, hits=tuple(hits))

    def unrefused(self) -> "Inquiry":
        """Return the same with the nearest words to what is refused, whatever they are worth; for measuring."""
        shown = [replace(one, confidence=one.confidence or "closest") for one in self.parts if one.ranked]
        return replace(self, parts=shown)


class QuestionReader:
    """Reads for questions in a library; without `today` relative times such as yesterday aren't read."""

    def __init__(
        self,
        library: Library,
        settings: RagSettings,
        clock: Callable[[], float],
        today: Callable[[], date] | None,
        calibration: Calibration | None = None,
    ) -> None:
        self._library = library
        self._settings = settings
        self._calibration = calibration or calibration_for(library.embedder.model_name)
        self._retriever = HybridRetriever(library, settings.passages, self._calibration.retrieval)
        self._clock = clock
        self._today = today

    @cached_property
    def reader(self) -> Reader | None:
        """The trained reader; None where it isn't wanted, or can't be had."""
        return open_reader(self._library.embedder) if self._settings.reader else None

    @property
    def bars(self) -> Bars:
        """What an answer's score has to reach."""
        fitted = self._library.catalog.get_meta(BARS_KEY)
        own = self._calibration
        return bars_for(own, self._library.embedder.identity, self._settings, fitted, reader=self.reader is not None)

    def read(
        self,
        question: str,
        standalone: str,
        started: float,
        *,
        identity: str | int | None = None,
        filters: Filters | None = None,
    ) -> Inquiry:
        """Read for a question, which `standalone` says as it stands alone."""
        standalone, bars = self._resolve_times(standalone), self.bars
        readings = [self._retriever.read(part, filters=filters) for part in parts_of(standalone)]
        return Inquiry(
            identity=identity,
            question=question,
            reading=merge_readings(standalone, readings),
            parts=[self._read(reading, bars) for reading in readings],
            bars=bars,
            empty=not self._library.catalog.counts()[0],
            undated=self._library.catalog.count_undated(filters),
            similarity=partial(self._library.vectors.similarity, "sentences"),
            calibration=self._calibration,
            clock=self._clock,
            started=started,
            read_at=self._clock(),
        )

    def search(self, query: str, limit: int, filters: Filters | None) -> list[Hit]:
        """Return the best passages for a query, best first."""
        return list(self._retriever.read(query, limit, filters).hits)

    def _read(self, reading: Reading, bars: Bars) -> Part:
        """Rank the sentences found for a part of a question, and tell what they are shown as."""
        times = asked_about(reading.question, self._day(), language_of(reading.question))
        ranked = rank_sentences(reading, times, self._calibration.ranking)
        if self.reader:
            ranked = rerank(reading.question, ranked, self.reader, self._calibration.ranking)
        if find_unknown_names(reading):
            return Part(ranked, None, None)
        answerability = score_answerability(ranked, reading, times, self._calibration.answerability)
        return Part(ranked, answerability, answerability.confidence(bars) if answerability else None)

    def _resolve_times(self, question: str) -> str:
        """Say in a question what its relative times mean today."""
        return dated(question, self._day(), language_of(question))

    def _day(self) -> date | None:
        return self._today() if self._today else None
