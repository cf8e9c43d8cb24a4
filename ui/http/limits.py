"""How large a request may be, how long it may take to arrive, and how many are answered at once."""

import asyncio
from dataclasses import dataclass
from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.http.guard import refuse

_ANSWERING = ("/api/ask", "/api/search", "/api/cite", "/api/check", "/v1/chat/completions")
_UNBOUNDED = "/api/archive"  # a whole library; only its owner may send it
_RETRY = "1"  # seconds


@dataclass(frozen=True, slots=True)
class Limits:
    """`body` in bytes, `patience` in seconds that the next part of one is waited for, questions answered `at_once`."""

    body: int = 8_000_000
    patience: float = 20.0
    at_once: int = 32


class Limiter:
    """ASGI middleware: refuses what is too large before it is read whole, too slow, or one question too many."""

    def __init__(self, app: ASGIApp, limits: Limits | None = None) -> None:
        self._app = app
        self._limits = limits or Limits()
        self._answering = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer why not."""
        if scope["type"] != "http" or scope["path"] == _UNBOUNDED:
            await self._app(scope, receive, send)
        elif not scope["path"].startswith(_ANSWERING):
            await self._pass(scope, receive, send)
        elif self._answering >= self._limits.at_once:
            detail = f"{self._answering} questions are being answered; ask again in a moment"
            busy = refuse(503, detail, "overloaded", "Too many questions at once", {"retry-after": _RETRY})
            await busy(scope, receive, send)
        else:
            self._answering += 1
            try:
                await self._pass(scope, receive, send)
            finally:
                self._answering -= 1

    async def _pass(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def noting(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            declared = Headers(scope=scope).get("content-length", "")
            if declared.isdecimal() and int(declared) > self._limits.body:
                raise self._too_large()
            await self._app(scope, self._count(receive), noting)
        except HTTPException as error:
            if not begun:
                title = HTTPStatus(error.status_code).phrase
                await refuse(error.status_code, error.detail, "bad_request", title)(scope, receive, send)

    def _count(self, receive: Receive) -> Receive:
        """Return what receives a body as long as it is neither too large nor too slow."""
        size, more = 0, True

        async def counting() -> Message:
            nonlocal size, more
            if not more:
                return await receive()
            try:
                message = await asyncio.wait_for(receive(), self._limits.patience)
            except TimeoutError as error:
                raise HTTPException(408, "the request didn't arrive in time; send it again") from error
            size += len(message.get("body", b""))
            more = message.get("more_body", False)
            if size > self._limits.body:
                raise self._too_large()
            return message

        return counting

    def _too_large(self) -> HTTPException:
        return HTTPException(413, f"a request may have {self._limits.body // 1_000_000} MB; send less")
