"""Spanish."""

from index.language.cldr import decimal_sign, months, unit_names, weekdays
from index.language.language import (
    Asking,
    Calendar,
    Language,
    Naming,
    Numbers,
    Polarity,
    Words,
    named,
    numbered,
    values,
    words,
)

_FORMS_OF_MULTIPLES = "a an ar ará arán aría ó aron ado ada ados adas ando aba".split()

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
        weekdays=weekdays("es"),
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
        indefinite=words(
            """
            docena docenas ambos ambas par pareja varios varias muchos muchas pocos pocas algunos algunas ningún
            ninguno ninguna único única solo sola
            """
        ),
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
                USD: dólar dólares dólar_estadounidense dólares_estadounidenses
                EUR: euro euros
                GBP: libra libras libra_esterlina libras_esterlinas
                PESO: peso pesos
                YUAN: yuan yuanes renminbi
                YEN: yen yenes
                WON: won wones
                RUPEE: rupia rupias
                RUPIAH: rupia_indonesia rupias_indonesias
                FRANC: franco francos
                %: puntos_porcentuales punto_porcentual
                kg: kilo kilos
                degree: grado grados
                people: personas gente
                times: veces
                """
            ),
        },
        before_units=words("de más"),
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
        titles=words(""),
    ),
    asking=Asking(
        pronouns=words(""),
    ),
)
