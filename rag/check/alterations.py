"""A statement that repeats a sentence almost word for word, with a figure, a date, a name or a `not` changed."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from index.language.words import bare
from rag.facts.facts import Facts, facts_in, has
from rag.lookup.alignment import align
from rag.lookup.differences import differences
from rag.lookup.finding import Difference
from rag.lookup.folding import FoldedText
from rag.lookup.tokens import Tokens

_STEM = 4


class ChangedFact(NamedTuple):
    """What kind of fact was changed, and how the statement has it."""

    kind: str
    value: str


def find_changed_facts(statement: str, sentence: str, language: str, repeated: float) -> list[ChangedFact]:
    """Return what a statement changes of a sentence that it repeats; nothing if it is in words of its own.

    It repeats the sentence if at least a share `repeated` of the words is the same. What stands elsewhere in both isn't
    changed but moved.
    """
    here, there = Tokens(FoldedText(statement)), Tokens(FoldedText(sentence))
    found = align(here, there) if here and there else None
    if found is None or found.share < repeated:
        return []
    mine, theirs = facts_in(statement, language), facts_in(sentence, language)
    return [
        one
        for one in _find_changes(differences(here, there, found, language), language)
        if one.kind in {"negation", "date"} or _count_facts(mine, one.kind) != _count_facts(theirs, one.kind)
    ]


def _find_changes(told: tuple[Difference, ...], language: str) -> Iterator[ChangedFact]:
    for one in told:
        if one.kind == "negation":
            mine, theirs = (facts_in(text, language).negations for text in (one.excerpt, one.article))
            if bool(mine) != bool(theirs):
                yield ChangedFact("negation", (mine or theirs)[0].text)
        elif one.excerpt and one.article:
            mine_facts, their_facts = facts_in(one.excerpt, language), facts_in(one.article, language)
            kinds = {fact.kind for fact in their_facts}
            if one.kind == "date" and not (list(mine_facts) and list(their_facts)) and not _is_inflected(one):
                yield ChangedFact("date", one.excerpt)  # last year, last month
            for fact in mine_facts:
                if fact.kind in kinds and not has(their_facts, fact):
                    yield ChangedFact(fact.kind, fact.text)


def _is_inflected(one: Difference) -> bool:
    """Tell whether both have the same word in another form: years, -year."""
    mine, theirs = (bare(text)[:_STEM] for text in (one.excerpt, one.article))
    return mine == theirs


def _count_facts(facts: Facts, kind: str) -> Counter[object]:
    values: dict[str, list[object]] = {
        "figure": [(one.values, one.unit, one.ordinal) for one in facts.figures],
        "date": [(tuple(one.told.items()), one.relative) for one in facts.dates],
        "name": [one.key or one.words for one in facts.names],
    }
    return Counter(values[kind])
