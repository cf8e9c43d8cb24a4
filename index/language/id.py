"""Indonesian."""

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

_DIGITS = numbered("satu dua tiga empat lima enam tujuh delapan sembilan")
_SCALES = values("1e1: puluh\n1e2: ratus\n1e3: ribu\n1e6: juta\n1e9: miliar milyar\n1e12: triliun trilyun")
_NUMERALS = {
    "nol": 0.0,
    **_DIGITS,
    "sebelas": 11.0,
    **{f"{word} belas": 10 + value for word, value in _DIGITS.items() if value > 1},
    **{f"se{word}": value for word, value in _SCALES.items()},
}
_COUNTED = words(
    "kuartal triwulan semester abad dekade tahun bulan pekan hari kali putaran babak tempat peringkat urutan"
)

LANGUAGE = Language(
    code="id",
    words=Words(
        stop=words(
            """
            yang dan di ke dari pada untuk dengan dalam adalah itu ini oleh akan atau juga tidak bukan telah
            sudah bisa dapat ada apa siapa kapan mana dimana mengapa kenapa bagaimana berapa saya kami kita dia
            ia mereka anda nya sebagai karena agar bagi para sang si pun lah kah serta saat ketika tersebut
            """
        ),
        cues=words("bahwa hingga antara seorang sebuah"),
        asking=words("siapa apa apakah kapan dimana mana mengapa kenapa bagaimana berapa"),
        articles=words("sang si para"),
    ),
    calendar=Calendar(
        months=months("id", "- pebruari - - - - - agustus - - nopember -"),
        weekdays=weekdays("id"),
    ),
    numbers=Numbers(
        decimal=decimal_sign("id"),
        numerals={**_NUMERALS, "setengah": 0.5},
        scales=_SCALES,
        attached={"rb": 1e3, "jt": 1e6},
        vague={f"{word}an": value for word, value in _SCALES.items() if value > 10},
        indefinite=words(
            """
            puluhan belasan lusin selusin beberapa banyak sedikit kedua ketiga pasang sepasang sejumlah satu-satunya
            seorang sebuah
            """
        ),
        parts={f"per{word}": value for word, value in _NUMERALS.items() if 1 < value <= 1000},
        fractions={
            **values("2: setengah separuh separo paruh"),
            **{f"seper{word}": value for word, value in _NUMERALS.items() if 1 < value <= 1000},
        },
        ordinals={  # `kedua negara` are both countries, `tahun kedua` is the second year
            "pertama": 1.0,
            **{f"{noun} ke{word}": one for noun in _COUNTED for word, one in _NUMERALS.items() if 1 < one < 100},
        },
        multiples=values("2: ganda berganda dobel digandakan menggandakan dilipatgandakan melipatgandakan\n3: tripel"),
        units={
            **unit_names("id"),
            **named(
                """
                USD: dolar dolar_as dolar_amerika dolar_amerika_serikat
                EUR: euro
                GBP: pound poundsterling pound_sterling
                PESO: peso
                YUAN: yuan renminbi
                YEN: yen
                WON: won
                RUPEE: rupee
                RUPIAH: rupiah
                FRANC: franc
                %: poin_persentase poin_persen
                week: pekan
                decade: dasawarsa
                kg: kilo
                tonne: ton
                degree: derajat
                people: orang jiwa
                times: kali kali_lipat
                """
            ),
        },
        signs={"rp": "RUPIAH", "rp.": "RUPIAH"},
        counted=_COUNTED,
        ordinal_head="ke-|abad ",
        joints="hingga|sampai|dan|atau",
        bounds={
            ">": "lebih dari|di atas|melebihi|melampaui|setidaknya|sedikitnya|paling sedikit|minimal|tidak kurang dari",
            "<": "kurang dari|di bawah|paling banyak|maksimal|tidak lebih dari|hingga|belum sampai",
            "~": "sekitar|kira-kira|hampir|nyaris|kurang lebih|mendekati|berkisar",
        },
    ),
    polarity=Polarity(
        negations=words(
            """
            tidak tak bukan bukanlah tidaklah belum jangan tanpa tiada takkan enggak nggak gak tidak_lagi bukan_lagi
            tidak_pernah tak_pernah tidak_ada
            """
        ),
        harmless=words(
            """
            (?:tidak|bukan|tak)_(?:hanya|cuma|saja|sekadar|semata) (?:tidak|tak)_(?:lebih|kurang)_dari
            (?:tidak|tak)_lain bukan_main mau_tidak_mau tidak_lama (?:tidak|tak)_diragukan tanpa_ragu
            (?:tidak|tak)_apa-apa atau_tidak
            """
        ),
        of_a_noun=words("tanpa"),
        soft=words(
            r"""
            kurang kekurangan kehabisan larang\w* melarang dilarang cegah mencegah dicegah gagal tolak menolak ditolak
            bantah membantah dibantah sulit sukar mustahil hampir_tidak jarang kecuali alih-alih ketimbang henti
            berhenti menghentikan dihentikan hilang absen batal membatalkan dibatalkan ragu\w* meragukan diragukan
            hindar\w* menghindari terhindar enggan mandek nihil habis ditutup non-?\w+ jauh_dari daripada
            """
        ),
        hedges=words(
            """
            mungkin barangkali bisa_jadi boleh_jadi kemungkinan diperkirakan diduga agaknya tampaknya sepertinya
            dimungkinkan berpotensi berpeluang diharapkan
            """
        ),
        open=words(
            r"""
            jika kalau apabila bila andai\w* seandainya bisa dapat akan bakal ingin mau hendak berencana rencana\w*
            harap\w* berharap yakin meyakini percaya menilai prediksi\w* memprediksi diprediksi perkira\w+
            memperkirakan estimasi\w* khawatir\w* dikhawatirkan peringat\w+ memperingatkan risiko\w* berisiko
            peluang potensi\w* dugaan menduga mungkin\w* kecuali target\w* konon kabarnya
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
