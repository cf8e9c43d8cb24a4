"""Figures in any notation and any currency: what is the same, and what is not."""

import pytest

from rag.facts.figure import Figure
from rag.facts.figures import figures_in

SAME = {  # each row says one figure, a language and its text
    "thousands": [
        ("en", "12400 tonnes"),
        ("en", "12,400 tonnes"),
        ("en", "12 400 tonnes"),
        ("en", "12\u202f400 tons"),
        ("en", "１２,４００ tonnes"),
        ("de", "12.400 Tonnen"),
        ("id", "12.400 ton"),
        ("es", "12.400 toneladas"),
    ],
    "a share": [
        ("en", "5%"),
        ("en", "5 percent"),
        ("en", "5 per cent"),
        ("en", "5 pct"),
        ("en", "5pc"),
        ("en", "five percent"),
        ("ar", "٥٪"),
        ("fr", "5 %"),
    ],
    "a sum": [("en", "$3.5m"), ("en", "$3.5 million"), ("en", "USD 3,500,000"), ("es", "3,5 millones de dólares")],
    "Indian scales": [("hi", "94 करोड़"), ("en", "94 crore"), ("en", "940 million"), ("hi", "९४ करोड़")],
    "myriads": [("ja", "1.9万"), ("zh", "1.9万"), ("ko", "1.9만"), ("en", "19,000")],
    "hundred millions": [("ja", "8.2億"), ("zh", "8.2亿"), ("zh", "8.2億"), ("ko", "8.2억"), ("en", "820 million")],
    "two scales": [("ja", "7億5,000万人"), ("ko", "7억 5,000만 명"), ("zh", "7.5亿"), ("en", "750 million")],
    "a scale and a rest": [("ja", "1万2000人"), ("zh", "1万2000"), ("en", "12,000")],
    "Indian scales together": [("en", "1 crore 20 lakh rupees"), ("hi", "1 करोड़ 20 लाख"), ("en", "Rs 12,000,000")],
    "power": [("en", "120MW"), ("en", "120 megawatts"), ("en", "120 MW"), ("de", "120 Megawatt")],
    "area": [
        ("en", "120 m²"),
        ("en", "120 square metres"),
        ("en", "120 square meters"),
        ("es", "120 metros cuadrados"),
    ],
    "speed": [("en", "90 km/h"), ("en", "90km/h"), ("en", "90 kilometres per hour"), ("de", "90 Kilometer pro Stunde")],
    "length": [("en", "12km"), ("en", "12 kilometres"), ("en", "12 kilometers"), ("es", "12 kilómetros")],
    "yen": [("ja", "74億円"), ("en", "¥7.4bn"), ("en", "7.4 billion yen")],
    "Arabic digits": [("ar", "٤٧ مليون دينار"), ("ar", "47 مليون دينار"), ("en", "47 million dinars")],
    "Persian digits": [("fa", "۱۲٬۴۰۰"), ("en", "12,400")],
    "a time": [("en", "2:30pm"), ("en", "2.30 p.m."), ("en", "14:30"), ("de", "14:30")],
    "glued": [("en", "256kps"), ("en", "256 kps")],
    "half": [("en", "2½ hours"), ("en", "2.5 hours")],
    "after a stop": [("fr", "58 000."), ("en", "58,000.")],
}
CURRENCIES = {
    "UAH": "48,000 hryvnia|UAH 48,000|₴48,000|48,000 hryvnias|48bn hryvnia",
    "USD": "USD 48,000|US$48,000|$48,000|48,000 US dollars|48,000 dollars",
    "CHF": "CHF 48,000|48,000 Swiss francs|48,000 francs|48,000 CHF",
    "INR": "Rs 48,000|Rs. 48,000|₹48,000|48,000 rupees|48,000 Indian rupees",
    "CZK": "48bn crowns|48,000 Czech korunas|48,000 crowns",
    "KRW": "48,000 won|₩48,000|48,000 South Korean won",
    "THB": "48,000 baht|฿48,000|THB48,000",
    "NGN": "₦48,000|48,000 naira|NGN 48,000",
    "ZAR": "R48,000|R 48 000|48,000 rand|ZAR 48,000",
    "MYR": "RM48,000|48,000 ringgit|RM 48,000",
    "SEK": "48,000 kronor|SEK 48,000|48,000 Swedish kronor",
    "RUB": "48,000 roubles|48,000 rubles|₽48,000",
    "BRL": "R$48,000|48,000 reais",
    "TRY": "₺48,000|48,000 lira|48,000 Turkish lira",
    "VND": "48,000 dong|48,000₫",
    "IDR": "48,000 rupiah|Rp 48,000",
    "KES": "Ksh 48,000|48,000 shillings",
    "AUD": "A$48,000|48,000 Australian dollars|$48,000",
    "EUR": "€48,000|48,000 euros|EUR 48,000|48,000 €",
}
OWN_NAMES = {
    "es": "48.000 grivnas|UAH",
    "de": "48.000 Schweizer Franken|CHF",
    "id": "48 ribu baht|THB",
    "tl": "48,000 piso|PHP",
    "fr": "48 000 roubles russes|RUB",
    "ko": "5,000원|KRW",
}


