"""Excerpts that say the same in another notation, and copies out of columns and PDFs."""

from collections.abc import Iterator

import pytest

from index.article import Draft
from index.library import Library
from rag.lookup.finder import Finder
from rag.lookup.finding import Difference, Finding
from tests.rag.making import library_of

TEXTS = {
    "en": "The grain store of Aldo will hold 12,400 tonnes next year, up 5 percent, the U.S. owner said on Monday in a "
    "note to the town. It cost $3.5 million. The gate opens at 2:30pm on Sundays for everyone who walks in.",
    "en typography": "The café’s “win\u00addow seats” are back, the oﬃce said. About 4 300 passengers a day – up 5 % – "
    "use the non‑stop line between the islands. The fineﬂy ship carries 1,200 tonnes of flour and first-class fish.",
    "en columns": "The council will re-\nbuild the light-\nhouse of Brenn in the next spring, and the well-\nknown "
    "keeper expects some informa-\ntion about its cost before the summer.",
    "ar": "بلغت تكلفة محطة المياه في وادي الزهر ٤٧ مليون دينار، وهي تزوّد ٦٢ ألف منزل بالماء كل يوم.",
    "fr": "Selon son directeur, le chantier a coûté 9,4 millions d'euros. Mme Solène Audrain, adjointe à la culture, "
    "attend 85 000 visiteurs par an.",
    "de": "Im ersten Jahr rechnet die Stadt mit ca. 140.000 Gästen.",
    "es": "Se espera que lo crucen unas 7.300 personas al día, entre ellas los alumnos del instituto núm. 4.",
    "id": "Sebanyak 146 pedagang kini berjualan di sana.",
    "tl": "Aabot sa 5,400 sasakyan ang dadaan dito araw-araw.",
    "ja": "総工費は74億円で、当初の計画より6億円増えた。一日の利用者は8,200人を見込んでいる。",
    "th": "ตลาดแห่งนี้มีร้านค้า 230 ร้าน และคาดว่าจะมีนักท่องเที่ยววันละ 5,600 คน",
    "hi": "परियोजना पर 94 करोड़ रुपये खर्च हुए। संयंत्र से 31 हज़ार घरों को बिजली मिलेगी।",
    "ko": "새 다리를 짓는 데 74억 원이 들었고 하루 5,400명이 건널 것으로 시는 보고 있다.",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    drafts = [Draft(f"{name}.txt", text, title=name, language=name[:2]) for name, text in TEXTS.items()]
    with library_of(tmp_path_factory.mktemp("notation") / "home", *drafts) as made:
        yield made


def look_up(library: Library, excerpt: str) -> tuple[Finding, list[tuple[str, str, str]]]:
    finding = Finder(library).find(excerpt)
    told: tuple[Difference, ...] = finding.matches[0].differences if finding.matches else ()
    return finding, [(one.kind, one.excerpt, one.article) for one in told]


@pytest.mark.parametrize(
    ("excerpt", "mine", "theirs"),
    [
        ("The grain store of Aldo will hold 12400 tonnes next year", "12400", "12,400"),
        ("The grain store of Aldo will hold 12 400 tonnes next year", "12 400", "12,400"),
        ("The grain store of Aldo will hold 12\u202f400 tonnes next year", "12 400", "12,400"),
        ("will hold 12,400 tonnes next year, up 5%, the U.S. owner said", "5%", "5 percent"),
        ("will hold 12,400 tonnes next year, up 5 per cent, the U.S. owner said", "5 per cent", "5 percent"),
        ("will hold 12,400 tonnes next year, up five percent, the U.S. owner said", "five percent", "5 percent"),
        ("up 5 percent, the US owner said on Monday in a note", "US", "U.S."),
        ("It cost $3.5m.", "$3.5m", "$3.5 million"),
        ("It cost $3.5m", "$3.5m", "$3.5 million"),
        ("It cost USD 3.5 million.", "USD 3.5", "$3.5"),
        ("The gate opens at 2.30 p.m. on Sundays for everyone", "2.30 p.m.", "2:30pm"),
        ("The gate opens at 14:30 on Sundays for everyone", "14:30", "2:30pm"),
        ("About 4300 passengers a day – up 5 % – use the non-stop line", "4300", "4 300"),
        ("About 4,300 passengers a day – up 5 % – use the non-stop line", "4,300", "4 300"),
        ("بلغت تكلفة محطة المياه في وادي الزهر 47 مليون دينار", "47", "٤٧"),
        ("attend 85.000 visiteurs par an", "85.000", "85 000"),
        ("le chantier a coûté 9.4 millions d'euros", "9.4", "9,4"),
        ("Im ersten Jahr rechnet die Stadt mit ca. 140 000 Gästen.", "140 000", "140.000"),
        ("Aabot sa 5400 sasakyan ang dadaan dito araw-araw.", "5400", "5,400"),
        ("一日の利用者は8200人を見込んでいる。", "8200", "8,200"),
        ("総工費は7,400,000,000円で、当初の計画より", "7,400,000,000円", "74億円"),
        ("परियोजना पर ९४ करोड़ रुपये खर्च हुए।", "९४", "94"),
    ],
)
def test_the_same_figure_written_otherwise_is_told_as_that(
    library: Library, excerpt: str, mine: str, theirs: str
) -> None:
    finding, told = look_up(library, excerpt)
    assert finding.verdict == "altered"
    assert [one for one in told if one[0] != "signs"] == [("notation", mine, theirs)]


@pytest.mark.parametrize(
    ("excerpt", "mine", "theirs"),
    [
        ("The grain store of Aldo will hold 14200 tonnes next year", "14200", "12,400"),
        ("The grain store of Aldo will hold 12.400 tonnes next year", "12.400", "12,400"),
        ("will hold 12,400 tonnes next year, up 6%, the U.S. owner said", "6%", "5 percent"),
        ("The gate opens at 3:30pm on Sundays for everyone", "3:30pm", "2:30pm"),
        ("a note to the town. It cost €3.5 million. The gate opens at 2:30pm", "€3.5", "$3.5"),
        ("attend 58 000 visiteurs par an", "58 000", "85 000"),
        ("Se espera que lo crucen unas 9.300 personas al día", "9.300", "7.300"),
        ("Im ersten Jahr rechnet die Stadt mit ca. 410.000 Gästen.", "410.000", "140.000"),
        ("Sebanyak 164 pedagang kini berjualan di sana.", "164", "146"),
        ("Aabot sa 4,500 sasakyan ang dadaan dito araw-araw.", "4,500", "5,400"),
        ("一日の利用者は2,800人を見込んでいる。", "2,800", "8,200"),
        ("総工費は47億円で、当初の計画より6億円増えた。", "47億円", "74億円"),
        ("และคาดว่าจะมีนักท่องเที่ยววันละ 6,500 คน", "6,500", "5,600"),
        ("وهي تزوّد ٢٦ ألف منزل بالماء كل يوم", "٢٦", "٦٢"),
        ("संयंत्र से 13 हज़ार घरों को बिजली मिलेगी।", "13", "31"),
        ("새 다리를 짓는 데 47억 원이 들었고 하루 5,400명이", "47억", "74억"),
    ],
)
def test_another_figure_is_one_difference_with_the_whole_figure(
    library: Library, excerpt: str, mine: str, theirs: str
) -> None:
    finding, told = look_up(library, excerpt)
    assert finding.verdict == "altered"
    assert ("figure", mine, theirs) in told


@pytest.mark.parametrize("name", [name for name in TEXTS if " " not in name])
def test_a_text_of_any_language_is_exact(library: Library, name: str) -> None:
    assert look_up(library, TEXTS[name])[0].verdict == "exact"


@pytest.mark.parametrize(
    "excerpt",
    [
        "The grain store of Al-\ndo will hold 12,400 tonnes next year",
        "The grain store of Aldo will hold 12,400 ton- nes next year",
        "The grain\u00ad store of Aldo will hold 12,400 ton\u00ad\nnes next year",
        "“window seats” are back, the office said",
        "The finefly ship carries 1,200 tonnes of ﬂour and ﬁrst-class ﬁsh",
        "use the non-stop line between the islands",
        "use the non-\nstop line be-\ntween the is-\nlands",
        "flour and first-\nclass fish",
        "The council will rebuild the lighthouse of Brenn in the next spring",
        "The council will re-build the lighthouse of Brenn in the next spring, and the well-known keeper",
        "will re-\nbuild the light-\nhouse of Brenn in the next spring, and the well-\nknown keeper expects some",
        "the wellknown keeper expects some information",
        "will rebuild the lighthouse of Brenn in the ne-\nxt spring, and the well-known keeper",
    ],
)
def test_a_copy_out_of_a_column_is_word_for_word(library: Library, excerpt: str) -> None:
    finding, _ = look_up(library, excerpt)
    assert finding.verdict == "exact"
    for match in finding.matches:
        there = library.catalog.article(match.article_id)
        assert there is not None
        assert there.text[match.start : match.end] == match.quote


def test_a_hyphen_inside_a_line_is_a_sign_and_a_line_end_is_no_excuse_for_another_word(library: Library) -> None:
    finding, told = look_up(library, "The grain-store of Aldo will hold 12,400 tonnes next year")
    assert (finding.verdict, {one[0] for one in told}) == ("altered", {"signs"})
    _, told = look_up(library, "The grain store of Al-\nma will hold 12,400 tonnes next year")
    assert {one[0] for one in told} <= {"name", "words", "added"}
    assert told


def test_an_altered_place_in_a_column_differs_in_what_was_altered_only(library: Library) -> None:
    finding, told = look_up(library, "The council will sell the lighthouse of Brenn in the next spring, and the keeper")
    assert finding.verdict == "altered"
    assert ("words", "sell", "re-build") in [(kind, mine, theirs.replace(" ", "")) for kind, mine, theirs in told]
