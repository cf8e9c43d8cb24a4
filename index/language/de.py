"""German."""

from index.language.cldr import decimal_sign, months, weekdays
from index.language.language import Asking, Calendar, Language, Naming, Numbers, Polarity, Words, words

LANGUAGE = Language(
    code="de",
    words=Words(
        stop=words(
            """
            der die das den dem des ein eine einen einem einer eines und oder aber in im an am auf aus bei mit
            nach von vom zu zum zur für über unter um ist sind war waren wird werden wurde wurden hat haben
            hatte hatten nicht kein keine er sie es wir ihr ich sein seine ihre als auch so wie was wer wen wem
            wessen wann wo warum wieso welche welcher welches dass daß wenn dann noch nur sich man durch gegen
            ohne bis
            """
        ),
        cues=words("ihren seinen diese dieser dieses"),
        asking=words(
            """
            wer wen wem wessen was wann wo wohin woher warum wieso weshalb wie welche welcher welches welchen
            wieviel
            """
        ),
        articles=words("der die das den dem des ein eine einen einem einer eines"),
    ),
    calendar=Calendar(
        months=months("de", "jänner feber - - - - - - sept - - -"),
        weekdays=weekdays("de"),
    ),
    numbers=Numbers(
        decimal=decimal_sign("de"),
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
