"""What altered statements look like, and that nothing but one thing in them has changed."""

import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.alter.alterations import Alteration, Change, alterations, names_in
from index.article import Draft
from index.read.files import read_all
from index.split.sentences import split_sentences
from index.tidy.tidy import tidy

CORPUS = Path(__file__).parents[3] / "corpus"
NAMES = ["Maria Santos", "Ben Cruz", "Acme", "Globex", "NASA", "UNESCO", "H100", "A800", "Chinese", "Manila", "France"]
KINDS: list[Change] = ["figure", "name", "date", "negation"]


def altered(
    change: Change, sentence: str, language: str = "en", names: Sequence[str] = (), seed: str = ""
) -> Alteration | None:
    made = alterations(sentence, language, names, seed=seed)
    return next((one for one in made if one.change == change), None)


def after(change: Change, sentence: str, language: str = "en", names: Sequence[str] = ()) -> set[str]:
    """Every text that some seed makes of the sentence."""
    made = (altered(change, sentence, language, names, str(seed)) for seed in range(60))
    return {one.text for one in made if one}


def gives_back(one: Alteration, sentence: str) -> bool:
    places = (at for at in range(len(one.text) + 1) if one.text.startswith(one.after, at))
    return any(one.text[:at] + one.before + one.text[at + len(one.after) :] == sentence for at in places)


# figures


@pytest.mark.parametrize(
    ("sentence", "language", "expected"),
    [
        ("Sales rose 54%.", "en", "Sales rose 45%."),
        ("It paid $57 for it.", "en", "It paid $75 for it."),
        ("Some 1,200 people came.", "en", "Some 3,200 people came."),
        ("Growth was 3.5 points.", "en", "Growth was 4.5 points."),
        ("It fell by 20 points.", "en", "It fell by 50 points."),
        ("Two of them left.", "en", "Five of them left."),
        ("A third of it was sold.", "en", "Half of it was sold."),
        ("It cost billions of dollars.", "en", "It cost millions of dollars."),
        ("From 20 to 35 men came.", "en", "From 20 to 53 men came."),
        ("Dalawa ang umalis.", "tl", "Lima ang umalis."),
        ("Umabot ito nang apat na buwan.", "tl", "Umabot ito nang pitong buwan."),
        ("Bilyon ang nawala.", "tl", "Milyon ang nawala."),
        ("Perdieron mil millones.", "es", "Perdieron millones."),
        ("Hoy son 853 382 personas.", "es", "Hoy son 583 382 personas."),
        ("Der Umsatz stieg um 54%.", "de", "Der Umsatz stieg um 45%."),
    ],
)
def test_a_figure_becomes_another_of_its_form(sentence: str, language: str, expected: str) -> None:
    assert expected in after("figure", sentence, language)


@pytest.mark.parametrize(
    "sentence",
    [
        "Nvidia sells the H200, the A100 and GPT-4.",
        "Qwen3 runs on 5G and an iPhone 16.",
        "The Kirin 9020 and the Ascend 910B were sold.",
        "That was on 16 January 2026.",
        "On March 3, 1984, it opened.",
        "At 11:30 they lost.",
        "The 19th century and the 1990s passed.",
        "The Seven Sisters left.",
        "He died in 1848.",
        "It has no number.",
    ],
)
def test_what_belongs_to_a_name_or_a_date_is_no_figure(sentence: str) -> None:
    assert altered("figure", sentence) is None


def test_the_bounds_of_a_range_stay_in_order() -> None:
    for text in after("figure", "It took three to five years."):
        low, high = (
            ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"].index(
                text.split()[at]
            )
            for at in (2, 4)
        )
        assert low < high


def test_an_article_still_agrees_with_what_follows_it() -> None:
    assert after("figure", "It was an eight-year plan.") == {"It was an eleven-year plan."}
    assert altered("figure", "It was an 8% share.") is None


# dates


@pytest.mark.parametrize(
    ("sentence", "language", "expected"),
    [
        ("It opened in 2024.", "en", "It opened in 2025."),
        ("It opened on 31 January.", "en", "It opened on 31 March."),
        ("She left on 3 May.", "en", "She left on 3 July."),
        ("She left on Monday.", "en", "She left on Friday."),
        ("Last year it rained.", "en", "Last month it rained."),
        ("Umulan noong Mayo 3.", "tl", "Umulan noong Hulyo 3."),
        ("Umulan noong nakaraang taon.", "tl", "Umulan noong nakaraang buwan."),
        ("Llovió el 5 de mayo.", "es", "Llovió el 5 de julio."),
        ("Llovió el año pasado.", "es", "Llovió el mes pasado."),
    ],
)
def test_a_date_becomes_another(sentence: str, language: str, expected: str) -> None:
    assert expected in after("date", sentence, language)


