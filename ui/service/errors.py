"""What can go wrong while something is done with a home.

NoSuchArticleError    there is no article with that id, or it never had that revision
NoSuchSourceError     that file, folder or address was never added
NoSuchWatchError      there is no saved question with that number
RemoteProblemError    a problem that the process serving the home has reported
"""

from ui.service.contract import Problem


class NoSuchArticleError(LookupError):
    """There is no article with that id, or it never had that revision."""


class NoSuchSourceError(LookupError):
    """That file, folder or address was never added."""


class NoSuchWatchError(LookupError):
    """There is no saved question with that number."""


class RemoteProblemError(Exception):
    """A problem that the process serving the home has reported."""

    def __init__(self, problem: Problem, status: int) -> None:
        super().__init__(problem.detail)
        self.problem = problem
        self.status = status
