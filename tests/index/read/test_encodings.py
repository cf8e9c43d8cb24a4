"""Bytes become text: valid UTF-8 first, then what is declared, then what the letters tell; never a guess."""

import pytest

from index.errors import ReadError
from index.read.encodings import decode

ENGLISH = "The harbour froze over on Tuesday, and “ferries” lay still. The mayor’s office said it cost £3 million."
RUSSIAN = "Совет порта во вторник одобрил вторую линию, о которой спорили три года. Она откроется в марте."
TEXTS = [
    ("cp1251", RUSSIAN),
    ("koi8_r", RUSSIAN),
    ("iso8859_5", RUSSIAN),
    ("mac_cyrillic", RUSSIAN),
    ("cp1251", "Съветът на пристанището одобри във вторник втора линия след три години спорове за цената."),
    ("cp1251", "Рада порту у вівторок схвалила другу лінію після трьох років суперечок про її ціну та маршрут."),
    ("cp1253", "Το συμβούλιο του λιμανιού ενέκρινε την Τρίτη μια δεύτερη γραμμή μετά από τρία χρόνια διαφωνιών."),
    ("iso8859_7", "Το λιμάνι θα ανοίξει και πάλι τον Μάρτιο, όπως είπε ο δήμαρχος της πόλης για την γραμμή."),
    ("cp1255", "מועצת הנמל אישרה ביום שלישי קו מעבורת שני לאחר שלוש שנים של ויכוח על העלות ועל המסלול."),
    ("cp1256", "افتتحت المدينة يوم السبت محطة جديدة للمياه، وقال مدير المشروع إن التكلفة بلغت 47 مليون دينار."),
    ("cp874", "เมืองเปิดตลาดน้ำแห่งใหม่เมื่อวันเสาร์ที่ผ่านมา ผู้อำนวยการโครงการกล่าวว่า งบประมาณอยู่ที่ 87 ล้านบาท"),
    ("gb18030", "港务委员会周二批准了第二条渡轮航线，此前各方对费用和路线争论了三年。新航线预计每天运送4300名乘客。"),
    ("big5", "港務委員會週二批准了第二條渡輪航線，此前各方對費用和路線爭論了三年。新航線預計每天運送4300名乘客。"),
    ("shift_jis", "港の評議会は火曜日、三年の議論の末に第二の航路を承認した。一日に4300人が利用する見込みだ。"),
    ("euc_jp", "港の評議会は火曜日、三年の議論の末に第二の航路を承認した。一日に4300人が利用する見込みだ。"),
    ("iso2022_jp", "港の評議会は火曜日、三年の議論の末に第二の航路を承認した。"),
    ("euc_kr", "항만위원회는 화요일 3년간의 논쟁 끝에 두 번째 여객선 노선을 승인했다. 하루 4300명이 이용할 예정이다."),
    ("cp1250", "Rada portu zatwierdziła we wtorek drugą linię promową po trzech latach sporów o koszty i trasę."),
    ("iso8859_2", "Rada portu zatwierdziła we wtorek drugą linię promową po trzech latach sporów o koszty i trasę."),
    ("cp1250", "Rada přístavu v úterý schválila druhou linku po třech letech sporů. Denně ji využije 4300 lidí."),
    ("cp1254", "Liman kurulu, üç yıl süren tartışmalardan sonra salı günü ikinci hattı onayladı ve açıkladı."),
    ("cp1257", "Uosto taryba antradienį patvirtino antrąją keltų liniją po trejus metus trukusių ginčų dėl išlaidų."),
    ("mac_roman", "Le musée de Brévanne a été rouvert après trois ans de travaux, a déclaré la mairie à la presse."),
]


@pytest.mark.parametrize(("encoding", "text"), TEXTS)
def test_a_text_in_an_old_encoding_is_recognised_without_being_told(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        *("Café à Malmö", "It’s cold.", "¿Qué pasó?", "Übermäßig größer", "naïve", "5 % – más", "Æ ø å", "cost: €5"),
        *("It rained.\n————\nIt’s over", "It’s a “test”……—", "Zoë »»» Señor Núñez", "Ærø", "È così"),
        "Hamnen godkände en andra färjelinje på tisdagen efter tre års bråk. Överfarten kostar två kronor.",
        "La ciudad inauguró un puente. «Las crecidas nos obligaron a parar», explicó el señor Núñez.",
    ],
)
def test_western_text_is_windows_1252_however_short(text: str) -> None:
    assert decode(text.encode("cp1252")) == text


@pytest.mark.parametrize("data", ["港口结冰".encode("gb18030"), bytes(range(0x80, 0x100)) * 3, b"\xfe\xfd\xfc " * 40])
def test_what_cant_be_told_is_refused_in_a_line_that_says_what_to_do(data: bytes) -> None:
    with pytest.raises(ReadError, match="save it as UTF-8") as refusal:
        decode(data)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("declared", ["iso-8859-1", "gb2312", "windows-1251", "utf-16", "ascii", "no-such-thing", "\0"])
@pytest.mark.parametrize("text", ["Fährlinie genehmigt", "第二条渡轮航线", "the council\ufffds vote", "plain words"])
def test_valid_utf8_wins_over_any_declaration(text: str, declared: str) -> None:
    assert decode(text.encode(), declared) == text


def test_a_replacement_character_that_stands_in_the_text_stays() -> None:
    assert decode("\ufffd\ufffd the line".encode()) == "\ufffd\ufffd the line"


@pytest.mark.parametrize(
    ("declared", "encoding", "text"),
    [
        ("gb2312", "gb18030", "镕基说港口结冰"),  # the first letter is none of GB 2312's
        ("iso-8859-1", "cp1252", "the mayor’s “ferry”"),
        ("ks_c_5601-1987", "cp949", "똠방각하"),
        ("shift_jis", "cp932", "①髙島屋"),
        ("windows-1251", "cp1251", "Ёж"),
        ("iso-8859-2", "iso8859_2", "Łódź"),
    ],
)
def test_what_is_declared_is_read_as_the_web_means_it(declared: str, encoding: str, text: str) -> None:
    assert decode(text.encode(encoding), declared) == text


@pytest.mark.parametrize("declared", ["utf-8", "shift_jis", "nonsense", None])
def test_a_declaration_that_doesnt_fit_is_passed_over(declared: str | None) -> None:
    assert decode(RUSSIAN.encode("koi8_r"), declared) == RUSSIAN


@pytest.mark.parametrize("declared", ["base64", "hex", "rot13", "zip", "uu", "bz2", "quopri"])
@pytest.mark.parametrize("text", ["plain words", "Fährlinie genehmigt"])
def test_a_declared_encoding_that_is_none_of_text_is_named(declared: str, text: str) -> None:
    with pytest.raises(ReadError, match=declared):
        decode(text.encode(), declared)


@pytest.mark.parametrize("declared", ["undefined", "idna", "punycode", "utf-7", "unicode_escape"])
def test_an_odd_encoding_does_no_harm(declared: str) -> None:
    assert decode(b"caf\xe9 na\xefve", declared) == "café naïve"
