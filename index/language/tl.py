"""Filipino."""

from collections.abc import Mapping
from typing import TypeVar

from index.language.cldr import decimal_sign, months, unit_names, weekdays
from index.language.en import LANGUAGE as ENGLISH
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
            ang ng mga sa si ni kay na at ay ba ano sino kailan saan bakit paano magkano ilan alin ito iyon siya
            sila kung para may mayroon hindi ko mo niya nila namin natin nang pa din rin lang po sina nina kina
            kanila kaniya
            """
        ),
        cues=words("anong aling ilang saang nito niyon gaano naman ngayon"),
        asking=words(
            """
            sino sino-sino ano ano-ano anong kailan saan saang nasaan bakit paano magkano ilan ilang alin aling
            gaano
            """
        ),
        articles=words("ang si ng ni"),
    ),
    calendar=Calendar(
        months=months(
            "fil", "enero pebrero marso abril mayo hunyo hulyo agosto septyembre oktubre nobyembre disyembre"
        ),
        weekdays=weekdays("fil"),
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
        indefinite=_ENGLISH.indefinite
        | words(
            "marami maraming ilan ilang iilan iilang wala walang dosena dosenang kapwa pareho parehong iisa iisang"
        ),
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
                        USD: dolyar dolyares dolyar_ng_us dolyares_ng_us
                        PESO: piso
                        RUPEE: rupya
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
        signs={"p": "PESO"},
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
        titles=words(""),
    ),
    asking=Asking(
        pronouns=words(""),
    ),
)
