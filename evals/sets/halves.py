"""The halves of a set: `dev` to tune on, `test` to be reported only, split by article."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from evals.sets.cases import Case, QuestionSet, matches
from evals.sets.libraries import digest, library_articles
from index.article import Article, Draft
from index.library import Library
from index.tidy.characters import fold_space

Half = Literal["dev", "test"]


def split_set(questions: QuestionSet, library: Library) -> dict[str, Half]:
    """Return the half of each case of a set, by its id, however many of its cases are asked."""
    return split_cases(questions.cases, questions.origin or questions.drafts or library_articles(library))


def split_cases(cases: Iterable[Case], articles: Sequence[Draft | Article]) -> dict[str, Half]:
    """Return the half of each case: that of the first article that it names, or that its quotes stand in.

    Cases about none of the articles, such as off-topic questions, are split by id.
    """
    halves = split_articles(articles)
    texts = {one.source: one.text for one in articles}
    found: dict[str, Half] = {}
    for case in cases:
        source = _source_of(case, texts)
        by_id: Half = "dev" if int(digest(case.id)[:8], 16) % 2 else "test"
        found[case.id] = halves[source] if source else by_id
    return found


def split_articles(articles: Iterable[Draft | Article]) -> dict[str, Half]:
    """Put each article, the longest first, into the half with less text so far; by source."""
    halves: dict[str, Half] = {}
    sizes: dict[Half, int] = {"dev": 0, "test": 0}
    for one in sorted(articles, key=lambda article: (-len(article.text), article.source)):
        half = min(sizes, key=lambda name: sizes[name])
        halves[one.source] = half
        sizes[half] += len(one.text)
    return halves


def _source_of(case: Case, texts: Mapping[str, str]) -> str | None:
    names, quotes = case.articles or case.about, tuple(map(fold_space, case.quotes))
    if names:
        return next((source for source in texts if matches(source, names[0])), None)
    return next((source for source, text in texts.items() if any(one in fold_space(text) for one in quotes)), None)
