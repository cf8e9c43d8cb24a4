"""A transformer as an ONNX graph, put together node by node with ONNX Runtime's own fused operators."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from index.embed.session import open_session
from index.embed.weights import Bytes, Floats, Shape

_EPSILON = 1e-12
_FUSED = "com.microsoft"  # ONNX Runtime's own operators
_OPSET, _IR = 18, 9
_EIGHT_BITS = 4  # what MatMulNBits calls multiplying in int8
_SMOOTHED = 0.7  # the exponent of how great a channel gets
_SMOOTHED_APART = 0.4  # the same where the greatest channels are multiplied apart


class Tensors(Protocol):
    """Where a network's numbers come from, by the weight file's names."""

    @property
    def shape(self) -> Shape:
        """The sizes of the network."""

    def read_vector(self, name: str) -> Floats:
        """Return a bias, or a part of a normalisation."""

    def read_matrix(self, name: str, columns: int) -> Floats:
        """Return a matrix (what it gives, what it takes), of so many columns."""


class Graph:
    """An ONNX graph while it grows; node and tensor names follow the weight file's."""

    def __init__(self, tensors: Tensors) -> None:
        self.tensors = tensors
        self._nodes: list[Any] = []
        self._constants: dict[str, Any] = {}

    def add_encoder(self, multiply: "Multiply") -> str:
        """Add all layers on what is `embedded`; return the name of what the last one gives, as all that adds does."""
        hidden = self.add_norm("embedded", "emb.ln")
        for layer in range(self.tensors.shape.layers):
            hidden = self.add_layer(hidden, f"l{layer}.", multiply)
        return hidden

    def add_norm(self, hidden: str, name: str) -> str:
        """Add a layer normalisation."""
        inputs = [hidden, *self._store_affine(name)]
        return self.apply("LayerNormalization", inputs, f"{name}.out", domain="", axis=-1, epsilon=_EPSILON)

    def add_layer(self, hidden: str, name: str, multiply: "Multiply") -> str:
        """Add a transformer layer: attention and feed-forward, each with a residual and a normalisation."""
        shape = self.tensors.shape
        parts = [f"{name}{part}" for part in ("q", "k", "v")]
        projected = multiply(self, hidden, parts, shape.hidden)
        self._nodes.append(helper.make_node("Split", [projected], parts, axis=-1, num_outputs=len(parts)))
        context = self.apply("MultiHeadAttention", parts, f"{name}context", num_heads=shape.heads)
        hidden = self._add_residual(hidden, multiply(self, context, [f"{name}ao"], shape.hidden), f"{name}aln")
        inner = self.apply("Gelu", [multiply(self, hidden, [f"{name}fi"], shape.hidden)], f"{name}gelu")
        outer = multiply(self, inner, [f"{name}fo"], shape.feed_forward)
        return self._add_residual(hidden, outer, f"{name}oln")

    def multiply_exactly(self, hidden: str, matrix: Floats, bias: Floats, name: str) -> str:
        """Multiply by a matrix (what it takes, what it gives) of floats, and add a bias."""
        product = self.apply("MatMul", [hidden, self.store(f"{name}.weights", matrix)], f"{name}.product", domain="")
        return self.apply("Add", [product, self.store(f"{name}.bias", bias)], f"{name}.out", domain="")

    def multiply_bytes(
        self, hidden: str, matrix: Floats, bias: Floats, magnitudes: Floats, name: str, *, apart: int = 0
    ) -> str:
        """Do so in 8 bits, with a scale for each column; each channel that is taken is smoothed by its magnitude.

        So many of the greatest channels as are to be `apart` are multiplied as floats.
        """
        exponent = _SMOOTHED_APART if apart else _SMOOTHED
        great = magnitudes**exponent / np.abs(matrix).max(axis=1) ** (1 - exponent)
        rest = np.ones_like(great)
        rest[np.argsort(magnitudes)[len(magnitudes) - apart :]] = 0
        divided = self.apply("Mul", [hidden, self.store(f"{name}.smooth", rest / great)], f"{name}.in", domain="")
        product = self._multiply_smoothed(divided, matrix * (great * rest)[:, None], bias, name)
        if not apart:
            return product
        greatest = np.flatnonzero(rest == 0)
        inputs = [hidden, self.store(f"{name}.greatest", greatest)]
        taken = self.apply("Gather", inputs, f"{name}.apart", domain="", axis=-1)
        exact = self.apply(
            "MatMul", [taken, self.store(f"{name}.floats", matrix[greatest])], f"{name}.exact", domain=""
        )
        return self.apply("Add", [product, exact], f"{name}.sum", domain="")

    def _multiply_smoothed(self, hidden: str, matrix: Floats, bias: Floats, name: str) -> str:
        scales = np.abs(matrix).max(axis=0) / 127
        whole = np.rint(matrix / scales).astype(np.int8)
        inputs = [
            hidden,
            self.store(f"{name}.weights", whole),
            self.store(f"{name}.scales", scales),
            self.store(f"{name}.zeros", np.zeros_like(whole[0])),
            self.store(f"{name}.bias", bias),
        ]
        return self.apply("DynamicQuantizeMatMul", inputs, f"{name}.out")

    def multiply_blocks(
        self, hidden: str, scales: NDArray[Any], packed: Bytes, bias: Floats, name: str, *, bits: int
    ) -> str:
        """Do so by blocks: scales (what it gives, blocks) and packed weights (what it gives, blocks, bytes)."""
        rows, count, size = packed.shape
        block = size * 8 // bits
        inputs = [
            hidden,
            self.store(f"{name}.weights", packed),
            self.store(f"{name}.scales", scales.astype(np.float32).ravel()),
            "",
            "",
            self.store(f"{name}.bias", bias),
        ]
        sizes = {"K": count * block, "N": rows, "bits": bits, "block_size": block, "accuracy_level": _EIGHT_BITS}
        return self.apply("MatMulNBits", inputs, f"{name}.out", **sizes)

    def apply(self, operator: str, inputs: Sequence[str], output: str, domain: str = _FUSED, **settings: Any) -> str:
        """Add a node with one output."""
        self._nodes.append(helper.make_node(operator, inputs, [output], domain=domain, **settings))
        return output

    def store(self, name: str, values: NDArray[Any]) -> str:
        """Keep a constant; return its name."""
        self._constants[name] = numpy_helper.from_array(np.ascontiguousarray(values), name)
        return name

    def to_bytes(self, name: str, inputs: dict[str, list[str | int]], outputs: Sequence[str]) -> bytes:
        """Return the model, given what it takes, each with its shape, and the names of what it gives."""
        make = helper.make_tensor_value_info
        taken = [make(one, TensorProto.FLOAT, shape) for one, shape in inputs.items()]
        given = [make(one, TensorProto.FLOAT, None) for one in outputs]
        graph = helper.make_graph(self._nodes, name, taken, given, list(self._constants.values()))
        opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_FUSED, 1)]
        return bytes(helper.make_model(graph, opset_imports=opsets, ir_version=_IR).SerializeToString())

    def _add_residual(self, hidden: str, added: str, name: str) -> str:
        """Add and normalise in two steps; ONNX Runtime's operator for both takes four times as long."""
        return self.add_norm(self.apply("Add", [hidden, added], f"{name}.in", domain=""), name)

    def _store_affine(self, name: str) -> list[str]:
        return [self.store(f"{name}.{part}", self.tensors.read_vector(f"{name}.{part}")) for part in ("w", "b")]


