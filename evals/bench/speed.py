"""How fast: adding beside the bare embedder and beside LlamaIndex's quickstart, asking beside the bare question,
starting beside the imports, writing beside the model.

Machines are noisy, so every figure is a ratio of two things timed in turn in the same run. Asking more
than a handful of articles is measured in `sizes.py`.
"""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter

from pydantic import BaseModel

from evals.bench.quickstart import QuickstartSpeed, Skipped, bench_quickstart, find_peer
from evals.bench.sizes import Size, measure_size, time_call
from evals.bench.writing import WriteSpeed, measure_writing
from evals.sets.libraries import Progress
from index.article import Draft, Span
from index.embed.embedder import Embedder
from index.errors import ReadError
from index.library import Library, open_library
from index.read.files import read_all
from index.split.passages import split_article
from index.tidy.tidy import tidy
from rag.engine import Engine

QUESTIONS = (
    "Who is the chief executive of Hugging Face?",
    "How much did China's largest internet companies spend on capital projects?",
    "Is the gap between Chinese and American AI widening or narrowing?",
    "Sino ang nagtatag ng Zhipu?",
    "What is the capital of France?",
    "Kailan sinabi ni Jensen Huang na nanosegundo lamang ang agwat?",
)
_ROUNDS = 5
_STARTS = 3
_IMPORTS = "import llama_index.core, chromadb"


class AddSpeed(BaseModel):
    """Tokens a second, passages and sentences counted as they are embedded; `ratio` is ours to bare."""

    articles: int
    tokens: int
    bare_tokens_per_second: float
    tokens_per_second: float
    ratio: float


class AskSpeed(BaseModel):
    """Milliseconds, medians over the same questions; `ratio` is a whole `ask` to its bare embedding."""

    question_ms: float
    ask_ms: float
    ratio: float


class StartSpeed(BaseModel):
    """Seconds, medians of whole processes; `ratio` is a cold `ask` to the imports it can't do without."""

    help_s: float
    imports_s: float
    ask_s: float
    ratio: float


class Bench(BaseModel):
    """All figures of one run."""

    adding: AddSpeed
    quickstart: QuickstartSpeed | Skipped
    warm_ask: AskSpeed
    warm_ask_beside_a_busy_process: AskSpeed
    writing: WriteSpeed
    starting: StartSpeed
    sizes: tuple[Size, ...] = ()


def bench_speed(
    sources: Sequence[str],
    open_embedder: Callable[[], Embedder],
    sizes: Sequence[int] = (),
    tell: Progress = lambda *_: None,
) -> Bench:
    """Measure on a library of `sources`, made in a temporary home, and on synthetic ones of so many passages each.

    The first takes a minute or two; `evals.bench.sizes.measure_size` says more of the others, and what `tell` hears.
    Raise ReadError if there is no article in `sources`.
    """
    drafts = [draft for draft in read_all(sources) if isinstance(draft, Draft)]
    if not drafts:
        raise ReadError(f"there are no articles to measure with in {', '.join(sources)}; name files or folders")
    embedder = open_embedder()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        with open_library(home, lambda: embedder, writing=True) as library:
            adding = _measure_adding(library, drafts)
            engine = Engine(library)
            idle = _measure_asking(engine, embedder)
            with busy_neighbour():
                busy = _measure_asking(engine, embedder)
            writing = measure_writing(library, QUESTIONS * _ROUNDS)
        starting = _measure_starting(home)
    quickstart = bench_quickstart(drafts, embedder, find_peer())
    return Bench(
        adding=adding,
        quickstart=quickstart,
        warm_ask=idle,
        warm_ask_beside_a_busy_process=busy,
        writing=writing,
        starting=starting,
        sizes=tuple(measure_size(passages, open_embedder, tell) for passages in sizes),
    )


def _measure_adding(library: Library, drafts: Sequence[Draft]) -> AddSpeed:
    embedder = library.embedder
    if warm := library.add(drafts[0]).article_id:
        library.remove(warm)
    bare = ours = 0.0
    tokens = 0
    for draft in drafts:
        texts = texts_of(draft, embedder)
        bare += time_call(embedder.embed_passages, texts)
        started = perf_counter()
        tokens += library.add(draft).tokens
        ours += perf_counter() - started
    return AddSpeed(
        articles=len(drafts),
        tokens=tokens,
        bare_tokens_per_second=round(tokens / bare, 1),
        tokens_per_second=round(tokens / ours, 1),
        ratio=round(bare / ours, 3),
    )


def texts_of(draft: Draft, embedder: Embedder) -> list[str]:
    """Return what adding an article embeds: its passages and sentences."""
    article = tidy(draft)
    passages = split_article(article, embedder.count_tokens)
    spans: list[Span] = [*passages, *(sentence for passage in passages for sentence in passage.sentences)]
    return sorted({article.text[span.start : span.end] for span in spans}, key=len)


def _measure_asking(engine: Engine, embedder: Embedder) -> AskSpeed:
    engine.ask(QUESTIONS[0])
    bare, ours = [], []
    for question in QUESTIONS * _ROUNDS:
        bare.append(time_call(embedder.embed_question, question))
        ours.append(time_call(engine.ask, question))
    return AskSpeed(
        question_ms=round(median(bare) * 1000, 1),
        ask_ms=round(median(ours) * 1000, 1),
        ratio=round(median(ours) / median(bare), 2),
    )


def _measure_starting(home: Path) -> StartSpeed:
    pullquote = str(Path(sys.executable).with_name("pullquote"))
    commands = (
        [pullquote, "--help"],
        [sys.executable, "-c", _IMPORTS],
        [pullquote, "--home", str(home), "ask", QUESTIONS[0]],
    )
    times = [[time_call(_run, command) for command in commands] for _ in range(_STARTS)]
    help_s, imports_s, ask_s = (median(column) for column in zip(*times, strict=True))
    return StartSpeed(
        help_s=round(help_s, 2), imports_s=round(imports_s, 2), ask_s=round(ask_s, 2), ratio=round(ask_s / imports_s, 2)
    )


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603  # our own commands


@contextmanager
def busy_neighbour() -> Iterator[None]:
    """Keep one core busy meanwhile."""
    process = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    try:
        yield
    finally:
        process.kill()
        process.wait()
