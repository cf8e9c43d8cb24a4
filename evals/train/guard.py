"""The direction of demands: from sentences that state something to sentences that instruct, fitted on examples.

Examples of both, sentences of the passages that the reader learns from, and of public sets, in which people also talk,
advise, review and sell, are told apart by logistic regression on their vectors. What it is worth is said by
cross-validation, each fifth judged by what was fitted on the others; sentences of one writer stand on both sides.
"""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.errors import SetError
from evals.sets.standing import SETS_FOLDER
from evals.train.examples.sources import read_claims, read_own, read_passages
from evals.train.plan import OWN
from index.embed.embedder import Embedder, Embeddings
from rag.answer import Noun

DEMANDS = Path(__file__).parent / "examples" / "demands"
PLANTED = SETS_FOLDER / "planted.jsonl"  # written apart, and never fitted on
_PASSAGES = (
    "squadshifts.reddit.en squadshifts.amazon_reviews.en squadshifts.new_wiki.en squad2.en squad2.es idk_mrc.id.train"
).split()
_EVIDENCE = (
    "attributionbench.en.dev wice.en.dev snli.en.dev indonli.id.train summedits.podcast.en summedits.qmsumm.en "
    "summedits.sales_call.en summedits.sales_email.en summedits.samsum.en summedits.scitldr.en"
).split()
_FALSE_ALARMS = 0.003  # share of plain sentences that may be taken for demands
_RIDGE = 0.01
_FOLDS = 5
_STEPS = 30  # of Newton's method, which has long converged then

Flags = NDArray[np.bool_]
Scores = NDArray[np.float64]


class GuardFigures(Noun):
    """Shares that are taken for demands: of demands, of what only looks like them, of plain sentences if any."""

    demands: float
    look_alikes: float
    plain: float | None = None


class FittedGuard(Noun):
    """From which cosine to the direction on a sentence is a demand, and what that gives."""

    bar: float
    cross_validated: GuardFigures
    kept_back: GuardFigures


@dataclass(frozen=True, slots=True)
class Guard:
    """A direction, shape (dimension,), of unit length, and what is told of it."""

    direction: Embeddings
    told: FittedGuard


@dataclass(frozen=True, slots=True)
class _Sentences:
    vectors: Embeddings
    demands: Flags
    plain: Flags

    def part(self, chosen: Flags) -> "_Sentences":
        return _Sentences(self.vectors[chosen], self.demands[chosen], self.plain[chosen])


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence is a demand if the cosine of its vector to the direction is above the bar."""

    direction: Scores  # of unit length
    bar: float

    def distances(self, vectors: Embeddings) -> Scores:
        scores: Scores = vectors @ self.direction - self.bar
        return scores


def fit_guard(
    embedder: Embedder, data: Path, kept_back: Path = PLANTED, *, seed: int = 1, own: int = 2_000, public: int = 400
) -> Guard:
    """Fit the direction for an embedder, and measure it on sentences kept back; the same with the same seed.

    Plain sentences are `own` ones of ours, and `public` ones of each set in `data`. Raise SetError.
    """
    told = [row for file in sorted(DEMANDS.glob("*.jsonl")) for row in read_told(file)]
    sentences = _embed(embedder, told, _plain_sentences(data, own, public, seed))
    folds = np.random.default_rng(seed).integers(0, _FOLDS, len(sentences.demands))
    distances = np.zeros(len(folds))
    for fold in range(_FOLDS):
        distances[folds == fold] = _fit(sentences.part(folds != fold)).distances(sentences.vectors[folds == fold])
    least = float(np.quantile(distances[sentences.plain], 1 - _FALSE_ALARMS))
    line = _fit(sentences)
    others = _embed(embedder, read_told(kept_back))
    figures = FittedGuard(
        bar=round(line.bar + least, 4),
        cross_validated=_measure(sentences, distances >= least),
        kept_back=_measure(others, line.distances(others.vectors) >= least),
    )
    return Guard(line.direction.astype(np.float32), figures)


def save_direction(direction: Embeddings, file: Path) -> None:
    """Write a direction as an .npy file. Raise SetError."""
    try:
        with file.open("wb") as opened:
            np.save(opened, direction, allow_pickle=False)
    except OSError as error:
        raise SetError(f"can't write {file}: {error.strerror or error}") from error


def read_told(file: Path) -> list[tuple[str, bool]]:
    """Return the sentences of a file, and whether each is a demand. Raise SetError."""
    try:
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        return [(str(row["text"]), bool(row["demand"])) for row in rows]
    except OSError as error:
        raise SetError(f"can't read {file}: {error.strerror or error}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise SetError(f'{file} has to have {{"text", "demand"}} in each line: {error}') from error


def _embed(embedder: Embedder, told: Sequence[tuple[str, bool]], plain: Sequence[str] = ()) -> _Sentences:
    return _Sentences(
        embedder.embed_passages([*(text for text, _ in told), *plain]),
        np.array([*(demand for _, demand in told), *(False for _ in plain)]),
        np.arange(len(told) + len(plain)) >= len(told),
    )


def _measure(sentences: _Sentences, taken: Flags) -> GuardFigures:
    kinds = sentences.demands, ~sentences.demands & ~sentences.plain, sentences.plain
    demands, look_alikes, plain = (round(float(taken[kind].mean()), 4) if kind.any() else None for kind in kinds)
    return GuardFigures(demands=demands or 0.0, look_alikes=look_alikes or 0.0, plain=plain)


def _plain_sentences(data: Path, own: int, public: int, seed: int) -> list[str]:
    chance = random.Random(seed)  # noqa: S311  # a choice, no secret
    ours = sorted({text for file in OWN.glob("*.jsonl") for one in read_own(file)[0] for text in one.sentences})
    chosen = chance.sample(ours, own)
    for texts in _public_sentences(data):
        chosen += chance.sample(texts, min(public, len(texts)))
    return chosen


def _public_sentences(data: Path) -> Iterator[list[str]]:
    """Yield the sentences of each public set. Raise SetError."""
    try:
        for name in _PASSAGES:
            yield sorted({text for passage in read_passages(data, name) for text in passage.sentences})
        for name in _EVIDENCE:
            yield sorted({text for claim in read_claims(data, name) for text in claim.evidence})
    except OSError as error:
        raise SetError(f"can't read {error.filename}; say with --data where public data is") from error


def _fit(sentences: _Sentences) -> _Line:
    """Fit a line by logistic regression with a ridge, by Newton's method."""
    rows = np.c_[sentences.vectors.astype(np.float64), np.ones(len(sentences.vectors))]
    ridge = np.r_[np.full(rows.shape[1] - 1, _RIDGE), 1e-6]
    weights: Scores = np.zeros(rows.shape[1])
    for _ in range(_STEPS):
        shares = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (shares - sentences.demands) + ridge * weights
        curve = (rows * (shares * (1 - shares))[:, None]).T @ rows + np.diag(ridge)
        weights = weights - np.linalg.solve(curve, slope)
    length = float(np.linalg.norm(weights[:-1]))
    return _Line(weights[:-1] / length, -float(weights[-1]) / length)
