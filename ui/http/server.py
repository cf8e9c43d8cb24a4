"""One process: the HTTP API and the chat page, on loopback, as the owner of its home."""

import logging
import os
import secrets
import signal
import socket
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from importlib.metadata import version

import uvicorn

from index.errors import StoreError
from ui.service.owner import announce
from ui.service.service import LocalService, open_home_library
from ui.settings import Settings

DEFAULT_PORT = 7860
_TRIED_PORTS = 20
_PATIENCE = 2  # seconds that readers get to finish; an open page would stay connected for ever


def serve(settings: Settings, host: str, port: int | None, *, open_browser: bool, tell: Callable[[str], None]) -> None:
    """Serve the home until interrupted; `tell` is given the lines to show.

    Without a `port` the first free one from 7860 on is taken. Raise StoreBusyError if the home has an
    owner, StoreError if the address can't be used.
    """
    with (
        _interruptible(),
        open_home_library(settings, tell, writing=True) as library,
        closing(_bind(host, port)) as listener,
    ):
        address = _address(listener)
        token = secrets.token_urlsafe(32)
        tell("Loading …")
        service = LocalService(library, settings)
        app = build_app(service, token)
        warm_up(service)
        config = uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=_PATIENCE)
        with announce(settings.home, address, token):
            articles = library.catalog.counts()[0]
            tell(f"Pullquote is open at {address} with {articles} articles. Ctrl+C ends it.")
            if open_browser and _has_screen():
                webbrowser.open(address)
            _Server(config).run(sockets=[listener])


class _Server(uvicorn.Server):
    """Ends without complaint: an open page never hangs up by itself, so it is cut off."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        await super().shutdown(sockets)


def build_app(service: LocalService, token: str) -> "uvicorn._types.ASGIApplication":
    """Return the whole application: API, chat page, and the guard around both."""
    from ui.http.api import build_api
    from ui.http.guard import Guard
    from ui.http.limits import Limiter
    from ui.page.page import mount_page

    app = build_api(service, version("pullquote"))
    return Guard(Limiter(mount_page(app, service, service.settings.llm)), token)  # type: ignore[return-value]


def warm_up(service: LocalService) -> None:
    """Load the engine and the embedder before the first reader has to wait for them."""
    service.engine.ask("warm up")


def _bind(host: str, port: int | None) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    wanted = range(DEFAULT_PORT, DEFAULT_PORT + _TRIED_PORTS) if port is None else [port]
    for candidate in wanted:
        try:
            return socket.create_server((host, candidate), family=family, backlog=128)
        except OSError as error:
            reason = os.strerror(error.errno or 0)  # without Python's own account of what was tried
    raise StoreError(f"can't listen on {host} port {wanted[0]}: {reason}; choose another with --port")


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _has_screen() -> bool:
    return os.name == "nt" or os.uname().sysname == "Darwin" or bool({"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys())


@contextmanager
def _interruptible() -> Iterator[None]:
    """Let Ctrl+C and SIGTERM be an ordinary end; uvicorn raises both again after it has shut down."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    except KeyboardInterrupt:
        return
    finally:
        signal.signal(signal.SIGTERM, before)
