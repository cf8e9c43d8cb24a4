"""A sentence retold, truly or falsely: what the reader learns claims by, besides those that people wrote.

Other rules than those of `evals.alter`, which measure the check: what is learnt here must not be what is asked there.
"""

import random
import re
from collections.abc import Callable, Iterator, Mapping

from index.language.language import find_language

_NUMBER = re.compile(r"(?<![\w.,])\d[\d.,]*\d|\b\d\b")
_NAME = re.compile(r"[A-ZÀ-Þ][\w'’-]{2,}(?: (?:(?:de|of|bin|van|al|ng) )?[A-ZÀ-Þ][\w'’-]+)*")
_PUT_IN: Mapping[str, tuple[tuple[str, str], ...]] = {
    "en": ((r"\b(is|was|were|are|has|have|can|will|could|would|should|did|does|had)\b(?! not|n)", r"\1 not"),),
    "id": (
        (r"\b(?:adalah|merupakan)\b", "bukan"),
        (r"\b(?:telah|sudah)\b", "belum"),
        (r"\b(akan|dapat|bisa|mampu|pernah|mulai)\b", r"tidak \1"),
        (r"\b(mem\w{4,}|men\w{4,}|ber\w{4,}|di\w{5,})\b", r"tidak \1"),
    ),
    "es": ((r"\b(es|fue|era|son|fueron|ha|han|había|puede|pueden|tiene|tienen|está|están)\b", r"no \1"),),
    "pt": ((r"\b(é|foi|era|são|foram|pode|podem|tem|está)\b", r"não \1"),),
    "de": ((r"\b(ist|war|sind|waren|hat|haben|wird|werden|wurde|wurden|kann|können)\b", r"\1 nicht"),),
    "tl": ((r"\b(ay)\b", r"\1 hindi"),),
}
_TAKE_OUT: Mapping[str, tuple[tuple[str, str], ...]] = {
    "en": ((r"\b(?:not|never) ", ""), (r"n['’]t\b", "")),
    "id": ((r"\b(?:tidak|belum) ", ""),),
    "es": ((r"\bno ", ""),),
    "pt": ((r"\bnão ", ""),),
    "de": ((r"\bnicht ", ""),),
    "tl": ((r"\b[Hh]indi ", ""),),
}
_OPPOSITES = {
    "en": """increase decrease|increased decreased|increases decreases|rise fall|rose fell|rising falling|gain loss|
        more fewer|more less|higher lower|largest smallest|first last|before after|won lost|win lose|
        above below|oldest youngest|older newer|north south|east west|northern southern|eastern western|
        begin end|began ended|early late|most least|majority minority|allowed banned|accepted rejected|
        support oppose|supported opposed|supports opposes|born died|include exclude|public private|all none|
        many few|large small|high low|opened closed|gained lost|success failure|successful unsuccessful|
        positive negative|upper lower|left right|months years|days weeks|hours days|long short|strong weak|
        inside outside|imports exports|joined left|up down|same different|always never|new old|good bad|
        best worst|buy sell|bought sold|cut raise|raised lowered|approved rejected|confirmed denied|
        accelerate slow|expanded shrank|ahead behind|cheaper dearer|easier harder|over under|maximum minimum|
        all some|every no""",
    "id": """naik turun|meningkat menurun|lebih kurang|terbesar terkecil|pertama terakhir|sebelum sesudah|
        menang kalah|atas bawah|utara selatan|timur barat|awal akhir|besar kecil|tinggi rendah|
        tertinggi terendah|banyak sedikit|juta miliar|hari minggu|bulan tahun|dibuka ditutup|baru lama|
        menerima menolak|mendukung menentang|semua sebagian""",
    "es": """aumentó disminuyó|subió bajó|más menos|mayor menor|primero último|primera última|antes después|
        ganó perdió|norte sur|este oeste|nació murió|grande pequeño|alto bajo|días semanas|meses años|
        nuevo viejo|todos algunos|mejor peor|aprobó rechazó|apoyó criticó|abrió cerró|compró vendió|
        confirmó negó""",
    "pt": """aumentou diminuiu|subiu caiu|mais menos|maior menor|primeiro último|primeira última|antes depois|
        ganhou perdeu|norte sul|leste oeste|nasceu morreu|grande pequeno|alto baixo|dias semanas|meses anos|
        novo velho|todos alguns""",
    "de": """stieg sank|mehr weniger|größer kleiner|erste letzte|vor nach|gewann verlor|hoch niedrig|neue alte|
        alle einige|Tage Wochen|Monate Jahre|billiger teurer|höher niedriger|öffnete schloss|beste schlechteste""",
    "tl": """tumaas bumaba|tataas bababa|mas_mataas mas_mababa|una huli|bago matapos|nanalo natalo|hilaga timog|
        silangan kanluran|malaki maliit|marami kaunti|bukas sarado|sumuporta tumutol|pumayag tumanggi|
        araw linggo|buwan taon|lahat ilan""",
}
_OPENING = re.compile(
    r"^(?:In|On|At|After|During|By|According to|With|For|Since|Pada|Sejak|Setelah|Menurut|En|Durante|Em|Desde|Según"
    r"|Ayon|Noong)\b[^,]{3,60}, (\w)"
)
_ASIDE = re.compile(r", (?:which|who|where|yang|que|quien|including|such as|termasuk|seperti|na)\b[^,.]*(?=[,.]|$)")


