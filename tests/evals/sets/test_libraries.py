"""The library that a set is asked about: indexed once, kept, and made again when it has to be."""

from dataclasses import replace
from pathlib import Path

import pytest

from evals.errors import SetError
from evals.run.runner import run_set
from evals.score.record import read_records
from evals.sets.cases import QuestionSet
from evals.sets.libraries import library_articles, library_folder, library_for
from index.article import Draft
from index.store.lock import lock
from tests.evals.news import CASES, NEWS, TEXTS, configured, news, silent
from tests.fakes import FakeEmbedder
from tests.rag.making import library_of

CHANGED = (*NEWS[1:], replace(NEWS[0], text=f"{TEXTS['ferry']} It is painted blue."))


def sources(questions: QuestionSet, home: Path, embedder: FakeEmbedder) -> set[str]:
    """The articles that a set is asked about."""
    with library_for(questions, home, embedder, silent) as library:
        return {one.source for one in library_articles(library)}


def kept(home: Path) -> list[str]:
    return sorted(path.name for path in (home / "evals" / "libraries").iterdir())


def test_a_set_s_articles_are_indexed_once_and_kept(tmp_path: Path, fake: FakeEmbedder) -> None:
    assert sources(news(), tmp_path, fake) == {one.source for one in NEWS}
    assert set(TEXTS.values()) <= set(fake.embedded)
    count = len(fake.embedded)
    assert sources(news(*CASES[:2]), tmp_path, fake) == {one.source for one in NEWS}
    assert len(fake.embedded) == count
    assert len(kept(tmp_path)) == 1


def test_the_home_s_own_library_stays_as_it_is(tmp_path: Path, fake: FakeEmbedder) -> None:
    with library_of(tmp_path, NEWS[0], embedder=fake):
        pass
    sources(news(), tmp_path, fake)
    assert sources(news(drafts=None), tmp_path, fake) == {NEWS[0].source}


def test_articles_that_changed_are_indexed_anew_and_the_older_library_is_deleted(
    tmp_path: Path, fake: FakeEmbedder
) -> None:
    sources(news(), tmp_path, fake)
    before = kept(tmp_path)
    with library_for(news(drafts=CHANGED), tmp_path, fake, silent) as library:
        assert any("painted blue" in one.text for one in library_articles(library))
    assert len(kept(tmp_path)) == 1
    assert kept(tmp_path) != before


def test_libraries_of_other_sets_and_other_embedders_stay(tmp_path: Path, fake: FakeEmbedder) -> None:
    sources(news(), tmp_path, fake)
    sources(news(), tmp_path, FakeEmbedder(name="another"))
    sources(QuestionSet("news-of-old", CASES, NEWS), tmp_path, fake)
    before = kept(tmp_path)
    assert len(before) == 3
    sources(news(drafts=CHANGED), tmp_path, fake)
    assert len(set(kept(tmp_path)) & set(before)) == 2
    assert len(kept(tmp_path)) == 3


def test_an_older_library_in_use_is_not_deleted(tmp_path: Path, fake: FakeEmbedder) -> None:
    sources(news(), tmp_path, fake)
    with lock(library_folder(news(), tmp_path, fake), writing=False, wait=0):
        sources(news(drafts=CHANGED), tmp_path, fake)
        assert len(kept(tmp_path)) == 2
    sources(news(drafts=CHANGED), tmp_path, fake)
    assert len(kept(tmp_path)) == 1


def test_an_interrupted_indexing_is_gone_on_with(tmp_path: Path, fake: FakeEmbedder) -> None:
    def interrupting(name: str, done: int, total: int) -> None:
        assert (name, total) == ("indexing news", len(NEWS))
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), library_for(news(), tmp_path, fake, interrupting):
        pass
    count = len(fake.embedded)
    assert count > 0
    assert sources(news(), tmp_path, fake) == {one.source for one in NEWS}
    assert len(fake.embedded) == len(set(fake.embedded)) > count


def test_an_article_that_can_not_be_indexed_is_told(tmp_path: Path) -> None:
    broken = FakeEmbedder(fails_on="dugongs")
    with pytest.raises(SetError, match=r"/news/dugong.txt can't be indexed: the fake embedder was told to fail"):
        sources(news(), tmp_path, broken)
    with pytest.raises(SetError, match=r"/news/empty.txt can't be indexed"):
        sources(news(drafts=(*NEWS, Draft("/news/empty.txt", " "))), tmp_path, FakeEmbedder())


def test_a_set_without_articles_is_asked_of_the_home_s(tmp_path: Path, fake: FakeEmbedder) -> None:
    with library_of(tmp_path, NEWS[0], embedder=fake):
        pass
    folder, summary = run_set(news(*CASES[:3], drafts=None), configured(tmp_path, embedder=fake), silent)
    assert summary.metrics["right"].n == 3
    assert {one.source for record in read_records(folder) for one in record.passages} == {NEWS[0].source}
    assert not (tmp_path / "evals" / "libraries").exists()


def test_a_home_without_articles_is_told_before_anything_is_asked(tmp_path: Path) -> None:
    with pytest.raises(SetError, match=r"home has no articles to ask about; add some, or give a set"):
        run_set(news(drafts=None), configured(tmp_path / "home"), silent)
    assert not (tmp_path / "home" / "evals").exists()
