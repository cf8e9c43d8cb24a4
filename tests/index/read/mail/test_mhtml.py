"""Pages that a browser has saved in one file."""

import io

import pytest

from evals.fuzz.files import HTML, make_message, make_saved_page
from index.errors import ReadError
from index.read.mail.mhtml import read_mhtml


def test_a_saved_page_is_read_with_the_address_it_was_saved_from() -> None:
    (found,) = read_mhtml(io.BytesIO(make_saved_page()), "a.mhtml")
    assert (found.title, found.publisher) == ("The quay of Velmora is rebuilt", "Kettle Daily")
    assert found.url == "https://kettle.example/quay"
    assert "41 million crowns" in found.text


def test_the_encoding_is_that_of_its_part() -> None:
    page = HTML.replace("<meta charset='utf-8'>", "").replace("Velmora", "Vélmora")
    head = b"Subject: a\nContent-Type: text/html; charset=iso-8859-1\nContent-Location: cid:1\n\n"
    (found,) = read_mhtml(io.BytesIO(head + page.encode("cp1252")), "a.mhtml")
    assert found.title == "The quay of Vélmora is rebuilt"
    assert found.url is None


@pytest.mark.parametrize("data", [b"Subject: a\n\nNo page.\n", b"no message", make_message()[:300]])
def test_a_file_without_a_page_is_told(data: bytes) -> None:
    with pytest.raises(ReadError):
        list(read_mhtml(io.BytesIO(data), "a.mhtml"))
