"""Every error is told, the same everywhere."""

import inspect

import pytest

import index.errors
import rag.errors
from rag.errors import ExcerptError, QuestionError
from ui.service.contract import Problem
from ui.service.errors import NoSuchArticleError, RemoteProblemError
from ui.service.problems import KNOWN_ERRORS, exit_code_of, problem_of, status_of

ERRORS = [
    error
    for module in (index.errors, rag.errors)
    for _, error in inspect.getmembers(module, inspect.isclass)
    if issubclass(error, Exception)
    and error not in {rag.errors.AskingError, rag.errors.ModelUnsetError}  # the base itself; what has words of its own
]
EXPECTED = {
    QuestionError: ("bad_question", 422, 1),
    ExcerptError: ("bad_excerpt", 422, 1),
    NoSuchArticleError: ("no_such_article", 404, 1),
    index.errors.ReadError: ("unreadable", 422, 1),
    index.errors.EmbeddingError: ("embedder_failed", 502, 3),
    index.errors.StoreBusyError: ("busy", 409, 3),
    index.errors.StoreError: ("store_failed", 503, 3),
    index.errors.StoreDamagedError: ("store_failed", 503, 3),
    index.errors.EmbedderChangedError: ("store_failed", 503, 3),
}


@pytest.mark.parametrize("error", [*ERRORS, NoSuchArticleError])
def test_every_error_of_the_rooms_below_is_told(error: type[Exception]) -> None:
    raised = error("what to do about it")
    assert isinstance(raised, KNOWN_ERRORS)
    problem = problem_of(raised)
    assert problem.type != "internal"
    assert problem.title
    assert problem.detail == "what to do about it"
    assert status_of(raised) in range(400, 600)
    assert exit_code_of(raised) in {1, 3}


def test_that_no_model_is_set_is_told_with_how_to_set_one() -> None:
    problem = problem_of(rag.errors.ModelUnsetError())
    assert problem.type != "internal"
    assert "PULLQUOTE_LLM__MODEL" in problem.detail


@pytest.mark.parametrize(("error", "told"), EXPECTED.items())
def test_types_and_codes_are_those_of_the_contract(error: type[Exception], told: tuple[str, int, int]) -> None:
    raised = error("x")
    assert (problem_of(raised).type, status_of(raised), exit_code_of(raised)) == told


def test_an_unknown_error_is_told_as_internal() -> None:
    raised = RuntimeError("x")
    assert (problem_of(raised).type, status_of(raised), exit_code_of(raised)) == ("internal", 500, 3)
    assert not isinstance(raised, KNOWN_ERRORS)


@pytest.mark.parametrize(("status", "code"), [(404, 1), (422, 1), (401, 3), (409, 3), (500, 3), (503, 3)])
def test_a_problem_of_another_process_is_told_as_it_was_told(status: int, code: int) -> None:
    problem = Problem(type="busy", title="Busy", detail="Wait.")
    raised = RemoteProblemError(problem, status)
    assert (problem_of(raised), status_of(raised), exit_code_of(raised)) == (problem, status, code)
    assert str(raised) == "Wait."
