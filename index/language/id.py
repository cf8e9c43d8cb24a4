"""Indonesian."""

from index.language.cldr import decimal_sign, months, short_months, short_weekdays, weekdays
from index.language.language import Asking, Calendar, Language, Naming, Numbers, Polarity, Words, forms, units, words

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
        months=months("id", "- Pebruari - - - - - - - - Nopember -"),
        short_months=short_months("id", "- Peb Mrt - - - - Agt - - Nop -", "- - - - - - - Ags Sept - - -"),
        weekdays=weekdays("id", "- - - - Jum'at - Ahad"),
        short_weekdays=short_weekdays("id"),
        doubtful=words("mei minggu"),
        telling=words("kemarin besok lusa kini sekarang lalu silam depan mendatang sebelumnya berikutnya"),
        seasons=(("musim semi",), ("musim panas",), ("musim gugur",), ("musim dingin",)),
        units=units("hari minggu|pekan bulan tahun kuartal|triwulan dekade|dasawarsa abad"),
        numbers=forms("satu dua tiga empat lima enam tujuh delapan sembilan sepuluh"),
        fiscal="tahun (?:fiskal|anggaran|buku)",
        years_from="dari|antara|sejak|mulai",
        years_to="hingga|sampai|dan|ke",
        decades=("(?:tahun |dekade |era )?{decade}-an", "(?:dekade|dasawarsa) {decade}", "(?:tahun|era) {short}-an"),
        within="pada|tahun|dalam|selama|sepanjang",
        cues="sejak|hingga|sampai|dari|di|awal|akhir|pertengahan|antara|dan|atau|untuk|ke|bulan|mulai|sebelum|setelah"
        "|sesudah|hari|menjelang|per",
        amounts="persen|ribu|juta|miliar|triliun|orang|dolar|euro|rupiah|jiwa|warga|unit|pekerja",
        edges="sejak|sebelum|sesudah|setelah|hingga|sampai|mulai",
        fillers="dengan|akhir|awal|bulan|tahun|hari|pada",
        steps={
            -1: ("(?:pada )?{unit} (?:yang )?lalu", "(?:pada )?{unit} kemarin"),
            0: ("(?:pada )?{unit} ini",),
            1: ("(?:pada )?{unit} depan",),
        },
        loose_steps={
            -1: ("{units} (?:yang )?(?:lalu|silam|sebelumnya)",),
            0: ("{units} ini",),
            1: ("{units} (?:depan|berikutnya|mendatang|kemudian)",),
        },
        unsure=(
            r"(?<![\w,] )(?-i:Minggu) (?:yang )?(?:lalu|ini|depan)",  # Sunday, or the week that opens a sentence
            r"(?:\d+|beberapa|puluhan|belasan|ratusan|ribuan|puluh|belas|ratus|ribu|setengah) {units} (?:yang )?lalu",
            "{weekday} (?:pekan|minggu) (?:lalu|ini|depan)",
            "{month} (?:lalu|depan|mendatang)",
        ),
        ago=("{number} {units} (?:yang )?(?:lalu|silam)",),
        rounding="sekitar|hampir|kira-kira|kurang lebih|lebih dari|kurang dari|lebih|puluh|belas|ratus",
        days={
            -2: ("kemarin lusa",),
            -1: ("kemarin(?! lusa)", "semalam", "tadi malam"),
            0: ("(?:pagi|siang|sore|petang|malam) ini", "tadi (?:pagi|siang|sore)", "nanti malam"),
            1: ("besok(?! lusa)", "esok hari"),
            2: ("(?:besok )?lusa",),
        },
        today="hari ini",
        said="mengatakan|mengumumkan|menyatakan|melaporkan|mengungkapkan|menjelaskan|menegaskan|meluncurkan|menerbitkan"
        "|menandatangani|memutuskan|terjadi|kata(?: dia)?|ujar(?:nya)?",
        last_weekend=("akhir pekan (?:yang )?lalu",),
        weekday_last=("(?:pada )?(?:hari )?{weekday} (?:yang )?lalu",),
        weekday_next=("(?:pada )?(?:hari )?{weekday} depan",),
        weekday_coming=("(?:pada )?(?:hari )?{weekday} (?:mendatang|nanti)",),
        weekday_looking_back=("pada (?:hari )?{weekday}", "hari {weekday}"),
        other_week="lalu|depan|mendatang|nanti|pekan|minggu",
        month_looking_back=("(?:pada )?bulan {month}", "pada {month}"),
        ahead="akan|bakal|hendak|ingin|berencana|rencananya|direncanakan|dijadwalkan|diharapkan|diperkirakan",
    ),
    numbers=Numbers(
        decimal=decimal_sign("id"),
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
