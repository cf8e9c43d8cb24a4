"""Lists of pages: what a feed or a sitemap names."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

Element = Any  # of lxml, which has no types


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that a list names, and what the list says of it; `content` is its whole text in HTML, if that comes along.

    `changed` is a date as it is written there, to be sorted by; `published` one to be read.
    """

    link: str
    title: str | None = None
    published: str | None = None
    changed: str = ""
    content: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """The pages of a feed or sitemap in their order, the further sitemaps that it names, and the name of a feed."""

    entries: tuple[Entry, ...] = ()
    sitemaps: tuple[Entry, ...] = ()
    name: str | None = None


def local_name(element: Element) -> str:
    """Return an element's name without its namespace; of what is no element an empty one."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def text_of(element: Element, *names: str) -> str | None:
    """Return the text of the first child of one of these names that has any, the first name first."""
    return next((text for name in names for text in _texts(element, name)), None)


def newest_first(entries: Iterable[Entry]) -> list[Entry]:
    """Sort by the date of the last change, those without one last; each page once."""
    known = {entry.link: entry for entry in sorted(entries, key=lambda one: one.changed)}
    return sorted(known.values(), key=lambda one: one.changed, reverse=True)


def _texts(element: Element, name: str) -> Iterator[str]:
    for child in element:
        if local_name(child) == name and (text := " ".join("".join(child.itertext()).split())):
            yield text
