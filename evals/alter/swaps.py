"""Figures, dates and names in a sentence, and others of their kind that could stand there."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product, zip_longest

from evals.alter.places import Swap, make_swap, relatives, side_of
from index.language.language import Numbers, find_language, languages
from index.language.words import stop_words

# figures
_FIGURE_PHRASES = {  # besides numerals: what keeps its form and the words around it
    "en": """third fourth fifth sixth seventh eighth ninth; first_quarter second_quarter third_quarter fourth_quarter;
        first_half second_half; doubled tripled quadrupled; hundred thousand; hundreds thousands;
        a_tenth_of a_fifth_of a_quarter_of a_third_of half_of two_thirds_of three_quarters_of;
        one_tenth one_fifth one_quarter one_third two_thirds three_quarters; one-fifth one-third two-thirds""",
    "tl": """dalawang tatlong apat_na limang anim_na pitong walong siyam_na sampung; doble triple;
        ikalawang ikatlong ikaapat_na ikalimang ikaanim_na""",
    "es": "millones mil_millones billones; la_cuarta_parte la_tercera_parte la_mitad",
}
_FAMILIES = (range(2, 13), range(20, 100, 10), (10**6, 10**9, 10**12))  # numbers of about one size
_NUMBER = re.compile(r"(?<![\w.,:/’'–-])(?<!\d )(?!100 ?%|0\d)\d+(?:[.,]\d+)*(?![\w²)]|\.?[ªº]|[:/–-]\d)", re.ASCII)
_UNIT = r"(?: ?%| percent| por ciento|[ -](?:m|b|tr)illion|[ -](?:m|b|tr)ilyon| mil\b| millones)"
_OPENERS = stop_words() | set("over nearly almost only around just mahigit halos higit nasa unos unas casi".split())

# dates
_CALENDARS = {one.code: one.calendar for one in languages() if one.code in _FIGURE_PHRASES}
_MONTH_LIST = {
    month: names
    for calendar in _CALENDARS.values()
    for names in [[row[0] for row in calendar.months]]
    for month in names
}
_WEEKDAYS = {code: [row[0] for row in calendar.weekdays] for code, calendar in _CALENDARS.items()}
_ANY_MONTH = "|".join(_MONTH_LIST)
_LONG = (0, 2, 6, 7, 9, 11)  # the months that have a 31st and aren't called May
_FROM_NOW = {
    "en": """last_week last_month last_year; next_week next_month next_year; this_week this_month this_year;
        a_week_ago a_month_ago a_year_ago; a_week_earlier a_month_earlier a_year_earlier;
        weeks_ago months_ago years_ago; spring_of summer_of autumn_of; weeks_earlier months_earlier years_earlier;
        weeks_later months_later years_later""",
    "tl": """ngayong_linggo ngayong_buwan ngayong_taon; nakaraang_linggo nakaraang_buwan nakaraang_taon;
        sinundang_linggo sinundang_buwan sinundang_taon; naunang_linggo naunang_buwan naunang_taon;
        susunod_na_linggo susunod_na_buwan susunod_na_taon""",
    "es": """mes_pasado año_pasado; este_mes este_año; próximo_mes próximo_año; meses_antes años_antes;
        meses_después años_después; meses_más_tarde años_más_tarde""",
}
DATED = {code: f"{' '.join(_WEEKDAYS[code])}; {families}" for code, families in _FROM_NOW.items()}
_DAYS = [day for language in ("en", "tl") for day in _WEEKDAYS[language]]
_YEAR = re.compile(rf"(?<![\w.,$€£₱¥/–-])(?:19|20)\d\d(?![\w%]|[.,/–-]\d|{_UNIT})", re.ASCII)
_MAY = r"(?:(?<=\d )(?:May|Mayo|mayo)|(?<=\d de )mayo|(?:May|Mayo|mayo)(?=,? (?:de )?\d))"  # beside a number only
_MONTH = re.compile(rf"(?<![\w’'])(?:{_MAY}|(?![Mm]ay)(?:{_ANY_MONTH}))\b(?! [A-Z])")

# names
_CAPITAL = "A-ZÀ-ÖØ-ÞČĆĐŁŚŞŠŻŽΑ-ΩА-ЯЁ"
_TIME_OR_NUMERAL = "|".join((*_MONTH_LIST, *_DAYS, r"U\.[KS]", "[IVXLC]+"))
_TOKEN = rf"(?!(?:{_TIME_OR_NUMERAL})\b)[{_CAPITAL}]\w*(?:[-’'.&](?=[{_CAPITAL}\d])\w+|\.[a-z]{{2,3}}\b)*"
_MODEL = r"(?!(?:19|20)\d\d\b)\d+[A-Z]?\b(?!%|[.,]\d)"
_RUN = re.compile(rf"(?<![\w’'.-])(?>{_TOKEN}(?:(?: [A-Z]\.)? {_TOKEN}| {_MODEL})*)(?![-–]?\w)")
_OWNER = re.compile(rf" (?:of|de|del|ng) (?:(?:the|la|el|los|las) )?[{_CAPITAL}]")
_PEOPLE = re.compile(r"\w+(?:ese|ish|[iec]an|ench)|(?P<filipino>Ingles|\w+[ai]no(?P<linked>ng)?)")  # Chinese, Tsinong
_NOT_NAMES = stop_words() | set(
    """even despite both most many several other such although because before during under over however meanwhile two
    three four five yet still unlike like according today noong pero ngunit habang samantala ayon batay kahit maging
    kapwa tanging isa isang dahil nang bago aunque cuando durante desde hasta tras sin esta este entre
    además pero también como si ceo cfo cto gpu gpus cpu cpus gdp usd pdf dna mr mrs dr america amerika""".split()
)
_KINDS = """
    city: beijing shanghai shenzhen hong_kong nanjing tokyo seoul taipei singapore manila maynila cebu davao washington
    city: new_york moscow paris berlin madrid london londres jiangsu japan india vietnam taiwan
    country: china britain germany france russia ukraine europe asia africa canada mexico south_korea israel
    bansa: pilipinas tsina alemanya pransya rusya europa asya aprika
    país: alemania francia inglaterra españa italia rusia brasil australia siria áfrica escocia florida reino_unido
    the: united_states united_kingdom philippines netherlands european_union middle_east west east
    los: estados_unidos gitnang_silangan
    a paper: times post journal daily news press magazine herald
    a body: ai inc corp ltd company group bank university institute center centre council court ministry agency school
    a body: department commission committee association museum college party union technologies services conference"""
_KIND = {word: kind for kind, words in re.findall(r"(\S.*): (.*)", _KINDS) for word in words.split()}
_NO_ARTICLE = {"word": "(?:the|an?|el|la|los|las)", "person": "(?:the|an?|el|la|los|las|in|at|en|ang|ng|mga|sa)"}


def names_in(text: str) -> list[str]:
    """Return the proper names in `text` that could be swapped for each other, once each, in order."""
    found = [(text[start:end], opens) for start, end, opens in _runs(text)]
    small = set(re.findall(r"\b[a-zà-ÿ]\w+", text))  # a word that is also written small is rarely a name
    vague = {name for name, _ in found if _form(name) in _NO_ARTICLE and not small.isdisjoint(name.lower().split())}
    sure = {name for name, opens in found if not opens} - vague
    return [name for name in dict.fromkeys(name for name, _ in found) if name in sure]


def figures(sentence: str, language: str) -> Iterator[Swap]:
    """Find numbers and number words, but for dates and what belongs to a name."""
    for found in _NUMBER.finditer(sentence):
        if not _is_named(found):
            yield make_swap(sentence, found.span(), _other_numbers(found.group(), side_of(sentence, found.span())))
    if known := find_language(language):
        yield from relatives(sentence, f"{_families(known.numbers)}; {_FIGURE_PHRASES.get(language, '')}".strip("; "))


def _families(numbers: Numbers) -> str:
    """Return number words that can stand for each other: in the same form, of about the same size."""
    families: list[tuple[str, ...]] = []
    for family, table in product(_FAMILIES, (numbers.numerals, numbers.scales, numbers.vague)):
        forms: dict[float, list[str]] = {}
        for word, value in table.items():
            if value in family and len(word) > 2:
                forms.setdefault(value, []).append(word.replace(" ", "_"))
        families += zip_longest(*forms.values(), fillvalue="")
    return "; ".join(" ".join(filter(None, family)) for family in families)


def _is_named(found: re.Match[str]) -> bool:
    """Tell a number that belongs to a name or a date (iPhone 16, 16 January, 2025) from a figure."""
    before, after = found.string[: found.start()], found.string[found.end() :]
    if re.match(_UNIT, after) or before.endswith(("$", "€", "£", "₱", "¥")):
        return False
    if re.fullmatch(r"1|(?:1\d|20)\d\d", found.group()):  # `1 company` can't become `4 company`
        return True
    if re.match(rf",? (?:de |ng |of )?(?:{_ANY_MONTH})\b", after) or not re.search(r"\w", before + after[:2]):
        return True
    name = re.search(r"(\S*[A-ZÀ-Þ]\S*) $", before)
    return name is not None and not (name.start() == 0 and name[1].lower() in _OPENERS)


def _other_numbers(number: str, side: int) -> list[str]:
    """Return the number with its first two digits exchanged, or else with another first digit."""
    at = next((at for at, digit in enumerate(number) if digit in "123456789"), 0)
    others = [f"{number[:at]}{digit}{number[at + 1 :]}" for digit in "123456789"[len(number) == 1 :]]
    exchanged = [number[1::-1] + number[2:]] if re.match(r"[1-9]{2}", number) else []
    fitting = [one for one in exchanged + others if one != number and (not side or (one > number) == (side > 0))]
    return exchanged if exchanged == fitting[:1] else fitting


def dates(sentence: str, language: str) -> Iterator[Swap]:
    """Find years, months, weekdays and the like."""
    for found in _YEAR.finditer(sentence):
        year, side = int(found.group()), side_of(sentence, found.span())
        step = 10 if re.search(r"d[eé]cadas? (?:de|ng) $", sentence[: found.start()]) else 1
        others = [other for other in range(year - 3 * step, year + 3 * step + 1, step) if 1900 <= other < 2100]
        yield make_swap(
            sentence, found.span(), [str(one) for one in others if one != year and (one - year) * side >= 0]
        )
    for found in _MONTH.finditer(sentence):
        family = _MONTH_LIST[found.group()]
        yield make_swap(sentence, found.span(), [family[at] for at in _LONG if family[at] != found.group()])
    yield from relatives(sentence, DATED[language])


def _runs(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield where names stand, and whether each may be no name but the capital that opens a sentence."""
    for found in _RUN.finditer(text):
        words = found.group().split(" ")
        while words and words[0].lower() in _NOT_NAMES:
            words.pop(0)
        start = found.end() - len(" ".join(words))
        if len(words) == 2 and _PEOPLE.fullmatch(words[0]) and len(words[1]) == 2:
            words.pop()  # `Chinese AI` is no name
        name, before = " ".join(words), text[max(0, start - 9) : start]
        common = re.search(rf"\b{_NO_ARTICLE.get(_form(name), '(?!)')} $|[\"“«]$", before)
        owner = len(words) == 1 and _OWNER.match(text, start + len(name))  # `Bank of America` without `of America`
        if len(name) > 2 and name[0].isalpha() and not common and not owner:
            opens = re.search(r"(?:^|[.!?…:\n])[^\w\n]*$", before) is not None
            yield start, start + len(name), opens and sum(word[0].isalpha() for word in words) == 1


def other_names(sentence: str, names: Sequence[str]) -> Iterator[Swap]:
    """Find proper names, each with those of `names` that look like it."""
    for start, end, opens in _runs(sentence):
        name = sentence[start:end]
        if not opens or name in names:
            alike = (one for one in names if _form(one) == _form(name) and name.casefold() not in one.casefold())
            yield make_swap(sentence, (start, end), alike)


@cache
def _form(name: str) -> str:
    """Return what a name looks like: only names of one form are swapped."""
    if people := _PEOPLE.fullmatch(name):
        return f"people {people['filipino'] and ('linked' if people['linked'] else 'filipino')}"
    if re.search(r"\d", name):
        return "model"
    words = name.lower().split()
    kinds = (_KIND.get("_".join(words), ""), *(kind for word in words if "a " in (kind := _KIND.get(word, ""))))
    if any(kinds) or len(words) > 1:
        return next(filter(None, kinds), "a body" if name.partition(" ")[0].isupper() else "person")
    return "acronym" if name.isupper() else "brand" if re.search(r"[a-z][A-Z]", name) else "word"
