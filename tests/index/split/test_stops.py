"""Stops of other languages and scripts, and the points that end no sentence."""

import pytest

from index.split.sentences import split_sentences

LINES = """
de Das Bad wird am 3. April 2026 geöffnet.|Die Kosten stiegen von 6,2 auf 8,7 Mio. Euro, u. a. wegen der Lüftung.
de „Wir hätten z. B. auf die Rutsche verzichten können“, sagte er.|Der Rat lehnte das am 12. Januar ab.
de „Wir kamen zu spät.“|Er ging.|»Warum?«|Niemand weiß es.
de Frau Holm, geb. 1971 in Kiel, wohnt in Nr. 5 bzw. Nr. 7.|Der 2. Weltkrieg war vorbei.|Sie zahlt ca. 140.000 Euro.
de Im Laufe des 18. und 19. Jahrhunderts wuchs die Stadt.|Am Ende kamen 40.|Die anderen blieben zu Hause.
de Das Gesetz gilt bis zum 1. Juli.|Oder bis 2025.|Dann ist Schluss.|Laut Abs. 2 und Art. 3 gilt das.
de Es kostete 8 Mio.|Der Rat war entsetzt.|Prof. Dr. Lange zahlt, d. h. er zahlt 3 Mrd. Euro usw.|Das war alles.
es La alcaldesa Dña. Lucía Ferrán habló con la Sra. Ruiz y D. Juan Pérez.|¿Por qué tardó tanto?
es «Las crecidas nos pararon», explicó.|Vive en la Avda. Goya, núm. 4.|EE. UU. pagó 3 millones.
es Lo dijo J. de la Cruz, de Brask S.A.|La empresa calló.|¡Qué pena!
fr Pourquoi un tel retard ?|« Nous étions prêts », a expliqué M. Corvaux.|Mme Solène attend 85 000 visiteurs.
fr Il a dit : « C'est fini. »|Elle est partie.|Mgr. Blanc et le Dr. Noir sont venus !|Rien n'a changé.
fr L'art. 12 et la p. 3 du livre sont clairs.|M. Le Goff est sorti.
it Il sig. Rossi e l'ing. Bianchi pagarono 3 mln. di euro.|Perché?|Nessuno lo sa.
pt O Sr. João e a Dra. Ana foram à Av. Central.|Custou 3 milhões.|Por quê?|Ninguém sabe.
nl Dhr. Jansen en mevr. De Vries kwamen.|Waarom?|Niemand weet het.
el Πόσο κόστισε;|Κόστισε 3 εκατ. ευρώ.|Ο κ. Παπάς έφυγε.
hi परियोजना निदेशक डॉ. अनुराग मेहरोत्रा के अनुसार 94 करोड़ रुपये खर्च हुए।|देरी क्यों हुई?|मेहरोत्रा ने बताया कि काम रुका।
hi यह प्रो. शर्मा और पं. नेहरू की बात है।|वे आए॥|वे गए।
ar لماذا تأخر المشروع عاماً كاملاً؟|أجاب الحدّاد بأن المضخات وصلت متأخرة.|وستزوّد المحطة نحو 62 ألف منزل بالماء.
ar قال د. سامر إن الأمر انتهى.|غادر الجميع!
ur یہ کام مکمل ہوا۔|کیا وہ آئے؟|وہ چلے گئے۔
hy Կամուրջը բացվեց։|Այն արժեր 3 միլիոն։|Մարդիկ եկան։
am ድልድዩ ተከፈተ።|ዋጋው 3 ሚሊዮን ነው።
my တံတားဖွင့်သည်။|လူများလာသည်။
ru Мост построили в г. Речной.|Он стоит на ул. Мира, т. е. у реки.|Цена — 3 млн. рублей, т. к. сталь дорога.
ru В 2020 г. Иванов уехал.|Проф. А. Б. Петров и акад. Сидоров остались.|Это было в 2021 г.|Все молчали.
id Menurut Drs. H. Surya Wibisana, dana Rp. 3,8 miliar habis.|"Semua dapat tempat," kata Surya.|Ia pulang.
id Ir. Joko dan Hj. Siti tinggal di Jl. Merdeka No. 5.|Mereka datang.|Bpk. Ali dari PT. Timah pulang.
tl Umabot sa P212.5 milyon, ayon kay Engr. Dalisay.|Sagot ni Mayor Gil Sta. Ana, sinagot ito.|Dumalo si Sto. Tomas.
en It was 2½ hours.[1]|The ship carries 1,200 tonnes.²|It sank.[^1]|Nobody saw.[2][3]|The end.[citation needed]|So.
en Critics, e.g. Prof. Lund of Norland Univ. Press, objected.|The firm Brask Bros. Shipping lost.|See Art. 12 of it.
en Mt. Brenn and Ft. Aldo are in view.|Sens. Ruiz and Lee and Drs. Holm and Orsk agreed.|Reps. Cruz and Low left.
en It is five ft. tall.|The wall stood at nine ft.|They study art.|Nobody came.|She lives on Main St.|The house is red.
en The case was U.S. v. Burgos.|He told me.|Then he left, as did the U.S. ICE agents.|Lund et al.|The study is old.
fr C'est J.-P. Morel qui parle à MM. Dupont et Durand.|Il pleut.
de Dipl.-Ing. Holm kam um 300 v. Chr. Geburt zu Pfr. Lange.|Am 3. Okt. 2026 endet es.
es El Gral. Ruiz y la Profa. Lima llegaron el 3 ago. 2026.|Llovía.
tl Sinabi ni Usec. Reyes kay Sec. Cruz sa Brgy. Malaya.|Umuulan.
pl Mieszka przy ul. Mickiewicza nr. 5 u ks. Nowaka.|Pada.
uk Він живе на вул. Миру в м. Київ.|Дощ.
th ดร. สมชาย มาเวลา 10.00 น. แล้ว
vi Ông TS. Nguyễn Văn A nói.|TP. Hồ Chí Minh vui.|Vì sao?|Không ai biết.
ko 다리가 열렸다.|비용은 3억 원이다.|왜 늦었을까?|아무도 모른다.
"""
UNSPACED = """
「寒いですね。そうですね」と局長は話す。|次の日は晴れた。
「寒い。」と話す。|「寒い。」|港が凍った。|なぜ?|はい。
『終わるのか?』は古い歌だ（今も歌う。）。|駅(北口?)は混む。
为什么推迟？|“材料涨价了。”陈立群说。|预计每天有人乘坐。
इमारत बनी।|लोग आए।
"""


