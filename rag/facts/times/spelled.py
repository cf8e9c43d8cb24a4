"""Months, weekdays, units and small numbers as English, Filipino and Spanish spell them."""

from collections.abc import Iterable

_MONTHS = """
    January Jan Enero enero
    February Feb Pebrero Febrero febrero
    March Mar Marso Marzo marzo
    April Apr Abril abril
    May Mayo mayo
    June Jun Hunyo Junio junio
    July Jul Hulyo Julio julio
    August Aug Agosto agosto
    September Sept Sep Setyembre Septyembre Septiembre septiembre setiembre
    October Oct Oktubre Octubre octubre
    November Nov Nobyembre Noviembre noviembre
    December Dec Disyembre Diciembre diciembre
"""
_WEEKDAYS = """
    Monday Lunes lunes
    Tuesday Martes martes
    Wednesday Miyerkules Miyerkoles Miércoles miércoles
    Thursday Huwebes Jueves jueves
    Friday Biyernes Viernes viernes
    Saturday Sabado Sábado sábado
    Sunday Linggo Domingo domingo
"""
_UNITS = """
    day days araw día días
    week weeks linggo semana semanas
    month months buwan mes meses
    year years taon año años
"""
_NUMBERS = """
    one isang un una
    two dalawang dos
    three tatlong tres
    four apat cuatro
    five limang cinco
    six anim seis
    seven pitong siete
    eight walong ocho
    nine siyam nueve
    ten sampung diez
"""


def _numbered(table: str, first: int = 1) -> dict[str, int]:
    rows = (row.split() for row in table.strip().splitlines())
    return {word: number for number, row in enumerate(rows, start=first) for word in row}


MONTHS = _numbered(_MONTHS)
WEEKDAYS = _numbered(_WEEKDAYS, 0)
NUMBERS = _numbered(_NUMBERS)
UNITS = {word: row.split()[0] for row in _UNITS.strip().splitlines() for word in row.split()}


def any_of(words: Iterable[str]) -> str:
    """Write words as alternatives for a pattern, the longest first."""
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))
