"""Cases, sets and files made by hand, about ferries, rice and fish."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from evals.sets.cases import QuestionCase, QuestionSet
from index.article import Draft

FERRY = "The ferry to Bohol takes two hours in good weather. It left Cebu at noon with 40 sacks of mail on board."
RICE = "Rice costs 52 pesos a kilo at the market in Iloilo. Traders there expect no change before the next harvest."
FISH = "Boats brought in nine tonnes of fish on Monday. The ferry to Bohol carried most of it south in the evening."
MINIMUM = {"id": "c1", "question": "How long does the ferry take?", "language": "en", "articles": ["ferry.txt"]}


def case(**fields: Any) -> QuestionCase:
    """Make a case about the ferry, but for what is told."""
    return QuestionCase.model_validate({**MINIMUM, **fields})


def made_set(*cases: QuestionCase, **texts: str) -> QuestionSet:
    """Make a set that brings articles, by the name of their file."""
    drafts = tuple(
        Draft(f"/made/{name}.txt", text, markup="clean", title=f"About {name}", language="en")
        for name, text in texts.items()
    )
    return QuestionSet("made", cases, drafts or None)


def lines_in(path: Path, *rows: Mapping[str, Any] | str) -> Path:
    """Write a .jsonl file of rows, and of lines as they are."""
    lines = (row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path
