"""A server on loopback in the place of the process that owns a home; it can misbehave."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TOKEN = "sesame"
Reply = tuple[int, str, bytes]
ALIVE: Reply = (200, "application/json", b'{"status": "ok", "version": "0"}')
Answering = Callable[[BaseHTTPRequestHandler], Reply]


@contextmanager
def answering(answer: Answering, alive: Reply = ALIVE) -> Iterator[str]:
    """A server that says it is alive and answers all else as `answer` does; a body that ends in a zero breaks off."""

    class Handler(BaseHTTPRequestHandler):
        def reply(self) -> None:
            status, kind, body = alive if self.path == "/healthz" else answer(self)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body) + (100 if body.endswith(b"\x00") else 0)))
            self.end_headers()
            self.wfile.write(body.rstrip(b"\x00"))
            self.close_connection = True

        do_GET = do_POST = do_DELETE = reply  # noqa: N815  # the names that the base class calls

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def always(status: int, body: bytes, kind: str = "application/problem+json") -> Answering:
    return lambda _: (status, kind, body)
