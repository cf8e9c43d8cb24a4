"""The training run: stages of examples in a fixed order, as many processes as cores, checkpoints to go on from.

Each process keeps to one thread and reads every so-manyth batch; after some batches all add up their gradients and
take the same step. Weights count in bfloat16 and are kept in float32. Measured on two cores: 20 examples a second.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, distributed, multiprocessing
from torch.nn import functional

from evals.train.batches import choose_batches
from evals.train.examples.example import Example
from evals.train.network import Collate, Network
from evals.train.recipe import Recipe, Stage
from evals.train.start import fill_network
from index.embed.weights import Weights, find_weights

_NOTED = 50  # steps


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run stands: steps and examples done, of how many steps, and the mean loss lately, by task."""

    step: int
    steps: int
    examples: int
    losses: dict[str, float]


Notify = Callable[[Progress], None]


def train(stages: Sequence[Stage], recipe: Recipe, checkpoint: Path, notify: Notify) -> None:
    """Train through the stages, from the checkpoint on if there is one, and keep what was learnt in it."""
    checkpoint.parent.mkdir(parents=True, exist_ok=True)
    if recipe.processes == 1:
        _train_part(0, stages, recipe, checkpoint, notify)
        return
    _meeting_point(checkpoint).unlink(missing_ok=True)
    arguments = stages, recipe, checkpoint, notify
    multiprocessing.start_processes(_train_part, arguments, nprocs=recipe.processes, start_method="fork")


def load_network(checkpoint: Path) -> Network:
    """Return the network as a checkpoint has it, in float32."""
    network = Network(Weights(find_weights()))
    for parameter, kept in zip(network.parameters(), torch.load(checkpoint)["parameters"], strict=True):
        parameter.data = kept
    return network.eval()


def read_hours(checkpoint: Path) -> float:
    """Return how long the run of a checkpoint has taken."""
    return float(torch.load(checkpoint)["seconds"]) / 3600


def count_loss(network: Network, collate: Collate, examples: Sequence[Example], frozen: int = 0) -> Tensor:
    """Return the mean cross-entropy of examples of one task."""
    batch = collate(examples)
    if examples[0].task == "answers":
        return functional.cross_entropy(network.read(batch, frozen), batch.target)
    log = functional.log_softmax(network.judge(batch, frozen), -1)
    known = log.gather(1, batch.target.clamp(max=2)[:, None])[:, 0]
    unsupported = log[:, 1:].logsumexp(-1)  # contradicted or neither, the set doesn't say which
    return -torch.where(batch.target == 3, unsupported, known).mean()


