"""Web addresses → the library: a page or a file, or what a feed or a sitemap names."""

from collections.abc import Iterator
from dataclasses import replace
from html import escape
from itertools import islice

import httpx

from index.article import Draft, ReadFailure, article_id
from index.errors import FetchError, PageGoneError, PageRefusedError, ReadError
from index.language.datelines import read_dateline
from index.library import AddResult, Library
from index.read.worker import Worker
from index.store.catalog.fetched import Validators
from index.web.content import read_bytes, read_listing, read_reply
from index.web.crawler import Crawler
from index.web.fetch import Reply
from index.web.listing import Entry, Listing, newest_first
from index.web.urls import host_of, parse_url

_MOST_SITEMAPS = 50
_DEEPEST = 2  # sitemaps that name sitemaps


class WebAdder:
    """Adds what a web address leads to. The source of an article is its address as it was given or listed."""

    def __init__(self, crawler: Crawler, library: Library, worker: Worker) -> None:
        self._crawler = crawler
        self._library = library
        self._worker = worker

    def add(self, address: str, limit: int) -> Iterator[AddResult]:
        """Add a page, or up to `limit` of those that a feed or sitemap names, telling of each as it is done.

        What fails is a result that says why; raise StoreError when the home itself fails.
        """
        try:
            url = parse_url(address)
        except FetchError as error:
            yield AddResult(address, "failed", error=str(error))
            return
        source = str(url)
        try:
            reply = self._crawler.get(url, self._make_conditions(source))
            listing = read_listing(reply) if reply.status != 304 else None
        except PageGoneError as error:
            known = self._library.catalog.article(article_id(source))
            yield AddResult(source, "gone", known.id) if known else AddResult(source, "failed", error=str(error))
            return
        except ReadError as error:
            yield AddResult(source, "failed", error=str(error))
            return
        if listing is None:
            yield from self._add_page(reply, Entry(source), source)
        elif listing.sitemaps:
            yield from self._add_sitemaps(listing, source, reply.url, limit)
        else:
            yield from self._add_listed(listing, source, reply.url, limit)

    def _add_listed(
        self, listing: Listing, source: str, here: httpx.URL, limit: int, unread: int = 0
    ) -> Iterator[AddResult]:
        """Add the first pages of a list, and last tell of those that were left out; it was found `here`."""
        pages: dict[str, Entry] = {}
        for entry in listing.entries:
            pages.setdefault(_link(entry, here), entry)
        if not pages:
            yield AddResult(source, "failed", error="it names no pages")
        for link, entry in islice(pages.items(), limit):
            yield from self._add_entry(entry, link, listing, here)
        left = max(0, len(pages) - limit)
        if left or unread:
            rest = [f"{number} {what}(s)" for number, what in ((left, "page"), (unread, "sitemap")) if number]
            told = f"it names more: {' and '.join(rest)} left out; raise --limit to add them"
            yield AddResult(source, "skipped", error=told)

    def _add_entry(self, entry: Entry, link: str, listing: Listing, here: httpx.URL) -> Iterator[AddResult]:
        """Add a page that a list names; what the site refuses to give, from the whole text that its feed has of it."""
        if not _is_on_host(link, here):
            entry = replace(entry, content=None)  # it may be anybody's words in the name of another site
        try:
            url = parse_url(link)
            self._crawler.check_step(here, url)
            reply = self._crawler.get(url, self._make_conditions(link))
        except FetchError as error:
            known = self._library.catalog.article(article_id(link)) is not None
            if entry.content and (isinstance(error, PageRefusedError) or not known):
                yield self._add_content(entry, link, listing.name)
            else:
                yield AddResult(link, "failed", error=str(error))
        else:
            yield from self._add_page(reply, entry, link, listing.name)

    def _add_page(self, reply: Reply, entry: Entry, source: str, name: str | None = None) -> Iterator[AddResult]:
        """Add what a reply holds, or what a feed of that name has of it where the page is no article."""
        if reply.status == 304:
            yield AddResult(source, "unchanged", article_id(source))
            return
        results = []
        for found in self._read(reply, source):
            if isinstance(found, ReadFailure) and found.source == source and entry.content:
                continue  # to read of the feed when the worker has done with the page
            results.append(self._library.add(_fill_in(found, entry)))
            yield results[-1]
        if not results and entry.content:
            yield self._add_content(entry, source, name)
        if [(one.source, one.status != "failed") for one in results] == [(source, True)]:
            said = Validators(reply.headers.get("etag"), reply.headers.get("last-modified"))
            self._library.catalog.fetched.remember(source, said)

    def _read(self, reply: Reply, source: str) -> Iterator[Draft | ReadFailure]:
        try:
            yield from read_reply(reply, source, self._worker)
        except ReadError as error:
            yield ReadFailure(source, str(error))

    def _add_content(self, entry: Entry, source: str, name: str | None) -> AddResult:
        """Add the text that a feed has of a page, as if it were the page."""
        title = escape(entry.title or "")
        page = f"<html><head><title>{title}</title></head><body><article>{entry.content}</article></body></html>"
        read = list(read_bytes(page.encode("utf-8", "replace"), ".html", source, self._worker))
        found = read[0] if read else ReadFailure(source, "there is no article in what the feed has of it")
        if isinstance(found, Draft):
            found = replace(found, publisher=name, url=source, title=None, published=None)
        return self._library.add(_fill_in(found, entry))

    def _add_sitemaps(self, index: Listing, source: str, here: httpx.URL, limit: int) -> Iterator[AddResult]:
        """Read the sitemaps of an index, newest first, until they name enough pages; add the newest of these."""
        pages: list[Entry] = []
        waiting = [(one, 1) for one in index.sitemaps]
        read = 0
        while waiting and len(pages) < limit and read < _MOST_SITEMAPS:
            (entry, depth), read = waiting.pop(0), read + 1
            link = _link(entry, here)
            try:
                listing = self._read_sitemap(link, here)
            except ReadError as error:
                yield AddResult(link, "failed", error=str(error))
                continue
            pages += listing.entries
            if depth < _DEEPEST:
                waiting[:0] = [(one, depth + 1) for one in listing.sitemaps]
        yield from self._add_listed(Listing(tuple(newest_first(pages))), source, here, limit, len(waiting))

    def _read_sitemap(self, link: str, here: httpx.URL) -> Listing:
        url = parse_url(link)
        self._crawler.check_step(here, url)
        listing = read_listing(self._crawler.get(url))
        if listing is None:
            raise ReadError("it is no sitemap")
        return listing

    def _make_conditions(self, source: str) -> dict[str, str]:
        """Return headers that ask for a page only if it has changed since its article was added."""
        known = self._library.catalog.fetched.validators(source) or Validators()
        headers = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
        return {name: value for name, value in headers.items() if value}


def _link(entry: Entry, here: httpx.URL) -> str:
    """Return the address of a listed page in its one spelling; one that may not be fetched as it is written."""
    try:
        return str(parse_url(entry.link, here))
    except FetchError:
        return entry.link


def _is_on_host(link: str, here: httpx.URL) -> bool:
    """Tell whether a link leads to the host that it was found on."""
    try:
        return host_of(parse_url(link)).removeprefix("www.") == host_of(here).removeprefix("www.")
    except FetchError:
        return False


def _fill_in(found: Draft | ReadFailure, entry: Entry) -> Draft | ReadFailure:
    """Return a draft with what a list says of it, where the page itself doesn't."""
    if isinstance(found, ReadFailure) or not (entry.title or entry.published):
        return found
    date = read_dateline(entry.published or "")
    return replace(found, title=found.title or entry.title, published=found.published or (date[0] if date else None))
