"""Who gets through the door, and what goes out of it."""

import asyncio
import hmac
from typing import Any

import pytest

from ui.http.guard import Guard

HOST = "127.0.0.1:7860"
Received = list[dict[str, Any]]


async def _application(scope: Any, receive: Any, send: Any) -> None:
    """Answer everything with 200, and a WebSocket by taking it."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
    elif scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/plain")]})
        await send({"type": "http.response.body", "body": b"ok"})
    else:
        await send({"type": "lifespan.startup.complete"})


def sent(kind: str = "http", method: str = "GET", path: str = "/", **headers: str) -> Received:
    """What comes back through the guard."""
    received: Received = []

    async def send(message: Any) -> None:
        received.append(message)

    async def receive() -> Any:
        return {"type": f"{kind}.request"}

    raw = [(name.encode(), value.encode("latin-1")) for name, value in {"host": HOST, **headers}.items()]
    scope = {"type": kind, "method": method, "path": path, "headers": raw}
    asyncio.run(Guard(_application, "sesame")(scope, receive, send))
    return received


def status(method: str = "GET", path: str = "/", **headers: str) -> int:
    return int(sent("http", method, path, **headers)[0]["status"])


@pytest.mark.parametrize("host", [HOST, "localhost", "LOCALHOST:1", "[::1]:7860", "127.0.0.1"])
def test_a_loopback_name_is_let_in(host: str) -> None:
    assert status(host=host) == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example:7860",
        "10.0.0.7",
        "0.0.0.0",
        "",
        "[::1",
        "a]b",
        "x@",
    ],
)
def test_another_host_name_is_refused(host: str) -> None:
    assert status(host=host) == 403


@pytest.mark.parametrize(
    "path", ["/", "/api/ask", "/gradio_api/queue/join", "/healthz", "/gradio_api/file=/etc/passwd"]
)
def test_another_origin_is_refused_everywhere(path: str) -> None:
    for origin in ("https://evil.example", "null", "http://127.0.0.1:7861", "http://127.0.0.1", "http://[", "", "x"):
        assert status("POST", path, origin=origin) == 403
    assert status("POST", path, origin=f"http://{HOST}") == 200


@pytest.mark.parametrize(("method", "path"), [("POST", "/api/articles"), ("DELETE", "/api/articles/a1")])
def test_changing_the_library_needs_the_token(method: str, path: str) -> None:
    assert status(method, path) == 401
    assert status(method, path, authorization="Bearer sesame") == 200


@pytest.mark.parametrize(
    "wrong", ["Bearer open", "sesame", "Basic sesame", "Bearer ", "Bearer sesame2", "Bearer s\xe9same"]
)
def test_a_wrong_token_is_refused_everywhere(wrong: str) -> None:
    for method, path in (("POST", "/api/articles"), ("GET", "/healthz"), ("POST", "/api/ask"), ("GET", "/")):
        assert status(method, path, authorization=wrong) == 401


@pytest.mark.parametrize("path", ["/v1/chat/completions", "/v1/models"])
def test_the_chat_api_takes_any_key_but_no_other_origin_and_no_other_host_name(path: str) -> None:
    key = "Bearer sk-of-another-service"
    assert status("POST", path, authorization=key) == status("POST", path) == 200
    assert status("POST", path, authorization=key, origin="https://evil.example") == 403
    assert status("POST", path, authorization=key, host="evil.example") == 403


@pytest.mark.parametrize("path", ["/v1", "/v10/x", "/api/v1/x", "//v1/x", "/api/articles/v1/"])
def test_a_path_that_looks_like_the_chat_api_takes_no_other_key(path: str) -> None:
    assert status("POST", path, authorization="Bearer sk-of-another-service") == 401


def test_reading_and_asking_need_no_token() -> None:
    assert status("GET", "/api/articles") == status("POST", "/api/ask") == status("GET", "/healthz") == 200


def test_tokens_are_compared_in_constant_time(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[bytes] = []

    def compare(given: bytes, right: bytes) -> bool:
        compared.append(given)
        return given == right

    monkeypatch.setattr(hmac, "compare_digest", compare)
    assert status("POST", "/api/articles", authorization="Bearer open") == 401
    assert compared == [b"Bearer open"]


def test_an_upload_is_refused() -> None:
    assert status("POST", "/gradio_api/upload") == status("POST", "/gradio_api/upload/") == 403


def test_what_goes_out_forbids_the_page_to_load_from_elsewhere() -> None:
    headers = {name.decode(): value.decode() for name, value in sent()[0]["headers"]}
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    for what in ("default-src", "connect-src", "img-src", "font-src", "form-action", "base-uri"):
        assert "'self'" in policy[what]
        assert "http" not in policy[what]
        assert "*" not in policy[what]
    assert (policy["object-src"], policy["frame-ancestors"]) == ("'none'", "'none'")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["content-type"] == "text/plain"


def test_a_refusal_is_told_as_a_problem() -> None:
    start, body = sent("http", "GET", "/", host="evil.example")
    assert (b"content-type", b"application/problem+json") in start["headers"]
    assert b'"type":"refused"' in body["body"]


def test_a_websocket_from_elsewhere_is_closed_and_one_of_ours_goes_through() -> None:
    assert sent("websocket", origin="https://evil.example")[0]["type"] == "websocket.close"
    assert sent("websocket", origin=f"http://{HOST}")[0]["type"] == "websocket.accept"


def test_the_start_of_the_application_goes_through() -> None:
    assert sent("lifespan") == [{"type": "lifespan.startup.complete"}]
