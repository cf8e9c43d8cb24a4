"""The library: everything kept in one home, and the one writer of it.

Writing goes: embed (may fail, nothing has changed) → add new vectors → commit the catalog → delete
stale vectors. Readers join Chroma's hits with the catalog, so a vector without a row is never seen.
"""

import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from index.article import Article, Draft, ReadFailure
from index.errors import EmbedderChangedError, EmbeddingError, ReadError, StoreDamagedError, StoreError
from index.repair import collect_spans, embed_missing, find_differences, restore_vectors
from index.split.passages import split_article
from index.store.catalog import Catalog
from index.store.lock import lock
from index.tidy.tidy import tidy

if TYPE_CHECKING:
    from index.embed.embedder import Embedder, Embeddings
    from index.store.vectors import Vectors

Status = Literal["added", "updated", "unchanged", "failed", "gone"]
_EMBEDDER = "embedder"


@dataclass(frozen=True, slots=True)
class AddResult:
    """What became of one input; `tokens` counts what was embedded for it.

    `moved_from` is the source that the article had, if that is gone; its earlier texts are this article's now. Of the
    status `gone` is an article whose file isn't in an added folder any more, and that stays.
    """

    source: str
    status: Status
    article_id: str | None = None
    error: str | None = None
    tokens: int = 0
    moved_from: str | None = None


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
        known = self.catalog.get_meta(_EMBEDDER)
        if known is not None and known != embedder.identity:
            raise EmbedderChangedError(
                f"{self.home} was indexed with {known}, but now {embedder.identity} embeds; "
                "to index it again with that, run: pullquote doctor --repair"
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

    def add(self, draft: Draft | ReadFailure) -> AddResult:
        """Add or update one article; what can't be added is a result that says why.

        Raise StoreError when the home itself fails, because then nothing else can be added either.
        """
        if isinstance(draft, ReadFailure):
            return AddResult(draft.source, "failed", error=draft.reason)
        try:
            article = tidy(draft)
            with self._write():
                return self._save(article)
        except (ReadError, EmbeddingError) as error:
            return AddResult(draft.source, "failed", error=str(error))

    def remove(self, article_id: str) -> Article | None:
        """Remove an article with all its revisions; return it, or None if there is none."""
        with self._write():
            article = self.catalog.article(article_id)
            if article is not None:
                spans = collect_spans(self.catalog.passages_of(article_id))
                self.catalog.remove(article_id)
                for kind, removed in spans.items():
                    self.vectors.delete(kind, list(removed))
            return article

    def find_problems(self) -> list[str]:
        """Say in one line each where catalog, full-text index, vectors and settings disagree."""
        problems = self.catalog.find_problems()
        known, wanted = self.catalog.get_meta(_EMBEDDER), self._open_embedder().identity
        if known not in (None, wanted):
            problems.append(f"the vectors come from {known}, but now {wanted} embeds")
        return problems + find_differences(self.catalog, self.vectors)

    def repair(self) -> int:
        """Make full-text index and vectors anew where they disagree with the catalog or the settings.

        Vectors that another embedder made, or that can't be read, are all made again. Return how many
        texts were embedded.
        """
        with self._write():
            self.catalog.full_text.rebuild()
            self.embedder = self._open_embedder()
            if self.catalog.get_meta(_EMBEDDER) == self.embedder.identity:
                with suppress(StoreDamagedError):
                    return self._restore()
            embedded = self._rebuild()
            self.catalog.set_meta(_EMBEDDER, self.embedder.identity)
            return embedded

    def sweep(self) -> None:
        """Finish or undo what an interrupted writer left; one that ended well left nothing to do."""
        articles, passages, sentences = self.catalog.counts()
        if not articles and not (self.home / "vectors").exists():
            return
        if (self.vectors.count("passages"), self.vectors.count("sentences")) != (passages, sentences):
            with self._write():
                self._restore()

    def _rebuild(self) -> int:
        """Make all vectors anew beside the old ones, which answer until the new ones are whole."""
        from index.store.vectors import Vectors

        fresh, old = self.home / "vectors.new", self.home / "vectors"
        self._close_vectors()
        shutil.rmtree(fresh, ignore_errors=True)
        self.vectors = Vectors(fresh)
        embedded = self._restore()
        self._close_vectors()
        shutil.rmtree(old, ignore_errors=True)
        fresh.rename(old)
        return embedded

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
        return restore_vectors(self.catalog, self.vectors, self._embed)

    def _embed(self, texts: Sequence[str]) -> "Embeddings":
        """Embed with what is loaded only now: most homes have nothing to restore."""
        return self.embedder.embed_passages(texts)

    def _save(self, article: Article) -> AddResult:
        known = self.catalog.article(article.id)
        moved = next((one for one in self.catalog.same_texts(article) if is_gone(one.source)), None)
        if known == article and moved is None:
            return AddResult(article.source, "unchanged", article.id)
        count_tokens = cache(self.embedder.count_tokens)
        passages = split_article(article, count_tokens)
        before = collect_spans(self.catalog.passages_of(article.id))
        embedded = embed_missing(article, passages, before, self.vectors, self._embed)
        if self.catalog.get_meta(_EMBEDDER) is None:
            self.catalog.set_meta(_EMBEDDER, self.embedder.identity)
        left = collect_spans(self.catalog.passages_of(moved.id)) if moved else {}
        self.catalog.save(article, passages, moved.id if moved else None)
        for kind, spans in collect_spans(passages).items():
            self.vectors.delete(kind, sorted(before[kind].keys() - spans.keys()) + list(left.get(kind, ())))
        tokens = sum(map(count_tokens, embedded))
        status: Status = "updated" if known or moved else "added"
        return AddResult(article.source, status, article.id, None, tokens, moved.source if moved else None)


def is_gone(source: str) -> bool:
    """Tell whether a file isn't there any more; a line of one is named behind a `#`."""
    paths = [Path(one) for one in (source, source.rpartition("#")[0]) if one]
    return Path(source).is_absolute() and not any(path.exists() for path in paths)


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
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"can't make {home}: {error.strerror}; choose another with --home") from error
    with lock(home, writing=writing, wait=wait):
        catalog = Catalog(home / "catalog.sqlite3")
        library = Library(home, open_embedder, catalog, writable=writing)
        try:
            if writing and sweep:
                library.sweep()
            yield library
        finally:
            library.close()
