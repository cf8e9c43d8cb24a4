"""Names in a sentence: people, organisations, places, products; folded so that they compare across languages."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import ClassVar

from index.language.words import stop_words
from rag.facts.gazetteer import KEY_OF, LONGEST
from rag.facts.words import ALL_MONTHS, ALL_NUMBERS, ALL_TIMES

Span = tuple[int, int]
_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:\.[a-z]{2,3}\b)?(?:[’'](?!s\b)[A-ZÀ-Þ][^\W_]+)?"
    r"(?:[-–](?:[A-ZÀ-Þ\d][^\W_]*)(?:\.\d+)?)*"
)
_CAPITALISED = re.compile(r"[^\W_]*[A-ZÀ-ÖØ-Þ]")
_BEGINS = re.compile(r"(?:^|[.?!:;…\n]|[“\"‘«(¿¡—–]) *$")
_TITLES = frozenset(
    """mr mrs ms dr sir president presidente pangulo pangulong prime minister professor prof king queen emperor empress
    rey reina haring reynang senator senador chancellor general saint san santa st don ginoong ginang""".split()
)
_GENERIC = frozenset(  # no name by itself: what a company is, or a field
    """ai ceo cfo cto gpu gpus cpu cpus tv it gdp inc corp ltd llc co company group corporation university institute
    technologies technology systems holdings artificial intelligence internet i ii iii iv v mga center centre""".split()
)
_BODIES = frozenset(  # what is translated, and says little by itself
    """universidad unibersidad university centro sentro ley batas act law oficina office tanggapan avenida avenue
    autopista carretera freeway highway route road street calle kalye condado county colonia colony gobierno
    government pamahalaan codigo code asociacion association samahan aeropuerto airport paliparan escuela escuelas
    school schools paaralan instituto institute surian ministerio ministry ministro minister ministerial
    departamento department kagawaran museo museum comision commission komisyon consejo council konseho comite
    committee komite partido party tribunal court hukuman corte banco bank bangko hospital ospital parque
    park parke puente bridge tulay rio river ilog lago lake lawa mar sea dagat monte mount bundok valle valley
    lambak ciudad city lungsod lungsod provincia province lalawigan estado state republica republic republika
    reino kingdom kaharian imperio empire guerra war digmaan batalla battle tratado treaty kasunduan edificio
    building gusali estadio stadium liga league torre tower castillo castle catedral cathedral premio prize award
    facultad faculty biblioteca library parlamento parliament camara house chamber comunes commons congreso congress
    kongreso senado senate asamblea assembly asembleya academia academy akademya sociedad society federacion federation
    pederasyon iglesia church simbahan ejercito army hukbo armada navy policia police pulisya embajada embassy embahada
    parlyamento ruta""".split()
)
_OPENERS = frozenset(  # what opens a sentence with a capital and is no name
    """according although despite while when since because however meanwhile both many most some several other such
    even only two three four five six seven eight nine ten if by under over among before after during until through
    today now then thus yet still also instead each every one these those this that there here nearly almost around
    more less less fewer analysts experts researchers companies officials government people critics investors
    ayon batay noong nitong nang habang samantala kahit maging kapwa dahil bago para sinabi iniulat tinatayang mahigit
    higit halos umabot may mayroon wala walang hindi isa isang dalawa dalawang tatlo tatlong apat pero ngunit subalit
    gayunman kaya kung kapag sa ang mga si ni kay sina nina kina ito iyon siya sila nasa mula mas
    aunque cuando durante desde hasta tras sin esta este esto estas estos entre además pero también como si según
    mientras ya no en el la los las un una unos unas su sus al del por para con más muchos muchas algunos algunas
    otros otras todo toda todos todas ambos cada se lo es son fue era hay incluso""".split()
)
_ROMAN = re.compile(r"[ivxlc]+")
_OF_MONEY = re.compile(r"\$| dollars?\b")  # US$5, 5 U.S. dollars
_COUNTING = re.compile(  # after a number that counts something
    r"[.,]\d|[%–]| ?(?:%|(?:m|b|tr)illion|(?:m|b|tr)il[yl]on|percent|por ciento|porsiyento|dollars|"
    r"(?:times|beses|veces|years?|taon|años?|months?|buwan|mes(?:es)?)\b)"
)
_ALIKE = 0.75


@dataclass(frozen=True, slots=True)
class Name:
    """A name and its folded words, or its key where it is one that changes across languages.

    `opens` says that it may be no name but the capital that opens a sentence; `key` stands for `United States`,
    `Estados Unidos` and `Amerika` alike.
    """

    kind: ClassVar = "name"
    text: str
    start: int
    end: int
    words: tuple[str, ...]
    key: str = ""
    opens: bool = False

    def agrees(self, other: "Name", *, across: bool = False) -> bool:
        """Tell whether `other` is the same: in full, by surname, by initials; `across` languages by its looks, too."""
        if self.key or other.key:
            return self.key == other.key
        mine, theirs = set(self.words) - _GENERIC, set(other.words) - _GENERIC
        if not mine or not theirs:
            return self.words == other.words
        if mine <= theirs or theirs <= mine:
            return True
        if _initials(self.words) == "".join(other.words) or _initials(other.words) == "".join(self.words):
            return True
        alike = [any(_alike(one, another, across=across) for another in theirs) for one in mine]
        numbers = {one for one in mine if one[-1:].isdigit() or one[:1].isdigit()}
        return numbers <= theirs and any(alike) if across else all(alike)


def names_in(text: str, taken: Sequence[Span] = ()) -> list[Name]:
    """Return the names in `text`, in order, but for what lies in a span that is `taken` by a date."""
    words = [
        found
        for found in _WORD.finditer(text)
        if not any(start < found.end() and found.start() < end for start, end in taken)
        and not _OF_MONEY.match(text, found.end())
    ]
    names: list[Name] = []
    at = 0
    while at < len(words):
        known = _known(text, words, at)
        if known:
            name, at = known
            names.append(name)
        elif _CAPITALISED.match(words[at].group()) and not _is_common(words[at]):
            run, at = _run(text, words, at)
            names += [run] if run else []
        else:
            at += 1
    return names


def folded(word: str) -> str:
    """Return a word without accents, case, points and the mark of a possessor."""
    bare = re.sub(r"[’']s?$", "", word).replace(".", "").casefold()
    return "".join(one for one in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(one))


def _known(text: str, words: Sequence[re.Match[str]], at: int) -> tuple[Name, int] | None:
    """Find the longest form of the table that begins at a word with a capital."""
    if not _CAPITALISED.match(words[at].group()) or words[at].group() in {"Us", "Who", "It", "May", "Este", "Un"}:
        return None
    for until in range(min(len(words), at + LONGEST), at, -1):
        run = words[at:until]
        if any(re.search(r"[^ \u00a0-]|  ", text[one.end() : two.start()]) for one, two in pairwise(run)):
            continue
        form = " ".join(folded(one.group()).replace("-", " ").replace("–", " ") for one in run)
        key = KEY_OF.get(form) or KEY_OF.get(form.removesuffix("ng")) if len(form) > 1 else None
        if key and not (len(form) == 2 and not run[0].group().replace(".", "").isupper()):
            follows = until < len(words) and text[run[-1].end() : words[until].start()] == " "
            if follows and len(run) == 1 and _continues(words[until].group()) and not _is_people(key, form):
                return None  # America Online, Washington Post
            start, end = run[0].start(), run[-1].end()
            return Name(text[start:end], start, end, tuple(form.split()), key), until
    return None


def _is_people(key: str, form: str) -> bool:
    return form != key and key not in {"john", "mary"}


def _continues(word: str) -> bool:
    """Tell whether a word goes on with a name."""
    return bool(_CAPITALISED.match(word)) and folded(word) not in _GENERIC | ALL_MONTHS | KEY_OF.keys()


def _run(text: str, words: Sequence[re.Match[str]], at: int) -> tuple[Name | None, int]:
    """Read a run of words with capitals, and the numbers of a product: `Kirin 9020`."""
    until = at + 1
    while until < len(words):
        if until == at + 1 and words[until].group().isdigit() and _opens(text, words[at].start()):
            break
        word, between = words[until].group(), text[words[until - 1].end() : words[until].start()]
        if between != " " and not (
            between == ". " and words[until - 1].end() - words[until - 1].start() == 1 and word.istitle()
        ):
            break
        if not (_CAPITALISED.match(word) and folded(word) not in ALL_TIMES) and not _is_model(text, words[until]):
            break
        until += 1
    run = list(words[at:until])
    while run and folded(run[0].group()) in _TITLES:
        run.pop(0)
    bare = tuple(folded(one.group()) for one in run)
    if (
        not run
        or all(word in _GENERIC or word in _BODIES or word.isdigit() or _ROMAN.fullmatch(word) for word in bare)
        or len("".join(bare)) < 2
    ):
        return None, until
    start, end = run[0].start(), run[-1].end()
    opens = len(run) == 1 and _opens(text, start) and not re.search(r".[A-Z\d]", run[0].group())
    opens = opens and not re.match(r"[’']s\b", text[end:])
    return Name(text[start:end], start, end, bare, KEY_OF.get(" ".join(bare), ""), opens), until


def _is_model(text: str, word: re.Match[str]) -> bool:
    """Tell a number that belongs to the name before it from a figure: `Ascend 910`, but not `Nvidia 57 billion`."""
    if not re.fullmatch(r"\d+[A-Za-z]{0,3}", word.group()) or re.fullmatch(r"(?:1[5-9]|20)\d\d", word.group()):
        return False
    return not _COUNTING.match(text, word.end())


def _is_common(word: re.Match[str]) -> bool:
    """Tell a word that has its capital for opening a sentence, or that is no name anywhere."""
    bare = folded(word.group())
    if bare in ALL_TIMES or bare.removesuffix("ng") in ALL_TIMES:
        return True
    common = bare in stop_words() or bare in _OPENERS or bare in ALL_NUMBERS
    return common and not (word.group().isupper() and len(bare) > 1)


def _opens(text: str, start: int) -> bool:
    return _BEGINS.search(text[max(0, start - 4) : start]) is not None


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words) if len(words) > 1 else "\n"


def _alike(one: str, other: str, *, across: bool) -> bool:
    """Tell whether two words are one name: with a linker or a plural, or, `across` languages, spelled like it."""
    if one == other or one.rstrip("s") == other.rstrip("s") or one.removesuffix("ng") == other.removesuffix("ng"):
        return True
    if not across or min(len(one), len(other)) < 4 or any(map(str.isdigit, one + other)):
        return False
    return one[0] == other[0] and SequenceMatcher(None, one, other).ratio() >= _ALIKE
