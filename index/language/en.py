"""English."""

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

_DIGITS = numbered("one two three four five six seven eight nine")
_TEENS = numbered("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen", 10)
_TENS = numbered("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10)
_FIRST = numbered("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth")
_ORDINALS = {
    **_FIRST,
    **{f"{word}th": value for word, value in _TEENS.items() if value > 12},
    **{f"{word[:-1]}ieth": value for word, value in _TENS.items()},
    **{f"{ten}-{word}": tens + one for ten, tens in _TENS.items() for word, one in _FIRST.items() if one < 10},
}

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
        numerals={"zero": 0.0, "half": 0.5, **_DIGITS, **_TEENS, **_TENS},
        scales=values("1e2: hundred\n1e3: thousand\n1e6: million\n1e9: billion bn\n1e12: trillion tn"),
        attached={"k": 1e3, "m": 1e6, "bn": 1e9, "tn": 1e12},
        vague=values("1e2: hundreds\n1e3: thousands\n1e6: millions\n1e9: billions\n1e12: trillions"),
        indefinite=words("dozen dozens both pair couple trio several many few none only sole single"),
        parts={
            **values("2: half halves\n4: quarter quarters\n1e2: hundredth hundredths\n1e3: thousandth thousandths"),
            **{form: part for word, part in _FIRST.items() if 2 < part <= 10 for form in (word, f"{word}s")},
        },
        fractions=values("2: half halved halving"),
        ordinals=_ORDINALS,
        multiples={
            **values("2: double doubled doubles doubling twice\n3: triple tripled triples tripling treble trebled"),
            **values("4: quadruple quadrupled quadrupling"),
            **{f"{word}fold": value for word, value in {**_DIGITS, "ten": 10.0}.items() if value > 1},
        },
        units={
            **unit_names("en"),
            **named(
                """
                USD: dollar dollars us_dollar us_dollars u.s._dollar u.s._dollars american_dollars
                EUR: euro euros
                GBP: pound pounds
                PESO: peso pesos
                YUAN: yuan renminbi rmb
                YEN: yen
                WON: won
                RUPEE: rupee rupees
                RUPIAH: rupiah rupiahs
                FRANC: franc francs
                %: per_cent percentage_point percentage_points
                km: kilometre kilometres
                metre: metre metres
                kg: kilo kilos
                tonne: ton tons tonne tonnes
                degree: degree degrees
                people: people persons
                times: times
                """
            ),
        },
        before_units=words("more further"),
        links=words("and"),
        one=words("a an"),
        part_of=words("of as less more fewer lower higher the its their"),
        counted=words("quarter half century semester"),
        ordinal_tail="st|nd|rd|th",
        joints="to|and|or",
        bounds={
            ">": r"more than|over|above|at least|exceed\w*|upwards of|no less than|no fewer than",
            "<": "less than|fewer than|under|below|at most|up to|no more than",
            "~": "about|around|roughly|some|nearly|almost|approximately|close to",
        },
    ),
    polarity=Polarity(
        negations=words(r"no not never none nobody nothing nowhere neither nor cannot without no_longer \w+n['’]t"),
        harmless=words(
            r"""
            not_only not_just not_merely no_doubt no_matter no_more_than no_less_than no_fewer_than whether_or_not
            no\._?\d nothing_but if_not not_least not_long not_later_than no_later_than none_other
            """
        ),
        of_a_noun=words("without nor"),
        soft=words(
            r"""
            lack\w* short_of shortage scarce\w* bar(?:s|red)? bans? banned prevent\w* prohibit\w* forb[ia]d\w*
            fail\w* unable unlikely refus\w* den(?:y|ies|ied) reject\w* hardly barely far_from rather_than instead
            too_\w+_to except stop\w* difficult hard doubt\w* insufficient incapable incomplete impossib\w+
            missing absent absence closed avoid\w* ceased? lost or_less disappointed fell_short non(?!e)[-\w]+
            other_than un(?!signed|ited|der|til|ion|ique|iver)[a-z]+(?:ed|able|ly)
            """
        ),
        hedges=words("(?-i:may) might could perhaps possibly probably likely expected"),  # May is a month
        open=words(
            r"""
            can if would should unless chances? hope[sd]? hoping plans? plann\w+ believ\w+ think\w* thought expect\w*
            predict\w* forecast\w* suggest\w* warn\w* fear\w* risk\w* potential\w* possib\w+ probab\w+ unlikely
            estimat\w+ will want\w*
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
