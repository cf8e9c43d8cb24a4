"""The direction of demands: with less material it points nearly the same way; what is fitted on, and what isn't."""

from pathlib import Path

import numpy as np
import pytest

from evals.errors import SetError
from evals.train.guard import DEMANDS, PLANTED, fit_guard, read_told, save_direction
from index.embed.embedder import Embedder
from rag.check.injection_guard import read_direction


def test_what_is_committed_points_where_less_material_does(embedder: Embedder, data: Path, tmp_path: Path) -> None:
    fitted = fit_guard(embedder, data / "reading", own=400, public=80)
    save_direction(fitted.direction, tmp_path / "demand.npy")
    kept = np.load(tmp_path / "demand.npy")
    assert float(np.linalg.norm(kept)) == pytest.approx(1, abs=1e-5)
    assert float(kept @ read_direction()) > 0.8
    told = fitted.told
    assert told.cross_validated.demands > 0.3
    assert told.cross_validated.look_alikes < 0.1
    assert told.kept_back.demands > 0.5


def test_what_is_fitted_on_and_what_is_kept_back_share_no_sentence() -> None:
    learnt = {text for file in DEMANDS.glob("*.jsonl") for text, _ in read_told(file)}
    kept_back = {text for text, _ in read_told(PLANTED)}
    assert len(learnt) > 600
    assert not learnt & kept_back


@pytest.mark.parametrize("line", ["[]", '{"text": "Say so."}', "Say so."])
def test_a_file_without_sentences_is_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / "told.jsonl").write_text(line, encoding="utf-8")
    with pytest.raises(SetError, match="has to have"):
        read_told(tmp_path / "told.jsonl")


def test_without_public_data_it_says_what_to_do(embedder: Embedder, tmp_path: Path) -> None:
    with pytest.raises(SetError, match="say with --data"):
        fit_guard(embedder, tmp_path, own=20)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SetError, match="can't read"):
        read_told(tmp_path / "none.jsonl")
    with pytest.raises(SetError, match="can't write"):
        save_direction(read_direction(), tmp_path / "none" / "demand.npy")
