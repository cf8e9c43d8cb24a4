"""The paragraphs of a page that is laid out: of its article, or of all that is in it."""

import re
from typing import Any

from index.read.page.layout import BLOCKS, drop_unreadable, lay_out

Element = Any  # of lxml, which has no types
_DECLARATION = re.compile(r"\A\s*<\?xml\b[^>]*>")
_HIDDEN = ("script", "style", "head", "nav", "template", "svg", "math")


def read_paragraphs(body: Element) -> list[str]:
    """Return the paragraphs of an article's body, as trafilatura writes it: a row of a table is one, too."""
    from lxml import etree

    paragraphs = [""]
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if next(element.iterancestors("row"), None) is not None:
            continue
        if element.tag in {"row", "p", "head", "item", "quote", "list", "table", "div", "lb"}:
            paragraphs.append("")
        if element.tag == "row":
            paragraphs[-1] = write_row(_cells_of(element)) if event == "start" else element.tail or ""
        else:
            paragraphs[-1] += (element.text if event == "start" else element.tail) or ""
    return [text for one in paragraphs if (text := " ".join(one.split()))]


def _cells_of(row: Element) -> list[str]:
    return [" ".join(" ".join(cell.itertext()).split()) for cell in row.iter("cell")]


def write_row(cells: list[str]) -> str:
    """Write the cells of a row between bars, or the only one that isn't empty without."""
    return f"| {' | '.join(cells)} |" if sum(map(bool, cells)) > 1 else "".join(cells)


def read_fragment(source: str) -> list[str]:
    """Return the lines of a piece of HTML that stands in other text."""
    from lxml import etree, html

    fragment = html.fromstring(f"<div>{drop_unreadable(source)}</div>")
    etree.strip_elements(fragment, "script", "style", with_tail=False)
    lay_out(fragment)
    return _read_lines(fragment)


def parse_body(source: str) -> Element:
    """Return all that is in a page as it is laid out, but for what a browser doesn't show; None if that is nothing."""
    from lxml import etree, html

    try:
        page = html.fromstring(_DECLARATION.sub("", drop_unreadable(source)))
    except etree.ParserError:  # there is nothing in it
        return None
    etree.strip_elements(page, *_HIDDEN, with_tail=False)
    lay_out(page)
    return page


def read_all_paragraphs(page: Element) -> list[str]:
    """Return the paragraphs of a page as `parse_body` gives it: a row of a table is one, too."""
    for row in list(page.iter("tr")):
        cells = [" ".join(cell.text_content().split()) for cell in row.iterchildren("td", "th")]
        tail = row.tail
        row.clear()
        row.text, row.tail = write_row(cells), tail
    return [text for line in _read_lines(page) if (text := " ".join(line.split()))]


def _read_lines(page: Element) -> list[str]:
    for element in page.iter("br", *BLOCKS):
        if element.tag != "br":
            element.text = f"\n{element.text or ''}"
        element.tail = f"\n{element.tail or ''}"
    return str(page.text_content()).splitlines()
