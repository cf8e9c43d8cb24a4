"""A home: the folder that holds a catalog, its vectors and their lock, opened as a whole or refused."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path

from index.errors import StoreDamagedError, StoreError
from index.store.catalog.catalog import Catalog
from index.store.lock import lock
from index.store.vectors.files import DATABASE

CATALOG = "catalog.sqlite3"
VECTORS = "vectors"
ASIDE = "reindexing"  # where a library is made anew
_READY = "reindexed"  # where it stands once it is whole
_REPLACED = "vectors.old"


@contextmanager
def open_home(home: Path, *, writing: bool, wait: float) -> Iterator[Catalog]:
    """Lock a home and open its catalog, which the block has to close; a reader makes nothing, neither file nor folder.

    Raise StoreBusyError if another process has the home, StoreDamagedError if its catalog is lost, StoreError if it
    can't be used.
    """
    _check_folder(home)
    if writing:
        _make(home)
    if (home / _READY).exists():
        with lock(home, writing=True, wait=wait):
            _finish_reindexing(home)
    with _locked(home, writing=writing, wait=wait):
        _refuse_lost_catalog(home)
        if writing:
            _finish_replacing(home)
        yield Catalog(home / CATALOG, writing=writing)


def replace_home(home: Path, fresh: Path) -> None:
    """Put the catalog and the vectors of another home in the place of this one's, of which none is open.

    Interrupted before it has begun, all is as it was; after that, it is finished by whoever opens the home next.
    """
    fresh.rename(home / _READY)
    _finish_reindexing(home)


def _finish_reindexing(home: Path) -> None:
    ready = home / _READY
    if (ready / CATALOG).exists():
        for log in home.glob(f"{CATALOG}-*"):  # of the old one: SQLite would read it into the new one
            log.unlink()
        (ready / CATALOG).replace(home / CATALOG)
    if (ready / VECTORS).exists():
        shutil.rmtree(home / VECTORS, ignore_errors=True)
        (ready / VECTORS).rename(home / VECTORS)
    shutil.rmtree(ready, ignore_errors=True)


def replace_vectors(home: Path, fresh: Path) -> None:
    """Put a folder in the place of the vectors; interrupted, either is there, whole, once a writer opens the home."""
    _finish_replacing(home)
    if (home / VECTORS).exists():
        (home / VECTORS).rename(home / _REPLACED)
    fresh.rename(home / VECTORS)
    _finish_replacing(home)


def _finish_replacing(home: Path) -> None:
    if (home / VECTORS).exists():
        shutil.rmtree(home / _REPLACED, ignore_errors=True)
    elif (home / _REPLACED).exists():
        (home / _REPLACED).rename(home / VECTORS)


def _check_folder(home: Path) -> None:
    nearest = next((path for path in (home, *home.absolute().parents) if path.exists()), home)
    if not nearest.is_dir():
        raise StoreError(f"can't make {home}: {nearest} is not a folder; choose another with --home")


def _make(home: Path) -> None:
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"can't make {home}: {error.strerror}; choose another with --home") from error


@contextmanager
def _locked(home: Path, *, writing: bool, wait: float) -> Iterator[None]:
    """Hold the lock, unless this is to read a home where nobody ever wrote."""
    unused = not writing and not (home / "lock").exists()
    with nullcontext() if unused else lock(home, writing=writing, wait=wait):
        yield


def _refuse_lost_catalog(home: Path) -> None:
    """Refuse to take a home for a new one that has vectors, or the log of a catalog."""
    path = home / CATALOG
    if path.exists() and path.stat().st_size:
        return
    count = _count_vectors(home / VECTORS)
    if count or any(path.stat().st_size for path in home.glob(f"{CATALOG}-wal")):
        what = "empty" if path.exists() else "missing"
        raise StoreDamagedError(
            f"{path} is {what}, but {home / VECTORS} holds {count} vectors; restore it from a backup,"
            f" or move {VECTORS}/ away to begin anew"
        )


def _count_vectors(folder: Path) -> int | str:
    """Count without opening the index; what can't be counted is unknown."""
    path = folder / DATABASE
    if not path.exists():
        return 0
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            return int(connection.execute("SELECT count(*) FROM embeddings").fetchone()[0])
    except sqlite3.Error:
        return "an unknown number of"
