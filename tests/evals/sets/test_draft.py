"""Drafted questions: sentences with a blank, for a person to make questions of."""

import re
from pathlib import Path

import pytest

from evals.sets.cases import QuestionSet, matches
from evals.sets.draft import BLANK, draft_cases
from evals.sets.files import format_case, read_corpus, read_set, write_lines
from evals.sets.makers import long_sentences, set_articles
from index.article import Article
from tests.rag.making import article


def harbour(number: int, sentences: int = 4) -> Article:
    text = " ".join(
        f"In the harbour of the {number}0{at} boats there were 5{at} tonnes of fish for sale that day."
        for at in range(1, sentences + 1)
    )
    return article(text, source=f"/made/harbour-{number}.txt")


@pytest.fixture(scope="module")
def news(data: Path) -> list[Article]:
    """Return real articles: the Wikinews ones beside the project."""
    drafts = read_corpus([str(data / "gum_wikinews" / "articles.jsonl")])
    return set_articles(QuestionSet("news", (), drafts))


def test_the_answer_in_place_of_the_blank_gives_the_sentence_back(news: list[Article]) -> None:
    made = draft_cases(news, 200)
    assert len(made) == 200
    for one in made:
        ((answer,),), (quote,) = one.answers, one.quotes
        (source,) = [it for it in news if any(matches(it.source, name) for name in one.articles)]
        assert BLANK in one.question
        assert one.question.replace(BLANK, answer) == quote
        assert quote in long_sentences(source)
        assert one.language == source.language


def test_a_blank_is_a_whole_word_or_figure(news: list[Article]) -> None:
    sacks = " ".join(f"There {n} of the {n}{n} boats took {n}{n}{n} sacks and {n}.{n} tonnes." for n in range(2, 10))
    ours = draft_cases([article(sacks)], 8)
    assert {len(one.answers[0][0]) for one in ours} >= {1, 2}
    cut = re.compile(rf"\w{BLANK}|{BLANK}\w|\d[.,]{BLANK}|{BLANK}[.,]\d")
    assert [one.question for one in (*ours, *draft_cases(news, 200)) if cut.search(one.question)] == []


def test_a_draft_waits_for_a_person(news: list[Article], tmp_path: Path) -> None:
    made = draft_cases(news, 20)
    assert not any(one.reviewed for one in made)
    assert all(one.answerable for one in made)
    write_lines(tmp_path / "draft.jsonl", map(format_case, made))
    assert read_set(tmp_path / "draft.jsonl").cases == tuple(made)


def test_drafts_are_the_same_each_time(news: list[Article]) -> None:
    assert draft_cases(news, 100) == draft_cases(news, 100)
    assert draft_cases(news, 30) == draft_cases(news, 100)[:30]


def test_drafts_are_spread_over_the_articles() -> None:
    articles = [harbour(number) for number in range(1, 6)]
    assert [one.articles[0] for one in draft_cases(articles, 7)] == [
        f"/made/harbour-{number}.txt" for number in (1, 2, 3, 4, 5, 1, 2)
    ]


def test_an_article_with_little_to_ask_leaves_its_turns_to_the_others() -> None:
    made = draft_cases([harbour(1, sentences=1), harbour(2)], 10)
    assert [one.articles[0][-5] for one in made] == ["1", "2", "2", "2", "2"]
    assert len({one.id for one in made}) == len(made)


def test_nothing_is_drafted_of_an_article_without_facts() -> None:
    dull = "it rains here and everybody stays at home while the water rises slowly."
    assert draft_cases([article(dull)], 10) == []
    assert draft_cases([], 10) == []
    assert draft_cases([harbour(1)], 0) == []


def test_a_sentence_that_has_a_blank_already_is_left_alone() -> None:
    form = f"Fill in your name here {BLANK} and pay 50 pesos to the captain of the ferry."
    assert draft_cases([article(form)], 10) == []
