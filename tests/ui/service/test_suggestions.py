"""Questions to start with: out of the library at hand, in its languages, and each of them answered."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from index.article import Article, Sentence
from index.errors import EmbeddingError
from index.library import Library
from rag.answer import Answer, Timings, cite
from rag.engine import Engine
from ui.service.contract import AskRequest
from ui.service.suggestions import MOST, Suggestions
from ui.wording import ask_about_title

Ask = Callable[[AskRequest], Answer]


def article(title: str, **changes: Any) -> Article:
    one = Article(title, "1", f"{title} It is so.", title, None, date(2026, 1, 1), "en", f"{title}.txt", None)
    return replace(one, **changes)


def answering(*articles: Article) -> Ask:
    """Answer, in the words of these articles, questions that hold their titles."""

    def ask(request: AskRequest) -> Answer:
        cited = [one for one in articles if one.title in request.question]
        return Answer(
            question=request.question,
            standalone_question=request.question,
            answered=bool(cited),
            confidence="answers" if cited else None,
            engine="quote",
            language="en",
            text="",
            citations=tuple(cite(1, one, "p", Sentence("s", 0, 4)) for one in cited),
            timings_ms=Timings(retrieve=0, answer=0, check=0, total=0),
        )

    return ask


def test_nearly_each_article_of_the_corpus_answers_the_question_made_of_its_title(corpus: Library) -> None:
    engine, articles = Engine(corpus), corpus.catalog.articles()
    assert len(articles) >= 8
    answers = {one.id: engine.ask(ask_about_title(one.title, one.language)) for one in articles}
    own = [name for name, answer in answers.items() if name in {one.article_id for one in answer.citations}]
    assert len(own) >= len(articles) - 1


def test_the_corpus_suggests_questions_in_both_its_languages(corpus: Library) -> None:
    engine, articles = Engine(corpus), corpus.catalog.articles()
    suggested = Suggestions(lambda request: engine.ask(request.question)).find(articles)
    assert len(suggested) == MOST
    assert {question.split()[0] for question in suggested} == {"What", "Ano"}
    again = Suggestions(lambda request: engine.ask(request.question)).find(articles[::-1])
    assert again == suggested


def test_a_library_suggests_only_what_it_answers_in_the_article_s_own_words() -> None:
    ice, rice, rain = article("Ice"), article("Rice"), article("Rain")
    rain_elsewhere = replace(rain, id="elsewhere")
    assert Suggestions(answering(rice, rain_elsewhere)).find([ice, rice, rain]) == ("What does “Rice” say?",)
    assert Suggestions(answering()).find([ice, rice]) == ()
    assert Suggestions(answering()).find([]) == ()


def test_the_newest_of_each_language_come_first_in_turn() -> None:
    articles = [
        article("Old", published=date(2020, 1, 1)),
        article("New", published=date(2026, 2, 1)),
        article("Undated", published=None),
        article("Bago", published=date(2021, 1, 1), language="tl"),
        article("Nuevo", published=date(2022, 1, 1), language="es"),
    ]
    assert Suggestions(answering(*articles)).find(articles) == (
        "What does “New” say?",
        "¿Qué dice «Nuevo»?",
        "Ano ang sinasabi ng “Bago”?",
        "What does “Old” say?",
        "What does “Undated” say?",
    )


@pytest.mark.parametrize(
    ("title", "language", "question"),
    [
        ("Who pays?", "en", "Who pays?"),
        ("Wer zahlt", "de", "Wer zahlt"),
        ("{0} of {x}", "en", "What does “{0} of {x}” say?"),
    ],
)
def test_a_title_that_is_a_question_or_in_no_known_language_stands_alone(
    title: str, language: str, question: str
) -> None:
    assert ask_about_title(title, language) == question


@pytest.mark.parametrize("title", ["", "…", "long " * 50])
def test_no_question_is_made_of_a_title_that_nobody_would_ask_about(title: str) -> None:
    one = article(title)
    assert Suggestions(answering(one)).find([one]) == ()


def test_questions_are_tried_again_only_when_the_library_has_changed() -> None:
    ice, rice = article("Ice"), article("Rice")
    asked: list[str] = []

    def ask(request: AskRequest) -> Answer:
        asked.append(request.question)
        return answering(ice, rice)(request)

    suggestions = Suggestions(ask)
    assert len(suggestions.find([ice])) == len(suggestions.find([ice])) == len(asked) == 1
    for changed in ([ice, rice], [replace(ice, revision="2")]):
        before = len(asked)
        assert len(suggestions.find(changed)) == len(changed)
        assert len(asked) == before + len(changed)


def test_a_library_that_can_not_be_asked_now_suggests_nothing_and_is_asked_again() -> None:
    ice = article("Ice")
    faults: list[Exception] = [EmbeddingError("nobody answers")]

    def ask(request: AskRequest) -> Answer:
        if faults:
            raise faults.pop()
        return answering(ice)(request)

    suggestions = Suggestions(ask)
    found: Sequence[Sequence[str]] = [suggestions.find([ice]), suggestions.find([ice])]
    assert found == [(), ("What does “Ice” say?",)]
