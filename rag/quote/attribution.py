"""Whom a sentence names as its source: a publication, an organisation or a person; in English, Filipino and Spanish.

By rules that leave out what they aren't sure of. A source is told by its fullest name: `WSJ`, and `the Journal` where
The Wall Street Journal was named before, are The Wall Street Journal; `Lin` is the Justin Lin named before.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from index.article import Article, Span
from index.split.sentences import split_paragraphs

_OPENERS = (  # what has a capital only because it begins a sentence
    "Even|In|On|At|As|For|If|By|From|But|And|Or|When|While|After|Before|Both|Although|Though|Since|Sa|Ang|Si|Para|Ayon"
    "|Kahit|Ngunit|Pero|Nang|Noong|Según|Pero|Cuando|El|La|Para|According|Citing|Meanwhile|However|Analysts?|Experts"
)
_WORD = rf"(?!(?:{_OPENERS})\b)(?:[A-ZÀ-Þ][\w&’'-]*(?:\.\w+)*)"
_WORDS = rf"(?:[Tt]he )?{_WORD}(?: (?:(?:of|for|de|ng) )?{_WORD})*"
_NAME = rf"(?P<name>{_WORDS})"
_ASIDE = r"(?:,[^,.;“”\"]{3,100},)?"
_SAYS = (
    r"(?:said|says|say|stated|argued|argues|believes|estimates|estimated|noted|notes|added|told|warned|warns"
    r"|claimed|claims|concluded|judged|judges|pointed out|predicts|predicted|expects"
    r"|granted|described|regards|sees|finds|found|put (?=[^.]{3,40} at ))"
)
_REPORTS = r"(?:reported|reports|wrote|writes|revealed|disclosed)"
_REPORT = r"(?:report|article|story|account|investigation|survey|study|interview|newspaper)"
_ALSO = r"(?:(?:also|later|recently|further|first|earlier) )?"
_TOLD = tuple(  # a publication, or what may be a person
    (publication, re.compile(pattern.replace("@", _NAME)))
    for publication, pattern in (
        (False, r"\b[Aa]ccording to @"),
        (False, r"\b(?:cited|quoted) by (?:the (?:writer|analyst|newspaper|agency) )?@"),
        (True, r"\breported by @"),
        (False, r"\b(?:citing|attributed (?:it )?to) (?:an? )?@"),
        (True, r"\b(?:told|spoke (?:to|with)|interviewed by) @"),
        (True, r"\b[Aa]n? @ (?:report|article|investigation|survey)\b"),
        (False, rf"\b@['’]s (?:{_REPORT}|assessment|view|estimate|summary|figures)\b"),
        (False, r"\b(?:[Aa]nalysts?|[Ee]conomists?|[Rr]esearchers?) (?:at|of|from) (?:the [a-z]+ )?@"),
        (True, rf"\b@{_ASIDE} {_ALSO}{_REPORTS}\b"),
        (True, rf"\b@ and {_WORDS} {_ALSO}{_REPORTS}\b"),
        (False, rf"\b@{_ASIDE} {_ALSO}{_SAYS}\b"),
        (False, r"[,?!…]?[”\"’] (?:said|says|added|wrote) @"),
        (False, r", (?:said|says) @"),
        (False, r"\b[Aa]yon (?:naman |din |rin )?(?:sa|kay|kina) @"),
        (True, r"\b(?:[Uu]lat|[Bb]alita|[Aa]rtikulo) (?:ng|ni) @"),
        (True, r"\b[Ii]niulat (?:ito |rin |din |pa )*(?:ng|ni) @"),
        (True, r"\b(?:nakausap|nakapanayam|kinapanayam) ng @"),
        (False, r"\b[Bb]inanggit (?:ito |rin |din )*(?:ng|ni) @"),
        (False, r"\b(?:[Ss]inabi|[Ss]abi|[Ii]sinulat|[Ii]dinagdag|[Bb]abala|[Tt]antiya) (?:rin |din |pa )*ni @"),
        (False, r"\b[Tt]inata?ya ng (?:mga analyst ng )?@"),
        (False, r"\b[Pp]ara kay @"),
        (False, r"\b[Ss]egún @"),
        (False, r"\b[Dd]e acuerdo con @"),
        (True, r"\b(?:informó|publicó|reportó|reveló) @"),
        (True, r"\b@ (?:informó|publicó|reportó|reveló)\b"),
        (False, r"\b(?:dijo|señaló|afirmó|indicó|aseguró|declaró) @"),
        (False, r"\b@ (?:dijo|señaló|afirmó|indicó|aseguró|declaró)\b"),
    )
)  # fmt: skip
_GOES_ON = re.compile(  # after a name that ends a pattern; before any other word it is only part of a phrase
    r"(?=$|[\W_]* ?$|['’]s\b|[,.;:)”\"—–]| (?:on|in|and|who|which|that|said|at|as|for|to|last|this|yesterday|noong"
    r"|nitong|na|sa|ng|ang|o|at|si|en|el|la|que|y|de|a)\b)"
)
_CONTINUES = re.compile(
    rf"(?:(?:He|She|It|They|The {_REPORT}|[Tt]he analysts?) {_ALSO}(?:{_SAYS}|{_REPORTS})"
    r"|(?:Sinabi|Idinagdag|Isinulat|Ayon) (?:rin |din |pa )*(?:niya|nito|nila|sa ulat|sa kaniya|sa kanya|rito|dito)"
    r"|(?:Dijo|Añadió|Agregó|Señaló)\b)\b"
)
_TELLS_OF_BEFORE = re.compile(r"(?:Iniulat (?:ito|iyon)\b|Ito ang iniulat\b|So (?:said|reported)\b)")
_NO_SOURCES = frozenset(
    """
    january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday enero pebrero marso abril mayo hunyo hulyo agosto setyembre oktubre nobyembre
    disyembre lunes martes miyerkules huwebes biyernes sabado linggo i he she it they we you this that these those
    the one what who such other others analysts experts officials people ai some many several most a an but and
    """.split()
)
_SHORT = {  # publications by the letters that others call them by
    "wsj": "The Wall Street Journal",
    "nyt": "The New York Times",
    "ft": "Financial Times",
    "ap": "Associated Press",
    "afp": "Agence France-Presse",
    "scmp": "South China Morning Post",
    "pna": "Philippine News Agency",
    "pdi": "Philippine Daily Inquirer",
}
_PUBLICATION = re.compile(
    r"\b(?:Journal|Times|Post|News|Daily|Press|Inquirer|Herald|Tribune|Guardian|Telegraph|Review|Reuters|Bloomberg|Rappler"
    r"|Semafor|Agency|Magazine|Star|Bulletin|Globe|Chronicle|Economist|BBC|CNN|CNBC|GMA|ABS-CBN|EFE|Xinhua)\b|\.\w{2,3}$"
)
_INSTITUTION = re.compile(
    r"\b(?:Bank|University|Institute|Ministry|Department|Council|Bureau|Office|House|Chamber|"
    r"Association|Federation|Center|Centre|Academy|College|School|Board|Court|Society|Church)$"
)
_LISTED = re.compile(r", (?:and|at|y) (?:[A-Z]\S* )*$")  # officials of Alibaba, Tencent, and Zhipu
_FAMILIAR = frozenset("journal times post news inquirer herald tribune guardian telegraph review agency star".split())


@dataclass(frozen=True, slots=True)
class Source:
    """Whom a sentence rests on; `publication` if it is one that reports, rather than who is reported."""

    name: str
    publication: bool

    @property
    def key(self) -> str:
        """What two names of one source have in common."""
        return _bare(self.name).casefold()


def attributed(article: Article, span: Span) -> tuple[Source, ...]:
    """Return the sources that the sentence in `span` rests on, as it says itself or as its neighbours say of it."""
    own = _sources(article, article.text[span.start : span.end], span.start)
    if own:
        return own
    line_start = article.text.rfind("\n", 0, span.start) + 1
    line_end = article.text.find("\n", span.end)
    before = article.text[line_start : span.start]
    after = article.text[span.end : line_end if line_end >= 0 else None].lstrip()
    if _CONTINUES.match(article.text, span.start) and before.strip():
        return _sources(article, _sentences(before)[-1], line_start)
    if _TELLS_OF_BEFORE.match(after):
        return _sources(article, _sentences(after)[0], span.end)
    return ()


@lru_cache(maxsize=64)
def publications(article: Article) -> tuple[Source, ...]:
    """Return the publications that an article names as its sources anywhere."""
    return tuple(source for source in _sources(article, article.text, len(article.text)) if source.publication)


def _sources(article: Article, text: str, at: int) -> tuple[Source, ...]:
    found: dict[str, Source] = {}
    own = Source(article.publisher, publication=True).key if article.publisher else None
    for name, publication in _named(text):
        if text.startswith(name) and re.search(rf"\b{re.escape(name.lower())}\b", article.text):
            continue  # a plain word that begins a sentence
        source = _source(name, publication, article.text[: at + len(text)])
        known = found.get(source.key)
        if source.key != own and (known is None or source.publication > known.publication):
            found[source.key] = source
    return tuple(found.values())


def _named(text: str) -> Iterator[tuple[str, bool]]:
    """Yield who is named as a source in a text, in order, and whether as one that reports."""
    places: dict[int, tuple[str, bool]] = {}
    for publication, pattern in _TOLD:
        for match in pattern.finditer(text):
            at_end = match.end("name") == match.end()
            name = re.sub(r"['’]s$", "", match.group("name").rstrip(".-'’"))
            of = re.search(r" (?:of|ng) ", name)
            if of and " " in name[: of.start()] and not _INSTITUTION.search(name[: of.start()]):
                name = name[: of.start()]  # a person, of a company
            if _LISTED.search(text, 0, match.start("name")):
                continue
            whole = not at_end or _GOES_ON.match(text, match.start("name") + len(match.group("name")))
            if whole and _bare(name).partition(" ")[0].casefold() not in _NO_SOURCES:
                known = places.get(match.start("name"))
                places[match.start("name")] = (name, publication or bool(known and known[1]))
    yield from (named for _, named in sorted(places.items()))


def _source(name: str, publication: bool, before: str) -> Source:
    """Return a source by its fullest name in what stands before."""
    bare = _bare(name)
    full = _SHORT.get(bare.casefold()) or name
    if full == name and " " not in bare and (bare.casefold() in _FAMILIAR or not _PUBLICATION.search(bare)):
        longer = re.findall(rf"(?:The )?(?:{_WORD} ){{1,3}}{re.escape(bare)}\b", before)
        full = next((one for one in longer if _bare(one).split()[0].casefold() not in _NO_SOURCES), name)
    return Source(full, publication or bool(_PUBLICATION.search(full)))


def _bare(name: str) -> str:
    return re.sub(r"^(?:the|ang) ", "", name, flags=re.IGNORECASE)


def _sentences(line: str) -> list[str]:
    return [line[one.start : one.end] for block in split_paragraphs(line) for one in block]
