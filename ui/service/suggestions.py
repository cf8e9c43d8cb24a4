"""Questions to start with: out of the titles that the library has, and only those that it answers."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import chain, islice, zip_longest

from index.article import Article
from rag.answer import Answer
from ui.service.contract import AskRequest
from ui.service.problems import KNOWN_ERRORS
from ui.wording import ask_about_title

MOST = 5  # questions that are suggested
_TRIED = 20  # articles that are tried for them
_LONGEST = 120  # characters of a title that makes a question one reads at a glance


class Suggestions:
    """Suggests questions, and tries them again only after the library has changed."""

    def __init__(self, ask: Callable[[AskRequest], Answer]) -> None:
        self._ask = ask
        self._found: tuple[frozenset[tuple[str, str]], tuple[str, ...]] = frozenset(), ()

    def find(self, articles: Sequence[Article]) -> tuple[str, ...]:
        """Return questions that are answered in the words of the article each is about; none if none can be asked."""
        revisions = frozenset((article.id, article.revision) for article in articles)
        if revisions != self._found[0]:
            questions = (self._question(article) for article in islice(_in_turn(articles), _TRIED))
            try:
                self._found = revisions, tuple(islice(filter(None, questions), MOST))
            except KNOWN_ERRORS:  # such as an embedder that nobody answers for: the page opens all the same
                return ()
        return self._found[1]

    def _question(self, article: Article) -> str | None:
        question = ask_about_title(article.title, article.language)
        answer = self._ask(AskRequest(question=question))
        answered = answer.confidence == "answers" and any(one.article_id == article.id for one in answer.citations)
        return question if answered else None


def _in_turn(articles: Sequence[Article]) -> Iterator[Article]:
    """Yield articles with a title to ask about, the newest of each language first, and the languages in turn."""
    titled = [one for one in articles if len(one.title) <= _LONGEST and any(map(str.isalnum, one.title))]
    newest = sorted(titled, key=lambda one: (one.published or date.min, one.id), reverse=True)
    languages = dict.fromkeys(one.language for one in newest)
    columns = ([one for one in newest if one.language == language] for language in languages)
    return filter(None, chain.from_iterable(zip_longest(*columns)))
