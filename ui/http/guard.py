"""Who may talk to the server, and what the page may load.

It answers on loopback only. A web page elsewhere could still make a reader's browser call it, directly or
through a name that resolves to loopback (DNS rebinding), so requests from other origins and under other
host names are refused. What changes the library or reads files needs the token from `serve.json` too. A wrong token
is refused, but below /v1, which changes nothing: clients of OpenAI's API always show a key, of whatever service.
"""

import hmac
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.settings import LOOPBACK

_UPLOAD = "/upload"  # Gradio's own route; the page has no use for it
_ANY_KEY = "/v1/"
_WHOLE = "/api/archive"  # which takes a library away
_CHANGING = (
    "/api/archive",
    "/api/articles",
    "/api/collections",
    "/api/reindex",
    "/api/sources",
    "/api/sync",
    "/api/watches",
)
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
}


class Guard:
    """ASGI middleware around the application, Gradio's own routes included."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app = app
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer why not."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal is None:
            await self._app(scope, receive, _with_headers(send))
        elif scope["type"] == "http":
            await refusal(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})

    def _refusal(self, scope: Scope) -> JSONResponse | None:
        headers = Headers(scope=scope)
        host, origin = headers.get("host", ""), headers.get("origin")
        if _hostname(host) not in LOOPBACK:
            return refuse(403, "This server answers under a loopback name only.")
        if origin is not None and origin.partition("://")[2] != host:
            return refuse(403, "Requests from other origins are refused.")
        authorization = headers.get("authorization")
        keyless = scope["path"].startswith(_ANY_KEY)
        if authorization is not None and not keyless and not self._is_owner(authorization):
            return refuse(401, "The token isn't this server's; the right one is in serve.json.")
        if scope["path"].rstrip("/").endswith(_UPLOAD):
            return refuse(403, "Files are added on the command line.")
        changes = scope["path"].startswith(_CHANGING) and scope.get("method") in {"POST", "DELETE"}
        changes = changes or scope["path"].startswith(_WHOLE)
        if changes and authorization is None:
            return refuse(401, "Changing the library needs the token from serve.json.")
        return None

    def _is_owner(self, authorization: str) -> bool:
        return hmac.compare_digest(authorization.encode(), f"Bearer {self._token}".encode())


def _hostname(host: str) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:  # brackets that don't close
        return None


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(_HEADERS)
        await send(message)

    return sending


def refuse(
    status: int,
    detail: str,
    kind: str = "refused",
    title: str = "Not allowed",
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """Return a problem document for what doesn't get as far as a route."""
    content: dict[str, Any] = {"type": kind, "title": title, "detail": detail, "status": status}
    return JSONResponse(content, status_code=status, headers=headers, media_type="application/problem+json")
