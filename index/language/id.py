"""Indonesian."""

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
            yang dan di ke dari pada untuk dengan dalam adalah itu ini oleh akan atau juga tidak bukan telah sudah
            bisa dapat ada apa siapa kapan mana dimana mengapa kenapa bagaimana berapa saya kami kita dia ia mereka
            anda nya sebagai karena agar bagi para sang si pun lah kah serta saat ketika tersebut
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
        numerals={**_NUMERALS, "setengah": 0.5},
        scales=_SCALES,
        attached={"rb": 1e3, "jt": 1e6},
        vague={f"{word}an": value for word, value in _SCALES.items() if value > 10},
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
                USD: dolar_as dolar_amerika
                GBP: poundsterling pound_sterling
                CNY: renminbi
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
        signs={"rp": "IDR", "rp.": "IDR"},
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
        titles=words(
            """
            bapak pak ibu bu st mr mrs ms tuan nyonya presiden wakil perdana menteri kanselir sekretaris senator
            gubernur bupati wali_kota raja ratu pangeran kaisar paus kardinal uskup jenderal kolonel kapten laksamana
            hakim profesor prof dokter dr drs ir haji direktur ketua pendiri juru_bicara analis ekonom peneliti
            penulis wartawan pengacara duta_besar
            """
        ),
        speaking=words(
            """
            kata ujar tutur ucap mengatakan menyatakan menjelaskan menambahkan menegaskan menulis menceritakan berkata
            jelas imbuh
            """
        ),
        followers=words("adalah telah akan sudah"),
        places=words("di ke dari"),
        institutions=words(
            """
            universitas institut sekolah akademi kementerian departemen dewan komisi komite badan lembaga biro kantor
            pengadilan mahkamah bank parlemen kongres senat majelis partai serikat asosiasi federasi yayasan liga
            tentara polisi gereja museum rumah_sakit perpustakaan bandara stasiun pusat klub dana bursa harian koran
            surat grup perusahaan pt cv tbk
            """
        ),
        generic=words(
            """
            undang-undang jalan jembatan taman sungai danau laut gunung lembah kota kabupaten provinsi negara republik
            kerajaan perang gedung stadion menara kastil katedral hadiah kedutaan pemerintah
            """
        ),
        openers=words(
            """
            menurut meskipun walaupun sementara sejak namun selain sebelum setelah sesudah selama hingga sampai hari
            kini lalu kemudian setiap banyak beberapa lebih hampir sekitar jika kalau bila
            """
        ),
    ),
    reference=Reference(
        persons={"dia": "{}", "ia": "{}", "beliau": "{}"},
        plurals={"mereka": "{}"},
        joint="dan",
        company=r"perusahaan (?:itu|ini|tersebut)",
        descriptions=words(
            "artikel laporan berita survei pernyataan angka keputusan rencana usulan aturan kesepakatan proyek rapat"
        ),
        pointing=r"\w+ (?:itu|ini|tersebut)(?=\s*(?:[?.!,]|$))|di (?:sana|situ|sini)\b",
        clauses="dan|tetapi|karena|bahwa|jika|ketika|sementara|yang",
        verbs="adalah|telah|akan|sudah|dapat|mengatakan",
        inside="di|dalam|antara",
        hinges="namun|tetapi|tapi|dan|lalu|kemudian|selain itu|sementara itu|meski begitu",
        openings=r"mereka|ini|itu|hal (?:ini|itu|tersebut)|keduanya|ia|dia|(?:\S+ ){1,3}(?:dari|di antara) mereka",
        introducing="sebuah|seorang|suatu|dua",
        announcing=r"\bditanya (?:apakah|tentang|soal|mengapa|kapan)\b",
    ),
    asking=Asking(
        auxiliaries=words("adalah apakah akan telah sudah bisa dapat ada"),
        light=words("lalu terus juga lagi tahun bilang kata terjadi sebenarnya"),
        connectives="dan|lalu|terus|kalau|tapi",
        fragments="bagaimana dengan|kalau",
        prepositions={"di": "in", "dari": "from", "untuk": "for", "oleh": "of", "dengan": "other", "ke": "other"},
        adverbs="kenapa|mengapa|kapan|di mana|bagaimana|sejak kapan",
        lead_ins="kembali ke|soal|tentang|mengenai",
        new_subjects="pertanyaan lain|topik lain|ngomong-ngomong",
        acknowledgements="terima kasih|ya|tidak|oke|baik",
        who="siapa",
        what_else=r"siapa\b|mana\b",
        joints="dan|tetapi|sementara",
        amount="berapa|seberapa",
        time="kapan|(?:tahun|bulan|hari|tanggal) (?:apa|berapa)",
    ),
    attribution=Attribution(
        published=(r"\b(?:[Ll]aporan|[Bb]erita) @", r"\b(?:dilaporkan|diberitakan) (?:oleh )?@"),
        attributed=(r"\b[Mm]enurut @", r"\b(?:kata|ujar|tutur|ucap) @", r"\b@ (?:mengatakan|menyatakan|menambahkan)\b"),
        continues="Dia|Ia|Beliau|Mereka",
        publications=words("harian koran surat_kabar majalah berita kantor_berita pos"),
        no_sources=words("ini itu dia ia mereka"),
    ),
    endings=Endings(
        titles=words(
            """
            dr dra drs ir hj kh tgk prof bpk sdr sdri tn ny nn ust yth irjen brigjen mayjen letjen letkol jl jln jend
            kol kapt Kab Kec
            """
        ),
        numbered=words("no hlm hal rp ps"),
        shortened=words("dll dsb dst dgn yg tsb tbk PT"),
        openers=words(
            """
            ini itu di ke dari pada untuk dengan dalam namun tetapi menurut meski meskipun sementara sejak setelah
            sebelum ketika saat jika kalau ia dia mereka kami kita para selain karena juga tidak
            """
        ),
    ),
)
