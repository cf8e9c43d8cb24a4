"""Times that need the day they were written: last year, kahapon, on Friday, en marzo.

They are read only where readers wouldn't differ. Left unread are vague words (recently, soon, kamakailan, “today” for
nowadays, “bukas” for open), spans that end now (the last year, the past week), quarters and seasons, “about two years
ago”, a month that may be this year's or last year's, and a weekday or month beside a verb that looks ahead.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from rag.facts.times.dates import DAY, MONTH, day_named, month_named
from rag.facts.times.period import STEPS, Period, day, days_on
from rag.facts.times.rule import Match, Rule, unsure
from rag.facts.times.spelled import MONTHS, NUMBERS, UNITS, WEEKDAYS, any_of

Read = Callable[[Match, date], Period | None]
_WEEK = 7
_SURE_MONTHS = 4  # a month of the year before is named without its year that many months later at most
_MOST_AGO = 14  # what is told in larger numbers is rounded
_OWNED = r"(?i:the|his|her|its|their|our|my|your|these|very|over|within|sa|mga|(?<=['’])s)"
_LATER = r"(?: of|-)"
_EN, _TL, _ES = ("(?P<unit>week|month|year)", "(?P<unit>linggo|buwan|taon)", "(?P<unit>semana|mes|año)")
_STEPPED: Mapping[int, tuple[str, ...]] = {
    -1: (
        rf"(?i:last) {_EN}(?!{_LATER})",
        rf"(?i:(?:noong |nitong )?(?:nakaraang|nagdaang)) {_TL}|(?i:noong isang) (?P<other>linggo|buwan|taon)",
        rf"(?i:(?:la |el )?){_ES} pasad[oa]",
        rf"(?i:(?:la |el )?pasad[oa]) {_ES}",
    ),
    0: (
        rf"(?i:this) {_EN}(?!{_LATER})",
        rf"(?i:ngayong|nitong) {_TL}|(?i:(?P<other>linggo|buwa|tao)ng ito)",
        rf"(?i:est[ea]) {_ES}",
    ),
    1: (
        rf"(?i:next) {_EN}(?!{_LATER})",
        rf"(?i:(?:sa )?(?:susunod|darating) na) {_TL}",
        rf"(?i:(?:la |el )?próxim[oa]) {_ES}",
        rf"(?i:(?:la |el )?){_ES} (?:que viene|próxim[oa])",
    ),
}
_DAYS: Mapping[int, str] = {
    -2: "(?:the )?day before yesterday|kamakalawa|anteayer|antier|antes de ayer",
    -1: "yesterday(?!['’])|last night|kahapon|kagabi|ayer|anoche",
    0: (
        "tonight|this (?:morning|afternoon|evening)|(?:later|earlier|early) today"
        "|ngayong (?:araw|umaga|tanghali|hapon|gabi)|kaninang (?:umaga|tanghali|hapon)|mamayang (?:hapon|gabi)"
        "|esta (?:mañana|tarde|noche)|hoy mismo"
    ),
    1: "tomorrow(?!['’])|bukas ng (?:umaga|tanghali|hapon|gabi)",
    2: "(?:the )?day after tomorrow|sa makalawa|pasado mañana",
}
_TOLD = (
    "said|announced|reported|told|wrote|confirmed|signed|launched|released|published|happened|unveiled|agreed"
    "|say|announce|report|confirm|sign|launch|release|publish|happen|unveil|decide|decided"
)
_TOLD_IN_SPANISH = "dijo|anunció|informó|publicó|confirmó|pasó|ocurrió|sucedió"
_WEEKDAY = rf"(?P<weekday>{any_of(WEEKDAYS)})"
_ENGLISH_WEEKDAY = rf"(?P<weekday>{any_of(word for word in WEEKDAYS if word.endswith('day'))})"
_NO_OTHER = r"(?! (?:of|next|last|que|at Linggo|próximo)\b)"
_NUMBER, _UNIT = rf"(?P<number>\d{{1,2}}|{any_of(NUMBERS)})", rf"(?P<unit>{any_of(UNITS)})"
_ROUNDED = (
    "about|around|roughly|some|nearly|almost|over|than|least|twenty|thirty|forty|fifty|and|hundred"
    "|mga|mahigit|halos|higit"
)
_GONE = "(?:ago|na ang (?:nakalipas|nakararaan|nakaraan|nakalilipas))"
_AHEAD = re.compile(
    r"\b(?:will|would|shall|plans?|planned|scheduled|due|expected|set|going|could|may|might|must|to be|hopes?"
    r"|(?:is|are|was|were) to|meets?|opens?"
    r"|begins?|starts?|votes?|ends?|va a|van a|\w+(?:rá|rán|ría|rían))\b"
)
_LONGEST_SENTENCE = 400  # characters that are looked at
_BREAK = re.compile(r"[.!?;:\n](?=\s|$)")


def _relative() -> Iterator[Rule]:
    yield _rule(rf"{_OWNED} (?:very )?(?i:last|next|nakaraang) (?:{_EN}|linggo|buwan|taon)", unsure)
    yield _rule(rf"(?i:mga (?:nakaraang|nagdaang|(?:susunod|darating) na)) {_TL}", unsure)
    yield _rule(rf"{_WEEKDAY} (?:of )?(?:last|this|next) week", unsure)
    for by, patterns in _STEPPED.items():
        yield from (_rule(pattern, _stepped(by)) for pattern in patterns)
    yield _rule(
        r"(?i:last) weekend|(?i:(?:el )?fin de semana pasado)", lambda _, written: STEPS["weekend"](written, -1)
    )
    for by, words in _DAYS.items():
        yield _rule(f"(?i:{words})", _day(by))
    yield _rule(r"(?i:(?:la|una|el|toda la|cada|de la|por la)) mañana", unsure)
    yield _rule(r"(?i:mañana)", _day(1))
    yield _rule(rf"(?:{_TOLD}) (?P<words>today)|(?P<other>[Tt]oday) (?:{_TOLD})", _day(0))
    yield _rule(rf"(?:{_TOLD_IN_SPANISH}) (?P<words>hoy(?! en))", _day(0))
    yield _rule(rf"(?i:{_ROUNDED}) {_NUMBER} {_UNIT} {_GONE}", unsure)
    yield _rule(rf"(?<![.,]){_NUMBER} {_UNIT} {_GONE}", _ago)
    yield _rule(rf"(?i:hace) {_NUMBER} {_UNIT}", _ago)
    yield from _weekdays()
    yield from _months()


def _weekdays() -> Iterator[Rule]:
    yield _rule(rf"(?i:last) {_ENGLISH_WEEKDAY}|(?i:noong nakaraang) (?P<other>{any_of(WEEKDAYS)})", _last_weekday)
    yield _rule(rf"(?i:(?:el )?)(?P<weekday>{any_of(WEEKDAYS)}) pasado", _last_weekday)
    yield _rule(rf"(?i:next) {_ENGLISH_WEEKDAY}|(?i:sa susunod na) (?P<other>{any_of(WEEKDAYS)})", _next_weekday)
    yield _rule(rf"(?i:sa(?: darating na)?|el próximo|this coming) {_WEEKDAY}{_NO_OTHER}", _coming_weekday)
    yield _rule(rf"(?i:el) {_WEEKDAY} que viene", _coming_weekday)
    yield _rule(rf"(?i:on|el) {_WEEKDAY}{_NO_OTHER}", _looking_back(_weekday))
    yield _rule(rf"(?:{_TOLD}) (?P<words>{_ENGLISH_WEEKDAY}){_NO_OTHER}", _weekday)
    yield _rule(rf"(?i:noong|nitong) {_WEEKDAY}{_NO_OTHER}", _weekday)


def _months() -> Iterator[Rule]:
    yield _rule(rf"(?i:last|next|nakaraang) {MONTH}", unsure)
    yield _rule(rf"{DAY}(?: de| of| ng)? {MONTH}", _looking_back(_lately(day_named)))
    yield _rule(rf"{MONTH} {DAY}", _looking_back(_lately(day_named)))
    yield _rule(rf"(?i:in|en) {MONTH}", _looking_back(_lately(month_named)))
    yield _rule(rf"(?i:noong|nitong) {MONTH}", _lately(month_named))


def _rule(pattern: str, read: Read) -> Rule:
    return Rule(re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])"), read)


def _named(match: Match, group: str) -> str:
    """Return what a group holds, or the one that stands in for it in a pattern's other half."""
    found: str = match[group] or match["other"]
    return found


