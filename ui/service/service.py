"""What people and programs can do with a home: a Service, here or in the process that owns the home."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

from index.article import Article
from index.errors import FilterError
from index.ingestion import MOST_PAGES, Ingestion, resolve
from index.library import AddResult, Library, open_library
from index.store.collections import Collection, tidy_name
from index.store.filters import Filters
from index.store.sources import Source
from ui.service.contract import (
    AskRequest,
    CheckRequest,
    CiteRequest,
    CollectionRequest,
    DraftRequest,
    Filtered,
    SearchRequest,
    SearchResult,
    to_search_result,
)
from ui.service.errors import NoSuchArticleError
from ui.settings import Settings

if TYPE_CHECKING:
    from index.embed.embedder import Embedder
    from rag.answer import Answer
    from rag.check.checked import CheckedStatement
    from rag.engine import Engine
    from rag.lookup.finder import Finder
    from rag.lookup.finding import Finding
    from rag.model.probe import Probe
    from rag.settings import LlmSettings
    from rag.verification import Verifier
    from rag.write.translation import Translation
    from rag.write.writer import Event
    from ui.service.remote import RemoteService
    from ui.service.upkeep import Upkeep

Warn = Callable[[str], None]
Service: TypeAlias = "LocalService | RemoteService"


class LocalService:
    """A Service over a library that this process has open; what asking needs is loaded when first needed."""

    def __init__(self, library: Library, settings: Settings) -> None:
        self.library = library
        self.settings = settings

    @cached_property
    def engine(self) -> "Engine":
        """The query engine."""
        self.library.prepare()
        from rag.engine import Engine
        from rag.model.chat_model import open_model

        model = open_model(self.settings.llm)
        return Engine(self.library, self.settings.rag, today=date.today, model=model)

    @cached_property
    def finder(self) -> "Finder":
        """What looks excerpts up."""
        self.library.prepare()
        from rag.lookup.finder import Finder

        return Finder(self.library)

    @cached_property
    def verifier(self) -> "Verifier":
        """What verifies statements and drafts."""
        from rag.verification import Verifier

        return Verifier(self.library, self.engine.check)

    @cached_property
    def upkeep(self) -> "Upkeep":
        """What keeps the library up to date."""
        from ui.service.upkeep import Upkeep

        return Upkeep(self.library, self.ingestion, self.ask)

    @cached_property
    def ingestion(self) -> Ingestion:
        """What reads sources into the library."""
        return Ingestion(self.library, self.settings.fetch)

    def ask(self, request: AskRequest) -> "Answer":
        """Answer a question; raise QuestionError or FilterError."""
        return self.engine.ask(request.question, **self._options(request))

    def stream(self, request: AskRequest, model: "LlmSettings | None" = None) -> "AsyncGenerator[Event | Answer, None]":
        """Answer a question as the answer is made, by `model` rather than that of the settings; see Engine.stream.

        Raise QuestionError or FilterError at once, before anything of the answer is asked for. Closing it ends all.
        """
        from rag.engine import validate_question
        from rag.model.chat_model import EndpointModel

        validate_question(request.question)
        chosen = EndpointModel(model) if model else None
        return self.engine.stream(request.question, **self._options(request), model=chosen)

    async def translate(self, quote: str, language: str, model: "LlmSettings") -> "Translation":
        """Translate a quote for reading; raise ModelError."""
        from rag.model.chat_model import EndpointModel
        from rag.write.translation import translate

        return await translate(quote, language, EndpointModel(model))

    async def probe(self, model: "LlmSettings") -> "Probe":
        """Try a model; what is wrong with it, if anything, is told in the result."""
        from rag.model.probe import probe

        return await asyncio.to_thread(probe, model)

    def writer(self) -> str | None:
        """Name the model that writes answers if asked to; None if the settings name none."""
        return self.settings.llm.model or None

    def search(self, request: SearchRequest) -> SearchResult:
        """Find passages; raise QuestionError or FilterError."""
        filters = self._resolve(request)
        hits = self.engine.search(request.query, request.k, filters)
        return to_search_result(request, hits, self.library.catalog.count_undated(filters))

    def cite(self, request: CiteRequest) -> "Finding":
        """Find where an excerpt stands; raise ExcerptError or FilterError."""
        return self.finder.find(request.excerpt, identity=request.id, filters=self._resolve(request))

    def check(self, request: CheckRequest) -> "CheckedStatement":
        """Check a statement; raise StatementError or FilterError."""
        return self.verifier.verify(
            request.statement, identity=request.id, filters=self._resolve(request), sources=request.sources
        )

    def check_draft(self, request: DraftRequest) -> "Iterator[CheckedStatement]":
        """Check the sentences of a draft, telling of each as it is done; raise StatementError or FilterError."""
        return self.verifier.verify_draft(request.draft, filters=self._resolve(request), sources=request.sources)

    def begin_draft(self, request: DraftRequest) -> "tuple[int, Iterator[CheckedStatement]]":
        """Begin to check a draft: how many sentences it has, and each as it is done; raise StatementError."""
        from rag.verification import validate_draft

        return len(validate_draft(request.draft)), self.check_draft(request)

    def add(self, paths: Sequence[str], collection: str | None = None, limit: int = MOST_PAGES) -> Iterator[AddResult]:
        """Add files, folders and web addresses, telling of each article as it is done, and last of those that are gone.

        Of a feed or a sitemap no more than `limit` pages are added. The articles are put into `collection`, if one is
        given; raise CollectionError at once.
        """
        name = tidy_name(collection) if collection is not None else None
        sources = [Source(resolve(path), name) for path in paths]
        return self.ingestion.add(sources, limit)

    def remove(self, article_id: str) -> Article:
        """Remove an article; raise NoSuchArticleError."""
        return _existing(self.library.remove(article_id), article_id)

    def articles(self, collection: str | None = None) -> list[Article]:
        """List all articles, without texts, or those of a collection; raise FilterError."""
        catalog = self.library.catalog
        if collection is None:
            return catalog.articles()
        members = set(catalog.collections.get(catalog.choices.spell_collection(collection)).articles)
        return [article for article in catalog.articles() if article.id in members]

    def collections(self) -> list[Collection]:
        """List all collections."""
        return self.library.catalog.collections.all()

    def collect(self, request: CollectionRequest) -> Collection:
        """Put articles into a collection, and return it; raise CollectionError or NoSuchArticleError."""
        name = self.library.collect(request.name, self._find_articles(request))
        return self.library.catalog.collections.get(name)

    def uncollect(self, request: CollectionRequest) -> Collection:
        """Take articles out of a collection, and return it; raise CollectionError or NoSuchArticleError."""
        name = self.library.uncollect(request.name, self._find_articles(request))
        return self.library.catalog.collections.get(name)

    def article(self, article_id: str, revision: str | None = None) -> Article:
        """Return an article with its text, now or at an earlier revision; raise NoSuchArticleError."""
        return _existing(self.library.catalog.article(article_id, revision), article_id)

    def _find_articles(self, request: CollectionRequest) -> list[str]:
        try:
            return sorted(self.library.catalog.choices.find_articles(request.articles))
        except FilterError as error:
            raise NoSuchArticleError(str(error)) from error

    def _resolve(self, request: Filtered) -> Filters:
        return self.library.catalog.choices.resolve(request.filters)

    def _options(self, request: AskRequest) -> dict[str, Any]:
        asked = {"identity": request.id, "history": request.history}
        return {**asked, "filters": self._resolve(request), "engine": request.engine}


def open_home_library(
    settings: Settings, warn: Warn, *, writing: bool, sweep: bool = True
) -> AbstractContextManager[Library]:
    """Open the home's library in this process; its embedder is loaded when first needed, `warn` hears what failed."""

    def load() -> "Embedder":
        from index.embed.provider import open_embedder

        return open_embedder(settings.embed, warn)

    return open_library(settings.home, load, writing=writing, sweep=sweep)


@contextmanager
def open_service(settings: Settings, warn: Warn, *, writing: bool) -> Iterator[Service]:
    """Open the home's Service: through the process that serves it, or else by opening the store here."""
    from ui.service.owner import find_owner

    owner = find_owner(settings.home)
    if owner is not None:
        with owner:
            yield owner
        return
    with open_home_library(settings, warn, writing=writing) as library:
        yield LocalService(library, settings)


def _existing(article: Article | None, article_id: str) -> Article:
    if article is None:
        raise NoSuchArticleError(f"there is no article {article_id}; `pullquote list` shows them all")
    return article
