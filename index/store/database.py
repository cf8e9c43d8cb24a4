"""One SQLite file: how it is opened, read and written, and what is said when that fails."""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index.errors import StoreDamagedError, StoreError
from index.store.schema import MIGRATIONS, TABLES, VERSION

_SLICE = 500  # ids in one query, below SQLite's limit on variables


class Database:
    """A connection to one file; safe from several threads, for one process at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lock = threading.RLock()
        self.writes = 0  # so far, for those that keep what they have read
        self._connection = self._open()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Write all of what is done inside, or nothing."""
        with self.lock:
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                try:
                    yield self._connection
                except BaseException:
                    self._connection.execute("ROLLBACK")
                    raise
                self._connection.execute("COMMIT")
                self.writes += 1
            except sqlite3.OperationalError as error:
                raise StoreError(f"can't write {self.path}: {error}; nothing was changed") from error
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

    def _open(self) -> sqlite3.Connection:
        try:
            connection = sqlite3.connect(self.path, check_same_thread=False, isolation_level=None)
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA busy_timeout = 5000")
            connection.execute("PRAGMA foreign_keys = ON")
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version == 0:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.executescript(f"BEGIN IMMEDIATE; {TABLES} PRAGMA user_version = {VERSION}; COMMIT;")
            for older in range(version or VERSION, VERSION):
                steps = f"{MIGRATIONS[older]} PRAGMA user_version = {older + 1};"
                connection.executescript(f"BEGIN IMMEDIATE; {steps} COMMIT;")
        except sqlite3.OperationalError as error:
            raise StoreError(f"can't open {self.path}: {error}; check the folder's permissions and space") from error
        except sqlite3.DatabaseError as error:
            raise self._damage_error(error) from error
        if version > VERSION:
            connection.close()
            raise StoreError(f"{self.path} was written by a newer Pullquote (schema {version}); update Pullquote")
        return connection

    def _damage_error(self, error: sqlite3.DatabaseError) -> StoreDamagedError:
        return StoreDamagedError(
            f"{self.path} can't be read ({error}); restore it from a backup, it is never overwritten"
        )
