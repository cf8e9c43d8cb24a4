"""Spanish."""

from index.language.cldr import decimal_sign, months, weekdays
from index.language.language import Asking, Calendar, Language, Naming, Numbers, Polarity, Words, words

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
