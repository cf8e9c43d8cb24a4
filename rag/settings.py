"""What asking can be told: how many passages are read, from which score on they answer, which model is there."""

from pydantic import BaseModel, ConfigDict, Field, SecretStr


class RagSettings(BaseModel):
    """Scores are those of a picked sentence; None takes what was measured for the embedder in use."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    passages: int = Field(default=10, ge=1, le=100)
    answers_from: float | None = Field(default=None, ge=0, le=3)
    answers_across_from: float | None = Field(default=None, ge=0, le=3)


class LlmSettings(BaseModel):
    """A language model behind an OpenAI-compatible endpoint; none is used unless a command asks for it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    base_url: str = "http://127.0.0.1:11434/v1"
    model: str = ""
    api_key: SecretStr = SecretStr("")
    context_window: int = Field(default=4096, ge=512, description="tokens")
    temperature: float = Field(default=0, ge=0, le=2)
    timeout: float = Field(default=60, gt=0, le=600, description="seconds")
