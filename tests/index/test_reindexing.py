"""A library made anew beside the old one."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from index.errors import EmbedderChangedError, EmbeddingError, StoreBusyError, StoreError
from index.library import Library
from index.reindexing import reindex
from index.store.catalog.fetched import Validators
from index.store.catalog.filters import Filters
from index.store.catalog.sources import Source
from index.store.home import replace_home
from tests.fakes import FakeEmbedder
from tests.index.libraries import add, assert_sound, find_nearest, open_home

TEXTS = {f"s{number}": f"Ferry {number} waited. It was called Boat{number}." for number in range(6)}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """With six articles, one of them in an earlier text, too, in a collection."""
    home = tmp_path / "home"
    with open_home(home) as library:
        for source, text in TEXTS.items():
            result = add(library, source, text)
        add(library, "s0", "Ferry 0 sank.")
        library.collect("Boats", [str(result.article_id)])
        library.catalog.sources.remember(Source("/news"))
        library.catalog.watches.add("Who waited?", Filters())
    return home


@pytest.fixture
def library(home: Path) -> Iterator[Library]:
    with open_home(home) as library:
        yield library


def statuses(library: Library) -> list[str]:
    return [one.status for one in reindex(library)]


def test_with_the_same_embedder_nothing_is_embedded_and_all_stays(home: Path) -> None:
    fake = FakeEmbedder()
    with open_home(home, fake) as library:
        before = library.catalog.ids()
        assert statuses(library) == ["added"] * 6
        assert fake.embedded == []
        assert [sorted(ids) for ids in library.catalog.ids()] == [sorted(ids) for ids in before]
        assert_sound(library)
    assert sorted(one.name for one in home.iterdir()) == ["catalog.sqlite3", "lock", "vectors"]


def test_what_is_beside_the_articles_stays(library: Library) -> None:
    (sunk,) = [one for one in library.catalog.articles() if one.source == "s0"]
    statuses(library)
    assert [one.text for one in library.catalog.earlier_revisions([sunk.id])] == [TEXTS["s0"]]
    assert [one.name for one in library.catalog.collections.all()] == ["Boats"]
    assert library.catalog.sources.all() == [Source("/news")]
    assert [one.question for one in library.catalog.watches.all()] == ["Who waited?"]


def test_another_embedder_takes_the_library_over(home: Path) -> None:
    other = FakeEmbedder(name="other", dimension=200)
    with open_home(home, other) as library:
        with pytest.raises(EmbedderChangedError, match="pullquote reindex"):
            _ = library.embedder
        assert statuses(library) == ["added"] * 6
        assert_sound(library)
        assert add(library, "s9", "The mill stands still.").status == "added"
    with open_home(home, FakeEmbedder(name="other", dimension=200)) as library:
        assert find_nearest(library, "Ferry 3 waited.") == "s3"
        assert_sound(library)


def test_an_interrupted_run_is_gone_on_with(home: Path) -> None:
    with open_home(home, FakeEmbedder(name="other", fails_on="Boat4")) as library, pytest.raises(EmbeddingError):
        statuses(library)
    with open_home(home) as library:  # the old one answers
        assert find_nearest(library, "Ferry 3 waited.") == "s3"
    other = FakeEmbedder(name="other")
    with open_home(home, other) as library:
        assert statuses(library).count("unchanged") >= 3
        assert 0 < len(other.embedded) < 10
        assert_sound(library)


def test_an_interrupted_run_with_another_embedder_is_begun_anew(home: Path) -> None:
    with open_home(home, FakeEmbedder(name="other", fails_on="Boat4")) as library, pytest.raises(EmbeddingError):
        statuses(library)
    with open_home(home, FakeEmbedder(name="third", dimension=200)) as library:
        assert statuses(library) == ["added"] * 6
        assert_sound(library)


def test_what_is_added_removed_or_changed_meanwhile_is_there_in_the_end(library: Library) -> None:
    results = reindex(library)
    next(results)
    add(library, "s9", "The mill stands still.")
    add(library, "s1", "Ferry 1 sank.")
    (gone,) = [one for one in library.catalog.articles() if one.source == "s2"]
    library.remove(gone.id)
    list(results)
    assert sorted(one.source for one in library.catalog.articles()) == ["s0", "s1", "s3", "s4", "s5", "s9"]
    assert find_nearest(library, "Ferry 1 sank.") == "s1"
    assert_sound(library)


def test_the_old_index_answers_until_the_new_one_is_whole(library: Library) -> None:
    results = reindex(library)
    for _ in range(5):
        next(results)
        assert find_nearest(library, "Ferry 3 waited.") == "s3"
    list(results)
    assert find_nearest(library, "Ferry 3 waited.") == "s3"


class Reader(threading.Thread):
    """Asks the vectors again and again until it is done or refused."""

    def __init__(self, library: Library) -> None:
        super().__init__()
        self.answers, self.errors = 0, list[BaseException]()
        self._nearest = library.vectors.nearest  # as whoever asks keeps it
        self._vector = FakeEmbedder().embed_question("Ferry 3 waited.")
        self._done = threading.Event()

    def run(self) -> None:
        while not self._done.is_set() and not self.errors:
            try:
                self._nearest("passages", self._vector, 3)
                self.answers += 1
            except BaseException as error:  # noqa: BLE001  # it is looked at below
                self.errors.append(error)

    def end(self) -> None:
        self._done.set()
        self.join()


@contextmanager
def reading(library: Library) -> Iterator[list[Reader]]:
    """Let three threads read while the block runs."""
    readers = [Reader(library) for _ in range(3)]
    for one in readers:
        one.start()
    yield readers
    for one in readers:
        one.end()


def test_who_reads_meanwhile_is_answered_and_the_library_goes_on(library: Library) -> None:
    with reading(library) as readers:
        for _ in range(2):
            assert statuses(library) == ["added"] * 6
        assert find_nearest(library, "Ferry 3 waited.") == "s3"
    assert [one.errors for one in readers] == [[], [], []]
    assert all(one.answers for one in readers)
    assert add(library, "s9", "The mill stands still.").status == "added"
    assert statuses(library) == ["added"] * 7
    assert_sound(library)


def test_who_reads_while_it_is_closed_is_refused_and_starts_nothing(home: Path) -> None:
    with open_home(home) as library, reading(library) as readers:
        library.close()
        for one in readers:
            one.join(30)
    assert [type(error) for one in readers for error in one.errors] == [StoreError] * 3
    assert all("is closed; nothing was changed" in str(one.errors) for one in readers)
    with open_home(home) as again:
        assert_sound(again)
        for call in (library.catalog.articles, lambda: library.vectors.count("passages")):
            with pytest.raises(StoreError, match="is closed"):
                call()
        assert_sound(again)


class Delayed:
    """Stands before the vectors; before they are replaced there is time for something else."""

    def __init__(self, behind: Any, meanwhile: Callable[[], object]) -> None:
        self._behind, self._meanwhile = behind, [meanwhile]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._behind, name)

    def replace(self, change: Callable[[], bool]) -> bool:
        while self._meanwhile:
            self._meanwhile.pop()()
        return bool(self._behind.replace(change))


def test_what_is_written_while_the_vectors_are_closed_stays(library: Library) -> None:
    vectors = library._vector_process
    add_watch = partial(library.catalog.watches.add, "Who sank?", Filters())
    library._vector_process = Delayed(vectors, add_watch)  # type: ignore[assignment]
    assert statuses(library) == ["added"] * 6 + ["unchanged"] * 6
    library._vector_process = vectors
    assert [one.question for one in library.catalog.watches.all()] == ["Who waited?", "Who sank?"]
    assert_sound(library)


def test_what_is_forgotten_meanwhile_does_not_come_back(library: Library) -> None:
    results = reindex(library)
    next(results)
    library.catalog.set_meta("seen", "one")  # so that all is gone through again
    for _ in range(6):
        next(results)
    (watch,) = library.catalog.watches.all()
    library.catalog.watches.remove(watch.id)
    library.catalog.sources.forget("/news")
    library.uncollect("Boats", library.catalog.collections.get("Boats").articles)
    list(results)
    assert library.catalog.watches.all() == []
    assert library.catalog.sources.all() == []
    assert library.catalog.collections.all() == []
    assert (library.catalog.embedder, library.catalog.get_meta("seen")) == ("fake", "one")


def test_what_is_added_to_a_collection_meanwhile_is_in_it(library: Library) -> None:
    results = reindex(library)
    next(results)
    added = str(add(library, "s9", "The mill stands still.").article_id)
    library.collect("Boats", [added])
    list(results)
    assert added in library.catalog.collections.get("Boats").articles
    assert len(library.catalog.collections.get("Boats").articles) == 2
    assert_sound(library)


def test_what_servers_said_of_pages_stays(library: Library) -> None:
    library.catalog.fetched.remember("s1", Validators('"1"'))
    statuses(library)
    assert library.catalog.fetched.validators("s1") == Validators('"1"')


def test_a_second_run_at_once_is_refused_and_a_later_one_is_not(library: Library) -> None:
    first = reindex(library)
    next(first)
    with pytest.raises(StoreBusyError, match="is being indexed anew already; wait for that"):
        next(reindex(library))
    assert len(list(first)) == 5
    given_up = reindex(library)
    next(given_up)
    given_up.close()  # type: ignore[attr-defined]
    assert len(statuses(library)) == 6
    assert_sound(library)


@pytest.mark.parametrize("stage", ["catalog moved", "nothing moved", "vectors removed"])
def test_a_swap_that_was_interrupted_is_finished_when_the_home_is_next_opened(home: Path, stage: str) -> None:
    with open_home(home / "reindexing", FakeEmbedder(name="other")) as fresh:
        add(fresh, "new", "The mill stands still.")
    ready = home / "reindexed"
    (home / "reindexing").rename(ready)
    if stage != "nothing moved":
        (ready / "catalog.sqlite3").replace(home / "catalog.sqlite3")
    if stage == "vectors removed":
        replace_home(home, _make_copy(home, ready))
    with open_home(home, FakeEmbedder(name="other")) as library:
        assert [one.source for one in library.catalog.articles()] == ["new"]
        assert find_nearest(library, "The mill stands still.") == "new"
        assert_sound(library)
    assert not ready.exists()


def _make_copy(home: Path, ready: Path) -> Path:
    return ready.rename(home / "reindexing")
