"""The shapes that programs rely on, as JSON: the command line and HTTP print the same."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, TypeAdapter

from index.article import Article
from index.language.detection import language_code
from index.library import AddResult
from index.store.filters import Filters
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
MOST_PAGES = 100  # of a feed or a sitemap, where no other limit is given
ADDED = TypeAdapter(AddResult)
_ARTICLE = TypeAdapter(Article)


class Filtered(Noun):
    """Which articles a request is about; what is None lets all pass."""

    language: Language | None = None
    publisher: Words | None = None
    after: Day | None = None
    before: Day | None = None

    @property
    def filters(self) -> Filters:
        """The filters of this request."""
        return Filters(self.language, self.publisher, self.after, self.before)


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
    """Files and folders on the server's machine to add, and web addresses; of a list no more than `limit` pages."""

    paths: tuple[str, ...] = Field(min_length=1)
    limit: int = Field(default=MOST_PAGES, ge=1, le=10_000)


class Problem(Noun):
    """Why a request failed; `type` is the same on the command line and in HTTP problem details."""

    type: str
    title: str
    detail: str


def article_to_json(article: Article, *, text: bool = True) -> dict[str, Any]:
    """Return an article as JSON, with or without its text."""
    fields: dict[str, Any] = _ARTICLE.dump_python(article, mode="json", exclude=None if text else {"text"})
    return fields


def article_from_json(fields: dict[str, Any]) -> Article:
    """Read back what `article_to_json` wrote; an article listed without text has an empty one."""
    return _ARTICLE.validate_python({"text": "", **fields})


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