def only_figure(text: str, language: str) -> Figure:
    (figure,) = figures_in(text, language)
    return figure


@pytest.mark.parametrize("meaning", SAME)
def test_a_figure_is_one_in_any_notation(meaning: str) -> None:
    found = [only_figure(text, language) for language, text in SAME[meaning]]
    for one in found:
        assert [other.text for other in found if not one.agrees(other)] == [], one


@pytest.mark.parametrize("code", CURRENCIES)
def test_every_currency_makes_a_sum_however_it_is_written(code: str) -> None:
    found = [only_figure(text, "en") for text in CURRENCIES[code].split("|")]
    assert {code in one.unit.split("/") for one in found} == {True}, [(one.text, one.unit) for one in found]


@pytest.mark.parametrize(
    "text", ["a town with 48,000 real wishes", "the 48,000 mark", "TOP 10 and R2 D2", "5 lessons", "12 all told"]
)
def test_a_word_that_is_no_currency_is_no_unit(text: str) -> None:
    assert [one.unit for one in figures_in(text, "en") if one.unit not in {"", "TOP"}] == []


@pytest.mark.parametrize("language", OWN_NAMES)
def test_a_language_has_names_of_its_own_for_currencies(language: str) -> None:
    text, code = OWN_NAMES[language].split("|")
    assert code in only_figure(text, language).unit.split("/")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("48,000 Swedish kronor", "48,000 Danish kroner"),
        ("HK$48,000", "US$48,000"),
        ("48,000 baht", "48,000 won"),
        ("R48,000", "RM48,000"),
        ("₦48,000", "₹48,000"),
        ("5%", "5"),
        ("$3.5m", "$3.5bn"),
        ("2:30pm", "2:30am"),
        ("2:30pm", "3:30pm"),
        ("2:30", "2.5 hours"),
        ("256kps", "265kps"),
        ("120MW", "120GW"),
        ("120 m²", "120 km²"),
        ("1 crore 20 lakh", "1 crore 30 lakh"),
        ("58 000", "85 000"),
    ],
)
def test_another_figure_or_currency_is_another(one: str, other: str) -> None:
    first, second = only_figure(one, "en"), only_figure(other, "en")
    assert not first.agrees(second)
    assert not second.agrees(first)
    assert not first.equals(second)


@pytest.mark.parametrize(
    ("text", "said"), [("۱۲٬۴۰۰ نفر", "۱۲٬۴۰۰"), ("the ５ ％ tax", "５ ％"), ("in the 1990s", "1990")]
)
def test_a_figure_is_told_in_the_digits_it_is_written_in(text: str, said: str) -> None:
    assert only_figure(text, "fa").text == said
