"""The library: what is added is found, whatever happens in between."""

import threading
from datetime import date
from pathlib import Path

import pytest

from index.article import ReadFailure
from index.errors import EmbedderChangedError
from index.library import AddResult, Library
from index.read.files import read
from tests.fakes import FakeEmbedder
from tests.index.libraries import add, assert_sound, find_nearest, make_draft, open_home


class TestAdding:
    def test_an_added_article_is_found_by_passage_by_sentence_and_by_word(self, library: Library) -> None:
        outcome = add(library, "a", "The harbour froze. Ferries waited.")
        add(library, "b", "Tea is served hot.")
        assert (outcome.status, outcome.error) == ("added", None)
        assert outcome.tokens > 0
        assert find_nearest(library, "harbour ferries") == "a"
        assert find_nearest(library, "ferries waited", "sentences") == "a"
        assert len(library.catalog.full_text.search(["ferries"], 5)) == 1
        assert_sound(library)

    def test_what_is_unchanged_is_not_embedded_again(self, library: Library, fake: FakeEmbedder, home: Path) -> None:
        drafts = [make_draft(f"s{number}", f"Ferry {number} waited. It was cold.") for number in range(10)]
        assert {library.add(one).status for one in drafts} == {"added"}
        embedded, size = len(fake.embedded), sum(path.stat().st_size for path in home.rglob("*") if path.is_file())
        for _ in range(5):
            assert {(outcome.status, outcome.tokens) for outcome in map(library.add, drafts)} == {("unchanged", 0)}
        assert len(fake.embedded) == embedded
        assert sum(path.stat().st_size for path in home.rglob("*") if path.is_file()) == size

    def test_the_same_words_are_embedded_once_in_an_article(self, library: Library, fake: FakeEmbedder) -> None:
        add(library, "a", "It was cold. " * 5 + "It thawed.")
        assert sorted(fake.embedded, key=len)[:2] == ["It thawed.", "It was cold."]
        assert len(fake.embedded) == 3

    def test_a_changed_text_is_an_update_and_the_old_words_still_open(self, library: Library) -> None:
        first = add(library, "a", "It froze on Monday.")
        before = library.catalog.article(str(first.article_id))
        second = add(library, "a", "It thawed on Sunday.")
        assert (second.status, second.article_id) == ("updated", first.article_id)
        assert before is not None
        old = library.catalog.article(before.id, before.revision)
        assert old is not None
        assert old.text == "It froze on Monday."
        assert library.catalog.full_text.search(["monday"], 5) == []
        assert library.vectors.count("passages") == 1
        assert_sound(library)

    def test_a_text_that_changes_back_is_found_again(self, library: Library) -> None:
        for text in ("It froze on Monday.", "It thawed on Sunday.", "It froze on Monday."):
            add(library, "a", text)
        assert_sound(library)
        assert library.catalog.counts() == (1, 1, 1)

    def test_new_metadata_alone_embeds_nothing(self, library: Library, fake: FakeEmbedder) -> None:
        add(library, "a", "The harbour froze.", title="Ice")
        embedded = len(fake.embedded)
        outcome = add(library, "a", "The harbour froze.", title="Cold", published=date(2026, 1, 16))
        assert (outcome.status, outcome.tokens, len(fake.embedded)) == ("updated", 0, embedded)
        assert [article.title for article in library.catalog.articles()] == ["Cold"]
        assert_sound(library)

    def test_what_cant_be_added_is_a_result_that_says_why(self, library: Library) -> None:
        assert library.add(ReadFailure("x", "it is empty")) == AddResult("x", "failed", error="it is empty")
        outcome = add(library, "y", "\u200b")
        assert (outcome.status, outcome.error) == ("failed", "there are no words in it")

    def test_a_file_that_moved_stays_one_article_with_its_earlier_texts(self, library: Library, tmp_path: Path) -> None:
        old, new = str(tmp_path / "old.txt"), str(tmp_path / "new.txt")
        Path(old).touch()
        add(library, old, "It froze on Monday.")
        (cited,) = library.catalog.articles()
        before = add(library, old, "It thawed on Sunday.")
        Path(old).unlink()
        moved = add(library, new, "It thawed on Sunday.")
        assert (moved.status, moved.moved_from) == ("updated", old)
        assert [article.source for article in library.catalog.articles()] == [new]
        assert library.catalog.article(str(before.article_id)) is None
        opened = library.catalog.article(cited.id, cited.revision)
        assert opened
        assert (opened.id, opened.text) == (moved.article_id, "It froze on Monday.")
        earlier = library.catalog.earlier_revisions([str(moved.article_id)])
        assert [article.text for article in earlier] == ["It froze on Monday."]
        assert library.vectors.count("passages") == 1
        assert_sound(library)
        assert add(library, new, "It thawed on Sunday.").status == "unchanged"

    def test_a_copy_is_no_move_while_the_first_file_is_there(self, library: Library, tmp_path: Path) -> None:
        old, new = tmp_path / "old.txt", tmp_path / "new.txt"
        old.touch()
        add(library, str(old), "It thawed on Sunday.")
        copied = add(library, str(new), "It thawed on Sunday.")
        assert (copied.status, copied.moved_from) == ("added", None)
        old.unlink()
        told = add(library, str(new), "It thawed on Sunday.")
        assert (told.status, told.moved_from) == ("updated", str(old))
        assert len(library.catalog.articles()) == 1
        assert_sound(library)

    def test_a_line_of_a_file_moves_with_it(self, library: Library, tmp_path: Path) -> None:
        add(library, f"{tmp_path / 'old.jsonl'}#7", "It thawed on Sunday.")
        (tmp_path / "kept.jsonl").touch()
        add(library, f"{tmp_path / 'kept.jsonl'}#7", "It froze on Monday.")
        moved = add(library, f"{tmp_path / 'new.jsonl'}#7", "It thawed on Sunday.")
        kept = add(library, f"{tmp_path / 'new.jsonl'}#8", "It froze on Monday.")
        assert moved.moved_from == f"{tmp_path / 'old.jsonl'}#7"
        assert (kept.status, kept.moved_from) == ("added", None)

    def test_what_came_from_the_web_or_was_uploaded_never_moved(self, library: Library) -> None:
        for source in ("https://example.org/a", "upload:a.txt"):
            add(library, source, "It thawed on Sunday.")
        assert add(library, "/nowhere/b.txt", "It thawed on Sunday.").moved_from is None
        assert len(library.catalog.articles()) == 3

    def test_two_files_with_the_same_words_are_two_articles(self, library: Library) -> None:
        first, second = (add(library, source, "The harbour froze.") for source in ("a", "b"))
        library.remove(str(first.article_id))
        assert [article.id for article in library.catalog.articles()] == [second.article_id]
        assert find_nearest(library, "harbour") == "b"
        assert_sound(library)

    def test_an_article_of_six_thousand_sentences_is_added_whole(self, library: Library) -> None:
        outcome = add(library, "a", " ".join(f"Ferry number {number} waited." for number in range(6000)))
        assert outcome.status == "added"
        assert library.catalog.counts()[2] == library.vectors.count("sentences") == 6000
        assert find_nearest(library, "Ferry number 5999 waited.", "sentences") == "a"
        assert library.find_problems() == []

    def test_an_article_outlives_its_file(self, library: Library, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_text("The harbour froze.")
        (found,) = read(path)
        outcome = library.add(found)
        path.unlink()
        kept = library.catalog.article(str(outcome.article_id))
        assert kept is not None
        assert (kept.text, kept.source) == ("The harbour froze.", str(path))

    def test_threads_may_add_at_the_same_time(self, library: Library) -> None:
        def work(name: str) -> None:
            for number in range(5):
                add(library, f"{name}{number}", f"Ferry {name} number {number} waited.")

        threads = [threading.Thread(target=work, args=(name,)) for name in "abcd"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert library.catalog.counts()[0] == 20
        assert_sound(library)


class TestRemoving:
    def test_a_removed_article_is_forgotten(self, library: Library) -> None:
        outcome = add(library, "a", "It froze on Monday.")
        add(library, "a", "It thawed on Sunday.")
        removed = library.remove(str(outcome.article_id))
        assert removed is not None
        assert removed.text == "It thawed on Sunday."
        assert library.catalog.counts() == (0, 0, 0)
        assert (library.vectors.count("passages"), library.vectors.count("sentences")) == (0, 0)
        assert find_nearest(library, "thawed") is None
        assert library.find_problems() == []

    def test_removing_nothing_is_none(self, library: Library) -> None:
        assert library.remove("nobody") is None

    def test_every_live_passage_is_reached_after_many_removals_and_updates(self, library: Library) -> None:
        ids = [add(library, f"s{n}", f"Ferry {n} waited. Its name was Boat{n}.").article_id for n in range(30)]
        for identity in ids[::2]:
            library.remove(str(identity))
        for number in range(1, 30, 6):
            add(library, f"s{number}", f"Ship {number} sailed. Its name was Sail{number}.")
        assert library.catalog.counts()[0] == 15
        assert find_nearest(library, "Its name was Sail7.", "sentences") == "s7"
        assert_sound(library)


class TestAnEmbedderThatFails:
    def test_the_old_version_still_answers(self, library: Library, fake: FakeEmbedder) -> None:
        add(library, "a", "It froze on Monday. Ferries waited.")
        fake.fails_on = "Sunday"
        outcome = add(library, "a", "It thawed on Sunday. Ferries waited.")
        assert outcome.status == "failed"
        assert outcome.error == "the fake embedder was told to fail"
        assert len(library.catalog.full_text.search(["monday"], 5)) == 1
        assert find_nearest(library, "froze monday") == "a"
        assert_sound(library)

    def test_failing_in_a_later_batch_adds_nothing(self, library: Library, fake: FakeEmbedder) -> None:
        fake.fails_on = "until spring"
        text = " ".join(f"Ferry number {number} waited." for number in range(600))
        outcome = add(library, "a", f"{text} All of them waited until spring.")
        assert outcome.status == "failed"
        assert fake.embedded
        assert library.catalog.counts() == (0, 0, 0)
        assert library.find_problems() == []


class TestAnotherEmbedder:
    @pytest.mark.parametrize("dimension", [64, 32])
    def test_it_is_refused_and_both_are_named(self, home: Path, dimension: int) -> None:
        with open_home(home) as library:
            add(library, "a", "The harbour froze.")
        with open_home(home, FakeEmbedder(name="other", dimension=dimension)) as library:
            with pytest.raises(EmbedderChangedError, match=r"fake.*other.*reindex"):
                add(library, "b", "Ferries waited.")
            assert library.catalog.counts()[0] == library.vectors.count("passages") == 1
            assert library.find_problems() == ["the vectors come from fake, but now other embeds"]
        with open_home(home) as library:
            assert find_nearest(library, "harbour") == "a"

    @pytest.mark.parametrize("dimension", [64, 32])
    def test_repairing_indexes_everything_with_it(self, home: Path, dimension: int) -> None:
        with open_home(home) as library:
            add(library, "a", "The harbour froze. Ferries waited.")
            add(library, "b", "Tea is hot.")
        other = FakeEmbedder(name="other", dimension=dimension)
        with open_home(home, other) as library:
            assert library.repair() == len(other.embedded) == 4
            assert find_nearest(library, "harbour") == "a"
            add(library, "c", "It thawed.")
            assert_sound(library)
        with open_home(home, other) as library:
            assert_sound(library)

    def test_repairing_what_is_sound_embeds_nothing(self, library: Library, fake: FakeEmbedder) -> None:
        add(library, "a", "The harbour froze.")
        embedded = len(fake.embedded)
        assert library.repair() == 0
        assert len(fake.embedded) == embedded
