"""A chat API on loopback that does what a script says, byte by byte: it answers, or misbehaves on purpose."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from pydantic import SecretStr

from rag.settings import LlmSettings

KEY = "sk-test-4f9a1c77e2"
_FIRST = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "oracle"}
Act = Callable[["Line", dict[str, Any]], None]


@dataclass(slots=True)
class Line:
    """One connection: what to say on it."""

    connection: socket.socket
    server: "Endpoint"

    def head(self, status: str = "200 OK", kind: str = "text/event-stream", *more: str) -> None:
        lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", "Connection: close", *more]
        self.send("\r\n".join([*lines, "", ""]).encode())

    def send(self, data: bytes) -> None:
        try:
            self.connection.sendall(data)
        except OSError:  # the other side left while it was still being spoken to
            self.server.left.set()
            raise

    def event(self, data: Any) -> None:
        self.send(b"data: " + (data if isinstance(data, bytes) else json.dumps(data).encode()) + b"\n\n")

    def chunk(self, delta: Any, finish: str | None = None, **more: Any) -> None:
        self.event({**_FIRST, "choices": [{"index": 0, "delta": delta, "finish_reason": finish, **more}]})

    def words(self, text: str, size: int = 3) -> None:
        """Say a text in pieces of so many characters."""
        for at in range(0, len(text), size):
            self.chunk({"content": text[at : at + size]})

    def end(self, finish: str = "stop") -> None:
        self.chunk({}, finish)
        self.event(b"[DONE]")

    def refuse(self, status: str, body: Any, *more: str) -> None:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.head(status, "application/json", f"Content-Length: {len(data)}", *more)
        self.send(data)

    def hold(self, seconds: float = 30.0) -> None:
        """Say nothing until the other side has gone, which is noted, or the time is up."""
        self.connection.settimeout(seconds)
        try:
            while self.connection.recv(1024):
                pass
        except TimeoutError:
            return
        except OSError:
            pass  # left without reading all
        self.server.left.set()


@dataclass(slots=True)
class Endpoint:
    """The server: what it was asked, and whether an asker left before the end."""

    act: Act
    port: int = 0
    asked: list[dict[str, Any]] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    left: threading.Event = field(default_factory=threading.Event)
    go: threading.Event = field(default_factory=threading.Event)  # for a script that waits for a test

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def settings(self, **fields: Any) -> LlmSettings:
        known = {"first_token_timeout": 30, "idle_timeout": 30, "timeout": 60, **fields}  # for a busy machine
        return LlmSettings(base_url=self.url, model="oracle", api_key=SecretStr(KEY), **known)

    def serve(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            head, _, body = connection.recv(65536).partition(b"\r\n\r\n")
            length = next(
                (int(line[15:]) for line in head.lower().split(b"\r\n") if line[:15] == b"content-length:"), 0
            )
            while len(body) < length:
                body += connection.recv(65536)
            self.heads.append(head.decode())
            self.asked.append(json.loads(body or b"{}"))
            self.act(Line(connection, self), self.asked[-1])


@contextmanager
def endpoint(act: Act) -> Iterator[Endpoint]:
    """Serve a script until the end of the block."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = Endpoint(act, listening.getsockname()[1])
        threading.Thread(target=_accept, args=(listening, server), daemon=True).start()
        yield server
        listening.shutdown(socket.SHUT_RDWR)


def _accept(listening: socket.socket, server: Endpoint) -> None:
    with suppress(OSError):
        while True:
            connection, _ = listening.accept()
            threading.Thread(target=server.serve, args=(connection,), daemon=True).start()


def saying(*texts: str, size: int = 3) -> Act:
    """Say the texts in turn, one an answer; the last one for ever."""
    left = list(texts)

    def act(line: Line, _: dict[str, Any]) -> None:
        line.head()
        line.chunk({"role": "assistant"})
        line.words(left.pop(0) if len(left) > 1 else left[0], size)
        line.end()

    return act


# the faults


def refusing(status: str, body: Any = None, *more: str) -> Act:
    said = {"error": {"message": f"no, {KEY} won't do", "code": None}} if body is None else body
    return lambda line, _: line.refuse(status, said, *more)


def silent(line: Line, _: dict[str, Any]) -> None:
    line.hold()


def silent_after_the_head(line: Line, _: dict[str, Any]) -> None:
    line.head()
    line.hold()


def only_kept_open(line: Line, _: dict[str, Any]) -> None:
    """Signs of a connection, none of a model."""
    line.head()
    for _number in range(600):
        line.send(b": keep-alive\n\n")
        line.event({**_FIRST, "choices": []})
        line.chunk({"role": "assistant", "content": ""})
        time.sleep(0.05)


def stalling(line: Line, _: dict[str, Any]) -> None:
    line.head()
    line.words("Rice costs 52 pesos a ki")
    line.hold()


def endless(line: Line, _: dict[str, Any]) -> None:
    line.head()
    while True:
        line.words("rice ")
        time.sleep(0.05)


def web_page(line: Line, _: dict[str, Any]) -> None:
    line.head(kind="text/html; charset=utf-8")
    line.send(b"<!doctype html><title>Welcome</title>")


def truncated(line: Line, _: dict[str, Any]) -> None:
    line.head()
    line.words("Rice costs 52 pesos a kilo. And")


def truncated_in_a_line(line: Line, _: dict[str, Any]) -> None:
    line.head()
    line.words("Rice costs 52 pesos a kilo. And")
    line.send(b'data: {"choices": [{"delta": {"con')


def reset(line: Line, _: dict[str, Any]) -> None:
    """Promise more than comes."""
    line.head("200 OK", "text/event-stream", "Content-Length: 100000")
    line.words("Rice costs")


def empty(line: Line, _: dict[str, Any]) -> None:
    line.head()
    line.chunk({"role": "assistant", "content": ""})
    line.end()


def ten_megabytes(line: Line, _: dict[str, Any]) -> None:
    line.head()
    for _number in range(10_000):
        line.chunk({"content": "rice " * 200})
    line.end()


def ten_megabytes_in_a_line(line: Line, _: dict[str, Any]) -> None:
    line.head()
    line.chunk({"content": "rice " * 2_000_000})
    line.end()


def not_utf8(line: Line, _: dict[str, Any]) -> None:
    line.head()
    line.event(b'{"choices": [{"index": 0, "delta": {"content": "pi\xf1a"}}]}')
    line.end()


def not_json(line: Line, _: dict[str, Any]) -> None:
    line.head()
    line.event(b"{nothing of the kind}")


def failing_mid_answer(line: Line, _: dict[str, Any]) -> None:
    line.head()
    line.words("Rice costs")
    line.event({"error": {"message": f"out of memory, {KEY}", "code": 500}})


def used_up(line: Line, _: dict[str, Any]) -> None:
    line.head()
    line.words("<think>The passages say that")
    line.end("length")


def passages_in(asked: dict[str, Any]) -> dict[str, str]:
    """The ids that a prompt gives, by the title of the passage's article."""
    parts = asked["messages"][-1]["content"].split('<passage id="')[1:]
    return {part.partition('title="')[2].partition('"')[0]: part.partition('"')[0] for part in parts}
