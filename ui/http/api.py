"""The HTTP routes; they mirror the command line."""

import json
import logging
from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response, StreamingResponse
from starlette.exceptions import HTTPException as StarletteHTTPException

from index.errors import IndexingError
from rag.answer import Answer
from rag.engine import final_answer
from rag.lookup.finding import Finding
from ui.http.completions import PREFIX, add_completions, error_reply
from ui.http.streaming import ClosingStream, cancel_on_disconnect, json_lines
from ui.service.contract import (
    ADDED,
    AddRequest,
    CiteRequest,
    Problem,
    SearchRequest,
    SearchResult,
    StreamRequest,
    article_to_json,
)
from ui.service.problems import KNOWN_ERRORS, problem_of, status_of
from ui.service.service import LocalService
from ui.service.validation import describe_faults

_log = logging.getLogger(__name__)
_TITLES = {404: "There is no such route"}
_PROBLEM = "application/problem+json"
_LINES = "application/x-ndjson"


def build_api(service: LocalService, version: str) -> FastAPI:
    """Return the application with the API's routes; the chat page is mounted on top of it."""
    app = FastAPI(title="Pullquote", version=version, docs_url=None, redoc_url=None)
    for kind in KNOWN_ERRORS:
        app.add_exception_handler(kind, _reply_known)
    app.add_exception_handler(RequestValidationError, _reply_invalid)
    app.add_exception_handler(StarletteHTTPException, _reply_http)
    app.add_exception_handler(Exception, _reply_unexpected)

    @app.get("/healthz")
    async def healthz() -> dict[str, str]:
        return {"status": "ok", "version": version}

    @app.post("/api/ask", response_model=Answer)
    async def ask(body: StreamRequest, request: Request) -> Answer | Response:
        if body.stream:
            return ClosingStream(json_lines(service.stream(body)), _LINES)
        if body.engine == "quote":
            return await run_in_threadpool(service.ask, body)
        return await cancel_on_disconnect(request, final_answer(service.stream(body)))

    @app.post("/api/search")
    def search(request: SearchRequest) -> SearchResult:
        return service.search(request)

    @app.post("/api/cite")
    def cite(request: CiteRequest) -> Finding:
        return service.cite(request)

    @app.get("/api/articles")
    def articles() -> list[dict[str, Any]]:
        return [article_to_json(article, text=False) for article in service.articles()]

    @app.post("/api/articles")
    def add(request: AddRequest) -> StreamingResponse:
        return StreamingResponse(_added_lines(service, request), media_type=_LINES)

    @app.get("/api/articles/{article_id}")
    def article(article_id: str, revision: str | None = None) -> dict[str, Any]:
        return article_to_json(service.article(article_id, revision))

    @app.delete("/api/articles/{article_id}")
    def remove(article_id: str) -> dict[str, Any]:
        return article_to_json(service.remove(article_id), text=False)

    add_completions(app, service)

    @app.api_route("/api/{rest:path}", methods=["GET", "POST", "PUT", "PATCH", "DELETE"], include_in_schema=False)
    def unknown_route(rest: str) -> None:
        raise StarletteHTTPException(404, f"/api/{rest} is no route of this API")

    return app


def _added_lines(service: LocalService, request: AddRequest) -> Iterator[str]:
    """One line of JSON per article, as each is done; if the store fails, a problem as the last line."""
    try:
        for outcome in service.add(request.paths):
            yield ADDED.dump_json(outcome).decode() + "\n"
    except IndexingError as error:
        yield problem_of(error).model_dump_json() + "\n"


async def _reply_known(request: Request, error: Exception) -> JSONResponse:
    return _reply(request, problem_of(error), status_of(error))


async def _reply_invalid(request: Request, error: Exception) -> JSONResponse:
    faults = error.errors() if isinstance(error, RequestValidationError) else []
    detail = describe_faults(faults, below=1)
    problem = Problem(type="bad_request", title="The request is not in the right form", detail=detail)
    return _reply(request, problem, 422)


async def _reply_http(request: Request, error: Exception) -> JSONResponse:
    status = error.status_code if isinstance(error, StarletteHTTPException) else 500
    detail = f"{error.detail}; see /openapi.json" if isinstance(error, StarletteHTTPException) else ""
    title = _TITLES.get(status, "The request can't be answered")
    return _reply(request, Problem(type="bad_request", title=title, detail=detail), status)


async def _reply_unexpected(request: Request, error: Exception) -> JSONResponse:
    _log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return _reply(request, problem_of(RuntimeError("see the server's log")), 500)


def _reply(request: Request, problem: Problem, status: int) -> JSONResponse:
    if request.url.path.startswith(PREFIX):
        return error_reply(problem, status)
    content = {**json.loads(problem.model_dump_json()), "status": status}
    return JSONResponse(content, status_code=status, media_type=_PROBLEM)
