"""The routes that keep the library up to date."""

from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import BinaryIO

from fastapi import FastAPI, Request
from fastapi.responses import Response, StreamingResponse

from index.store.catalog.sources import Source
from ui.http.streaming import LINES, write_lines
from ui.service.contract import ADDED, SavedQuestion, SyncRequest, WatchRequest
from ui.service.service import LocalService


def add_upkeep(app: FastAPI, service: LocalService) -> None:
    """Add them to the application."""

    @app.post("/api/sync")
    def sync(request: SyncRequest) -> StreamingResponse:
        results = service.upkeep.sync(request)
        return StreamingResponse(write_lines(ADDED.dump_python(one, mode="json") for one in results), media_type=LINES)

    @app.get("/api/sources")
    def sources() -> list[Source]:
        return service.upkeep.sources()

    @app.delete("/api/sources", status_code=204)
    def forget_source(address: str) -> None:
        service.upkeep.forget_source(address)

    @app.get("/api/watches")
    def watches() -> list[SavedQuestion]:
        return service.upkeep.watches()

    @app.post("/api/watches")
    def add_watch(request: WatchRequest) -> SavedQuestion:
        return service.upkeep.add_watch(request)

    @app.delete("/api/watches/{number}", status_code=204)
    def remove_watch(number: int) -> None:
        service.upkeep.remove_watch(number)

    @app.post("/api/watches/ask")
    def ask_watches() -> Response:
        alerts = service.upkeep.ask_watches()
        return StreamingResponse(write_lines(one.model_dump(mode="json") for one in alerts), media_type=LINES)

    @app.post("/api/reindex")
    def reindex() -> Response:
        results = service.upkeep.reindex()
        return StreamingResponse(write_lines(ADDED.dump_python(one, mode="json") for one in results), media_type=LINES)

    @app.get("/api/archive")
    def write_archive() -> Response:
        return StreamingResponse(service.upkeep.write_archive(), media_type="application/gzip")

    @app.post("/api/archive")
    async def read_archive(request: Request) -> Response:
        file = TemporaryFile()  # noqa: SIM115  # closed by what reads it
        async for block in request.stream():
            file.write(block)
        file.seek(0)
        return StreamingResponse(_restore(service, file), media_type=LINES)


def _restore(service: LocalService, file: BinaryIO) -> Iterator[str]:
    with file:
        yield from write_lines(ADDED.dump_python(one, mode="json") for one in service.upkeep.read_archive(file))
