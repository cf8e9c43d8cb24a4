"""The process that reads what a worker sends it: one file after the other, within its limits of time and memory."""

import contextlib
import os
import re
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
_WORN = 0.5  # share of the memory beyond which the process is begun anew for the next file
_FULL = 0.9  # and beyond which a file that wasn't read has had too little


def main() -> None:
    """Read until nothing more is asked: arguments are the channel's number, the seconds and the bytes."""
    number, seconds, memory = (int(argument) for argument in sys.argv[1:4])
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # each would take its share of the memory
    room = Room(memory)
    with socket.socket(fileno=number) as channel, contextlib.suppress(ProtocolError, ConnectionError):
        while True:
            request, file = receive_with_file(channel)
            signal.alarm(seconds + _MARGIN)
            for item in _read(file, request["suffix"], request["source"], room):
                signal.alarm(0)  # the worker may take its time
                send(channel, encode_item(item))
                signal.alarm(seconds + _MARGIN)
            signal.alarm(0)
            send(channel, {"end": True, "worn": room.used > _WORN})


class Room:
    """The memory that this process may take beyond what it has now; none is kept from it where the system can't."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._first = _peak()
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (self._first + size, self._first + size))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    @property
    def used(self) -> float:
        """The share of it that was ever taken."""
        return (_peak() - self._first) / self.size

    @property
    def excess(self) -> str:
        """Say that a file has taken all of it."""
        return f"reading it took more than {self.size / 1e9:.2g} GB of memory; split it"


def _read(number: int, suffix: str, source: str, room: Room) -> Iterator[Draft | ReadFailure]:
    """Read a file; whatever happens, it is told in a line."""
    with open(number, "rb") as file:
        try:
            yield from READERS[suffix](file, source)
        except ReadError as error:  # libraries take a lack of memory for one of words
            yield ReadFailure(source, room.excess if room.used > _FULL else str(error))
        except MemoryError:
            yield ReadFailure(source, room.excess)
        except OSError as error:
            yield ReadFailure(source, error.strerror or str(error))
        except RecursionError:
            yield ReadFailure(source, "what it holds is nested too deeply")
        except Exception as error:  # noqa: BLE001  the outer edge: what no reader foresaw stops no other file
            yield ReadFailure(source, f"{BROKE_OFF}: {' '.join(f'{type(error).__name__}: {error}'.split())}")


def _peak() -> int:
    """Return the most bytes that this process has ever mapped; 0 where the system doesn't tell."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return 0
    found = re.search(r"VmPeak:\s*(\d+)", status)
    return int(found[1]) * 1024 if found else 0
