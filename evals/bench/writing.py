"""What a written answer takes besides its model, and a statement's check besides its embedding.

The model is one that answers at once, so that all that is measured is ours.
"""

import asyncio
import re
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from statistics import median
from time import perf_counter

from pydantic import BaseModel

from evals.bench.sizes import time_call
from index.library import Library
from rag.engine import Engine
from rag.model.chat_model import Finish, Message, StreamEvent
from rag.retrieve.hit import Hit
from rag.write.writer import PartialEvent

_OTHERWISE = "Reports say that"  # what makes a sentence no quote, so that all of it is checked


class WriteSpeed(BaseModel):
    """Milliseconds, medians: to the first word of an answer, to embed a statement, to check it besides that.

    There is no first word where every question is refused before anything is written.
    """

    first_word_ms: float | None
    embedding_ms: float
    check_ms: float


class InstantModel:
    """A model that says one sentence without a wait, and cites the first passage that it is given."""

    name = "at-once"
    context_window = 8192
    answer_tokens = 600

    async def stream(
        self,
        messages: Sequence[Message],
        most_tokens: int | None = None,  # noqa: ARG002  (as of any model)
    ) -> AsyncGenerator[StreamEvent, None]:
        """Yield the sentence."""
        found = re.search(r'<passage id="(\w+)"', str(messages[-1]["content"]))
        yield f"The passages were read [{found[1] if found else ''}]."
        yield Finish(False)


def measure_writing(library: Library, questions: Sequence[str]) -> WriteSpeed:
    """Measure on questions and on the sentences that are read for them."""
    engine = Engine(library, model=InstantModel())
    engine.ask(questions[0])
    first = [took for question in questions if (took := asyncio.run(_first_word(engine, question))) is not None]
    embedding, checking = [], []
    embedder = library.embedder
    for question in questions:
        hits = engine.search(question)
        for statement, hit in _statements(hits[:3]):
            embedding.append(time_call(embedder.embed_passages, [statement]))
            others = [one for one in hits if one is not hit]
            checked = time_call(engine.check, statement, hit.article.language, [hit], others)
            checking.append(checked - embedding[-1])
    return WriteSpeed(
        first_word_ms=_ms(first) if first else None,
        embedding_ms=_ms(embedding),
        check_ms=_ms(checking),
    )


async def _first_word(engine: Engine, question: str) -> float | None:
    started = perf_counter()
    async with aclosing(engine.stream(question)) as events:
        async for event in events:
            if isinstance(event, PartialEvent):
                return perf_counter() - started
    return None


def _statements(hits: Sequence[Hit]) -> list[tuple[str, Hit]]:
    return [
        (f"{_OTHERWISE} {hit.article.text[one.start : one.end]}", hit)
        for hit in hits
        for one in hit.passage.sentences
        if not one.heading
    ]


def _ms(seconds: Sequence[float]) -> float:
    return round(median(seconds) * 1000, 1)
