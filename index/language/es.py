"""Spanish."""

from index.language.cldr import decimal_sign, months, weekdays
from index.language.language import (
    Asking,
    Attribution,
    Calendar,
    Language,
    Naming,
    Numbers,
    Polarity,
    Reference,
    Words,
    words,
)

LANGUAGE = Language(
    code="es",
    words=Words(
        stop=words(
            """
            de la el los las un una unos unas y o u e que en por con del al a es se su sus qué quién quiénes cuándo
            dónde cómo cuánto cuánta cuántos cuántas cuál cuáles lo le les fue ser son era ha han para si no me mi te
            tu nos este esta estos estas ese esa eso esto ya muy más hay sobre entre
            """
        ),
        asking=words("quién quiénes qué cuándo dónde cómo cuánto cuánta cuántos cuántas cuál cuáles"),
        articles=words("el la los las un una unos unas"),
    ),
    calendar=Calendar(
        months=months("es", "- - - - - - - - setiembre - - -"),
        weekdays=weekdays("es"),
    ),
    numbers=Numbers(
        decimal=decimal_sign("es"),
        numerals={},
    ),
    polarity=Polarity(
        negations=words(""),
    ),
    naming=Naming(
        titles=words(
            """
            sr sra señor señora don doña dr dra presidente presidenta vicepresidente primer ministro ministra
            canciller secretario secretaria senador senadora gobernador gobernadora alcalde alcaldesa rey reina
            príncipe princesa emperador emperatriz papa cardenal obispo arzobispo general coronel capitán almirante
            juez jueza profesor profesora entrenador fundador fundadora director directora portavoz analista
            economista investigador investigadora autor autora escritor escritora periodista abogado abogada embajador
            san santa
            """
        ),
        speaking=words(
            """
            dijo dice añadió agregó explicó señaló afirmó aseguró recordó escribió insistió advirtió admitió reconoció
            concluyó respondió contó
            """
        ),
        places=words("en desde hacia dentro"),
        institutions=words(
            """
            universidad colegio escuela academia instituto ministerio departamento consejo comisión comité agencia
            oficina autoridad tribunal corte banco parlamento congreso senado asamblea cámara partido sindicato
            asociación federación sociedad fundación liga ejército armada policía iglesia museo hospital biblioteca
            aeropuerto estación centro club fondo bolsa diario periódico prensa grupo compañía empresa
            """
        ),
        generic=words(
            """
            ley código tratado avenida autopista carretera calle ruta puente parque río lago mar monte valle ciudad
            condado colonia provincia estado república reino imperio guerra batalla edificio estadio torre castillo
            catedral premio embajada gobierno facultad comunes
            """
        ),
        openers=words(
            """
            según aunque cuando durante desde hasta tras sin esta este esto estas estos entre además pero también como
            si mientras ya no para con más muchos muchas algunos algunas otros otras todo toda todos todas ambos cada
            hay incluso hola
            """
        ),
    ),
    reference=Reference(
        persons={"él": "{}", "ella": "{}"},
        plurals={"ellos": "{}", "ellas": "{}"},
        possessives=words("su sus"),
        joint="y",
        company=r"(?:la|esa|esta) (?:empresa|compañía|firma)(?! (?:que|de|en|con|para)\b)",
        descriptions=words(
            "artículo informe noticia estudio encuesta declaración cifra decisión plan propuesta ley "
            "medida acuerdo proyecto "
            "reunión persona hombre mujer autor autora analista funcionario ministro ministra"
        ),
        definite="el|la|ese|esa|este|esta|dicho|dicha",
        defined=" (?:que|de|del|en|con|para|por|sobre)",
        pointing=r"(?:allí|eso|esto|aquello)\b|(?:quién|cuándo|dónde|cómo|por qué)\s+lo\b",
        clauses="y|pero|porque|que|cuando|mientras|si|aunque|como|donde",
        verbs="es|era|fue|ha|había|puede|dice|dijo",
        plural_nouns=r"(?:los|las) \w+s",
        agents=r"(?:y )?(?:qué|quién|el|la|un|una)\b.* \w{4,}",
        before="después de|antes de|desde",
        inside="en|dentro de|entre|con",
        hinges="sin embargo|pero|y|entonces|también|además|aun así|luego|aunque",
        openings="ellos|ellas|esto|estos|estas|este|esta|eso|la otra|el otro|los otros|ambos|ambas|su|sus|dich[oa]s?",
        introducing="una?|dos",
        announcing=r"\b(?:preguntaron|preguntó|preguntado) (?:si|por|sobre)\b",
    ),
    asking=Asking(
        auxiliaries=words("es son fue era ha han había hay será puede pueden"),
        light=words("mucho mucha exactamente entonces también además otra vez dijo dice pasó ocurrió verdad año parte"),
        connectives="y|¿y|pero|pues|entonces",
        fragments="qué tal(?: con)?|y qué (?:hay|pasa) (?:de|con)",
        prepositions={"en": "in", "de": "of", "desde": "from", "para": "for", "con": "other", "a": "other"},
        markers=words("los las el la"),
        adverbs="por qué|cuándo|dónde|cómo|desde cuándo",
        lead_ins="volviendo a|volvamos a|sobre|y|en cuanto a|respecto a",
        new_subjects="otra (?:cosa|pregunta)|otro tema|por cierto|cambiando de tema",
        acknowledgements="gracias|sí|no|vale|de acuerdo|bien",
        kind_only="qué|cuál|cuáles|cuántos|cuántas",
        who="qui[eé]n",
        what_else=r"qui[eé]n(?:es)?\b(?! (?:es|era|fue|son)\b)|cuál(?:es)?\b|qué \w+ (?:ha|es|fue|hizo|tiene)\b",
        joints="y|pero|mientras",
        amount="cu[aá]nt[oa]s?",
        number=r"^¿?cu[aá]nt[oa]s\b|qué (?:porcentaje|proporción|parte)\b",
        money="cu[aá]nto (?:cuesta|cuestan|cost[oó]|costaron|costará|pag[oó]|pagan|pagaron|dinero)",
        time="cu[aá]ndo|(?:en )?qué (?:año|mes|día|fecha)",
        time_only=r"^¿?(?:desde |hasta )?cu[aá]ndo (?!.*,)|^¿?en qu[eé] (?:a[ñn]o|mes|siglo|fecha|d[ií]a)\b",
        duration="cu[aá]nto tiempo",
        person="qui[eé]n(?:es)?",
        place="d[oó]nde|qu[eé] (?:ciudad|pa[ií]s|lugar)",
        founder=r"^¿?qui[eé]n\b.*\bfund[oó]\b",
        leader=r"^¿?qui[eé]n\b.*\b(?:dirige|preside|encabeza|lidera)\b",
        owner=r"^¿?qui[eé]n\b.*\bdue[ñn]o\b",
        times="pasad[oa]|próxim[oa]|hace",
        times_loosely=r"siglo|d[ée]cada|\b(?:a[ñn]os?|mes(?:es)?|d[ií]as?|semanas?|horas?)|ayer|hoy|mañana"
        r"|\b(?:despu[eé]s|antes|durante|cuando)\b",
        durations="hora|minuto|d[ií]a|semana|mes|a[ñn]o|siglo",
        founding=r"\bfund[aó]",
        leading="dirig|dirección|jef[ea]|presid|encabeza|lidera",
        owning="due[ñn]|propie|compr[óa]|pertenece",
    ),
    attribution=Attribution(
        published=(r"\b(?:informó|publicó|reportó|reveló) @", r"\b@ (?:informó|publicó|reportó|reveló)\b"),
        attributed=(
            r"\b[Ss]egún @",
            r"\b[Dd]e acuerdo con @",
            r"\b(?:dijo|señaló|afirmó|indicó|aseguró|declaró) @",
            r"\b@ (?:dijo|señaló|afirmó|indicó|aseguró|declaró)\b",
        ),
        continues="Dijo|Añadió|Agregó|Señaló",
        publications=words("diario periódico prensa noticias agencia revista"),
        no_sources=words("él ella ellos ellas esto eso"),
    ),
)
