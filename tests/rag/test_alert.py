"""Saved questions: only what is new is told."""

import pytest

from index.store.filters import Filters
from index.store.watches import Watch
from rag.alert import find_news
from rag.answer import Answer, Confidence
from tests.ui.page.answers import answer, citation

QUESTION = "When did it rain?"


def watch(*told: str) -> Watch:
    return Watch(3, QUESTION, Filters(), frozenset(told))


def asking(*quotes: str, confidence: Confidence = "answers", article_id: str = "a") -> Answer:
    cited = [citation(number, quote=quote, article_id=article_id) for number, quote in enumerate(quotes, start=1)]
    return answer(confidence=confidence, citations=tuple(cited))


def test_all_that_is_cited_is_new_at_first() -> None:
    alert, told = find_news(watch(), lambda _: asking("It rained on Monday.", "It rained."))
    assert (alert.id, alert.question, alert.new) == (3, QUESTION, (1, 2))
    assert len(told) == 2


def test_what_was_told_is_not_told_again_but_what_came_since_is() -> None:
    _, told = find_news(watch(), lambda _: asking("It rained on Monday."))
    alert, now = find_news(watch(*told), lambda _: asking("It rained on Friday.", "It rained on Monday."))
    assert alert.new == (1,)
    assert told < now


def test_the_same_words_in_another_article_are_no_news() -> None:
    _, told = find_news(watch(), lambda _: asking("It rained on Monday."))
    alert, _ = find_news(watch(*told), lambda _: asking("It  rained on monday.", article_id="b"))
    assert alert.new == ()


@pytest.mark.parametrize("confidence", ["closest", None])
def test_the_closest_words_are_not_told(confidence: Confidence) -> None:
    alert, told = find_news(watch(), lambda _: asking("It rained on Monday.", confidence=confidence))
    assert (alert.new, told) == ((), frozenset())


def test_what_was_told_stays_told_when_an_answer_leaves_it_out() -> None:
    _, told = find_news(watch(), lambda _: asking("It rained on Monday."))
    _, later = find_news(watch(*told), lambda _: asking("It rained on Friday."))
    alert, _ = find_news(watch(*later), lambda _: asking("It rained on Monday."))
    assert alert.new == ()
