"""Processes that may be lost: a server that has Chroma imported, and opens nothing itself, forks them at once.

What Chroma reads is derived and may be damaged, and its engine may then crash, or hang with Python's lock held. So no
process that must survive opens it: it asks one of these. They end when whoever asked does.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from dataclasses import dataclass
from importlib import import_module
from multiprocessing.connection import Connection
from typing import Any

_START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from index.store.fork_server import serve; serve()"
_IMPORTED = ("index.store.vectors", "chromadb.api.rust", "chromadb.telemetry.product.posthog")
_SIZE = 65_536  # bytes of a request at most: a path and a few words


@dataclass(frozen=True, slots=True)
class _Server:
    """The server, and where it takes requests."""

    process: "subprocess.Popen[bytes]"
    control: socket.socket


_starting = threading.Lock()
_running: _Server | None = None


def prepare() -> None:
    """Start the server, unless it runs, without waiting for it."""
    with _starting:
        _ensure_running()


def fork(*arguments: Any) -> Connection:
    """Return the connection to a new process, which is given `arguments`; see `index.store.vector_process.answer`."""
    ours, theirs = socket.socketpair()
    request = json.dumps([os.geteuid(), *arguments]).encode()
    with theirs, _starting:
        try:
            socket.send_fds(_ensure_running(), [request], [theirs.fileno()])
        except OSError:  # the server was killed
            socket.send_fds(_ensure_running(anew=True), [request], [theirs.fileno()])
    return Connection(ours.detach())


def serve() -> None:
    """Fork a process for each request on standard input, until whoever asks is gone."""
    from index.store import vector_process

    for module in _IMPORTED:  # so that all that are forked have them
        import_module(module)

    for ignored in (signal.SIGINT, signal.SIGTERM):  # whoever asks decides when to end
        signal.signal(ignored, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # so that none that ended is left over
    control = socket.socket(fileno=0)
    while True:
        request, descriptors, _, _ = socket.recv_fds(control, _SIZE, 1)
        if not descriptors:
            return
        if os.fork() == 0:
            user, *arguments = json.loads(request)
            _leave_server(control, user)
            vector_process.answer(Connection(descriptors[0]), *arguments)
            os._exit(0)
        os.close(descriptors[0])


def _leave_server(control: socket.socket, user: int) -> None:
    """Become a process of its own, which may do no more than whoever asked for it."""
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, control.detach())
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    if os.geteuid() != user:
        os.seteuid(user)


def _ensure_running(*, anew: bool = False) -> socket.socket:
    global _running  # noqa: PLW0603  # one for each process, however many libraries it opens
    if _running and not anew and _running.process.poll() is None:
        return _running.control
    ours, theirs = socket.socketpair()
    with theirs:
        command = [sys.executable, "-c", _START, json.dumps(sys.path)]
        quiet = subprocess.DEVNULL
        process = subprocess.Popen(  # noqa: S603  # our own
            command, stdin=theirs.fileno(), stdout=quiet, stderr=quiet, start_new_session=True
        )
    _running = _Server(process, ours)
    return ours
