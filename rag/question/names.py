"""Names in a question or a sentence: capitalised words, and whether they are somebody's.

By rules, for languages that capitalise names: what they don't know they leave out, because a follow-up
that is read wrongly is worse than one that is asked as it is.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from index.language.words import stop_words

_LONGEST = 60  # characters; what is longer is no name
_WORD = re.compile(r"[^\W_]+(?:[-.&][^\W_]+)*(?:['’]s\b)?")
_PERSON_MARKERS = frozenset("si ni kay sina nina kina mr mrs ms dr".split())
_AUXILIARIES = frozenset("did does do has had have is was are were would can could will should".split())
_PLACE_MARKERS = frozenset("in at near across within sa nasa mula en from".split())
_FOLLOWING = frozenset(
    "is was has had will can said says told and at ay".split()
)  # after a name that begins a sentence
_OPENINGS = frozenset(
    """
    according tell give name list explain describe compare show something different another back please could would
    should shall might must has have had does did aling anong ilang puwede pwede maaari ayon para maging kahit
    mahigit higit mga dahil noong nitong kapwa sabi tungkol balik maliban sino-sino ano-ano magkano hola cómo
    """.split()
)
_DAYS = frozenset(
    """
    january february march april may june july august september october november december monday tuesday
    wednesday thursday friday saturday sunday enero pebrero marso abril mayo hunyo hulyo agosto setyembre
    oktubre nobyembre disyembre lunes martes miyerkules huwebes biyernes sabado linggo
    """.split()
)
_ABBREVIATIONS = frozenset("ai ceo cto i it tv gpu cpu pc".split())
_PEOPLES = re.compile(
    r"[A-Z]\w+(?:ese|ish|ian|ean|ican)|French|German|Dutch|Greek|Swiss|Tsino(?:ng)?|Intsik|Hapon(?:es)?|Koreano(?:ng)?"
    r"|Amerikano(?:ng)?|Pilipino(?:ng)?|Filipino|Ruso(?:ng)?|Europeo(?:ng)?|Chinos?|Chinas|Estadounidenses?"
)
_IMPERSONAL = frozenset(
    """
    the a ai daily news post times journal bank center centre institute university group company corporation
    press agency street state states kingdom city county street sea east west north south southeast asia
    inc corp ltd lines airlines airways foods motors systems technologies holdings labs electronics media networks
    energy telecom council party court ministry department office world cup summit act law
    america china hong kong new united conference ecosystem innovation digital face series
    """.split()
)


@dataclass(frozen=True, slots=True)
class Name:
    """A run of capitalised words, where it stands, and the word before it in lower case."""

    text: str
    start: int
    end: int
    before: str = ""
    marked: bool = False

    @property
    def people(self) -> bool:
        """Whether it names a people rather than something: Chinese, Amerikano."""
        return _PEOPLES.fullmatch(self.text) is not None

    @property
    def place(self) -> bool:
        """Whether it stands where places do: in Japan, sa Beijing."""
        return self.before in _PLACE_MARKERS and not any(one.isdigit() for one in self.text)

    @property
    def person(self) -> bool:
        """Whether it may be somebody's: marked as such, or two words or more that say nothing else."""
        if self.before in _PERSON_MARKERS:
            return True
        words = self.text.split()
        return 2 <= len(words) <= 4 and all(
            word.istitle() and word.isalpha() and word.lower() not in _IMPERSONAL for word in words
        )


def names_in(text: str, known: Collection[str] = ()) -> list[Name]:
    """Return the names in `text`, in order; `known` ones, in lower case, count at the start of a sentence too."""
    if text.isupper() and len(_WORD.findall(text)) > 1:
        return []  # shouted
    tokens = list(_WORD.finditer(text))
    runs: list[list[re.Match[str]]] = []
    for at, token in enumerate(tokens):
        if not _is_capitalised(token.group()):
            if not (runs and token.group().isdigit() and _adjoin(text, runs[-1][-1], token)):
                continue
        elif _begins(text, token) and not _opens_with_name(text, tokens, at, known):
            continue
        if runs and _adjoin(text, runs[-1][-1], token):
            runs[-1].append(token)
        else:
            runs.append([token])
    return [name for name in (_name(text, run, tokens) for run in runs) if name is not None]


def _name(text: str, run: list[re.Match[str]], tokens: list[re.Match[str]]) -> Name | None:
    start, end = run[0].start(), run[-1].end()
    written = text[start:end]
    bare = re.sub(r"['’]s$", "", written)
    if len(bare) > _LONGEST or bare.lower() in _DAYS | _ABBREVIATIONS or run[0].group().lower() in _DAYS:
        return None
    at = tokens.index(run[0])
    before = tokens[at - 1].group().lower() if at else ""
    after = text[end : end + 12]
    marked = before in _PERSON_MARKERS | _AUXILIARIES or re.match(r", (?:who|the|an?|ang)\b", after) is not None
    return Name(bare, start, start + len(bare), before, marked)


def _is_capitalised(word: str) -> bool:
    return any(one.isupper() for one in word)


def _begins(text: str, token: re.Match[str]) -> bool:
    return re.search(r"(?:^|[.?!:;“\"(–—]\s*|[¿¡])$", text[max(0, token.start() - 3) : token.start()]) is not None


def _opens_with_name(text: str, tokens: list[re.Match[str]], at: int, known: Collection[str]) -> bool:
    """Tell whether the first word of a sentence is a name, and not capitalised for standing there."""
    word = tokens[at].group()
    lower = word.lower()
    if lower in stop_words() | _OPENINGS:
        return False
    if lower.removesuffix("'s").removesuffix("’s") in known or not word[1:].islower():
        return True
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is None:
        return True  # the word is all there is
    return after.group() in _FOLLOWING or (_is_capitalised(after.group()) and _adjoin(text, tokens[at], after))


def _adjoin(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    return text[one.end() : other.start()] == " " and not re.search(r"['’]s$", one.group())
