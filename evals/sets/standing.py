"""The standing sets: our own questions, and public data where it lies beside the project."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from evals.errors import SetError
from evals.sets.attacks import plant_articles, plant_instructions
from evals.sets.canaries import plant_canaries
from evals.sets.cases import QuestionSet
from evals.sets.claims import merge_claims, read_claims
from evals.sets.files import read_corpus, read_text
from evals.sets.formats import open_set, read_pairs, read_squad
from evals.sets.makers import add_removed_gold, make_known_items, make_lookups
from evals.sets.statements import add_false_statements, make_statements, pair_translations

SETS_FOLDER = Path(__file__).parent / "data"
RETRIEVAL = ("xquad-en-en", "xquad-es-en", "sib200-en-tl", "sib200-tl-en", "gum-wikinews")
OWN = ("corpus", "seeds", "follow-ups", "times")
GROUPS: Mapping[str, tuple[str, ...]] = {
    "own": OWN,
    "retrieval": RETRIEVAL,
    "standing": (*OWN, *RETRIEVAL),
    "lookup": ("lookup-corpus", "lookup-seeds", "lookup-wikinews"),
    "support": (
        *("support-corpus", "support-seeds", "support-paraphrases", "support-written"),
        *("support-xquad-en", "support-xquad-es-en"),
    ),
    "claims": ("claims-attributionbench", "claims-wice", "claims-summedits"),
    "attacks": ("planted-instructions", "planted-articles"),
    "attacks-written": ("canaries-corpus", "planted-articles"),
}
HELD_OUT = (  # articles of XQuAD's development half that the reader has never learnt from, in no language
    *("French_and_Indian_War", "Imperialism", "Intergovernmental_Panel_on_Climate_Change", "Prime_number"),
    "Scottish_Parliament",
)
_REMOVED = 150  # removed-gold questions in a set at most
_ATTACKS = 50


def find_sets(name: str, data: Path, corpus: Path | None = None) -> list[QuestionSet]:
    """Return the set or sets that `name` means: a standing one, a group of them, or a file or folder.

    Public data is looked for in `data`; `corpus` brings the articles of a file that doesn't. Raise SetError
    if there is nothing of that name.
    """
    if name in GROUPS:
        return [_standing(one, data) for one in GROUPS[name]]
    if name in SETS:
        return [_standing(name, data)]
    if Path(name).exists():
        return [open_set(Path(name), corpus)]
    known = ", ".join([*GROUPS, *SETS])
    raise SetError(f"there is no question set {name}; give a file, a BEIR folder, or one of {known}")


def _standing(name: str, data: Path) -> QuestionSet:
    return replace(SETS[name](data), name=name)


def _own(name: str) -> QuestionSet:
    return add_removed_gold(open_set(SETS_FOLDER / f"{name}.jsonl"), _REMOVED)


def _xquad(data: Path, asked: str, answering: str) -> QuestionSet:
    files = [_only(data / "xquad", f"xquad.{language}.*.json") for language in (asked, answering)]
    return read_squad(files[0], files[1])


def _unseen(data: Path, asked: str, answering: str) -> QuestionSet:
    """Return the questions about what the reader has never seen, asked about all of XQuAD's articles."""
    questions = _xquad(data, asked, answering)
    unseen = (one for one in questions.cases if one.articles[0].rpartition("/")[0] in HELD_OUT)
    return add_removed_gold(replace(questions, cases=tuple(unseen)), _REMOVED)


def _sib200(data: Path, asked: str, answering: str) -> QuestionSet:
    return read_pairs(_only(data / "sib200", "pairs.*.jsonl"), asked, answering)


def _wikinews(data: Path) -> QuestionSet:
    articles = QuestionSet("gum-wikinews", (), read_corpus([str(_wikinews_file(data))]))
    return replace(articles, cases=tuple(make_known_items(articles)))


def _wikinews_file(data: Path) -> Path:
    return _only(data / "gum_wikinews", "articles.jsonl")


def _claims(data: Path, name: str, most: int) -> QuestionSet:
    """Return at most so many claims of each file of a public set."""
    files = sorted((data / "reading").glob(f"{name.replace('-', '.')}.*.jsonl.gz"))
    if not files:
        raise SetError(f"this set needs {name.replace('-', '.')}.*.jsonl.gz in {data / 'reading'}; see --data")
    return merge_claims(name, [read_claims(file, most) for file in files])


def _plant(data: Path, plant: Callable[[QuestionSet, Any], QuestionSet]) -> QuestionSet:
    attacks = _json(_only(data / "bipia", "text_attack_*.json"))
    return plant(open_set(SETS_FOLDER / "corpus.jsonl"), attacks)


def _false_articles(data: Path) -> QuestionSet:
    attacks = _json(_only(data / "poisonedrag", "nq*.json"))
    return plant_articles(attacks, _wikinews(data).drafts or (), _ATTACKS)


def _json(path: Path) -> Any:
    try:
        return json.loads(read_text(path))
    except ValueError as error:
        raise SetError(f"{path} is not JSON: {error}") from error


def _only(folder: Path, pattern: str) -> Path:
    found = sorted(folder.glob(pattern))
    if not found:
        raise SetError(f"this set needs {pattern} in {folder}; name the folder of the data with --data")
    return found[0]


SETS: Mapping[str, Callable[[Path], QuestionSet]] = {
    "corpus": lambda _: _own("corpus"),
    "seeds": lambda _: _own("seeds"),
    "follow-ups": lambda _: _own("follow-ups"),
    "times": lambda _: _own("times"),
    "desk": lambda data: add_removed_gold(open_set(SETS_FOLDER / "desk.jsonl", _wikinews_file(data)), _REMOVED),
    "xquad-en-en": lambda data: add_removed_gold(_xquad(data, "en", "en"), _REMOVED),
    "xquad-es-en": lambda data: add_removed_gold(_xquad(data, "es", "en"), _REMOVED),
    "unseen-en-en": lambda data: _unseen(data, "en", "en"),
    "unseen-es-en": lambda data: _unseen(data, "es", "en"),
    "sib200-en-tl": lambda data: _sib200(data, "en", "tl"),
    "sib200-tl-en": lambda data: _sib200(data, "tl", "en"),
    "gum-wikinews": _wikinews,
    "lookup-corpus": lambda _: make_lookups(_own("corpus"), 12),
    "lookup-seeds": lambda _: make_lookups(_own("seeds"), 12),
    "lookup-wikinews": lambda data: make_lookups(_wikinews(data), 5),
    "support-corpus": lambda _: make_statements(_own("corpus"), 12),
    "support-seeds": lambda _: make_statements(_own("seeds"), 20),
    "support-paraphrases": lambda _: add_false_statements(open_set(SETS_FOLDER / "paraphrases.jsonl")),
    "support-written": lambda _: open_set(SETS_FOLDER / "written.jsonl"),
    "support-xquad-en": lambda data: make_statements(_xquad(data, "en", "en"), 3),
    "support-xquad-es-en": lambda data: pair_translations(_xquad(data, "es", "es"), _xquad(data, "en", "en"), 3),
    "claims-attributionbench": lambda data: _claims(data, "claims-attributionbench", 300),
    "claims-wice": lambda data: _claims(data, "claims-wice", 300),
    "claims-summedits": lambda data: _claims(data, "claims-summedits", 60),
    "reversals": lambda _: open_set(SETS_FOLDER / "reversals.jsonl"),
    "planted-instructions": lambda data: _plant(data, plant_instructions),
    "canaries-corpus": lambda data: _plant(data, plant_canaries),
    "planted-articles": _false_articles,
}
