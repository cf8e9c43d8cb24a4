"""Sources read again: what is new, changed, gone, back."""

import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from index.ingestion import Ingestion, resolve
from index.library import AddResult, Library
from index.settings import FetchSettings
from index.store.catalog.sources import Source
from tests.index.libraries import assert_sound, open_home


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_home(tmp_path / "home") as library:
        yield library


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    (folder / "june").mkdir(parents=True)
    (folder / "ferry.txt").write_text("The ferry Marelle sank off Brenn on Monday.")
    (folder / "june" / "bridge.txt").write_text("The bridge of Brenn opened on Tuesday.")
    return folder


def add(library: Library, path: Path) -> list[tuple[str, str]]:
    return statuses(Ingestion(library, FetchSettings()).add([Source(resolve(str(path)))]))


def sync(library: Library, *, prune: bool = False, only: Sequence[str] = ()) -> Iterator[AddResult]:
    return Ingestion(library, FetchSettings()).sync(prune=prune, only=only)


def statuses(results: Iterator[AddResult]) -> list[tuple[str, str]]:
    return [(Path(one.source).name, one.status) for one in results]


def test_a_source_that_gave_an_article_is_remembered(library: Library, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    add(library, folder)
    add(library, tmp_path / "empty.txt")
    add(library, tmp_path / "nowhere")
    assert library.catalog.sources.all() == [Source(str(folder.resolve()))]


def test_a_sync_tells_what_is_new_changed_gone_and_unchanged(library: Library, folder: Path) -> None:
    (folder / "mill.txt").write_text("The mill stands still.")
    add(library, folder)
    (folder / "ferry.txt").write_text("The ferry Marelle was raised on Friday.")
    (folder / "tower.txt").write_text("The tower of Brenn was sold.")
    (folder / "mill.txt").unlink()
    assert sorted(statuses(sync(library))) == [
        ("bridge.txt", "unchanged"),
        ("ferry.txt", "updated"),
        ("mill.txt", "gone"),
        ("tower.txt", "added"),
    ]
    assert len(library.catalog.articles()) == 4
    assert_sound(library)


def test_an_article_that_is_gone_is_removed_only_if_that_is_wanted(library: Library, folder: Path) -> None:
    add(library, folder)
    (folder / "ferry.txt").unlink()
    assert ("ferry.txt", "gone") in statuses(sync(library))
    assert ("ferry.txt", "removed") in statuses(sync(library, prune=True))
    assert [Path(one.source).name for one in library.catalog.articles()] == ["bridge.txt"]
    assert_sound(library)


def test_an_earlier_citation_opens_its_words_after_a_sync(library: Library, folder: Path) -> None:
    add(library, folder)
    (before,) = [one for one in library.catalog.articles() if one.source.endswith("ferry.txt")]
    (folder / "ferry.txt").write_text("The ferry Marelle was raised on Friday.")
    list(sync(library))
    kept = library.catalog.article(before.id, before.revision)
    assert kept is not None
    assert kept.text == "The ferry Marelle sank off Brenn on Monday."


def test_a_lost_folder_is_a_failure_and_loses_no_article(library: Library, folder: Path) -> None:
    add(library, folder)
    folder.rename(folder.with_name("elsewhere"))
    assert statuses(sync(library, prune=True)) == [("news", "failed")]
    assert len(library.catalog.articles()) == 2


def test_a_file_that_cannot_be_read_is_a_failure_and_not_gone(library: Library, folder: Path) -> None:
    add(library, folder)
    (folder / "ferry.txt").write_bytes(b"\x00\x01\x02" * 50)
    assert ("ferry.txt", "failed") in statuses(sync(library, prune=True))
    assert len(library.catalog.articles()) == 2


def test_a_file_added_by_itself_and_deleted_is_gone(library: Library, folder: Path) -> None:
    add(library, folder / "ferry.txt")
    (folder / "ferry.txt").unlink()
    assert statuses(sync(library)) == [("ferry.txt", "gone")]


def test_a_line_that_is_no_longer_in_its_file_is_gone(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "wire.jsonl"
    lines = [json.dumps({"id": name, "text": f"The {name} of Brenn was sold."}) for name in ("tower", "mill")]
    path.write_text("\n".join(lines))
    add(library, path)
    path.write_text(lines[0])
    assert statuses(sync(library, prune=True)) == [
        ("wire.jsonl#tower", "unchanged"),
        ("wire.jsonl#mill", "removed"),
    ]


def test_articles_beside_a_folder_whose_name_begins_alike_are_not_its_own(library: Library, folder: Path) -> None:
    other = folder.with_name("news-old")
    other.mkdir()
    (other / "mill.txt").write_text("The mill stands still.")
    add(library, other / "mill.txt")
    assert ("mill.txt", "gone") not in add(library, folder)


def test_a_forgotten_source_is_not_read_again_and_its_articles_stay(library: Library, folder: Path) -> None:
    add(library, folder)
    assert library.catalog.sources.forget(resolve(str(folder)))
    assert not library.catalog.sources.forget(resolve(str(folder)))
    assert list(sync(library)) == []
    assert len(library.catalog.articles()) == 2


def test_what_comes_from_a_source_belongs_to_its_collection(library: Library, folder: Path) -> None:
    list(Ingestion(library, FetchSettings()).add([Source(resolve(str(folder)), "Harbour")]))
    (folder / "tower.txt").write_text("The tower of Brenn was sold.")
    list(sync(library, only=[str(folder.resolve() / "tower.txt")]))
    assert len(library.catalog.collections.get("Harbour").articles) == 3


def test_only_some_files_are_read_again(library: Library, folder: Path, tmp_path: Path) -> None:
    add(library, folder)
    (folder / ".hidden.txt").write_text("The mill stands still.")
    (tmp_path / "beside.txt").write_text("The tower of Brenn was sold.")
    (folder / "june" / "bridge.txt").unlink()
    (folder / "ferry.txt").write_text("The ferry Marelle was raised on Friday.")
    changed = [
        folder / "ferry.txt",
        folder / ".hidden.txt",
        tmp_path / "beside.txt",
        folder / "june" / "bridge.txt",
        folder / "~ferry.txt",
    ]
    results = sync(library, only=[str(path.resolve()) for path in changed])
    assert statuses(results) == [("ferry.txt", "updated"), ("bridge.txt", "gone")]


def test_an_emptied_folder_is_a_failure_as_its_disk_may_not_be_mounted(library: Library, folder: Path) -> None:
    add(library, folder)
    shutil.rmtree(folder)
    folder.mkdir()
    assert statuses(sync(library, prune=True)) == [("news", "failed")]
    assert len(library.catalog.articles()) == 2


def test_files_added_one_by_one_are_not_gone_with_their_disk(library: Library, folder: Path) -> None:
    add(library, folder / "ferry.txt")
    shutil.rmtree(folder)
    folder.mkdir()
    assert statuses(sync(library, prune=True)) == [("ferry.txt", "failed")]
    assert len(library.catalog.articles()) == 1


def test_what_is_added_while_a_folder_is_read_is_not_gone(library: Library, folder: Path) -> None:
    add(library, folder)
    results = sync(library, prune=True)
    next(results)
    (folder / "later.txt").write_text("The tower of Brenn was sold.")
    add(library, folder / "later.txt")
    assert {one.status for one in results} == {"unchanged"}


def test_a_hidden_file_that_was_added_by_name_is_not_gone_from_its_folder(library: Library, folder: Path) -> None:
    (folder / ".notes").mkdir()
    (folder / ".notes" / "tower.txt").write_text("The tower of Brenn was sold.")
    add(library, folder)
    add(library, folder / ".notes" / "tower.txt")
    assert {status for _, status in statuses(sync(library, prune=True))} == {"unchanged"}


def test_a_file_that_is_read_in_part_loses_none_of_its_articles(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "wire.jsonl"
    lines = [json.dumps({"id": name, "text": f"The {name} of Brenn was sold."}) for name in ("tower", "mill", "pier")]
    path.write_text("\n".join(lines))
    add(library, path)
    path.write_text("\n".join(lines)[:-20])
    told = statuses(sync(library, prune=True))
    assert told == [("wire.jsonl#tower", "unchanged"), ("wire.jsonl#mill", "unchanged"), ("wire.jsonl#3", "failed")]
    assert len(library.catalog.articles()) == 3


def test_links_out_of_a_folder_are_not_followed_while_it_is_watched(
    library: Library, folder: Path, tmp_path: Path
) -> None:
    add(library, folder)
    (tmp_path / "secret.txt").write_text("The safe of Brenn holds nothing.")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "away").symlink_to(tmp_path)
    assert list(sync(library, only=[str(folder / "link.txt"), str(folder / "away"), f"{folder}#x"])) == []


def test_an_article_taken_out_of_a_collection_stays_out(library: Library, folder: Path) -> None:
    list(Ingestion(library, FetchSettings()).add([Source(resolve(str(folder)), "Harbour")]))
    library.uncollect("Harbour", [one.id for one in library.catalog.articles()])
    list(sync(library))
    assert library.catalog.collections.all() == []


def test_a_source_is_remembered_with_its_first_article(library: Library, folder: Path) -> None:
    next(Ingestion(library, FetchSettings()).add([Source(resolve(str(folder)))]))
    assert [one.address for one in library.catalog.sources.all()] == [str(folder.resolve())]
