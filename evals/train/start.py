"""A reader's file back into the network that it was made of, to go on learning from there."""

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

from evals.train.export import MIDDLE
from evals.train.network import Network
from index.embed.weights import Floats

_PARTS = ("ao", "fi", "fo")
_HEADS = ("sentence", "none", "label")


def fill_network(network: Network, file: Path) -> None:
    """Give a network the numbers of a reader's file: what its 8 bits stand for."""
    held = {tensor.name: numpy_helper.to_array(tensor) for tensor in onnx.load(file).graph.initializer}

    def take(parameter: Tensor, values: Floats) -> None:
        parameter.data = torch.from_numpy(values.astype(np.float32).reshape(parameter.shape))

    def fill_linear(linear: nn.Module, name: str) -> None:
        take(linear.weight, _read_matrix(held, name))
        take(linear.bias, held[f"{name}.bias"])

    def fill_norm(norm: nn.Module, name: str) -> None:
        take(norm.weight, held[f"{name}.w"])
        take(norm.bias, held[f"{name}.b"])

    fill_norm(network.norm, "emb.ln")
    for number, layer in enumerate(network.layers):
        name = f"l{number}."
        fill_linear(layer.qkv, "+".join(f"{name}{part}" for part in "qkv"))
        for part in _PARTS:
            fill_linear(getattr(layer, part), f"{name}{part}")
        for part in ("aln", "oln"):
            fill_norm(getattr(layer, part), f"{name}{part}")
    for head in _HEADS:
        for number in (0, 2):
            fill_linear(getattr(network, head)[number], f"{head}.{number}")


def _read_matrix(held: dict[str, Floats], name: str) -> Floats:
    """Return a matrix (what it gives, what it takes) as it was stored: in floats, by columns, or by blocks."""
    stored = held[f"{name}.weights"]
    if stored.dtype == np.int8:
        return np.asarray((stored * held[f"{name}.scales"] * held[f"{name}.smooth"][:, None]).T)
    if stored.dtype == np.uint8:
        scales = held[f"{name}.scales"].reshape(len(stored), -1)
        return np.asarray(((stored.astype(np.float32) - MIDDLE) * scales[..., None]).reshape(len(stored), -1))
    return stored.T
