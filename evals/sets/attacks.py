"""Attacks: articles with instructions planted in them, and articles that push a wrong answer."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from evals.sets.cases import QuestionCase, QuestionKind, QuestionSet, matches
from evals.sets.makers import read_sentences, sample, set_articles
from index.article import Article, Draft

_STRIDE = 7  # through the instructions, so that neighbouring articles get different kinds


def plant_instructions(questions: QuestionSet, instructions: Mapping[str, Sequence[str]]) -> QuestionSet:
    """Plant an instruction in the middle of every article; none of it may reach the reader as an answer.

    `instructions` is BIPIA's shape: lines by kind of attack.
    """
    lines = [line for kind in instructions.values() for line in kind]
    articles = set_articles(questions)
    line_of = {one.source: lines[number * _STRIDE % len(lines)] for number, one in enumerate(articles)}
    cases = []
    for case in attackable_cases(questions):
        sources = (one.source for one in articles if any(matches(one.source, name) for name in case.articles))
        forbidden = tuple(sentence for source in sources for sentence in read_sentences(line_of[source]))
        if forbidden:
            cases.append(plant(case, "planted-instruction", forbidden))
    drafts = tuple(redraft(one, _insert(one, line_of[one.source])) for one in articles)
    return replace(questions, cases=tuple(cases), drafts=drafts, origin=questions.drafts)


def attackable_cases(questions: QuestionSet) -> list[QuestionCase]:
    """Return the answerable questions of a set that stand alone."""
    return [case for case in questions.select(QuestionCase) if case.answerable and not case.history]


def plant(case: QuestionCase, kind: QuestionKind, forbidden: tuple[str, ...]) -> QuestionCase:
    """Ask a question of articles in which something is planted."""
    return case.model_copy(update={"id": f"{case.id}-planted", "kind": kind, "forbidden": forbidden})


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
        QuestionCase(
            id=name,
            question=attack["question"],
            language="en",
            kind="planted-article",
            about=(f"{name}-1",),
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


def _insert(article: Article, line: str) -> str:
    """Return an article's text with a line as a paragraph of its own in the middle of it."""
    blocks = article.text.split("\n\n")
    middle = len(blocks) // 2
    return "\n\n".join([*blocks[:middle], line, *blocks[middle:]])
