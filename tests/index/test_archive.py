"""A library as one file: what goes out comes back."""

import gzip
import json
import os
import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from index.archive import read_archive, write_archive
from index.article import revision_of
from index.errors import ReadError, StoreError
from index.library import AddResult, Library
from index.store.catalog.filters import Filters
from index.store.catalog.sources import Source
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


def test_an_earlier_text_of_another_article_is_refused(archive: bytes, tmp_path: Path) -> None:
    def forge(lines: Lines) -> None:
        other: Any = dict(lines[2]["article"])  # type: ignore[call-overload]
        other["text"] = "The harbour of Brenn is closed for good."
        lines[1]["earlier"] = [{**other, "revision": revision_of(other["text"])}]
        lines[3]["earlier"] = [{**lines[3]["article"], "id": "nobody"}]  # type: ignore[dict-item]

    with open_home(tmp_path / "second") as library:
        results = restore(library, change(archive, forge))
        assert [one.status for one in results] == ["failed", "added", "failed"]
        earlier = library.catalog.earlier_revisions([one.id for one in library.catalog.articles()])
        assert "The harbour of Brenn is closed for good." not in {one.text for one in earlier}
        assert_sound(library)


@pytest.mark.parametrize("kind", ["passages", "sentences"])
def test_a_passage_or_sentence_that_is_there_twice_is_refused(archive: bytes, tmp_path: Path, kind: str) -> None:
    def double(lines: Lines) -> None:
        record: Any = lines[1]
        doubled = record["passages"] if kind == "passages" else record["passages"][0]["sentences"]
        doubled.append(doubled[0])

    with open_home(tmp_path / "second") as library:
        assert [one.status for one in restore(library, change(archive, double))] == ["failed", "added", "added"]
        assert_sound(library)


def test_questions_that_can_t_be_asked_are_left_out(archive: bytes, tmp_path: Path) -> None:
    def spoil(lines: Lines) -> None:
        (question, filters), unspoken = lines[0]["watches"][0], {"language": "no language"}  # type: ignore[index]
        others = [("", filters), (" ?!\n", filters), ("why " * 600, filters), (question, {**filters, **unspoken})]
        lines[0]["watches"] = [*others, (question, filters)]

    with open_home(tmp_path / "second") as library:
        restore(library, change(archive, spoil))
        assert [one.question for one in library.catalog.watches.all()] == ["Is the bridge open?"]


def test_paths_that_no_article_comes_from_are_not_remembered(archive: bytes, tmp_path: Path) -> None:
    secret, news = tmp_path / "secret", tmp_path / "news"
    secret.mkdir()
    news.mkdir()
    (news / "a.txt").touch()
    (tmp_path / "ne").touch()
    web = "https://news.example/feed"

    def ask_for_more(lines: Lines) -> None:
        paths = [news, news / "a.txt", news / "b.txt", secret, tmp_path / "ne"]
        odd = [os.path.relpath(news), "", "a\0b", "x" * 9000, "file:///etc/passwd", "ftp://news.example/"]
        addresses = [*map(str, paths), *odd]
        lines[0]["sources"] = [{"address": one, "collection": None} for one in [*addresses, web]]
        lines[0]["sources"].append({"address": f"{web}/2", "collection": "a\nb"})  # type: ignore[attr-defined]

    with open_home(tmp_path / "second") as library:
        restore(library, change(archive, ask_for_more))
        assert {one.address for one in library.catalog.sources.all()} == {web, str(news), str(news / "a.txt")}


def test_a_refused_article_makes_no_path_a_source(archive: bytes, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").touch()

    def forge(lines: Lines) -> None:
        lines[1]["article"]["source"] = str(tmp_path / "secret.txt")  # type: ignore[index]
        lines[0]["sources"] = [{"address": str(tmp_path / "secret.txt"), "collection": None}]

    with open_home(tmp_path / "second") as library:
        assert restore(library, change(archive, forge))[0].status == "failed"
        assert library.catalog.sources.all() == []


class Busy:
    """A catalog in which an article changes for some times between its text and its passages being read."""

    def __init__(self, library: Library, source: str, times: int) -> None:
        self._library = library
        self._source = source
        self._times = times
        self.listed = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._library.catalog, name)

    def passages_of(self, identity: str) -> object:
        if self._times:
            self._times -= 1
            add(self._library, self._source, f"The bridge of Brenn was opened {self._times} times.")
        return self._library.catalog.passages_of(identity)

    @property
    def collections(self) -> Any:
        self.listed += 1
        return self._library.catalog.collections


def write_busily(library: Library, source: str, times: int) -> tuple[bytes, Busy]:
    catalog = Busy(library, source, times)
    busy: Any = SimpleNamespace(catalog=catalog, vectors=library.vectors)
    return b"".join(write_archive(busy)), catalog


def test_an_article_that_changes_while_it_is_exported_is_read_again(tmp_path: Path) -> None:
    with open_home(tmp_path / "first") as library:
        add(library, "c.txt", "The bridge of Brenn is shut.")
        written, _ = write_busily(library, "c.txt", 3)
    with open_home(tmp_path / "second") as library:
        assert [one.status for one in restore(library, written)] == ["added"]
        assert find_nearest(library, "bridge") == "c.txt"
        assert_sound(library)


def test_one_that_never_settles_is_told_in_a_line(tmp_path: Path) -> None:
    with open_home(tmp_path / "first") as library:
        add(library, "c.txt", "The bridge of Brenn is shut.")
        with pytest.raises(StoreError, match=r"c\.txt changes while it is exported"):
            write_busily(library, "c.txt", 1000)


def test_collections_are_read_once_for_all_articles(tmp_path: Path) -> None:
    with open_home(tmp_path / "first") as library:
        added = [add(library, f"{name}.txt", f"The ferry {name} sank.") for name in "abcd"]
        library.collect("Sea", [str(one.article_id) for one in added[:2]])
        written, catalog = write_busily(library, "a.txt", 0)
    assert catalog.listed == 1
    assert sorted(map(str, (one["collections"] for one in lines_of(written)[1:]))) == ["['Sea']"] * 2 + ["[]"] * 2


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


@pytest.mark.parametrize(
    "other", [b"", b"plain words", gzip.compress(b"[1]\n", mtime=0), gzip.compress(b"{}\n", mtime=0)]
)
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
