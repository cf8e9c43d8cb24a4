"""What servers said of the state of their pages."""

import pytest

from index.library import Library
from index.store.fetched import Validators
from tests.index.libraries import add

URL = "https://news.example/ferry"
TEXT = "The ferry to Bohol leaves Cebu at noon."


def test_validators_are_kept_and_replaced(library: Library) -> None:
    fetched = library.catalog.fetched
    add(library, URL, TEXT)
    assert fetched.validators(URL) is None
    fetched.remember(URL, Validators('"a"', "Mon, 05 Jan 2026 08:00:00 GMT"))
    assert fetched.validators(URL) == Validators('"a"', "Mon, 05 Jan 2026 08:00:00 GMT")
    fetched.remember(URL, Validators(None, "Tue, 06 Jan 2026 08:00:00 GMT"))
    assert fetched.validators(URL) == Validators(None, "Tue, 06 Jan 2026 08:00:00 GMT")
    fetched.remember(URL, Validators())
    assert fetched.validators(URL) is None


def test_of_an_article_that_was_removed_nothing_is_known(library: Library) -> None:
    added = add(library, URL, TEXT)
    library.catalog.fetched.remember(URL, Validators('"a"'))
    library.remove(str(added.article_id))
    assert library.catalog.fetched.validators(URL) is None


@pytest.mark.parametrize("etag", ["", "\u00e5", "a\r\nX: y", "x" * 1001])
def test_what_can_t_be_sent_back_is_not_kept(library: Library, etag: str) -> None:
    add(library, URL, TEXT)
    library.catalog.fetched.remember(URL, Validators(etag, etag))
    assert library.catalog.fetched.validators(URL) is None
