"""Makers: cases out of articles and out of other cases, the same each time."""

import json
import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Literal, NamedTuple, TypeVar

from evals.alter.alterations import Alteration, alterations, names_in
from evals.errors import SetError
from evals.measures import contains
from evals.sets.cases import Case, QuestionSet, format_case, matches
from index.article import Article
from index.split.sentences import paragraphs
from index.tidy.characters import fold_space
from index.tidy.tidy import tidy

Item = TypeVar("Item")
_WORDS = range(8, 41)  # how long a sentence is that can stand for its article
_MOST_LEFT_OUT = 0.5


class Excerpt(NamedTuple):
    """Words to look up, and what should be found: the verdict, the article, and what was altered."""

    id: str
    excerpt: str
    language: str
    verdict: Literal["exact", "altered", "absent"]
    source: str
    alteration: Alteration | None = None


def remove_gold(cases: Iterable[Case], articles: Sequence[Article]) -> Iterator[Case]:
    """Ask answerable questions again with every article taken out that holds the answer.

    An article holds it if it is relevant or if an accepted form of the answer stands in it. A question
    that none holds, or that would leave less than half of the articles, is passed over.
    """
    said = [(one, f"{one.title} {' '.join(_sentences(one))}") for one in articles]
    for case in cases:
        if case.answerable and case.answers and not case.history:
            holding = [one.source for one, words in said if _holds(one, words, case)]
            if holding and len(holding) <= _MOST_LEFT_OUT * len(articles):
                yield case.model_copy(
                    update={
                        "id": f"{case.id}-removed",
                        "kind": "removed-gold",
                        "without": tuple(holding),
                        "answers": (),
                        "articles": (),
                        "quotes": (),
                    }
                )


def add_removed_gold(questions: QuestionSet, most: int) -> QuestionSet:
    """Add at most `most` removed-gold cases to a set that brings its articles, spread over it."""
    made = sample(list(remove_gold(questions.cases, articles_of(questions))), most)
    return replace(questions, cases=(*questions.cases, *made))


def make_known_items(articles: Sequence[Article], each: int = 5) -> Iterator[Case]:
    """Look for an article by its title, by `each` of its sentences, and by the same sentences altered."""
    names = sorted({name for one in articles for name in names_in(one.text)})
    for number, article in enumerate(articles, start=1):
        yield _known(article, f"{number}-title", "title", article.title)
        for at, sentence in enumerate(sample(sentences_of(article), each), start=1):
            yield _known(article, f"{number}-sentence-{at}", "sentence", sentence)
            changed = alterations(sentence, article.language, names, seed=f"{number}/{at}")
            if changed:
                altered = random.Random(sentence).choice(changed)  # noqa: S311  # a choice, not a secret
                yield _known(article, f"{number}-altered-{at}", "altered-sentence", altered.text)


def make_excerpts(articles: Sequence[Article], strangers: Sequence[Article], each: int = 5) -> Iterator[Excerpt]:
    """Make words to look up: sentences as they stand, altered, and of articles that aren't there.

    What two articles both say is neither altered nor absent.
    """
    there = {sentence for one in articles for sentence in sentences_of(one)}
    names = sorted({name for one in articles for name in names_in(one.text)})
    for number, article in enumerate(articles, start=1):
        for at, sentence in enumerate(sample(sentences_of(article), each), start=1):
            name = f"{number}-{at}"
            yield Excerpt(name, sentence, article.language, "exact", article.source)
            for one in alterations(sentence, article.language, names, seed=name):
                if one.text not in there:
                    yield Excerpt(f"{name}-{one.change}", one.text, article.language, "altered", article.source, one)
    for number, article in enumerate(strangers, start=1):
        strange = [sentence for sentence in sentences_of(article) if sentence not in there]
        for at, sentence in enumerate(sample(strange, each), start=1):
            yield Excerpt(f"absent-{number}-{at}", sentence, article.language, "absent", article.source)


def make_lookups(questions: QuestionSet, each: int) -> QuestionSet:
    """Return a set of excerpts to look up in two thirds of a set's articles; every third is a stranger."""
    drafts, articles = questions.drafts or (), articles_of(questions)
    made = make_excerpts([it for n, it in enumerate(articles) if n % 3], articles[::3], each)
    cases = tuple(
        Case(
            id=one.id,
            question=one.excerpt,
            language=one.language,
            kind=f"altered-{one.alteration.change}" if one.alteration else one.verdict,
            articles=() if one.verdict == "absent" else (one.source,),
            alteration=one.alteration,
        )
        for one in made
    )
    return QuestionSet(questions.name, cases, tuple(draft for n, draft in enumerate(drafts) if n % 3))


def _removed_gold(questions: QuestionSet) -> Iterator[str]:
    return map(format_case, remove_gold(questions.cases, articles_of(questions)))


def _known_items(questions: QuestionSet) -> Iterator[str]:
    return map(format_case, make_known_items(articles_of(questions)))


def _excerpts(questions: QuestionSet) -> Iterator[str]:
    """Every third article is a stranger: its sentences are to be looked up where it isn't."""
    articles = articles_of(questions)
    for one in make_excerpts([it for n, it in enumerate(articles) if n % 3], articles[::3]):
        yield json.dumps({**one._asdict(), "alteration": one.alteration and asdict(one.alteration)}, ensure_ascii=False)


MAKERS: Mapping[str, Callable[[QuestionSet], Iterator[str]]] = {
    "removed-gold": _removed_gold,
    "known-items": _known_items,
    "excerpts": _excerpts,
}


def articles_of(questions: QuestionSet) -> list[Article]:
    """Return the articles that a set brings; raise SetError if it brings none."""
    if not questions.drafts:
        raise SetError(f"{questions.name} brings no articles; name them with --corpus")
    return [tidy(draft) for draft in questions.drafts]


def sentences_of(article: Article) -> list[str]:
    """Return an article's sentences that are long enough to stand for it, headings left out."""
    texts = dict.fromkeys(_sentences(article, headings=False))
    return [text for text in texts if len(text.split()) in _WORDS]


def sample(items: Sequence[Item], most: int) -> list[Item]:
    """Return at most `most` of the items, evenly spread over them."""
    step = max(1.0, len(items) / most) if most else 1.0
    return [items[int(at * step)] for at in range(min(most, len(items)))]


def _known(article: Article, name: str, kind: Literal["title", "sentence", "altered-sentence"], text: str) -> Case:
    return Case(id=name, question=text, language=article.language, kind=kind, articles=(article.id,))


def _sentences(article: Article, *, headings: bool = True) -> list[str]:
    spans = (span for block in paragraphs(article.text) for span in block if headings or not span.heading)
    return [article.text[span.start : span.end] for span in spans]


def _holds(article: Article, words: str, case: Case) -> bool:
    return (
        any(matches(article, name) for name in case.articles)
        or any(fold_space(quote) in fold_space(article.text) for quote in case.quotes)
        or any(contains(words, forms) for forms in case.answers)
    )
