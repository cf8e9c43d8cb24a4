"""The process that reads what a worker sends it: one file after the other, within its limits of time and memory."""

import contextlib
import os
import resource
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

from index.article import Draft, ReadFailure
from index.errors import ReadError
from index.read.formats import READERS
from index.read.wire import ProtocolError, encode_item, receive_with_file, send

BROKE_OFF = "its reader broke off"  # begins the reason of a failure that no reader has named
_MARGIN = 10  # seconds after which it ends itself, should the worker be gone
_WORN = 0.5  # share of the memory that may be left taken by a file before


def main() -> None:
    """Read until nothing more is asked: arguments are the channel's number, the seconds and the bytes."""
    number, seconds, memory = (int(argument) for argument in sys.argv[1:4])
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # each would take its share of the memory
    worn = _limit_memory(memory)
    with socket.socket(fileno=number) as channel, contextlib.suppress(ProtocolError, ConnectionError):
        while True:
            request, file = receive_with_file(channel)
            for item in _read(file, request["suffix"], request["source"], memory):
                signal.alarm(0)  # the worker may take its time
                send(channel, encode_item(item))
                signal.alarm(seconds + _MARGIN)
            signal.alarm(0)
            send(channel, {"end": True, "worn": _taken() > worn})


def _read(number: int, suffix: str, source: str, memory: int) -> Iterator[Draft | ReadFailure]:
    """Read a file; whatever happens, it is told in a line."""
    with open(number, "rb") as file:
        try:
            yield from READERS[suffix](file, source)
        except ReadError as error:
            yield ReadFailure(source, str(error))
        except MemoryError:
            yield ReadFailure(source, f"reading it took more than {memory / 1e9:.2g} GB of memory; split it")
        except RecursionError:
            yield ReadFailure(source, "what it holds is nested too deeply")
        except Exception as error:  # noqa: BLE001  the outer edge: what no reader foresaw stops no other file
            yield ReadFailure(source, f"{BROKE_OFF}: {' '.join(f'{type(error).__name__}: {error}'.split())}")


def _limit_memory(memory: int) -> int:
    """Allow so many bytes beyond those taken now; return from how many on it is better begun anew."""
    taken = _taken()
    with contextlib.suppress(ValueError, OSError):  # where the system knows no such limit
        resource.setrlimit(resource.RLIMIT_AS, (taken + memory, taken + memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return taken + int(memory * _WORN)


def _taken() -> int:
    """Return the bytes of memory that this process maps; 0 where the system doesn't tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return 0
    return pages * resource.getpagesize()
