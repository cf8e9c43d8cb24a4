"""Files and folders → Drafts. One bad file never stops its neighbours: it is yielded as a Failure."""

import codecs
import json
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from index.article import Draft
from index.errors import ReadError
from index.tidy.characters import fold_space
from index.tidy.masthead import find_date

MAX_BYTES = 20_000_000
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_WEB = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_BYTE_ORDER_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be read, and why, in one line."""

    source: str
    reason: str


def read(path: Path) -> Iterator[Draft | Failure]:
    """Read a file, or every file under a folder in name order; hidden files and folders are passed over.

    Symbolic links that lead out of the folder, pipes and unknown formats are Failures.
    """
    if _is_folder(path):
        root = os.path.realpath(path)
        for found in _files(path):
            if isinstance(found, OSError):
                yield Failure(_printable(Path(found.filename)), found.strerror or str(found))
            elif not Path(os.path.realpath(found)).is_relative_to(root):
                yield Failure(_printable(found), "it links to a place outside the folder")
            elif not _is_folder(found):  # a linked folder inside is read where it stands
                yield from _read_file(found)
    else:
        yield from _read_file(path)


def count(sources: Iterable[str]) -> int:
    """Count the articles that `read_all` will try, to tell how far along it is."""
    paths = (Path(source) for source in sources)
    files = (found for path in paths for found in (_files(path) if _is_folder(path) else [path]))
    return sum(_lines_in(file) if isinstance(file, Path) and file.suffix.lower() == ".jsonl" else 1 for file in files)


def _lines_in(path: Path) -> int:
    try:
        _check_regular(path)
        with path.open("rb") as file:
            return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b"")) or 1
    except (OSError, ReadError):
        return 1


def known_formats() -> list[str]:
    """Return the file endings that can be read."""
    return sorted([*_READERS, ".jsonl"])


def _is_folder(path: Path) -> bool:
    return os.path.isdir(path)  # noqa: PTH112  Path.is_dir raises on a name that is too long


def _files(folder: Path) -> Iterator[Path | OSError]:
    """Yield the files under a folder, and in their place the errors of folders that can't be listed."""
    unlisted: list[OSError] = []
    for here, folders, names in os.walk(folder, onerror=unlisted.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(here, name) for name in folders if Path(here, name).is_symlink())
        yield from (Path(here, name) for name in sorted(names) if not name.startswith("."))
    yield from unlisted


def _read_file(path: Path) -> Iterator[Draft | Failure]:
    source = _printable(path)
    try:
        source = _printable(Path(os.path.realpath(path)))
        _check_regular(path)
        if path.suffix.lower() == ".jsonl":
            yield from _read_jsonl(path, source)
            return
        yield _reader(path)(_read_text(path), source)
    except ReadError as error:
        yield Failure(source, str(error))
    except (OSError, ValueError) as error:  # a ValueError is a path with a NUL
        yield Failure(source, getattr(error, "strerror", None) or str(error))


def _reader(path: Path) -> Callable[[str, str], Draft]:
    try:
        return _READERS[path.suffix.lower()]
    except KeyError as error:
        raise ReadError(f"its format isn't known; these are: {', '.join(known_formats())}") from error


