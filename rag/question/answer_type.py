"""What kind of thing a question asks for, and whether a sentence offers it: an amount, a time, somebody, a place.

An article may speak of just what is asked and still not tell it: “Who founded X?” stands near to all that is said of
X. What rules can tell is looked for generously: a question is refused only for a kind of thing that none of its quotes
has in any form. “Why” is left out, and so are questions for yes or no: words such as “because” or “not” were measured,
and sentences that have them answer no more often than others.
"""

import re
from collections.abc import Callable, Iterable

from index.language.detection import detect_language, language_of
from index.language.language import Asking, find_language
from index.language.patterns import any_of
from index.language.words import content_words, words_of
from rag.answer import AnswerType
from rag.facts.facts import facts_in
from rag.facts.name import Name
from rag.facts.names import names_in
from rag.question.history import sure_names
from rag.retrieve.hit import Reading

_Offer = Callable[[str, str, str], bool]  # of a text, to a question in lower case, in a language
_OPEN = "(?:{})"  # a pattern that says itself where its words begin and end
_ABBREVIATED = re.compile(r"^[^\W_]{1,2}$|[A-Z]{2}")
_COUNTED = re.compile(r"\b\d[\d.,]*(?= [^\W\d_]{3,}s\b)")  # 2000 guests
_MILLION = 1e6  # a bare number from here on may be one of money
_LONG_NUMBER = re.compile(r"\d{3,4}|:\d\d")


def asked_types(question: str) -> frozenset[str]:
    """Return what kinds of thing a question asks for: `amount`, `time`, `person`, `place`."""
    asking = _asking(question)
    if asking is None:
        return frozenset()
    return frozenset(name for name in _OFFERS if any_of(getattr(asking, name)).search(question))


def offer_of(question: str) -> Callable[[str, str], bool]:
    """Return a test for whether a sentence in a language has the kinds of thing `question` asks for.

    Somebody may be a company; a question after no known kind is offered nothing, and what the question itself gives is
    no answer to it.
    """
    wanted, given = asked_types(question), question.lower()
    return lambda text, language: bool(wanted) and all(_OFFERS[one](text, given, language) for one in wanted)


def find_missing(question: str, quotes: Iterable[str]) -> AnswerType | None:
    """Return the kind of thing that `question` asks for and none of `quotes` has, None if nothing is known to lack.

    The quotes are only looked at if the question asks for such a thing.
    """
    asking = _asking(question)
    if asking is None:
        return None
    asked = [kind for kind, field in _LACKS.items() if any_of(getattr(asking, field), _OPEN).search(question)]
    texts = list(quotes) if asked else []
    return next(
        (kind for kind in asked if not any(_HAS[kind](text, question.lower(), _spoken(text)) for text in texts)), None
    )


def find_unknown_names(reading: Reading) -> tuple[str, ...]:
    """Return the names in a question that stand nowhere in what was searched.

    In an article of another language a name may be written otherwise: only where something read is in the question's
    language is its absence telling, and not for names known to be translated, nor for abbreviations.
    """
    if all(hit.article.language != reading.language for hit in reading.hits):
        return ()
    names = (name for name in sure_names(reading.question) if not name.key and not _ABBREVIATED.search(name.text))
    return tuple(dict.fromkeys(name.text for name in names if set(content_words(name.text)) <= reading.unknown))


def _asking(question: str) -> Asking | None:
    language = find_language(language_of(question))
    return language.asking if language else None


def _spoken(text: str) -> str:
    return language_of(text) or detect_language(text)


def _has_figure(text: str, given: str, language: str) -> bool:
    return any(one.text.lower() not in given for one in facts_in(text, language).figures)


def _has_time(text: str, given: str, language: str) -> bool:
    known = find_language(language)
    words = [one.group() for one in any_of(known.asking.times).finditer(text)] if known else []
    dates = (one.text for one in facts_in(text, language).dates)
    return any(one.lower() not in given for one in (*words, *dates))


def _has_name(wanted: Callable[[Name], bool]) -> _Offer:
    return lambda text, given, language: any(
        wanted(name) and name.text.lower() not in given for name in names_in(text, language)
    )


def _says(field: str) -> _Offer:
    """Return a test for a pattern of the text's language; what is in a language without one is taken to say it."""

    def says(text: str, _given: str, language: str) -> bool:
        known = find_language(language)
        return known is None or any_of(getattr(known.asking, field), _OPEN).search(text) is not None

    return says


def _tells_money(text: str, given: str, language: str) -> bool:
    figures = (one for one in facts_in(text, language).figures if one.text.lower() not in given)
    return any(one.unit.isupper() or (not one.unit and max(one.values) >= _MILLION) for one in figures)


def _tells_number(text: str, given: str, language: str) -> bool:
    known = find_language(language)
    counted = (one.group() for one in _COUNTED.finditer(text))
    several = known is not None and not known.numbers.indefinite.isdisjoint(words_of(text))
    return several or _has_figure(text, given, language) or any(one not in given for one in counted)


def _tells_time(text: str, given: str, language: str) -> bool:
    return (
        bool(_LONG_NUMBER.search(text))
        or _has_time(text, given, language)
        or _says("times_loosely")(text, given, language)
    )


def _tells_duration(text: str, given: str, language: str) -> bool:
    return any(map(str.isdigit, text)) or _says("durations")(text, given, language)


_OFFERS: dict[str, _Offer] = {
    "amount": _has_figure,
    "time": _has_time,
    "person": _has_name(lambda name: name.type not in {"people", "place"}),
    "place": _has_name(lambda name: name.type == "place"),
}
_LACKS: dict[AnswerType, str] = {
    "money": "money",
    "number": "number",
    "time": "time_only",
    "duration": "duration",
    "founder": "founder",
    "leader": "leader",
    "owner": "owner",
}
_HAS: dict[AnswerType, _Offer] = {
    "money": _tells_money,
    "number": _tells_number,
    "time": _tells_time,
    "duration": _tells_duration,
    "founder": _says("founding"),
    "leader": _says("leading"),
    "owner": _says("owning"),
}
