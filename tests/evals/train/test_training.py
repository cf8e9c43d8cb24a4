"""A short real training run: the loss falls, it is gone on with, and the file agrees with the network."""

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from evals.train.examples.example import Example
from evals.train.plan import build_own
from evals.train.recipe import Recipe, Stage
from index.embed.e5 import BundledE5
from rag.reader.pair import Pairing
from rag.reader.reader import Reader
from tests.evals.train.news import write_own

pytestmark = pytest.mark.training
RECIPE = Recipe(rate=3e-4, head_rate=1e-3, warm_up=4, frozen=9, tokens=400, batches=1, processes=1, kept_every=1e9)


@pytest.fixture(scope="module")
def examples(embedder: BundledE5, tmp_path_factory: pytest.TempPathFactory) -> list[Example]:
    folder = tmp_path_factory.mktemp("own")
    write_own(folder, count=8)
    return build_own(Pairing(embedder.weights, embedder.tokenize), folder, seed=1, learnt=True)


@pytest.fixture(scope="module")
def trained(examples: list[Example], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[float]]:
    """A checkpoint and the loss of the same examples before and after each of two rounds."""
    checkpoint = tmp_path_factory.mktemp("work") / "checkpoint.pt"
    losses = [_count_loss(None, examples)]
    for rounds in (1, 2):
        _train(checkpoint, [Stage(examples)] * rounds)
        losses.append(_count_loss(checkpoint, examples))
    return checkpoint, losses


def test_the_loss_falls_and_goes_on_falling_from_a_checkpoint(trained: tuple[Path, list[float]]) -> None:
    before, after, later = trained[1]
    assert after < before
    assert later < after


def test_the_file_agrees_with_the_network(
    trained: tuple[Path, list[float]], examples: list[Example], embedder: BundledE5
) -> None:
    from evals.train.export import TrainedTensors, build_reader, export_network
    from evals.train.network import Collate
    from evals.train.training import load_network

    network = load_network(trained[0])
    exact = Reader(embedder, build_reader(TrainedTensors(network, embedder.weights.shape), {}, ["answers", "labels"]))
    file = export_network(network, embedder.weights, examples)
    small = Reader(embedder, file)
    assert len(file) < 25_000_000
    for example in random.Random(1).sample(examples, 12):
        batch = Collate(embedder.weights)([example])
        scores = (network.read if example.task == "answers" else network.judge)(batch)[0].detach()
        wanted = scores.softmax(-1).numpy()
        np.testing.assert_allclose(exact.score(example.task, example.pair), wanted, atol=1e-4)
        np.testing.assert_allclose(small.score(example.task, example.pair), wanted, atol=0.05)


def test_a_network_is_filled_from_the_file_that_was_made_of_one(
    trained: tuple[Path, list[float]], examples: list[Example], embedder: BundledE5, tmp_path: Path
) -> None:
    from evals.train.export import TrainedTensors, build_reader, export_network
    from evals.train.network import Network
    from evals.train.start import fill_network
    from evals.train.training import load_network

    file = tmp_path / "reader.onnx"
    file.write_bytes(export_network(load_network(trained[0]), embedder.weights, examples))
    filled = Network(embedder.weights)
    fill_network(filled, file)
    again = Reader(embedder, build_reader(TrainedTensors(filled, embedder.weights.shape), {}, ["answers", "labels"]))
    reader = Reader(embedder, file.read_bytes())
    for example in random.Random(2).sample(examples, 12):
        score = reader.score(example.task, example.pair)
        np.testing.assert_allclose(again.score(example.task, example.pair), score, atol=0.05)


def test_two_processes_learn_as_one_does(examples: list[Example], tmp_path: Path) -> None:
    losses = []
    for processes in (1, 2):
        checkpoint = tmp_path / f"{processes}.pt"
        recipe = replace(RECIPE, processes=processes, batches=2 // processes)
        _train(checkpoint, [Stage(examples)], recipe)
        losses.append(_count_loss(checkpoint, examples))
    assert losses[1] == pytest.approx(losses[0], rel=0.05)


def _train(checkpoint: Path, stages: Sequence[Stage], recipe: Recipe = RECIPE) -> None:
    from evals.train.training import train

    train(stages, recipe, checkpoint, lambda _: None)


def _count_loss(checkpoint: Path | None, examples: Sequence[Example]) -> float:
    import torch

    from evals.train.network import Collate, Network
    from evals.train.training import count_loss, load_network
    from index.embed.weights import Weights, find_weights

    torch.manual_seed(1)
    weights = Weights(find_weights())
    network = load_network(checkpoint) if checkpoint else Network(weights)
    with torch.no_grad():
        return sum(float(count_loss(network, Collate(weights), [example])) for example in examples) / len(examples)
