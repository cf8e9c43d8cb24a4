"""The library: everything kept in one home, and the one writer of it.

Writing goes: embed (may fail, nothing has changed) → add new vectors → commit the catalog → delete
stale vectors. Readers join Chroma's hits with the catalog, so a vector without a row is never seen.
"""

import shutil
import threading
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from index.article import Article, Draft, Passage
from index.errors import EmbedderChangedError, EmbeddingError, ReadError, StoreDamagedError, StoreError
from index.read.files import Failure
from index.split.passages import split
from index.store.catalog import Catalog
from index.store.lock import lock
from index.tidy.tidy import tidy

if TYPE_CHECKING:
    from index.embed.embedder import Embedder
    from index.store.vectors import Array, Kind, Vectors

Status = Literal["added", "updated", "unchanged", "failed"]
_EMBEDDER = "embedder"
_EMBED_BATCH = 256  # texts given to the embedder at once, to bound memory


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input; `tokens` counts what was embedded for it."""

    source: str
    status: Status
    article_id: str | None = None
    error: str | None = None
    tokens: int = 0


class Library:
    """Articles, passages and vectors of one home. Open it with `open_library`."""

    def __init__(
        self, home: Path, open_embedder: Callable[[], "Embedder"], catalog: Catalog, *, writable: bool = True
    ) -> None:
        self.home = home
        self._writable = writable
        self.catalog = catalog
        self._open_embedder = open_embedder
        self._lock = threading.Lock()
        self._closed = False

    @cached_property
    def embedder(self) -> "Embedder":
        """The embedder, loaded when first needed; raise EmbedderChangedError if it isn't the home's."""
        embedder = self._open_embedder()
        known = self.catalog.meta(_EMBEDDER)
        if known is not None and known != embedder.identity:
            raise EmbedderChangedError(
                f"{self.home} was indexed with {known}, but the settings name {embedder.identity}; "
                "to index it again with that one, run: pullquote doctor --repair"
            )
        return embedder

    @cached_property
    def vectors(self) -> "Vectors":
        """The vector index, opened when first needed."""
        from index.store.vectors import Vectors

        folder = self.home / "vectors"
        vectors = Vectors(folder)
        _, passages, sentences = self.catalog.counts()
        if not self._writable and (vectors.count("passages") < passages or vectors.count("sentences") < sentences):
            vectors.close()
            raise StoreDamagedError(f"{folder} is incomplete; run: pullquote doctor --repair")
        return vectors

    def close(self) -> None:
        """Wait for a write in progress and let go of all files; nothing is written after."""
        with self._lock:
            self._closed = True
            self._close_vectors()
            self.catalog.close()

    def add(self, draft: Draft | Failure) -> Outcome:
        """Add or update one article; what can't be added is an Outcome that says why.

        Raise StoreError when the home itself fails, because then nothing else can be added either.
        """
        if isinstance(draft, Failure):
            return Outcome(draft.source, "failed", error=draft.reason)
        try:
            article = tidy(draft)
            with self._write():
                return self._put(article)
        except (ReadError, EmbeddingError) as error:
            return Outcome(draft.source, "failed", error=str(error))

    def remove(self, article_id: str) -> Article | None:
        """Remove an article with all its revisions; return it, or None if there is none."""
        with self._write():
            article = self.catalog.article(article_id)
            if article is not None:
                gone = _ids(self.catalog.passages_of(article_id))
                self.catalog.remove(article_id)
                for kind, ids in gone.items():
                    self.vectors.delete(kind, ids)
            return article

    def problems(self) -> list[str]:
        """Say in one line each where catalog, full-text index, vectors and settings disagree."""
        found = self.catalog.problems()
        known, wanted = self.catalog.meta(_EMBEDDER), self._open_embedder().identity
        if known not in (None, wanted):
            found.append(f"the vectors come from {known}, the settings name {wanted}")
        live, stored = self._live(), self._stored()
        for kind in live:
            if missing := len(live[kind] - stored[kind]):
                found.append(f"{missing} {kind} have no vector")
            if left := len(stored[kind] - live[kind]):
                found.append(f"{left} vectors of {kind} belong to nothing")
        return found

    def repair(self) -> int:
        """Make full-text index and vectors anew where they disagree with the catalog or the settings.

        Vectors that another embedder made, or that can't be read, are all made again. Return how many
        texts were embedded.
        """
        with self._write():
            self.catalog.rebuild_words()
            embedder = self.__dict__["embedder"] = self._open_embedder()
            if self.catalog.meta(_EMBEDDER) == embedder.identity:
                with suppress(StoreDamagedError):
                    return self._restore()
            made = self._rebuild()
            self.catalog.note(_EMBEDDER, embedder.identity)
            return made

    def sweep(self) -> int:
        """Finish or undo what an interrupted writer left; one that ended well left nothing to do."""
        articles, passages, sentences = self.catalog.counts()
        if not articles and not (self.home / "vectors").exists():
            return 0
        if (self.vectors.count("passages"), self.vectors.count("sentences")) == (passages, sentences):
            return 0
        with self._write():
            return self._restore()

    def _rebuild(self) -> int:
        """Make all vectors anew beside the old ones, which answer until the new ones are whole."""
        from index.store.vectors import Vectors

        fresh, old = self.home / "vectors.new", self.home / "vectors"
        self._close_vectors()
        shutil.rmtree(fresh, ignore_errors=True)
        self.__dict__["vectors"] = Vectors(fresh)
        made = self._restore()
        self._close_vectors()
        shutil.rmtree(old, ignore_errors=True)
        fresh.rename(old)
        return made

    @contextmanager
    def _write(self) -> Iterator[None]:
        with self._lock:
            if self._closed:
                raise StoreError(f"{self.home} is closed; nothing was changed")
            yield

    def _close_vectors(self) -> None:
        if vectors := self.__dict__.pop("vectors", None):
            vectors.close()

    def _restore(self) -> int:
        """Delete vectors that belong to nothing and embed what has none."""
        live, stored = self._live(), self._stored()
        for kind in live:
            self.vectors.delete(kind, sorted(stored[kind] - live[kind]))
        made = 0
        for summary in self.catalog.articles():
            passages = self.catalog.passages_of(summary.id)
            article = self.catalog.article(summary.id)
            if article and any(set(ids) - stored[kind] for kind, ids in _ids(passages).items()):
                made += len(self._embed(article, passages, stored))
        return made

    def _put(self, article: Article) -> Outcome:
        known = self.catalog.article(article.id)
        if known == article:
            return Outcome(article.source, "unchanged", article.id)
        count_tokens = cache(self.embedder.count_tokens)
        passages = split(article, count_tokens)
        before = self.catalog.passages_of(article.id)
        have = {kind: set(ids) for kind, ids in _ids(before).items()}
        embedded = self._embed(article, passages, have)
        if self.catalog.meta(_EMBEDDER) is None:
            self.catalog.note(_EMBEDDER, self.embedder.identity)
        self.catalog.put(article, passages)
        for kind, ids in _ids(passages).items():
            self.vectors.delete(kind, sorted(have[kind] - set(ids)))
        tokens = sum(map(count_tokens, embedded))
        return Outcome(article.source, "updated" if known else "added", article.id, tokens=tokens)

    def _embed(self, article: Article, passages: Sequence[Passage], have: Mapping["Kind", set[str]]) -> Collection[str]:
        """Embed and store the passages and sentences that `have` no vector; return the texts embedded."""
        spans: dict[Kind, dict[str, str]] = {
            "passages": {p.id: article.text[p.start : p.end] for p in passages if p.id not in have["passages"]},
            "sentences": {
                s.id: article.text[s.start : s.end]
                for p in passages
                for s in p.sentences
                if s.id not in have["sentences"]
            },
        }
        vectors = self._vectors_of({text for texts in spans.values() for text in texts.values()})
        for kind, texts in spans.items():
            self.vectors.add(kind, list(texts), [vectors[text] for text in texts.values()])
        return vectors

    def _vectors_of(self, texts: set[str]) -> dict[str, "Array"]:
        ordered = sorted(texts, key=len)
        batches = [ordered[at : at + _EMBED_BATCH] for at in range(0, len(ordered), _EMBED_BATCH)]
        return {
            text: vector
            for batch in batches
            for text, vector in zip(batch, self.embedder.embed_passages(batch), strict=True)
        }

    def _live(self) -> dict["Kind", set[str]]:
        passages, sentences = self.catalog.ids()
        return {"passages": set(passages), "sentences": set(sentences)}

    def _stored(self) -> dict["Kind", set[str]]:
        return {"passages": self.vectors.ids("passages"), "sentences": self.vectors.ids("sentences")}


@contextmanager
def open_library(
    home: Path,
    open_embedder: Callable[[], "Embedder"],
    *,
    writing: bool,
    wait: float = 1.5,
    sweep: bool = True,
) -> Iterator[Library]:
    """Open the library in `home`, alone for writing or shared for reading.

    A writer first sweeps what an interrupted one left behind, unless told not to. Raise StoreBusyError
    if another process holds the home for longer than `wait` seconds, StoreError if it can't be used.
    """
    _make(home)
    with lock(home, writing=writing, wait=wait):
        catalog = Catalog(home / "catalog.sqlite3")
        library = Library(home, open_embedder, catalog, writable=writing)
        try:
            if writing and sweep:
                library.sweep()
            yield library
        finally:
            library.close()


def _make(home: Path) -> None:
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"can't make {home}: {error.strerror}; choose another with --home") from error


def _ids(passages: Sequence[Passage]) -> dict["Kind", list[str]]:
    return {"passages": [p.id for p in passages], "sentences": [s.id for p in passages for s in p.sentences]}
