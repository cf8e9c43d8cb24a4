"""One SQLite file: how it is opened, read and written, and what is said when that fails."""

import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from index.errors import StoreDamagedError, StoreError, StoreFullError
from index.store.catalog.schema import MIGRATIONS, TABLES, VERSION

_SLICE = 500  # ids in one query, below SQLite's limit on variables
_VERSION_AT = slice(60, 64)  # of a file's first page
_LOG_HEADER, _FRAME_HEADER = 32, 24  # bytes, in a write-ahead log
_MAGIC = b"SQLite format 3\0"
_FULL = "disk is full"
_LEAST = 1 << 16  # bytes


class Database:
    """A connection to one file; safe from several threads, for one process at a time.

    Who reads writes nothing: an older file is brought up to date in a copy in memory, and what isn't there is an empty
    database in memory. A file of a newer version is refused, and not so much as opened.
    """

    def __init__(self, path: Path, *, writing: bool = True, migrations: Mapping[int, str] = MIGRATIONS) -> None:
        self.path = path
        self.lock = threading.RLock()
        self.writes = 0  # so far, for those that keep what they have read
        self._migrations = migrations
        self._closed = False
        self._connection = self._open(writing=writing)

    def close(self) -> None:
        """Close the file; whoever reads or writes after that is refused."""
        with self.lock:
            self._closed = True
            self._connection.close()

    def reopen(self, change: Callable[[], None], writes: int) -> bool:
        """Close the file, let it `change`, and open it again, while nobody reads.

        Return False, with nothing changed, if it was written since there were `writes`.
        """
        with self.lock:
            if self.writes != writes:
                return False
            self._connection.close()
            try:
                change()
            finally:
                self._connection = self._open(writing=True)
                self.writes += 1
            return True

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Write all of what is done inside, or nothing."""
        with self.lock:
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                try:
                    yield self._connection
                except BaseException:
                    if self._connection.in_transaction:  # SQLite ends one itself where the disk is full
                        self._connection.execute("ROLLBACK")
                    raise
                self._connection.execute("COMMIT")
                self.writes += 1
            except sqlite3.OperationalError as error:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise self._write_error(error) from error
            except sqlite3.DatabaseError as error:
                raise self._damage_error(error) from error

    def fetch(self, query: str, *values: Any) -> list[Any]:
        """Return the rows of a query."""
        with self.lock:
            try:
                return self._connection.execute(query, values).fetchall()
            except sqlite3.DatabaseError as error:
                raise self._damage_error(error) from error

    def fetch_in(self, query: str, ids: Sequence[Any], values: Sequence[Any] = ()) -> list[Any]:
        """Return the rows of a query with `IN (%s)`, asked in slices of the ids."""
        slices = [ids[at : at + _SLICE] for at in range(0, len(ids), _SLICE)]
        return [row for part in slices for row in self.fetch(query % ",".join("?" * len(part)), *values, *part)]

    def _open(self, *, writing: bool) -> sqlite3.Connection:
        try:
            self._refuse_newer(read_version(self.path))
            connection = self._connect_to_write() if writing else self._connect_to_read()
            connection.row_factory = sqlite3.Row
        except OSError as error:
            raise StoreError(f"can't open {self.path}: {error.strerror}; check the folder's permissions") from error
        except sqlite3.OperationalError as error:
            if _FULL in str(error) or is_full(self.path.parent):
                raise self._full_error() from error
            raise StoreError(f"can't open {self.path}: {error}; check the folder's permissions and space") from error
        except sqlite3.DatabaseError as error:
            raise self._damage_error(error) from error
        return connection

    def _connect_to_write(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, check_same_thread=False, isolation_level=None)
        try:
            connection.execute("PRAGMA busy_timeout = 5000")
            connection.execute("PRAGMA foreign_keys = ON")
            self._migrate(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _connect_to_read(self) -> sqlite3.Connection:
        """Open without writing: as unchangeable, unless there is something in the log that has to be read, too."""
        memory = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        if not _size_of(self.path):
            self._migrate(memory)
            return memory
        how = "mode=ro" if _size_of(_log_of(self.path)) else "mode=ro&immutable=1"
        address = f"{self.path.absolute().as_uri()}?{how}"
        connection = sqlite3.connect(address, uri=True, check_same_thread=False, isolation_level=None)
        if _version_of(connection) == VERSION:
            memory.close()
            return connection
        with closing(connection):
            connection.backup(memory)
        self._migrate(memory)
        return memory

    def _migrate(self, connection: sqlite3.Connection) -> None:
        """Make the tables, or bring those of an earlier version up to date: all of it, or nothing."""
        version = _version_of(connection)
        self._refuse_newer(version)
        if version == VERSION:
            return
        steps = [self._migrations[older] for older in range(version, VERSION)] if version else [TABLES]
        if not version:
            connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(f"BEGIN IMMEDIATE; {';'.join(steps)}; PRAGMA user_version = {VERSION}; COMMIT;")

    def _refuse_newer(self, version: int) -> None:
        if version > VERSION:
            raise StoreError(f"{self.path} was written by a newer Pullquote (schema {version}); update Pullquote")

    def _write_error(self, error: sqlite3.OperationalError) -> StoreError:
        if _FULL in str(error) or is_full(self.path.parent):
            return self._full_error()
        return StoreError(f"can't write {self.path}: {error}; nothing was changed")

    def _full_error(self) -> StoreFullError:
        return StoreFullError(f"the disk of {self.path} is full; free some space, and try again")

    def _damage_error(self, error: sqlite3.DatabaseError) -> StoreError:
        if self._closed:
            return StoreError(f"{self.path} is closed; nothing was changed")
        return StoreDamagedError(
            f"{self.path} can't be read ({error}); restore it from a backup, it is never overwritten"
        )


def is_full(folder: Path, needed: int = _LEAST) -> bool:
    """Tell whether less than the bytes needed can be written there; if not given, next to nothing."""
    try:
        return shutil.disk_usage(folder).free < needed
    except OSError:
        return False


def read_version(path: Path) -> int:
    """Return the greatest schema version that a file or its log tells of, without opening either as a database."""
    if not _size_of(path):
        return 0
    with path.open("rb") as file:
        first = file.read(100)
    if not first.startswith(_MAGIC):
        return 0
    logged = _versions_in_log(_log_of(path)) if _size_of(_log_of(path)) else ()
    return max(int.from_bytes(first[_VERSION_AT], "big"), *logged, 0)


def _versions_in_log(log: Path) -> Iterator[int]:
    """Yield the version on each copy of the first page in a write-ahead log."""
    with log.open("rb") as file:
        size = int.from_bytes(file.read(_LOG_HEADER)[8:12], "big")
        while size and len(header := file.read(_FRAME_HEADER)) == _FRAME_HEADER:
            page = file.read(size) if header[:4] == b"\0\0\0\1" else file.seek(size, 1) and b""
            if page:
                yield int.from_bytes(page[_VERSION_AT], "big")


def _version_of(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _size_of(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
