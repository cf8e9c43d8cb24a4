"""Near-copies: what is one, which article represents them, and what an answer makes of them."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from index.article import Article, Draft
from index.embed.embedder import Embedder
from index.library import Library, open_library
from index.read.files import read_all
from index.store.catalog.filters import Filters
from rag.engine import Engine
from rag.retrieve.hit import Hit
from rag.retrieve.near_copies import are_copies, fold_copies, original_first, select_copies_with
from tests.rag.making import Placed, article, hit, library_of
from tests.rag.reposts import cut, edited, reheaded, requoted

CORPUS = Path(__file__).parents[3] / "corpus"
SPENT = "How much did China's largest internet companies spend on capital projects?"
FEW_WORDS = ["quite", "rather", "further", "according", "also"]
REPOSTS: dict[str, Callable[[str], str]] = {
    "whole": str,
    "under another head and tail": reheaded,
    "lightly edited": lambda text: edited(text, FEW_WORDS),
    "cut to half": cut,
    "cut, edited and under another head": lambda text: reheaded(edited(cut(text, 0.7), FEW_WORDS, 0.05)),
}
PHRASE = "The mayor said the old bridge over the river will be closed to lorries from the first of March. "
REPORT = (
    "Shares in Manila closed at {0} points on {1} after a quiet session in which {2} million shares changed hands. "
    "Traders said that banks and miners led the market while property firms lagged behind for most of the day. "
    "The peso traded at {3} to the dollar, and dealers expected little movement before the central bank meets."
)


@pytest.fixture(scope="session")
def articles(corpus: Library) -> list[Article]:
    return [found for one in corpus.catalog.articles() if (found := corpus.catalog.article(one.id))]


@pytest.fixture(scope="session")
def news(data: Path) -> list[Article]:
    lines = (data / "gum_wikinews" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    return [article(one["text"], source=one["id"]) for one in map(json.loads, lines)]


def reposted(one: Article, text: str) -> Article:
    return replace(article(text, source=f"repost of {one.source}"), language=one.language)


@pytest.mark.parametrize("repost", REPOSTS.values(), ids=REPOSTS)
def test_a_repost_is_a_near_copy(articles: list[Article], repost: Callable[[str], str]) -> None:
    assert all(are_copies(one, reposted(one, repost(one.text))) for one in articles)


def test_articles_about_the_same_events_are_none(articles: list[Article]) -> None:
    assert not any(are_copies(one, other) for one, other in combinations(articles, 2))


def test_an_article_that_quotes_another_is_none(articles: list[Article]) -> None:
    for one, other in combinations(articles, 2):
        assert not are_copies(reposted(one, requoted(one.text, other.text, 3)), other)


def test_reports_made_from_one_template_are_none() -> None:
    monday = article(REPORT.format("6,412.30", "Monday", "812", "57.15"), source="monday")
    tuesday = article(REPORT.format("6,398.77", "Tuesday", "745", "57.41"), source="tuesday")
    assert not are_copies(monday, tuesday)
    assert are_copies(monday, replace(monday, id="elsewhere"))


def test_two_short_notes_with_the_same_statement_are_none() -> None:
    here = article(PHRASE + "Shopkeepers on the western bank fear for their trade.", source="here")
    there = article("Repairs begin in spring, the council decided at its meeting. " + PHRASE, source="there")
    assert not are_copies(here, there)


def test_reposts_of_other_peoples_news_are_told_apart(news: list[Article]) -> None:
    words = news[0].text.split()
    reposts: list[Callable[[str], str]] = [
        *(str, reheaded, cut, lambda text: cut(text, 0.3)),
        *(lambda text: edited(text, words, 0.05), lambda text: edited(text, words, 0.15)),
    ]
    found = [are_copies(one, reposted(one, repost(one.text))) for one in news for repost in reposts]
    others = [are_copies(one, other) for one, other in combinations(news, 2)]
    quoting = [
        are_copies(reposted(one, requoted(one.text, other.text, 3)), other) for one, other in combinations(news[:20], 2)
    ]
    assert (sum(found), len(found)) == (258, 258)
    assert (sum(others), len(others)) == (0, 903)
    assert sum(quoting) <= 0.01 * len(quoting)


def test_the_original_is_the_earliest_then_the_longer_and_a_date_beats_none() -> None:
    early, late = (article("Text.", source=str(day), published=date(2026, 1, day)) for day in (3, 9))
    longer = article("A longer text.", source="longer", published=date(2026, 1, 3))
    undated = article("The very longest text of all.", source="undated")
    assert sorted([undated, late, early, longer], key=original_first) == [longer, early, late, undated]


def test_a_copy_says_a_sentence_too_unless_its_figure_or_its_not_differs() -> None:
    sentence = "Revenue from the region dropped 45% to about 3 billion dollars in the latest quarter."
    same, other, denied = (
        article(f"It rained. {text}", source=text)
        for text in (
            sentence.replace("region", "area"),
            sentence.replace("45%", "54%"),
            sentence.replace("dropped", "has not dropped"),
        )
    )
    assert select_copies_with(sentence, [same, other, denied]) == (same,)


# folding hits

LONG = [
    "The northern ferry carried record numbers of passengers between Cebu and Tagbilaran throughout January.",
    "Operators credited cheaper tickets, longer daylight and better connections with provincial buses.",
    "Passengers nevertheless complained about crowded terminals and about departures without announcement.",
    "The maritime authority promised additional inspectors before the Easter holidays begin in earnest.",
]


def found(source: str, *sentences: str, near: float = 0.9, **fields: Any) -> Hit:
    return hit(*((one, near) for one in sentences), source=source, **fields)


def test_a_copy_is_folded_into_the_earliest_which_names_it() -> None:
    first = found("first", *LONG, near=0.80, published=date(2026, 1, 3))
    repost = found("repost", *LONG, near=0.85, published=date(2026, 1, 5))
    other = found("other", "Rice costs 52 pesos a kilo in the markets of the capital.", near=0.7)
    folded = fold_copies([repost, first, other])
    assert [one.article.source for one in folded] == ["first", "other"]
    assert [[copy.source for copy in one.copies] for one in folded] == [["repost"], []]


def test_a_copy_with_another_figure_stands_for_itself() -> None:
    first = found("first", "It carried 45,000 people.", *LONG, published=date(2026, 1, 3))
    altered = found("altered", "It carried 54,000 people.", *LONG, published=date(2026, 1, 5))
    assert [one.article.source for one in fold_copies([first, altered])] == ["first", "altered"]


def test_a_cut_copy_is_not_named_where_it_has_no_such_passage() -> None:
    ending = "The fleet was sold to a company in Davao for an undisclosed sum."
    whole = found("whole", *LONG, ending, published=date(2026, 1, 3))
    seam = len(" ".join(LONG))
    beginning, end = (
        replace(whole, passage=replace(whole.passage, start=start, end=stop))
        for start, stop in ((0, seam), (seam + 1, len(whole.article.text)))
    )
    folded = fold_copies([beginning, end, found("short", *LONG, published=date(2026, 1, 5))])
    assert [len(one.copies) for one in folded] == [1, 0]


# in an answer


@pytest.fixture(scope="module")
def syndicated(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The corpus, and one article of it reposted by seven others."""
    with open_library(tmp_path_factory.mktemp("home"), lambda: embedder, writing=True) as library:
        drafts = [one for one in read_all([str(CORPUS)]) if isinstance(one, Draft)]
        spending = next(one for one in drafts if one.source.endswith("ai-spending-gap.md"))
        for draft in [*drafts, *(_reposts(spending))]:
            assert library.add(draft).status == "added"
        yield library


