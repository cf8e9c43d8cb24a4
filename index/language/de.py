"""German."""

from index.language.cldr import decimal_sign, months, weekdays
from index.language.language import (
    Asking,
    Attribution,
    Calendar,
    Language,
    Naming,
    Numbers,
    Polarity,
    Reference,
    Words,
    words,
)

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
        titles=words(
            """
            herr herrn frau dr prof professor professorin präsident präsidentin vizepräsident bundeskanzler
            bundeskanzlerin kanzler kanzlerin minister ministerin ministerpräsident premierminister außenminister
            finanzminister sekretär senator senatorin gouverneur bürgermeister oberbürgermeister bürgermeisterin könig
            königin prinz prinzessin kaiser kaiserin papst kardinal bischof erzbischof general oberst hauptmann
            admiral richter richterin trainer trainerin gründer gründerin direktor direktorin vorsitzender vorsitzende
            vorstandschef sprecher sprecherin analyst analystin ökonom ökonomin forscher forscherin autor autorin
            schriftsteller journalist journalistin anwalt anwältin botschafter sankt chef chefin
            """
        ),
        speaking=words(
            """
            sagte sagt erklärte erklärt meinte betonte ergänzte schrieb berichtete erinnerte antwortete fragte räumte
            warnte fügte
            """
        ),
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
            laut nach obwohl trotz während als wenn seit weil jedoch beide viele einige mehrere andere solche nur
            unter über vor bis durch heute jetzt dann noch auch statt jeder jede jedes diese dieser dieses dort hier
            fast rund etwa mehr weniger nun so
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
        "|das andere|die anderen",
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
        number=r"wie viele\b|welcher anteil\b|wie viel prozent\b",
        money=r"wie viel (?:geld|kostet|kostete|kosten|zahlt|zahlte)|wie teuer|was (?:kostet|kostete|kosten)\b",
        time="wann|(?:in welchem|welches) (?:jahr|monat)|an welchem tag",
        time_only=r"^(?:seit |bis |ab )?wann\b|^(?:in welchem|welches) (?:jahr|monat|jahrzehnt|jahrhundert)\b"
        r"|^an welchem tag\b",
        duration=r"^(?:und )?wie lange\b",
        person="wer|wem|wen|wessen",
        place="wo|wohin|woher|(?:welche|welcher|welchem|welches) (?:stadt|land|ort|region)",
        founder=r"^wer\b.*\bgründete|^wer hat\b.*\bgegründet",
        leader=r"^wer\b.*\b(?:leitet|führt|chef|vorsitzende[r]?)\b",
        owner=r"^wem\b.*\bgehört|^wer besitzt\b",
        times="vergangene[nrs]?|letzte[nrs]?|nächste[nrs]?|vor",
        times_loosely=r"jahrhundert|jahrzehnt|\b(?:jahr|monat|woche|tag|stunde|minute)|gestern|heute|morgen"
        r"|\b(?:nach|vor|seit|während|bis|als)\b",
        durations="sekunde|minute|stunde|tag|woche|monat|jahr|jahrzehnt|jahrhundert|lange|bis",
        founding="gründe|gegründet|errichte|aufgebaut",
        leading="leite|führ|chef|vorsitz|präsident|direktor|minister",
        owning="gehör|besitz|eigentüm|gekauft|übernommen",
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
)
