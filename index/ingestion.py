"""Sources → the library: added, and read again later for what is new, changed or gone.

A source is a file, a folder or a web address. One that gave an article is remembered.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from index.article import Article, ReadFailure
from index.library import AddResult, Library, is_missing
from index.read.files import is_address, read_source
from index.read.worker import Worker
from index.settings import FetchSettings
from index.store.catalog.sources import Source

if TYPE_CHECKING:
    from index.web.crawler import Crawler

_NEW = {"added", "updated"}
_IN_PLACE = {*_NEW, "unchanged"}
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
                remembered = False
                for result in self._read(source, source.address, worker, limit):
                    if not remembered and result.status in _IN_PLACE and _is_utf8(source.address):
                        self._library.catalog.sources.remember(source)
                        remembered = True
                    if source.collection and result.article_id and result.status in _IN_PLACE:
                        self._library.collect(source.collection, [result.article_id])
                    yield result

    def sync(self, *, prune: bool = False, only: Sequence[str] = ()) -> Iterator[AddResult]:
        """Read every source again, or `only` some files of theirs.

        Articles that are gone stay, unless `prune` is true.
        """
        sources = self._library.catalog.sources.all()
        narrowed = chain.from_iterable(self._narrow(sources, path) for path in only)
        chosen = narrowed if only else ((source, source.address) for source in sources)
        with Worker() as worker:
            for source, root in chosen:
                for result in self._read(source, root, worker, MOST_PAGES):
                    if source.collection and result.article_id and result.status in _NEW:
                        self._library.collect(source.collection, [result.article_id])
                    if prune and result.status == "gone" and result.article_id:
                        self._library.remove(result.article_id)
                        result = replace(result, status="removed")  # noqa: PLW2901  # what became of it
                    yield result

    def _read(self, source: Source, root: str, worker: Worker, limit: int) -> Iterator[AddResult]:
        if not source.address:
            return iter([AddResult("", "failed", error="the path is empty; name a file, a folder or an address")])
        of_web = is_address(source.address)
        return self._read_web(source, worker, limit) if of_web else self._read_files(source, root, worker)

    def _read_web(self, source: Source, worker: Worker, limit: int) -> Iterator[AddResult]:
        from index.web.adding import WebAdder

        return WebAdder(self.crawler, self._library, worker).add(source.address, limit)

    def _read_files(self, source: Source, root: str, worker: Worker) -> Iterator[AddResult]:
        """Add what a file or folder holds; what was added from it before, and isn't there any more, is gone.

        Unless nothing is in the folder that it belongs to, the `root`: its disk may not be mounted.
        """
        in_use = _is_in_use(root)
        before = [one for one in self._library.catalog.articles() if _is_listed(one.source, source.address)]
        seen: set[str] = set()
        failed: set[str] = set()
        for draft in read_source(source.address, worker):
            if isinstance(draft, ReadFailure) and in_use and is_missing(draft.source) and _holds(before, draft.source):
                continue
            result = self._library.add(draft)
            if result.status == "failed":
                failed.update(_wholes(result.source))
            seen.add(result.source)
            yield result
        if before and not seen and os.path.isdir(source.address):  # noqa: PTH112  any length
            told = f"it is empty, but {len(before)} articles came from it; if it is no disk to be mounted, remove them"
            yield AddResult(source.address, "failed", error=told)
            return
        there = {article.id for article in self._library.catalog.articles()}  # one that has moved isn't
        for article in before:
            unread = failed.intersection([*_wholes(article.source), *_folders(article.source)])
            known = article.source in seen or article.id not in there
            if not known and not unread and _is_gone(article.source, in_use=in_use):
                yield AddResult(article.source, "gone", article.id)

    def _narrow(self, sources: Sequence[Source], path: str) -> Iterator[tuple[Source, str]]:
        """Yield the source that a file belongs to, narrowed to the file, and its own address.

        None of what a link leads to outside of it.
        """
        real = os.path.realpath(path)
        for source in sources:
            if is_address(source.address) or not _is_listed(real, source.address):
                continue
            if os.path.lexists(real) or _holds(self._library.catalog.articles(), real):
                yield replace(source, address=real), source.address
                return


def resolve(address: str) -> str:
    """Return the address that a source is remembered by: a URL, or a resolved path."""
    if not address or is_address(address) or "\0" in address:
        return address
    return os.path.realpath(address)


def _is_utf8(address: str) -> bool:
    """Tell whether an address can be written down: the name of a file may be any bytes."""
    return not any("\ud800" <= character <= "\udfff" for character in address)


def _holds(articles: Iterable[Article], path: str) -> bool:
    """Tell whether some of the articles are from a file."""
    return any(one.source == path or one.source.startswith(f"{path}#") for one in articles)


def _is_listed(source: str, address: str) -> bool:
    """Tell whether what is read of a file or folder has such a source: itself, a part, a file that isn't hidden."""
    if source == address or source.startswith(f"{address}#"):
        return True
    inside = source.removeprefix(address.rstrip("/") + "/")
    return inside != source and not any(part.startswith(".") for part in inside.split("#")[0].split("/"))


def _is_in_use(address: str) -> bool:
    """Tell whether something is in a folder, or in that of a file."""
    folder = address if os.path.isdir(address) else os.path.dirname(address)  # noqa: PTH112, PTH120  any length
    try:
        return bool(os.listdir(folder))  # noqa: PTH208
    except OSError:
        return False


def _is_gone(source: str, *, in_use: bool) -> bool:
    """Tell whether a file is gone from a folder in use, or a part from a file that is there."""
    if is_missing(source):
        return in_use
    return "#" in source and not os.path.lexists(source)


def _wholes(source: str) -> list[str]:
    """Return what a part of a file is a part of, and the part itself."""
    parts = source.split("#")
    return ["#".join(parts[:end]) for end in range(1, len(parts) + 1)]


def _folders(source: str) -> list[str]:
    return [str(folder) for folder in Path(source.split("#", maxsplit=1)[0]).parents]
