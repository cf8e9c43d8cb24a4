"""What can go wrong when answers are measured.

EvalError
├── SetError        a question set can't be read or used
├── RunError        a run folder can't be read, resumed or compared
├── GateError       the figures are below what was demanded
└── TrainingError   the reader can't be trained here
"""


class EvalError(Exception):
    """Root of this room's errors; a message says what failed and what to do."""


class SetError(EvalError):
    """A question set can't be read or used."""


class RunError(EvalError):
    """A run folder can't be read, resumed or compared."""


class GateError(EvalError):
    """The figures are below what was demanded of them."""


class TrainingError(EvalError):
    """The reader can't be trained here."""
