"""A turn that asks the last question again: about something else (“And in China?”), or when and why."""

import re

from rag.question.history import ASKING, VERBAL, Said, about
from rag.question.names import Name, names_in
from rag.question.pronouns import Antecedents, resolve

CONNECTIVE = r"(?:and|but|so|then|ok(?:ay)?|at|eh?|pero|tapos|y|¿y|pues)"
_FRAGMENT = re.compile(
    rf"(?:(?:{CONNECTIVE},? )?"
    r"(?:what about|how about|(?:paano|kumusta) naman|(?:paano|kumusta)(?= (?:ang|si|sa)\b)|qué tal)"
    rf"|{CONNECTIVE},?) (?P<rest>.+)",
    re.IGNORECASE,
)
_PREPOSITIONS = {
    **dict.fromkeys(("in", "at", "sa", "en", "within", "across"), "in"),
    **dict.fromkeys(("of", "ng", "ni", "by", "nina", "de"), "of"),
    **dict.fromkeys(("from", "mula", "desde"), "from"),
    **dict.fromkeys(("for", "para"), "for"),
    **dict.fromkeys(("with", "to", "on", "kay", "con", "a"), "other"),
}
_MARKERS = frozenset("si ang sina the mga las los el la".split())
ADVERB = re.compile(
    rf"(?:{CONNECTIVE},? )?(?P<asked>why|when|where|how|since when|how come)(?: (?:then|exactly|so))?\s*[?.!]*",
    re.IGNORECASE,
)
_TENSED = re.compile(
    r"(?:when|where|why) "
    r"(?P<rest>(?:did|does|do|is|are|was|were|has|have|had|could|can|will) .+)",
    re.IGNORECASE,
)


def fragment_of(question: str) -> str | None:
    """Return what “And in China?” or “Magkano naman sa Amerika?” asks about; None for a whole question."""
    bare = question.rstrip("?.! ")
    found = _FRAGMENT.fullmatch(bare)
    rest = found["rest"] if found else bare
    words = rest.lower().split()
    naman = "naman" in words and words[0] in ASKING
    if naman:
        words = [word for word in words[1:] if word not in {"naman", "ang"}]
        rest = " ".join(rest.split()[-len(words) :]) if words else ""
    opened = found is not None or naman or words[-1:] == ["naman"] or (words[:1] and words[0] in _PREPOSITIONS)
    too_much = len(words) > 6 or set(words) & (ASKING | VERBAL)
    pointing = resolve(rest, Antecedents).pointing if rest else True
    return None if not opened or too_much or pointing else re.sub(r" naman$", "", rest)


def asked_again(question: str, fragment: str, last: Said) -> str:
    """Ask the last question about what the `fragment` of a new one names; where its place isn't sure, beside it."""
    before = last.question
    first, *others = fragment.split()
    case = _PREPOSITIONS.get(first.lower())
    while others and first.lower() in _MARKERS | _PREPOSITIONS.keys():
        first, *others = others
    new = " ".join([first, *others])
    for slot in _slots(before, new, case):
        return before[: slot.start] + new + before[slot.end :]
    return about(question, last)


def _slots(before: str, new: str, case: str | None) -> list[Name]:
    """Return what in the question before the new thing takes the place of; none where that isn't sure."""
    if new in before:
        return []
    parallel = _parallel(before, new)
    if parallel is not None:
        return [parallel]
    names = [name for name in names_in(before) if not name.people]
    given = names_in(f"– {new}")
    if not given or given[0].text != new:
        return []
    if case is not None:
        names = [name for name in names if _PREPOSITIONS.get(name.before) == case]
    else:
        names = [name for name in names if name.person == given[0].person and not name.place]
    return names if len(names) == 1 else []


def _parallel(before: str, new: str) -> Name | None:
    """Find words in `before` that differ from `new` in one capitalised word: Chinese models, American models."""
    words = new.split()
    tokens = list(re.finditer(r"\S+", before.rstrip("?.! ")))
    for at in range(len(tokens) - len(words) + 1):
        run = tokens[at : at + len(words)]
        differing = [(token.group(), word) for token, word in zip(run, words, strict=True) if token.group() != word]
        if len(words) > 1 and len(differing) == 1 and all(one[:1].isupper() for one in differing[0]):
            return Name(new, run[0].start(), run[-1].end())
    return None


def asked_why(question: str, last: Said) -> str:
    """Ask why, when, where or how of what the question before took as given."""
    adverb, tensed = ADVERB.fullmatch(question), _TENSED.fullmatch(last.question)
    if adverb is None or tensed is None or adverb["asked"].lower() == "how come":
        return about(question, last)
    asked = adverb["asked"]
    return f"{asked[:1].upper()}{asked[1:]} {tensed['rest']}"
