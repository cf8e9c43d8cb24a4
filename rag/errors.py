"""What can go wrong while asking.

AskingError
├── QuestionError   the question can't be asked as it is
├── ExcerptError    the excerpt can't be looked up as it is
└── ModelError      the language model can't be used
"""


class AskingError(Exception):
    """Base of everything asking reports; its text is one line that says what to do."""


class QuestionError(AskingError):
    """The question is empty, has no words, or is too long."""


class ExcerptError(AskingError):
    """The excerpt is empty, has no words, or is too long."""


class ModelError(AskingError):
    """No language model is set, or it can't be reached, or it failed."""
