"""What can go wrong while indexing.

IndexingError
├── ReadError            one file or line can't become an article
│   └── FetchError           an address can't be fetched
│       ├── ForbiddenAddressError  it may not be
│       ├── PageGoneError          there is no such page, or no longer
│       └── PageRefusedError       its site doesn't give it to programs
├── EmbeddingError       the embedder failed or answered nonsense
├── FilterError          a filter names what isn't in the library, or no period
├── CollectionError      the name can't be that of a collection, or there is none of it
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


class FetchError(ReadError):
    """A web address that can't be fetched, or what came from it."""


class ForbiddenAddressError(FetchError):
    """A web address that may not be fetched: it isn't one of the public web, or not in the usual form."""


class PageGoneError(FetchError):
    """A page that isn't there, or no longer."""


class PageRefusedError(FetchError):
    """A page that its site doesn't give to programs, or to nobody who hasn't logged in."""


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


class StoreFullError(StoreError):
    """The disk has no room left."""


class EmbedderChangedError(StoreError):
    """The home's vectors come from another embedder than the one configured."""
