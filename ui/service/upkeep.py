"""A library kept up to date, here or by the process that owns it: sources read again, saved questions asked again."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import quote

from index.errors import FilterError
from index.ingestion import Ingestion, resolve
from index.library import AddResult, Library
from index.store.catalog.sources import Source
from rag.errors import QuestionError
from ui.service.contract import (
    ADDED,
    SOURCE,
    AskRequest,
    SavedQuestion,
    SyncRequest,
    WatchRequest,
    to_saved_question,
)
from ui.service.errors import NoSuchSourceError, NoSuchWatchError

if TYPE_CHECKING:
    from index.store.catalog.watches import Watch
    from rag.alert import Alert
    from rag.answer import Answer
    from ui.service.remote import RemoteService

_BLOCK = 1 << 20


class Upkeep:
    """What keeps a library that this process has open up to date."""

    def __init__(self, library: Library, ingestion: Ingestion, ask: Callable[[AskRequest], "Answer"]) -> None:
        self._library = library
        self._ingestion = ingestion
        self._ask = ask

    def sync(self, request: SyncRequest) -> Iterator[AddResult]:
        """Read sources again, telling of each article as it is done."""
        return self._ingestion.sync(prune=request.prune, only=request.only)

    def sources(self) -> list[Source]:
        """List what was added and is read again by `sync`."""
        return self._library.catalog.sources.all()

    def forget_source(self, address: str) -> None:
        """Forget a source, not its articles; raise NoSuchSourceError."""
        if not self._library.catalog.sources.forget(resolve(address)):
            raise NoSuchSourceError(f"{resolve(address)} is no source; `pullquote sources` shows them all")

    def watches(self) -> list[SavedQuestion]:
        """List the saved questions."""
        return [to_saved_question(watch) for watch in self._library.catalog.watches.all()]

    def add_watch(self, request: WatchRequest) -> SavedQuestion:
        """Save a question; raise QuestionError."""
        from rag.engine import validate_question

        validate_question(request.question)
        return to_saved_question(self._library.catalog.watches.add(request.question, request.filters))

    def remove_watch(self, number: int) -> None:
        """Forget a saved question; raise NoSuchWatchError."""
        if not self._library.catalog.watches.remove(number):
            raise NoSuchWatchError(f"there is no saved question {number}; `pullquote watch list` shows them all")

    def ask_watches(self) -> "Iterator[Alert]":
        """Ask the saved questions again, and tell of each what is new; what was told is kept once the next is asked."""
        from rag.alert import Alert, find_news

        for watch in self._library.catalog.watches.all():
            try:
                alert, told = find_news(watch, self._ask_watch)
            except (QuestionError, FilterError) as error:
                alert, told = Alert(id=watch.id, question=watch.question, error=str(error)), watch.told
            yield alert
            self._library.catalog.watches.set_told(watch.id, told)

    def reindex(self) -> Iterator[AddResult]:
        """Split and embed all articles again, telling of each as it is done; raise EmbeddingError."""
        from index.reindexing import reindex

        return reindex(self._library)

    def write_archive(self) -> Iterator[bytes]:
        """Return the library as the bytes of one file."""
        from index.archive import write_archive

        return write_archive(self._library)

    def read_archive(self, file: BinaryIO) -> Iterator[AddResult]:
        """Add what such a file holds, telling of each article as it is done; raise ReadError."""
        from index.archive import read_archive

        return read_archive(self._library, file)

    def _ask_watch(self, watch: "Watch") -> "Answer":
        return self._ask(AskRequest(**to_saved_question(watch).model_dump()))


class RemoteUpkeep:
    """What `Upkeep` does, asked for over HTTP."""

    def __init__(self, service: "RemoteService") -> None:
        self._service = service

    def sync(self, request: SyncRequest) -> Iterator[AddResult]:
        """Have sources read again."""
        return map(ADDED.validate_python, self._service.stream_lines("/api/sync", request.model_dump(mode="json")))

    def sources(self) -> list[Source]:
        """List the sources."""
        return [SOURCE.validate_python(fields) for fields in self._service.send("GET", "/api/sources")]

    def forget_source(self, address: str) -> None:
        """Forget a source, not its articles."""
        self._service.send("DELETE", f"/api/sources?address={quote(resolve(address), safe='')}")

    def watches(self) -> list[SavedQuestion]:
        """List the saved questions."""
        return [SavedQuestion.model_validate(fields) for fields in self._service.send("GET", "/api/watches")]

    def add_watch(self, request: WatchRequest) -> SavedQuestion:
        """Save a question."""
        return SavedQuestion.model_validate(self._service.send("POST", "/api/watches", request.model_dump(mode="json")))

    def remove_watch(self, number: int) -> None:
        """Forget a saved question."""
        self._service.send("DELETE", f"/api/watches/{number}")

    def ask_watches(self) -> "Iterator[Alert]":
        """Have the saved questions asked again."""
        from rag.alert import Alert

        return map(Alert.model_validate, self._service.stream_lines("/api/watches/ask"))

    def reindex(self) -> Iterator[AddResult]:
        """Have all articles split and embedded again."""
        return map(ADDED.validate_python, self._service.stream_lines("/api/reindex"))

    def write_archive(self) -> Iterator[bytes]:
        """Have the library written as the bytes of one file."""
        return self._service.stream_bytes("/api/archive")

    def read_archive(self, file: BinaryIO) -> Iterator[AddResult]:
        """Have what such a file holds added."""
        blocks = iter(lambda: file.read(_BLOCK), b"")
        return map(ADDED.validate_python, self._service.stream_lines("/api/archive", content=blocks))
