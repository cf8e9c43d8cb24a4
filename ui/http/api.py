"""The HTTP routes; they mirror the command line."""

import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response, StreamingResponse
from starlette.exceptions import HTTPException as StarletteHTTPException

from index.store.catalog.collections import Collection
from rag.answer import Answer
from rag.check.checked import CheckedStatement
from rag.engine import final_answer
from rag.lookup.finding import Finding
from ui.http.completions import PREFIX, add_completions, error_reply
from ui.http.streaming import LINES, ClosingStream, cancel_on_disconnect, json_lines, write_lines
from ui.http.upkeep_api import add_upkeep
from ui.service.contract import (
    ADDED,
    AddRequest,
    CheckRequest,
    CiteRequest,
    CollectionRequest,
    DraftRequest,
    Problem,
    SearchRequest,
    SearchResult,
    StreamRequest,
    article_to_json,
    list_articles,
)
from ui.service.problems import KNOWN_ERRORS, problem_of, status_of
from ui.service.service import LocalService
from ui.service.validation import describe_faults

_log = logging.getLogger(__name__)
_PROBLEM = "application/problem+json"
_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]


def build_api(service: LocalService, version: str) -> FastAPI:
    """Return the application with the API's routes; the chat page is mounted on top of it."""
    app = FastAPI(title="Pullquote", version=version, docs_url=None, redoc_url=None)
    for kind in KNOWN_ERRORS:
        app.add_exception_handler(kind, _reply_known)
    app.exception_handler(RequestValidationError)(_reply_invalid)
    app.exception_handler(StarletteHTTPException)(_reply_http)
    app.add_exception_handler(Exception, _reply_unexpected)

    @app.get("/healthz")
    async def healthz() -> dict[str, str]:
        return {"status": "ok", "version": version}

    @app.post("/api/ask", response_model=Answer)
    async def ask(body: StreamRequest, request: Request) -> Answer | Response:
        if body.stream:
            return ClosingStream(json_lines(service.stream(body)), LINES)
        if body.engine == "quote":
            return await run_in_threadpool(service.ask, body)
        return await cancel_on_disconnect(request, final_answer(service.stream(body)))

    @app.post("/api/search")
    def search(request: SearchRequest) -> SearchResult:
        return service.search(request)

    @app.post("/api/cite")
    def cite(request: CiteRequest) -> Finding:
        return service.cite(request)

    @app.post("/api/check", response_model=CheckedStatement)
    def check(request: CheckRequest | DraftRequest) -> CheckedStatement | StreamingResponse:
        if isinstance(request, CheckRequest):
            return service.check(request)
        lines = (one.model_dump(mode="json") for one in service.check_draft(request))
        return StreamingResponse(write_lines(lines), media_type=LINES)

    @app.get("/api/articles")
    def articles(collection: str | None = None) -> list[dict[str, Any]]:
        return list_articles(service.articles(collection), service.collections())

    @app.post("/api/articles")
    def add(request: AddRequest) -> StreamingResponse:
        results = service.add(request.paths, request.collection, request.limit)
        return StreamingResponse(write_lines(ADDED.dump_python(one, mode="json") for one in results), media_type=LINES)

    @app.get("/api/articles/{article_id}")
    def article(article_id: str, revision: str | None = None) -> dict[str, Any]:
        return article_to_json(service.article(article_id, revision))

    @app.delete("/api/articles/{article_id}")
    def remove(article_id: str) -> dict[str, Any]:
        return article_to_json(service.remove(article_id), text=False)

    add_upkeep(app, service)

    @app.get("/api/collections")
    def collections() -> list[Collection]:
        return service.collections()

    @app.post("/api/collections")
    def collect(request: CollectionRequest) -> Collection:
        return service.collect(request)

    @app.delete("/api/collections")
    def uncollect(request: CollectionRequest) -> Collection:
        return service.uncollect(request)

    add_completions(app, service)

    @app.api_route("/api/{rest:path}", methods=_METHODS, include_in_schema=False)
    @app.api_route("/v1/{rest:path}", methods=_METHODS, include_in_schema=False)
    def unknown_route(request: Request) -> None:
        raise StarletteHTTPException(404, f"{request.scope['path']} is no route of this API")

    return app


async def _reply_known(request: Request, error: Exception) -> JSONResponse:
    return _reply(request, problem_of(error), status_of(error))


async def _reply_invalid(request: Request, error: RequestValidationError) -> JSONResponse:
    detail = describe_faults(error.errors(), below=1)
    problem = Problem(type="bad_request", title="The request is not in the right form", detail=detail)
    return _reply(request, problem, 422)


async def _reply_http(request: Request, error: StarletteHTTPException) -> JSONResponse:
    title = "There is no such route" if error.status_code == 404 else "The request can't be answered"
    problem = Problem(type="bad_request", title=title, detail=f"{error.detail}; see /openapi.json")
    return _reply(request, problem, error.status_code)


async def _reply_unexpected(request: Request, error: Exception) -> JSONResponse:
    _log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return _reply(request, problem_of(RuntimeError("see the server's log")), 500)


def _reply(request: Request, problem: Problem, status: int) -> JSONResponse:
    if request.url.path.startswith(PREFIX):
        return error_reply(problem.detail, problem.type, status)
    return JSONResponse({**problem.model_dump(), "status": status}, status_code=status, media_type=_PROBLEM)
