"""The answerer that writes: reading → prompt → a stream of words and statements → what is supported.

A model's citations are where it points, not where a reader is sent: each statement is checked against the passages
it points at, and cites the words there that support it best.
"""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from functools import partial
from time import perf_counter

from index.language.words import bare
from rag.answer import HELD, REJECTED, Check, Citation, Reason, Statement, cite
from rag.check.verdict import EvidenceSpan, StatementChecker, Verdict
from rag.model.chat_model import ChatModel, Finish, Waiting
from rag.retrieve.hit import Hit, Reading
from rag.write.budget import fit_passages, token_budget
from rag.write.drafts import DraftStatement, StatementSplitter, strip_markup
from rag.write.echo import repeats_question
from rag.write.markers import MarkerParser
from rag.write.prompt import NO_ANSWER, DemandFinder, Prompt, PromptBuilder, answer_prompt


@dataclass(frozen=True, slots=True)
class PartialEvent:
    """What has been written since the last statement, all of it, without markers; not checked yet, so it may go."""

    text: str


@dataclass(frozen=True, slots=True)
class StatementEvent:
    """A statement is complete; `citations` are those that it is the first to use."""

    statement: Statement
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class AnswerEvent:
    """All that was written, the end of the stream; without statements there is a reason.

    `hits` are the passages that the model was given, `dropped` counts citations of passages that it wasn't,
    `checking` is how many seconds the checks took.
    """

    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    reason: Reason | None
    hits: tuple[Hit, ...]
    dropped: int
    checking: float


_NOTHING = " ".join(NO_ANSWER.casefold().split("_"))
Event = Waiting | PartialEvent | StatementEvent | AnswerEvent


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes answers with a model, and checks them. Another prompt is for measuring what ours is worth."""

    model: ChatModel
    check: StatementChecker
    find_demands: DemandFinder
    prompting: PromptBuilder = answer_prompt

    async def write(self, reading: Reading) -> AsyncGenerator[Event, None]:
        """Yield an answer as it comes, AnswerEvent last; raise ModelError. Closing it ends the model's request."""
        prompt = await asyncio.to_thread(self._prompt, reading)
        transcript = _Transcript(reading, prompt, self.check)
        markers, splitter, cut = MarkerParser(prompt.passages), StatementSplitter(), False
        async with aclosing(self.model.stream(prompt.messages)) as pieces:
            async for piece in pieces:
                if isinstance(piece, Waiting):
                    yield piece
                elif isinstance(piece, Finish):
                    cut = piece.cut
                else:
                    for event in await transcript.add(splitter.feed(markers.feed(piece))):
                        yield event
                    if text := displayable_text(splitter.rest):
                        yield PartialEvent(text)
        for event in await transcript.add([*splitter.feed(markers.finish()), *splitter.finish(cut=cut)]):
            yield event
        yield transcript.finish(markers.dropped, cut_off=bool(displayable_text(splitter.rest)))

    def _prompt(self, reading: Reading) -> Prompt:
        tokens = token_budget(self.model.context_window, self.model.answer_tokens)
        demands = self.find_demands(reading.hits)
        build = partial(self.prompting, reading.question, reading.language)
        return fit_passages(reading.hits, tokens, lambda hits: build(hits, demands))


class _Transcript:
    """What has been written so far, with citations numbered by first use."""

    def __init__(self, reading: Reading, prompt: Prompt, check: StatementChecker) -> None:
        self._language = reading.language
        self._question = reading.question
        self._passages = prompt.passages
        self._check = check
        self._statements: list[Statement] = []
        self._citations: dict[tuple[str, str, int, int], Citation] = {}
        self._echoed = False
        self._checking = 0.0

    async def add(self, drafts: Sequence[DraftStatement]) -> list[StatementEvent]:
        """Check drafts, in a thread of its own; return them as statements, with new citations."""
        started = perf_counter()
        events = [await asyncio.to_thread(self._add, draft) for draft in drafts if self._says_something(draft)]
        self._checking += perf_counter() - started
        return events

    def finish(self, dropped: int, *, cut_off: bool) -> AnswerEvent:
        """Return all of it, or nothing if nothing is supported; `cut_off` tells that a sentence was begun and isn't."""
        hits = tuple(self._passages.values())
        if any(statement.support not in REJECTED for statement in self._statements):
            citations = tuple(self._citations.values())
            return AnswerEvent(tuple(self._statements), citations, None, hits, dropped, self._checking)
        written = self._statements or self._echoed or cut_off
        return AnswerEvent((), (), "nothing_supported" if written else "not_in_corpus", hits, dropped, self._checking)

    def _says_something(self, draft: DraftStatement) -> bool:
        """Leave out that there is no answer, and the question said again."""
        echoed = repeats_question(draft.text, self._question)
        self._echoed |= echoed
        return not echoed and _NOTHING not in bare(draft.text)

    def _add(self, draft: DraftStatement) -> StatementEvent:
        cited = [self._passages[one] for one in draft.ids]
        verdict, spans = self._check_cited(draft.text, cited) if cited else self._check_uncited(draft.text)
        before = len(self._citations)
        numbers = tuple(dict.fromkeys(map(self._number_span, spans)))
        statement = Statement(text=draft.text, support=verdict.support, citations=numbers, checks=verdict.checks)
        self._statements.append(statement)
        return StatementEvent(statement, tuple(self._citations.values())[before:])

    def _check_cited(self, text: str, cited: Sequence[Hit]) -> tuple[Verdict, list[EvidenceSpan]]:
        """Check a statement against what it cites; of several passages those count that support it alone.

        One that only another passage supports cites that, as if it had cited nothing, and its checks say so.
        """
        others = [hit for hit in self._passages.values() if hit not in cited]
        verdict = self._check(text, self._language, cited, others)
        if verdict.support in REJECTED and verdict.better:
            right = self._check(text, self._language, [self._hit(verdict.better)], ())
            if right.support not in REJECTED and right.place:
                misplaced = Check(kind="citation", value=cited[0].article.title, found=False)
                return replace(right, checks=(*right.checks, misplaced)), [right.place]
        if len(cited) == 1 or verdict.support in REJECTED:
            return verdict, [verdict.place] if verdict.place else []
        each = [self._check(text, self._language, [hit], ()) for hit in cited]
        alone = [one for one in each if one.support not in REJECTED] or each
        quoted_first = sorted(alone, key=lambda one: one.support != "quoted")
        return verdict, [one.place for one in quoted_first if one.place]

    def _check_uncited(self, text: str) -> tuple[Verdict, list[EvidenceSpan]]:
        """Look for support of a statement that cites nothing; without any it goes without."""
        verdict = self._check(text, self._language, list(self._passages.values()), ())
        return verdict, [verdict.place] if verdict.place and verdict.support in HELD else []

    def _hit(self, span: EvidenceSpan) -> Hit:
        return next(hit for hit in self._passages.values() if hit.passage.id == span.passage_id)

    def _number_span(self, span: EvidenceSpan) -> int:
        """Return the number of the words in a span, which get one with their first use."""
        hit = self._hit(span)
        key = (hit.article.id, hit.article.revision, span.start, span.end)
        if key not in self._citations:
            self._citations[key] = cite(len(self._citations) + 1, hit.article, hit.passage.id, span)
        return self._citations[key].number


def displayable_text(pending: str) -> str:
    """Return words as they may be shown; none as long as they may be those that say there is no answer."""
    words = bare(pending)
    return "" if _NOTHING.startswith(words) or words.startswith(_NOTHING) else strip_markup(pending)
