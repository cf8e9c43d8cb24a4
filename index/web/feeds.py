"""RSS, Atom and JSON Feed → their entries.

Read with lxml, in time that grows with their length alone: of a megabyte that was made to harm, feedparser 6 makes
minutes of work.
"""

import json
from collections.abc import Iterable, Iterator
from html import escape, unescape
from typing import Any

from index.errors import ReadError
from index.tidy.characters import fold_space
from index.web.listing import Element, Entry, Listing, local_name, text_of

_ATOM = "{http://www.w3.org/2005/Atom}"
_LONGEST_TITLE = 500  # characters
_MOST_CONTENT = 20_000_000  # characters of the texts of all entries that are kept
_ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"


class _Room:
    """How much more of the texts of entries is kept. From one that is too large on, none are."""

    def __init__(self) -> None:
        self._left = _MOST_CONTENT

    def keep(self, parts: Iterable[str]) -> str | None:
        """Return the parts as one text, which is made no further than there is room; None if there is none of it."""
        kept: list[str] = []
        for part in parts if self._left > 0 else ():
            self._left -= len(part)
            if self._left < 0:
                return None
            kept.append(part)
        return "".join(kept) or None


def read_feed(root: Element) -> Listing:
    """Return the entries of an RSS or Atom document: not those within others, which would be copies of their texts."""
    channels = [one for one in root if local_name(one) == "channel"]
    found = (one for parent in (*channels, root) for one in parent if local_name(one) in {"item", "entry"})
    room = _Room()
    entries = [_read_entry(one, room) for one in found]
    return Listing(tuple(filter(None, entries)), name=_clean(text_of(channels[0] if channels else root, "title")))


def read_json_feed(data: bytes) -> Listing:
    """Return the entries of a JSON Feed; raise ReadError if it is none."""
    try:
        feed = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise ReadError(f"the feed isn't JSON: {error}") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise ReadError('the feed has no "items"')
    room = _Room()
    entries = [_read_item(item, room) for item in items if isinstance(item, dict)]
    return Listing(tuple(filter(None, entries)), name=_text(feed, "title"))


def _read_item(item: dict[str, Any], room: _Room) -> Entry | None:
    link = _text(item, "url") or _text(item, "id")
    plain = _text(item, "content_text")
    content = _text(item, "content_html") or (f"<p>{escape(plain)}</p>" if plain else None)
    published = _text(item, "date_published") or _text(item, "date_modified")
    return Entry(link, _text(item, "title"), published, published or "", room.keep([content or ""])) if link else None


def _text(fields: dict[str, Any], name: str) -> str | None:
    value = fields.get(name)
    if not isinstance(value, str) or not value.strip():
        return None
    return value.encode("utf-8", "replace").decode()  # JSON can hold half a character


def _read_entry(entry: Element, room: _Room) -> Entry | None:
    link = _find_link(entry)
    published = text_of(entry, "pubDate", "published", "issued", "date", "updated")
    title = _clean(text_of(entry, "title"))
    return Entry(link, title, published, published or "", room.keep(_find_content(entry))) if link else None


def _find_link(entry: Element) -> str | None:
    """Return the address of an entry's page: a link, or an id that is told to be one."""
    for link in entry:
        if local_name(link) == "link":
            address = (link.get("href") or link.text or "").strip()
            if address and link.get("rel", "alternate") == "alternate":
                return address
    guid = next((one for one in entry if local_name(one) in {"guid", "id"}), None)
    address = "".join(guid.itertext()).strip() if guid is not None and guid.get("isPermaLink") != "false" else ""
    return address if address.startswith(("http://", "https://")) else None


def _find_content(entry: Element) -> Iterator[str]:
    """Yield the whole text of an entry as HTML, part by part, never its summary."""
    from lxml import etree

    for child in entry:
        kind = child.get("type", "text") if child.tag == f"{_ATOM}content" else None
        if child.tag == _ENCODED or kind == "html":
            yield from child.itertext()
            return
        if kind == "xhtml":
            yield from (etree.tostring(one, encoding="unicode", with_tail=False) for one in child)
            return
        if kind in {"text", "text/plain"}:
            lines = (child.text or "").split("\n\n")
            yield from (f"<p>{escape(line)}</p>" for line in lines if line.strip())
            return


def _clean(title: str | None) -> str | None:
    """Return a title without marks and references, which many feeds have in it."""
    from lxml import html

    text = fold_space(title or "")[:_LONGEST_TITLE]
    if "<" in text or "&" in text:
        text = fold_space(html.fromstring(f"<div>{text}</div>").text_content()) if "<" in text else unescape(text)
    return text or None
