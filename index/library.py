"""The library: everything kept in one home, and the one writer of it.

Writing goes: embed (may fail, nothing has changed) → add new vectors → commit the catalog → delete
stale vectors. Readers join Chroma's hits with the catalog, so a vector without a row is never seen.
"""

import errno
import os
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from index.article import Article, Draft, Passage, ReadFailure
from index.errors import EmbedderChangedError, EmbeddingError, ReadError, StoreDamagedError, StoreError
from index.repair import collect_spans, count_lost, embed_missing, find_differences, restore_vectors
from index.split.passages import split_article
from index.store.catalog.catalog import Catalog
from index.store.home import VECTORS, open_home, replace_home, replace_vectors
from index.store.vectors.files import claim
from index.store.vectors.fork_server import prepare
from index.store.vectors.process import VectorProcess, open_vectors
from index.tidy.tidy import tidy

if TYPE_CHECKING:
    from index.embed.embedder import Embedder, Embeddings
    from index.store.vectors.kept import Vector
    from index.store.vectors.vectors import Vectors

Status = Literal["added", "updated", "unchanged", "failed", "gone", "removed", "skipped"]
_MOST_FAILURES = 3


@dataclass(frozen=True, slots=True)
class AddResult:
    """What became of one input; `tokens` counts what was embedded for it.

    `moved_from` is the source that the article had, if that is gone; its earlier texts are this article's now. Of the
    status `gone` is an article that isn't at its source any more, and that stays; `removed`, one that doesn't; of
    `skipped` a list whose pages weren't all added, as there was a limit.
    """

    source: str
    status: Status
    article_id: str | None = None
    error: str | None = None
    tokens: int = 0
    moved_from: str | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article's passages, split before, and what vectors of them and of their sentences there are, by id."""

    passages: tuple[Passage, ...]
    vectors: Mapping[str, "Vector"]


