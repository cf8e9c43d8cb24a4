"""A process beside this one that reads files, so that none can take time or memory without end.

It is started when the first file needs it, goes on from file to file, and is ended and begun anew after one that took
too much or brought it down. It has always begun with the next file while what came of the last is used.
"""

import contextlib
import json
import signal
import socket
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import BinaryIO

from index.article import Draft, ReadFailure
from index.read.wire import ProtocolError, decode_item, receive, send

_START = "import json, sys; sys.path[:] = json.loads(sys.argv.pop()); from index.read.child import main; main()"


@dataclass(frozen=True, slots=True)
class Limits:
    """How many seconds each article of a file may take to read, and how many bytes of memory."""

    seconds: int = 20
    memory: int = 1_000_000_000


@dataclass(slots=True, eq=False)
class Job:
    """A file to be read: how it is opened, in which format, and what its source is called."""

    open: Callable[[], BinaryIO]
    suffix: str
    source: str
    file: BinaryIO | None = None
    asked: subprocess.Popen[bytes] | None = None  # the process that knows of it


class Worker:
    """The process, as a context manager; it is gone when that is left. For one thread at a time."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._process: subprocess.Popen[bytes] | None = None
        self._channel: socket.socket | None = None
        self._jobs: deque[Job] = deque()  # begun and not finished, in order

    def __enter__(self) -> "Worker":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()
        while self._jobs:
            self._forget(self._jobs.popleft())

    @property
    def pid(self) -> int | None:
        """The number of the process, if it runs."""
        return self._process.pid if self._process else None

    def begin(self, job: Job) -> None:
        """Ask for a file, which `finish` will yield in its turn; raise OSError if it can't be opened."""
        job.file = job.open()
        self._jobs.append(job)
        if self._process or len(self._jobs) == 1:
            self._ask()

    def finish(self, job: Job) -> Iterator[Draft | ReadFailure]:
        """Yield what is read of the file that was begun first, or in one line why it isn't."""
        self._ask()  # where the process has ended since
        ended = False
        try:
            while (item := self._receive()) is not None:
                yield item
            ended = True
        except TimeoutError:
            yield ReadFailure(job.source, f"reading it took more than {self._limits.seconds} s; split it")
        except (ProtocolError, ConnectionError):
            yield ReadFailure(job.source, f"reading it broke off ({self._why_gone()}); it may be damaged")
        finally:
            if not ended:
                self.close()
            self._forget(self._jobs.popleft())

    def close(self) -> None:
        """End the process and wait for it."""
        if self._channel:
            self._channel.close()
        if self._process:
            self._process.kill()
            self._process.wait()
        self._process = self._channel = None

    def _ask(self) -> None:
        """Ask for each file that the process doesn't know of, in their order."""
        channel = self._channel or self._start()
        with contextlib.suppress(ConnectionError):  # `finish` will see that it is gone
            for job in self._jobs:
                if job.file and job.asked is not self._process:
                    job.file.seek(0)
                    send(channel, {"suffix": job.suffix, "source": job.source}, job.file.fileno())
                    job.asked = self._process

    @staticmethod
    def _forget(job: Job) -> None:
        if job.file:
            job.file.close()
        job.file = job.asked = None

    def _start(self) -> socket.socket:
        ours, theirs = socket.socketpair()
        with theirs:
            numbers = (theirs.fileno(), self._limits.seconds, self._limits.memory)
            self._process = subprocess.Popen(  # noqa: S603  our own interpreter and arguments
                [sys.executable, "-c", _START, *map(str, numbers), json.dumps(sys.path)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=(theirs.fileno(),),
                start_new_session=True,  # Ctrl+C is for us: we end it
            )
        self._channel = ours
        return ours

    def _receive(self) -> Draft | ReadFailure | None:
        """Return the next article of the file that is being read, None after its last."""
        if self._channel is None:
            raise ProtocolError("the process is gone")
        message = receive(self._channel, self._limits.seconds)
        if "end" not in message:
            return decode_item(message)
        if message.get("worn"):
            self.close()
        return None

    def _why_gone(self) -> str:
        """Tell how the process ended."""
        try:
            code = self._process.wait(1) if self._process else 0
        except subprocess.TimeoutExpired:
            return "it said what can't be"
        return signal.Signals(-code).name if code < 0 else f"exit code {code}"
