"""A Service in another process: the one that serves this home."""

import json
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import quote

import httpx

from index.article import Article
from index.ingestion import MOST_PAGES
from index.library import AddResult
from index.read.files import is_address
from index.store.catalog.collections import Collection
from rag.answer import Answer
from rag.check.checked import CheckedStatement
from rag.lookup.finding import Finding
from ui.service.contract import (
    ADDED,
    COLLECTION,
    AskRequest,
    CheckRequest,
    CiteRequest,
    CollectionRequest,
    DraftRequest,
    Problem,
    SearchRequest,
    SearchResult,
    article_from_json,
)
from ui.service.errors import RemoteProblemError

if TYPE_CHECKING:
    from rag.write.writer import Event
    from ui.service.upkeep import RemoteUpkeep

_CONNECT, _ALIVE, _REPLY, _LINES = 1.0, 5.0, 120.0, 3600.0  # seconds; the last for many inputs at once
_WRITE = 7200.0  # for a model's answer; how long it may take is set where it is asked


class RemoteService:
    """Speaks the HTTP contract; raises RemoteProblemError for what the other side reports."""

    def __init__(self, address: str, token: str) -> None:
        self._client = httpx.Client(
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
        try:
            reply = self._client.get("/healthz", timeout=_ALIVE)
            return reply.status_code == 200 and bool(reply.json()["status"] == "ok")
        except (httpx.HTTPError, ValueError, LookupError, TypeError):
            return False

    @property
    def upkeep(self) -> "RemoteUpkeep":
        """What keeps the library up to date."""
        from ui.service.upkeep import RemoteUpkeep

        return RemoteUpkeep(self)

    def ask(self, request: AskRequest) -> Answer:
        """Answer a question."""
        timeout = _WRITE if request.engine == "llm" else _REPLY
        return Answer.model_validate(self.send("POST", "/api/ask", request.model_dump(mode="json"), timeout))

    async def stream(self, request: AskRequest) -> AsyncGenerator["Event | Answer", None]:
        """Answer a question as the answer is made, the Answer last; closing it ends all of it on the other side."""
        from ui.service.events import event_from_json

        body = {**request.model_dump(mode="json"), "stream": True}
        timeout = httpx.Timeout(_WRITE, connect=_CONNECT)
        with _reporting_failure():
            async with (
                httpx.AsyncClient(headers=self._client.headers, timeout=timeout, trust_env=False) as client,
                client.stream("POST", self._client.base_url.join("/api/ask"), json=body) as reply,
            ):
                if reply.is_error:
                    await reply.aread()
                    raise _reported_problem(reply)
                event = None
                async for line in reply.aiter_lines():
                    event = event_from_json(_fields(line))
                    yield event
                if not isinstance(event, Answer):
                    raise httpx.RemoteProtocolError("it broke off")

    def writer(self) -> str | None:
        """Name the model that writes answers on the other side; None if there is none."""
        engines = (str(one["engine"]) for one in self.send("GET", "/v1/models")["data"])
        return next((engine.removeprefix("llm:") for engine in engines if engine.startswith("llm:")), None)

    def search(self, request: SearchRequest) -> SearchResult:
        """Find passages."""
        return SearchResult.model_validate(self.send("POST", "/api/search", request.model_dump(mode="json")))

    def cite(self, request: CiteRequest) -> Finding:
        """Find where an excerpt stands."""
        return Finding.model_validate(self.send("POST", "/api/cite", request.model_dump(mode="json")))

    def check(self, request: CheckRequest) -> CheckedStatement:
        """Check a statement."""
        return CheckedStatement.model_validate(self.send("POST", "/api/check", request.model_dump(mode="json")))

    def check_draft(self, request: DraftRequest) -> Iterator[CheckedStatement]:
        """Check the sentences of a draft, telling of each as it is done."""
        return map(CheckedStatement.model_validate, self.stream_lines("/api/check", request.model_dump(mode="json")))

    def add(self, paths: Sequence[str], collection: str | None = None, limit: int = MOST_PAGES) -> Iterator[AddResult]:
        """Have files, folders and addresses added; paths are made absolute, as the other side has its own folder."""
        named = [str(Path(path).absolute()) if path and not is_address(path) else path for path in paths]
        body = {"paths": named, "collection": collection, "limit": limit}
        return map(ADDED.validate_python, self.stream_lines("/api/articles", body))

    def remove(self, article_id: str) -> Article:
        """Remove an article."""
        return article_from_json(self.send("DELETE", f"/api/articles/{_quote(article_id)}"))

    def articles(self, collection: str | None = None) -> list[Article]:
        """List all articles, without texts, or those of a collection."""
        query = "" if collection is None else f"?collection={_quote(collection)}"
        return [article_from_json(fields) for fields in self.send("GET", f"/api/articles{query}")]

    def collections(self) -> list[Collection]:
        """List all collections."""
        return [COLLECTION.validate_python(fields) for fields in self.send("GET", "/api/collections")]

    def collect(self, request: CollectionRequest) -> Collection:
        """Put articles into a collection, and return it."""
        return COLLECTION.validate_python(self.send("POST", "/api/collections", request.model_dump(mode="json")))

    def uncollect(self, request: CollectionRequest) -> Collection:
        """Take articles out of a collection, and return it."""
        return COLLECTION.validate_python(self.send("DELETE", "/api/collections", request.model_dump(mode="json")))

    def article(self, article_id: str, revision: str | None = None) -> Article:
        """Return an article with its text, now or at an earlier revision."""
        query = f"?revision={_quote(revision)}" if revision else ""
        return article_from_json(self.send("GET", f"/api/articles/{_quote(article_id)}{query}"))

    def stream_lines(
        self, path: str, body: Any = None, content: Iterator[bytes] | None = None
    ) -> Iterator[dict[str, Any]]:
        """Send a body of JSON, or bytes as they are; yield what comes, an object a line."""
        with self._streaming("POST", path, json=body, content=content) as reply:
            yield from map(_fields, reply.iter_lines())

    def stream_bytes(self, path: str) -> Iterator[bytes]:
        """Yield what comes, as it is."""
        with self._streaming("GET", path) as reply:
            yield from reply.iter_bytes()

    @contextmanager
    def _streaming(self, method: str, path: str, **sent: Any) -> Iterator[httpx.Response]:
        with _reporting_failure(), self._client.stream(method, path, **sent, timeout=_LINES) as reply:
            if reply.is_error:
                reply.read()
                raise _reported_problem(reply)
            yield reply

    def send(self, method: str, path: str, body: Any = None, timeout: float = _REPLY) -> Any:
        """Send what is asked for; return the object that comes, None if there is nothing to return."""
        with _reporting_failure():
            reply = self._client.request(method, path, json=body, timeout=timeout)
            if reply.is_error:
                raise _reported_problem(reply)
            return reply.json() if reply.content else None


@contextmanager
def _reporting_failure() -> Iterator[None]:
    try:
        yield
    except (httpx.HTTPError, ValueError, LookupError, TypeError) as error:
        detail = f"the process that serves this library doesn't answer ({error}); restart `pullquote serve`"
        raise RemoteProblemError(Problem(type="busy", title="No answer", detail=detail), 503) from error


def _fields(line: str) -> dict[str, Any]:
    """Read a line of a reply; raise RemoteProblemError if it is a problem."""
    fields: dict[str, Any] = json.loads(line)
    if "detail" in fields:
        raise RemoteProblemError(_read_problem(fields), 503)
    return fields


def _quote(value: str) -> str:
    return quote(value, safe="")


def _reported_problem(reply: httpx.Response) -> RemoteProblemError:
    try:
        problem = _read_problem(reply.json())
    except (ValueError, TypeError, KeyError):
        detail = f"the process that serves this library answered {reply.status_code}"
        problem = Problem(type="internal", title="Something went wrong", detail=detail)
    return RemoteProblemError(problem, reply.status_code)


def _read_problem(fields: dict[str, Any]) -> Problem:
    return Problem(**{name: str(fields[name]) for name in Problem.model_fields})
