"""One run from sets to file: build the examples, train, export, measure, and write the card."""

import pickle
import random
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from evals.train.batches import choose_batches
from evals.train.card import Card, write_card
from evals.train.examples.example import Example
from evals.train.export import TrainedTensors, build_reader, export_network
from evals.train.measure import measure_agreement, measure_claims, measure_questions
from evals.train.plan import build_development, build_stages
from evals.train.recipe import Recipe, Stage
from evals.train.training import Progress, load_network, read_hours, train
from index.embed.e5 import BundledE5
from rag.reader.pair import Pairing
from rag.reader.reader import Reader

_SEEN = 200  # examples, to see how great channels get
_COMPARED = 400  # examples that the file and the network in floats are compared on


def train_reader(
    embedder: BundledE5, data: Path, work: Path, file: Path, *, recipe: Recipe, tell: Callable[[str], None]
) -> Card:
    """Train a reader on the sets in `data` and our own material, and write its file and, beside it, its card.

    Examples and checkpoints are kept in the folder `work`; what was interrupted is gone on with from there. A recipe
    that begins with a reader's file learns the last stage alone.
    """
    pairing = Pairing(embedder.weights, embedder.tokenize)
    stages = _build(work / "examples.pickle", lambda: build_stages(pairing, data)[-1 if recipe.start else 0 :], tell)

    def notify(progress: Progress) -> None:
        losses = ", ".join(f"{task} {loss:.3f}" for task, loss in progress.losses.items())
        tell(f"step {progress.step:,} of {progress.steps:,}, {progress.examples:,} examples; loss: {losses}")

    train(stages, recipe, work / "checkpoint.pt", notify)
    model, card = _export(embedder, work, recipe, stages, build_development(pairing, data))
    file.write_bytes(model)
    write_card(card, file.with_suffix(".md"))
    return card


def _export(
    embedder: BundledE5, work: Path, recipe: Recipe, stages: Sequence[Stage], examples: Sequence[Example]
) -> tuple[bytes, Card]:
    """Return the file of what a checkpoint has learnt, and the card, given examples that weren't learnt."""
    chance = random.Random(recipe.seed)  # noqa: S311  # a choice, not a secret
    network, weights = load_network(work / "checkpoint.pt"), embedder.weights
    model = export_network(network, weights, chance.sample(stages[-1].examples, _SEEN))
    exact = build_reader(TrainedTensors(network, weights.shape), {}, ["answers", "labels"])
    reader = Reader(embedder, model)
    compared = chance.sample(examples, min(_COMPARED, len(examples)))
    card = Card(
        recipe=recipe,
        learnt=[
            Counter(one.origin for batch in choose_batches(stage, number, recipe) for one in batch)
            for number, stage in enumerate(stages)
        ],
        hours=read_hours(work / "checkpoint.pt"),
        megabytes=len(model) / 1e6,
        agreement=measure_agreement(reader, Reader(embedder, exact), compared),
        questions=measure_questions(reader, examples),
        claims=measure_claims(reader, examples),
    )
    return model, card


def _build(kept: Path, build: Callable[[], list[Stage]], tell: Callable[[str], None]) -> list[Stage]:
    """Return the stages, as they were kept or built now."""
    if kept.exists():
        tell(f"Going on with what is kept in {kept.parent}")
        stages: list[Stage] = pickle.loads(kept.read_bytes())  # noqa: S301  # written here, below
        return stages
    tell("Building the examples (some minutes) …")
    stages = build()
    kept.parent.mkdir(parents=True, exist_ok=True)
    temporary = kept.with_suffix(".part")  # so that what is kept is whole
    temporary.write_bytes(pickle.dumps(stages))
    temporary.replace(kept)
    return stages