def _printable(path: Path) -> str:
    """A path as text; bytes that aren't UTF-8 are shown as `\\xNN`."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _check_regular(path: Path) -> None:
    if not path.exists():
        raise ReadError("there is no such file or folder")
    if not stat.S_ISREG(path.stat().st_mode):
        raise ReadError("it is not a regular file")


def _read_text(path: Path) -> str:
    if path.stat().st_size > MAX_BYTES:
        raise ReadError(f"it is larger than {MAX_BYTES // 1_000_000} MB; split it into articles")
    data = path.read_bytes()
    return decode(data, _charset(data) if path.suffix.lower() in {".html", ".htm"} else None)


def _charset(data: bytes) -> str | None:
    """Return the encoding a page declares in its first lines, if Python knows it."""
    found = _CHARSET.search(data[:2048])
    try:
        return codecs.lookup(found.group(1).decode()).name if found else None
    except LookupError:
        return None


def decode(data: bytes, declared: str | None = None) -> str:
    """Decode UTF-8, or UTF-16 with a byte-order mark, or else Windows-1252; refuse what isn't text.

    A UTF-8 text with a few broken bytes (cut in the middle of a character, say) keeps all others.
    """
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS.items() if data.startswith(mark)), declared or "utf-8")
    text = data.decode(encoding, "replace")
    broken = text.count("\ufffd")
    if broken and broken > sum(1 for character in text if character > "\x7f") - broken:
        text = data.decode("cp1252", "replace")
    sample = text[:100_000]
    strange = sum(
        1 for character in sample if character == "\ufffd" or (character < " " and character not in "\t\n\r\f\x0b")
    )
    if strange > len(sample) // 10:
        raise ReadError("it looks like a binary file, not text")
    if not text.strip():
        raise ReadError("it is empty")
    return text


def _read_plain(text: str, source: str) -> Draft:
    return Draft(source, text)


def _read_markdown(text: str, source: str) -> Draft:
    matter, body = _front_matter(text)
    if not body.strip():
        raise ReadError("there is no text under its front matter")
    first, _, rest = body.lstrip().partition("\n")
    if not matter.get("title") and first.startswith("# "):
        matter["title"], body = first.removeprefix("# "), rest
    return _draft(matter, body, source, "markdown")


def _front_matter(text: str) -> tuple[dict[str, Any], str]:
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


def _read_html(text: str, source: str) -> Draft:
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    found = bare_extraction(text, with_metadata=True, include_comments=False)
    if not isinstance(found, Document) or not found.text:
        raise ReadError("no article text was found in the page")
    fields = {
        "title": found.title,
        "publisher": found.sitename or found.hostname,
        "published": found.date,
        "language": found.language,
        "url": found.url,
    }
    return _draft(fields, found.text.replace("\n", "\n\n"), source, "html")


def _read_jsonl(path: Path, source: str) -> Iterator[Draft | Failure]:
    seen: set[str] = set()
    with path.open("rb") as lines:
        for number, line in enumerate(_bounded(lines), start=1):
            if line is None:
                yield Failure(f"{source}#{number}", f"the line is longer than {MAX_BYTES // 1_000_000} MB")
            elif line.strip():
                draft = _read_line(line, source, number)
                if isinstance(draft, Draft) and draft.source in seen:
                    draft = Failure(draft.source, f"line {number} has the id of an earlier line of this file")
                seen.add(draft.source)
                yield draft


def _bounded(lines: Any) -> Iterator[bytes | None]:
    while line := lines.readline(MAX_BYTES + 1):
        if len(line) <= MAX_BYTES:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = lines.readline(MAX_BYTES)
        yield None


def _read_line(line: bytes, source: str, number: int) -> Draft | Failure:
    try:
        fields = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return Failure(f"{source}#{number}", f"the line isn't JSON: {error}")
    if not isinstance(fields, dict) or not isinstance(fields.get("text"), str):
        return Failure(f"{source}#{number}", 'the line needs to be a JSON object with a "text"')
    return _draft(fields, fields["text"], f"{source}#{_words(fields, 'id') or number}", "clean")


def _draft(fields: dict[str, Any], text: str, source: str, markup: str) -> Draft:
    url = _words(fields, "url")
    return Draft(
        source=source,
        text=text,
        markup=markup,
        title=_words(fields, "title"),
        publisher=_words(fields, "publisher"),
        published=_date(fields.get("published") or fields.get("published_at")),
        language=_words(fields, "language"),
        url=url if url and url.lower().startswith(("http://", "https://")) else None,
    )


def _words(fields: dict[str, Any], name: str) -> str | None:
    value = fields.get(name)
    return fold_space(str(value)) or None if isinstance(value, (str, int, float)) else None


def _date(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return find_date(value) if isinstance(value, str) else None


_READERS: dict[str, Callable[[str, str], Draft]] = {
    ".txt": _read_plain,
    ".md": _read_markdown,
    ".html": _read_html,
    ".htm": _read_html,
}


def read_all(sources: Iterable[str]) -> Iterator[Draft | Failure]:
    """Read several files and folders, one after the other."""
    for source in sources:
        if _WEB.match(source):
            yield Failure(source, "adding from the web isn't possible yet; save the page as .html and add that")
        else:
            yield from read(Path(source))
