"""What the two processes that read say to each other: JSON, each message behind its length.

JSON rather than pickled objects: what a hostile file may have made of the process that reads it can't say more than
text.
"""

import json
import socket
import struct
import time
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from index.article import Draft, ReadFailure

Message = Mapping[str, Any]
_LENGTH = struct.Struct(">I")
_LONGEST = 250_000_000  # bytes: a text of `limits.MAX_BYTES`, each character escaped


class ProtocolError(Exception):
    """The other process is gone, or says what can't be."""


def send(channel: socket.socket, message: Message, file: int | None = None) -> None:
    """Send a message, and an open file with it."""
    data = json.dumps(message).encode()
    channel.settimeout(None)
    length = _LENGTH.pack(len(data))
    if file is None:
        channel.sendall(length + data)
    else:
        socket.send_fds(channel, [length], [file])
        channel.sendall(data)


def receive(channel: socket.socket, seconds: float) -> Message:
    """Return the next message; raise TimeoutError if it isn't there in time, ProtocolError if there will be none."""
    deadline = time.monotonic() + seconds
    (length,) = _LENGTH.unpack(_receive_bytes(channel, _LENGTH.size, deadline))
    return _decode(channel, length, deadline)


def receive_with_file(channel: socket.socket) -> tuple[Message, int]:
    """Return the next message and the open file that comes with it; raise ProtocolError if there will be none."""
    head, files, _, _ = socket.recv_fds(channel, _LENGTH.size, 1)
    if not files or len(head) != _LENGTH.size:
        raise ProtocolError("nothing more is asked")
    return _decode(channel, _LENGTH.unpack(head)[0], None), files[0]


def _decode(channel: socket.socket, length: int, deadline: float | None) -> Message:
    if length > _LONGEST:
        raise ProtocolError("a message is too long")
    try:
        message = json.loads(_receive_bytes(channel, length, deadline))
    except ValueError as error:
        raise ProtocolError("a message isn't JSON") from error
    if not isinstance(message, dict):
        raise ProtocolError("a message has no fields")
    return message


def _receive_bytes(channel: socket.socket, length: int, deadline: float | None) -> bytes:
    data = bytearray()
    while len(data) < length:
        if deadline is not None:
            channel.settimeout(max(0.001, deadline - time.monotonic()))
        part = channel.recv(min(length - len(data), 1 << 20))
        if not part:
            raise ProtocolError("the other process is gone")
        data += part
    return bytes(data)


def encode_item(item: Draft | ReadFailure) -> Message:
    """Write what was read as a message."""
    fields = asdict(item)
    if isinstance(item, ReadFailure):
        return {"failure": fields}
    return {"draft": {**fields, "published": item.published.isoformat() if item.published else None}}


def decode_item(message: Message) -> Draft | ReadFailure:
    """Return what a message says was read; raise ProtocolError if it says something else."""
    try:
        if "failure" in message:
            return ReadFailure(**message["failure"])
        fields = dict(message["draft"])
        published = date.fromisoformat(fields["published"]) if fields["published"] else None
        return Draft(**{**fields, "published": published, "pages": tuple(fields["pages"])})
    except (KeyError, TypeError, ValueError) as error:
        raise ProtocolError("a message is neither a draft nor a failure") from error
