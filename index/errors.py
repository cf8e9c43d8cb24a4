"""What can go wrong while indexing.

IndexingError
├── ReadError            one file or line can't become an article
├── EmbeddingError       the embedder failed or answered nonsense
└── StoreError           the home can't be used
    ├── StoreBusyError       another process owns it
    ├── StoreDamagedError    a database in it can't be read
    ├── StoreFullError       its disk has no room left
    └── EmbedderChangedError its vectors come from another embedder
"""


class IndexingError(Exception):
    """Base of everything the index reports; its text is one line that says what to do."""


class ReadError(IndexingError):
    """A file or a line that can't become an article."""


class EmbeddingError(IndexingError):
    """The embedder failed or returned vectors that can't be used."""


class StoreError(IndexingError):
    """The home can't be used."""


class StoreBusyError(StoreError):
    """Another process owns the home."""


class StoreDamagedError(StoreError):
    """A database in the home can't be read."""


class StoreFullError(StoreError):
    """The disk has no room left."""


class EmbedderChangedError(StoreError):
    """The home's vectors come from another embedder than the one configured."""
