"""The network that is trained: the bundled encoder's layers, and two heads on what they give.

Embeddings and the lowest layers stay as they are. The encoder counts in bfloat16, attention is written out (on a
processor that is faster than the fused operator for short rows), and the heads count in float32.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from evals.train.examples.example import Example
from index.embed.weights import Floats, TokenEmbeddings, Weights

_EPSILON = 1e-12
_OUT_OF_REACH = -1e9


class Layer(nn.Module):
    """A transformer layer as BERT has it: attention and feed-forward, each added and normalised."""

    def __init__(self, hidden: int, inner: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.qkv, self.ao = nn.Linear(hidden, 3 * hidden), nn.Linear(hidden, hidden)
        self.fi, self.fo = nn.Linear(hidden, inner), nn.Linear(inner, hidden)
        self.aln, self.oln = nn.LayerNorm(hidden, eps=_EPSILON), nn.LayerNorm(hidden, eps=_EPSILON)

    def forward(self, hidden: Tensor, mask: Tensor) -> Tensor:
        """Texts (texts, tokens, hidden) and what is added to attention (texts, 1, 1, tokens) → the same shape."""
        texts, tokens, size = hidden.shape
        parts = self.qkv(hidden).view(texts, tokens, 3, self.heads, size // self.heads)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        weights = torch.softmax(query * (size // self.heads) ** -0.5 @ key.transpose(-1, -2) + mask, -1)
        context = (weights @ value).transpose(1, 2).reshape(texts, tokens, size)
        hidden = self.aln(hidden + self.ao(context))
        return self.oln(hidden + self.fo(functional.gelu(self.fi(hidden))))


@dataclass(frozen=True, slots=True)
class Batch:
    """Examples of one task, padded.

    `spans` (texts, rows, tokens) averages tokens: row 0 the question or claim, row 1 the passage, then its
    sentences. `target` (texts, sentences + 1) are the shares of each outcome, the first of them `none`; or (texts,)
    the numbers of labels.
    """

    embedded: Tensor
    mask: Tensor
    spans: Tensor
    target: Tensor


class Network(nn.Module):
    """Pairs → scores of their sentences and of `none`, and of the labels supported, contradicted, neither."""

    def __init__(self, weights: Weights) -> None:
        super().__init__()
        shape = weights.shape
        size = shape.hidden
        self.norm = nn.LayerNorm(size, eps=_EPSILON)
        self.layers = nn.ModuleList(Layer(size, shape.feed_forward, shape.heads) for _ in range(shape.layers))
        self.sentence = nn.Sequential(nn.Linear(3 * size, size), nn.GELU(), nn.Linear(size, 1))
        self.none = nn.Sequential(nn.Linear(4 * size, size), nn.GELU(), nn.Linear(size, 1))
        self.label = nn.Sequential(nn.Linear(4 * size, size), nn.GELU(), nn.Linear(size, 3))
        self._load(weights)

    def _load(self, weights: Weights) -> None:
        _fill_affine(self.norm, weights, "emb.ln")
        for number, layer in enumerate(self.layers):
            name = f"l{number}."
            layer.qkv.weight.data = torch.cat([_read_matrix(weights, f"{name}{part}.w", self.size) for part in "qkv"])
            layer.qkv.bias.data = torch.cat([_read_vector(weights, f"{name}{part}.b") for part in "qkv"])
            for part in ("ao", "fi", "fo"):
                linear = getattr(layer, part)
                linear.weight.data = _read_matrix(weights, f"{name}{part}.w", linear.in_features)
                linear.bias.data = _read_vector(weights, f"{name}{part}.b")
            for part in ("aln", "oln"):
                _fill_affine(getattr(layer, part), weights, f"{name}{part}")

    @property
    def size(self) -> int:
        """How wide the encoder is."""
        return self.norm.normalized_shape[0]

    def count_in_half(self) -> None:
        """Let the layers count in bfloat16; on a processor made for it that is twice as fast."""
        self.layers.to(torch.bfloat16)

    def encode(self, batch: Batch, frozen: int = 0) -> Tensor:
        """Return the tokens' last states (texts, tokens, hidden) in float32; no gradient through `frozen` layers."""
        kind = next(self.layers.parameters()).dtype
        hidden, mask = self.norm(batch.embedded).to(kind), batch.mask.to(kind)
        for number, layer in enumerate(self.layers):
            with torch.set_grad_enabled(torch.is_grad_enabled() and number >= frozen):
                hidden = layer(hidden, mask)
        return hidden.float()

    def read(self, batch: Batch, frozen: int = 0) -> Tensor:
        """Return scores (texts, 1 + sentences): of `none`, then of each sentence."""
        rows, start = self._average(batch, frozen)
        query, sentences = rows[:, :1], rows[:, 2:]
        spread = [part.expand_as(sentences) for part in (start, query)]
        scores = self.sentence(torch.cat([sentences, spread[0], sentences * spread[1]], -1))[..., 0]
        scores = scores.masked_fill(batch.spans[:, 2:].sum(-1) == 0, _OUT_OF_REACH)
        return torch.cat([self.none(_join(rows, start))[:, 0], scores], 1)

    def judge(self, batch: Batch, frozen: int = 0) -> Tensor:
        """Return scores (texts, 3) of the labels."""
        return self.label(_join(*self._average(batch, frozen)))[:, 0]

    def _average(self, batch: Batch, frozen: int) -> tuple[Tensor, Tensor]:
        hidden = self.encode(batch, frozen)
        return batch.spans @ hidden, hidden[:, :1]


