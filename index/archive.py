"""A library as one file, to be kept or taken elsewhere: lines of JSON, gzipped.

The first line tells what the library is. Each other one is an article with its earlier texts and its collections, and
with its passages and sentences and their vectors (float32, little-endian, in base64).
"""

import base64
import gzip
import json
import os
import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO

import numpy as np
from pydantic import TypeAdapter, ValidationError

from index.article import Article, Passage, article_id, span_id
from index.errors import CollectionError, EmbeddingError, ReadError, StoreError
from index.language.detection import language_code
from index.library import AddResult, Library, Prepared
from index.repair import collect_spans
from index.store.catalog.collections import tidy_name
from index.store.catalog.filters import Filters
from index.store.catalog.sources import Source
from index.tidy.characters import fold_space

_FORMAT = 1
_LEVEL = 3  # of zlib: vectors can hardly be pressed, more would only take time
_GZIP = 31  # zlib's sign for the format of gzip
_LONGEST = 1_000_000_000  # bytes of a line
_LONGEST_QUESTION = 2_000  # characters; a longer one is never asked
_TRIES = 5  # to read an article while it doesn't change
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
    """Yield a library as the bytes of an archive; raise StoreError if an article changes whenever it is read."""
    compressor = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
    collections = _list_collections(library)
    records = (_collect(library, summary.id, collections) for summary in library.catalog.articles())
    lines = chain([_HEADER.dump_json(_describe(library))], (_RECORD.dump_json(one) for one in records if one))
    for line in lines:
        yield compressor.compress(line + b"\n")
    yield compressor.flush()


def read_archive(library: Library, file: BinaryIO) -> Iterator[AddResult]:
    """Add what an archive holds to a library, telling of each article as it is done; raise ReadError if it is none.

    Vectors are taken over where the library has the embedder that made them; elsewhere they are made anew. What was
    added before the damaged part of a file stays. An archive may be anybody's: of its sources those are remembered that
    are of the web, or that its articles come from and that are here, too; of its questions those that can be asked.
    """
    lines = _read_lines(file)
    header = _read_header(next(lines, b""))
    known = library.catalog.embedder
    with_vectors = header.embedder == library.embedder.identity and known in {None, header.embedder}
    restored = []
    for line in lines:
        result = _restore(library, line, with_vectors=with_vectors)
        restored += [result.source] if result.status != "failed" else []
        yield result
    for source in header.sources:
        if _is_credible(source, restored):
            library.catalog.sources.remember(source)
    for question, filters in header.watches:
        if _can_be_asked(question, filters):
            library.catalog.watches.add(question, filters)


def _describe(library: Library) -> _Header:
    watches = tuple((watch.question, watch.filters) for watch in library.catalog.watches.all())
    return _Header(_FORMAT, library.catalog.embedder, tuple(library.catalog.sources.all()), watches)


def _list_collections(library: Library) -> dict[str, list[str]]:
    """Return the names of the collections that each article is in, by its id."""
    names: dict[str, list[str]] = {}
    for collection in library.catalog.collections.all():
        for identity in collection.articles:
            names.setdefault(identity, []).append(collection.name)
    return names


def _collect(library: Library, identity: str, collections: Mapping[str, list[str]]) -> _Record | None:
    """Return all that is kept of an article; None if it has just been removed.

    It may be written meanwhile, so that old passages come with a new text: then it is read again.
    """
    record = None
    for _ in range(_TRIES):
        record = _read_record(library, identity, tuple(collections.get(identity, ())))
        if record is None or (_is_sound(record) and record.vectors.keys() == _vector_ids(record)):
            return record
    if record and not _is_sound(record):
        raise StoreError(f"{record.article.source} changes while it is exported; export again when nothing is added")
    return record  # without some of its vectors, which are made anew where it is imported


def _read_record(library: Library, identity: str, collections: tuple[str, ...]) -> _Record | None:
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
    return _Record(article, earlier, collections, tuple(passages), vectors)


def _vector_ids(record: _Record) -> set[str]:
    """Return the ids of all that should have a vector."""
    return set().union(*collect_spans(record.passages).values())


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
    """Tell whether texts are those that their revisions name, and passages and sentences lie where their ids say.

    Nothing may be of another article, and nothing there twice.
    """
    article = record.article
    kinds = collect_spans(record.passages).values()
    spans = chain.from_iterable(spans.items() for spans in kinds)
    return (
        article.id == article_id(article.source)
        and all(one.id == article.id and one.is_genuine for one in (article, *record.earlier))
        and sum(map(len, kinds)) == sum(1 + len(one.sentences) for one in record.passages)
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
    whole = vectors.keys() == _vector_ids(record) and len({one.shape for one in vectors.values()}) == 1
    return Prepared(record.passages, vectors) if whole else None


def _is_credible(source: Source, restored: Collection[str]) -> bool:
    """Tell whether a source is one that may be read here: of the web, or where articles of the archive come from."""
    address = source.address
    try:
        if source.collection is not None:
            tidy_name(source.collection)
    except CollectionError:
        return False
    if address.startswith(("http://", "https://")):
        return True
    within = (f"{address}#", f"{address.rstrip(os.sep)}{os.sep}")
    known = any(one == address or one.startswith(within) for one in restored)
    return known and os.path.isabs(address) and os.path.exists(address)  # noqa: PTH110, PTH117  any text may be asked


def _can_be_asked(question: str, filters: Filters) -> bool:
    """Tell whether a saved question can be asked again."""
    return (
        len(question) <= _LONGEST_QUESTION
        and any(character.isalnum() for character in fold_space(question))
        and (filters.language is None or language_code(filters.language) is not None)
    )


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
