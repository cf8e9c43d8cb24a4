"""A library made anew from its texts: after a change of the embedder, or of how articles are split.

It is made in a home of its own within the home, so that the old one answers meanwhile and an interrupted run is gone on
with; at the end it takes the place of the old one.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from index.article import Article, Passage
from index.errors import StoreBusyError, StoreDamagedError
from index.library import AddResult, Library, Prepared, open_library
from index.repair import collect_spans
from index.split.passages import split_article
from index.store.home import ASIDE

if TYPE_CHECKING:
    from index.embed.embedder import Embedder
    from index.store.vectors.kept import Vector


def reindex(library: Library) -> Iterator[AddResult]:
    """Split and embed every article again, telling of each as it is done: `unchanged` if it was done before.

    Vectors that this embedder has made are taken over where the same words have them. Raise EmbeddingError, and
    StoreBusyError where another run is going on.
    """
    if not library.reindexing.acquire(blocking=False):
        raise StoreBusyError(f"{library.home} is being indexed anew already; wait for that")
    try:
        yield from _reindex(library)
    finally:
        library.reindexing.release()


def _reindex(library: Library) -> Iterator[AddResult]:
    embedder = library.open_embedder()
    aside = library.home / ASIDE
    finished = False
    while not finished:
        writes = library.catalog.writes
        with _open_aside(aside, embedder) as fresh:
            yield from _fill(fresh, library)
        finished = library.adopt(aside, embedder, writes)  # else there are new articles by now


@contextmanager
def _open_aside(folder: Path, embedder: "Embedder") -> Iterator[Library]:
    """Open what an interrupted run left; begin anew if that was with another embedder, or can't be used."""
    if not _is_usable(folder, embedder):
        shutil.rmtree(folder)
    with open_library(folder, lambda: embedder, writing=True) as fresh:
        yield fresh


def _is_usable(folder: Path, embedder: "Embedder") -> bool:
    try:
        with open_library(folder, lambda: embedder, writing=True) as fresh:
            return fresh.catalog.embedder in {None, embedder.identity}
    except StoreDamagedError:
        return False


def _fill(fresh: Library, library: Library) -> Iterator[AddResult]:
    articles = library.catalog.articles()
    for gone in {one.id for one in fresh.catalog.articles()} - {one.id for one in articles}:
        fresh.remove(gone)
    count_tokens = cache(fresh.embedder.count_tokens)
    for summary in articles:
        article = library.catalog.article(summary.id)
        if article is None:
            continue
        earlier = library.catalog.earlier_revisions([article.id])
        passages = tuple(split_article(article, count_tokens))
        yield fresh.restore(article, earlier, Prepared(passages, _find_made(library, fresh, article, passages)))
    fresh.catalog.copy_rest(library.catalog)


def _find_made(
    library: Library, fresh: Library, article: Article, passages: tuple[Passage, ...]
) -> dict[str, "Vector"]:
    """Return the vectors that a library has of an article's passages and sentences, from the same embedder."""
    if library.catalog.embedder != fresh.embedder.identity or fresh.catalog.passages_of(article.id) == list(passages):
        return {}
    made: dict[str, Vector] = {}
    for kind, spans in collect_spans(passages).items():
        made |= library.vectors.get(kind, list(spans))
    return made
