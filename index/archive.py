"""A library as one file, to be kept or taken elsewhere: lines of JSON, gzipped.

The first line tells what the library is. Each other one is an article with its earlier texts and its collections, and
with its passages and sentences and their vectors (float32, little-endian, in base64).
"""

import base64
import gzip
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import BinaryIO

import numpy as np
from pydantic import TypeAdapter, ValidationError

from index.article import Article, Passage, article_id, revision_of, span_id
from index.errors import CollectionError, EmbeddingError, ReadError
from index.library import AddResult, Library, Prepared
from index.repair import collect_spans
from index.store.filters import Filters
from index.store.sources import Source

_FORMAT = 1
_LEVEL = 3  # of zlib: vectors can hardly be pressed, more would only take time
_GZIP = 31  # zlib's sign for the format of gzip
_LONGEST = 1_000_000_000  # bytes of a line
_DAMAGED = "it is no exported library, or a damaged one; export it anew"


@dataclass(frozen=True, slots=True)
class _Header:
    """What an archive says of the library."""

    pullquote: int
    embedder: str | None
    sources: tuple[Source, ...]
    watches: tuple[tuple[str, Filters], ...]


@dataclass(frozen=True, slots=True)
class _Record:
    """An article in an archive; `vectors` are those of its passages and sentences, by id."""

    article: Article
    earlier: tuple[Article, ...]
    collections: tuple[str, ...]
    passages: tuple[Passage, ...]
    vectors: dict[str, str]


_HEADER = TypeAdapter(_Header)
_RECORD = TypeAdapter(_Record)


def write_archive(library: Library) -> Iterator[bytes]:
    """Yield a library as the bytes of an archive."""
    compressor = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
    records = (_collect(library, summary.id) for summary in library.catalog.articles())
    lines = chain([_HEADER.dump_json(_describe(library))], (_RECORD.dump_json(one) for one in records if one))
    for line in lines:
        yield compressor.compress(line + b"\n")
    yield compressor.flush()


def read_archive(library: Library, file: BinaryIO) -> Iterator[AddResult]:
    """Add what an archive holds to a library, telling of each article as it is done; raise ReadError if it is none.

    Vectors are taken over where the library has the embedder that made them; elsewhere they are made anew. What was
    added before the damaged part of a file stays.
    """
    lines = _read_lines(file)
    header = _read_header(next(lines, b""))
    known = library.catalog.embedder
    with_vectors = header.embedder == library.embedder.identity and known in {None, header.embedder}
    for line in lines:
        yield _restore(library, line, with_vectors=with_vectors)
    for source in header.sources:
        if "://" in source.address or Path(source.address).exists():
            library.catalog.sources.remember(source)
    for question, filters in header.watches:
        library.catalog.watches.add(question, filters)


def _describe(library: Library) -> _Header:
    watches = tuple((watch.question, watch.filters) for watch in library.catalog.watches.all())
    return _Header(_FORMAT, library.catalog.embedder, tuple(library.catalog.sources.all()), watches)


def _collect(library: Library, identity: str) -> _Record | None:
    """Return all that is kept of an article; None if it has just been removed."""
    article = library.catalog.article(identity)
    if article is None:
        return None
    passages = library.catalog.passages_of(identity)
    vectors = {
        name: base64.b64encode(np.asarray(vector, "<f4").tobytes()).decode()
        for kind, spans in collect_spans(passages).items()
        for name, vector in library.vectors.get(kind, list(spans)).items()
    }
    earlier = tuple(library.catalog.earlier_revisions([identity]))
    names = tuple(one.name for one in library.catalog.collections.all() if identity in one.articles)
    return _Record(article, earlier, names, tuple(passages), vectors)


def _restore(library: Library, line: bytes, *, with_vectors: bool) -> AddResult:
    try:
        record = _RECORD.validate_json(line)
    except ValidationError as error:
        raise ReadError(_DAMAGED) from error
    article = record.article
    if not _is_sound(record):
        return AddResult(article.source, "failed", error="its text isn't the one that was exported; export it anew")
    prepared = _prepare(record) if with_vectors else None
    try:
        result = library.restore(article, record.earlier, prepared)
        for name in record.collections:
            library.collect(name, [article.id])
    except (CollectionError, EmbeddingError) as error:
        return AddResult(article.source, "failed", error=str(error))
    return result


def _is_sound(record: _Record) -> bool:
    """Tell whether texts are those that their revisions name, and passages and sentences lie where their ids say."""
    article = record.article
    spans = chain.from_iterable(spans.items() for spans in collect_spans(record.passages).values())
    return (
        article.id == article_id(article.source)
        and all(one.revision == revision_of(one.text) for one in (article, *record.earlier))
        and all(
            name == span_id(article.id, article.revision, span.start, span.end)
            and 0 <= span.start < span.end <= len(article.text)
            for name, span in spans
        )
    )


def _prepare(record: _Record) -> Prepared | None:
    """Return passages and vectors as they were exported; None if there aren't as many as there should be."""
    try:
        vectors = {name: np.frombuffer(base64.b64decode(text), "<f4") for name, text in record.vectors.items()}
    except ValueError as error:
        raise ReadError(_DAMAGED) from error
    wanted = set().union(*collect_spans(record.passages).values())
    whole = vectors.keys() == wanted and len({one.shape for one in vectors.values()}) == 1
    return Prepared(record.passages, vectors) if whole else None


def _read_header(line: bytes) -> _Header:
    try:
        number = json.loads(line).get("pullquote")
    except (ValueError, AttributeError) as error:
        raise ReadError(_DAMAGED) from error
    if isinstance(number, int) and number > _FORMAT:
        raise ReadError("it was exported by a newer Pullquote; update Pullquote")
    try:
        return _HEADER.validate_json(line)
    except ValidationError as error:
        raise ReadError(_DAMAGED) from error


def _read_lines(file: BinaryIO) -> Iterator[bytes]:
    try:
        with gzip.open(file) as unpacked:
            while line := unpacked.readline(_LONGEST):
                if not line.endswith(b"\n"):
                    raise ReadError(_DAMAGED)
                yield line
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise ReadError(_DAMAGED) from error
