"""Filipino."""

from collections.abc import Mapping
from typing import TypeVar

from index.language.cldr import decimal_sign, months, short_months, short_weekdays, unit_names, weekdays
from index.language.en import LANGUAGE as ENGLISH
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

T = TypeVar("T")


def _linked(table: Mapping[str, T]) -> dict[str, T]:
    """Add the forms that are linked to the word after them: dalawa, dalawang."""
    forms = {
        f"{word}g" if word.endswith("n") else f"{word}ng": it for word, it in table.items() if word[-1] in "aeioun"
    }
    return {**table, **{form: it for form, it in forms.items() if form not in table}}


_UP_TO_TEN = numbered("isa dalawa tatlo apat lima anim pito walo siyam sampu")
_NUMERALS = {
    **_UP_TO_TEN,
    **numbered(
        "labing-isa labindalawa labintatlo labing-apat labinlima labing-anim labimpito labingwalo labinsiyam", 11
    ),
    **numbered("dalawampu tatlumpu apatnapu limampu animnapu pitumpu walumpu siyamnapu", 20, 10),
    "labing-walo": 18.0,
}
_SCALES = values("1e2: daan raan\n1e3: libo\n1e6: milyon\n1e9: bilyon\n1e12: trilyon")
_ONE_OF_A_SCALE = values("1e2: sandaan isandaan\n1e3: sanlibo isanlibo")
_VAGUE = values("1e2: daan\n1e3: libo libu\n1e6: milyon milyun\n1e9: bilyon bilyun\n1e12: trilyon trilyun")
_VAGUE = {f"{word}-{word.replace('yun', 'yon').replace('libu', 'libo')}": value for word, value in _VAGUE.items()}
_ORDINALS = {
    "una": 1.0,
    **numbered("ikalawa|pangalawa ikatlo|pangatlo pang-apat panlima pang-anim pampito pangwalo pansiyam pansampu", 2),
    **{f"{ika}{word}": value for word, value in _NUMERALS.items() if value > 3 for ika in ("ika", "ika-")},
}
_ENGLISH, _NOT = ENGLISH.numbers, ENGLISH.polarity  # English words are used in Filipino

