"""Where articles come from: the files, folders and addresses that were added, to be read again."""

from dataclasses import dataclass

from index.store.database import Database


@dataclass(frozen=True, slots=True)
class Source:
    """A resolved path or a URL that was added, and the collection that what comes from it belongs to."""

    address: str
    collection: str | None = None


class Sources:
    """The sources of one home."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Source]:
        """Return them by address."""
        rows = self._database.fetch("SELECT address, collection FROM sources ORDER BY address")
        return [Source(row["address"], row["collection"]) for row in rows]

    def remember(self, source: Source) -> None:
        """Keep a source; one that is known has the new collection, if it names one."""
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT INTO sources VALUES (?, ?)"
                " ON CONFLICT (address) DO UPDATE SET collection = coalesce(excluded.collection, collection)",
                (source.address, source.collection),
            )

    def forget(self, address: str) -> bool:
        """Forget a source, not its articles; tell whether it was known."""
        with self._database.transaction() as connection:
            return connection.execute("DELETE FROM sources WHERE address = ?", (address,)).rowcount > 0
