"""What asking can be told: how many passages are read, and from which score on they answer."""

from pydantic import BaseModel, ConfigDict, Field


class RagSettings(BaseModel):
    """Scores are those of a picked sentence; None takes what was measured for the embedder in use."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    passages: int = Field(default=10, ge=1, le=100)
    answers_from: float | None = Field(default=None, ge=0, le=3)
    answers_across_from: float | None = Field(default=None, ge=0, le=3)
