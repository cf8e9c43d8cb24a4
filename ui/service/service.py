"""What people and programs can do with a home: a Service, here or in the process that owns the home."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from index.article import Article
from index.library import AddResult, Library, is_gone, open_library
from index.read.files import read_all
from ui.service.contract import (
    AskRequest,
    CheckRequest,
    CiteRequest,
    DraftRequest,
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

    def ask(self, request: AskRequest) -> "Answer":
        """Answer a question; raise QuestionError."""
        return self.engine.ask(request.question, **_options(request))

    def stream(self, request: AskRequest, model: "LlmSettings | None" = None) -> "AsyncGenerator[Event | Answer, None]":
        """Answer a question as the answer is made, by `model` rather than that of the settings; see Engine.stream.

        Raise QuestionError at once, before anything of the answer is asked for. Closing it ends all of it.
        """
        from rag.engine import validate_question
        from rag.model.chat_model import EndpointModel

        validate_question(request.question)
        chosen = EndpointModel(model) if model else None
        return self.engine.stream(request.question, **_options(request), model=chosen)

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
        """Find passages; raise QuestionError."""
        hits = self.engine.search(request.query, request.k, request.filters)
        return to_search_result(request, hits, self.library.catalog.count_undated(request.filters))

    def cite(self, request: CiteRequest) -> "Finding":
        """Find where an excerpt stands; raise ExcerptError."""
        return self.finder.find(request.excerpt, identity=request.id, filters=request.filters)

    def check(self, request: CheckRequest) -> "CheckedStatement":
        """Check a statement; raise StatementError."""
        return self.verifier.verify(
            request.statement, identity=request.id, filters=request.filters, sources=request.sources
        )

    def check_draft(self, request: DraftRequest) -> "Iterator[CheckedStatement]":
        """Check the sentences of a draft, telling of each as it is done; raise StatementError."""
        return self.verifier.verify_draft(request.draft, filters=request.filters, sources=request.sources)

    def begin_draft(self, request: DraftRequest) -> "tuple[int, Iterator[CheckedStatement]]":
        """Begin to check a draft: how many sentences it has, and each as it is done; raise StatementError."""
        from rag.verification import validate_draft

        return len(validate_draft(request.draft)), self.check_draft(request)

    def add(self, paths: Sequence[str]) -> Iterator[AddResult]:
        """Add files and folders, telling of each article as it is done, and last of those whose file is gone."""
        for draft in read_all(paths):
            yield self.library.add(draft)
        folders = [str(Path(path).resolve()) for path in paths if Path(path).is_dir()]
        for article in self.articles() if folders else ():
            if any(Path(article.source).is_relative_to(folder) for folder in folders) and is_gone(article.source):
                yield AddResult(article.source, "gone", article.id)

    def remove(self, article_id: str) -> Article:
        """Remove an article; raise NoSuchArticleError."""
        return _existing(self.library.remove(article_id), article_id)

    def articles(self) -> list[Article]:
        """List all articles, without texts."""
        return self.library.catalog.articles()

    def article(self, article_id: str, revision: str | None = None) -> Article:
        """Return an article with its text, now or at an earlier revision; raise NoSuchArticleError."""
        return _existing(self.library.catalog.article(article_id, revision), article_id)


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


def _options(request: AskRequest) -> dict[str, Any]:
    asked = {"identity": request.id, "history": request.history}
    return {**asked, "filters": request.filters, "engine": request.engine}


def _existing(article: Article | None, article_id: str) -> Article:
    if article is None:
        raise NoSuchArticleError(f"there is no article {article_id}; `pullquote list` shows them all")
    return article
