"""What a written answer takes besides its model."""

import asyncio

from evals.bench.writing import InstantModel, measure_writing
from index.library import Library
from rag.engine import Engine

LEADS = "Who is the chief executive of Hugging Face?"


def test_the_first_word_embedding_and_checking_are_timed(corpus: Library) -> None:
    figures = measure_writing(corpus, [LEADS, "What is the capital of France?"])
    assert figures.first_word_ms
    assert figures.first_word_ms > 0
    assert 0 < figures.embedding_ms < 1000
    assert 0 < figures.check_ms < 1000


def test_the_model_that_answers_at_once_cites_what_it_is_given(corpus: Library) -> None:
    async def last() -> object:
        return [event async for event in Engine(corpus, model=InstantModel()).stream(LEADS)][-1]

    answer = asyncio.run(last())
    assert getattr(answer, "engine", None) == "llm:at-once"
    assert getattr(answer, "fallback", "") is None
