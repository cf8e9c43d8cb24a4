"""Where sentences end, in any language: what the files say, and a few words of languages that have none."""

import re
from dataclasses import dataclass, fields
from functools import cache

from index.language.language import Endings, languages, words

_WITHOUT_FILE = (
    Endings(  # French
        titles=words("mm MM mme mmes mlle mlles mgr dr Pr ste bd cf"),
        numbered=words("no art p pp chap vol env"),
        shortened=words("etc janv févr avr juill sept oct nov déc"),
        openers=words("le les une ce cette ces il elle ils elles on nous dans pour mais selon et à au aux"),
        particles=words("le la de du des"),
    ),
    Endings(  # Italian and Portuguese
        titles=words("sig sigg dott ing avv prof dra sra srta exmo exma Pe Av"),
        numbered=words("n nº pag pág art cap"),
        shortened=words("ecc mln mld"),
        openers=words("il lo gli la i o os as um uma em no na não ele ela di da per con"),
        particles=words("di da do dos das lo la"),
    ),
    Endings(  # Dutch
        titles=words("dhr mevr mw drs ir mr ing jhr"),
        numbered=words("nr blz art"),
        shortened=words("mln mld enz bijv"),
        openers=words("de het een hij zij ze dit deze maar"),
        particles=words("de van den"),
    ),
    Endings(  # Russian, Ukrainian, Bulgarian
        titles=words("г гг ул просп пер обл вул бул наб д с п р проф акад доц св гр м"),
        numbered=words("стр с рис табл ст п гл д кв корп ок т"),
        shortened=words("млн млрд тыс руб коп др пр янв фев февр апр авг сент окт нояб дек н э в вв г гг"),
        openers=words("в на он она оно они это этот эта и но а по с за из к до после при для все как так мы я"),
    ),
    Endings(  # Greek
        titles=words("κ κα κος δρ καθ αγ"),
        numbered=words("αρ σελ άρθρ"),
        shortened=words("εκατ δισ χιλ κλπ"),
        openers=words("ο η το οι τα στο στη και αλλά"),
    ),
    Endings(  # Hindi, Marathi, Nepali
        titles=words("डॉ डा प्रो श्री श्रीमती सुश्री पं स्व कु मो इं"),
        numbered=words("रु क्र सं पृ नं"),
    ),
    Endings(titles=words("ড ডা মো திரு திருமதி")),  # Bengali, Tamil
    Endings(  # Polish, Czech
        titles=words("ul św ks inż mgr płk nám sv Ing Mgr MUDr JUDr"),
        numbered=words("nr str godz poz č čl"),
        shortened=words("np tys itd itp r tzv např tis atd apod"),
        openers=words("w na on ona to ten ta te po do od za jest są je jsou"),
    ),
    Endings(titles=words("Sn Doç Yrd Uzm"), numbered=words("kl tlf nr")),  # Turkish, Scandinavian languages
    Endings(titles=words("د م أ أ.د ش ص ب"), numbered=words("ص ج رقم")),  # Arabic
    Endings(titles=words("TS ThS GS PGS TP")),  # Vietnamese
)
_QUOTING = (  # Japanese, after a quotation or a bracket; Chinese: “…。”他说
    r"[\u4e00-\u9fff]{1,8}(?:说|道|表示)|と(?!にかく|ころ|ても|りわけ|はいえ)|って|など|を|の(?!ち)|が|は(?!い|じ)|に|も(?!し|ち|う|っ|と)|で(?!も|は)|や(?!が|は|っ)|、|。|「|『"
)

_LINKING = """
ซึ่ง ที่ และ หรือ แต่ โดย เพื่อ ว่า เพราะ เนื่องจาก จน รวม ทั้ง กับ จาก ใน ของ ไป มา ให้ ด้วย แล้ว ได้ ก็ จะ ถูก คือ เป็น อยู่ ยัง ขณะ ผู้
ตาม ตั้งแต่ ถึง ต่อ สำหรับ ระหว่าง หลัง ก่อน ภายใน อย่าง เช่น ทำให้ นำ พร้อม เมื่อ กว่า แทน แม้ หาก ไม่ ต้อง สามารถ มี บน เข้า ออก ขึ้น ลง
ครั้ง คน ปี บาท ล้าน พัน หมื่น แสน ร้าน แห่ง วัน เดือน ชั่วโมง นาที เมตร กิโล เปอร์เซ็นต์ คัน ตัว เล่ม ราย ชิ้น ฉบับ หลา คะแนน ดอลลาร์ ตาราง
"""  # Thai: conjunctions, prepositions, verbs that go on with the same subject, and what is counted
_LEADING = "ว่า คือ ได้แก่ เช่น และ หรือ ของ ที่ ชื่อ เป็น โดย กับ ใน จาก"
_SPACED_TITLES = "นาย นาง ดร. พล. พ.ต. ร.ต. ผศ. รศ. ศ."


@dataclass(frozen=True, slots=True)
class AllEndings(Endings):
    """The endings of all languages together, for a text may be in any, or in several.

    `months` are those that may stand behind an ordinal, `quoting` opens what is said of a quotation. Where spaces end
    sentences (Thai) they do not before `linking` and not behind `leading` words, but before `spaced_titles`.
    """

    months: frozenset[str]
    quoting: re.Pattern[str]
    linking: tuple[str, ...]
    leading: tuple[str, ...]
    spaced_titles: tuple[str, ...]


@cache
def endings() -> AllEndings:
    """Return what tells full stops in any language."""
    known = [*(one.endings for one in languages()), *_WITHOUT_FILE]
    merged = {one.name: frozenset().union(*(getattr(each, one.name) for each in known)) for one in fields(Endings)}
    short_months = frozenset(name.lower() for one in languages() for row in one.calendar.short_months for name in row)
    dated = [one.calendar for one in languages() if one.calendar.day_point]
    return AllEndings(
        **merged | {"numbered": merged["numbered"] | short_months},
        months=frozenset(name for one in dated for row in (*one.months, *one.short_months) for name in row),
        quoting=re.compile(_QUOTING),
        linking=tuple(_LINKING.split()),
        leading=tuple(_LEADING.split()),
        spaced_titles=tuple(_SPACED_TITLES.split()),
    )
