"""German."""

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

_UP_TO_TWELVE = numbered("ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf")
_TEENS = numbered("dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn", 13)
_TENS = numbered("zwanzig dreißig|dreissig vierzig fünfzig sechzig siebzig achtzig neunzig", 20, 10)
_HUNDRED = {"hundert": 100.0, "tausend": 1000.0}  # which stand alone as well
_DIGITS = {word: value for word, value in _UP_TO_TWELVE.items() if value < 10}
_CARDINALS = {
    **_UP_TO_TWELVE,
    **_TEENS,
    **_TENS,
    **{f"{digit}und{ten}": one + tens for digit, one in _DIGITS.items() for ten, tens in _TENS.items()},
    **_HUNDRED,
}
_STEMS = {  # of ordinals and parts
    **numbered("erst zweit dritt viert fünft sechst siebt|siebent acht neunt zehnt elft zwölft"),
    **{f"{word}t": value for word, value in _TEENS.items()},
    **{f"{word}st": value for word, value in _CARDINALS.items() if value >= 20},
}
_SEVERAL = {word: value for word, value in _CARDINALS.items() if 1 < value <= 20 or value >= 100}
_ENDINGS = ("e", "en", "er", "es", "em")

LANGUAGE = Language(
    code="de",
    words=Words(
        stop=words(
            """
            der die das den dem des ein eine einen einem einer eines und oder aber in im an am auf aus bei mit nach
            von vom zu zum zur für über unter um ist sind war waren wird werden wurde wurden hat haben hatte hatten
            nicht kein keine er sie es wir ihr ich sein seine ihre als auch so wie was wer wen wem wessen wann wo
            warum wieso welche welcher welches dass daß wenn dann noch nur sich man durch gegen ohne bis
            """
        ),
        cues=words("ihren seinen diese dieser dieses sagte sagt hatte will soll mehr"),
        asking=words(
            """
            wer wen wem wessen was wann wo wohin woher warum wieso weshalb wie welche welcher welches welchen wieviel
            """
        ),
        articles=words("der die das den dem des ein eine einen einem einer eines"),
    ),
    calendar=Calendar(
        months=months("de", "Jänner Feber - - - - - - - - - -"),
        short_months=short_months("de", "- - Mrz - - - - - Sep - - -"),
        weekdays=weekdays("de", "- - - - - Sonnabend -"),
        short_weekdays=short_weekdays("de"),
        telling=words(
            "heute gestern vorgestern übermorgen letzte letzten letztes nächste nächsten nächstes zuvor später"
        ),
        seasons=(("Frühling", "Frühjahr"), ("Sommer",), ("Herbst",), ("Winter",)),
        units=units("Tag Woche Monat Jahr Quartal Jahrzehnt Jahrhundert"),
        plurals=units(
            "Tage|Tagen Wochen Monate|Monaten|Monats Jahre|Jahren|Jahres Quartale|Quartalen Jahrzehnte|Jahrzehnten"
            " Jahrhunderte|Jahrhunderten"
        ),
        numbers=forms("ein|eine|einem|einer|einen zwei drei vier fünf sechs sieben acht neun zehn"),
        day_point=True,
        numeric=(r"(?P<day>\d{1,2})\.(?P<number>\d{1,2})\.(?P<year>(?:19|20)\d\d)",),
        fiscal="(?:Geschäfts|Haushalts|Fiskal)jahr",
        years_from="von|zwischen",
        years_to="bis|und",
        decades=("{decade}ern?(?: Jahren?)?", "{short}er[ -]?Jahren?"),
        within="im|im Jahre?|während|anno",
        cues="von|vom|seit|bis|ab|vor|nach|zum|zur|für|gegen|um|Jahre?|Anfang|Mitte|Ende|und|oder|zwischen|aus",
        amounts="Prozent|Mio|Mrd|Million(?:en)?|Milliarden?|Menschen|Personen|Euro|Dollar|Franken",
        counted=r"[A-ZÄÖÜ][a-zäöüß]{2,}",
        edges="seit|vor|nach|bis|ab",
        fillers="dem|der|den|Jahre?|Ende|Anfang|Mitte|zum|zur",
        steps={
            -1: ("(?:im |in der |am )?(?:letzte|vergangene|vorige)[nrs]? {unit}",),
            0: ("(?:in )?diese[nrsm]? {unit}",),
            1: ("(?:im |in der )?(?:nächste|kommende)[nrs]? {unit}",),
        },
        loose_steps={
            -1: (
                "(?:letzte|vergangene|vorige|vorhergehende|frühere)[nrsm]? {units}",
                "{units} (?:zuvor|vorher|früher)",
            ),
            0: ("(?:diese|laufende|aktuelle)[nrsm]? {units}",),
            1: ("(?:nächste|kommende|folgende)[nrsm]? {units}", "{units} (?:später|darauf|danach)"),
        },
        unsure=(
            "(?:die|(?<!in )der|den|das|dem|des|(?:sein|ihr|unser|mein|dein)e[nmrs]?) (?:letzte|nächste)[nrsm]? {unit}",
            "{weekday} (?:letzter|vergangener|voriger|nächster|kommender|dieser) Woche",
            "(?:letzte|vergangene|nächste|kommende)[nr] {month}",
            "(?:am|jeden|jedem|guten|den|der|dem|vom|zum|eines) Morgen",
        ),
        ago=("vor {number} {units}",),
        days={
            -2: ("vorgestern",),
            -1: ("(?<!von )gestern",),
            0: ("heute (?:früh|Morgen|Vormittag|Mittag|Nachmittag|Abend|Nacht)",),
            1: ("(?-i:morgen)(?: (?:früh|Vormittag|Mittag|Nachmittag|Abend))?",),
            2: ("übermorgen",),
        },
        today="heute",
        said="sagte|erklärte|teilte|berichtete|kündigte|bestätigte|gab|veröffentlichte|meldete|schrieb|unterzeichnete"
        "|mitgeteilt|angekündigt|veröffentlicht|bekanntgegeben|geschah|passierte",
        last_weekend=("(?:am )?(?:letzte|vergangene|vorige)[ns] Wochenende",),
        weekday_last=("(?:am )?(?:letzte|vergangene|vorige)[nr] {weekday}",),
        weekday_next=("(?:am )?nächste[nr] {weekday}",),
        weekday_coming=("(?:am )?kommende[nr] {weekday}",),
        weekday_looking_back=("am {weekday}",),
        other_week="letzter|vergangener|voriger|nächster|kommender|dieser",
        month_looking_back=("im {month}",),
        ahead="wird|werden|würden?|soll(?:en|te|ten)?|will|wollen|plant|planen|geplant|erwartet|könnten?|dürften?"
        "|möchten?|muss|müssen|beginnt|startet|endet|eröffnet|tagt",
    ),
    numbers=Numbers(
        decimal=decimal_sign("de"),
        numerals={
            **_CARDINALS,
            **numbered("null eins|eine|einen|einem|einer|eines zwo", 0),
            **{f"halb{ending}": 0.5 for ending in ("", *_ENDINGS)},
            "anderthalb": 1.5,
            **{f"{word}einhalb": value + 0.5 for word, value in _UP_TO_TWELVE.items()},
        },
        scales={
            **_HUNDRED,
            **values("1e6: million millionen mio mio.\n1e9: milliarde milliarden mrd mrd."),
            **values("1e12: billion billionen bio bio.\n1e15: billiarde billiarden"),
        },
        vague=values(
            """
            1e2: hunderte hunderten hunderter
            1e3: tausende tausenden tausender
            1e4: zehntausende zehntausenden zehntausender
            1e5: hunderttausende hunderttausenden hunderttausender
            1e6: millionen
            1e9: milliarden
            1e12: billionen
            """
        ),
        parts={
            f"{stem}el{ending}": value
            for stem, value in _STEMS.items()
            if 2 < value <= 20 or value >= 100
            for ending in ("", "n", "s")
        },
        fractions=values("2: hälfte halbiert halbierte halbierten halbieren halbierung"),
        ordinals={f"{stem}{ending}": value for stem, value in _STEMS.items() for ending in _ENDINGS},
        multiples={
            **values("2: doppelt doppelte doppelten doppelter doppeltes doppeltem verdopplung"),
            **{f"verdoppel{ending}": 2.0 for ending in ("n", "t", "te", "ten")},
            **{f"{word}mal": value for word, value in _SEVERAL.items()},
            **{f"{word}fach{ending}": value for word, value in _SEVERAL.items() for ending in ("", *_ENDINGS)},
            **{
                f"ver{word}fach{ending}": value
                for word, value in _SEVERAL.items()
                for ending in ("en", "t", "te", "ten")
            },
        },
        units={
            **unit_names("de"),
            **named(
                """
                USD: us-dollars
                GBP: pfund_sterling britischen_pfund
                CNY: renminbi
                %: prozentpunkt prozentpunkte prozentpunkten
                day: tagen tages
                month: monaten monats
                year: jahren jahres
                decade: jahrzehnten jahrzehnts
                century: jahrhunderten jahrhunderts
                km: kilometern kilometers
                metre: metern
                kg: kilo kilogramm
                degree: grad
                people: menschen personen leute leuten
                times: mal
                """
            ),
        },
        before_units=words("weitere weiteren weiterer mehr"),
        links=words("und"),
        part_of=words("der des dieser aller von vom mehr weniger ihrer seiner höher niedriger größer kleiner"),
        counted=words("quartal viertel halbjahr hälfte jahrhundert halbzeit jahrzehnt"),
        ordinal_tail=r"\.(?=[ \u00a0](?:Quartal|Halbjahr|Jahr(?:hundert|zehnt)?|Tag|Woche|Monat|Mal|Platz|Stock|Rang))",
        joints="bis|bis zu|und|oder",
        bounds={
            ">": r"mehr als|über|mindestens|wenigstens|nicht weniger als|oberhalb von|überst(?:eigt|ieg)\w*",
            "<": "weniger als|unter|höchstens|maximal|bis zu|nicht mehr als|unterhalb von",
            "~": r"etwa|rund|circa|ca\.|ungefähr|fast|nahezu|beinahe|annähernd|knapp|gut|an die|in etwa|um die",
        },
    ),
    polarity=Polarity(
        negations=words(
            """
            nicht nie niemals nichts niemand niemanden niemandem nirgends nirgendwo weder ohne kein keine keinen keinem
            keiner keines keins keinerlei keineswegs keinesfalls mitnichten nicht_mehr nie_mehr nie_wieder
            kein(?:e|en|em|er|es)?_\\w+_mehr
            """
        ),
        harmless=words(
            """
            nicht_(?:nur|allein|bloß|zuletzt|lange|später_als|umsonst) nicht_(?:mehr|weniger)_als ob_oder_nicht
            (?:kein|ohne)_zweifel wenn_nicht nichts_anderes_als nichtsdestotrotz ohne_weiteres
            kein(?:e|en|em|er|es)?_ander(?:e|en|em|er|es)_als
            """
        ),
        of_a_noun=words("ohne"),
        soft=words(
            r"""
            fehl\w* mang\w* knapp\w* verb[oie]t\w* untersag\w* verhinder\w* gescheitert scheiter\w* unfähig
            weiger\w* verweiger\w* lehn\w*_(?:\w+_)*ab abgelehnt\w* ablehn\w* leugn\w* bestreit\w* bestritt\w* kaum
            schwerlich weit_entfernt statt anstatt stattdessen zu_\w+_um außer ausgenommen stopp\w* gestoppt\w*
            schwierig schwer zweifel\w* bezweifel\w* unmöglich\w* unzureichend\w* unvollständig\w* ausbleib\w*
            ausgeblieben vermeid\w* vermied\w* geschlossen\w* verzicht\w* verlor\w* enttäusch\w* nicht-\w+
            un(?!d\b|s\b|ser|ter|iver|ion|gefähr|ternehm)[a-zäöüß]+(?:t|bar|lich|ig|end)(?:e|en|er|es|em)?
            """
        ),
        hedges=words(
            r"""
            könnten? könntest dürften? vielleicht möglicherweise wahrscheinlich vermutlich womöglich eventuell
            voraussichtlich mutmaßlich erwartet
            """
        ),
        open=words(
            r"""
            kann können wenn falls sofern würden? soll sollen sollten? möglich\w* chancen? hoff\w+ plan\w* plän\w*
            glaub\w+ denk\w* dacht\w* erwart\w* rechn\w*_mit progno\w+ vorhersag\w* warn\w* befürcht\w* gefahr\w*
            risik\w+ potenzial\w* potenziell\w* wahrscheinlich\w* unwahrscheinlich\w* schätz\w* wird werden will wollen
            angeblich offenbar wohl sei seien mag mögen möchten?
            """
        ),
    ),
    naming=Naming(
        titles=words(
            """
            herr herrn frau dr prof st mr mrs ms professor professorin präsident präsidentin vizepräsident
            bundeskanzler bundeskanzlerin kanzler kanzlerin minister ministerin ministerpräsident premierminister
            außenminister finanzminister sekretär senator senatorin gouverneur bürgermeister oberbürgermeister
            bürgermeisterin könig königin prinz prinzessin kaiser kaiserin papst kardinal bischof erzbischof general
            oberst hauptmann admiral richter richterin trainer trainerin gründer gründerin direktor direktorin
            vorsitzender vorsitzende vorstandschef sprecher sprecherin analyst analystin ökonom ökonomin forscher
            forscherin autor autorin schriftsteller journalist journalistin anwalt anwältin botschafter sankt chef
            chefin
            """
        ),
        speaking=words(
            """
            sagte sagt erklärte erklärt meinte betonte ergänzte schrieb berichtete erinnerte antwortete fragte räumte
            warnte fügte
            """
        ),
        followers=words("ist sind war waren hat hatte wird kann"),
        places=words("in im aus nach bei"),
        institutions=words(
            """
            universität hochschule schule akademie institut ministerium bundesministerium rat kommission ausschuss
            agentur behörde amt gericht bundesgericht bank parlament bundestag bundesrat kongress senat versammlung
            partei gewerkschaft verband bund gesellschaft stiftung liga armee bundeswehr polizei kirche museum
            krankenhaus bibliothek flughafen bahnhof zentrum klub verein fonds börse zeitung nachrichten gruppe
            konzern unternehmen gmbh ag se kg
            """
        ),
        generic=words(
            """
            gesetz vertrag straße platz brücke park fluss see meer berg tal stadt kreis provinz land staat republik
            reich krieg schlacht gebäude stadion turm schloss dom preis botschaft regierung
            """
        ),
        openers=words(
            """
            laut obwohl trotz während seit weil jedoch beide viele einige mehrere andere solche vor heute jetzt statt
            jeder jede jedes diese dieser dieses dort hier fast rund etwa mehr weniger nun
            """
        ),
        nouns=True,
    ),
    reference=Reference(
        persons={"er": "{}", "ihn": "{}", "ihm": "{}", **dict.fromkeys(("sein", "seine", "seinen", "seiner"), "{}s")},
        possessives=words("sein seine seinen seiner"),
        subjects=words("er"),
        joint="und",
        company=r"(?:das|dieses|dem|des) (?:Unternehmen|Konzern|Firma)s?(?! (?:das|der|die|von|aus|mit|für)\b)",
        descriptions=words(
            "artikel bericht geschichte studie umfrage erklärung zahl entscheidung plan vorschlag "
            "gesetz maßnahme abkommen projekt "
            "treffen person mann frau autor autorin forscher forscherin analyst minister ministerin"
        ),
        definite="der|die|das|dem|den|dieser|diese|dieses",
        defined=" (?:der|die|das|des|von|vom|aus|mit|für|über|in|im)",
        pointing=r"(?:davon|dazu|damit|dafür|darüber|dabei|dort|dies)\b|das(?=\s*(?:[?.!,]|$))",
        expletives=r"es (?:ist|war|wird|gibt|gab)",
        clauses="und|aber|weil|dass|wenn|als|während|ob|der|die|das|nachdem|bevor|seit",
        verbs="ist|war|hat|hatte|wird|kann|sagt|sagte",
        before="nach|vor|seit",
        inside="in|zwischen|unter|mit",
        hinges="aber|doch|und|dann|auch|jedoch|später|stattdessen|außerdem|zudem|allerdings|so",
        openings="es|sie|dies|diese|dieser|dieses|beide|seine?|ihre?|solche|der andere|die andere"
        "|das andere|die anderen|(?:\\S+ ){1,3}von ihnen",
        introducing="eine?r?|zwei",
        announcing=r"\b(?:gefragt|befragt), (?:ob|wie|was|warum|wann)\b|\bauf die Frage\b",
    ),
    asking=Asking(
        auxiliaries=words("ist sind war waren hat haben hatte hatten wird werden wurde wurden kann können soll sollen"),
        light=words(
            "viel viele genau dann auch noch mal bitte sagte sagt passiert geschah jahr teil wirklich eigentlich"
        ),
        connectives="und|aber|also|dann|ok(?:ay)?",
        fragments="was ist mit|wie (?:ist|sieht) es (?:mit|bei|in)(?: aus)?|wie steht es (?:mit|um)",
        prepositions={
            **dict.fromkeys(("in", "im", "bei"), "in"),
            **dict.fromkeys(("von", "vom"), "of"),
            "aus": "from",
            "für": "for",
            "mit": "other",
            "zu": "other",
            "nach": "other",
        },
        markers=words("der die das den dem"),
        adverbs="warum|wieso|weshalb|wann|wo|wie|seit wann",
        lead_ins="zurück zu|noch einmal zu|was .{2,30} (?:betrifft|angeht)|zu|und|über",
        new_subjects="etwas anderes|andere frage|anderes thema|übrigens|themenwechsel",
        acknowledgements="danke|ja|nein|gut|okay|ok|verstehe",
        kind_only="welche[rsn]?|was|wessen|wie viele",
        who="wer",
        what_else=r"wer\b(?! (?:ist|war|sind)\b)|welche[rsn]?\b|wer (?:ist|war) (?:der|die|das)\b",
        joints="und|aber|während",
        amount="wie (?:viele?|groß|lange?|alt|hoch|weit|teuer)|welcher (?:anteil|betrag|preis)",
        time="wann|(?:in welchem|welches) (?:jahr|monat)|an welchem tag",
    ),
    attribution=Attribution(
        published=(r"\b(?:berichtete|berichtet|meldete|meldet|schrieb|schreibt) (?:die |der |das )?@",),
        attributed=(
            r"\b[Ll]aut (?:der |dem |einer? )?@",
            r"\b[Nn]ach Angaben (?:der|des|von) @",
            r"\b(?:sagte|erklärte|teilte|meinte|betonte) (?:die |der |das )?@",
            r"\b@ (?:sagte|erklärte|meinte|betonte|berichtete|meldete)\b",
        ),
        continues="(?:Er|Sie|Es|Der Bericht|Die Studie) (?:sagte|erklärte|fügte|schrieb)",
        publications=words("zeitung nachrichten tageszeitung magazin agentur rundfunk anzeiger tageblatt"),
        no_sources=words("er sie es dies das"),
    ),
    endings=Endings(
        titles=words(
            """
            Hr Fr Frl dr prof dipl ing doz pfr frhr hrsg bzw sog Hl vgl dgl ggf evtl inkl exkl zzgl insb geb gest
            """
        ),
        numbered=words("nr nrn art abs ziff kap bd s ca rd str tel hnr"),
        shortened=words("mio mrd tsd usw etc str chr jun jh jhdt Abt Bhf Hbf Std Sek"),
        openers=words(
            """
            der die das den dem des ein eine einer einem er sie es wir ich ihr ihre sein seine dies dieser diese dieses
            in im am an auf aus bei mit nach vor von zu zum zur für durch um über unter seit bis während wenn als ob
            weil doch aber und oder auch so dann danach dort hier nun jetzt jedoch laut trotz nicht kein keine man
            """
        ),
        particles=words("von der den zu"),
        before_ordinals=words(
            """
            am vom zum beim im bis ab seit auf der die das den dem des dieser diesem jeder jedem jedes ihr ihrem sein
            seinem seinen unser und oder zur ins mit frühen späten frühe späte
            """
        ),
    ),
)
