"""Suites of pages with what is expected of each: our own format, and three public ones.

Ours is `expected.jsonl`, a page a line: `file`, and any of `text`, `title`, `publisher`, `published`, `language`,
`with` and `without`, the last two being words that the text has to hold, or may not. Public ones, as they come:
scrapinghub's article-extraction-benchmark (`ground-truth.json` beside `html/`), mozilla/readability's `test-pages`
(`source.html`, `expected.html` and `expected-metadata.json` in a folder a page), and trafilatura's (`evaldata.json`
beside the folders of its pages).
"""

import gzip
import json
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from evals.errors import SetError
from index.read.formats import READERS

_PAGES = ("", "eval", "cache")  # folders where trafilatura keeps its pages


@dataclass(frozen=True, slots=True)
class ExpectedPage:
    """A page as it is saved, and what is expected of it, as far as that is known.

    `suffix` tells its format. `within` has to stand in its text, `without` may not.
    """

    name: str
    data: bytes
    suffix: str = ".html"
    text: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    language: str | None = None
    within: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


def read_suite(folder: Path) -> Iterator[ExpectedPage]:
    """Yield the pages of a suite. Raise SetError where there is none, or one that can't be read."""
    try:
        for name, reader in _READERS.items():
            if (folder / name).is_file():
                yield from reader(folder)
                return
        pages = sorted(folder.glob("*/expected.html"))
        if not pages:
            raise SetError(f"{folder} has none of {', '.join(_READERS)}, and no folders with expected.html")
        yield from map(_read_readability, (page.parent for page in pages))
    except OSError as error:
        raise SetError(f"can't read {error.filename or folder}: {error.strerror or error}") from error
    except (ValueError, KeyError, TypeError, AttributeError, EOFError, zlib.error) as error:
        raise SetError(f"{folder} isn't written as its suite should be: {error}") from error


def _read_own(folder: Path) -> Iterator[ExpectedPage]:
    for line in (folder / "expected.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        path = folder / row["file"]
        if path.suffix.lower() not in READERS:
            raise SetError(f"{path} is in no known format; these are: {', '.join(sorted(READERS))}")
        yield ExpectedPage(
            row["file"],
            path.read_bytes(),
            path.suffix.lower(),
            published=_day(row.get("published")),
            within=tuple(row.get("with", ())),
            without=tuple(row.get("without", ())),
            **{name: row.get(name) for name in ("text", "title", "publisher", "language")},
        )


def _read_scrapinghub(folder: Path) -> Iterator[ExpectedPage]:
    for name, told in json.loads((folder / "ground-truth.json").read_text(encoding="utf-8")).items():
        data = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
        yield ExpectedPage(name, data, text=told["articleBody"])


def _read_trafilatura(folder: Path) -> Iterator[ExpectedPage]:
    pages = json.loads((folder / "evaldata.json").read_text(encoding="utf-8"))
    for address, told in pages.items():
        path = next((path for place in _PAGES if (path := folder / place / told["file"]).is_file()), None)
        if path is None:
            raise SetError(f"{told['file']} is in none of the folders of {folder} that hold pages")
        yield ExpectedPage(
            address, path.read_bytes(), within=tuple(told.get("with", ())), without=tuple(told.get("without", ()))
        )


def _read_readability(folder: Path) -> ExpectedPage:
    from trafilatura import html2txt

    said: dict[str, Any] = json.loads((folder / "expected-metadata.json").read_text(encoding="utf-8"))
    return ExpectedPage(
        folder.name,
        (folder / "source.html").read_bytes(),
        text=html2txt((folder / "expected.html").read_text(encoding="utf-8")),
        title=said.get("title"),
        publisher=said.get("siteName"),
        published=_day(said.get("publishedTime")),
        language=(said.get("lang") or "")[:2].lower() or None,
    )


def _day(written: str | None) -> date | None:
    """Return the day that an ISO date begins with; None for what is written otherwise."""
    with suppress(ValueError):
        return date.fromisoformat((written or "")[:10])
    return None


_READERS: dict[str, Callable[[Path], Iterator[ExpectedPage]]] = {
    "expected.jsonl": _read_own,
    "ground-truth.json": _read_scrapinghub,
    "evaldata.json": _read_trafilatura,
}
