"""A turn that asks the last question again: about something else (“And in China?”), or when and why."""

import re

from index.language.detection import language_of
from index.language.language import Language, find_language
from index.language.patterns import any_of
from rag.facts.name import Name
from rag.question.history import PastTurn, sure_names, with_topic
from rag.question.pronouns import Antecedents, resolve

_MOST_WORDS = 6


def find_fragment(question: str) -> str | None:
    """Return what “And in China?” or “Magkano naman sa Amerika?” asks about; None for a whole question."""
    language = find_language(language_of(question))
    if language is None:
        return None
    asking, particle = language.asking, language.asking.particle
    bare = question.rstrip("?.! ")
    opening = rf"(?:(?:{asking.connectives}),? )?¿?(?:{asking.fragments})|¿?(?:{asking.connectives}),?"
    found = re.fullmatch(rf"¿?(?:{opening}) (?P<rest>.+)", bare, re.IGNORECASE)
    rest = found["rest"] if found else bare
    words = rest.lower().split()
    asks = particle in words and words[0] in language.words.asking
    if asks:
        words = [word for word in words[1:] if word not in {particle, "ang"}]
        rest = " ".join(rest.split()[-len(words) :]) if words else ""
    opened = found or asks or words[-1:] == [particle] or (words[:1] and words[0] in asking.prepositions)
    too_much = len(words) > _MOST_WORDS or set(words) & (language.words.asking | asking.auxiliaries)
    pointing = resolve(rest, Antecedents).points if rest else True
    return None if not opened or too_much or pointing else rest.removesuffix(f" {particle}" if particle else "")


def ask_again(question: str, fragment: str, last: PastTurn) -> str:
    """Ask the last question about what the `fragment` of a new one names; where its place isn't sure, beside it."""
    language = find_language(language_of(question))
    before = last.question
    first, *others = fragment.split()
    case = language.asking.prepositions.get(first.lower()) if language else None
    skipped = language.asking.markers | language.asking.prepositions.keys() if language else frozenset()
    while others and first.lower() in skipped:
        first, *others = others
    new = " ".join([first, *others])
    for slot in _slots(last, new, case, language):
        return before[: slot.start] + new + before[slot.end :]
    return with_topic(question, last)


def _slots(last: PastTurn, new: str, case: str | None, language: Language | None) -> list[Name]:
    """Return what in the question before the new thing takes the place of; none where that isn't sure."""
    if new in last.question:
        return []
    parallel = _parallel(last.question, new)
    if parallel is not None:
        return [parallel]
    names = [name for name in last.asked if name.type != "people"]
    given = sure_names(f"– {new}", language=language)
    if last.language is None or (given and given[0].text != new) or not any(map(str.isupper, new)):
        return []
    if case is not None:
        names = [name for name in names if last.language.asking.prepositions.get(name.before) == case]
    else:
        kind = given[0].type if given else "unknown"
        names = [name for name in names if name.type != "place" and len({name.type, kind} - {"unknown"}) < 2]
    return names if len(names) == 1 else []


def _parallel(before: str, new: str) -> Name | None:
    """Find words in `before` that differ from `new` in one capitalised word: Chinese models, American models."""
    words = new.split()
    tokens = list(re.finditer(r"\S+", before.rstrip("?.! ")))
    for at in range(len(tokens) - len(words) + 1):
        run = tokens[at : at + len(words)]
        differing = [(token.group(), word) for token, word in zip(run, words, strict=True) if token.group() != word]
        if len(words) > 1 and len(differing) == 1 and all(one[:1].isupper() for one in differing[0]):
            return Name(new, run[0].start(), run[-1].end(), tuple(words))
    return None


def asks_why(question: str) -> bool:
    """Tell whether a question is only “Why?”, “And when?” or the like."""
    language = find_language(language_of(question))
    return language is not None and _adverb(question, language) is not None


def ask_why(question: str, last: PastTurn) -> str:
    """Ask why, when, where or how of what the question before took as given."""
    language = find_language(language_of(question))
    adverb = _adverb(question, language) if language else None
    if language is None or adverb is None or last.language is not language or not language.asking.tensed:
        return with_topic(question, last)
    tensed = re.fullmatch(rf"(?:when|where|why) (?P<rest>{language.asking.tensed})", last.question, re.IGNORECASE)
    if tensed is None or adverb.lower() == "how come":
        return with_topic(question, last)
    return f"{adverb[:1].upper()}{adverb[1:]} {tensed['rest']}"


def _adverb(question: str, language: Language) -> str | None:
    asking = language.asking
    around = rf"¿?(?:(?:{asking.connectives}),? )?(?P<asked>{{}})(?: (?:then|exactly|so))?\s*[?.!]*"
    found = any_of(asking.adverbs, around).fullmatch(question)
    return found["asked"] if found else None
