"""What a web page says about its article: title, publisher, date, address."""

import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import date, datetime
from typing import Any

from index.language.datelines import read_dateline
from index.prose import is_prose
from index.tidy.masthead import name_in_copyright

Element = Any  # of lxml, which has no types
_SIGN = r"[|–—·•»«:_-]{1,2}"
_SUFFIX = re.compile(rf"(?P<title>.*\S)\s+(?P<sign>{_SIGN})\s+(?P<site>\S.{{0,48}})")
_PREFIX = re.compile(rf"(?P<site>\S.{{0,48}}?)\s+(?P<sign>{_SIGN})\s+(?P<title>\S.*)")
_REST = re.compile(rf"\s*{_SIGN}\s*(?P<site>[^\s|–—•»«][^|–—•»«]{{0,48}})")
_HOST = re.compile(r"(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_LONGEST_NAME = 5  # words of a site's name that nothing but the sign before it tells
_SHORTEST_KNOWN = 4  # letters that a host's name begins with
_STATED = re.compile(r"\"datePublished\"\s*:\s*\"([^\"]{8,40})\"")
_DATE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:date|time|timestamp|published|pubdate|posted|byline|dateline)(?:$|[\s_-])|date$", re.IGNORECASE
)
_NOT_ABOUT = {"aside", "nav", "footer", "table", "figure", "figcaption", "li", "h1", "h2", "h3", "h4", "h5", "h6"}
_LONGEST_DATELINE = 100  # characters
_EARLIEST, _LATEST = datetime(1900, 1, 1), datetime(2100, 1, 1)


def read_about(page: Element) -> dict[str, Any]:
    """Return the title, publisher, published, language and url that a page tells, None for what it doesn't."""
    from trafilatura.metadata import extract_metadata

    told = extract_metadata(_without_text(page), date_config={"original_date": True, "extensive_search": False})
    title, site = _part_title(page, told)
    return {
        "title": title,
        "publisher": _clean_name(told.sitename) or _clean_name(site),
        "published": _find_published(page, told.url),
        "language": told.language,
        "url": told.url,
    }


def _without_text(page: Element) -> Element:
    """Return a copy of a page with its head, headings and structured data alone."""
    copied = page.makeelement("html")
    copied.extend([deepcopy(head) for head in page.iterfind("head")])
    body = page.makeelement("body")
    body.extend([_alone(element) for element in page.iterfind("body//*") if _is_about(element)])
    copied.append(body)
    return copied


def _is_about(element: Element) -> bool:
    return element.tag in {"h1", "h2"} or (element.tag == "script" and "ld+json" in element.get("type", ""))


def _alone(element: Element) -> Element:
    copied = deepcopy(element)
    copied.tail = None
    return copied


def _part_title(page: Element, told: Any) -> tuple[str | None, str | None]:
    """Return the title without the name of its site, and that name where the page's titles tell it."""
    names = {_letters(name) for name in (told.sitename, told.hostname) if name}
    headings = [_text(heading) for heading in page.iter("h1")]
    full = next((_text(title) for title in page.iter("title")), "")
    title = told.title or full
    if (title in full and title not in headings and not _meta(page, "og:title")) or (full and _letters(title) in names):
        title = full
    apart = [text for text in (*headings, _meta(page, "og:title")) if text and _letters(text) not in names]
    site = None
    while parted := _part(title, names, apart):
        title, found = parted
        site = site or found
    while site is None and (parted := _part(full, names, [*apart, title])):
        full, site = parted
    return title or None, site


def _part(title: str, names: set[str], apart: list[str]) -> tuple[str, str] | None:
    """Part a title from the name of its site; None where nothing tells that it has one.

    It has one where the rest stands alone elsewhere on the page, where the page is known by that name, or after “|”.
    """
    for heading in apart:
        rest = _REST.fullmatch(title.removeprefix(heading)) if title.startswith(heading) else None
        if rest and _may_be_name(rest["site"]):
            return heading, rest["site"]
    for form in (_SUFFIX, _PREFIX):
        found = form.fullmatch(title)
        if found and (
            _is_known(found["site"], names)
            or (_may_be_name(found["site"]) and (found["title"] in apart or (form is _SUFFIX and "|" in found["sign"])))
        ):
            return found["title"], found["site"]
    return None


def _is_known(name: str, names: set[str]) -> bool:
    letters = _letters(name)
    return any(letters == one or (len(letters) >= _SHORTEST_KNOWN and one.startswith(letters)) for one in names)


def _may_be_name(text: str) -> bool:
    """Tell whether a site may be called so: a few words, all with a capital where their script has any."""
    words = text.split()
    return (
        len(words) <= _LONGEST_NAME
        and all(not word[0].islower() for word in words)
        and not text.endswith((".", "!", "?"))
    )


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower().removeprefix("www."))


def _clean_name(name: str | None) -> str | None:
    """Return the name of a publisher; None for a host's address or a copyright line that names nobody."""
    name = " ".join((name or "").split())
    if re.search(r"©|\(c\)|\bcopyright\b", name, re.IGNORECASE):
        name = name_in_copyright(name) or ""
    return name if any(map(str.isalpha, name)) and not _HOST.fullmatch(name) else None


def _find_published(page: Element, url: str | None) -> date | None:
    """Return the date in the head, the structured data, the address or beside the headline, never one of the text."""
    from htmldate.core import examine_header
    from htmldate.extractors import extract_url_date
    from htmldate.utils import Extractor

    options = Extractor(False, _LATEST, _EARLIEST, True, "%Y-%m-%d")
    for year in page.xpath("//meta[translate(@itemprop, 'Y', 'y') = 'copyrightyear']"):
        year.getparent().remove(year)
    stated = examine_header(page, options) or extract_url_date(url, options)
    if stated:
        return date.fromisoformat(stated)
    return next((found[0] for text in _datelines(page) if (found := read_dateline(text))), None)


def _datelines(page: Element) -> Iterator[str]:
    """Yield what may tell the date: first the structured data, then short elements that are said to be a date."""
    for script in page.iter("script"):
        yield from _STATED.findall(script.text or "") if "ld+json" in script.get("type", "") else ()
    for element in page.iterfind("body//*"):
        if _is_date(element) and not _is_in_text(element):
            yield element.get("datetime") or element.get("content") or ""
            yield _text(element)


def _is_date(element: Element) -> bool:
    marks = f"{element.get('class', '')} {element.get('id', '')}"
    named = element.tag == "time" or element.get("itemprop", "") == "datePublished" or bool(_DATE_CLASS.search(marks))
    return named and len(_text(element)) <= _LONGEST_DATELINE


def _is_in_text(element: Element) -> bool:
    return any(above.tag in _NOT_ABOUT or _is_sentence(above) for above in element.iterancestors())


def _is_sentence(element: Element) -> bool:
    text = _text(element) if element.tag in {"p", "blockquote", "dd"} else ""
    return is_prose(text) or text.endswith(".")


def _meta(page: Element, name: str) -> str | None:
    found = page.xpath("//meta[@property = $name or @name = $name]/@content", name=name)
    return " ".join(found[0].split()) if found else None


def _text(element: Element) -> str:
    return " ".join(element.text_content().split())