def retell_truly(sentence: str, chance: random.Random) -> str:
    """Return a shorter sentence that is true where the given one is: without an opening, an aside or brackets."""
    text = re.sub(r"\s*\([^)]*\)|\[\d+\]", "", sentence) if chance.random() < 0.7 else sentence
    draw = chance.random()
    if draw < 0.35 and (found := _OPENING.match(text)):
        text = found[1].upper() + text[found.end() :]
    elif draw < 0.65:
        text = _ASIDE.sub("", text, count=1)
    return text if len(text.split()) >= 5 else sentence


def retell_falsely(sentence: str, around: str, language: str, chance: random.Random) -> tuple[str, str] | None:
    """Return a kind of change and the sentence with it; names and figures come from what stands around it."""
    makers: list[tuple[str, Callable[[], str | None]]] = [
        ("figure", lambda: _other_figure(sentence, around, chance)),
        ("name", lambda: _other_name(sentence, around, chance)),
        ("roles", lambda: _exchange(sentence, chance)),
        ("negation", lambda: _negate(sentence, language, chance)),
        ("opposite", lambda: _opposite(sentence, language, chance)),
        ("month", lambda: _other_month(sentence, language, chance)),
    ]
    weights = {"figure": 2.0, "name": 1.5, "roles": 1.5, "negation": 2.0, "opposite": 3.0, "month": 1.0}
    makers.sort(key=lambda maker: chance.random() ** (1 / weights[maker[0]]), reverse=True)
    return next(((kind, text) for kind, make in makers if (text := make()) and text != sentence), None)


def _other_figure(sentence: str, around: str, chance: random.Random) -> str | None:
    said = list(_NUMBER.finditer(sentence))
    if not said:
        return None
    place = chance.choice(said)
    near = [one for one in _NUMBER.findall(around) if one not in sentence and abs(len(one) - len(place.group())) <= 1]
    other = chance.choice(near) if near and chance.random() < 0.5 else _change_digit(place.group(), chance)
    return sentence[: place.start()] + other + sentence[place.end() :]


def _change_digit(number: str, chance: random.Random) -> str:
    if re.fullmatch(r"[12]\d{3}", number):
        return str(int(number) + chance.choice([-20, -10, -5, -3, -2, -1, 1, 2, 3, 5, 10, 20]))
    at = chance.choice([place for place, sign in enumerate(number) if sign.isdigit()])
    digit = chance.choice([one for one in "123456789" if one != number[at]])
    return number[:at] + digit + number[at + 1 :]


def _other_name(sentence: str, around: str, chance: random.Random) -> str | None:
    said = [found for found in _NAME.finditer(sentence) if found.start()]
    if not said:
        return None
    place = chance.choice(said)
    others = [
        found.group()
        for found in _NAME.finditer(around)
        if found.start()
        and found.group() not in sentence
        and place.group() not in found.group()
        and abs(len(found.group().split()) - len(place.group().split())) <= 1
    ]
    return sentence[: place.start()] + chance.choice(others) + sentence[place.end() :] if others else None


def _exchange(sentence: str, chance: random.Random) -> str | None:
    """Exchange two names, unless they only stand in a row."""
    said = list(_NAME.finditer(sentence))
    if len(said) < 2:
        return None
    one, other = sorted(chance.sample(said, 2), key=lambda found: found.start())
    between = sentence[one.end() : other.start()]
    if one.group() == other.group() or len(re.findall(r"\w+", between)) < 2:
        return None
    return sentence[: one.start()] + other.group() + between + one.group() + sentence[other.end() :]


def _negate(sentence: str, language: str, chance: random.Random) -> str | None:
    for rules, sure in ((_TAKE_OUT, 0.8), (_PUT_IN, 1.0)):
        places = [(found, put) for pattern, put in rules.get(language, ()) for found in re.finditer(pattern, sentence)]
        if places and chance.random() < sure:
            found, put = places[0] if chance.random() < 0.7 else chance.choice(places)
            return sentence[: found.start()] + found.expand(put) + sentence[found.end() :]
    return None


def _opposite(sentence: str, language: str, chance: random.Random) -> str | None:
    table = dict(_read_opposites(language))
    said = [found for found in re.finditer(r"\w+", sentence) if found.group() in table]
    if not said:
        return None
    place = chance.choice(said)
    return sentence[: place.start()] + chance.choice(table[place.group()]) + sentence[place.end() :]


def _read_opposites(language: str) -> Iterator[tuple[str, list[str]]]:
    table: dict[str, list[str]] = {}
    for pair in re.sub(r"\s*\n\s*", "", _OPPOSITES.get(language, "")).split("|"):
        one, _, other = pair.partition(" ")
        if other:
            table.setdefault(one, []).append(other)
            table.setdefault(other, []).append(one)
    yield from table.items()


def _other_month(sentence: str, language: str, chance: random.Random) -> str | None:
    known = find_language(language)
    months = [names[0] for names in known.calendar.months] if known else []
    said = [month for month in months if re.search(rf"\b{month}\b", sentence)]
    if not said:
        return None
    other = chance.choice([one for one in months if one != said[0]])
    return re.sub(rf"\b{said[0]}\b", other, sentence, count=1)
