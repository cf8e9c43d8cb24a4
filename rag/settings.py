"""What asking can be told: how many passages are read, and from which score on they answer."""

from pydantic import BaseModel, ConfigDict, Field


class RagSettings(BaseModel):
    """The two scores are those of a picked sentence, measured with the bundled embedder.

    A question in another language than the sentence scores lower, so it has a threshold of its own.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    passages: int = Field(default=10, ge=1, le=100)
    answers_from: float = Field(default=1.10, ge=0, le=2)
    answers_across_from: float = Field(default=1.05, ge=0, le=2)
