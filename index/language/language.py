"""What a language is, as data: one frozen Language a language, in a file of its own; code is generic over them.

`find_language` returns None for a language without a file, and whoever reads facts then abstains: an unknown language
is never read as another one. A further language is one file, a line in `_FILES`, and a row in tests/index/language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module

_FILES = ("en", "tl", "es", "id", "de")
Forms = tuple[tuple[str, ...], ...]
Phrases = tuple[str, ...]
UNITS = ("day", "week", "month", "year", "quarter", "decade", "century")


def words(text: str) -> frozenset[str]:
    """Read words between white space; a `_` is a space within one."""
    return frozenset(word.replace("_", " ") for word in text.split())


def forms(text: str) -> Forms:
    """Read rows between white space, with `|` between the forms of one."""
    return tuple(tuple(form.replace("_", " ") for form in row.split("|")) for row in text.split())


def units(text: str) -> Mapping[str, str]:
    """Read the words, or patterns, for the units of time, the shortest first."""
    return dict(zip(UNITS, text.split(), strict=False))


def values(lines: str) -> dict[str, float]:
    """Read `value: word word` a line; a `_` is a space within a word."""
    return {word: float(value) for word, value in named(lines).items()}


def named(lines: str) -> dict[str, str]:
    """Read `name: word word` a line into the name of each word; a `_` is a space within a word."""
    rows = (line.split(":") for line in lines.split("\n") if line.strip())
    return {word.replace("_", " "): name.strip() for name, row in rows for word in row.split()}


def numbered(text: str, first: int = 1, step: int = 1) -> dict[str, float]:
    """Read words for one number after another, from `first` on; forms of one number are joined by `|`."""
    rows = ((first + at * step, row) for at, row in enumerate(text.split()))
    return {form.replace("_", " "): float(value) for value, row in rows for form in row.split("|")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words by what they do in a sentence, in lower case.

    `stop` words carry no subject, `cues` tell the language besides them, `asking` words open a question.
    """

    stop: frozenset[str]
    cues: frozenset[str] = frozenset()
    asking: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """How days, months and spans of time are written, and told from the day of writing.

    A row of `Forms` holds those of one month, weekday or number, in the case they are written in. A string holds the
    alternatives of a pattern. `Phrases` are patterns in which {month}, {weekday}, {number}, {decade}, {short} (its last
    two digits), {unit} (week, month, year), {units} (any, plurals too), {plural} and {said} may stand; they are read in
    any case, the words put into them in their own.
    """

    months: Forms
    short_months: Forms = ()  # read beside a day or a year only
    weekdays: Forms = ()  # Monday first
    short_weekdays: Forms = ()  # read before a date only
    doubtful: frozenset[str] = frozenset()  # months and weekdays that are other words too, in lower case
    telling: frozenset[str] = frozenset()  # other words that tell a time, in lower case
    seasons: Forms = ()  # spring first; patterns
    units: Mapping[str, str] = field(default_factory=dict)
    plurals: Mapping[str, str] = field(default_factory=dict)  # and other forms of the units
    numbers: Forms = ()  # one to ten, as they stand before a unit
    # dates
    before_day: str = ""
    after_day: str = ""
    day_point: bool = False  # a point makes it an ordinal: 5. Januar
    of: str = ""  # between day, month and year
    numeric: Phrases = ()  # dates in digits, day first, that are read so in any language
    fiscal: str = ""
    years_from: str = ""  # opens a run of years
    years_to: str = ""  # joins its ends
    decades: Phrases = ()
    within: str = ""  # before a year or month in which something happened
    cues: str = ""  # other words before a year or a doubtful month
    amounts: str = ""  # after a number that is no year
    counted: str = ""  # perhaps after a number that is no year
    edges: str = ""  # since, before: only one end is told
    fillers: str = ""  # between an edge and its date
    # told from the day of writing
    steps: Mapping[int, Phrases] = field(default_factory=dict)  # last, this, next: a period that nobody doubts
    loose_steps: Mapping[int, Phrases] = field(default_factory=dict)  # only the direction is sure
    unsure: Phrases = ()  # what looks like a step and may mean several times
    ago: Phrases = ()
    rounding: str = ""  # before what happened so long ago
    days: Mapping[int, Phrases] = field(default_factory=dict)
    today: str = ""  # this very day only beside a verb of `said`
    said: str = ""
    last_weekend: Phrases = ()
    weekday_last: Phrases = ()
    weekday_next: Phrases = ()
    weekday_coming: Phrases = ()
    weekday_looking_back: Phrases = ()  # the last one, unless the sentence looks ahead
    weekday_past: Phrases = ()
    other_week: str = ""  # after a weekday that isn't of this week
    month_looking_back: Phrases = ()
    month_past: Phrases = ()
    ahead: str = ""  # what tells that a sentence looks ahead
    also: tuple[str, ...] = ()  # languages whose words are used beside its own


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """How numbers are written and spelled, in lower case; a word may be several with a space between them.

    `numerals` are added up, `scales` multiplied by; a scale that may open a number is a numeral, too. `parts` are
    divided by and need a count (two thirds), `fractions` are parts by themselves, `multiples` say times how much.
    `vague` words tell only a magnitude. `links` join the words of one number; `one`
    opens a scale or a part without being a numeral (a million). A numeral of 0.5 needs a scale (half a million), and
    `attached` scales stand right behind digits (57bn). An ordinal before a `share` word is a part; a third
    is one before a `part_of` word. `counted` is what is told apart by its number: the first quarter.
    `signs` are short forms of currencies, before a number as well as after it, `before_units` what may stand between
    a number and its unit; `not_units` are names of currencies that are other words, too. Pattern fragments:
    `ordinal_head` and `ordinal_tail` stand by the digits of an ordinal, `joints` between the ends of a range, `bounds`
    (`>`, `<`, `~`) before a figure. `decimal` has each sign in use.
    """

    decimal: str = ".,"
    numerals: Mapping[str, float] = field(default_factory=dict)
    scales: Mapping[str, float] = field(default_factory=dict)
    vague: Mapping[str, float] = field(default_factory=dict)
    parts: Mapping[str, float] = field(default_factory=dict)
    fractions: Mapping[str, float] = field(default_factory=dict)
    ordinals: Mapping[str, float] = field(default_factory=dict)
    multiples: Mapping[str, float] = field(default_factory=dict)
    attached: Mapping[str, float] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    signs: Mapping[str, str] = field(default_factory=dict)
    before_units: frozenset[str] = frozenset()
    not_units: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    one: frozenset[str] = frozenset()
    share: frozenset[str] = frozenset()
    part_of: frozenset[str] = frozenset()
    counted: frozenset[str] = frozenset()
    ordinal_head: str = ""
    ordinal_tail: str = ""
    joints: str = ""
    bounds: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Polarity:
    """What says that something is not so, or may not be so; words, or fragments of patterns.

    `harmless` phrases only look like negations, negations `of_a_noun` bear on something other than the statement
    (without), `soft` words negate by what they mean (lack, unable). `hedges` leave open what they are said of, and a
    statement with an `open` word leaves it as open.
    """

    negations: frozenset[str] = frozenset()
    harmless: frozenset[str] = frozenset()
    of_a_noun: frozenset[str] = frozenset()
    soft: frozenset[str] = frozenset()
    hedges: frozenset[str] = frozenset()
    open: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """What tells names, and whose they are; words in lower case.

    `titles` and roles stand before a person's name, `person_markers` (si, ni) before nothing else, `speaking` verbs
    beside whoever speaks; `places` are the prepositions before a place. A name with one of `institutions` is a
    body's. `generic` words are no name by themselves, `openers` have their capital for opening a sentence. Where
    `nouns` are capitalised, a capital alone tells no name.
    """

    titles: frozenset[str]
    person_markers: frozenset[str] = frozenset()
    speaking: frozenset[str]
    places: frozenset[str]
    institutions: frozenset[str]
    generic: frozenset[str] = frozenset()
    openers: frozenset[str]
    followers: frozenset[str] = frozenset()  # verbs after a name that opens a sentence
    linker: str = ""  # what joins a word to the next: Amerikano-ng
    nouns: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """How words point back at what was said before. What is a `str` is a regular expression, empty where there is none.

    Pronouns map to what is put in their place, with `{}` for the name; a form before `|` is for a pronoun before a noun
    (her), or for several people (sila). A pronoun that maps to nothing points back and is left as it is.
    """

    persons: Mapping[str, str]
    things: Mapping[str, str] = field(default_factory=dict)
    plurals: Mapping[str, str] = field(default_factory=dict)
    possessives: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()  # pronouns that stand for what the sentence named before them
    joint: str  # between the last two of several names
    company: str = ""
    descriptions: frozenset[str] = frozenset()  # what an article may be spoken of as: the report, the minister
    definite: str = ""  # before a description
    defined: str = ""  # after a description that says itself which one
    pointing: str = ""  # further words that point back
    expletives: str = ""  # pronouns that mean nothing
    clauses: str = ""  # where another clause begins
    verbs: str = ""  # after a pronoun that is the subject
    plural_nouns: str = ""
    agents: str = ""  # who does something, in the clause before
    before: str = ""  # prepositions of time, before a pronoun that ends its question
    inside: str = ""  # prepositions of place, before a pronoun
    second: str = ""  # a pronoun in second place, before the verb
    comparing: str = ""  # a pronoun that ends a question for one of several, whose rivals it names
    clitic: str = ""  # the same with its groups `before`, `pronoun`, `others`, `verb`
    hinges: str = ""  # what may stand before a sentence's first word
    openings: str = ""  # what opens a sentence that can't be understood alone
    introducing: str = ""  # before a description that is new: a, one
    announcing: str = ""  # a sentence that only asks, or announces


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """How questions ask. What is a `str` is a regular expression, empty where there is none."""

    auxiliaries: frozenset[str] = frozenset()
    light: frozenset[str] = frozenset()  # words that give a question nothing to be found by
    connectives: str = ""
    fragments: str = ""  # what about
    particle: str = ""  # a word that makes a fragment of a question: naman
    prepositions: Mapping[str, str] = field(default_factory=dict)  # to the case they stand for
    markers: frozenset[str] = frozenset()  # small words before a name
    adverbs: str = ""  # a question that is one word
    tensed: str = ""  # the verbs behind when, where, why
    lead_ins: str = ""
    new_subjects: str = ""
    acknowledgements: str = ""
    kind_only: str = ""
    who: str = ""
    what_else: str = ""  # a question whose answer, not whose words, names what it is about
    joints: str = ""  # between two questions in one
    amount: str = ""
    time: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """How a sentence names its source, as regular expressions with `@` for the name.

    `published` are those that name a publication, `attributed` those that may name anybody.
    """

    published: tuple[str, ...] = ()
    attributed: tuple[str, ...] = ()
    continues: str = ""  # a sentence that goes on with the source of the one before
    tells_of_before: str = ""
    says: str = ""  # these three stand for themselves in the others: {says}
    reports: str = ""
    also: str = ""
    publications: frozenset[str] = frozenset()  # words that make a name a publication's
    no_sources: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Endings:
    """What tells a full stop from other points; words without their point, a capital where only that makes them one.

    After `titles` no sentence ends, nor after `numbered` words before a number. After `shortened` ones it does where
    one of `openers` follows, and after an initial unless that is one of the `particles` of names. A number behind a
    word `before_ordinals` is an ordinal where no opener follows: im 19. Jahrhundert.
    """

    titles: frozenset[str] = frozenset()
    numbered: frozenset[str] = frozenset()
    shortened: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    before_ordinals: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language that facts are read in; `code` has two letters, Filipino's is `tl`."""

    code: str
    words: Words
    calendar: Calendar
    numbers: Numbers
    polarity: Polarity
    naming: Naming
    reference: Reference
    asking: Asking
    attribution: Attribution
    endings: Endings = field(default_factory=Endings)


def find_language(code: str | None) -> Language | None:
    """Return the language of a two-letter code, None if it has no file."""
    return _language(code) if code in _FILES else None


@cache
def languages() -> tuple[Language, ...]:
    """Return all languages that have a file."""
    return tuple(map(_language, _FILES))


@cache
def _language(code: str) -> Language:
    found: Language = import_module(f"index.language.{code}").LANGUAGE
    return found
