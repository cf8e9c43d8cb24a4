"""What the reader is trained on, as it is read: passages with questions, and claims with evidence."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from evals.sets.standing import HELD_OUT
from index.split.sentences import split_sentences

Label = Literal["supported", "contradicted", "neutral", "unsupported"]  # the last: either of the two before it


@dataclass(frozen=True, slots=True)
class Question:
    """A question about a passage; `answers` are numbers of its sentences, none where they don't answer.

    `wording` is the answer as the set gives it, empty where it gives sentences only.
    """

    text: str
    language: str
    answers: tuple[int, ...]
    wording: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences that follow each other in an article, and what is asked of them."""

    article: str
    language: str
    sentences: tuple[str, ...]
    questions: tuple[Question, ...] = ()

    @property
    def text(self) -> str:
        """The sentences as one text."""
        return " ".join(self.sentences)


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim, and the sentences that it is judged by."""

    text: str
    evidence: tuple[str, ...]
    label: Label
    origin: str


def read_passages(data: Path, name: str, *, held_out: bool = False) -> list[Passage]:
    """Return the passages of a public set without the held-out articles, or those alone."""
    rows = _read_lines(data / f"qa.{name}.jsonl.gz")
    return [_read_passage(row) for row in rows if (row["title"] in HELD_OUT) == held_out]


def _read_passage(row: dict[str, Any]) -> Passage:
    spans = find_sentences(row["text"])
    questions = []
    for asked in row["questions"]:
        start, wording = asked["answers"][0] if asked["answers"] else (0, "")
        end = start + len(wording)
        answers = tuple(number for number, (begin, close) in enumerate(spans) if begin < end and close > start)
        if bool(answers) == bool(wording):
            questions.append(Question(asked["question"], row["language"], answers, wording))
    sentences = tuple(row["text"][start:end] for start, end in spans)
    return Passage(row["article"], row["language"], sentences, tuple(questions))


def read_claims(data: Path, name: str) -> list[Claim]:
    """Return the claims of a public set."""
    rows = _read_lines(data / f"claims.{name}.jsonl.gz")
    return [Claim(row["claim"], _split(row["evidence"]), row["label"], row["set"].lower()) for row in rows]


def read_own(path: Path) -> tuple[list[Passage], list[Claim]]:
    """Return the passages and the claims of a file of our own material."""
    passages, claims = [], []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        sentences = tuple(row["sentences"])
        questions = [Question(one["question"], one["language"], tuple(one["answers"])) for one in row["questions"]]
        passages.append(Passage(row["id"], row["language"], sentences, tuple(questions)))
        claims += [
            Claim(one["claim"], sentences, one["label"], f"own-{one['language']}-{row['language']}")
            for one in row["claims"]
        ]
    return passages, claims


def find_sentences(text: str) -> list[tuple[int, int]]:
    """Return where the sentences of a text begin and end."""
    found = [(one.start, one.end) for one in split_sentences(text)]
    return found or [(0, len(text))]


@lru_cache(maxsize=1 << 14)
def _split(text: str) -> tuple[str, ...]:
    return tuple(text[start:end] for start, end in find_sentences(text))


def _read_lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)
