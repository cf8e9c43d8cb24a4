"""Figures, negations and hedges in each language that has a file, in checks and lookups; none in others."""

from collections.abc import Iterator

import pytest

from index.language.language import languages
from rag.check.hedges import hedge_left_out
from rag.check.polarity import reverses
from rag.facts.facts import facts_in
from rag.facts.figure import Figure
from rag.facts.figures import figures_in
from rag.facts.negations import negations_in
from rag.lookup.alignment import align
from rag.lookup.differences import differences
from rag.lookup.folding import FoldedText
from rag.lookup.tokens import Tokens

NUMERALS = {  # one to twenty, the tens, and some that are put together
    "en": (
        """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
        eighteen nineteen twenty""",
        "thirty forty fifty sixty seventy eighty ninety",
        {25: "twenty-five", 205: "two hundred and five", 1500: "one thousand five hundred", 325_000: "325 thousand"},
    ),
    "tl": (
        """isa dalawa tatlo apat lima anim pito walo siyam sampu labing-isa labindalawa labintatlo labing-apat
        labinlima labing-anim labimpito labingwalo labinsiyam dalawampu""",
        "tatlumpu apatnapu limampu animnapu pitumpu walumpu siyamnapu",
        {25: "dalawampu't lima", 205: "dalawang daan at lima", 400_000: "apat na raang libo", 1000: "sanlibo"},
    ),
    "es": (
        """uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete
        dieciocho diecinueve veinte""",
        "treinta cuarenta cincuenta sesenta setenta ochenta noventa",
        {25: "veinticinco", 35: "treinta y cinco", 205: "doscientos cinco", 325_000: "trescientos veinticinco mil"},
    ),
    "id": (
        """satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas dua_belas tiga_belas empat_belas
        lima_belas enam_belas tujuh_belas delapan_belas sembilan_belas dua_puluh""",
        "tiga_puluh empat_puluh lima_puluh enam_puluh tujuh_puluh delapan_puluh sembilan_puluh",
        {25: "dua puluh lima", 100: "seratus", 125: "seratus dua puluh lima", 1_200_000: "sejuta dua ratus ribu"},
    ),
    "de": (
        """eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn
        achtzehn neunzehn zwanzig""",
        "dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
        {25: "fünfundzwanzig", 200: "zweihundert", 325_411: "dreihundertfünfundzwanzigtausendvierhundertelf"},
    ),
}
ALIKE = {  # what says the same in each
    "a sum": {
        "en": "$57 billion|57,000 million dollars|fifty-seven billion US dollars",
        "tl": "57 bilyong dolyar|limampu't pitong bilyong dolyar|$57 na bilyon",
        "es": "57 mil millones de dólares|57.000 millones de dólares|cincuenta y siete mil millones de dólares",
        "id": "57 miliar dolar AS|lima puluh tujuh miliar dolar|US$57 miliar",
        "de": "57 Milliarden Dollar|57 Mrd. US-Dollar|siebenundfünfzig Milliarden Dollar",
    },
    "a third": {
        "en": "a third of it|one third|33%",
        "tl": "sangkatlo|isang-katlo|ikatlong bahagi|33 porsiyento",
        "es": "un tercio|la tercera parte|33 por ciento",
        "id": "sepertiga|33 persen",
        "de": "ein Drittel der Leute|33 Prozent|33 %",
    },
    "two thirds": {
        "en": "two thirds",
        "tl": "dalawang katlo",
        "es": "dos tercios|dos terceras partes",
        "id": "dua pertiga",
        "de": "zwei Drittel",
    },
    "a tenth": {
        "en": "a tenth|10%",
        "tl": "ikasampu ng mga tao|isang ikasampu",
        "es": "un décimo|la décima parte",
        "id": "sepersepuluh|10 persen",
        "de": "ein Zehntel|zehn Prozent",
    },
    "months": {
        "en": "seven months|7 months",
        "tl": "pitong buwan",
        "es": "siete meses",
        "id": "tujuh bulan",
        "de": "sieben Monaten",
    },
    "thousands": {
        "en": "12,345 people",
        "tl": "12,345 katao",
        "es": "12.345 personas|12 345 personas",
        "id": "12.345 orang",
        "de": "12.345 Menschen",
    },
    "half": {
        "en": "half of them|50%",
        "tl": "kalahati",
        "es": "la mitad",
        "id": "setengah|separuh",
        "de": "die Hälfte",
    },
    "half a million": {
        "en": "half a million|500,000",
        "tl": "kalahating milyon|500,000",
        "es": "medio millón|500.000",
        "id": "setengah juta|500.000",
        "de": "eine halbe Million|500.000|fünfhunderttausend",
    },
    "doubled": {
        "en": "doubled|twice|twofold",
        "tl": "nadoble|dalawang beses",
        "es": "se duplicaron|el doble|dos veces",
        "id": "dua kali lipat|digandakan",
        "de": "verdoppelte sich|das Doppelte|zweimal",
    },
    "the third quarter": {
        "en": "third quarter|3rd quarter",
        "tl": "ikatlong kuwarter|ika-3 kuwarter",
        "es": "tercer trimestre|3.º trimestre",
        "id": "kuartal ketiga|kuartal ke-3",
        "de": "drittes Quartal|im 3. Quartal",
    },
    "the 19th century": {
        "en": "19th century|nineteenth century",
        "tl": "siglo XIX|ika-19 siglo",
        "es": "siglo XIX|siglo 19",
        "id": "abad ke-19|abad XIX",
        "de": "19. Jahrhundert|neunzehnte Jahrhundert",
    },
    "decimals": {
        "en": "1.5 million km|1,500,000 kilometres",
        "tl": "1.5 milyong kilometro",
        "es": "1,5 millones de kilómetros|1.500.000 km",
        "id": "1,5 juta kilometer|1.500.000 km",
        "de": "1,5 Millionen Kilometer|1.500.000 km",
    },
    "millions of people": {
        "en": "millions of people",
        "tl": "milyon-milyong tao",
        "es": "millones de personas",
        "id": "jutaan orang",
        "de": "Millionen Menschen",
    },
}
BOUNDS = {
    "en": ("more than 60 days", "at most 60 days", "about 60 days"),
    "tl": ("mahigit 60 araw", "wala pang 60 araw", "halos 60 araw"),
    "es": ("más de 60 días", "menos de 60 días", "unos 60 días"),
    "id": ("lebih dari 60 hari", "kurang dari 60 hari", "sekitar 60 hari"),
    "de": ("über 60 Tage", "höchstens 60 Tage", "etwa 60 Tage"),
}
NO_FIGURES = {
    "en": "a year, one of them, dozens of people",
    "tl": "isa sa mga kompanya, isang taon",
    "es": "una media, un año, uno de ellos",
    "id": "seorang wartawan, kedua negara",
    "de": "ein Jahr, eine der Firmen, Dutzende Menschen",
}
NEGATED = {  # a sentence, what denies it, and what only looks like a negation
    "en": ("The mill has reopened.", "The mill has not reopened.", "The mill has not only reopened."),
    "tl": ("Nagbukas muli ang gilingan.", "Hindi nagbukas muli ang gilingan.", "Hindi lamang nagbukas ang gilingan."),
    "es": ("El molino ha reabierto.", "El molino no ha reabierto.", "El molino no sólo ha reabierto."),
    "id": (
        "Penggilingan itu sudah dibuka kembali.",
        "Penggilingan itu tidak dibuka kembali.",
        "Penggilingan itu tidak hanya dibuka kembali.",
    ),
    "de": (
        "Die Mühle hat wieder geöffnet.",
        "Die Mühle hat nicht wieder geöffnet.",
        "Die Mühle hat nicht nur geöffnet.",
    ),
}
HEDGED = {  # a sentence that leaves open what the other tells, and one that leaves it open in other words
    "en": ("The mill might close its gates.", "The mill closes its gates.", "The mill plans to close its gates."),
    "tl": ("Baka magsara ang gilingan sa Lunes.", "Magsasara ang gilingan sa Lunes.", "Magsasara raw ang gilingan."),
    "es": ("El molino podría cerrar sus puertas.", "El molino cierra sus puertas.", "El molino puede cerrar."),
    "id": (
        "Penggilingan itu mungkin menutup pintunya.",
        "Penggilingan itu menutup pintunya.",
        "Penggilingan itu akan menutup pintunya.",
    ),
    "de": (
        "Die Mühle könnte ihre Tore schließen.",
        "Die Mühle schließt ihre Tore.",
        "Die Mühle will ihre Tore schließen.",
    ),
}
CHANGED = {  # a sentence, and the same with another number
    "en": ("The bridge was closed for seven months.", "The bridge was closed for nine months."),
    "tl": ("Isinara ang tulay nang pitong buwan.", "Isinara ang tulay nang limang buwan."),
    "es": ("El puente estuvo cerrado siete meses.", "El puente estuvo cerrado nueve meses."),
    "id": ("Jembatan itu ditutup selama tujuh bulan.", "Jembatan itu ditutup selama sembilan bulan."),
    "de": ("Die Brücke war sieben Monate gesperrt.", "Die Brücke war neun Monate gesperrt."),
}
CODES = [language.code for language in languages()]


