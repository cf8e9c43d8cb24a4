"""English."""

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
            a about after all also an and any are as at be been before between but by can could did do does for from
            had has have he her his how i if in into is it its may me more most much many my no not of on or our she
            should so some tell than that the their them then there these they this to was we were what when where
            which who whom whose why will with would you your
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
        "|as|to|between|last|next|this",
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
        numerals={"zero": 0.0, "half": 0.5, **_DIGITS, **_TEENS, **_TENS},
        scales=values(
            "1e2: hundred\n1e3: thousand\n1e5: lakh lakhs\n1e6: million mn\n1e7: crore crores\n1e9: billion bn"
            "\n1e12: trillion tn"
        ),
        attached={"k": 1e3, "m": 1e6, "mln": 1e6, "b": 1e9, "trn": 1e12},
        vague=values("1e2: hundreds\n1e3: thousands\n1e6: millions\n1e9: billions\n1e12: trillions"),
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
            **unit_names("en_GB"),
            **unit_names("en"),
            **named(
                """
                USD: u.s._dollar u.s._dollars american_dollar american_dollars
                CNY: renminbi rmb
                RUB: rouble roubles
                BRL: reais
                CZK/DKK/ISK/NOK/SEK: crown crowns
                %: per_cent pct pc percentage_point percentage_points
                kg: kilo kilos
                tonne: ton tons tonne tonnes
                degree: degree degrees
                people: people persons
                times: times
                """
            ),
        },
        before_units=words("more further"),
        not_units=words("real mark marks gold"),
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
        titles=words(
            """
            mr mrs ms miss dr sir dame lord lady president vice prime minister premier chancellor secretary senator
            governor mayor king queen prince princess emperor empress pope cardinal bishop archbishop general colonel
            captain admiral sergeant judge justice professor prof coach ceo cfo cto chairman chairwoman chair founder
            co-founder cofounder director spokesman spokeswoman spokesperson analyst economist researcher scientist
            author writer reporter journalist editor lawyer attorney ambassador saint st
            """
        ),
        speaking=words(
            """
            say tell ask argue add explain recall write insist warn admit acknowledge conclude reply note think believe
            said says say told tells asked asks argued argues added adds explained explains recalled recalls wrote
            writes insisted insists joked warned warns admitted admits acknowledged concluded conceded replied noted
            notes thinks believes
            """
        ),
        followers=words("is are was were has have had will can did does"),
        places=words("in at near across within from"),
        institutions=words(
            """
            inc corp ltd llc plc co company group corporation holdings bank university institute institution college
            school academy ministry department council commission committee agency bureau authority office court
            parliament congress senate assembly house chamber party union association federation society foundation
            league army navy police church museum hospital library airport station center centre club team board fund
            exchange press news times post journal daily herald tribune gazette chronicle technologies technology
            systems labs motors airlines airways electronics networks media energy telecom industries partners capital
            securities insurance international
            """
        ),
        generic=words(
            """
            ai ceo cfo cto gpu gpus cpu cpus tv it gdp pc internet artificial intelligence i ii iii iv v act law code
            treaty road street avenue highway route freeway bridge park river lake sea mount valley city county
            province state republic kingdom empire war battle building stadium tower castle cathedral prize award cup
            embassy
            """
        ),
        openers=words(
            """
            according although despite while since because however meanwhile both several other such even only under
            over among during until through today now thus yet still instead each every one those here nearly almost
            around less fewer analysts experts researchers companies officials government people critics investors give
            name list explain describe compare show something different another back please shall might must
            """
        ),
    ),
    reference=Reference(
        persons={"he": "{}", "she": "{}", "him": "{}", "his": "{}'s", "her": "{}'s|{}", "hers": "{}'s"},
        things={"it": "{}", "its": "{}'s"},
        plurals={"they": "{}", "them": "{}", "their": "{}'s", "theirs": "{}'s"},
        possessives=words("its his her their"),
        subjects=words("he she"),
        joint="and",
        company=r"(?:the|that|this) (?:company|firm|startup|start-up|business)"
        r"(?! (?:that|which|who|of|behind|on|in|from|with|for|whose|named|called)\b)",
        descriptions=words(
            """
            article report story study survey statement figure number claim warning view decision plan proposal law
            rule measure agreement move test project programme event meeting person man woman author writer researcher
            analyst official minister leader founder
            """
        ),
        definite="the|that",
        defined=" (?:that|which|who|of|behind|on|in|from|with|for|by|about|whose)",
        pointing=r"(?:this|that|these|those)\s+{descriptions}"
        r"|(?:about|of|for|with|by|to|from|after|before|at|is|was|did|do|does)\s+(?:that|this)\b"
        r"(?!\s+(?:year|month|week|of|the|a)\b)"
        r"|(?:that|this)\s*(?:[?.!,]|$)"
        r"|(?:that|this)\s+(?:out|up|down|off|in|on|before|now|then|too|happen|mean|go|work|compare|start|end|true)\b"
        r"|(?:these|those)\b(?!\s+(?:who|that|which|with|in|of)\b)"
        r"|(?<!\bis\s)(?<!\bare\s)\bthere\b(?!\s+(?:is|are|was|were|has|have|had|will|be|any|a|an|no)\b)"
        r"|(?:the|which|first|second|last|other|next)\s+ones?"
        r"(?=\s*(?:[?.!,]|$|\b(?:that|who|is|was|about|after|before)\b))",
        expletives=r"(?:is|was|would|will|does) it (?:true|\w+ (?:for|to|that))|it (?:is|was|takes?"
        r"|seems?) (?:\w+ )?(?:to|that)"
        r"|it (?:is|was|has been|had been|will be)(?: \w+){1,2} (?:to|that)",
        clauses="and|but|because|that|if|when|while|so|as|after|before|since|whether|who|which",
        verbs="is|was|has|had|will|can|may|says?|thinks?|expects?",
        plural_nouns=r"\w{3,}(?<![su'’])s(?! (?:is|was|has|does)\b)",
        agents=r"(?:and )?(?:which|what|who|the|a)\b.* \w{4,}",
        before="after|before|since|as",
        inside="in|inside|within|around|among|between|with",
        hinges="however|but|and|then|also|yet|still|later|instead|moreover|in addition|though|although|so",
        openings="it|they|this|these|those|his|her|their|its|such|the (?:others?|former|latter|same|two)|another|others"
        "|(?:both|one|some|each|all|most|none|neither) of (?:these|those)|(?:\\S+ ){1,3}of them",
        introducing="an?|one|two",
        announcing=r"\b(?:was|were|been) asked (?:whether|if|about|how|what|why|when)\b",
    ),
    asking=Asking(
        auxiliaries=words("did does do is are was were have has had will would can could may should"),
        light=words(
            """
            many much long far exactly then too else also well really so again ok okay please say said says do did
            happen happened year old often part share money percent true been
            """
        ),
        connectives="and|but|so|then|ok(?:ay)?",
        fragments="what about|how about",
        prepositions={
            **dict.fromkeys(("in", "at", "within", "across"), "in"),
            **dict.fromkeys(("of", "by"), "of"),
            **dict.fromkeys(("with", "to", "on"), "other"),
            "from": "from",
            "for": "for",
        },
        markers=words("the"),
        adverbs="why|when|where|how|since when|how come",
        tensed="(?:did|does|do|is|are|was|were|has|have|had|could|can|will) .+",
        lead_ins="(?:going |to (?:go|come|return|get) |let's (?:go|come|return|get) )?back to|(?:to )?return(?:ing)? to"
        "|(?:and )?(?:as for|about|regarding|on)|and|but",
        new_subjects="(?:something|somewhere) else|(?:an?)?other (?:question|topic|subject)"
        "|different (?:question|topic|subject)|new (?:question|topic)|changing (?:the )?(?:topic|subject)|by the way"
        "|on another (?:note|subject)",
        acknowledgements="ok(?:ay)?|thanks|thank you|yes|no|great|i see",
        kind_only="which|what|whose|how many",
        who="who",
        what_else=r"who\b(?! (?:is|was|are)\b)|which\b|who (?:is|was) (?:the|in)\b"
        r"|what \w+ (?:did|does|is|was|has|have|made|makes)\b",
        joints="and|but|while",
        amount="how (?:much|many|large|big|far|long|old|high|fast)|what (?:share|percentage|percent"
        "|number|amount|price)",
        time="when|(?:what|which) (?:year|month|day|date)",
    ),
    attribution=Attribution(
        published=(
            r"\breported by @",
            r"\b(?:told|spoke (?:to|with)|interviewed by) @",
            r"\b[Aa]n? @ (?:report|article|investigation|survey)\b",
            r"\b@{aside} {also}(?:reported|reports|wrote|writes|revealed|disclosed)\b",
            r"\b@ and {words} {also}(?:reported|reports|wrote|writes|revealed|disclosed)\b",
        ),
        attributed=(
            r"\b[Aa]ccording to @",
            r"\b(?:cited|quoted) by (?:the (?:writer|analyst|newspaper|agency) )?@",
            r"\b(?:citing|attributed (?:it )?to) (?:an? )?@",
            r"\b@['’]s (?:{reports}|assessment|view|estimate|summary|figures)\b",
            r"\b(?:[Aa]nalysts?|[Ee]conomists?|[Rr]esearchers?) (?:at|of|from) (?:the [a-z]+ )?@",
            r"\b@{aside} {also}{says}\b",
            r"[,?!…]?[”\"’] (?:said|says|added|wrote) @",
            r", (?:said|says) @",
        ),
        continues="(?:He|She|It|They|The {reports}|[Tt]he analysts?) {also}(?:{says}|reported|reports|wrote"
        "|writes|revealed)",
        tells_of_before=r"So (?:said|reported)\b",
        says="said|says|say|stated|argued|argues|believes|estimates|estimated|noted|notes|added|told"
        "|warned|warns|claimed"
        "|claims|concluded|expects|expected|predicts|predicted|pointed out|described|finds|found",
        reports="report|article|story|account|investigation|survey|study|interview|newspaper",
        also="(?:(?:also|later|recently|further|first|earlier) )?",
        publications=words(
            """
            journal times post news daily press herald tribune guardian telegraph review agency magazine bulletin
            chronicle gazette observer
            """
        ),
        no_sources=words(
            "i he she it they we you this that these those the one what who such other others an a but and"
        ),
    ),
    endings=Endings(
        titles=words(
            """
            mr mrs ms messrs dr drs prof profs sen sens rep reps gov govs gen gens col cols cdr cmdr lt lts sgt cpl pvt
            capt maj brig adm hon fr rev revs pres supt insp det amb v vs cf Mt Mts Ft Pt
            """
        ),
        numbered=words(
            """
            no nos vol vols fig figs p pp sec secs art arts ch chap para paras cl approx b d c ca pt ext rs php rm
            """
        ),
        shortened=words(
            """
            St inc corp ltd co llc plc jr sr etc al est dept univ bros assn assoc intl natl govt cos pty bhd Ave blvd Rd
            Hwy Rte Sq Inst Fed Calif Fla Ariz Conn Minn Tenn Okla Colo bldg jan feb mar apr jun jul aug sept sep oct
            nov dec
            """
        ),
        openers=words(
            """
            the this these those that it its in on at as and but however yet still despite unlike while when after
            before since although though if for from with without by to such some many most more moreover furthermore
            meanwhile interestingly notably recently beyond amid according he she they we you their his her our there
            here what who why how another both each even instead thus therefore also a an one no not
            """
        ),
    ),
)
