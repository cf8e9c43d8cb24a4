"""The answerer that writes: reading → prompt → a stream of words and statements → what is supported.

A model's citations are where it points, not where a reader is sent: each statement is checked against the passages
it points at, and cites the words there that support it best.
"""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from time import perf_counter

from index.article import Article
from index.language.words import bare
from rag.answer import Check, Citation, Reason, Statement, Support, cite
from rag.check.verdict import Place, StatementChecker
from rag.model.chat_model import ChatModel, Finish, Waiting
from rag.question.answer_type import lacking
from rag.retrieve.hit import Hit, Reading
from rag.write.budget import fitted, room
from rag.write.drafts import Draft, Drafts, plain
from rag.write.echo import echoes
from rag.write.markers import Markers
from rag.write.prompt import NO_ANSWER, Prompt, Prompting, writing


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
    prompting: Prompting = writing

    async def write(self, reading: Reading) -> AsyncGenerator[Event, None]:
        """Yield an answer as it comes, Written last; raise ModelError. Closing it ends the model's request."""
        prompt = self._prompt(reading)
        sheet = _Sheet(reading, prompt, self.check)
        markers, drafts, cut = Markers(prompt.passages), Drafts(), False
        async with aclosing(self.model.stream(prompt.messages)) as pieces:
            async for piece in pieces:
                if isinstance(piece, Waiting):
                    yield piece
                elif isinstance(piece, Finish):
                    cut = piece.cut
                else:
                    for told in await sheet.told(drafts.feed(markers.feed(piece))):
                        yield told
                    if shown := shown_of(drafts.rest):
                        yield PartialEvent(shown)
        for told in await sheet.told([*drafts.feed(markers.finish()), *drafts.finish(cut=cut)]):
            yield told
        yield sheet.written(markers.dropped, begun=bool(shown_of(drafts.rest)))

    def _prompt(self, reading: Reading) -> Prompt:
        tokens = room(self.model.context_window, self.model.answer_tokens)
        return fitted(reading.hits, tokens, lambda hits: self.prompting(reading.question, reading.language, hits))


@dataclass(frozen=True, slots=True)
class _Stand:
    """How a statement stands: whether it is supported, the facts looked up, and the words it is to cite."""

    support: Support
    checks: tuple[Check, ...]
    places: tuple[Place, ...]


class _Sheet:
    """What has been written so far, with citations numbered by first use."""

    def __init__(self, reading: Reading, prompt: Prompt, check: StatementChecker) -> None:
        self._language = reading.language
        self._question = reading.question
        self._echoed = False
        self._passages = prompt.passages
        self._check = check
        self._statements: list[Statement] = []
        self._citations: dict[tuple[str, int, int], Citation] = {}
        self._checking = 0.0

    async def told(self, drafts: Sequence[Draft]) -> list[StatementEvent]:
        """Check drafts, in a thread of its own; return them as statements, with new citations."""
        started = perf_counter()
        told = [await asyncio.to_thread(self._told, draft) for draft in drafts if self._says_something(draft)]
        self._checking += perf_counter() - started
        return told

    def written(self, dropped: int, *, begun: bool) -> AnswerEvent:
        """Return all of it, or nothing if nothing is supported or what is asked for isn't in what is.

        `begun` tells that a sentence was cut off, which isn't in it.
        """
        hits = tuple(self._passages.values())
        supported = [statement.text for statement in self._statements if statement.support != "unsupported"]
        if supported and lacking(self._question, supported) is None:
            citations = tuple(self._citations.values())
            return AnswerEvent(tuple(self._statements), citations, None, hits, dropped, self._checking)
        reason: Reason = "nothing_supported" if self._statements or self._echoed or begun else "not_in_corpus"
        return AnswerEvent((), (), reason, hits, dropped, self._checking)

    def _says_something(self, draft: Draft) -> bool:
        """Leave out that there is no answer, and the question said again."""
        echoed = echoes(draft.text, self._question)
        self._echoed |= echoed
        return not echoed and _NOTHING not in bare(draft.text)

    def _told(self, draft: Draft) -> StatementEvent:
        cited = [self._passages[one] for one in draft.ids]
        stands = self._supported(draft.text, cited) if cited else self._found(draft.text)
        before = len(self._citations)
        numbers = tuple(dict.fromkeys(self._cited(place) for place in stands.places))
        statement = Statement(text=draft.text, support=stands.support, citations=numbers, checks=stands.checks)
        self._statements.append(statement)
        return StatementEvent(statement, tuple(self._citations.values())[before:])

    def _supported(self, text: str, cited: Sequence[Hit]) -> "_Stand":
        """Check a statement against what it cites; of several passages those count that support it alone.

        One that only another passage supports cites that, as if it had cited nothing, and its checks say so.
        """
        others = [hit for hit in self._passages.values() if hit not in cited]
        verdict = self._check(text, self._language, cited, others)
        if verdict.support == "unsupported" and verdict.better:
            right = self._check(text, self._language, [self._hit(verdict.better)], ())
            if right.support != "unsupported" and right.place:
                misplaced = Check(kind="citation", value=cited[0].article.title, found=False)
                return _Stand(right.support, (*right.checks, misplaced), (right.place,))
        if len(cited) == 1 or verdict.support == "unsupported":
            return _Stand(verdict.support, verdict.checks, (verdict.place,) if verdict.place else ())
        each = [self._check(text, self._language, [hit], ()) for hit in cited]
        alone = [one for one in each if one.support != "unsupported"] or each
        return _Stand(verdict.support, verdict.checks, tuple(one.place for one in alone if one.place))

    def _found(self, text: str) -> "_Stand":
        """Look for support of a statement that cites nothing; without any it goes without."""
        verdict = self._check(text, self._language, list(self._passages.values()), ())
        cited = verdict.place and verdict.support != "unsupported"
        return _Stand(verdict.support, verdict.checks, (verdict.place,) if cited and verdict.place else ())

    def _hit(self, place: Place) -> Hit:
        return next(hit for hit in self._passages.values() if hit.passage.id == place.passage_id)

    def _cited(self, place: Place) -> int:
        """Return the number of the words in a place, which get one with their first use."""
        hit = self._hit(place)
        key = (_key(hit.article), place.start, place.end)
        if key not in self._citations:
            self._citations[key] = cite(len(self._citations) + 1, hit.article, hit.passage.id, place)
        return self._citations[key].number


def shown_of(pending: str) -> str:
    """Return words as they may be shown; none as long as they may be those that say there is no answer."""
    said = bare(pending)
    return "" if _NOTHING.startswith(said) or said.startswith(_NOTHING) else plain(pending)


def _key(article: Article) -> str:
    return f"{article.id} {article.revision}"
