"""Every format, from a file to the words of its article."""

from datetime import date
from pathlib import Path

import pytest

from evals.fuzz.files import SENTENCES, TITLE, make_files
from index.article import Article
from index.library import Library
from index.read.files import count_articles, read
from index.read.formats import READERS
from rag.answer import cite
from tests.index.libraries import assert_sound

FILES = make_files()
DOCUMENTED = (Path(__file__).parents[3] / "docs" / "articles.md").read_text(encoding="utf-8")
UNTITLED = {".txt", ".jsonl"}
UNPUBLISHED = {*UNTITLED, ".docx", ".pdf"}


def add(library: Library, path: Path) -> list[Article]:
    outcomes = [library.add(found) for found in read(path)]
    assert [one.error for one in outcomes if one.status != "added"] == []
    articles = [library.catalog.article(str(one.article_id)) for one in outcomes]
    return [one for one in articles if one]


def test_the_formats_are_those_that_are_documented_and_tried() -> None:
    assert set(READERS) == set(FILES)
    assert [suffix for suffix in READERS if f"`{suffix}`" not in DOCUMENTED] == []


@pytest.mark.parametrize("suffix", sorted(set(FILES) - {".zip"}))
def test_a_sentence_of_a_file_is_cited_word_for_word(library: Library, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"quay{suffix}"
    path.write_bytes(FILES[suffix])
    articles = add(library, path)
    for sentence in SENTENCES:
        article = next(one for one in articles if sentence in one.text)
        start = article.text.index(sentence)
        span = next(one for one in library.catalog.passages_of(article.id) if one.start <= start < one.end)
        cited = cite(1, article, span.id, span)
        assert article.text[cited.start : cited.end] == cited.quote
        assert sentence in cited.quote
        assert (cited.page is not None) == (suffix == ".pdf")
        assert cited.source.partition("#")[0] == str(path)
    for article in articles:
        assert suffix in UNTITLED or article.title in {TITLE, "Harbours: Chapter 1", "Harbours: Chapter 2"}
        assert suffix in UNTITLED or article.published == date(2026, 3, 12)
        assert (article.publisher is None) == (suffix in UNPUBLISHED)
    assert_sound(library)


def test_a_zip_file_is_read_with_all_that_is_in_it(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    path.write_bytes(FILES[".zip"])
    articles = add(library, path)
    inner = {one.source.removeprefix(f"{path}#").removeprefix("more.zip#").partition("#")[0] for one in articles}
    assert inner == {f"articles/a{suffix}" for suffix in set(FILES) - {".zip", ".htm", ".mht"}}
    assert sum(one.source.startswith(f"{path}#more.zip#") for one in articles) * 2 == len(articles)


def test_what_is_read_again_is_unchanged(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    path.write_bytes(FILES[".zip"])
    add(library, path)
    assert {library.add(found).status for found in read(path)} == {"unchanged"}


def test_a_part_of_a_file_is_gone_when_the_file_is(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "a#b.mbox"
    path.write_bytes(FILES[".mbox"].replace(b"<1@b.example>", b"<1#1@b.example>"))
    add(library, path)
    path.rename(moved := tmp_path / "c.mbox")
    outcomes = [library.add(found) for found in read(moved)]
    assert {(one.status, bool(one.moved_from)) for one in outcomes} == {("updated", True)}


def test_articles_are_counted_before_they_are_read(tmp_path: Path) -> None:
    for suffix in (".mbox", ".jsonl", ".pdf"):
        (tmp_path / f"a{suffix}").write_bytes(FILES[suffix])
    assert count_articles([str(tmp_path / "a.mbox")]) == 3
    assert count_articles([str(tmp_path)]) == 3 + 5 + 1
