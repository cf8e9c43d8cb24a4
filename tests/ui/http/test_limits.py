"""Requests that are too large, too slow or too many."""

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
import uvicorn
from fastapi import FastAPI, Request
from starlette.types import Receive, Scope, Send

from ui.http.limits import Limiter, Limits

LIMITS = Limits(body=1_000_000, patience=0.5, at_once=2)


class Counted:
    """An application that counts the bytes it is given, and holds questions until it is told."""

    def __init__(self) -> None:
        self.received = self.asked = 0
        self.held = threading.Event()
        self.api = FastAPI()

        @self.api.post("/api/articles")
        async def take(request: Request) -> int:
            async for block in request.stream():
                self.received += len(block)
            return self.received

        @self.api.post("/api/archive")
        async def archive(request: Request) -> int:
            return len(await request.body())

        @self.api.post("/api/ask")
        async def ask(body: dict[str, Any]) -> dict[str, Any]:
            self.asked += 1
            await asyncio.to_thread(self.held.wait, 20)
            return body

        @self.api.get("/healthz")
        async def healthz() -> str:
            return "ok"


@contextmanager
def serving(app: Callable[[Scope, Receive, Send], Any]) -> Iterator[tuple[str, int]]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield listener.getsockname()
        finally:
            server.should_exit = True
            thread.join(20)


@pytest.fixture
def counted() -> Counted:
    return Counted()


@pytest.fixture
def address(counted: Counted) -> Iterator[str]:
    with serving(Limiter(counted.api, LIMITS)) as (host, port):
        yield f"http://{host}:{port}"


def blocks(count: int) -> Iterator[bytes]:
    for _ in range(count):
        yield b"x" * 100_000


def test_what_says_it_is_too_large_is_refused_before_it_is_read(address: str, counted: Counted) -> None:
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(b"POST /api/articles HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n")
        reply = connection.recv(4096).decode()
    assert reply.startswith("HTTP/1.1 413")
    assert "1 MB" in reply
    assert counted.received == 0


def test_what_turns_out_too_large_is_refused_where_it_does(address: str, counted: Counted) -> None:
    with httpx.Client(trust_env=False) as client:
        try:
            reply = client.post(f"{address}/api/articles", content=blocks(5_000))
            assert reply.status_code == 413
        except httpx.TransportError:  # the server has hung up while we were still sending
            pass
    assert counted.received <= LIMITS.body


def test_what_is_small_enough_arrives_whole(address: str) -> None:
    assert httpx.post(f"{address}/api/articles", content=blocks(10), trust_env=False).json() == 1_000_000


def test_a_library_may_be_as_large_as_it_is(address: str) -> None:
    assert httpx.post(f"{address}/api/archive", content=blocks(20), trust_env=False).json() == 2_000_000


def test_a_body_that_stops_arriving_is_given_up(address: str) -> None:
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(b"POST /api/articles HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nhalf")
        assert connection.recv(4096).startswith(b"HTTP/1.1 408")


def test_one_question_too_many_is_told_so_at_once_and_health_is_told_throughout(address: str, counted: Counted) -> None:
    replies: list[int] = []

    def ask() -> None:
        replies.append(httpx.post(f"{address}/api/ask", json={}, timeout=30, trust_env=False).status_code)

    asking = [threading.Thread(target=ask) for _ in range(LIMITS.at_once)]
    for thread in asking:
        thread.start()
    while counted.asked < LIMITS.at_once:
        time.sleep(0.01)
    refused = httpx.post(f"{address}/api/ask", json={}, trust_env=False)
    assert httpx.get(f"{address}/healthz", trust_env=False).status_code == 200
    counted.held.set()
    for thread in asking:
        thread.join(20)
    assert replies == [200] * LIMITS.at_once
    assert refused.headers["retry-after"] == "1"
    assert refused.json()["type"] == "overloaded"
    assert httpx.post(f"{address}/api/ask", json={}, trust_env=False).status_code == 200
