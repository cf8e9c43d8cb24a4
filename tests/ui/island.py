"""A set of four questions about two articles that it brings along."""

import json
from pathlib import Path
from typing import Any

ARTICLES = {
    "ferry.txt": "A ferry at noon\n\nCaptain Ramon Reyes steers the ferry to Bohol. It leaves Cebu at noon.\n\n"
    "A ticket for the ferry to Bohol costs 640 pesos.\n",
    "library.txt": "Books on loan\n\nThe town library of Dumaguete lends 9,000 books a month.\n\nIts director, Nena "
    "Lim, wants to open a second house beside the market.\n",
}
QUESTIONS: tuple[dict[str, Any], ...] = (
    {"id": "captain", "question": "Who is the captain of the ferry?", "answers": ["Ramon Reyes"]},
    {"id": "price", "question": "How much does a ticket for the ferry cost?", "answers": ["640 pesos"]},
    {"id": "books", "question": "How many books does the library lend a month?", "answers": ["9,000"]},
    {"id": "bread", "question": "How do I bake sourdough bread?", "kind": "off-topic"},
)
_ARTICLE_OF = {"captain": "ferry.txt", "price": "ferry.txt", "books": "library.txt"}


def write_island(folder: Path) -> str:
    """Write the articles and the set; return the set's file."""
    (folder / "articles").mkdir(parents=True)
    for name, text in ARTICLES.items():
        (folder / "articles" / name).write_text(text)
    return write_questions(folder / "island.jsonl", corpus=["articles"])


def write_questions(file: Path, corpus: list[str] | None = None, **answers: list[str]) -> str:
    """Write the questions, some with other answers, about a corpus or whatever is at home; return the file."""
    lines: list[dict[str, Any]] = [{"corpus": corpus}] if corpus else []
    for fields in QUESTIONS:
        name = fields["id"]
        about = {"articles": [_ARTICLE_OF[name]]} if name in _ARTICLE_OF else {}
        other = {"answers": answers[name]} if name in answers else {}
        lines.append({"language": "en", **fields, **about, **other})
    file.write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    return str(file)
