"""A library as one file: what goes out comes back."""

import gzip
import json
import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from index.archive import read_archive, write_archive
from index.errors import ReadError
from index.library import AddResult, Library
from index.store.filters import Filters
from index.store.sources import Source
from tests.fakes import FakeEmbedder
from tests.index.libraries import add, assert_sound, find_nearest, open_home

Lines = list[dict[str, object]]


@pytest.fixture
def archive(tmp_path: Path) -> bytes:
    """Of two articles with the same text, and one with an earlier text; their files are on another machine."""
    news = tmp_path / "news"
    news.mkdir()
    for name in "abc":
        (news / f"{name}.txt").touch()
    with open_home(tmp_path / "first") as library:
        add(library, f"{news}/a.txt", "The ferry Marelle sank. Nobody was hurt.", title="Ferry")
        add(library, f"{news}/b.txt", "The ferry Marelle sank. Nobody was hurt.")
        add(library, f"{news}/c.txt", "The bridge of Brenn is shut.")
        add(library, f"{news}/c.txt", "The bridge of Brenn is open.")
        library.collect("Sea", [bridge_of(library)])
        library.catalog.sources.remember(Source("https://news.example/feed", "Sea"))
        library.catalog.sources.remember(Source(str(news)))
        library.catalog.watches.add("Is the bridge open?", Filters(language="en"))
        written = b"".join(write_archive(library))
    shutil.rmtree(news)
    return written


def restore(library: Library, archive: bytes) -> list[AddResult]:
    return list(read_archive(library, BytesIO(archive)))


def lines_of(archive: bytes) -> Lines:
    return [json.loads(line) for line in gzip.decompress(archive).splitlines()]


def change(archive: bytes, edit: Callable[[Lines], None]) -> bytes:
    lines = lines_of(archive)
    edit(lines)
    return gzip.compress(b"".join(json.dumps(line).encode() + b"\n" for line in lines))


def test_a_library_comes_back_as_it_was_without_anything_embedded(archive: bytes, tmp_path: Path) -> None:
    fake = FakeEmbedder()
    with open_home(tmp_path / "second", fake) as library:
        assert [one.status for one in restore(library, archive)] == ["added"] * 3
        assert fake.embedded == []
        assert_sound(library)
        assert find_nearest(library, "The bridge of Brenn is open.") == f"{tmp_path}/news/c.txt"
        assert [one.text for one in library.catalog.earlier_revisions([bridge_of(library)])] == [
            "The bridge of Brenn is shut."
        ]
        assert library.catalog.sources.all() == [Source("https://news.example/feed", "Sea")]
        assert [(one.question, one.filters) for one in library.catalog.watches.all()] == [
            ("Is the bridge open?", Filters(language="en"))
        ]
        assert library.catalog.collections.get("Sea").articles == (bridge_of(library),)
        again = lines_of(b"".join(write_archive(library)))
    assert again[1:] == lines_of(archive)[1:]


def bridge_of(library: Library) -> str:
    return next(one.id for one in library.catalog.articles() if one.source.endswith("c.txt"))


def test_what_is_there_already_is_unchanged(archive: bytes, tmp_path: Path) -> None:
    with open_home(tmp_path / "first") as library:
        assert [one.status for one in restore(library, archive)] == ["unchanged"] * 3
        assert len(library.catalog.watches.all()) == 1


def test_another_embedder_makes_the_vectors_anew(archive: bytes, tmp_path: Path) -> None:
    fake = FakeEmbedder(name="other")
    with open_home(tmp_path / "second", fake) as library:
        assert [one.status for one in restore(library, archive)] == ["added"] * 3
        assert len(fake.embedded) > 3
        assert_sound(library)


def test_a_text_that_was_altered_is_named_and_stops_no_other(archive: bytes, tmp_path: Path) -> None:
    def alter(lines: Lines) -> None:
        lines[1]["article"]["text"] = "The ferry Marelle floats. Nobody was hurt."  # type: ignore[index]

    with open_home(tmp_path / "second") as library:
        results = restore(library, change(archive, alter))
        assert sorted(one.status for one in results) == ["added", "added", "failed"]
        assert_sound(library)


@pytest.mark.parametrize("field", ["start", "end", "id"])
def test_a_passage_that_lies_elsewhere_than_its_id_says_is_refused(archive: bytes, tmp_path: Path, field: str) -> None:
    def alter(lines: Lines) -> None:
        lines[1]["passages"][0][field] = {"start": 3, "end": 900, "id": "p"}[field]  # type: ignore[index]

    with open_home(tmp_path / "second") as library:
        assert restore(library, change(archive, alter))[0].status == "failed"


def test_vectors_that_are_missing_are_made(archive: bytes, tmp_path: Path) -> None:
    def drop(lines: Lines) -> None:
        lines[1]["vectors"] = {}

    with open_home(tmp_path / "second") as library:
        assert [one.status for one in restore(library, change(archive, drop))] == ["added"] * 3
        assert_sound(library)


@pytest.mark.parametrize("kept", [0, 20, 300])
def test_a_damaged_file_is_told_and_what_came_before_stays(archive: bytes, tmp_path: Path, kept: int) -> None:
    with open_home(tmp_path / "second") as library:
        with pytest.raises(ReadError, match="damaged"):
            restore(library, archive[:kept])
        assert_sound(library)
        assert [one.status for one in restore(library, archive)].count("failed") == 0
        assert len(library.catalog.articles()) == 3


@pytest.mark.parametrize("other", [b"", b"plain words", gzip.compress(b"[1]\n"), gzip.compress(b'{"a": 1}\n')])
def test_another_file_is_refused(tmp_path: Path, other: bytes) -> None:
    with open_home(tmp_path / "second") as library, pytest.raises(ReadError, match="no exported library"):
        restore(library, other)


def test_an_archive_of_a_newer_version_is_refused(archive: bytes, tmp_path: Path) -> None:
    def date_ahead(lines: Lines) -> None:
        lines[0]["pullquote"] = 2

    with open_home(tmp_path / "second") as library:
        with pytest.raises(ReadError, match="update Pullquote"):
            restore(library, change(archive, date_ahead))
        assert library.catalog.articles() == []
