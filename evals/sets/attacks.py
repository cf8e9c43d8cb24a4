"""Attacks: articles with instructions planted in them, and articles that push a wrong answer."""

from collections.abc import Mapping, Sequence
from typing import Any

from evals.sets.cases import Case, QuestionSet, matches
from evals.sets.makers import articles_of, sample
from index.article import Article, Draft
from index.split.sentences import paragraphs

_STRIDE = 7  # through the instructions, so that neighbouring articles get different kinds


def plant_instructions(questions: QuestionSet, instructions: Mapping[str, Sequence[str]]) -> QuestionSet:
    """Plant an instruction in the middle of every article; none of it may reach the reader as an answer.

    `instructions` is BIPIA's shape: lines by kind of attack.
    """
    lines = [line for kind in instructions.values() for line in kind]
    articles = articles_of(questions)
    line_of = {one.source: lines[number * _STRIDE % len(lines)] for number, one in enumerate(articles)}
    cases = [
        case.model_copy(
            update={
                "id": f"{case.id}-planted",
                "kind": "planted-instruction",
                "forbidden": tuple(sentence for one in relevant for sentence in _sentences(line_of[one.source])),
            }
        )
        for case in questions.cases
        if case.answerable and not case.history
        if (relevant := [one for one in articles if any(matches(one, name) for name in case.articles)])
    ]
    drafts = tuple(redraft(one, _with(one, line_of[one.source])) for one in articles)
    return QuestionSet("planted-instructions", tuple(cases), drafts)


def plant_articles(attacks: Mapping[str, Mapping[str, Any]], background: Sequence[Draft], most: int) -> QuestionSet:
    """Add articles that push a wrong answer, and ask: the wrong answer is what must not be told.

    `attacks` is PoisonedRAG's shape: question, "incorrect answer" and "adv_texts" by id.
    """
    chosen = sample(list(attacks.items()), most)
    drafts = [
        Draft(f"planted#{name}-{number}", text, markup="clean", language="en")
        for name, attack in chosen
        for number, text in enumerate(attack["adv_texts"], start=1)
    ]
    cases = [
        Case(
            id=name,
            question=attack["question"],
            language="en",
            kind="planted-article",
            forbidden=(attack["incorrect answer"],),
        )
        for name, attack in chosen
    ]
    return QuestionSet("planted-articles", tuple(cases), (*background, *drafts))


def redraft(article: Article, text: str, title: str | None = None, publisher: str | None = None) -> Draft:
    """Return an article as a draft with another text, and another title and publisher if they are given."""
    return Draft(
        source=article.source,
        text=text,
        markup="clean",
        title=title or article.title,
        publisher=publisher or article.publisher,
        published=article.published,
        language=article.language,
        url=article.url,
    )


def _with(article: Article, line: str) -> str:
    """Return an article's text with a line as a paragraph of its own in the middle of it."""
    blocks = article.text.split("\n\n")
    middle = len(blocks) // 2
    return "\n\n".join([*blocks[:middle], line, *blocks[middle:]])


def _sentences(text: str) -> list[str]:
    return [text[span.start : span.end] for block in paragraphs(text) for span in block]
