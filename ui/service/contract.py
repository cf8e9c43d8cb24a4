"""The shapes that programs rely on, as JSON: the command line and HTTP print the same."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, TypeAdapter

from index.article import Article
from index.ingestion import MOST_PAGES
from index.language.detection import language_code
from index.library import AddResult
from index.store.catalog.collections import Collection
from index.store.catalog.filters import Filters
from index.store.catalog.sources import Source
from index.store.catalog.watches import Watch
from rag.answer import EngineName, FoundPassage, NearCopy, Noun, Turn, to_copy

if TYPE_CHECKING:
    from rag.retrieve.hit import Hit


def _sendable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _two_letters(name: str) -> str:
    code = language_code(name)
    if code is None:
        raise ValueError("give a two-letter code such as en or tl")
    return code


def _day(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise ValueError("give a day such as 2026-01-31") from error


Words = Annotated[str, AfterValidator(_sendable)]  # a lone surrogate could not be sent back
Language = Annotated[str, AfterValidator(_two_letters)]
Day = Annotated[date, BeforeValidator(_day)]
ADDED = TypeAdapter(AddResult)
SOURCE = TypeAdapter(Source)
COLLECTION = TypeAdapter(Collection)
_ARTICLE = TypeAdapter(Article)


class Filtered(Noun):
    """Which articles a request is about; what is None lets all pass, and so do no `articles`: ids or sources."""

    language: Language | None = None
    publisher: Words | None = None
    after: Day | None = None
    before: Day | None = None
    collection: Words | None = None
    articles: tuple[Words, ...] = ()

    @property
    def filters(self) -> Filters:
        """The filters of this request, as they were given."""
        chosen = frozenset(self.articles) or None
        return Filters(
            self.language, self.publisher, self.after, self.before, collection=self.collection, articles=chosen
        )


class AskRequest(Filtered):
    """A question with its conversation so far."""

    id: Words | int | None = None
    question: Words
    history: tuple[Turn, ...] = ()
    engine: EngineName = "quote"


class StreamRequest(AskRequest):
    """A question over HTTP; with `stream` the answer comes as it is made, an event a line."""

    stream: bool = False


class SearchRequest(Filtered):
    """A query; `k` is how many passages are wanted."""

    id: Words | int | None = None
    query: Words
    k: int = Field(default=10, ge=1, le=100)


class CiteRequest(Filtered):
    """Words to look up."""

    id: Words | int | None = None
    excerpt: Words


class CheckRequest(Filtered):
    """A statement to check; `sources` narrow what it is checked against to these articles."""

    id: Words | int | None = None
    statement: Words
    sources: tuple[Words, ...] = ()


class DraftRequest(Filtered):
    """A draft in plain text or Markdown, to check sentence by sentence."""

    draft: Words
    sources: tuple[Words, ...] = ()


class SearchHit(FoundPassage):
    """A passage that was found; `also_in` are the ids of near-copies of its article that have it too."""

    also_in: tuple[str, ...] = ()
    copies: tuple[NearCopy, ...] = ()


class SearchResult(Noun):
    """What a search found, best first; `undated` articles were left out by a filter by day for having no date."""

    id: str | int | None = None
    query: str
    hits: tuple[SearchHit, ...]
    undated: int = 0


class AddRequest(Noun):
    """Files and folders on the server's machine to add, and web addresses; of a list no more than `limit` pages.

    Their articles are put into the `collection`.
    """

    paths: tuple[str, ...] = Field(min_length=1)
    collection: Words | None = None
    limit: int = Field(default=MOST_PAGES, ge=1, le=10_000)


class CollectionRequest(Noun):
    """Articles to put into a collection, or to take out of it, each by its id or its source."""

    name: Words
    articles: tuple[Words, ...] = Field(min_length=1)


class SyncRequest(Noun):
    """A request to read every source again, or `only` some files; `prune` removes the articles that are gone."""

    prune: bool = False
    only: tuple[Words, ...] = ()


class WatchRequest(Filtered):
    """A question to save."""

    question: Words


class SavedQuestion(WatchRequest):
    """A question that is saved."""

    id: int


class Problem(Noun):
    """Why a request failed; `type` is the same on the command line and in HTTP problem details."""

    type: str
    title: str
    detail: str


def article_to_json(article: Article, *, text: bool = True) -> dict[str, Any]:
    """Return an article as JSON, with or without its text."""
    fields: dict[str, Any] = _ARTICLE.dump_python(article, mode="json", exclude=None if text else {"text"})
    return fields


def list_articles(articles: Iterable[Article], collections: Iterable[Collection]) -> list[dict[str, Any]]:
    """Return articles as JSON, without their texts, each with the names of its collections."""
    names: dict[str, list[str]] = {}
    for collection in collections:
        for article_id in collection.articles:
            names.setdefault(article_id, []).append(collection.name)
    return [{**article_to_json(one, text=False), "collections": names.get(one.id, [])} for one in articles]


def article_from_json(fields: dict[str, Any]) -> Article:
    """Read back what `article_to_json` wrote; an article listed without text has an empty one."""
    return _ARTICLE.validate_python({"text": "", **fields})


def to_saved_question(watch: Watch) -> SavedQuestion:
    """Return a saved question in the contract's shape."""
    filters = {name: getattr(watch.filters, name) for name in Filtered.model_fields}
    filters["articles"] = sorted(watch.filters.articles or ())
    return SavedQuestion(id=watch.id, question=watch.question, **filters)


def to_search_result(request: SearchRequest, hits: list["Hit"], undated: int = 0) -> SearchResult:
    """Return hits in the contract's shape."""
    shaped = (
        SearchHit(
            **hit.fields(),
            also_in=tuple(one.id for one in hit.copies),
            copies=tuple(map(to_copy, hit.copies)),
        )
        for hit in hits
    )
    return SearchResult(id=request.id, query=request.query, hits=tuple(shaped), undated=undated)