def spelled(language: str) -> Iterator[tuple[int, str]]:
    ones, tens, others = NUMERALS[language]
    yield from ((number, word.replace("_", " ")) for number, word in enumerate(ones.split(), 1) if number > 1)
    yield from ((10 * ten, word.replace("_", " ")) for ten, word in enumerate(tens.split(), 3))
    yield from others.items()


def only_figure(text: str, language: str) -> Figure:
    (figure,) = figures_in(text, language)
    return figure


def kinds(excerpt: str, article: str, language: str) -> list[str]:
    """What a lookup calls the differences between two sentences."""
    here, there = Tokens(FoldedText(excerpt)), Tokens(FoldedText(article))
    found = align(here, there)
    assert found
    return [one.kind for one in differences(here, there, found, language)]


@pytest.mark.parametrize("language", CODES)
def test_a_number_in_words_is_the_one_in_digits(language: str) -> None:
    for number, words in spelled(language):
        assert only_figure(f"… {words}.", language).values == (number,), words
    assert figures_in(NO_FIGURES[language], language) == []


@pytest.mark.parametrize("meaning", ALIKE)
def test_a_figure_is_the_same_in_every_language_and_notation(meaning: str) -> None:
    written = [(text, language) for language in CODES for text in ALIKE[meaning][language].split("|")]
    found = [only_figure(text, language) for text, language in written]
    for one in found:
        assert [other.text for other in found if not one.agrees(other)] == [], one


