"""Indonesian."""

from index.language.cldr import decimal_sign, months, weekdays
from index.language.language import Asking, Calendar, Language, Naming, Numbers, Polarity, Words, words

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