def parts(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split_sentences(text)]


@pytest.mark.parametrize("line", LINES.strip().split("\n"))
def test_only_the_points_that_end_sentences_do(line: str) -> None:
    expected = line[3:].split("|")
    assert parts(" ".join(expected)) == expected


@pytest.mark.parametrize("line", UNSPACED.strip().split("\n"))
def test_some_scripts_put_no_space_behind_a_stop(line: str) -> None:
    expected = line.split("|")
    assert parts("".join(expected)) == expected


def test_a_footnote_mark_hides_neither_the_boundary_nor_the_end_of_a_line() -> None:
    assert parts("It sank.[1]The sea was calm.") == ["It sank.[1]", "The sea was calm."]
    (span,) = split_sentences("The line opens in spring.[^1]")
    assert not span.heading


@pytest.mark.parametrize("text", ["आए।", "وہ گئے۔", "لماذا؟", "Եկան։", "来た。」", "Il dit : « Non. »"])
def test_a_short_line_that_ends_in_a_stop_of_any_script_is_no_heading(text: str) -> None:
    assert not any(span.heading for span in split_sentences(text))


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("市長はさらに、来年四月までに五十の停留所を改修する計画だと述べた（市の発表による）", False),
        ("市長は会見で、新しい運賃について「大人は二百円、子どもは百円に据え置く」", False),
        ("市長「値上げしない」", True),
        ("路面電車が三十年ぶりに復活（鳴瀬市）", True),
    ],
)
def test_a_stop_by_a_closing_bracket_may_be_left_out(text: str, *, heading: bool) -> None:
    assert [span.heading for span in split_sentences(text)] == [heading]
