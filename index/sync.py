"""Sources → the library: added, and read again later for what is new, changed or gone."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from index.article import ReadFailure
from index.library import AddResult, Library, is_gone
from index.read.files import read_all
from index.store.sources import Source


def add_source(library: Library, source: Source) -> Iterator[AddResult]:
    """Add what a source holds, telling of each article as it is done, and last of those that are gone from it.

    A source that gave an article is remembered.
    """
    given = False
    for result in _read(library, source):
        given = given or result.status in {"added", "updated", "unchanged"}
        yield result
    if given:
        library.catalog.sources.remember(source)


def sync(library: Library, *, prune: bool = False, only: Sequence[str] = ()) -> Iterator[AddResult]:
    """Read every source again, or `only` some files of theirs; articles that are gone stay, unless it is to `prune`."""
    sources = library.catalog.sources.all()
    for source in chain.from_iterable(_narrow(library, sources, path) for path in only) if only else sources:
        for result in _read(library, source):
            if prune and result.status == "gone" and result.article_id:
                library.remove(result.article_id)
                yield replace(result, status="removed")
            else:
                yield result


def _read(library: Library, source: Source) -> Iterator[AddResult]:
    """Add what a source holds, telling of each article as it is done, and last of those that are gone from it."""
    seen: set[str] = set()
    failed: set[str] = set()
    for draft in read_all([source.address]):
        if isinstance(draft, ReadFailure) and _is_lost(library, draft.source):
            continue
        result = library.add(draft)
        if source.collection and result.article_id:
            library.collect(source.collection, [result.article_id])
        (failed if result.status == "failed" else seen).add(result.source)
        yield result
    for article in library.catalog.articles():
        known = article.source in seen or any(_is_within(article.source, one) for one in failed)
        if _is_within(article.source, source.address) and not known:
            yield AddResult(article.source, "gone", article.id)


def resolve(address: str) -> str:
    """Return the address that a source is remembered by: a URL, or a resolved path."""
    return address if "://" in address else str(Path(address).resolve())


def _is_within(source: str, address: str) -> bool:
    """Tell whether an article's source is that file or page, a part of it, or a file in that folder."""
    if source == address or source.startswith(f"{address}#"):
        return True
    return "://" not in address and Path(source).is_relative_to(address)


def _narrow(library: Library, sources: Sequence[Source], path: str) -> Iterator[Source]:
    """Yield the source that a file belongs to, narrowed to the file; none of hidden files, as they aren't read."""
    for source in sources:
        if "://" in source.address or not _is_within(path, source.address):
            continue
        hidden = any(part.startswith(".") for part in Path(path).relative_to(source.address).parts)
        if not hidden and (Path(path).exists() or _is_lost(library, path)):
            yield replace(source, address=path)
            return


def _is_lost(library: Library, source: str) -> bool:
    """Tell whether a file that gave articles isn't there any more; a folder may come back."""
    articles = library.catalog.articles()
    return is_gone(source) and any(one.source == source or one.source.startswith(f"{source}#") for one in articles)
