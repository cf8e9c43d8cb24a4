"""What can go wrong while indexing.

IndexingError
├── ReadError            one file or line can't become an article
├── EmbeddingError       the embedder failed or answered nonsense
├── FilterError          a filter names what isn't in the library, or no period
├── CollectionError      the name can't be that of a collection, or there is none of it
└── StoreError           the home can't be used
    ├── StoreBusyError       another process owns it
    ├── StoreDamagedError    a database in it can't be read
    └── EmbedderChangedError its vectors come from another embedder
"""


class IndexingError(Exception):
    """Base of everything the index reports; its text is one line that says what to do."""


class ReadError(IndexingError):
    """A file or a line that can't become an article."""


class EmbeddingError(IndexingError):
    """The embedder failed or returned vectors that can't be used."""


class FilterError(IndexingError):
    """A filter that nothing can pass: it names what isn't in the library, or a period that ends before it begins."""


class CollectionError(IndexingError):
    """A name that can't be that of a collection, or that no collection has."""


class StoreError(IndexingError):
    """The home can't be used."""


class StoreBusyError(StoreError):
    """Another process owns the home."""


class StoreDamagedError(StoreError):
    """A database in the home can't be read."""


class EmbedderChangedError(StoreError):
    """The home's vectors come from another embedder than the one configured."""