def _join(rows: Tensor, start: Tensor) -> Tensor:
    query, passage = rows[:, :1], rows[:, 1:2]
    return torch.cat([start, query, passage, query * passage], -1)


class Collate:
    """Makes batches of examples."""

    def __init__(self, weights: Weights) -> None:
        self._embed = TokenEmbeddings(weights)
        self._pad = weights.pad

    def __call__(self, examples: Sequence[Example]) -> Batch:
        """Return a batch of examples of one task."""
        pairs = [example.pair for example in examples]
        tokens, rows = max(len(pair.ids) for pair in pairs), 2 + max(len(pair.sentences) for pair in pairs)
        ids = np.full((len(pairs), tokens), self._pad)
        spans = np.zeros((len(pairs), rows, tokens), dtype=np.float32)
        for number, pair in enumerate(pairs):
            ids[number, : len(pair.ids)] = pair.ids
            spans[number, : 2 + len(pair.sentences), : len(pair.ids)] = pair.average_rows()
        mask = np.where(ids == self._pad, np.float32(_OUT_OF_REACH), np.float32(0))[:, None, None]
        embedded, added, averaging = map(torch.from_numpy, (self._embed(ids), mask, spans))
        return Batch(embedded, added, averaging, self._target(examples, rows - 1))

    def _target(self, examples: Sequence[Example], outcomes: int) -> Tensor:
        if examples[0].task == "supports":
            return torch.tensor([example.target[0] for example in examples])
        shares = torch.zeros(len(examples), outcomes)
        for number, example in enumerate(examples):
            for answer in example.target or (-1,):
                shares[number, answer + 1] = 1 / max(1, len(example.target))
        return shares


def _fill_affine(norm: nn.LayerNorm, weights: Weights, name: str) -> None:
    norm.weight.data, norm.bias.data = _read_vector(weights, f"{name}.w"), _read_vector(weights, f"{name}.b")


def _read_matrix(weights: Weights, name: str, columns: int) -> Tensor:
    return _copy(weights.read_matrix(name, columns))


def _read_vector(weights: Weights, name: str) -> Tensor:
    return _copy(weights.read_vector(name))


def _copy(values: Floats) -> Tensor:
    return torch.from_numpy(values.copy())
