"""What can go wrong while asking.

AskingError
├── QuestionError           the question can't be asked as it is
├── ExcerptError            the excerpt can't be looked up as it is
├── StatementError          the statement or draft can't be checked as it is
└── ModelError              the language model can't be used
    ├── ModelUnsetError     none is set
    ├── ModelUnreachableError   nobody is there: refused, no such host, the connection broke
    ├── ModelRejectedError  it is there and says no: the key, the model's name, the request
    ├── ModelBusyError      it has no time, and more was asked for than is waited
    ├── ModelSilentError    it is there and says nothing, or no more
    └── ModelBrokenError    what it says is no answer
"""


class AskingError(Exception):
    """Base of everything asking reports; its text is one line that says what to do."""


class QuestionError(AskingError):
    """The question is empty, has no words, or is too long."""


class ExcerptError(AskingError):
    """The excerpt is empty, has no words, or is too long."""


class StatementError(AskingError):
    """The statement or draft is empty, has no words, or is too long, or no article has the source named."""


class ModelError(AskingError):
    """No language model is set, or it can't be reached, or it failed; never holds the key."""


class ModelUnsetError(ModelError):
    """The settings name no model."""

    def __init__(self) -> None:
        super().__init__("no model is set; set PULLQUOTE_LLM__BASE_URL and PULLQUOTE_LLM__MODEL")


class ModelUnreachableError(ModelError):
    """Nobody answers at the address, or the connection broke."""


class ModelRejectedError(ModelError):
    """The endpoint refuses the key, doesn't have the model, or can't take the request."""


class ModelBusyError(ModelError):
    """The endpoint wants a longer wait than is granted."""


class ModelSilentError(ModelError):
    """Nothing came within the time that the settings grant."""


class ModelBrokenError(ModelError):
    """What came is no answer: cut short, empty, far too long, a web page, not UTF-8."""
