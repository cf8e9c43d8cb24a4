"""A Service in another process: the one that serves this home, found by the `serve.json` it leaves."""

import json
import os
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from index.article import Article
from index.store.lock import is_owned
from ui.service.contract import Added, AskRequest, CiteRequest, Problem, SearchRequest, SearchResult, article_from_json

if TYPE_CHECKING:
    import httpx

    from rag.answer import Answer
    from rag.lookup.finding import Finding
    from rag.write.writer import Event

_NOTICE = "serve.json"
_CONNECT, _ALIVE, _REPLY, _ADD = 1.0, 5.0, 120.0, 3600.0  # seconds
_WRITE = 7200.0  # for a model's answer; how long it may take is set where it is asked


@contextmanager
def announce(home: Path, address: str, token: str) -> Iterator[None]:
    """Leave a notice in the home of who serves it, readable by its owner only, while this runs."""
    path = home / _NOTICE
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump({"address": address, "token": token, "pid": os.getpid()}, file)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)


def find_owner(home: Path) -> "RemoteService | None":
    """Return the Service of the process that serves `home`; None if none does.

    A home whose lock is free has no owner, whatever a notice left behind says: its token goes nowhere.
    """
    if not is_owned(home):
        return None
    try:
        notice = json.loads((home / _NOTICE).read_text())
        service = RemoteService(str(notice["address"]), str(notice["token"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if service.is_alive():
        return service
    service.close()
    return None


class RemoteService:
    """Speaks the HTTP contract; raises RemoteProblemError for what the other side reports."""

    def __init__(self, address: str, token: str) -> None:
        import httpx

        self._client: httpx.Client = httpx.Client(
            base_url=address,
            headers={"Authorization": f"Bearer {token}"},
            timeout=httpx.Timeout(_REPLY, connect=_CONNECT),
            trust_env=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection."""
        self._client.close()

    def is_alive(self) -> bool:
        """Tell whether the other side answers, and knows the token: another home's server doesn't."""
        import httpx

        try:
            reply = self._client.get("/healthz", timeout=_ALIVE)
            return reply.status_code == 200 and bool(reply.json()["status"] == "ok")
        except (httpx.HTTPError, ValueError, LookupError, TypeError):
            return False

    def ask(self, request: AskRequest) -> "Answer":
        """Answer a question."""
        from rag.answer import Answer

        patience = _WRITE if request.engine == "llm" else _REPLY
        return Answer.model_validate(self._send("POST", "/api/ask", request.model_dump(mode="json"), patience))

    async def stream(self, request: AskRequest) -> "AsyncGenerator[Event | Answer, None]":
        """Answer a question as the answer is made, the Answer last; closing it ends all of it on the other side."""
        import httpx

        from rag.answer import Answer
        from ui.service.events import event_from_json

        body = {**request.model_dump(mode="json"), "stream": True}
        patience = httpx.Timeout(_WRITE, connect=_CONNECT)
        with self._told():
            async with (
                httpx.AsyncClient(headers=self._client.headers, timeout=patience, trust_env=False) as client,
                client.stream("POST", self._client.base_url.join("/api/ask"), json=body) as reply,
            ):
                if reply.is_error:
                    await reply.aread()
                    raise _problem(reply)
                event = None
                async for line in reply.aiter_lines():
                    event = event_from_json(_fields(line))
                    yield event
                if not isinstance(event, Answer):
                    raise httpx.RemoteProtocolError("it broke off")

    def writer(self) -> str | None:
        """Name the model that writes answers on the other side; None if there is none."""
        engines = (str(one["engine"]) for one in self._send("GET", "/v1/models")["data"])
        return next((engine.removeprefix("llm:") for engine in engines if engine.startswith("llm:")), None)

    def search(self, request: SearchRequest) -> SearchResult:
        """Find passages."""
        return SearchResult.model_validate(self._send("POST", "/api/search", request.model_dump(mode="json")))

    def cite(self, request: CiteRequest) -> "Finding":
        """Find where an excerpt stands."""
        from rag.lookup.finding import Finding

        return Finding.model_validate(self._send("POST", "/api/cite", request.model_dump(mode="json")))

    def add(self, paths: Sequence[str]) -> Iterator[Added]:
        """Have files and folders added; paths are made absolute, as the other side has its own folder."""
        body = {"paths": [path if "://" in path else str(Path(path).absolute()) for path in paths]}
        with self._told(), self._client.stream("POST", "/api/articles", json=body, timeout=_ADD) as reply:
            if reply.is_error:
                reply.read()
                raise _problem(reply)
            for line in reply.iter_lines():
                yield Added.model_validate(_fields(line))

    def remove(self, article_id: str) -> Article:
        """Remove an article."""
        return article_from_json(self._send("DELETE", f"/api/articles/{_part(article_id)}"))

    def articles(self) -> list[Article]:
        """List all articles, without texts."""
        return [article_from_json(fields) for fields in self._send("GET", "/api/articles")]

    def article(self, article_id: str, revision: str | None = None) -> Article:
        """Return an article with its text, now or at an earlier revision."""
        query = f"?revision={_part(revision)}" if revision else ""
        return article_from_json(self._send("GET", f"/api/articles/{_part(article_id)}{query}"))

    def _send(self, method: str, path: str, body: Any = None, patience: float = _REPLY) -> Any:
        with self._told():
            reply = self._client.request(method, path, json=body, timeout=patience)
            if reply.is_error:
                raise _problem(reply)
            return reply.json()

    @contextmanager
    def _told(self) -> Iterator[None]:
        import httpx

        try:
            yield
        except (httpx.HTTPError, ValueError, LookupError, TypeError) as error:
            detail = f"the process that serves this library doesn't answer ({error}); restart `pullquote serve`"
            raise _told_problem({"type": "busy", "title": "No answer", "detail": detail}, 503) from error


def _fields(line: str) -> dict[str, Any]:
    """Read a line of a reply; raise RemoteProblemError if it tells of a problem."""
    fields: dict[str, Any] = json.loads(line)
    if "detail" in fields:
        raise _told_problem(fields, 503)
    return fields


def _part(value: str) -> str:
    from urllib.parse import quote

    return quote(value, safe="")


def _problem(reply: "httpx.Response") -> Exception:
    try:
        fields = reply.json()
        return _told_problem(fields, reply.status_code)
    except (ValueError, TypeError, KeyError):
        detail = f"the process that serves this library answered {reply.status_code}"
        return _told_problem({"type": "internal", "title": "Something went wrong", "detail": detail}, reply.status_code)


def _told_problem(fields: dict[str, Any], status: int) -> Exception:
    from ui.service.errors import RemoteProblemError

    return RemoteProblemError(Problem(**{name: str(fields[name]) for name in ("type", "title", "detail")}), status)