class _Learner:
    """One process's network and optimiser."""

    def __init__(self, recipe: Recipe) -> None:
        torch.manual_seed(recipe.seed)
        torch.set_num_threads(1)
        self._recipe = recipe
        weights = Weights(find_weights())
        self._network, self._collate = Network(weights), Collate(weights)
        if recipe.start:
            fill_network(self._network, recipe.start)
        self._kept = [parameter.detach().clone() for parameter in self._network.parameters()]  # in float32
        self._network.count_in_half()
        frozen = ("norm.", *(f"layers.{number}." for number in range(recipe.frozen)))
        names = [name for name, _ in self._network.named_parameters()]
        self._learnt = [at for at, name in enumerate(names) if not name.startswith(frozen)]
        self._parameters = list(self._network.parameters())
        for at, parameter in enumerate(self._parameters):
            parameter.requires_grad = at in self._learnt
        layers = [self._kept[at] for at in self._learnt if names[at].startswith("layers.")]
        heads = [self._kept[at] for at in self._learnt if not names[at].startswith("layers.")]
        groups = [{"params": layers, "highest": recipe.rate}, {"params": heads, "highest": recipe.head_rate}]
        self._optimizer = torch.optim.AdamW(groups, lr=recipe.rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True)

    def load(self, state: dict[str, Any]) -> None:
        """Take what a checkpoint has."""
        for kept, loaded in zip(self._kept, state["parameters"], strict=True):
            kept.copy_(loaded)
        self._optimizer.load_state_dict(state["optimizer"])
        self._count_with_kept()

    def save(self, path: Path, **state: float) -> None:
        """Write a checkpoint, whole or not at all."""
        temporary = path.with_suffix(".part")
        torch.save({"parameters": self._kept, "optimizer": self._optimizer.state_dict(), **state}, temporary)
        temporary.replace(path)

    def step(self, batches: Sequence[Sequence[Example]], share: float) -> list[tuple[str, float]]:
        """Take a step at a share of the highest rate; return the task and the loss of each of the batches."""
        losses = []
        for examples in batches:
            loss = count_loss(self._network, self._collate, examples, self._recipe.frozen)
            (loss / len(batches)).backward()
            losses.append((str(examples[0].task), float(loss.detach())))
        self._share_gradients()
        for group in self._optimizer.param_groups:
            group["lr"] = group["highest"] * share
        self._optimizer.step()
        self._count_with_kept()
        return losses

    def _share_gradients(self) -> None:
        """Give what is kept the mean gradient over all processes, no longer than the recipe allows."""
        learnt = [self._parameters[at] for at in self._learnt]
        gradients = [torch.zeros(one.shape) if one.grad is None else one.grad.float() for one in learnt]
        flat = torch.cat([gradient.flatten() for gradient in gradients])
        if self._recipe.processes > 1:
            distributed.all_reduce(flat)
            flat /= self._recipe.processes
        flat *= min(1.0, self._recipe.longest_gradient / (float(flat.norm()) + 1e-6))
        parts = flat.split([parameter.numel() for parameter in learnt])
        for at, parameter, part in zip(self._learnt, learnt, parts, strict=True):
            self._kept[at].grad = part.view_as(parameter)
            parameter.grad = None

    def _count_with_kept(self) -> None:
        with torch.no_grad():
            for parameter, kept in zip(self._parameters, self._kept, strict=True):
                parameter.copy_(kept)


def _train_part(rank: int, stages: Sequence[Stage], recipe: Recipe, checkpoint: Path, notify: Notify) -> None:
    """Take one process's part of all steps."""
    if recipe.processes > 1:
        place = f"file://{_meeting_point(checkpoint)}"
        distributed.init_process_group("gloo", init_method=place, rank=rank, world_size=recipe.processes)
    learner, done, examples, before = _Learner(recipe), 0, 0, 0.0
    if checkpoint.exists():
        state = torch.load(checkpoint)
        learner.load(state)
        done, examples, before = state["step"], state["examples"], state["seconds"]
    steps = list(_plan(stages, recipe))
    began = saved = time.monotonic()
    lately: dict[str, list[float]] = {"answers": [], "supports": []}
    for number, (batches, share) in enumerate(steps[done:], start=done + 1):
        for task, loss in learner.step(batches[rank :: recipe.processes], share):
            lately[task].append(loss)
        examples += sum(map(len, batches))
        if rank:
            continue
        now = time.monotonic()
        if number % _NOTED == 0 or number == len(steps):
            means = {task: sum(losses) / max(1, len(losses)) for task, losses in lately.items()}
            notify(Progress(number, len(steps), examples, means))
            lately = {task: [] for task in lately}
        if now - saved > recipe.kept_every or number == len(steps):
            learner.save(checkpoint, step=number, examples=examples, seconds=before + now - began)
            saved = now
    if recipe.processes > 1:
        distributed.barrier()
        distributed.destroy_process_group()


def _plan(stages: Sequence[Stage], recipe: Recipe) -> Iterator[tuple[list[list[Example]], float]]:
    """Yield the batches of each step, of all processes, and the share of the highest rate."""
    taken, first = recipe.batches * recipe.processes, 0
    for number, stage in enumerate(stages):
        batches = choose_batches(stage, number, recipe)
        steps = len(batches) // taken
        for step in range(steps):
            share = 1 - (1 - stage.end) * step / steps
            yield batches[step * taken : (step + 1) * taken], share * min(1.0, (first + step + 1) / recipe.warm_up)
        first += steps


def _meeting_point(checkpoint: Path) -> Path:
    return checkpoint.with_suffix(".meeting").resolve()
