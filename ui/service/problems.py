"""Errors as they are reported: one table from what was raised to type, title, HTTP status and exit code."""

from dataclasses import dataclass

from evals.errors import EvalError
from index.errors import (
    CollectionError,
    EmbeddingError,
    FilterError,
    IndexingError,
    ReadError,
    StoreBusyError,
    StoreError,
)
from rag.errors import ExcerptError, ModelError, QuestionError, StatementError
from ui.service.contract import Problem
from ui.service.errors import NoSuchArticleError, NoSuchSourceError, NoSuchWatchError, RemoteProblemError


@dataclass(frozen=True, slots=True)
class ProblemType:
    """How one kind of error is reported; exit 1 is an input that failed, 3 the store or a service."""

    name: str
    title: str
    status: int
    exit_code: int


_PROBLEM_TYPES: tuple[tuple[type[Exception], ProblemType], ...] = (
    (QuestionError, ProblemType("bad_question", "The question can't be asked", 422, 1)),
    (ExcerptError, ProblemType("bad_excerpt", "The excerpt can't be looked up", 422, 1)),
    (StatementError, ProblemType("bad_statement", "The statement or draft can't be checked", 422, 1)),
    (FilterError, ProblemType("bad_filter", "The filter lets nothing pass", 422, 1)),
    (CollectionError, ProblemType("bad_collection", "The collection can't be used", 422, 1)),
    (NoSuchArticleError, ProblemType("no_such_article", "No such article", 404, 1)),
    (NoSuchSourceError, ProblemType("no_such_source", "No such source", 404, 1)),
    (NoSuchWatchError, ProblemType("no_such_watch", "No such saved question", 404, 1)),
    (ReadError, ProblemType("unreadable", "The input can't be read", 422, 1)),
    (EvalError, ProblemType("eval_failed", "The evaluation can't be done, or its bar was missed", 422, 1)),
    (ModelError, ProblemType("model_failed", "The language model failed", 502, 3)),
    (EmbeddingError, ProblemType("embedder_failed", "The embedder failed", 502, 3)),
    (StoreBusyError, ProblemType("busy", "Another process is using the library", 409, 3)),
    (StoreError, ProblemType("store_failed", "The library can't be used", 503, 3)),
    (IndexingError, ProblemType("store_failed", "The library can't be used", 503, 3)),
)
KNOWN_ERRORS: tuple[type[Exception], ...] = (RemoteProblemError, *(kind for kind, _ in _PROBLEM_TYPES))
_UNKNOWN = ProblemType("internal", "Something went wrong", 500, 3)


def problem_of(error: Exception) -> Problem:
    """Return what to report of an error."""
    if isinstance(error, RemoteProblemError):
        return error.problem
    kind = _type_of(error)
    return Problem(type=kind.name, title=kind.title, detail=str(error))


def status_of(error: Exception) -> int:
    """Return the HTTP status of an error."""
    return error.status if isinstance(error, RemoteProblemError) else _type_of(error).status


def exit_code_of(error: Exception) -> int:
    """Return the exit code of an error: 1 if the input was at fault, 3 if the store or a service was."""
    if isinstance(error, RemoteProblemError):
        return 1 if error.status in {404, 422} else 3
    return _type_of(error).exit_code


def _type_of(error: Exception) -> ProblemType:
    return next((kind for raised, kind in _PROBLEM_TYPES if isinstance(error, raised)), _UNKNOWN)
