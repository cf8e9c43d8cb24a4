"""How fast and how large when there is more to ask about: the same questions, asked of libraries of any size.

A library is made in this process and asked in a fresh one, whose memory is that of asking alone.
"""

import re
import resource
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, ParamSpec

import numpy as np
from pydantic import BaseModel, Field

from evals.bench import synthetic
from evals.bench.filtered import compare, sample_filters
from evals.figures.summary import latency
from evals.score.record import Latency
from evals.sets.libraries import Progress
from index.article import Article, Passage
from index.embed.embedder import Embedder, Embeddings
from index.library import Library, open_library
from index.split.passages import PASSAGE_TOKENS, split_article
from index.tidy.tidy import tidy
from rag.engine import Engine
from rag.lookup.finder import Finder

if TYPE_CHECKING:
    from index.store.vectors import Kind

MOST_EMBEDDED = 5_000  # passages; embedding more would take most of an hour
_ROUNDS = 5
_FILTERED = 6  # questions that are asked with filters
_BATCH = 256  # passages stored at once
_STAGES = ("retrieve", "answer", "check", "total")
_MB = 1024 * 1024

Embed = Callable[[Sequence[str]], Embeddings]
Given = ParamSpec("Given")


class LibraryFigures(BaseModel):
    """A library to ask; `build_s` is for storing in bulk, and for embedding where that isn't synthetic."""

    passages: int
    sentences: int
    synthetic: bool
    build_s: float
    disk_mb: int


class AskFigures(BaseModel):
    """Warm questions: each stage, `embed` being the bare question; `ratio` is a median `ask` to that.

    `cite_ratio` is a median `cite` to embedding its excerpt: a sentence, every other one with its figures altered.
    `filtered` is a median `ask` with a filter to one without, by filter.
    Memory is that of the process that asks, in megabytes: once everything is loaded, and at its peak.
    """

    stages_ms: dict[str, Latency]
    ratio: float
    cite_ratio: float
    filtered: dict[str, float] = Field(default_factory=dict)
    loaded_mb: int
    peak_mb: int


class Size(AskFigures, LibraryFigures):
    """All figures of one size."""


def measure_size(passages: int, open_embedder: Callable[[], Embedder], tell: Progress) -> Size:
    """Make a library of so many passages in a temporary home, and ask it; `tell` hears how far it is.

    Above 5,000 passages the vectors are synthetic; the questions' are always real. On two cores 1,000 take
    three minutes, 100,000 seven. `open_embedder` has to survive pickling: another process calls it too.
    """
    made_up = passages > MOST_EMBEDDED
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        embedder = open_embedder()
        embed = synthetic.SyntheticVectors(embedder) if made_up else embedder.embed_passages
        started = perf_counter()
        with open_library(home, lambda: embedder, writing=True) as library:
            _fill(library, passages, embed, tell)
            _, _, sentences = library.catalog.counts()
        build_s = perf_counter() - started
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
            asked = apart.submit(ask_warm, home, open_embedder).result()
        return Size(
            passages=passages,
            sentences=sentences,
            synthetic=made_up,
            build_s=round(build_s, 3),
            disk_mb=_mb(sum(path.stat().st_size for path in home.rglob("*") if path.is_file())),
            **asked.model_dump(),
        )


