"""The words that facts are told by, in English, Filipino and Spanish, in lower case: one list for each purpose."""

from collections.abc import Mapping
from typing import Final

from index.language.calendar import names_of, time_words

LANGUAGES: Final = ("en", "tl", "es")


def _valued(lines: str) -> dict[str, float]:
    """Read `value: word word` a line; a `_` is a space in a word."""
    pairs = (line.split(":") for line in lines.split("\n") if line.strip())
    return {word.replace("_", " "): float(value) for value, words in pairs for word in words.split()}


UNITS: Mapping[str, Mapping[str, float]] = {  # up to a hundred: what is added up
    "en": _valued("""
        0: zero
        1: one
        2: two
        3: three
        4: four
        5: five
        6: six
        7: seven
        8: eight
        9: nine
        10: ten
        11: eleven
        12: twelve
        13: thirteen
        14: fourteen
        15: fifteen
        16: sixteen
        17: seventeen
        18: eighteen
        19: nineteen
        20: twenty
        30: thirty
        40: forty
        50: fifty
        60: sixty
        70: seventy
        80: eighty
        90: ninety"""),
    "tl": _valued("""
        1: isa isang
        2: dalawa dalawang
        3: tatlo tatlong
        4: apat
        5: lima limang
        6: anim
        7: pito pitong
        8: walo walong
        9: siyam
        10: sampu sampung
        11: labing-isa labing-isang
        12: labindalawa labindalawang
        13: labintatlo labintatlong
        14: labing-apat labing-apat
        15: labinlima labinlimang
        16: labing-anim
        17: labimpito labimpitong
        18: labingwalo labingwalong labing-walo
        19: labinsiyam labinsiyam
        20: dalawampu dalawampung bente
        30: tatlumpu tatlumpung
        40: apatnapu apatnapung
        50: limampu limampung
        60: animnapu animnapung
        70: pitumpu pitumpung
        80: walumpu walumpung
        90: siyamnapu siyamnapung"""),
    "es": _valued("""
        0: cero
        1: un uno una
        2: dos
        3: tres
        4: cuatro
        5: cinco
        6: seis
        7: siete
        8: ocho
        9: nueve
        10: diez
        11: once
        12: doce
        13: trece
        14: catorce
        15: quince
        16: dieciséis
        17: diecisiete
        18: dieciocho
        19: diecinueve
        20: veinte
        21: veintiuno veintiún veintiuna
        22: veintidós
        23: veintitrés
        24: veinticuatro
        25: veinticinco
        26: veintiséis
        27: veintisiete
        28: veintiocho
        29: veintinueve
        30: treinta
        40: cuarenta
        50: cincuenta
        60: sesenta
        70: setenta
        80: ochenta
        90: noventa
        100: cien ciento
        200: doscientos doscientas
        300: trescientos trescientas
        400: cuatrocientos cuatrocientas
        500: quinientos quinientas
        600: seiscientos seiscientas
        700: setecientos setecientas
        800: ochocientos ochocientas
        900: novecientos novecientas"""),
}
SCALES: Mapping[str, Mapping[str, float]] = {  # what is multiplied by
    "en": _valued("1e2: hundred\n1e3: thousand\n1e6: million\n1e9: billion bn\n1e12: trillion tn"),
    "tl": _valued("""
        1e2: daan daang raan raang sandaan sandaang
        1e3: libo libong sanlibo sanlibong
        1e6: milyon milyong angaw
        1e9: bilyon bilyong
        1e12: trilyon trilyong"""),
    "es": _valued("1e3: mil\n1e6: millón millones\n1e12: billón billones"),
}
VAGUE: Mapping[str, Mapping[str, float]] = {  # so many, without a number
    "en": _valued("1e2: hundreds\n1e3: thousands\n1e6: millions\n1e9: billions\n1e12: trillions"),
    "tl": _valued("""
        1e2: daan-daan daan-daang
        1e3: libo-libo libo-libong libu-libo libu-libong
        1e6: milyon-milyon milyon-milyong milyun-milyon milyun-milyong
        1e9: bilyon-bilyon bilyon-bilyong bilyun-bilyon bilyun-bilyong
        1e12: trilyon-trilyon trilyon-trilyong trilyun-trilyon trilyun-trilyong"""),
    "es": _valued("1e2: cientos centenares\n1e3: miles\n1e6: millones\n1e12: billones"),
}
PARTS: Mapping[str, Mapping[str, float]] = {  # halves, thirds: one divided by this
    "en": _valued("""
        2: half halves
        3: third thirds
        4: quarter quarters fourth fourths
        5: fifth fifths
        6: sixth sixths
        8: eighth eighths
        10: tenth tenths"""),
    "tl": _valued("""
        2: kalahati kalahating
        3: katlo sangkatlo
        4: kapat sangkapat
        5: kalima sanglima
        10: kasampu sangkapulo ikasampu"""),
    "es": _valued("""
        2: mitad medio media
        3: tercio tercios terceras
        4: cuarto cuartos cuartas
        5: quinto quintos quintas
        10: décimo décimos décimas"""),
}
ORDINALS: Mapping[str, Mapping[str, float]] = {
    "en": _valued("""
        1: first
        2: second
        3: third
        4: fourth
        5: fifth
        6: sixth
        7: seventh
        8: eighth
        9: ninth
        10: tenth
        11: eleventh
        12: twelfth
        13: thirteenth
        14: fourteenth
        15: fifteenth
        16: sixteenth
        17: seventeenth
        18: eighteenth
        19: nineteenth
        20: twentieth
        21: twenty-first"""),
    "tl": _valued("""
        1: una unang
        2: ikalawa ikalawang pangalawa pangalawang
        3: ikatlo ikatlong pangatlo pangatlong
        4: ikaapat ikaapat_na pang-apat
        5: ikalima ikalimang panlima panlimang
        6: ikaanim
        7: ikapito ikapitong
        8: ikawalo ikawalong
        9: ikasiyam
        10: ikasampu ikasampung"""),
    "es": _valued("""
        1: primer primero primera
        2: segundo segunda
        3: tercer tercero tercera
        4: cuarto cuarta
        5: quinto quinta
        6: sexto sexta
        7: séptimo séptima
        8: octavo octava
        9: noveno novena
        10: décimo décima"""),
}
TIMES_AS_MUCH: Mapping[str, Mapping[str, float]] = {
    "en": _valued("2: double doubled doubling twice twofold\n3: triple tripled threefold\n4: quadruple quadrupled"),
    "tl": _valued("2: doble dobleng dumoble nadoble\n3: triple tripleng"),
    "es": _valued("2: doble duplicó duplicaron duplicado\n3: triple triplicó triplicaron triplicado"),
}
NEGATIONS: Mapping[str, frozenset[str]] = {  # `ni` marks a person in Filipino, and `sin` is a noun in English
    "en": frozenset("no not never none nobody nothing nowhere neither nor cannot without".split()),
    "tl": frozenset("hindi wala walang huwag di no not never without".split()),
    "es": frozenset("no nunca jamás nadie nada ningún ninguno ninguna tampoco sin ni".split()),
}

# of any language at once, for telling what kind of word one is
ALL_MONTHS = frozenset().union(*(names_of("months", language) for language in LANGUAGES))
ALL_TIMES = frozenset().union(*(time_words(language) for language in LANGUAGES))
ALL_NEGATIONS = frozenset().union(*NEGATIONS.values()) - {"ni"}
ALL_NUMBERS = frozenset(
    word
    for table in (UNITS, SCALES, VAGUE, PARTS, ORDINALS, TIMES_AS_MUCH)
    for words in table.values()
    for word in words
) - frozenset("zero cero un una unang primer primero primera first bn tn medio media once miles".split()) | {
    *("dozen", "dozens", "percent", "porsiyento")
}
