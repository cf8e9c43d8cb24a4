"""English."""

from index.language.cldr import decimal_sign, months, weekdays
from index.language.language import Asking, Calendar, Language, Naming, Numbers, Polarity, Words, words

LANGUAGE = Language(
    code="en",
    words=Words(
        stop=words(
            """
            a about after all also an and any are as at be been before between but by can could did do does for
            from had has have he her his how i if in into is it its may me more most much many my no not of on
            or our she should so some tell than that the their them then there these they this to was we were
            what when where which who whom whose why will with would you your
            """
        ),
        asking=words("who whom whose what which when where why how"),
        articles=words("a an the"),
    ),
    calendar=Calendar(
        months=months("en", "- - - - - - - - sept - - -"),
        weekdays=weekdays("en"),
    ),
    numbers=Numbers(
        decimal=decimal_sign("en"),
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