def _reposts(draft: Draft) -> Iterator[Draft]:
    for number, repost in enumerate([*REPOSTS.values(), str, reheaded], start=1):
        text = repost(draft.text)
        yield replace(
            draft, source=f"repost-{number}.md", text=text, publisher=f"Paper {number}", published=date(2026, 2, number)
        )


def test_one_article_is_cited_for_all_its_copies(syndicated: Library) -> None:
    answer = Engine(syndicated).ask(SPENT)
    assert "57 billion dollars" in answer.text
    cited = [one for one in answer.citations if "57 billion" in one.quote]
    assert {one.publisher for one in cited} == {"Pullquote Sample Corpus"}
    assert {one.publisher for one in cited[0].copies} == {f"Paper {number}" for number in range(1, 8)}
    assert cited[0].also_in == tuple(one.article_id for one in cited[0].copies)
    assert all(one.publisher == "Pullquote Sample Corpus" for one in answer.citations)


def test_copies_take_no_place_among_the_passages_read(syndicated: Library, corpus: Library) -> None:
    with_copies, without = (
        [one.article.title for one in Engine(library).search(SPENT)] for library in (syndicated, corpus)
    )
    assert len(with_copies) == len(without) == 10
    assert len(set(with_copies) & set(without)) >= len(set(without)) - 1


def test_search_names_the_copies_of_a_passage(syndicated: Library) -> None:
    best = Engine(syndicated).search(SPENT)[0]
    assert {one.publisher for one in best.copies} >= {"Paper 1", "Paper 2"}


def test_a_filter_leaves_a_copy_to_answer_for_itself(syndicated: Library) -> None:
    answer = Engine(syndicated).ask(SPENT, filters=Filters(publisher="Paper 2"))
    assert {one.publisher for one in answer.citations} == {"Paper 2"}


def test_a_library_of_copies_only_still_answers(tmp_path: Path) -> None:
    text = "The ferry to Bohol takes two hours. " + " ".join(LONG)
    drafts = [Draft(f"{n}.txt", text, title="Ferry", language="en", publisher=f"P{n}") for n in range(3)]
    with library_of(tmp_path / "home", *drafts, embedder=Placed("ferry")) as library:
        answer = Engine(library).ask("How long does the ferry take?")
    assert len({one.article_id for one in answer.citations}) == 1
    assert all(len(re.findall(r"\w+", name)) for name in answer.citations[0].also_in)
    assert len(answer.citations[0].also_in) == 2
