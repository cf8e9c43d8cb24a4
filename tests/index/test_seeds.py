"""The five seed articles, read from the shared folder: every sentence in, no boilerplate."""

import re
from datetime import date
from pathlib import Path

import pytest

from index.article import Article, Draft, Passage
from index.embed.embedder import Embedder
from index.library import open_library
from index.read.files import read
from index.split.passages import PASSAGE_TOKENS, split_article
from index.tidy.characters import fold_space
from index.tidy.tidy import tidy
from tests.fakes import FakeEmbedder

FURNITURE = [
    *("Advertisements", "Exit mobile version", "Disclaimer", "PoolX", "Ipakita ang orihinal", "Illustration photo"),
    *("newsletter", "Site icon", "Key Takeaways", "Anh minh hoa", "All rights reserved", "airdrop", "Buy crypto"),
    *("Bitget", "DNUM", "Digital Transformation", "CointelegraphCointelegraph"),
]
FURNITURE_STARTS = ("Huwag lang", "Disclaimer:")  # the long lines of the raw files that are no article
NAMES = {"DeepSeek", "OpenAI", "MiniMax", "iiMedia", "ChatGPT"}
NUMBERS = ["000", "001", "002", "003", "004"]


@pytest.fixture(scope="module")
def articles(seeds: Path) -> dict[str, Article]:
    """Return each seed tidied, by its number."""
    drafts = [found for found in read(seeds) if isinstance(found, Draft)]
    return {Path(draft.source).name[:3]: tidy(draft) for draft in drafts}


@pytest.fixture(scope="module")
def passages(articles: dict[str, Article], embedder: Embedder) -> dict[str, list[Passage]]:
    """Return the passages of each seed, as the bundled embedder counts."""
    return {number: split_article(article, embedder.count_tokens) for number, article in articles.items()}


def raw(seeds: Path, number: str) -> str:
    (path,) = seeds.glob(f"{number}_*.txt")
    return path.read_text(encoding="utf-8")


def sentences(article: Article, of: list[Passage]) -> list[str]:
    return [article.text[one.start : one.end] for passage in of for one in passage.sentences]


def test_there_are_five_articles_four_english_one_filipino(articles: dict[str, Article]) -> None:
    assert {number: article.language for number, article in articles.items()} == {
        **dict.fromkeys(NUMBERS, "en"),
        "001": "tl",
    }


@pytest.mark.parametrize(
    ("number", "title", "publisher", "published"),
    [
        ("000", "U.S. Export Controls Make Securing High-Performance Chips Difficult", "The Asia Business Daily", None),
        ("001", "Ang pag-asa ng China sa AI ay nabigo", "Cointelegraph", date(2026, 1, 16)),
        ("002", "US Falling Behind China in AI Gap Widens", "PressReleaseCloud.io", None),
        ("003", "In the world of artificial intelligence", None, None),
        ("004", "China narrows AI gap with US despite chip constraints", None, None),
    ],
)
def test_they_tell_title_publisher_and_date(
    articles: dict[str, Article], number: str, title: str, publisher: str | None, published: date | None
) -> None:
    article = articles[number]
    assert article.title.startswith(title)
    assert (article.publisher, article.published) == (publisher, published)


@pytest.mark.parametrize("number", NUMBERS)
def test_no_page_furniture_is_left(articles: dict[str, Article], number: str) -> None:
    assert [words for words in FURNITURE if words.lower() in articles[number].text.lower()] == []


@pytest.mark.parametrize("number", NUMBERS)
def test_every_sentence_stands_in_a_passage(
    seeds: Path, articles: dict[str, Article], passages: dict[str, list[Passage]], number: str
) -> None:
    article = articles[number]
    covered = fold_space(" ".join(article.text[one.start : one.end] for one in passages[number]))
    lines = [fold_space(line) for line in raw(seeds, number).splitlines()]
    expected = [line for line in lines if len(line.split()) >= 12 and not line.startswith(FURNITURE_STARTS)]
    assert len(expected) >= 5
    assert [line for line in expected if line not in covered] == []


@pytest.mark.parametrize("number", NUMBERS)
def test_every_sentence_is_quoted_from_the_file(
    seeds: Path, articles: dict[str, Article], passages: dict[str, list[Passage]], number: str
) -> None:
    source = fold_space(raw(seeds, number))
    found = sentences(articles[number], passages[number])
    assert len(found) > 10
    assert [sentence for sentence in found if fold_space(sentence) not in source] == []
    assert all(sentence == sentence.strip() for sentence in found)


@pytest.mark.parametrize("number", NUMBERS)
def test_passages_fit_the_embedder(
    articles: dict[str, Article], passages: dict[str, list[Passage]], embedder: Embedder, number: str
) -> None:
    text = articles[number].text
    assert max(embedder.count_tokens(text[one.start : one.end]) for one in passages[number]) <= PASSAGE_TOKENS


@pytest.mark.parametrize("number", NUMBERS)
def test_no_sentence_runs_into_another(
    articles: dict[str, Article], passages: dict[str, list[Passage]], number: str
) -> None:
    for sentence in sentences(articles[number], passages[number]):
        words = re.findall(r"\w*[a-z][A-Z]\w*", sentence)
        assert set(words) <= NAMES, sentence


def test_the_run_together_article_has_its_sentences_apart(
    articles: dict[str, Article], passages: dict[str, list[Passage]]
) -> None:
    found = sentences(articles["003"], passages["003"])
    assert len(found) == 27
    openers = ["At", "Its", "However,", "Accusations", "This", "Beyond", "Unlike", "Despite", "High-end", "Huawei’s"]
    assert set(openers) <= {sentence.split()[0] for sentence in found}


def test_all_five_are_added_to_a_library(seeds: Path, tmp_path: Path, articles: dict[str, Article]) -> None:
    with open_library(tmp_path / "home", FakeEmbedder, writing=True) as library:
        outcomes = [library.add(found) for found in read(seeds)]
        assert [outcome.status for outcome in outcomes] == ["added"] * 5
        assert {article.id for article in library.catalog.articles()} == {one.id for one in articles.values()}
        assert library.find_problems() == []
