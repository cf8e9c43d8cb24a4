"""The source pane as HTML: the library to choose from, and an article with the cited words marked."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field

from index.article import Article
from index.split.sentences import split_paragraphs
from rag.answer import Citation, FoundPassage, Noun, ReadPassage
from ui.page.html.markup import Html, button, direction_of, element, join, render_byline, render_list
from ui.service.errors import NoSuchArticleError
from ui.service.service import LocalService
from ui.wording import count_noun, file_name, format_day, format_page, join_dotted, language_name, shorten, web_address

LISTED_ARTICLES = 200
EXCERPT = 160  # characters of a passage that was found
_Offset = Annotated[int, Field(ge=0)]


class Anchor(Noun):
    """What the source pane shows: an article's revision, the words to mark, and others to mark faintly."""

    article: str
    revision: str | None = None
    start: _Offset = 0
    end: _Offset = 0
    also: tuple[tuple[_Offset, _Offset], ...] = ()

    @classmethod
    def at(cls, place: Citation | FoundPassage | ReadPassage, also: tuple[tuple[int, int], ...] = ()) -> "Anchor":
        """Return where a citation or a passage opens."""
        return cls(article=place.article_id, revision=place.revision, start=place.start, end=place.end, also=also)


def anchor_among(citation: Citation, citations: Iterable[Citation]) -> Anchor:
    """Return where a citation opens, with the others of the same text."""
    others = (
        (other.start, other.end)
        for other in citations
        if (other.article_id, other.revision) == (citation.article_id, citation.revision) and other != citation
    )
    return Anchor.at(citation, tuple(others))


def open_anchor(service: LocalService, place: Anchor) -> Html:
    """Open a place in the source pane."""
    try:
        article = service.article(place.article, place.revision)
        newest = service.article(place.article)
    except NoSuchArticleError:
        return render_missing()
    return render_source(article, place, changed=newest.revision != article.revision)


def render_library(articles: Sequence[Article]) -> Html:
    """Render the articles there are, newest first, each of them to open."""
    newest = sorted(articles, key=lambda article: article.published or date.min, reverse=True)
    more = len(articles) - LISTED_ARTICLES
    return element(
        "section",
        element("h2", "In this library"),
        render_list("places", (_library_entry(article) for article in newest[:LISTED_ARTICLES])),
        element("p", f"and {count_noun(more, 'more article')}", class_="byline") if more > 0 else None,
        class_="library",
    )


def render_source(article: Article, place: Anchor, *, changed: bool) -> Html:
    """Render an article with the words of `place` marked; say so when a later revision exists."""
    note = "The article has changed since. Below is the text that was quoted."
    return element(
        "article",
        _source_bar(article.title),
        element("h2", article.title, lang=article.language, dir="auto", tabindex="-1"),
        render_byline(
            article.publisher,
            format_day(article.published),
            format_page(article.page_at(place.start)) if place.end else None,
            language_name(article.language),
            language=article.language,
        ),
        render_origin(article.url, article.source, article.language),
        element("p", note, class_="note") if changed else None,
        element("div", *_paragraphs(article, place), class_="text", lang=article.language, dir="auto"),
        class_="source",
        data_place=place.model_dump_json(),
    )


def render_missing() -> Html:
    """Render the source pane for an article that is not in the library any more."""
    gone = element("p", "This article is no longer in the library.", class_="error", role="alert")
    return element("article", _source_bar(), gone, class_="source")


def render_entry(place: Anchor, title: str, line: str, language: str | None = None, kind: str = "whole") -> Html:
    """Write a button that opens `place`, with a title and a line of small print."""
    heading = element("span", title, class_="entry-title", lang=language, dir="auto")
    details = element("span", element("bdi", line), class_="entry-line")
    around = direction_of(language)
    return button(join(heading, details), f"entry {kind}", data_place=place.model_dump_json(), dir=around)


def render_passage(passage: FoundPassage | ReadPassage, text: str, line: str, language: str) -> Html:
    """Write a button that opens a passage, with its first words and a line of small print."""
    return render_entry(Anchor.at(passage), shorten(text, EXCERPT), line, language, kind="passage")


def _library_entry(article: Article) -> Html:
    line = join_dotted(article.publisher, format_day(article.published), language_name(article.language))
    return render_entry(Anchor(article=article.id), article.title, line, article.language)


def _source_bar(title: str = "") -> Html:
    back, library = button("← Back", "quiet", data_back=True), button("All articles", "quiet", data_library=True)
    running = element("span", title, class_="running", aria_hidden="true", dir="auto")
    return element("nav", back, running, library, class_="source-bar", aria_label="Source")


def render_origin(url: str | None, source: str, language: str) -> Html:
    """Render where an article in a language comes from: a link if that is on the web, and the name of its file."""
    address, around = web_address(url, source), direction_of(language)
    if address is None:
        return element("p", element("bdi", file_name(source)), class_="origin", dir=around)
    host = urlsplit(address).hostname or "the web"
    link = element("a", f"Original at {host} ↗", href=address, target="_blank", rel="noopener noreferrer")
    name = None if address == source else element("bdi", file_name(source))
    return element("p", link, name, class_="origin", dir=around)


def _paragraphs(article: Article, place: Anchor) -> Iterator[Html]:
    """Write paragraphs and headings; the headline stands above already, so here only if it is marked."""
    for sentences in split_paragraphs(article.text):
        start, end = sentences[0].start, sentences[-1].end
        pieces = list(_pieces(article.text, start, end, place))
        marked = any(isinstance(piece, Html) for piece in pieces)
        if start == 0 and not marked and article.text[start:end].strip('"“”') == article.title:
            continue
        yield element("h3" if sentences[0].heading else "p", *pieces)


def _pieces(text: str, start: int, end: int, place: Anchor) -> Iterator[str]:
    """Cut a paragraph at the bounds of the marked spans; what lies in one is written as `mark`."""
    current = (place.start, place.end)
    bounds = {min(max(bound, start), end) for span in (current, *place.also) for bound in span}
    for left, right in pairwise(sorted({start, end, *bounds})):
        piece = text[left:right]
        if current[0] <= left < current[1]:
            yield element("mark", piece, class_="current")
        elif any(first <= left < last for first, last in place.also):
            yield element("mark", piece, class_="other")
        else:
            yield piece
