"""Makers: cases out of articles and out of other cases, the same each time."""

import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from evals.alter.alterations import alterations, names_in
from evals.errors import SetError
from evals.measures import contains
from evals.sets.cases import ExcerptCase, QuestionCase, QuestionKind, QuestionSet, matches
from index.article import Article
from index.split.sentences import split_sentences
from index.tidy.characters import fold_space
from index.tidy.tidy import tidy
from rag.lookup.finding import LookupVerdict

T = TypeVar("T")
_WORDS = range(8, 41)  # how long a sentence is that can stand for its article
_MOST_LEFT_OUT = 0.5


def remove_gold(questions: QuestionSet) -> Iterator[QuestionCase]:
    """Ask the answerable questions of a set again with every article taken out that holds the answer.

    An article holds it if it is relevant or if an accepted form of the answer stands in it. A question
    that none holds, or that would leave less than half of the articles, is passed over.
    """
    texts = [(one, f"{one.title} {' '.join(read_sentences(one.text))}") for one in set_articles(questions)]
    for case in questions.select(QuestionCase):
        if case.answerable and case.answers and not case.history:
            holding = tuple(one.source for one, text in texts if _holds(one, text, case))
            if holding and len(holding) <= _MOST_LEFT_OUT * len(texts):
                yield QuestionCase(
                    id=f"{case.id}-removed",
                    question=case.question,
                    language=case.language,
                    kind="removed-gold",
                    about=case.articles or holding[:1],
                    without=holding,
                    reviewed=case.reviewed,
                )


def add_removed_gold(questions: QuestionSet, most: int) -> QuestionSet:
    """Add at most `most` removed-gold cases to a set that brings its articles, spread over it."""
    made = sample(list(remove_gold(questions)), most)
    return replace(questions, cases=(*questions.cases, *made))


def make_known_items(questions: QuestionSet, each: int = 5) -> Iterator[QuestionCase]:
    """Look for an article by its title, by `each` of its sentences, and by the same sentences altered."""
    articles = set_articles(questions)
    names = collect_names(articles)
    for number, article in enumerate(articles, start=1):
        yield _known_item(article, f"{number}-title", "title", article.title)
        for at, sentence in enumerate(sample(long_sentences(article), each), start=1):
            yield _known_item(article, f"{number}-sentence-{at}", "sentence", sentence)
            changed = alterations(sentence, article.language, names, seed=f"{number}/{at}")
            if changed:
                altered = random.Random(sentence).choice(changed)  # noqa: S311  # a choice, not a secret
                yield _known_item(article, f"{number}-altered-{at}", "altered-sentence", altered.text)


def make_excerpts(questions: QuestionSet, each: int = 5) -> Iterator[ExcerptCase]:
    """Make words to look up in two thirds of a set's articles; every third is a stranger.

    They are sentences as they stand, altered, and of strangers. What two articles both say is neither altered nor
    absent.
    """
    every = set_articles(questions)
    articles = _leave_out_strangers(every)
    known = {sentence for one in articles for sentence in long_sentences(one)}
    names = collect_names(articles)
    for number, article in enumerate(articles, start=1):
        for at, sentence in enumerate(sample(long_sentences(article), each), start=1):
            exact = _excerpt(article, f"{number}-{at}", "exact", sentence)
            yield exact
            for one in alterations(sentence, article.language, names, seed=exact.id):
                if one.text not in known:
                    changed = {"id": f"{exact.id}-{one.change}", "excerpt": one.text, "verdict": "altered"}
                    yield exact.model_copy(update={**changed, "alteration": one})
    for number, article in enumerate(every[::3], start=1):
        strange = [sentence for sentence in long_sentences(article) if sentence not in known]
        for at, sentence in enumerate(sample(strange, each), start=1):
            yield _excerpt(article, f"absent-{number}-{at}", "absent", sentence)


def make_lookups(questions: QuestionSet, each: int) -> QuestionSet:
    """Return a set of excerpts to look up in two thirds of a set's articles."""
    cases, drafts = tuple(make_excerpts(questions, each)), questions.drafts or ()
    return replace(questions, cases=cases, drafts=tuple(_leave_out_strangers(drafts)), origin=drafts)


MAKERS: Mapping[str, Callable[[QuestionSet], Iterator[QuestionCase] | Iterator[ExcerptCase]]] = {
    "removed-gold": remove_gold,
    "known-items": make_known_items,
    "excerpts": make_excerpts,
}


def set_articles(questions: QuestionSet) -> list[Article]:
    """Return the articles that a set brings; raise SetError if it brings none."""
    if not questions.drafts:
        raise SetError(f"{questions.name} brings no articles; name them with --corpus")
    return [tidy(draft) for draft in questions.drafts]


def long_sentences(article: Article) -> list[str]:
    """Return an article's sentences that are long enough to stand for it, each once, headings left out."""
    texts = dict.fromkeys(read_sentences(article.text, headings=False))
    return [text for text in texts if len(text.split()) in _WORDS]


def read_sentences(text: str, *, headings: bool = True) -> list[str]:
    """Return the sentences of a text."""
    spans = (span for span in split_sentences(text) if headings or not span.heading)
    return [text[span.start : span.end] for span in spans]


def collect_names(articles: Iterable[Article]) -> list[str]:
    """Return the proper names that stand in articles, in the order of the alphabet."""
    return sorted({name for one in articles for name in names_in(one.text)})


def sample(items: Sequence[T], most: int) -> list[T]:
    """Return at most `most` of the items, evenly spread over them."""
    step = max(1.0, len(items) / most) if most else 1.0
    return [items[int(at * step)] for at in range(min(most, len(items)))]


def _leave_out_strangers(items: Sequence[T]) -> list[T]:
    return [one for number, one in enumerate(items) if number % 3]


def _known_item(article: Article, name: str, kind: QuestionKind, text: str) -> QuestionCase:
    return QuestionCase(id=name, question=text, language=article.language, kind=kind, articles=(article.source,))


def _excerpt(article: Article, name: str, verdict: LookupVerdict, text: str) -> ExcerptCase:
    place = {"about" if verdict == "absent" else "articles": (article.source,)}
    return ExcerptCase(id=name, excerpt=text, language=article.language, verdict=verdict, **place)


def _holds(article: Article, text: str, case: QuestionCase) -> bool:
    return (
        any(matches(article.source, name) for name in case.articles)
        or any(fold_space(quote) in fold_space(article.text) for quote in case.quotes)
        or any(contains(text, forms) for forms in case.answers)
    )