def ask_warm(home: Path, open_embedder: Callable[[], Embedder]) -> AskFigures:
    """Ask what is in `home` every question until it is warm, then measure."""
    with open_library(home, open_embedder, writing=False) as library:
        engine, finder = Engine(library), Finder(library)
        excerpts = _excerpts()
        for question, excerpt in zip(synthetic.QUESTIONS, excerpts, strict=True):
            engine.ask(question)
            finder.find(excerpt)
        loaded, _ = memory()
        times: dict[str, list[float]] = {stage: [] for stage in ("embed", *_STAGES, "embed_excerpt", "cite")}
        for question, excerpt in zip(synthetic.QUESTIONS * _ROUNDS, excerpts * _ROUNDS, strict=True):
            times["embed"].append(time_call(library.embedder.embed_question, question) * 1000)
            timings = engine.ask(question).timings_ms
            for stage in _STAGES:
                times[stage].append(getattr(timings, stage))
            times["embed_excerpt"].append(time_call(library.embedder.embed_question, excerpt) * 1000)
            times["cite"].append(time_call(finder.find, excerpt) * 1000)
        ratio, cite_ratio = (
            round(float(np.median(times[ours]) / np.median(times[bare])), 2)
            for ours, bare in (("total", "embed"), ("cite", "embed_excerpt"))
        )
        return AskFigures(
            stages_ms={stage: latency(values) for stage, values in times.items()},
            ratio=ratio,
            cite_ratio=cite_ratio,
            filtered=compare(
                lambda question, filters: engine.ask(question, filters=filters),
                synthetic.QUESTIONS[:_FILTERED],
                sample_filters(library),
                rounds=2,
            ),
            loaded_mb=loaded,
            peak_mb=memory()[1],
        )


def _excerpts() -> list[str]:
    """Return a sentence for each question, out of the first articles, every other one with its figures altered."""
    drafts = synthetic.articles(len(synthetic.QUESTIONS) * synthetic.PASSAGES_AN_ARTICLE)
    sentences = [draft.text.partition(". ")[0] for draft in drafts]
    altered = [re.sub(r"\d", lambda digit: str((int(digit[0]) + 1) % 10), sentence) for sentence in sentences]
    return [*sentences[::2], *altered[1::2]]


def _fill(library: Library, passages: int, embed: Embed, tell: Progress) -> None:
    """Store articles in bulk: added one by one, 100,000 passages would take most of half an hour."""
    batch: list[tuple[Article, list[Passage]]] = []
    for done, draft in enumerate(synthetic.articles(passages), start=1):
        article = tidy(draft)
        batch.append((article, split_article(article, _a_third)))
        stored = min(done * synthetic.PASSAGES_AN_ARTICLE, passages)
        if stored % _BATCH == 0 or stored == passages:
            _store(library, batch, embed)
            tell(f"making {passages:,} passages", stored, passages)
            batch.clear()


def _a_third(_: str) -> int:
    """Count any sentence as a third of a passage, so that three of them are one; the tokenizer is slow."""
    return PASSAGE_TOKENS // synthetic.SENTENCES_A_PASSAGE - 2


def _store(library: Library, batch: Sequence[tuple[Article, Sequence[Passage]]], embed: Embed) -> None:
    texts: dict[Kind, dict[str, str]] = {"passages": {}, "sentences": {}}
    for article, passages in batch:
        library.catalog.save(article, passages)
        for passage in passages:
            texts["passages"][passage.id] = article.text[passage.start : passage.end]
            for sentence in passage.sentences:
                texts["sentences"][sentence.id] = article.text[sentence.start : sentence.end]
    vectors = library.vectors
    with ThreadPoolExecutor() as pool:  # Chroma keeps one core busy with each collection
        stored = [
            pool.submit(vectors.add, kind, list(named), list(embed(list(named.values()))))
            for kind, named in texts.items()
        ]
    for one in stored:
        one.result()


def time_call(action: Callable[Given, object], *given: Given.args, **named: Given.kwargs) -> float:
    """Do something and return how many seconds it took."""
    started = perf_counter()
    action(*given, **named)
    return perf_counter() - started


def memory() -> tuple[int, int]:
    """Return this process's resident memory and its peak, in megabytes; where only a peak is told, that."""
    status = Path("/proc/self/status")  # getrusage on Linux counts in the peak of whoever started the process
    if status.exists():
        fields = dict(line.split(":", 1) for line in status.read_text(encoding="utf-8").splitlines())
        now, peak = (int(fields[name].split()[0]) // 1024 for name in ("VmRSS", "VmHWM"))
        return now, peak
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (_MB if sys.platform == "darwin" else 1024)
    return peak, peak


def _mb(size: int) -> int:
    return round(size / _MB)
