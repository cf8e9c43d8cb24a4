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
from evals.sets.files import read_corpus, read_text
from evals.sets.formats import open_set, read_pairs, read_squad
from evals.sets.makers import add_removed_gold, make_known_items, make_lookups
from evals.sets.statements import add_false_statements, make_statements, pair_translations

SETS_FOLDER = Path(__file__).parent / "data"
RETRIEVAL = ("xquad-en-en", "xquad-es-en", "sib200-en-tl", "sib200-tl-en", "gum-wikinews")
GROUPS: Mapping[str, tuple[str, ...]] = {
    "retrieval": RETRIEVAL,
    "standing": ("corpus", "seeds", "follow-ups", "times", *RETRIEVAL),
    "lookup": ("lookup-corpus", "lookup-seeds", "lookup-wikinews"),
    "support": (
        "support-corpus",
        "support-seeds",
        "support-paraphrases",
        "support-written",
        "support-xquad-en",
        "support-xquad-es-en",
    ),
    "attacks": ("planted-instructions", "planted-articles"),
    "attacks-written": ("canaries-corpus", "planted-articles"),
}
_REMOVED = 150  # removed-gold questions in a set at most
_ATTACKS = 50
SetOf = Callable[[Path], QuestionSet]


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


def _own(name: str) -> SetOf:
    return lambda _: add_removed_gold(open_set(SETS_FOLDER / f"{name}.jsonl"), _REMOVED)


def _xquad(asked: str, answering: str) -> SetOf:
    def read(data: Path) -> QuestionSet:
        files = [_only(data / "xquad", f"xquad.{language}.*.json") for language in (asked, answering)]
        return add_removed_gold(read_squad(files[0], files[1]), _REMOVED)

    return read


def _sib200(asked: str, answering: str) -> SetOf:
    return lambda data: read_pairs(_only(data / "sib200", "pairs.*.jsonl"), asked, answering)


def _wikinews(data: Path) -> QuestionSet:
    articles = QuestionSet("gum-wikinews", (), read_corpus([str(_only(data / "gum_wikinews", "articles.jsonl"))]))
    return replace(articles, cases=tuple(make_known_items(articles)))


def _lookups(set_of: SetOf, each: int) -> SetOf:
    return lambda data: make_lookups(set_of(data), each)


def _statements(set_of: SetOf, each: int) -> SetOf:
    return lambda data: make_statements(set_of(data), each)


def _paraphrases(_: Path) -> QuestionSet:
    return add_false_statements(open_set(SETS_FOLDER / "paraphrases.jsonl"))


def _plain_xquad(language: str) -> SetOf:
    return lambda data: read_squad(_only(data / "xquad", f"xquad.{language}.*.json"))


def _translations(data: Path) -> QuestionSet:
    return pair_translations(_plain_xquad("es")(data), _plain_xquad("en")(data), 3)


def _into_corpus(plant: Callable[[QuestionSet, Any], QuestionSet]) -> SetOf:
    def read(data: Path) -> QuestionSet:
        attacks = _json(_only(data / "bipia", "text_attack_*.json"))
        return plant(open_set(SETS_FOLDER / "corpus.jsonl"), attacks)

    return read


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


SETS: Mapping[str, SetOf] = {
    "corpus": _own("corpus"),
    "seeds": _own("seeds"),
    "follow-ups": _own("follow-ups"),
    "times": _own("times"),
    "xquad-en-en": _xquad("en", "en"),
    "xquad-es-en": _xquad("es", "en"),
    "sib200-en-tl": _sib200("en", "tl"),
    "sib200-tl-en": _sib200("tl", "en"),
    "gum-wikinews": _wikinews,
    "lookup-corpus": _lookups(_own("corpus"), 12),
    "lookup-seeds": _lookups(_own("seeds"), 12),
    "lookup-wikinews": _lookups(_wikinews, 5),
    "support-corpus": _statements(_own("corpus"), 12),
    "support-seeds": _statements(_own("seeds"), 20),
    "support-paraphrases": _paraphrases,
    "support-written": lambda _: open_set(SETS_FOLDER / "written.jsonl"),
    "support-xquad-en": _statements(_plain_xquad("en"), 3),
    "support-xquad-es-en": _translations,
    "planted-instructions": _into_corpus(plant_instructions),
    "canaries-corpus": _into_corpus(plant_canaries),
    "planted-articles": _false_articles,
}
