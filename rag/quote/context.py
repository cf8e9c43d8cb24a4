"""Which sentences can't be understood alone, and which sentence before names what they speak of.

By rules: a sentence that opens with a pronoun or a bare description (“It …”, “The other …”, “Ang kumpanya …”), or
whose speaker is a pronoun (“…,” she said). And sentences that only ask: their answer stands beside them.
"""

import re
from collections.abc import Callable, Sequence

from index.language.language import Language, find_language, languages
from index.language.patterns import alternatives, any_of
from rag.facts.name import Name
from rag.facts.names import names_in
from rag.question.pronouns import companies, pronouns_of

_QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)")
_OPEN = re.compile(r"\?[\"”’']*$|:$")


def only_asks(text: str) -> bool:
    """Tell whether a sentence only only_asks or announces, so that what follows it is the answer."""
    announcing = (any_of(one.reference.announcing, "(?:{})") for one in languages())
    return _OPEN.search(text) is not None or any(pattern.search(text) for pattern in announcing)


def find_naming(texts: Sequence[str], at: int, language: str) -> int | None:
    """Return which of the sentences before sentence `at` names what it speaks of; None if it can be read alone.

    None, too, where no sentence before does. What can't be quoted stands in `texts` as an empty one.
    """
    known = find_language(language)
    needs = _Dependence(known).of(texts[at], texts) if known else None
    if needs is None:
        return None
    return next((one for one in range(at - 1, -1, -1) if texts[one] and needs(texts[one])), None)


def find_table_header(lines: Sequence[str], at: int) -> int | None:
    """Return which of the lines before line `at` is the header of the table that it is a row of; None without one."""
    columns = lines[at].count("|")
    first = at
    while columns and first and lines[first - 1].count("|") == columns:
        first -= 1
    return first if first < at else None


class _Dependence:
    """Tells what a sentence of one language depends on."""

    def __init__(self, language: Language) -> None:
        self._code = language.code
        self._reference = language.reference
        hinge = rf"^[\"“‘'(]*(?:(?:{language.reference.hinges or '(?!)'}),? )*"
        described = alternatives(language.reference.descriptions)
        self._somebody = pronouns_of(language.reference.persons)
        self._opening = any_of(language.reference.openings, rf"{hinge}(?:{{}})\b(?! (?:of|that|who|which)\b)")
        self._expletive = any_of(language.reference.expletives, rf"{hinge}(?:{{}})")
        self._description = any_of(
            language.reference.definite,
            rf"{hinge}(?:{{}}) (?P<noun>{described})(?:s|['’]s)?\b"
            rf"(?!{language.reference.defined or '(?!)'}\b| (?-i:[A-Z]))",
        )

    def of(self, text: str, texts: Sequence[str]) -> Callable[[str], bool] | None:
        """Return a test for the sentence that has to stand before `text`, None if none has to."""
        spoken = _QUOTED.sub("“”", text)
        somebody = self._somebody.search(spoken)
        if somebody and not self._is_named(spoken, somebody.start()):
            people = {word for one in texts for name in self._names(one) if name.may_be_person for word in name.words}
            return lambda before: any(people & set(name.words) for name in self._names(before))
        company = companies(self._reference).search(spoken)
        if company and not self._is_named(spoken, company.start()):
            return lambda before: self._is_named(before, len(before))
        described = self._description.match(text)
        if described:
            introduced = re.compile(
                rf"\b(?:{self._reference.introducing}) (?:[\w-]+ ){{,4}}{re.escape(described['noun'])}", re.IGNORECASE
            )
            return lambda before: introduced.search(before) is not None
        if self._opening.match(text) and not self._expletive.match(text):
            return lambda before: self.of(before, texts) is None
        return None

    def _names(self, text: str) -> list[Name]:
        return names_in(text, self._code)

    def _is_named(self, text: str, until: int) -> bool:
        """Tell whether somebody or something is named before `until`, other than a people."""
        return any(name.end <= until and name.type != "people" and not name.opens for name in self._names(text))
