"""The trained network as one ONNX file: all in 8 bits, without the embeddings that a package brings.

Channels are smoothed by how great they get on real pairs (SmoothQuant, arXiv 2211.10438); what the feed-forward layer's
activation gives is too uneven even so, and is multiplied by blocks that have scales of their own.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from evals.train.examples.example import Example
from evals.train.network import Network
from index.embed.graph import Graph, measure_channels, name_channels, read_bias
from index.embed.weights import Floats, Shape, TokenEmbeddings, Weights

_BLOCK = 64  # weights of a row that share a scale
MIDDLE = 128  # what 0 is in a block
_MultiplyHead = Callable[[Graph, str, Floats, Floats, str], str]


def export_network(network: Network, weights: Weights, seen: Sequence[Example]) -> bytes:
    """Return the network as the reader loads it; the pairs `seen` show how great its channels get."""
    tensors = TrainedTensors(network, weights.shape)
    return build_reader(tensors, _measure_channels(tensors, weights, seen), ["answers", "labels"])


class TrainedTensors:
    """A network's numbers by the weight file's names."""

    def __init__(self, network: Network, shape: Shape) -> None:
        self._numbers = {name: value.detach().numpy() for name, value in network.state_dict().items()}
        self._shape = shape

    @property
    def shape(self) -> Shape:
        """The sizes of the network."""
        return self._shape

    def read_vector(self, name: str) -> Floats:
        """Return a bias, or a part of a normalisation."""
        return self._read(name)

    def read_matrix(self, name: str, columns: int) -> Floats:
        """Return a matrix (what it gives, what it takes)."""
        return self._read(name).reshape(-1, columns)

    def read_head(self, name: str) -> list[Floats]:
        """Return a head's matrices (what they take, what they give) and biases, the first layer's first."""
        first, last = f"{name}.0", f"{name}.2"
        weights = [self._numbers[f"{layer}.{kind}"] for layer in (first, last) for kind in ("weight", "bias")]
        return [one.T if one.ndim == 2 else one for one in weights]

    def _read(self, name: str) -> Floats:
        layer, part, kind = name.split(".")
        kind = {"w": "weight", "b": "bias"}[kind]
        if layer == "emb":
            return self._numbers[f"norm.{kind}"]
        stem = f"layers.{layer[1:]}"
        if part in {"q", "k", "v"}:
            return np.split(self._numbers[f"{stem}.qkv.{kind}"], 3)["qkv".index(part)]
        return self._numbers[f"{stem}.{part}.{kind}"]


def _measure_channels(tensors: TrainedTensors, weights: Weights, seen: Sequence[Example]) -> dict[str, Floats]:
    names, embed = name_channels(tensors.shape.layers), TokenEmbeddings(weights)
    pairs = (example.pair for example in seen)
    inputs = ({"embedded": embed(np.array(pair.ids))[None], "rows": pair.average_rows()} for pair in pairs)
    return measure_channels(build_reader(tensors, {}, names), names, inputs)


def build_reader(tensors: TrainedTensors, magnitudes: Mapping[str, Floats], outputs: Sequence[str]) -> bytes:
    """Return a model that gives `outputs`; where nothing is known of the magnitudes, it is exact.

    It takes what is `embedded`, tokens and their positions (1, tokens, hidden), and the `rows` that average them
    (rows, tokens), and gives `answers`, the scores of none and of each sentence, and `labels`, those of the labels.
    """
    graph = Graph(tensors)

    def multiply(graph: Graph, hidden: str, parts: Sequence[str], columns: int) -> str:
        name, bias = "+".join(parts), read_bias(tensors, parts)
        matrix = np.concatenate([tensors.read_matrix(f"{part}.w", columns) for part in parts])
        if not magnitudes:
            return graph.multiply_exactly(hidden, matrix.T, bias, name)
        if hidden in magnitudes:
            return graph.multiply_bytes(hidden, matrix.T, bias, magnitudes[hidden], name)
        return _multiply_blocks(graph, hidden, matrix.T, bias, name)

    _add_heads(graph, graph.add_encoder(multiply), tensors, _multiply_blocks if magnitudes else Graph.multiply_exactly)
    taken: dict[str, list[str | int]] = {
        "embedded": [1, "tokens", tensors.shape.hidden],
        "rows": ["rows", "tokens"],
    }
    return graph.to_bytes("pullquote-reader", taken, outputs)


def _multiply_blocks(graph: Graph, hidden: str, matrix: Floats, bias: Floats, name: str) -> str:
    blocks = matrix.T.reshape(matrix.shape[1], -1, _BLOCK)
    scales = np.abs(blocks).max(axis=-1) / (MIDDLE - 1)
    packed = (np.rint(blocks / scales[..., None]) + MIDDLE).astype(np.uint8)
    return graph.multiply_blocks(hidden, scales, packed, bias, name, bits=8)


def _add_heads(graph: Graph, hidden: str, tensors: TrainedTensors, multiply: _MultiplyHead) -> None:
    def run(operator: str, output: str, *inputs: str, **settings: int) -> str:
        return graph.apply(operator, inputs, output, domain="", **settings)

    def cut(values: str, start: int, end: int, output: str) -> str:
        places = [graph.store(f"{output}.{at}", np.array([value])) for at, value in enumerate((start, end))]
        return run("Slice", output, values, *places, graph.store("axis", np.array([0])))

    def head(name: str, features: str) -> str:
        first, first_bias, last, last_bias = tensors.read_head(name)
        inner = multiply(graph, features, first, first_bias, f"{name}.0")
        return graph.multiply_exactly(graph.apply("Gelu", [inner], f"{name}.1"), last, last_bias, f"{name}.2")

    flat = graph.store("flat", np.array([-1]))
    tokens = run("Squeeze", "tokens", hidden, graph.store("first", np.array([0])))
    rows, start = run("MatMul", "averaged", "rows", tokens), cut(tokens, 0, 1, "start")
    query, passage = cut(rows, 0, 1, "query"), cut(rows, 1, 2, "passage")
    sentences = cut(rows, 2, 1 << 31, "sentences")
    whole = run("Concat", "whole", start, query, passage, run("Mul", "common", query, passage), axis=-1)
    spread = run("Expand", "spread", start, run("Shape", "shape", sentences))
    each = run("Concat", "each", sentences, spread, run("Mul", "matched", sentences, query), axis=-1)
    scores = run("Concat", "scores", head("none", whole), head("sentence", each), axis=0)
    run("Reshape", "answers", scores, flat)
    run("Reshape", "labels", head("label", whole), flat)
