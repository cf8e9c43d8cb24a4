"""What servers said of the state of their pages, to ask again only for what has changed (RFC 9110, section 13)."""

from dataclasses import dataclass

from index.store.database import Database

_LONGEST = 1000  # characters


@dataclass(frozen=True, slots=True)
class Validators:
    """An ETag and a Last-Modified, as they came."""

    etag: str | None = None
    modified: str | None = None


class Fetched:
    """The validators of fetched pages that are articles; of one that was removed none are known."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def validators(self, url: str) -> Validators | None:
        """Return those of a page as it was when its article was last added."""
        rows = self._database.fetch(
            "SELECT f.etag, f.modified FROM fetched f JOIN articles a ON a.source = f.url WHERE f.url = ?", url
        )
        return Validators(rows[0]["etag"], rows[0]["modified"]) if rows else None

    def remember(self, url: str, validators: Validators) -> None:
        """Keep those of a page in place of its earlier ones; what can't be sent back is left out."""
        etag, modified = (value if _is_sendable(value) else None for value in (validators.etag, validators.modified))
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM fetched WHERE url = ?", (url,))
            if etag or modified:
                connection.execute("INSERT INTO fetched VALUES (?, ?, ?)", (url, etag, modified))


def _is_sendable(value: str | None) -> bool:
    return value is not None and 0 < len(value) <= _LONGEST and value.isascii() and value.isprintable()
