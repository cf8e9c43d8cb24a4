"""What people and programs can do with a home: a Service, here or in the process that owns the home."""

from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Protocol

from index.article import Article
from index.library import Library, open_library
from index.read.files import read_all
from ui.service.contract import Added, AskRequest, CiteRequest, SearchRequest, SearchResult, to_added, to_search_result
from ui.service.errors import NoSuchArticleError
from ui.settings import Settings

if TYPE_CHECKING:
    from index.embed.embedder import Embedder
    from rag.answer import Answer
    from rag.engine import Engine
    from rag.lookup.finder import Finder
    from rag.lookup.finding import Finding
    from rag.model.chat_model import ChatModel
    from rag.settings import LlmSettings
    from rag.write.writer import Event

Warn = Callable[[str], None]


class Service(Protocol):
    """Everything the outside can ask for."""

    def ask(self, request: AskRequest) -> "Answer":
        """Answer a question; raise QuestionError."""

    def stream(self, request: AskRequest) -> "AsyncGenerator[Event | Answer, None]":
        """Answer a question as the answer is made, the Answer last; raise QuestionError. Closing it ends all of it."""

    def writer(self) -> str | None:
        """Name the model that writes answers if asked to; None if the settings name none."""

    def search(self, request: SearchRequest) -> SearchResult:
        """Find passages; raise QuestionError."""

    def cite(self, request: CiteRequest) -> "Finding":
        """Find where an excerpt stands; raise ExcerptError."""

    def add(self, paths: Sequence[str]) -> Iterator[Added]:
        """Add files and folders, telling of each article as it is done."""

    def remove(self, article_id: str) -> Article:
        """Remove an article; raise NoSuchArticleError."""

    def articles(self) -> list[Article]:
        """List all articles, without texts."""

    def article(self, article_id: str, revision: str | None = None) -> Article:
        """Return an article with its text, now or at an earlier revision; raise NoSuchArticleError."""


class Writing(Service, Protocol):
    """A Service that lets an answer be written by any model, as the page wants it."""

    def stream(self, request: AskRequest, model: "ChatModel | None" = None) -> "AsyncGenerator[Event | Answer, None]":
        """Answer a question as the answer is made, by `model` rather than that of the settings."""


class LocalService:
    """A Service over a library that this process has open."""

    def __init__(self, library: Library, settings: Settings) -> None:
        self.library = library
        self._settings = settings
        self._engine: Engine | None = None
        self._finder: Finder | None = None

    @property
    def known(self) -> "LlmSettings":
        """The language model that the settings name, if they name one."""
        return self._settings.llm

    @property
    def engine(self) -> "Engine":
        """The query engine, loaded when first needed."""
        if self._engine is None:
            from rag.engine import Engine
            from rag.model.chat_model import open_model

            model = open_model(self._settings.llm)
            self._engine = Engine(self.library, self._settings.rag, today=date.today, model=model)
        return self._engine

    @property
    def finder(self) -> "Finder":
        """What looks excerpts up, loaded when first needed."""
        if self._finder is None:
            from rag.lookup.finder import Finder

            self._finder = Finder(self.library)
        return self._finder

    def ask(self, request: AskRequest) -> "Answer":
        """Answer a question; raise QuestionError."""
        return self.engine.ask(
            request.question,
            identity=request.id,
            history=request.history,
            filters=request.filters,
            engine=request.engine,
        )

    def stream(self, request: AskRequest, model: "ChatModel | None" = None) -> "AsyncGenerator[Event | Answer, None]":
        """Answer a question as the answer is made, by `model` rather than that of the settings; see Engine.stream."""
        return self.engine.stream(
            request.question,
            identity=request.id,
            history=request.history,
            filters=request.filters,
            engine=request.engine,
            model=model,
        )

    def writer(self) -> str | None:
        """Name the model that writes answers if asked to; None if the settings name none."""
        return self._settings.llm.model or None

    def search(self, request: SearchRequest) -> SearchResult:
        """Find passages; raise QuestionError."""
        return to_search_result(request, self.engine.search(request.query, request.k, request.filters))

    def cite(self, request: CiteRequest) -> "Finding":
        """Find where an excerpt stands; raise ExcerptError."""
        return self.finder.find(request.excerpt, identity=request.id, filters=request.filters)

    def add(self, paths: Sequence[str]) -> Iterator[Added]:
        """Add files and folders, telling of each article as it is done."""
        for draft in read_all(paths):
            yield to_added(self.library.add(draft))

    def remove(self, article_id: str) -> Article:
        """Remove an article; raise NoSuchArticleError."""
        return _existing(self.library.remove(article_id), article_id)

    def articles(self) -> list[Article]:
        """List all articles, without texts."""
        return self.library.catalog.articles()

    def article(self, article_id: str, revision: str | None = None) -> Article:
        """Return an article with its text, now or at an earlier revision; raise NoSuchArticleError."""
        return _existing(self.library.catalog.article(article_id, revision), article_id)


def embedder_opener(settings: Settings, warn: Warn) -> Callable[[], "Embedder"]:
    """Return what loads the configured embedder, for those who may not need it; `warn` hears what failed."""

    def opener() -> "Embedder":
        from index.embed.provider import open_embedder

        return open_embedder(settings.embed, warn)

    return opener


@contextmanager
def open_service(settings: Settings, warn: Warn, *, writing: bool) -> Iterator[Service]:
    """Open the home's Service: through the process that serves it, or else by opening the store here."""
    from ui.service.remote import find_owner

    owner = find_owner(settings.home)
    if owner is not None:
        with owner:
            yield owner
        return
    with open_library(settings.home, embedder_opener(settings, warn), writing=writing) as library:
        yield LocalService(library, settings)


def _existing(article: Article | None, article_id: str) -> Article:
    if article is None:
        raise NoSuchArticleError(f"there is no article {article_id}; `pullquote list` shows them all")
    return article
