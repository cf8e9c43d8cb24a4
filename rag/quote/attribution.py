"""Whom a sentence names as its source: a publication, an organisation or a person.

By rules of the article's language that leave out what they aren't sure of. A source goes by its fullest name: `WSJ`,
and `the Journal` where The Wall Street Journal was named before, are The Wall Street Journal; `Lin` is the Justin Lin
named before.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from index.article import Article, Span
from index.language.language import Language, find_language
from index.language.patterns import NEVER, alternatives
from index.split.sentences import split_sentences

_INITIALS = {  # publications and agencies by the letters that others call them by
    "wsj": "The Wall Street Journal",
    "nyt": "The New York Times",
    "ft": "Financial Times",
    "ap": "Associated Press",
    "afp": "Agence France-Presse",
    "scmp": "South China Morning Post",
    "pna": "Philippine News Agency",
    "pdi": "Philippine Daily Inquirer",
}
_AGENCIES = ("Reuters", "Bloomberg", "Xinhua", "EFE", "Antara", "Kyodo", "Yonhap", "TASS", "BBC", "CNN", "CNBC", "dpa")
_ASIDE = r"(?:,[^,.;“”\"]{3,100},)?"
_INSTITUTION = re.compile(
    r"\b(?:Bank|University|Institute|Ministry|Department|Council|Bureau|Office|House|Chamber|"
    r"Association|Federation|Center|Centre|Academy|College|School|Board|Court|Society|Church)$"
)
_LISTED = re.compile(r", (?:and|at|y|und|dan) (?:[A-Z]\S* )*$")  # officials of one, another, and a third
_GOES_ON = re.compile(  # after a name that ends a pattern; before any other word it is only part of a phrase
    r"(?=$|[\W_]* ?$|['’]s\b|[,.;:)”\"—–]| (?:on|in|and|who|which|that|said|at|as|for|to|last|this|yesterday|noong"
    r"|nitong|na|sa|ng|ang|o|at|si|en|el|la|que|y|de|a|und|die|der|dan|yang|pada|di)\b)"
)


@dataclass(frozen=True, slots=True)
class Source:
    """Whom a sentence rests on; `publication` if it is one that reports, rather than who is reported."""

    name: str
    publication: bool

    @property
    def key(self) -> str:
        """What two names of one source have in common."""
        return key_of_source(self.name)


def key_of_source(name: str) -> str:
    """Return what the names of one source have in common."""
    return _without_article(name).casefold()


def find_sources(article: Article, span: Span) -> tuple[Source, ...]:
    """Return the sources that the sentence in `span` rests on, as it says itself or as its neighbours say of it."""
    rules = _rules(article.language)
    if rules is None:
        return ()
    own = _sources(article, article.text[span.start : span.end], span.start, rules)
    if own:
        return own
    line_start = article.text.rfind("\n", 0, span.start) + 1
    line_end = article.text.find("\n", span.end)
    before = article.text[line_start : span.start]
    after = article.text[span.end : line_end if line_end >= 0 else None].lstrip()
    if rules.continues.match(article.text, span.start) and before.strip():
        return _sources(article, _sentences(before)[-1], line_start, rules)
    if rules.tells_of_before.match(after):
        return _sources(article, _sentences(after)[0], span.end, rules)
    return ()


@dataclass(frozen=True)
class _Rules:
    """The patterns of one language, each with whether it names a publication."""

    word: str
    patterns: tuple[tuple[bool, re.Pattern[str]], ...]
    continues: re.Pattern[str]
    tells_of_before: re.Pattern[str]
    no_sources: frozenset[str]
    publication: re.Pattern[str]
    familiar: frozenset[str]


@cache
def _rules(code: str) -> _Rules | None:
    language = find_language(code)
    if language is None:
        return None
    spoken = [language, *(one for one in (find_language("en"),) if one and code == "tl")]  # English within Filipino
    openers = frozenset().union(*(one.naming.openers | one.words.stop for one in spoken))
    opening = alternatives(word.capitalize() for word in openers)
    word = rf"(?!(?:{opening})\b)(?:[A-ZÀ-Þ][\w&’'-]*(?:\.\w+)*)"
    own = language.attribution
    publications = frozenset().union(*(one.attribution.publications for one in spoken))
    return _Rules(
        word=word,
        patterns=tuple(
            (published, _compile(pattern, language, word))
            for published, group in ((True, own.published), (False, own.attributed))
            for pattern in group
        ),
        continues=_compile(rf"(?:{own.continues})\b", language, word) if own.continues else NEVER,
        tells_of_before=_compile(own.tells_of_before, language, word) if own.tells_of_before else NEVER,
        no_sources=own.no_sources | _times(language),
        publication=re.compile(
            rf"\b(?:{alternatives(one.capitalize() for one in publications)}|{alternatives(_AGENCIES)})\b|\.\w{{2,3}}$"
        ),
        familiar=publications,
    )


def _compile(pattern: str, language: Language, word: str) -> re.Pattern[str]:
    own = language.attribution
    words = rf"(?:[Tt]he )?{word}(?: (?:(?:of|for|de|ng|für|von) )?{word})*"
    for name, put in {
        "aside": _ASIDE,
        "also": own.also,
        "says": f"(?:{own.says})",
        "reports": f"(?:{own.reports})",
    }.items():
        pattern = pattern.replace(f"{{{name}}}", put)
    return re.compile(pattern.replace("{words}", words).replace("@", f"(?P<name>{words})"))


def _times(language: Language) -> frozenset[str]:
    tables = (language.calendar.months, language.calendar.weekdays)
    return frozenset(form.casefold() for table in tables for forms in table for form in forms)


def _sources(article: Article, text: str, at: int, rules: _Rules) -> tuple[Source, ...]:
    found: dict[str, Source] = {}
    own = key_of_source(article.publisher) if article.publisher else None
    for name, publication in _named(text, rules):
        if text.startswith(name) and re.search(rf"\b{re.escape(name.lower())}\b", article.text):
            continue  # a plain word that begins a sentence
        source = _source(name, publication, article.text[: at + len(text)], rules)
        known = found.get(source.key)
        if source.key != own and (known is None or source.publication > known.publication):
            found[source.key] = source
    return tuple(found.values())


def _named(text: str, rules: _Rules) -> Iterator[tuple[str, bool]]:
    """Yield who is named as a source in a text, in order, and whether as one that reports."""
    places: dict[int, tuple[str, bool]] = {}
    for publication, pattern in rules.patterns:
        for match in pattern.finditer(text):
            at_end = match.end("name") == match.end()
            name = re.sub(r"['’]s$", "", match.group("name").rstrip(".-'’"))
            of = re.search(r" (?:of|ng|de|von) ", name)
            if of and " " in name[: of.start()] and not _INSTITUTION.search(name[: of.start()]):
                name = name[: of.start()]  # a person, of a company
            if _LISTED.search(text, 0, match.start("name")):
                continue
            is_whole = not at_end or _GOES_ON.match(text, match.start("name") + len(match.group("name")))
            if is_whole and _without_article(name).partition(" ")[0].casefold() not in rules.no_sources:
                known = places.get(match.start("name"))
                places[match.start("name")] = (name, publication or bool(known and known[1]))
    yield from (named for _, named in sorted(places.items()))


def _source(name: str, publication: bool, before: str, rules: _Rules) -> Source:
    """Return a source by its fullest name in what stands before."""
    bare = _without_article(name)
    full = _INITIALS.get(bare.casefold()) or name
    if full == name and " " not in bare and (bare.casefold() in rules.familiar or not rules.publication.search(bare)):
        longer = re.findall(rf"(?:The )?(?:{rules.word} ){{1,3}}{re.escape(bare)}\b", before)
        first = (one for one in longer if _without_article(one).split()[0].casefold() not in rules.no_sources)
        full = next(first, name)
    return Source(full, publication or bool(rules.publication.search(full)))


def _without_article(name: str) -> str:
    return re.sub(r"^(?:the|ang|die|der|das|la|el) ", "", name, flags=re.IGNORECASE)


def _sentences(line: str) -> list[str]:
    return [line[one.start : one.end] for one in split_sentences(line)]
