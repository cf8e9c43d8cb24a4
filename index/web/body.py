"""The body of a reply, unpacked as it comes and up to a limit: a small one may unpack to gigabytes."""

import zlib
from collections.abc import AsyncIterator, Iterator

from index.errors import FetchError

_EITHER = 47  # zlib's word for “gzip or zlib, whichever it begins like”
_PIECE = 1 << 16  # bytes


class Unpacker:
    """Collects a body; raises FetchError when it is more than `most` bytes, packed or not, or damaged."""

    def __init__(self, most: int, *, packed: bool) -> None:
        self._most = most
        self._packed = zlib.decompressobj(_EITHER) if packed else None
        self._body = bytearray()
        self._begun = False

    def feed(self, data: bytes) -> None:
        """Take the next bytes."""
        self._begun = self._begun or bool(data)
        if self._packed is not None:
            try:
                data = self._packed.decompress(data, self._most + 1 - len(self._body))
            except zlib.error as error:
                raise FetchError("what came is packed and damaged; try again") from error
        self._body += data
        if len(self._body) > self._most or (self._packed and self._packed.unconsumed_tail):
            raise FetchError(f"it is larger than {self._most // 1_000_000} MB")

    def finish(self) -> bytes:
        """Return the whole body."""
        if self._packed is not None and self._begun and not self._packed.eof:
            raise FetchError("what came is packed and breaks off; try again")
        return bytes(self._body)


async def read_body(pieces: AsyncIterator[bytes], encoding: str, most: int) -> bytes:
    """Return a body whose header tells its encoding; raise FetchError if that wasn't asked for."""
    encoding = encoding.strip().lower()
    if encoding not in {"", "identity", "gzip", "x-gzip", "deflate"}:
        raise FetchError(f"it is packed as {encoding[:40]}, which can't be read")
    unpacker = Unpacker(most, packed=encoding not in {"", "identity"})
    async for piece in pieces:
        unpacker.feed(piece)
    return unpacker.finish()


def unpack(data: bytes, most: int) -> bytes:
    """Return what a gzip file holds."""
    unpacker = Unpacker(most, packed=True)
    for piece in _cut(data):
        unpacker.feed(piece)
    return unpacker.finish()


def _cut(data: bytes) -> Iterator[bytes]:
    return (data[at : at + _PIECE] for at in range(0, len(data), _PIECE))