@pytest.mark.parametrize(
    ("sentence", "language"),
    [("May they rest.", "en"), ("In May it may rain.", "en"), ("April Jones left.", "en"), ("Es el mayo.", "es")],
)
def test_a_word_that_may_be_no_date_is_left(sentence: str, language: str) -> None:
    assert altered("date", sentence, language) is None


def test_a_year_moves_to_one_near_it_that_isnt_said_elsewhere() -> None:
    assert after("date", "In 2024 it fell, in 1998 it rose.") >= {"In 2025 it fell, in 1998 it rose."}
    assert not any(text.count("2025") > 1 for text in after("date", "2024 was better than 2025."))


# names


@pytest.mark.parametrize(
    ("sentence", "names", "expected"),
    [
        ("The court heard Ana Reyes.", NAMES, "The court heard Ben Cruz."),
        ("They bought Initech's plant.", NAMES, "They bought Acme's plant."),
        ("It was told by CERN.", NAMES, "It was told by NASA."),
        ("It sells the H200.", NAMES, "It sells the A800."),
        ("They like American cars.", NAMES, "They like Chinese cars."),
        ("It flew to Tokyo.", NAMES, "It flew to Manila."),
        ("Acme bought it.", NAMES, "Globex bought it."),
        ("Ana Reyes bought it.", NAMES, "Maria Santos bought it."),
    ],
)
def test_a_name_becomes_one_that_looks_like_it(sentence: str, names: Sequence[str], expected: str) -> None:
    assert expected in after("name", sentence, names=names)


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("They bought Initech.", []),
        ("Acme bought it from Globex.", ["Acme", "Globex"]),
        ("Money talks.", NAMES),
        ("It was sold on Monday, in March.", NAMES),
        ("Both use AI.", NAMES),
        ("The CEO left.", NAMES),
        ("They met Ana Reyes.", ["Acme", "NASA", "H100"]),
        ("They bought Initech.", ["INITECH", "initech"]),
    ],
)
def test_no_name_is_put_where_none_fits(sentence: str, names: Sequence[str]) -> None:
    assert altered("name", sentence, names=names) is None


def test_names_are_found_once_each_in_order_without_what_only_opens_a_sentence() -> None:
    text = (
        "The chip is from Nvidia. Money talks. Jensen Huang said so in Washington on Monday; Chinese AI firms, U.S. "
        "ones and Globex's rival heard it. Nvidia sells the H200. A Beijing-based firm read “Dark Money” at the Office."
    )
    assert names_in(text) == ["Nvidia", "Jensen Huang", "Washington", "Chinese", "Globex", "H200"]


def test_no_names_are_found_where_there_are_none() -> None:
    assert names_in("") == []
    assert names_in("It rains. So it goes.") == []


# negations


@pytest.mark.parametrize(
    ("sentence", "language", "expected", "before", "put"),
    [
        ("Prices did not rise.", "en", "Prices did rise.", " not", ""),
        ("It isn't cheap.", "en", "It is cheap.", "n't", ""),
        ("They can’t pay.", "en", "They can pay.", "’t", ""),
        ("They won't pay.", "en", "They will pay.", "won't", "will"),
        ("He never left.", "en", "He left.", " never", ""),
        ("It no longer works.", "en", "It still works.", "no longer", "still"),
        ("Not all is lost.", "en", "All is lost.", "Not all", "All"),
        ("The bank is open.", "en", "The bank is not open.", "", " not"),
        ("Acme has bought it.", "en", "Acme has not bought it.", "", " not"),
        ("Acme has a plant.", "en", "Acme does not have a plant.", "has", "does not have"),
        ("She said that it rained.", "en", "She did not say that it rained.", "said", "did not say"),
        ("“It works,” he told us; it was so.", "en", "“It works,” he told us; it was not so.", "", " not"),
        ("Hindi umalis si Ana.", "tl", "Umalis si Ana.", "Hindi umalis", "Umalis"),
        ("Hindi siya umalis.", "tl", "Umalis siya.", "Hindi siya umalis", "Umalis siya"),
        ("Walang pera si Ana.", "tl", "Mayroong pera si Ana.", "Walang", "Mayroong"),
        ("Sinabi rin ni Ana iyon.", "tl", "Hindi rin sinabi ni Ana iyon.", "Sinabi rin", "Hindi rin sinabi"),
        (
            "Noong 2025, bumili siya nito.",
            "tl",
            "Noong 2025, hindi siya bumili nito.",
            "bumili siya",
            "hindi siya bumili",
        ),
        ("Ang bangko ay bukas.", "tl", "Ang bangko ay hindi bukas.", "", " hindi"),
        ("May pera si Ana.", "tl", "Walang pera si Ana.", "May", "Walang"),
        ("No fue así.", "es", "Fue así.", "No fue", "Fue"),
        ("La ley es buena.", "es", "La ley no es buena.", "", "no "),
        ("Se ha dicho.", "es", "No se ha dicho.", "Se", "No se"),
    ],
)
def test_a_statement_is_negated_and_a_negated_one_isnt_any_more(
    sentence: str, language: str, expected: str, before: str, put: str
) -> None:
    assert altered("negation", sentence, language) == Alteration("negation", expected, before, put)


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Is it so?", "en"),
        ("May it last.", "en"),
        ("Rain all day.", "en"),
        ("It cost more than was known.", "en"),
        ("Not only Acme left.", "en"),
        ("Hindi lamang siya ang umalis.", "tl"),
        ("No vino nadie.", "es"),
        ("Die Bank ist nicht offen.", "de"),
    ],
)
def test_what_cant_be_negated_safely_is_left(sentence: str, language: str) -> None:
    assert altered("negation", sentence, language) is None