def _unit_of(match: Match) -> str:
    word = _named(match, "unit").lower()
    return UNITS[{"buwa": "buwan", "tao": "taon"}.get(word, word)]


def _stepped(by: int) -> Read:
    return lambda match, written: STEPS[_unit_of(match)](written, by)


def _day(by: int) -> Read:
    return lambda _, written: day(days_on(written, by))


def _ago(match: Match, written: date) -> Period | None:
    word, unit = match["number"], UNITS[match["unit"]]
    number = int(word) if word.isdigit() else NUMBERS[word]
    sure = 0 < number <= _MOST_AGO and (unit == "day" or number > 1)  # “a year ago” is said of eleven months, too
    return STEPS[unit](written, -number) if sure else None


def _weekday(match: Match, written: date) -> Period:
    """Read a weekday as the last one up to the day it was written."""
    return day(days_on(written, -((written.weekday() - WEEKDAYS[match["weekday"]]) % _WEEK)))


def _last_weekday(match: Match, written: date) -> Period | None:
    """Read “last Friday”; nobody knows which one it is where this week had a Friday already."""
    back = (written.weekday() - WEEKDAYS[_named(match, "weekday")] - 1) % _WEEK + 1
    return day(days_on(written, -back)) if back > written.weekday() else None


def _next_weekday(match: Match, written: date) -> Period | None:
    """Read “next Friday”; nobody knows which one it is where this week still has a Friday."""
    on = (WEEKDAYS[_named(match, "weekday")] - written.weekday() - 1) % _WEEK + 1
    return day(days_on(written, on)) if written.weekday() + on >= _WEEK else None


def _coming_weekday(match: Match, written: date) -> Period:
    return day(days_on(written, (WEEKDAYS[match["weekday"]] - written.weekday() - 1) % _WEEK + 1))


def _lately(named: Callable[[Match, int], Period]) -> Read:
    """Read a month without its year as the last one, if that is of the same year or only just over."""

    def read(match: Match, written: date) -> Period | None:
        back = (written.month - MONTHS[match["month"]]) % 12
        year = written.year - (MONTHS[match["month"]] > written.month)
        found = named(match, year)
        return found if found.start <= written and (year == written.year or back <= _SURE_MONTHS) else None

    return read


def _looking_back(read: Read) -> Read:
    """Read nothing where the sentence looks ahead up to these words or, if it begins with them, after them."""

    def sure(match: Match, written: date) -> Period | None:
        here, to = match.span()
        before = _BREAK.split(match.string[max(0, here - _LONGEST_SENTENCE) : here])[-1]
        after = _BREAK.split(match.string[to : to + _LONGEST_SENTENCE], maxsplit=1)[0]
        ahead = _AHEAD.search(before if before.strip(" ,“\"'") else after)
        return None if ahead else read(match, written)

    return sure


RELATIVE = tuple(_relative())
