"""Markdown, with or without front matter: its words, without its marks."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, BinaryIO

from index.article import Draft
from index.errors import ReadError
from index.read.encodings import decode
from index.read.limits import read_whole
from index.read.metadata import make_draft
from index.read.page.layout import FARTHEST, goes_on
from index.read.page.paragraphs import read_fragment, write_row

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_NOTE = re.compile(r"^ {0,3}\[\^[^\]\s]+\]:[ \t]*", re.MULTILINE)
_NO_REFERENCE = re.compile(  # but words after a name in brackets, which a reference would swallow
    r"^( {0,3})\[(?=[^\]\n]+\]:(?!\s*<?(?:[a-z]+:|www\.|[/#.])))", re.MULTILINE | re.IGNORECASE
)
_NOTE_MARK = re.compile(r"\[\^[\w-]{1,30}\]")
_BREAK = re.compile(r"<br\b", re.IGNORECASE)
_DEEPEST = 100  # quotes and lists in each other
_LONGEST_NUMBER = 2  # digits of a list's: more are a figure that a paragraph begins with


def read_markdown(file: BinaryIO, source: str) -> Iterator[Draft]:
    """Read a file as one article, with the fields of its front matter, or with its first heading for a title."""
    fields, body = _split_front_matter(decode(read_whole(file)))
    if not body.strip():
        raise ReadError("there is no text under its front matter")
    paragraphs = list(_read_blocks(body))
    if not fields.get("title") and paragraphs and paragraphs[0][1] == "h1":
        fields["title"] = paragraphs.pop(0)[0]
    yield make_draft(fields, "\n\n".join(text for text, _ in paragraphs), source, "markdown")


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"]).disable("code")


def _read_blocks(text: str) -> Iterator[tuple[str, str]]:
    """Yield each paragraph, heading, item and row of a table, and the tag of what it stands in."""
    tokens = _parser().parse(_NO_REFERENCE.sub(r"\1\\[", _NOTE.sub("\n", text)))
    number = ""
    for at, token in enumerate(tokens):
        if token.type == "list_item_open" and len(token.info) > _LONGEST_NUMBER:
            number = f"{token.info}{token.markup} "
        elif token.type == "tr_open":
            yield write_row(_read_cells(tokens[at:])), "tr"
        elif token.type == "inline" and tokens[at - 1].tag not in {"td", "th"}:
            yield from ((text, tokens[at - 1].tag) for text in _read_lines(number, token.children or ()))
            number = ""
        elif token.type in {"fence", "html_block"}:
            lines = token.content.splitlines() if token.type == "fence" else read_fragment(token.content)
            yield from ((" ".join(line.split()), token.type) for line in lines if line.strip())


def _read_cells(tokens: Sequence["Token"]) -> list[str]:
    end = next(at for at, token in enumerate(tokens) if token.type == "tr_close")
    return [" ".join(_read_lines("", token.children or ())) for token in tokens[:end] if token.type == "inline"]


def _read_lines(number: str, tokens: Sequence["Token"]) -> list[str]:
    """Return the paragraphs of a run of text: what a hard break parts, unless a sentence goes on over it."""
    written = number + "".join(map(_write, tokens))
    if all(line.lstrip().startswith("|") for line in written.split("\v")):
        written = written.replace("\v", "\n")
    lines = [" ".join(line.split()) for line in written.replace("\v", " ").split("\n")]
    joined = lines[:1]
    for at, line in enumerate(lines[1:], start=1):
        if goes_on(lines[at - 1], lines[at : at + FARTHEST]):
            joined[-1] += f" {line}"
        else:
            joined.append(line)
    return [line for line in joined if line]


def _write(token: "Token") -> str:
    """Return the words of a token; a line that ends in the source alone is marked with \\v."""
    if token.type == "text":
        return _NOTE_MARK.sub("", token.content)
    if token.type == "softbreak":
        return "\v"
    if token.type == "hardbreak" or (token.type == "html_inline" and _BREAK.match(token.content)):
        return "\n"
    return token.content if token.type == "code_inline" else ""


def _split_front_matter(text: str) -> tuple[dict[str, Any], str]:
    if not text.startswith("---"):
        return {}, text
    opening, _, rest = text.replace("\r\n", "\n").partition("\n")
    matter, closing, body = rest.partition("\n---")
    if opening.strip() != "---" or not closing:
        return {}, text
    import yaml

    try:
        fields = yaml.safe_load(matter)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise ReadError(f"its front matter isn't valid YAML: {' '.join(str(error).split())}") from error
    return (fields, body.partition("\n")[2]) if isinstance(fields, dict) else ({}, text)