# of a graph, what is multiplied, the parts whose matrices it is multiplied by side by side, and their columns
Multiply = Callable[[Graph, str, Sequence[str], int], str]


def read_bias(tensors: Tensors, parts: Sequence[str]) -> Floats:
    """Return the biases of parts, side by side."""
    return np.concatenate([tensors.read_vector(f"{part}.b") for part in parts])


def name_channels(layers: int) -> list[str]:
    """Return the names of what the matrices of so many layers multiply, but for what an activation gives."""
    before = ["emb.ln.out", *(f"l{layer}.oln.out" for layer in range(layers))]
    return [name for layer in range(layers) for name in (before[layer], f"l{layer}.context", f"l{layer}.aln.out")]


def name_activations(layers: int) -> list[str]:
    """Return the names of what an activation gives in so many layers."""
    return [f"l{layer}.gelu" for layer in range(layers)]


def measure_channels(exact: bytes, names: Sequence[str], seen: Iterable[Mapping[str, Floats]]) -> dict[str, Floats]:
    """Return, by the name of what a matrix multiplies, how great each channel gets in an exact model on its inputs."""
    session = open_session(exact)
    great: dict[str, Floats] = {}
    for inputs in seen:
        for name, values in zip(names, session.run(names, inputs), strict=True):
            here = np.abs(values).max(axis=(0, 1))
            great[name] = np.maximum(great.get(name, here), here)
    return great
