"""Markdown, with or without front matter."""

from collections.abc import Iterator
from typing import Any, BinaryIO

from index.article import Draft
from index.errors import ReadError
from index.read.encodings import decode
from index.read.limits import read_whole
from index.read.metadata import make_draft


def read_markdown(file: BinaryIO, source: str) -> Iterator[Draft]:
    """Read a file as one article, with the fields of its front matter, or with its first heading for a title."""
    fields, body = _split_front_matter(decode(read_whole(file)))
    if not body.strip():
        raise ReadError("there is no text under its front matter")
    first, _, rest = body.lstrip().partition("\n")
    if not fields.get("title") and first.startswith("# "):
        fields["title"], body = first.removeprefix("# "), rest
    yield make_draft(fields, body, source, "markdown")


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
