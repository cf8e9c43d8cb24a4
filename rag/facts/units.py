"""What a figure counts, where that is said in words that are known in English, Filipino and Spanish."""

import re

_UNITS = """
    USD: $ us$ usd dollar dollars dolyar dolyares dólar dólares
    EUR: € eur euro euros
    GBP: £ gbp pound pounds libra libras
    PESO: ₱ php peso pesos piso pisong
    YUAN: yuan renminbi rmb
    YEN: ¥ yen yenes
    WON: won
    RUPEE: rupee rupees rupya rupia rupias
    %: % percent per_cent percentage_points puntos_porcentuales porsiyento bahagdan por_ciento
    second: second seconds segundo segundos
    minute: minute minutes minuto minutong minutos
    hour: hour hours oras hora horas
    day: day days araw día días
    week: week weeks linggo linggong semana semanas
    month: month months buwan buwang mes meses
    year: year years taon taong año años anyos
    decade: decade decades dekada dekadang década décadas
    century: century centuries siglo siglos
    km: km kilometre kilometres kilometer kilometers kilometro kilometrong kilómetro kilómetros
    mile: mile miles milya milyang milla millas
    metre: metre metres meter meters metro metrong metros
    foot: foot feet pie pies talampakan
    kg: kg kilo kilos kilogram kilograms kilogramo kilogramos
    tonne: ton tons tonne tonnes tonelada toneladang toneladas
    degree: degree degrees °c °f digri grado grados
    people: people persons katao tao personas gente
    times: times ulit beses veces
"""
BEFORE = {"us$": "USD", "$": "USD", "€": "EUR", "£": "GBP", "₱": "PESO", "¥": "YEN", "usd": "USD", "php": "PESO"}
UNIT_OF = {
    word.replace("_", " "): unit.strip()
    for line in _UNITS.strip().split("\n")
    for unit, words in [line.split(":", 1)]
    for word in words.split()
}
_WORDS = "|".join(re.escape(word) for word in sorted(UNIT_OF, key=len, reverse=True))
_MINOR = r"(?:(?:more|further|US|U\.S\.|American|de|na|ng|\(?mga\)?) )?"
_PEOPLE = r"(?: (?:US|estadounidenses))?"
UNIT_AFTER = re.compile(rf"[ \u00a0-]?{_MINOR}(?P<unit>{_WORDS})(?!\w){_PEOPLE}", re.IGNORECASE)
AMBIGUOUS = {"YEN": {"YEN", "YUAN"}, "YUAN": {"YEN", "YUAN"}}  # both are written ¥


def conflict(one: str, other: str) -> bool:
    """Tell whether two figures count different things, as far as both say what they count."""
    return bool(one and other) and one != other and other not in AMBIGUOUS.get(one, set())
