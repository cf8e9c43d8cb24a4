"""German."""

from index.language.cldr import decimal_sign, months, short_months, short_weekdays, weekdays
from index.language.language import Asking, Calendar, Language, Naming, Numbers, Polarity, Words, forms, units, words

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
