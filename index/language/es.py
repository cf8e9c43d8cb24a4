"""Spanish."""

from index.language.cldr import decimal_sign, months, short_months, short_weekdays, weekdays
from index.language.language import Asking, Calendar, Language, Naming, Numbers, Polarity, Words, forms, units, words

LANGUAGE = Language(
    code="es",
    words=Words(
        stop=words(
            """
            de la el los las un una unos unas y o u e que en por con del al a es se su sus qué quién quiénes
            cuándo dónde cómo cuánto cuánta cuántos cuántas cuál cuáles lo le les fue ser son era ha han para si
            no me mi te tu nos este esta estos estas ese esa eso esto ya muy más hay sobre entre
            """
        ),
        asking=words("quién quiénes qué cuándo dónde cómo cuánto cuánta cuántos cuántas cuál cuáles"),
        articles=words("el la los las un una unos unas"),
    ),
    calendar=Calendar(
        months=months("es", "- - - - - - - - setiembre - - -"),
        short_months=short_months("es", "- - - - - - - - sep - - -", "- - - - - - - - set - - -"),
        weekdays=weekdays("es"),
        short_weekdays=short_weekdays("es"),
        doubtful=words("mayo"),
        telling=words("ayer hoy mañana pasado pasada próximo próxima antes después tarde"),
        seasons=(("primavera",), ("verano",), ("otoño",), ("invierno",)),
        units=units("día semana mes año trimestre década siglo"),
        plurals=units("días semanas meses años trimestres décadas siglos"),
        numbers=forms("un|una dos tres cuatro cinco seis siete ocho nueve diez"),
        after_day=r"\.?[ºª°]|ero",
        of="de|del",
        fiscal="(?:año|ejercicio) fiscal",
        years_from="entre|desde|de",
        years_to="y|a|hasta",
        decades=("década de(?: los)?(?: años)? {decade}", "años {decade}", "años {short}"),
        within="en|durante",
        cues="de|del|desde|hasta|año|antes|y|a|entre|para|principios|mediados|finales|fines",
        amounts="por ciento|mill[oó]n(?:es)?|dólares|euros|pesos|personas|trabajadores|habitantes",
        counted=r"[a-zñáéíóú]{3,}s\b",
        edges="desde|hasta|antes de|después de|a partir de",
        fillers="el|la|del?|año",
        steps={
            -1: ("(?:la |el )?{unit} pasad[oa]", "(?:la |el )?pasad[oa] {unit}"),
            0: ("est[ea] {unit}",),
            1: ("(?:la |el )?próxim[oa] {unit}", "(?:la |el )?{unit} (?:que viene|próxim[oa])"),
        },
        loose_steps={
            -1: ("pasad[oa]s? {units}", "{units} (?:antes|atrás|pasad[oa]s?|anterior(?:es)?)"),
            0: ("est[ea] {units}",),
            1: ("próxim[oa]s? {units}", "{units} (?:después|más tarde|siguientes?)"),
        },
        unsure=(
            "(?:la|una|el|toda la|cada|de la|por la) mañana",
            "(?:pasado|próximo) {month}",
            "{month} (?:pasado|próximo|que viene)",
        ),
        ago=("hace {number} {units}",),
        days={
            -2: ("anteayer", "antier", "antes de ayer"),
            -1: ("ayer", "anoche"),
            0: ("esta (?:mañana|tarde|noche)", "hoy mismo"),
            1: ("mañana",),
            2: ("pasado mañana",),
        },
        today="hoy(?! en)",
        said="dijo|anunció|informó|publicó|confirmó|pasó|ocurrió|sucedió|afirmó|declaró|presentó|firmó",
        last_weekend=("(?:el )?fin de semana pasado", "(?:el )?pasado fin de semana"),
        weekday_last=("(?:el )?{weekday} pasado", "(?:el )?pasado {weekday}"),
        weekday_coming=("el próximo {weekday}", "el {weekday} que viene", "(?:el )?{weekday} próximo"),
        weekday_looking_back=("el {weekday}",),
        other_week="que|de (?:la|esta)",
        month_looking_back=("en {month}",),
        ahead=r"va a|van a|previst[oa]s?|\w+(?:rá|rán|ría|rían)",
    ),
    numbers=Numbers(
        decimal=decimal_sign("es"),
        numerals={},
    ),
    polarity=Polarity(
        negations=words(""),
    ),
    naming=Naming(
        titles=words(""),
    ),
    asking=Asking(
        pronouns=words(""),
    ),
)
