"""Other people's claims, each judged by a document: a line of JSON each, plain or gzipped.

Read are the fields of SummEdits, AttributionBench, WiCE and LLM-AggreFact, and files put together from them: the claim
as `claim`, `statement` or `summary`; what it is judged by as `document`, `doc`, `evidence`, `references` or
`documents`, a text or a list of texts; `label` in words, or 1 for borne out and 0 for not.
"""

import gzip
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from evals.errors import SetError
from evals.sets.cases import QuestionSet, StatementCase
from evals.sets.files import require_cases
from index.article import Draft
from index.language.detection import detect_language

_CLAIM = ("claim", "statement", "summary")
_DOCUMENT = ("document", "doc", "evidence", "references", "documents")
_SUPPORTED = {"1", "true", "supported", "attributable", "consistent"}
_UNSUPPORTED = {
    *("0", "false", "unsupported", "not attributable", "inconsistent", "contradicted", "neutral"),
    *("partially_supported", "not_supported", "contradictory"),
}


def are_claims(path: Path) -> bool:
    """Tell whether a file holds other people's claims: its first line has a claim, and what it is judged by."""
    first = next(iter(_read_rows(path)), {})
    return (
        bool(first) and "id" not in first and _find(first, _CLAIM) is not None and _find(first, _DOCUMENT) is not None
    )


def read_claims(path: Path, most: int | None = None) -> QuestionSet:
    """Read claims, or `most` of them, evenly spread; each document is an article. Raise SetError."""
    rows = list(_read_rows(path))
    rows = [rows[at * len(rows) // most] for at in range(most)] if most and most < len(rows) else rows
    documents: dict[str, Draft] = {}
    cases = []
    for number, row in enumerate(rows, start=1):
        text, document = _find(row, _CLAIM), _find(row, _DOCUMENT)
        if not text or not document:
            raise SetError(f"{path}, claim {number} has no claim, or nothing that it is judged by")
        name = str(len(documents))
        draft = documents.setdefault(document, Draft(f"{path.name}#{name}", document, markup="clean"))
        cases.append(
            StatementCase(
                id=f"{path.name.partition('.jsonl')[0]}-{number}",
                statement=text,
                language=str(row.get("language") or detect_language(text)),
                label=_read_label(row.get("label"), f"{path}, claim {number}"),
                wording="claim",
                articles=(draft.source,),
            )
        )
    return QuestionSet(path.name.partition(".jsonl")[0], require_cases(cases, path), tuple(documents.values()))


def merge_claims(name: str, sets: Sequence[QuestionSet]) -> QuestionSet:
    """Put several sets of claims together."""
    drafts = tuple(draft for one in sets for draft in one.drafts or ())
    return QuestionSet(name, tuple(case for one in sets for case in one.cases), drafts)


def _read_label(label: Any, where: str) -> Any:
    told = str(label).lower()
    if told not in _SUPPORTED | _UNSUPPORTED:
        raise SetError(f"{where} has the label {label}; it has to be supported or unsupported, or 1 or 0")
    return "supported" if told in _SUPPORTED else "unsupported"


def _find(row: dict[str, Any], names: Sequence[str]) -> str | None:
    found = next((row[name] for name in names if row.get(name)), None)
    return "\n\n".join(map(str, found)) if isinstance(found, list) else found if isinstance(found, str) else None


def _read_rows(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, start=1):
                row = json.loads(line)
                if not isinstance(row, dict):
                    raise SetError(f"{path}, line {number} is not a JSON object")
                yield row
    except OSError as error:
        raise SetError(f"can't read the claims {path}: {error.strerror or error}") from error
    except ValueError as error:
        raise SetError(f"{path} is not JSON: {error}") from error
