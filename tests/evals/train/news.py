"""A little material to train on: passages, questions and claims about ferries and rice."""

import gzip
import json
from pathlib import Path
from typing import Any

PASSAGE = {
    "id": "made-001",
    "language": "en",
    "sentences": [
        "The ferry to Bohol takes two hours.",
        "It left Cebu at noon with 40 sacks of mail.",
        "Captain Rosa Uy blamed the tide for the delay.",
        "Fares rose to 350 pesos in June.",
        "Tickets for children cost half as much.",
    ],
    "questions": [
        {"question": "How long is the crossing?", "language": "en", "kind": "how much", "answers": [0]},
        {"question": "Who gave a reason for the delay?", "language": "en", "kind": "who", "answers": [2]},
        {"question": "Why did fares rise?", "language": "en", "kind": "reason", "answers": []},
    ],
    "claims": [
        {"claim": "A crossing lasts two hours.", "language": "en", "label": "supported", "change": None},
        {"claim": "Fares fell to 350 pesos.", "language": "en", "label": "contradicted", "change": "antonym"},
        {"claim": "The captain apologised.", "language": "en", "label": "neutral", "change": None},
    ],
}


def write_own(folder: Path, count: int = 1) -> Path:
    """Write so many passages of our own material."""
    rows = [{**PASSAGE, "id": f"made-{number:03}"} for number in range(count)]
    path = folder / "made.jsonl"
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


def write_set(folder: Path, name: str, *rows: dict[str, Any]) -> None:
    """Write a public set of rows."""
    with gzip.open(folder / f"{name}.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(row)}\n" for row in rows)


def asked(title: str, text: str, *questions: tuple[str, str]) -> dict[str, Any]:
    """Make a row of a set of questions, each with the words of its answer, which may be none."""
    answers = [[[text.index(words), words]] if words else [] for _, words in questions]
    told = [
        {"id": str(number), "question": question, "answers": found}
        for number, ((question, _), found) in enumerate(zip(questions, answers, strict=True))
    ]
    return {"article": title, "title": title, "language": "en", "text": text, "questions": told}
