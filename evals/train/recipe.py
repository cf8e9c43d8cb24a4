"""How a reader is trained: the numbers of a run, and its stages."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.train.examples.example import Example


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a run learns; the defaults are those of the committed model."""

    start: Path | None = None  # a reader's file; without it, the bundled embedder's layers
    rate: float = 1.5e-4  # of the layers, at its highest
    head_rate: float = 6e-4
    warm_up: int = 100  # steps
    frozen: int = 3  # lowest layers that stay as they are
    tokens: int = 1500  # of a batch, padding included
    batches: int = 2  # a step and process
    longest_gradient: float = 2.0
    seed: int = 1
    processes: int = 2
    kept_every: float = 240  # seconds between checkpoints


@dataclass(frozen=True, slots=True)
class Stage:
    """Examples, to which share of the highest rate it falls while they are learnt, and for how many steps."""

    examples: Sequence[Example]
    end: float = 1.0
    most: int | None = None  # steps; without it, all examples are learnt
