"""Sources → the library: added, and read again later for what is new, changed or gone."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from index.article import ReadFailure
from index.library import AddResult, Library, is_gone
from index.read.files import read_all
from index.store.sources import Source


def add_source(library: Library, source: Source) -> Iterator[AddResult]:
    """Add what a source holds, telling of each article as it is done, and last of those that are gone from it.

    A source that gave an article is remembered.
    """
    seen: set[str] = set()
    failed: set[str] = set()
    for draft in read_all([source.address]):
        if isinstance(draft, ReadFailure) and _names_lost_file(library, draft.source):
            continue
        result = library.add(draft)
        (failed if result.status == "failed" else seen).add(result.source)
        yield result
    if seen:
        library.catalog.sources.remember(source)
    for article in library.catalog.articles():
        known = article.source in seen or any(_is_within(article.source, one) for one in failed)
        if _is_within(article.source, source.address) and not known:
            yield AddResult(article.source, "gone", article.id)


def sync(library: Library, *, prune: bool = False) -> Iterator[AddResult]:
    """Read every source again; articles that are gone stay, unless `prune` has them removed."""
    for source in library.catalog.sources.all():
        for result in add_source(library, source):
            if prune and result.status == "gone" and result.article_id:
                library.remove(result.article_id)
                yield replace(result, status="removed")
            else:
                yield result


def resolve(address: str) -> str:
    """Return the address that a source is remembered by: a URL, or a resolved path."""
    return address if "://" in address else str(Path(address).resolve())


def _is_within(source: str, address: str) -> bool:
    """Tell whether an article's source is that file or page, a part of it, or a file in that folder."""
    if source == address or source.startswith(f"{address}#"):
        return True
    return "://" not in address and Path(source).is_relative_to(address)


def _names_lost_file(library: Library, source: str) -> bool:
    """Tell whether a source is a file that once gave articles and isn't there any more; a lost folder may come back."""
    articles = library.catalog.articles()
    return is_gone(source) and any(one.source == source or one.source.startswith(f"{source}#") for one in articles)