@pytest.mark.parametrize("language", CODES)
def test_the_words_before_a_figure_set_its_bound(language: str) -> None:
    found = [only_figure(text, language) for text in BOUNDS[language]]
    assert [(one.bound, one.values, one.unit) for one in found] == [(sign, (60.0,), "day") for sign in "><~"]


@pytest.mark.parametrize("language", CODES)
def test_a_negation_is_missed_in_a_check_and_in_a_lookup_and_its_look_alike_is_none(language: str) -> None:
    told, denied, look_alike = NEGATED[language]
    (negation,) = negations_in(denied, language)
    assert not negations_in(told, language)
    assert not negations_in(look_alike, language)
    assert reverses(told, language, denied, language) == negation.text
    assert reverses(denied, language, told, language) == negation.text
    assert reverses(denied, language, denied, language) is None
    assert "negation" in kinds(told, denied, language)


@pytest.mark.parametrize("language", CODES)
def test_a_hedge_is_missed_where_its_words_are_told_without(language: str) -> None:
    hedged, told, open_too = HEDGED[language]
    assert hedge_left_out(told, hedged, language)
    assert hedge_left_out(open_too, hedged, language) is None
    assert hedge_left_out(hedged, hedged, language) is None


@pytest.mark.parametrize("language", CODES)
def test_another_number_is_a_figure_in_a_lookup_as_in_a_check(language: str) -> None:
    sentence, changed = CHANGED[language]
    one, other = (facts_in(text, language).figures for text in (sentence, changed))
    assert not one[0].agrees(other[0])
    assert kinds(changed, sentence, language) == ["figure"]


def test_an_unknown_language_is_not_read_but_for_digits_signs_and_iso_dates() -> None:
    text = "Le 2026-01-16, trente et un des 57 bacs n'ont pas quitté Lyon : 12 % en mars, peut-être 40 €."
    facts = facts_in(text, "fr")
    assert [(one.text, one.unit) for one in facts.figures] == [("57", ""), ("12 %", "%"), ("40 €", "EUR")]
    assert [one.text for one in facts.dates] == ["2026-01-16"]
    assert (facts.names, facts.negations) == ((), ())
    assert kinds(text.replace("trente", "vingt"), text, "fr") == ["words"]
    assert kinds(text.replace("57", "75"), text, "fr") == ["figure"]
    assert hedge_left_out("Le bac part.", "Le bac part peut-être.", "fr") is None
    assert reverses("Le bac part.", "fr", "Le bac ne part pas.", "fr") is None


@pytest.mark.parametrize(
    ("language", "excerpt", "article"),
    [
        ("en", "The mill had been open for some weeks by then.", "The mill had been open for some months by then."),
        ("tl", "Ilang buwan nang bukas ang gilingan noon.", "Ilang taon nang bukas ang gilingan noon."),
        ("es", "El molino llevaba abierto algunas semanas.", "El molino llevaba abierto algunos meses."),
        ("id", "Penggilingan itu sudah buka beberapa pekan.", "Penggilingan itu sudah buka beberapa bulan."),
        ("de", "Die Mühle war seit einigen Wochen offen.", "Die Mühle war seit einigen Monaten offen."),
    ],
)
def test_another_unit_of_time_is_a_date_in_a_lookup(language: str, excerpt: str, article: str) -> None:
    assert "date" in kinds(excerpt, article, language)
