"""Where the paragraphs of a web page begin and end, as a browser lays them out and not as its source is wrapped."""

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import Any

from index.prose import is_prose

Element = Any  # of lxml, which has no types
_UNREADABLE = re.compile(  # characters that no XML may hold, and references to them
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"
    r"|&#0*(?:[1-8]|1[124-9]|2\d|3[01]|65534|65535)(?:;|(?!\d))|&#x0*(?:[1-8bcef]|1[0-9a-f]|fff[ef])(?:;|(?![0-9a-f]))",
    re.IGNORECASE,
)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_WRAP = re.compile(
    r"(?<=[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef])\s*\n\s*(?=[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef])"
)
_KEPT_LINES = re.compile(r"white-space(?:-collapse)?\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_STOP = re.compile(r"[.!?…:;。！？।॥؟۔։][\"'”’»)\]」』）]*\Z")
BLOCKS = set(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form h1"
    " h2 h3 h4 h5 h6 header hr html legend li main nav ol option p pre section summary table tbody td tfoot th thead tr"
    " ul".split()
)
_KEEPING = {"pre", "textarea", "listing"}
_CONTAINERS = ("article", "div", "main", "section", "td")
_CODE = {"code", "kbd", "samp"}
FARTHEST = 40  # lines within which a sentence ends
_LONG_LINE = 40  # characters: what is shorter may be a line of its own


def drop_unreadable(source: str) -> str:
    """Return the source of a page without the control characters that its parser lets in and then chokes on."""
    return _UNREADABLE.sub(" ", source)


def lay_out(page: Element) -> None:
    """Make each paragraph of a page one run of text, in place: only what starts a new line keeps a break."""
    for element in list(page.iter("wbr", "font")):
        element.drop_tag()
    for element in page.iter("center"):
        element.tag = "div"
    for element in list(page.iter("q")):
        _write_quotation_marks(element)
    _collapse_space(page)
    _join_lines(page)
    for table in list(page.iter("table")):
        if _is_for_layout(table):
            for part in table.iter("table", "thead", "tbody", "tfoot", "tr", "td", "th"):
                part.tag = "div"
    for element in list(page.iter(*_CONTAINERS)):
        _wrap_loose_text(element)


def _write_quotation_marks(element: Element) -> None:
    """Put the marks that a browser shows around a short quotation, unless its source has some."""
    before = element.getprevious().tail if element.getprevious() is not None else element.getparent().text
    inside = element.text_content().strip()
    if not re.match(r"[\"'“‘„«‹]", inside) and not re.search(r"[\"'“‘„«‹]\s*\Z", before or ""):
        element.text = f"“{element.text or ''}"
        if len(element):
            element[-1].tail = f"{element[-1].tail or ''}”"
        else:
            element.text += "”"
    element.drop_tag()


def _collapse_space(page: Element) -> None:
    """Make each run of white space one space, and each line of text that keeps its lines end in a <br>."""
    kept: set[Element] = set()
    for element in list(page.iter()):
        parent = element.getparent()
        named = isinstance(element.tag, str)  # and no comment
        if named and (parent in kept or element.tag in _KEEPING or _KEPT_LINES.search(element.get("style", ""))):
            kept.add(element)
            element.text = _break_lines(element, element.text, 0)
        elif named:
            element.text = _to_one_line(element.text)
        if parent in kept:
            element.tail = _break_lines(parent, element.tail, parent.index(element) + 1)
        else:
            element.tail = _to_one_line(element.tail)
    for element in kept:
        if element.tag == "pre" and not any(child.tag in _CODE for child in element):
            element.tag = "div"


def _to_one_line(text: str | None) -> str | None:
    return _SPACE.sub(" ", _WRAP.sub("", text)) if text else text


def _break_lines(parent: Element, text: str | None, at: int) -> str | None:
    """Put a <br> for each line end of a text before the child `at`; return the first line."""
    first, *others = (text or "").split("\n")
    for number, line in enumerate(others):
        ending = parent.makeelement("br")
        ending.tail = _to_one_line(line)
        parent.insert(at + number, ending)
    return _to_one_line(first)


def _join_lines(page: Element) -> None:
    """Take out each <br> that stands in the middle of a sentence."""
    for lines, breaks in _find_lines(page):
        for number, ending in enumerate(breaks):
            if goes_on(lines[number], lines[number + 1 : number + FARTHEST]):
                ending.tail = f" {(ending.tail or '').lstrip()}"
                ending.drop_tag()


def _find_lines(page: Element) -> Iterator[tuple[list[str], list[Element]]]:
    """Yield the lines of each block that has some, and each <br> between two of them."""
    from lxml import etree

    lines: list[str] = [""]
    breaks: list[Element] = []
    found = []
    for event, element in etree.iterwalk(page, events=("start", "end")):
        if not isinstance(element.tag, str):
            lines[-1] += (element.tail or "") if event == "end" else ""
            continue
        if element.tag in BLOCKS:
            if breaks:
                found.append((lines, breaks))
            lines, breaks = [""], []
        if event == "start" and element.tag == "br":
            breaks.append(element)
            lines.append("")
        lines[-1] += (element.text if event == "start" else element.tail) or ""
    yield from found


def goes_on(line: str, rest: list[str]) -> bool:
    """Tell whether a line ends in the middle of a sentence.

    A sentence goes on with a small letter or after a comma; a long line does without either, if the text that it
    stands in ends in a stop before the next empty line. Lines of a list or a poem don't.
    """
    line, following = line.strip(), rest[0].strip()
    if not line or not following or _STOP.search(line):
        return False
    paragraph = takewhile(str.strip, rest)
    width = len(line) * (2 if _WRAP.search(f"{line[0]}\n{line[-1]}") else 1)
    stops = any(_STOP.search(text.strip()) for text in paragraph)
    return (stops and following[0].islower()) or (width >= _LONG_LINE and (stops or following[0].islower()))


def ends_in_stop(line: str) -> bool:
    """Tell whether a line may be the last of its sentence."""
    return bool(_STOP.search(line.strip()))


def join_lines(line: str, following: str) -> str:
    """Join two lines of a paragraph, with a space between them where their script has spaces."""
    return f"{line}{following}" if _WRAP.search(f"{line[-1:]}\n{following[:1]}") else f"{line} {following}"


def _wrap_loose_text(container: Element) -> None:
    """Make paragraphs of loose text, sentences among it, beside blocks or between empty lines: extraction loses it."""
    children = list(container)
    known = set(children)
    if not any(_is_block(child) or child.tag == "br" for child in children):
        return
    opening = container.makeelement("p")
    opening.text, container.text = container.text, None
    runs: list[Element] = [opening]
    for child in children:
        if _is_block(child) or (child.tag == "br" and not _ends_in_text(runs[-1])):
            runs.append(child)
            runs.append(container.makeelement("p"))
            runs[-1].text, child.tail = child.tail, None
        else:
            runs[-1].append(child)
    loose = [run.text_content() for run in runs if run not in known]
    for run in runs:
        container.append(run)
        if run not in known and not (run.text_content().strip() and any(map(_is_sentence, loose))):
            run.drop_tag()


def _is_block(element: Element) -> bool:
    return element.tag in BLOCKS or any(below.tag in BLOCKS for below in element.iterdescendants())


def _ends_in_text(run: Element) -> bool:
    """Tell whether there is text after the last <br> of a run."""
    last = next(run.iterchildren(reversed=True), None)
    text = run.text if last is None else last.tail
    return (last is not None and last.tag != "br") or bool((text or "").strip())


def _is_sentence(text: str) -> bool:
    return is_prose(text) or bool(" " in text.strip() and _STOP.search(text.strip()))


def _is_for_layout(table: Element) -> bool:
    """Tell whether a table only places its contents: it is said to, has one column or holds paragraphs."""
    if table.get("role") in {"presentation", "none"}:
        return True
    if table.find("caption") is not None or next(table.iter("th"), None) is not None:
        return False
    rows = list(table.iter("tr"))
    cells = [row.xpath("./td") for row in rows]
    return (
        next(table.iterdescendants("table"), None) is not None
        or all(len(row) <= 1 for row in cells)
        or any(is_prose(cell.text_content()) for row in cells for cell in row)
    )