class Library:
    """Articles, passages and vectors of one home. Open it with `open_library`."""

    def __init__(
        self, home: Path, open_embedder: Callable[[], "Embedder"], catalog: Catalog, *, writable: bool = True
    ) -> None:
        self.home = home
        self._writable = writable
        self.catalog = catalog
        self.open_embedder = open_embedder  # that of the settings, whether the home's is the same or not
        self.reindexing = threading.Lock()  # for whoever makes it anew
        self._vector_process = VectorProcess(home / VECTORS, writing=writable)
        self._lock = threading.Lock()
        self._closed = False
        self._failures = 0  # of the embedder, in a row

    @cached_property
    def embedder(self) -> "Embedder":
        """The embedder, loaded when first needed; raise EmbedderChangedError if it isn't the home's."""
        embedder = self.open_embedder()
        known = self.catalog.embedder
        if known is not None and known != embedder.identity:
            raise EmbedderChangedError(
                f"{self.home} was indexed with {known}, but now {embedder.identity} embeds; "
                "to index it again with that, run: pullquote reindex"
            )
        return embedder

    @cached_property
    def vectors(self) -> "Vectors":
        """The vector index, the same object for good; its process is started when it is first asked."""
        vectors = cast("Vectors", self._vector_process)
        _, passages, sentences = self.catalog.counts()
        if not self._writable and (vectors.count("passages") < passages or vectors.count("sentences") < sentences):
            raise StoreDamagedError(f"{vectors.folder} is incomplete; run: pullquote doctor --repair")
        return vectors

    def prepare(self) -> None:
        """Let what opens the vectors start beside what else has to be loaded before they are asked for."""
        prepare()

    def close(self) -> None:
        """Wait for a write in progress and let go of all files; nothing is written after."""
        with self._lock:
            self._closed = True
            self._vector_process.close()
            self.catalog.close()

    def add(self, draft: Draft | ReadFailure) -> AddResult:
        """Add or update one article; what can't be added is a result that says why.

        Raise StoreError when the home itself fails, because then nothing else can be added either, and EmbeddingError
        when the embedder has failed on three articles in a row.
        """
        if isinstance(draft, ReadFailure):
            return AddResult(draft.source, "failed", error=draft.reason)
        try:
            article = tidy(draft)
            with self._write():
                result = self._save(article)
        except ReadError as error:
            return AddResult(draft.source, "failed", error=str(error))
        except EmbeddingError as error:
            self._count_failure(error)
            return AddResult(draft.source, "failed", error=str(error))
        self._failures = 0
        return result

    def restore(self, article: Article, earlier: Sequence[Article], prepared: Prepared | None) -> AddResult:
        """Add or update an article that was exported, with its earlier revisions; raise EmbeddingError.

        Without what was `prepared` it is split and embedded anew.
        """
        with self._write():
            known = self.catalog.stored_article(article.id)
            stored = self.catalog.passages_of(article.id)
            if known == article and (prepared is None or tuple(stored) == prepared.passages):
                result = AddResult(article.source, "unchanged", article.id)
            else:
                result = self._replace(article, known, prepared)
            self.catalog.save_earlier(earlier)
            return result

    def remove(self, article_id: str) -> Article | None:
        """Remove an article with all its revisions; return it, or None if there is none."""
        with self._write():
            article = self.catalog.stored_article(article_id)
            if article is not None:
                spans = collect_spans(self.catalog.passages_of(article_id))
                self.catalog.remove(article_id)
                for kind, removed in spans.items():
                    self.vectors.delete(kind, list(removed))
            return article

    def collect(self, name: str, article_ids: Sequence[str]) -> str:
        """Put articles into a collection, which may be new; return its name. Raise CollectionError."""
        with self._write():
            return self.catalog.collections.add(name, article_ids)

    def uncollect(self, name: str, article_ids: Sequence[str]) -> str:
        """Take articles out of a collection; return its name. Raise CollectionError."""
        with self._write():
            return self.catalog.collections.remove(name, article_ids)

    def find_problems(self) -> list[str]:
        """Say in one line each where catalog, full-text index, vectors and settings disagree."""
        problems = self.catalog.find_problems()
        known, wanted = self.catalog.embedder, self.open_embedder().identity
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
            self.embedder = self.open_embedder()
            if self.catalog.embedder == self.embedder.identity:
                with suppress(StoreDamagedError):
                    embedded = self._restore(self.vectors)
                    if not count_lost(self.vectors):
                        return embedded
            embedded = self._rebuild()
            self.catalog.embedder = self.embedder.identity
            return embedded

    def sweep(self) -> None:
        """Finish or undo what an interrupted writer left; one that ended well left nothing to do."""
        articles, passages, sentences = self.catalog.counts()
        if not articles and not (self.home / VECTORS).exists():
            return
        if (self.vectors.count("passages"), self.vectors.count("sentences")) != (passages, sentences):
            with self._write():
                self._restore(self.vectors)

    def _rebuild(self) -> int:
        """Make all vectors anew beside the old ones, which answer until the new ones are whole."""
        fresh = self.home / "vectors.new"
        with claim(fresh):  # one that was killed may have left a process that still writes
            shutil.rmtree(fresh, ignore_errors=True)
        with closing(open_vectors(fresh, writing=True)) as vectors:
            embedded = self._restore(vectors)
        if self.catalog.embedder != self.embedder.identity:  # interrupted from here on, they belong to none
            self.catalog.embedder = f"an interrupted repair with {self.embedder.identity}"
        self._vector_process.replace(partial(replace_vectors, self.home, fresh))
        return embedded

    def adopt(self, fresh: Path, embedder: "Embedder", writes: int) -> bool:
        """Take over the catalog and the vectors of another home, if nothing was written here since there were `writes`.

        Whoever reads meanwhile has either the old ones or the new ones.
        """
        with self._write():
            return self._vector_process.replace(partial(self._take_place, fresh, embedder, writes))

    def _take_place(self, fresh: Path, embedder: "Embedder", writes: int) -> bool:
        replaced = self.catalog.reopen(partial(replace_home, self.home, fresh), writes)
        if replaced:
            self.embedder = embedder
        return replaced

    @contextmanager
    def _write(self) -> Iterator[None]:
        with self._lock:
            if self._closed:
                raise StoreError(f"{self.home} is closed; nothing was changed")
            yield

    def _count_failure(self, error: EmbeddingError) -> None:
        self._failures += 1
        if self._failures == _MOST_FAILURES:
            self._failures = 0
            raise EmbeddingError(f"{error}; that makes {_MOST_FAILURES} articles in a row, so no more were tried")

    def _restore(self, vectors: "Vectors") -> int:
        return restore_vectors(self.catalog, vectors, self._embed)

    def _embed(self, texts: Sequence[str]) -> "Embeddings":
        """Embed with what is loaded only now: most homes have nothing to restore."""
        return self.embedder.embed_passages(texts)

    def _save(self, article: Article) -> AddResult:
        known = self.catalog.stored_article(article.id)
        moved = next((one for one in self.catalog.same_texts(article) if is_gone(one.source)), None)
        if known == article and moved is None:
            return AddResult(article.source, "unchanged", article.id)
        return self._replace(article, known, moved=moved)

    def _replace(
        self, article: Article, known: Article | None, prepared: Prepared | None = None, moved: Article | None = None
    ) -> AddResult:
        count_tokens = cache(self.embedder.count_tokens)
        passages = prepared.passages if prepared else split_article(article, count_tokens)
        before = collect_spans(self.catalog.passages_of(article.id))
        kept = before if known is None or known.is_genuine else collect_spans(())
        if self.catalog.embedder is None:
            self.catalog.embedder = self.embedder.identity
        made = prepared.vectors if prepared else {}
        embedded = embed_missing(article, passages, kept, self.vectors, self._embed, made=made)
        left = collect_spans(self.catalog.passages_of(moved.id)) if moved else {}
        self.catalog.save(article, passages, moved.id if moved else None)
        for kind, spans in collect_spans(passages).items():
            self.vectors.delete(kind, sorted(before[kind].keys() - spans.keys()) + list(left.get(kind, ())))
        status: Status = "updated" if known or moved else "added"
        tokens = sum(map(count_tokens, embedded))
        return AddResult(article.source, status, article.id, None, tokens, moved.source if moved else None)


