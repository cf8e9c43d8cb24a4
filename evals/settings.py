"""What measuring can be told: where public data lies."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict

_BESIDE = Path(__file__).parents[2] / "shared" / "data"


class EvalSettings(BaseModel):
    """`data` holds a folder each for xquad, sib200, gum_wikinews, bipia and poisonedrag."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    data: Path = _BESIDE