def test_what_stands_in_quotation_marks_is_left_where_something_else_can_change() -> None:
    assert altered("negation", "The law “is good”, and it was kept.") == Alteration(
        "negation", "The law “is good”, and it was not kept.", "", " not"
    )
    assert after("figure", "“Give me 54,” she said, and got 3.5 pounds.") <= {
        f"“Give me 54,” she said, and got {number}.5 pounds." for number in range(1, 10)
    }
    assert altered("negation", "“It is good.”") is not None


# all of them


@pytest.mark.parametrize("text", ["", " ", "…", "Heading", "A", "1.", "“", "?", "中文", "\n"])
def test_there_is_nothing_to_alter_in_next_to_nothing(text: str) -> None:
    assert alterations(text, "en", NAMES) == []


def test_the_same_arguments_make_the_same_alterations_and_other_seeds_others() -> None:
    sentence = "In 2025, Acme did not sell 5,400 of them to Ana Reyes."
    once, again = (alterations(sentence, "en", NAMES, seed="a") for _ in range(2))
    assert once == again
    assert [one.change for one in once] == KINDS
    assert len({tuple(alterations(sentence, "en", NAMES, seed=str(seed))) for seed in range(20)}) > 1
    assert altered("date", "It opened in 2024.", seed="a") == Alteration("date", "It opened in 2025.", "2024", "2025")


WORDS = st.sampled_from(
    """54% $57 1,200 3.5 two third million H200 2025 16 January May Monday last year Acme Globex Ana Reyes Chinese is
    not isn't has have did said rose “ ” , . ? The a an no never hindi wala walang ay may Sinabi niya apat na mil
    millones es se ha nunca nadie mayo to and""".split()
)


@given(st.one_of(st.text(), st.lists(WORDS).map(" ".join)), st.sampled_from(["en", "tl", "es", "de"]), st.text())
def test_one_thing_is_changed_and_can_be_put_back(sentence: str, language: str, seed: str) -> None:
    made = alterations(sentence, language, NAMES, seed=seed)
    assert len({one.change for one in made}) == len(made)
    assert {one.change for one in made} <= {"figure", "name"} or language != "de"
    for one in made:
        assert one.text != sentence
        assert gives_back(one, sentence)


def test_a_long_sentence_takes_no_long_time() -> None:
    began = time.perf_counter()
    for language in ("en", "tl", "es"):
        alterations("Acme no es 54% an hindi is 1, " * 300, language, NAMES)
    assert time.perf_counter() - began < 20


# real articles


@pytest.fixture(scope="module")
def real() -> list[tuple[str, str]]:
    """Every sentence of the sample articles, with its language."""
    articles = [tidy(draft) for draft in read_all([str(CORPUS)]) if isinstance(draft, Draft)]
    return [
        (article.text[span.start : span.end], article.language)
        for article in articles
        for span in split_sentences(article.text)
        if not span.heading
    ]


def test_most_real_sentences_can_be_altered(real: list[tuple[str, str]]) -> None:
    names = names_in("\n".join(sentence for sentence, _ in real))
    for language in ("en", "tl"):
        made = [alterations(sentence, code, names) for sentence, code in real if code == language]
        kinds = Counter(one.change for some in made for one in some)
        assert sum(map(bool, made)) >= 0.9 * len(made)
        assert kinds["negation"] >= 0.6 * len(made)
        assert kinds["name"] >= 0.75 * len(made)
        assert min(kinds["figure"], kinds["date"]) >= 0.1 * len(made)
