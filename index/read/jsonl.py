"""JSON lines: an article on each, with its own id."""

import json
from collections.abc import Iterator
from typing import BinaryIO

from index.article import Draft, ReadFailure
from index.errors import ReadError
from index.read.limits import MAX_BYTES, read_lines
from index.read.metadata import get_text, make_draft


def read_jsonl(file: BinaryIO, source: str) -> Iterator[Draft | ReadFailure]:
    """Read each line as an article; a line that can't be one stops none of its neighbours."""
    seen: set[str] = set()
    empty = True
    for number, line in enumerate(read_lines(file), start=1):
        empty = empty and line is not None and not line.strip()
        if line is None:
            yield ReadFailure(f"{source}#{number}", f"the line is longer than {MAX_BYTES // 1_000_000} MB")
        elif line.strip():
            draft = _read_line(line, source, number)
            if isinstance(draft, Draft) and draft.source in seen:
                draft = ReadFailure(draft.source, f"line {number} has the id of an earlier line of this file")
            seen.add(draft.source)
            yield draft
    if empty:
        raise ReadError("it is empty")


def count_lines(file: BinaryIO) -> int:
    """Count the lines, to tell how many articles there may be."""
    return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b"")) or 1


def _read_line(line: bytes, source: str, number: int) -> Draft | ReadFailure:
    try:
        fields = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return ReadFailure(f"{source}#{number}", f"the line isn't JSON: {error}")
    if not isinstance(fields, dict) or not isinstance(fields.get("text"), str):
        return ReadFailure(f"{source}#{number}", 'the line needs to be a JSON object with a "text"')
    return make_draft(fields, fields["text"], f"{source}#{get_text(fields, 'id') or number}", "clean")
