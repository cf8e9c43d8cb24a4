"""A chat turn → a question that stands alone, by rules on what the turns before named.

A question that points back (“How much did he say?”), leaves out what was asked before (“And in China?”) or
says nothing of its own (“Why?”) gets the names it lacks: in place of its pronouns where grammar leaves no doubt,
or else behind it in parentheses, so that a reader sees what was made of it. Any other stays as it is.
"""

from collections.abc import Sequence

from index.language.detection import language_of
from index.language.language import Asking, Language, find_language
from index.language.patterns import any_of
from index.language.words import content_words
from index.tidy.characters import fold_space
from rag.answer import Turn
from rag.question.ellipsis import ask_again, ask_why, asks_why, find_fragment
from rag.question.history import PastTurn, asking_words, find_antecedents, first_sentence, sure_names, with_topic
from rag.question.pronouns import Antecedents, resolve

MOST_TURNS = 8  # that are looked back on
_LONGEST = 2_000  # characters of a turn that are read


def make_standalone(question: str, history: Sequence[Turn]) -> str:
    """Return `question` as it reads without its history; as it is if it stands alone, or nothing is sure."""
    turns: list[PastTurn] = []
    for turn in history[-MOST_TURNS:]:
        asked = fold_space(turn.question[:_LONGEST])
        turns.append(PastTurn(_understand(asked, turns), first_sentence(turn.text[:_LONGEST])))
    return _understand(question, turns)


def _understand(question: str, turns: Sequence[PastTurn]) -> str:
    language = find_language(language_of(question))
    if not turns or language is None or _begins_anew(question, language.asking):
        return question
    lead = any_of(language.asking.lead_ins, r"(?:{}) (?P<name>[^,:?]{2,60}?)(?: (?:again|naman))?[,:] (?P<rest>.+)")
    led = lead.fullmatch(question)
    if led is not None and sure_names(f"– {led['name']}", language=language):
        return _ask_of(led["name"], led["rest"], turns, language)
    last = _turn_meant(question, turns)
    fragment = find_fragment(question)
    if fragment is not None:
        return ask_again(question, fragment, last)
    if asks_why(question):
        return ask_why(question, last)
    resolved = resolve(question, lambda: find_antecedents(last, turns))
    if resolved.points:
        stands = not resolved.is_left and _says_something(resolved.question)
        return resolved.question if stands else with_topic(resolved.question, last)
    asks_kind_only = any_of(language.asking.kind_only, r"(?:(?:and|at) )?(?:{}) \w+\s*\?*").fullmatch(question)
    return question if _says_something(question) and not asks_kind_only else with_topic(question, last)


def _begins_anew(question: str, asking: Asking) -> bool:
    """Tell whether a turn changes the subject, or only thanks."""
    anew = any_of(asking.new_subjects, "(?:{})").match(question)
    return anew is not None or any_of(asking.acknowledgements, r"(?:{})\W*").fullmatch(question) is not None


def _ask_of(name: str, rest: str, turns: Sequence[PastTurn], language: Language) -> str:
    """Read “Back to Nvidia: how much was it?” as asked of Nvidia; of older turns, those that named it count."""
    found = sure_names(f"– {name}", language=language)[0]
    written = f"{rest[:1].upper()}{rest[1:]}"
    if not _says_something(rest):
        older = next((one for one in reversed(turns) if one.mentions(found.text)), turns[-1])
        return with_topic(written, older)
    is_person = found.type == "person"
    known = Antecedents(person=found.text if is_person else None, thing=None if is_person else found.text)
    resolved = resolve(written, lambda: known).question
    return resolved if found.text in resolved else f"{resolved} ({found.text})"


def _turn_meant(question: str, turns: Sequence[PastTurn]) -> PastTurn:
    """Return the turn that a question goes back to: the last, or the last that named what it names."""
    named = [name.text for name in sure_names(question) if name.type != "people"]
    older = (one for one in reversed(turns) if any(one.mentions(name) for name in named))
    return turns[-1] if any(turns[-1].mentions(name) for name in named) else next(older, turns[-1])


def _says_something(question: str) -> bool:
    """Tell whether a question has words of its own to be found by."""
    empty = asking_words()
    return any(word not in empty for word in content_words(question) if not word.isdigit())
