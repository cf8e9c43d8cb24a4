"""Other people's claims, in the shapes in which they are shared."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from evals.errors import SetError
from evals.sets.cases import StatementCase
from evals.sets.claims import merge_claims, read_claims
from evals.sets.formats import open_set

FERRY = "The ferry left Cebu at noon. It carried rice."


def write(path: Path, *rows: dict[str, Any]) -> Path:
    text = "".join(json.dumps(row) + "\n" for row in rows)
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())
    return path


@pytest.mark.parametrize(
    "row",
    [
        {"claim": "It left at noon.", "document": FERRY, "label": "supported"},
        {"claim": "It left at noon.", "doc": FERRY, "label": 1},
        {"summary": "It left at noon.", "doc": FERRY, "label": 1},
        {"claim": "It left at noon.", "references": [FERRY], "label": "attributable"},
        {"claim": "It left at noon.", "evidence": FERRY, "label": True},
    ],
)
def test_claims_are_read_in_the_common_shapes(tmp_path: Path, row: dict[str, Any]) -> None:
    for name in ("claims.jsonl", "claims.jsonl.gz"):
        questions = open_set(write(tmp_path / name, row, {**row, "label": 0}))
        true, false = questions.select(StatementCase)
        assert (true.label, true.kind, false.label, false.kind) == ("supported", "claim", "unsupported", "false-claim")
        assert [draft.text for draft in questions.drafts or ()] == [FERRY]
        assert true.articles == false.articles == tuple(draft.source for draft in questions.drafts or ())


def test_as_many_as_wanted_are_spread_over_the_file(tmp_path: Path) -> None:
    rows = [{"claim": f"Claim {at}", "document": f"{FERRY} {at}", "label": at % 2} for at in range(10)]
    few = read_claims(write(tmp_path / "claims.jsonl", *rows), 5)
    assert [case.text for case in few.cases] == [f"Claim {at}" for at in (0, 2, 4, 6, 8)]
    assert len(few.drafts or ()) == 5


def test_sets_are_put_together(tmp_path: Path) -> None:
    row = {"claim": "It left.", "document": FERRY, "label": 1}
    sets = [read_claims(write(tmp_path / f"{name}.jsonl", row)) for name in ("one", "two")]
    together = merge_claims("both", sets)
    assert (together.name, [case.id for case in together.cases]) == ("both", ["one-1", "two-1"])
    assert len({draft.source for draft in together.drafts or ()}) == 2


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"claim": "It left.", "document": FERRY, "label": "maybe"}, "has the label maybe"),
        ({"claim": "It left.", "document": FERRY}, "has the label None"),
        ({"claim": "", "document": FERRY, "label": 1}, "has no claim"),
    ],
)
def test_a_claim_that_can_not_be_read_is_named(tmp_path: Path, row: dict[str, Any], told: str) -> None:
    good = {"claim": "It left.", "document": FERRY, "label": 1}
    with pytest.raises(SetError, match=told):
        read_claims(write(tmp_path / "claims.jsonl", good, row))