LANGUAGE = Language(
    code="tl",
    words=Words(
        stop=words(
            """
            ang ng mga sa si ni kay na at ay ba ano sino kailan saan bakit paano magkano ilan alin ito iyon siya sila
            kung para may mayroon hindi ko mo niya nila namin natin nang pa din rin lang po sina nina kina kanila
            kaniya
            """
        ),
        cues=words("anong aling ilang saang nito niyon gaano naman ngayon"),
        asking=words(
            """
            sino sino-sino ano ano-ano anong kailan saan saang nasaan bakit paano magkano ilan ilang alin aling gaano
            """
        ),
        articles=words("ang si ng ni"),
    ),
    calendar=Calendar(
        months=months("fil", "- - - - - - - - Septyembre - - -"),
        short_months=short_months("fil"),
        weekdays=weekdays("fil", "- - Miyerkoles - - - -"),
        short_weekdays=short_weekdays("fil"),
        doubtful=words("mayo linggo"),
        telling=words("kahapon bukas ngayon ngayong nakaraang sinundang naunang susunod"),
        seasons=(("tagsibol",), ("tag-init", "tag-araw"), ("taglagas",), ("taglamig",)),
        units=units("araw linggo buwan taon kuwarter dekada siglo"),
        plurals=units("araw linggong buwang taong|anyos kuwarter dekadang siglong"),
        numbers=forms("isang dalawang tatlong apat_na|apat limang anim_na|anim pitong walong siyam_na|siyam sampung"),
        before_day="ika-",
        of="ng",
        years_from="mula",
        years_to="hanggang|at",
        decades=("dekada(?: ng| nang)? {decade}", "dekada(?: ng)? [’']{short}"),
        within="noong|nitong|nang",
        cues="ngayong|taong|taon|sa|ng|mula|hanggang|bago|at",
        amounts="porsiyento|[mbt]r?ily?on|tao|katao|dolyar|piso",
        edges="simula|mula|bago|pagkatapos|hanggang",
        fillers="ang|ng|noong|sa|pa",
        steps={
            -1: ("(?:noong |nitong )?(?:nakaraang|nagdaang) {unit}", "noong isang {unit}"),
            0: ("(?:ngayong|nitong) {unit}", "{plural} ito"),
            1: ("(?:sa )?(?:susunod|darating) na {unit}",),
        },
        loose_steps={
            -1: (
                "(?:nakaraang|sinundang|naunang|nagdaang) {units}",
                "{units} (?:na )?ang (?:nakalipas|nakalilipas|nakararaan|nakaraan)",
            ),
            0: ("(?:ngayong|kasalukuyang) {units}",),
            1: ("(?:susunod|darating) na {units}", "{units} (?:makalipas|pagkatapos)"),
        },
        unsure=(
            "(?:sa|mga) nakaraang {unit}",
            "mga (?:nagdaang|(?:susunod|darating) na) {unit}",
            "nakaraang {month}",
        ),
        ago=("{number} {units} na ang (?:nakalipas|nakararaan|nakaraan|nakalilipas)",),
        rounding="mga|mahigit|halos|higit(?: sa)?",
        days={
            -2: ("kamakalawa",),
            -1: ("kahapon", "kagabi"),
            0: (
                "ngayong (?:araw|umaga|tanghali|hapon|gabi)",
                "kaninang (?:umaga|tanghali|hapon)",
                "mamayang (?:hapon|gabi)",
            ),
            1: ("bukas ng (?:umaga|tanghali|hapon|gabi)",),
            2: ("sa makalawa",),
        },
        weekday_last=("noong nakaraang {weekday}",),
        weekday_next=("sa susunod na {weekday}",),
        weekday_coming=("sa(?: darating na)? {weekday}",),
        weekday_past=("(?:noong|nitong) {weekday}",),
        other_week="at Linggo",
        month_past=("(?:noong|nitong) {month}",),
        ahead="isasagawa|gaganapin|nakatakda",
        also=("en",),
    ),
    numbers=Numbers(
        decimal=decimal_sign("fil"),
        numerals={
            **_ENGLISH.numerals,
            **_linked({**_NUMERALS, **_ONE_OF_A_SCALE}),
            **values("0.5: kalahating\n20: bente benteng"),
        },
        scales={
            **_ENGLISH.scales,
            **_linked({**_SCALES, **_ONE_OF_A_SCALE}),
            **{f"na {word}": value for word, value in _linked(_SCALES).items()},
            "angaw": 1e6,
        },
        attached=_ENGLISH.attached,
        vague={**_ENGLISH.vague, **_linked(_VAGUE)},
        parts={
            **_ENGLISH.parts,
            **_linked(values("2: kalahati\n3: katlo\n4: kapat\n10: ikasampu")),
            **{f"ka{word}": value for word, value in _UP_TO_TEN.items() if value > 4},
        },
        fractions={
            **_ENGLISH.fractions,
            **_linked(values("2: kalahati\n3: sangkatlo\n4: sangkapat\n5: sanglima\n10: sangkapulo")),
            "ikasampu ng": 10.0,
        },
        ordinals={**_ENGLISH.ordinals, **_linked(_ORDINALS)},
        multiples={**_ENGLISH.multiples, **_linked(values("2: doble dumoble nadoble dinoble\n3: triple tumriple"))},
        units={
            **_ENGLISH.units,
            **_linked(
                {
                    **unit_names("fil"),
                    **named(
                        """
                        USD: dolyares dolyares_ng_us
                        IDR/INR: rupya
                        %: porsiyento porsyento bahagdan
                        year: anyos taong
                        tonne: tonelada
                        kg: kilogramo
                        degree: digri grado
                        people: katao tao
                        times: ulit beses
                        """
                    ),
                }
            ),
        },
        signs={"p": "PHP"},
        not_units=_ENGLISH.not_units,
        before_units=_ENGLISH.before_units | words("na ng mga ng_mga na_mga pang"),
        links=_ENGLISH.links | words("at t y"),
        one=_ENGLISH.one,
        share=words("bahagi bahaging"),
        part_of=_ENGLISH.part_of | words("ng na sa"),
        counted=_ENGLISH.counted | words("kuwarter hati siglo semestre"),
        ordinal_head="ika-?|siglo ",
        ordinal_tail=_ENGLISH.ordinal_tail,
        joints=f"{_ENGLISH.joints}|hanggang|at|o",
        bounds={
            ">": f"{_ENGLISH.bounds['>']}|mahigit(?: sa)?|higit(?: pa)?(?: sa)?|lampas(?: sa)?|hindi bababa sa",
            "<": f"{_ENGLISH.bounds['<']}|hindi hihigit sa|kulang sa|wala pang",
            "~": f"{_ENGLISH.bounds['~']}|mga|halos|humigit-kumulang|nasa",
        },
    ),
    polarity=Polarity(
        negations=words(r"hindi wala walang huwag di no not never without hindi_na \w+n['’]t"),
        harmless=words(
            """
            hindi_lamang hindi_lang walang_duda hindi_hihigit hindi_bababa hindi_kukulangin kung_hindi
            walang_iba_kundi
            """
        ),
        of_a_noun=_NOT.of_a_noun,
        soft=words(
            r"""
            kulang kapos kakapusan bawal ipinagbabawal pinagbabawalan hirap mahirap malabo ayaw tumanggi\w* duda
            imposible\w* maliban sa_halip imbes hadlang hinaharang walang wala bihira\w* iwas\w* umiiwas hindi\w*
            """
        ),
        hedges=words("maaari maaaring posible posibleng puwede puwedeng baka siguro marahil inaasahan inaasahang"),
        open=words(
            r"""
            kung sakali\w* umano raw daw plano\w* balak\w* kaya\w* tantiya\w* tsansa\w* pag-asa umaasa\w*
            inaasahan\w* pangamba\w* babala\w* nagbabala\w* posib\w+
            """
        ),
    ),
    naming=Naming(
        titles=words(
            """
            ginoo ginoong st mr mrs ms gng ginang binibini pangulo pangulong presidente pangalawang_pangulo
            punong_ministro ministro kalihim senador gobernador alkalde hari haring reyna reynang prinsipe emperador
            obispo kardinal heneral koronel kapitan hukom mahistrado propesor doktor doktora direktor tagapangulo
            tagapagtatag tagapagsalita abogado mamamahayag manunulat santo santa dr dra atty engr
            """
        ),
        person_markers=words("si ni kay sina nina kina"),
        speaking=words(
            """
            sabi ani sinabi idinagdag ipinaliwanag iginiit isinulat ikinuwento paliwanag giit dagdag
            """
        ),
        followers=words("ay"),
        places=words("sa nasa mula"),
        institutions=words(
            """
            unibersidad kolehiyo paaralan akademya surian kagawaran ministeryo konseho komisyon komite ahensiya
            ahensya tanggapan hukuman bangko parlyamento kongreso senado asembleya kapulungan partido samahan
            asosasyon pederasyon sosyedad hukbo pulisya simbahan museo ospital aklatan paliparan sentro pahayagan
            """
        ),
        generic=words(
            """
            mga batas kodigo daan kalye tulay parke ilog lawa dagat bundok lambak lungsod lalawigan estado republika
            kaharian imperyo digmaan labanan kasunduan gusali istadyum tore kastilyo katedral embahada ruta pamahalaan
            """
        ),
        openers=words(
            """
            ayon batay noong nitong habang samantala kahit maging kapwa dahil bago sinabi iniulat tinatayang mahigit
            higit halos umabot wala walang isa isang pero ngunit subalit gayunman gayunpaman kaya kapag nasa mula mas
            aling anong ilang puwede pwede maaari tungkol balik maliban sino-sino ano-ano sabi
            """
        ),
        linker="ng",
    ),
    reference=Reference(
        persons={
            "siya": "si {}",
            "niya": "ni {}",
            "sa kaniya": "kay {}",
            "sa kanya": "kay {}",
            **dict.fromkeys(("kaniya", "kanya", "kaniyang", "kanyang"), ""),
        },
        things={"ito": "ang {}", "iyon": "ang {}", "nito": "ng {}", "iyan": "", "yun": "", "yon": ""},
        plurals={
            "sila": "sina {}|ang {}",
            "nila": "nina {}|ng {}",
            **dict.fromkeys(("nilang", "kanila", "kanilang"), ""),
        },
        possessives=words("niya nila"),
        joint="at",
        company=r"(?:(?<=ang )|(?<=ng )|(?<=sa ))k[uo]mpanya(?! (?:na|ng)\b)",
        comparing="nito",
        descriptions=words(
            "ulat artikulo balita pag-aaral pahayag plano desisyon panukala batas proyekto pulong tao opisyal"
        ),
        definite="ang|ng|sa",
        defined=" (?:ng|na|sa|ni|tungkol)",
        pointing=r"(?:niyon|niyan|dito|rito|doon|roon|diyan|riyan|ganito|ganoon)\b|na\s+(?:ito|iyon|iyan)\b",
        clauses="at|dahil|kung|kapag|nang|bago|habang|na|upang|para",
        plural_nouns=r"mga \w+",
        agents=r"(?:at )?(?:sino|aling|anong)\b.* \w{4,}",
        second="(?:kailan|saan|bakit|paano|gaano|magkano|hindi|na|pa|ba) (?:sila|nila)",
        clitic=r"(?P<before>(?:kailan|saan|bakit|paano|gaano|magkano|hindi|na|pa|ba|raw|daw|nga|rin|din) )"
        r"(?P<pronoun>siya|niya|ito)(?P<others>(?: (?:ito|na|pa|ba|raw|daw|nga|rin|din))*) (?P<verb>\w+)",
        hinges="ngunit|gayunpaman|pero|kaya|samantala",
        openings=r"sila|ito|iyon|iyan|kapwa|ganito|ganoon|ang (?:mga ito|isa pa|naturang|nasabing)"
        r"|(?:\w+ ){1,2}(?:ito|iyon|sila) (?:ng|na|sa|ay|ang)|(?:\S+ ){1,3}sa kanila",
        introducing="isang|dalawang",
        announcing=r"\btinanong\b.*\bkung\b",
    ),
    asking=Asking(
        auxiliaries=words("ba raw daw ay may mayroon"),
        light=words("naman talaga ngayon na nga nangyari sinabi raw daw paano kumusta puwede bang"),
        connectives="at|eh?|pero|tapos",
        fragments="(?:paano|kumusta) naman|(?:paano|kumusta)(?= (?:ang|si|sa)\\b)",
        particle="naman",
        prepositions={
            "sa": "in",
            **dict.fromkeys(("ng", "ni", "nina"), "of"),
            "mula": "from",
            "para": "for",
            "kay": "other",
        },
        markers=words("si ang sina mga"),
        lead_ins="(?:balik|bumalik|bumabalik) (?:tayo )?sa|(?:at )?tungkol (?:sa|kay)|at|e+h?|(?:e+h? |at )?si",
        new_subjects="ibang (?:usapan|tanong|paksa)|iba naman|bagong (?:tanong|paksa)|siya(?:nga)? pala",
        acknowledgements="salamat|sige|oo",
        kind_only="aling|anong|ilang",
        who="sino|sino-sino",
        what_else=r"(?:sino|sino-sino)\b(?! (?:si|sina)\b)|(?:aling|anong|alin)\b|sino(?:-sino)? ang\b",
        joints="at|habang|samantalang",
        amount="magkano|ilang?|gaano",
        time="kailan|anong (?:taon|buwan|araw|petsa)",
    ),
    attribution=Attribution(
        published=(
            r"\b(?:[Uu]lat|[Bb]alita|[Aa]rtikulo) (?:ng|ni) @",
            r"\b[Ii]niulat (?:ito |rin |din |pa )*(?:ng|ni) @",
            r"\b(?:nakausap|nakapanayam|kinapanayam) ng @",
        ),
        attributed=(
            r"\b[Aa]yon (?:naman |din |rin )?(?:sa|kay|kina) @",
            r"\b[Bb]inanggit (?:ito |rin |din )*(?:ng|ni) @",
            r"\b(?:[Ss]inabi|[Ss]abi|[Ii]sinulat|[Ii]dinagdag|[Bb]abala|[Tt]antiya) (?:rin |din |pa )*ni @",
            r"\b[Tt]inata?ya ng (?:mga analyst ng )?@",
            r"\b[Pp]ara kay @",
        ),
        continues="(?:Sinabi|Idinagdag|Isinulat|Ayon) (?:rin |din |pa )*"
        "(?:niya|nito|nila|sa ulat|sa kaniya|sa kanya|rito|dito)",
        tells_of_before=r"(?:Iniulat (?:ito|iyon)\b|Ito ang iniulat\b)",
        publications=words("pahayagan"),
        no_sources=words("ito iyon siya sila"),
    ),
    endings=Endings(
        titles=words("g gng bb atty engr hon kgg gob kap kgd brgy bgy blg usec asec dir Sec Pang Hen Sta Sto"),
        numbered=words("blg p php"),
        shortened=words("hal atbp"),
        openers=words(
            """
            ang ngunit gayunpaman sa ito kung habang ayon samantala para dahil noong si ang mga nang ng ni sina siya
            sila kami tayo wala may hindi pero kaya
            """
        ),
    ),
)
