"""Sources → the library: added, and read again later for what is new, changed or gone.

A source is a file, a folder or a web address. One that gave an article is remembered.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from index.article import ReadFailure
from index.library import AddResult, Library, is_gone
from index.read.files import is_address, read_source
from index.read.worker import Worker
from index.settings import FetchSettings
from index.store.sources import Source

if TYPE_CHECKING:
    from index.web.crawler import Crawler

MOST_PAGES = 100  # of a feed or a sitemap, where no other limit is given


class Ingestion:
    """Reads sources into a library."""

    def __init__(self, library: Library, settings: FetchSettings) -> None:
        self._library = library
        self._settings = settings

    @cached_property
    def crawler(self) -> "Crawler":
        """What fetches pages, and knows which host was asked when."""
        from index.web.crawler import Crawler
        from index.web.fetch import Fetcher

        return Crawler(Fetcher(self._settings), self._settings)

    def add(self, sources: Sequence[Source], limit: int = MOST_PAGES) -> Iterator[AddResult]:
        """Add what sources hold, telling of each article as it is done, and last of those that are gone from a source.

        Of a feed or a sitemap no more than `limit` pages are added.
        """
        with Worker() as worker:
            for source in sources:
                given = False
                for result in self._read(source, worker, limit):
                    given = given or result.status in {"added", "updated", "unchanged"}
                    yield result
                if given and _is_text(source.address):
                    self._library.catalog.sources.remember(source)

    def sync(self, *, prune: bool = False, only: Sequence[str] = ()) -> Iterator[AddResult]:
        """Read every source again, or `only` some files of theirs.

        Articles that are gone stay, unless it is to `prune`.
        """
        sources = self._library.catalog.sources.all()
        chosen = chain.from_iterable(self._narrow(sources, path) for path in only) if only else sources
        with Worker() as worker:
            for result in chain.from_iterable(self._read(source, worker, MOST_PAGES) for source in chosen):
                if prune and result.status == "gone" and result.article_id:
                    self._library.remove(result.article_id)
                    yield replace(result, status="removed")
                else:
                    yield result

    def _read(self, source: Source, worker: Worker, limit: int) -> Iterator[AddResult]:
        """Add what a source holds to the library and to the source's collection."""
        of_web = is_address(source.address)
        for result in self._read_web(source, worker, limit) if of_web else self._read_files(source, worker):
            if source.collection and result.article_id and result.status != "gone":
                self._library.collect(source.collection, [result.article_id])
            yield result

    def _read_web(self, source: Source, worker: Worker, limit: int) -> Iterator[AddResult]:
        from index.web.adding import WebAdder

        return WebAdder(self.crawler, self._library, worker).add(source.address, limit)

    def _read_files(self, source: Source, worker: Worker) -> Iterator[AddResult]:
        seen: set[str] = set()
        failed: set[str] = set()
        for draft in read_source(source.address, worker):
            if isinstance(draft, ReadFailure) and self._is_lost(draft.source):
                continue
            result = self._library.add(draft)
            (failed if result.status == "failed" else seen).add(result.source)
            yield result
        if source.address in seen:  # which is a whole file, so there is nothing else of it
            return
        for article in self._library.catalog.articles():
            known = article.source in seen or any(_is_within(article.source, one) for one in failed)
            if _is_within(article.source, source.address) and not known:
                yield AddResult(article.source, "gone", article.id)

    def _narrow(self, sources: Sequence[Source], path: str) -> Iterator[Source]:
        """Yield the source that a file belongs to, narrowed to the file; none of hidden files, as they aren't read."""
        for source in sources:
            if is_address(source.address) or not _is_within(path, source.address):
                continue
            hidden = any(part.startswith(".") for part in Path(path).relative_to(source.address).parts)
            if not hidden and (Path(path).exists() or self._is_lost(path)):
                yield replace(source, address=path)
                return

    def _is_lost(self, source: str) -> bool:
        """Tell whether a file that gave articles isn't there any more; a folder may come back."""
        return is_gone(source) and any(
            one.source == source or one.source.startswith(f"{source}#") for one in self._library.catalog.articles()
        )


def resolve(address: str) -> str:
    """Return the address that a source is remembered by: a URL, or a resolved path."""
    if is_address(address) or "\0" in address:
        return address
    return os.path.realpath(address)


def _is_text(address: str) -> bool:
    """Tell whether an address can be written down: the name of a file may be any bytes."""
    return not any("\ud800" <= character <= "\udfff" for character in address)


def _is_within(source: str, path: str) -> bool:
    """Tell whether an article's source is that file, a part of it, or a file in that folder."""
    return source == path or source.startswith(f"{path}#") or Path(source).is_relative_to(path)
