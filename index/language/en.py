"""English."""

from index.language.cldr import decimal_sign, months, short_months, short_weekdays, weekdays
from index.language.language import Asking, Calendar, Language, Naming, Numbers, Polarity, Words, forms, units, words

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
        months=months("en"),
        short_months=short_months("en", "- - - - - - - - Sept - - -"),
        weekdays=weekdays("en"),
        short_weekdays=short_weekdays("en", "- Tues - Thur - - -", "- - - Thurs - - -"),
        doubtful=words("march may"),
        telling=words("today yesterday tomorrow ago earlier later last next"),
        seasons=(("spring",), ("summer",), ("autumn", r"fall(?= (?:of )?[12]\d{3})"), ("winter",)),
        units=units("day week month year quarter decade century"),
        plurals=units("days weeks months years quarters decades centuries"),
        numbers=forms("one two three four five six seven eight nine ten"),
        after_day="st|nd|rd|th",
        of="of",
        fiscal="fiscal(?: year)?|FY",
        years_from="from|between",
        years_to="to|and|until",
        decades=("{decade}s",),
        within="in|during",
        cues="of|since|until|till|by|before|after|from|for|year|early|late|mid|end|through|throughout|around|circa|and|or"
        "|to|between|last|next|this",
        amounts="percent|(?:m|b|tr)illion|people|dollars?|euros?|pesos",
        counted=r"(?!and|in|at)[a-z]{3,}s\b",
        edges="since|before|after|until|till|by|prior to|starting",
        fillers="the|year",
        steps={-1: ("last {unit}(?! of)",), 0: ("this {unit}(?! of)",), 1: ("next {unit}(?! of)",)},
        loose_steps={
            -1: ("(?:last|previous|past|preceding|prior|earlier) {units}", "{units} (?:ago|earlier|before)"),
            0: ("(?:this|current) {units}",),
            1: ("(?:next|following|coming) {units}", "{units} (?:later|after)"),
        },
        unsure=(
            "(?:the|his|her|its|their|our|my|your|these|very|over|within|(?<=['’])s) (?:very )?(?:last|next) {unit}",
            "{weekday} (?:of )?(?:last|this|next) week",
            "(?:last|next) {month}",
        ),
        ago=("{number} {units} ago",),
        rounding="about|around|roughly|some|nearly|almost|over|than|least|twenty|thirty|forty|fifty|and|hundred",
        days={
            -2: ("(?:the )?day before yesterday",),
            -1: ("yesterday(?!['’])", "last night"),
            0: ("tonight", "this (?:morning|afternoon|evening)", "(?:later|earlier|early) today"),
            1: ("tomorrow(?!['’])",),
            2: ("(?:the )?day after tomorrow",),
        },
        today="today",
        said="said|announced|reported|told|wrote|confirmed|signed|launched|released|published|happened|unveiled|agreed|say"
        "|announce|report|confirm|sign|launch|release|publish|happen|unveil|decide|decided",
        last_weekend=("last weekend",),
        weekday_last=("last {weekday}",),
        weekday_next=("next {weekday}",),
        weekday_coming=("this coming {weekday}",),
        weekday_looking_back=("on {weekday}",),
        weekday_past=("{said} (?P<words>{weekday})",),
        other_week="of|next|last",
        month_looking_back=("in {month}",),
        ahead="will|would|shall|plans?|planned|scheduled|due|expected|set|going|could|may|might|must|to be|hopes?"
        "|(?:is|are|was|were) to|meets?|opens?|begins?|starts?|votes?|ends?",
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
