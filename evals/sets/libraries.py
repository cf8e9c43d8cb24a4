"""The library a set is asked about: the home's own, or one made of the set's articles and kept for next time."""

import hashlib
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from evals.errors import SetError
from evals.sets.cases import Case, QuestionSet, matches
from index.article import Article
from index.embed.embedder import Embedder
from index.errors import StoreBusyError
from index.library import Library, open_library
from index.store.catalog.filters import Filters
from index.store.lock import lock

Progress = Callable[[str, int, int], None]


@contextmanager
def library_for(questions: QuestionSet, home: Path, embedder: Embedder, tell: Progress) -> Iterator[Library]:
    """Open what `questions` are asked about; articles that the set brings are indexed when first needed.

    Such a library is named by the articles, the embedder and the code that indexes them, so that it is
    made again when any of these changes. `tell` hears of what is done, how far, and out of how much.
    """
    if questions.drafts is None:
        with open_library(home, lambda: embedder, writing=False) as library:
            if not library.catalog.counts()[0]:
                raise SetError(f"{home} has no articles to ask about; add some, or give a set that brings its own")
            yield library
        return
    folder = library_folder(questions, home, embedder)
    _forget_older(folder)
    with open_library(folder, lambda: embedder, writing=True) as library:
        _fill(library, questions, tell)
        yield library


def library_articles(library: Library) -> list[Article]:
    """Return all articles with their texts."""
    catalog = library.catalog
    return [article for one in catalog.articles() if (article := catalog.article(one.id))]


def filters_for(case: Case, articles: Sequence[Article]) -> Filters | None:
    """Return what leaves out the articles that a case is asked without; raise SetError if none of them is there."""
    if not case.without:
        return None
    left_out = frozenset(one.id for one in articles for name in case.without if matches(one.source, name))
    if not left_out:  # it would be answered from what it is to be asked without
        raise SetError(f"case {case.id}: none of what it leaves out is there: {', '.join(case.without)[:200]}")
    return Filters(without=left_out)


def library_folder(questions: QuestionSet, home: Path, embedder: Embedder) -> Path:
    """Return where the library of a set that brings its articles is kept."""
    made_by = digest(embedder.identity)[:6]
    return home / "evals" / "libraries" / f"{questions.name}-{made_by}-{digest(code_digest(), questions.drafts)[:10]}"


def digest(*parts: object) -> str:
    """Name a state of things by what it is written as."""
    return hashlib.sha256("\x1f".join(map(repr, parts)).encode("utf-8", "surrogatepass")).hexdigest()


@cache
def code_digest(*rooms: str) -> str:
    """Name the state of the code in some rooms; `index` if none is given."""
    root = Path(__file__).parents[2]
    files = (path for room in rooms or ("index",) for path in sorted((root / room).rglob("*.py")))
    return digest(*(path.read_bytes() for path in files))


def _fill(library: Library, questions: QuestionSet, tell: Progress) -> None:
    drafts = questions.drafts or ()
    if library.catalog.counts()[0] == len({draft.source for draft in drafts}):
        return
    for done, draft in enumerate(drafts, start=1):
        outcome = library.add(draft)
        if outcome.status == "failed":
            raise SetError(f"the set's article {outcome.source} can't be indexed: {outcome.error}")
        tell(f"indexing {questions.name}", done, len(drafts))


def _forget_older(folder: Path) -> None:
    """Delete libraries of the same set and embedder that were made of other articles or by other code_digest."""
    for other in folder.parent.glob(f"{folder.name.rpartition('-')[0]}-*"):
        if other != folder:
            with suppress(StoreBusyError), lock(other, writing=True, wait=0):
                shutil.rmtree(other, ignore_errors=True)
