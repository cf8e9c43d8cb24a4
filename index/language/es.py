"""Spanish."""

from index.language.cldr import decimal_sign, months, short_months, short_weekdays, unit_names, weekdays
from index.language.language import (
    Asking,
    Attribution,
    Calendar,
    Endings,
    Language,
    Naming,
    Numbers,
    Polarity,
    Reference,
    Words,
    forms,
    named,
    numbered,
    units,
    values,
    words,
)

_FORMS_OF_MULTIPLES = "a an ar ará arán aría ó aron ado ada ados adas ando aba".split()

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
        decades=(
            "décadas? de(?: los)?(?: años)? {decade}",
            r"(?<=décadas de \d\d\d\d y ){decade}",
            "años {decade}",
            "años {short}",
        ),
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
        decimal=decimal_sign("es") + decimal_sign("es_419"),  # both signs, by country
        numerals={
            **numbered("cero un|uno|una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce", 0),
            **numbered("quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno|veintiún|veintiuna", 15),
            **numbered("veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete", 22),
            **numbered("veintiocho veintinueve", 28),
            **numbered("treinta cuarenta cincuenta sesenta setenta ochenta noventa cien|ciento", 30, 10),
            **numbered("doscientos|doscientas trescientos|trescientas cuatrocientos|cuatrocientas", 200, 100),
            **numbered("quinientos|quinientas seiscientos|seiscientas setecientos|setecientas", 500, 100),
            **numbered("ochocientos|ochocientas novecientos|novecientas mil", 800, 100),
            **values("0.5: medio media"),
        },
        scales=values("1e3: mil\n1e6: millón millones\n1e9: millardo millardos\n1e12: billón billones"),
        attached={"k": 1e3},
        vague=values("1e2: cientos centenares\n1e3: miles millares\n1e6: millones\n1e12: billones"),
        parts={
            **values("3: tercio tercios terceras\n4: cuarto cuartos cuartas\n5: quinto quintos quintas"),
            **values("6: sexto sextos sextas\n7: séptimo séptimos séptimas\n8: octavo octavos octavas"),
            **values("9: noveno novenos novenas\n10: décimo décimos décimas"),
        },
        fractions=values("2: mitad"),
        ordinals=numbered(
            "primer|primero|primera segundo|segunda tercer|tercero|tercera cuarto|cuarta quinto|quinta sexto|sexta"
            " séptimo|séptima octavo|octava noveno|novena décimo|décima undécimo|undécima duodécimo|duodécima"
        ),
        multiples={
            **values("2: doble dobles\n3: triple triples\n4: cuádruple"),
            **{
                f"{stem}{ending}": value
                for stem, value in numbered("duplic triplic cuadruplic quintuplic", 2).items()
                for ending in _FORMS_OF_MULTIPLES
            },
        },
        units={
            **unit_names("es"),
            **named(
                """
                CNY: renminbi
                %: puntos_porcentuales punto_porcentual
                kg: kilo kilos
                degree: grado grados
                people: personas gente
                times: veces
                """
            ),
        },
        before_units=words("de más"),
        not_units=words("real reales oro"),
        links=words("y"),
        share=words("parte partes"),
        part_of=words("de del más menos mayor menor superior inferior"),
        counted=words("siglo trimestre semestre mitad cuatrimestre bimestre"),
        ordinal_head="siglo ",
        ordinal_tail=r"\.?[ªº]|[ao]\b",
        joints="o|y|a|hasta",
        bounds={
            ">": "más de|más del|al menos|por lo menos|superó|supera|superan|superior a|no menos de|como mínimo",
            "<": "menos de|menos del|inferior a|hasta|como máximo|no más de|a lo sumo",
            "~": "cerca de|unos|unas|casi|alrededor de|aproximadamente|en torno a",
        },
    ),
    polarity=Polarity(
        negations=words("no nunca jamás nadie nada ningún ninguno ninguna tampoco sin ni ya_no"),
        harmless=words(
            """
            no_s[oó]lo no_[uú]nicamente no_obstante sin_embargo sin_duda no_más_del? no_menos_del? ni_siquiera si_no
            """
        ),
        of_a_noun=words("sin ni"),
        soft=words(
            r"""
            falt\w+ care[cz]\w+ prohib\w+ impid\w+ imped\w+ evit\w+ neg[aóa]\w* rechaz\w+ difícil\w* apenas
            salvo excepto imposible\w* incapa\w+ insuficiente\w* en_lugar en_vez sin deja deja[nr] dejó dejaron
            nada nadie
            """
        ),
        hedges=words(r"podr[íi]an? quiz[áa]s? tal_vez posible\w* probable\w* se_espera"),
        open=words(
            r"""
            si puede\w* ser[íi]an? cree\w* piens\w+ esperan? planea\w* plan(?:es)? riesgos? adviert\w+ advirti\w+
            temen? tem[ií]a\w* estim\w+ posib\w+ probab\w+ habr[íi]an?
            """
        ),
    ),
    naming=Naming(
        titles=words(
            """
            sr sra st mr mrs ms señor señora don doña dr dra presidente presidenta vicepresidente primer ministro
            ministra canciller secretario secretaria senador senadora gobernador gobernadora alcalde alcaldesa rey
            reina príncipe princesa emperador emperatriz papa cardenal obispo arzobispo general coronel capitán
            almirante juez jueza profesor profesora entrenador fundador fundadora director directora portavoz analista
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
        followers=words("es son fue era ha han tiene puede"),
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
            según aunque cuando durante desde hasta tras sin además pero también como mientras muchos muchas algunos
            algunas otros otras todo toda todos todas ambos cada incluso hola
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
        openings="ellos|ellas|esto|estos|estas|este|esta|eso|la otra|el otro|los otros|ambos|ambas|su|sus|dich[oa]s?"
        r"|(?:\S+ ){1,3}(?:de|entre) ell[oa]s",
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
        time="cu[aá]ndo|(?:en )?qué (?:año|mes|día|fecha)",
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
    endings=Endings(
        titles=words(
            """
            sr sra srta sres dña dn dr dra dres EE lic ing arq mons excmo excma ilmo ilma hno hna pdte gral cnel tte
            cmte prof profa mtro mtra Col Sto Sta Ud Uds Vd avda avd ctra pza plza
            """
        ),
        numbered=words("núm núms pág págs art arts cap vol fig aprox"),
        shortened=words("etc dpto depto tel cía hnos admón ej"),
        particles=words("de del el la los las"),
        openers=words(
            """
            el la los las un una unos unas lo en por para con según pero sin aunque cuando desde hasta tras además
            también como mientras este esta estos estas ese esa su sus y no se es ya así
            """
        ),
    ),
)
