"""Saved questions, asked again: what is new in the answer since it was last told."""

from collections.abc import Callable

from index.article import revision_of
from index.store.watches import Watch
from rag.answer import Answer, Citation, Noun


class Alert(Noun):
    """The answer to a saved question as it is now; `new` are the numbers of the citations that weren't told before.

    Without an answer, `error` says why it can't be asked: what its filters name isn't there any more, for instance.
    """

    id: int
    question: str
    new: tuple[int, ...] = ()
    answer: Answer | None = None
    error: str | None = None


def find_news(watch: Watch, ask: Callable[[Watch], Answer]) -> tuple[Alert, frozenset[str]]:
    """Ask a saved question again; return what is new, and the keys of all that has been told once that is.

    The same words in another article are no news. The closest words, which may not answer, are never told.
    """
    answer = ask(watch)
    cited = answer.citations if answer.confidence == "answers" else ()
    keys = {one.number: _key(one) for one in cited}
    new = tuple(number for number, key in keys.items() if key not in watch.told)
    alert = Alert(id=watch.id, question=watch.question, new=new, answer=answer)
    return alert, watch.told | frozenset(keys.values())


def _key(citation: Citation) -> str:
    return revision_of(" ".join(citation.quote.casefold().split()))