def is_gone(source: str) -> bool:
    """Tell whether a file isn't there any more; what is read of a part of one is named behind a `#`.

    There may be more of these: in the name of a file, of a message, of an archive in an archive. One whose folder is
    empty isn't gone: its disk may not be mounted.
    """
    if not Path(source).is_absolute():
        return False
    return is_missing(source) and _lies_in_use(source.split("#", maxsplit=1)[0])


def is_missing(source: str) -> bool:
    """Tell whether a file can't be found; one that only can't be looked at can."""
    if "\\x" in source:  # a name that isn't UTF-8, which stands there otherwise
        return False
    parts = source.split("#")
    return all(_is_absent("#".join(parts[:end])) for end in range(1, len(parts) + 1))


def _is_absent(path: str) -> bool:
    try:
        os.lstat(path)
    except OSError as error:
        return error.errno in {errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG}
    return False


def _lies_in_use(path: str) -> bool:
    """Tell whether the nearest folder above a path that is there has something in it."""
    folder = next(parent for parent in Path(path).parents if not _is_absent(str(parent)))
    try:
        return any(True for _ in folder.iterdir())
    except OSError:
        return False


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

    A writer first sweeps what an interrupted one left behind, unless told not to; a reader writes nothing. Raise
    StoreBusyError
    if another process holds the home for longer than `wait` seconds, StoreError if it can't be used.
    """
    with open_home(home, writing=writing, wait=wait) as catalog:
        library = Library(home, open_embedder, catalog, writable=writing)
        try:
            if writing and sweep:
                library.sweep()
            yield library
        finally:
            library.close()
