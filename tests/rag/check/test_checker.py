"""Whether what is cited supports a statement: the real corpus, the real embedder, statements of our own."""

from collections.abc import Callable

import pytest

from index.library import Library
from rag.answer import HELD, REJECTED
from rag.calibration import SupportBars
from rag.check.checker import Checker, check_statement, describe_missing
from rag.check.verdict import Verdict
from rag.reader.reader import open_reader
from rag.retrieve.hit import Hit
from tests.rag.making import hit

Checked = Callable[..., Verdict]
SPENDING = "Most of the 57 billion dollars went to artificial intelligence."
LEADS = "models from DeepSeek and Alibaba now lag the leading American models by four months"
SHARES = "Mahigit $1 bilyon ang nalikom"
UNNAMED = "The article offered no named source for that claim."


@pytest.fixture(scope="module")
def checked(corpus: Library) -> Checked:
    """Check a statement against the passage of the corpus that has some words."""
    reader = open_reader(corpus.embedder)
    checker = Checker(corpus, lambda: reader)
    articles = [one for found in corpus.catalog.articles() if (one := corpus.catalog.article(found.id))]
    hits = [
        Hit(article, passage, 0.0, 0.0, 0.0, {})
        for article in articles
        for passage in corpus.catalog.passages_of(article.id)
    ]

    def against(words: str, statement: str, language: str = "en", *, read: str | None = None) -> Verdict:
        (cited,) = (one for one in hits if words in one.text)
        others = [one for one in hits if read and read in one.text]
        return checker.check(statement, language, [cited], others)

    return against


def lacking(verdict: Verdict) -> list[tuple[str, str]]:
    return [(one.kind, one.value) for one in verdict.checks if not one.found]


def test_a_sentence_word_for_word_is_quoted_and_its_place_is_given(checked: Checked, corpus: Library) -> None:
    verdict = checked(SPENDING, SPENDING.replace("57 billion", "57  billion"))
    assert verdict.support == "quoted"
    assert verdict.place is not None
    article = corpus.catalog.article(verdict.place.article_id)
    assert article is not None
    assert article.text[verdict.place.start : verdict.place.end] == SPENDING


def test_words_cut_out_of_a_sentence_are_no_quote(checked: Checked) -> None:
    assert checked(UNNAMED, "The article offered").support != "quoted"


@pytest.mark.parametrize(
    ("words", "statement", "language"),
    [
        (SPENDING, "Artificial intelligence got most of those $57 billion.", "en"),
        (SPENDING, "Sa artificial intelligence napunta ang higit na bahagi ng $57 bilyon.", "tl"),
        (LEADS, "Apat na buwan na lang ang hulí ng mga modelo ng DeepSeek at Alibaba sa mga Amerikano.", "tl"),
        (SHARES, "Zhipu and MiniMax raised over one billion dollars in Hong Kong in January 2026.", "en"),
        (UNNAMED, "Walang pinangalanang pinagmulan ang artikulo para sa pahayag.", "tl"),
    ],
)
def test_the_same_in_other_words_or_another_language_is_supported(
    checked: Checked, words: str, statement: str, language: str
) -> None:
    verdict = checked(words, statement, language)
    assert verdict.support == "supported", lacking(verdict)
    assert verdict.place is not None


@pytest.mark.parametrize(
    ("words", "statement", "language", "wrong"),
    [
        (SPENDING, "AI got the larger share of those $75 billion.", "en", ("figure", "$75 billion")),
        (SPENDING, "AI got the larger share of those 57 billion euros.", "en", ("figure", "57 billion euros")),
        (LEADS, "Apat na taon na lang ang hulí ng mga modelo ng DeepSeek.", "tl", ("figure", "Apat na taon")),
        (SHARES, "Zhipu and MiniMax raised over one billion dollars in Taiwan.", "en", ("name", "Taiwan")),
        (SHARES, "Zhipu and MiniMax raised over $1 billion in March 2026.", "en", ("date", "March 2026")),
        (SPENDING, SPENDING.replace("went", "did not go"), "en", ("negation", "not")),
        (SPENDING, "Hindi napunta sa artificial intelligence ang $57 bilyon.", "tl", ("negation", "Hindi")),
        (UNNAMED, "The article offered a named source for that claim.", "en", ("negation", "no")),
    ],
)
def test_what_is_not_there_is_named(
    checked: Checked, words: str, statement: str, language: str, wrong: tuple[str, str]
) -> None:
    verdict = checked(words, statement, language)
    assert verdict.support in REJECTED
    assert wrong in lacking(verdict)


def test_a_statement_that_joins_two_sentences_may_take_facts_from_both(checked: Checked) -> None:
    joined = "DeepSeek published two research papers in January 2026, and one of the DeepSeek papers sets out a new "
    statement = joined + "arrangement for training, with which developers can build bigger models on fewer chips."
    assert lacking(checked("DeepSeek published two research", statement)) == []
    assert lacking(checked("DeepSeek published two research", statement.replace("2026", "2025")))


def test_a_fact_that_stands_elsewhere_in_the_sentence_is_not_what_was_changed_to(checked: Checked) -> None:
    statement = "Seven years of Chinese sanctions have failed to break China's semiconductor industry and have left it"
    assert ("name", "Chinese") in lacking(checked("Seven years of American", f"{statement} more self-reliant."))


def test_something_else_is_unsupported_although_every_fact_is_there(checked: Checked) -> None:
    verdict = checked(SPENDING, "A recipe for soup takes onions, salt and an hour of patience.")
    assert [kind for kind, _ in lacking(verdict)] == ["meaning"]


def test_a_misplaced_citation_is_told_where_it_belongs(checked: Checked, corpus: Library) -> None:
    verdict = checked(LEADS, "Artificial intelligence got most of those $57 billion.", read=SPENDING)
    assert verdict.support == "unsupported"
    assert verdict.better is not None
    article = corpus.catalog.article(verdict.better.article_id)
    assert article is not None
    assert article.text[verdict.better.start : verdict.better.end] == SPENDING
    assert [one.better for one in verdict.checks if one.kind == "figure"] == [SPENDING]


def test_what_is_missing_is_put_in_words(checked: Checked) -> None:
    verdict = checked(SPENDING, "AI did not get the larger share of those $75 billion.")
    missing = ["the cited passage says the opposite", "not in the cited passage: “$75 billion”"]
    assert describe_missing(verdict.checks)[-2:] == missing


def test_nothing_cited_supports_nothing() -> None:
    verdict = check_statement("It rained.", "en", [], similarities={}, bars=SupportBars())
    assert verdict.support == "unsupported"
    assert verdict.place is None


def test_with_an_embedder_that_was_not_measured_facts_alone_decide() -> None:
    cited = hit(("The ferry carried 45 goats to Bohol.", 0.1))
    for goats, support in (("45", "supported"), ("54", "unsupported")):
        verdict = check_statement(
            f"To Bohol went {goats} goats by ferry.", "en", [cited], similarities=cited.sentences, bars=SupportBars()
        )
        assert (verdict.support in HELD) == (support == "supported")


@pytest.mark.parametrize(
    ("article", "statement", "support"),
    [
        ("en: The bridge opened on Jan. 5, 2026.", "en: The bridge opened on January 5, 2026.", "supported"),
        ("en: The bridge opened on January 5, 2026.", "en: The bridge opened on 5 Jan. 2026.", "supported"),
        ("en: The bridge opened on Sept. 3, 2025.", "en: The bridge opened on September 3, 2025.", "supported"),
        ("en: The bridge opened on Jan. 5, 2026.", "en: The bridge opened on February 5, 2026.", "unsupported"),
        ("en: The bridge opened on Sept. 3, 2025.", "en: The bridge opened on September 4, 2025.", "unsupported"),
        (
            "es: El puente abrió el 3 de setiembre de 2025.",
            "es: El puente abrió el 3 de septiembre de 2025.",
            "supported",
        ),
        ("es: El puente abrió el 16 de enero de 2026.", "en: The bridge opened on Jan. 16, 2026.", "supported"),
        ("en: The bridge opened on Jan. 16, 2026.", "tl: Binuksan ang tulay noong ika-16 ng Enero 2026.", "supported"),
        (
            "en: The bridge opened on Jan. 16, 2026.",
            "tl: Binuksan ang tulay noong ika-16 ng Marso 2026.",
            "unsupported",
        ),
        ("id: Jembatan dibuka pada 16 Januari 2026.", "en: The bridge opened on 16 January 2026.", "supported"),
        ("de: Die Brücke öffnete am 16. März 2026.", "en: The bridge opened on March 16, 2026.", "supported"),
        ("de: Die Brücke öffnete am 16. März 2026.", "en: The bridge opened on May 16, 2026.", "unsupported"),
    ],
)
def test_a_date_supports_the_same_day_in_another_spelling_or_language_and_no_other(
    article: str, statement: str, support: str
) -> None:
    (code, text), (language, claim) = article.split(": "), statement.split(": ")
    cited = hit((text, 0.9), language=code)
    bars = SupportBars(within=0, across=0)
    found = check_statement(claim, language, [cited], similarities=cited.sentences, bars=bars)
    assert (found.support in HELD) == (support == "supported")


LE_TRAIN = "Le train de nuit n'a pas transporté quarante voyageurs en mars."


@pytest.mark.parametrize(
    "statement",
    [
        "Le train de nuit n'a pas transporté trente voyageurs en mars.",
        "Le train de nuit n'a pas transporté quarante voyageurs en mai.",
        "Le train de nuit a transporté quarante voyageurs en mars.",
        "En mars, le train de nuit n'a pas emmené ses quarante voyageurs.",
        "In March the night train did not carry forty travellers.",
    ],
)
def test_what_rests_on_words_in_a_language_without_rules_is_unchecked(statement: str) -> None:
    cited = hit((LE_TRAIN, 0.99), language="fr")
    for language in ("fr", "en"):
        verdict = check_statement(statement, language, [cited], similarities=cited.sentences, bars=SupportBars())
        assert (verdict.support, verdict.checks) == ("unchecked", ())


def test_words_in_a_language_without_rules_are_quoted_where_they_stand_and_else_unchecked() -> None:
    cited = hit((LE_TRAIN, 0.99), language="fr")
    assert (
        check_statement(LE_TRAIN, "fr", [cited], similarities=cited.sentences, bars=SupportBars()).support == "quoted"
    )
    ferry = hit(("The ferry carried forty goats.", 0.99))
    verdict = check_statement(
        "Le bac a emmené quarante chèvres.", "fr", [ferry], similarities=ferry.sentences, bars=SupportBars()
    )
    assert verdict.support == "unchecked"
    assert check_statement("Il a neigé.", "fr", [], similarities={}, bars=SupportBars()).support == "unsupported"


def test_a_paraphrase_in_german_is_supported_and_one_with_another_number_is_not() -> None:
    cited = hit(("Der Umsatz stieg in fünfundzwanzig Jahren um ein Drittel.", 0.99), language="de")
    for years, support in (("25", "supported"), ("zwanzig", "unsupported")):
        statement = f"In {years} Jahren hat der Umsatz um 33 Prozent zugelegt."
        verdict = check_statement(statement, "de", [cited], similarities=cited.sentences, bars=SupportBars())
        assert (verdict.support in HELD) == (support == "supported"), verdict.checks


def test_what_is_near_but_says_something_else_is_not_supported(checked: Checked) -> None:
    verdict = checked("Many of the best Chinese models are open source", "Hardly anybody downloads Chinese models.")
    assert verdict.support in REJECTED
    assert lacking(verdict)


@pytest.mark.parametrize(
    ("words", "statement", "hedge"),
    [
        (
            "Cointelegraph noted that Chinese developers might",
            "Chinese developers create open-source programs that work on chips from many makers.",
            "might",
        ),
        (
            "Openness could spread from models",
            "Openness has spread from models to the software underneath them.",
            "could",
        ),
    ],
)
def test_what_is_only_possible_is_not_supported_as_a_fact(
    checked: Checked, words: str, statement: str, hedge: str
) -> None:
    verdict = checked(words, statement)
    assert ("hedge", hedge) in lacking(verdict)
    assert f"the cited passage is less certain: “{hedge}”" in describe_missing(verdict.checks)


def test_what_is_left_open_in_other_words_is_supported(checked: Checked) -> None:
    verdict = checked(
        "Openness could spread from models", "Openness may spread from models to the software underneath them."
    )
    assert verdict.support == "supported", lacking(verdict)


@pytest.mark.parametrize(
    ("sentence", "statement", "support"),
    [
        ("The bridge cost $40 million in 2020.", "The bridge cost $70 million in 2020.", "contradicted"),
        (
            "The bridge cost $40 million in 2020.",
            "The bridge cost $40 million in 2020, while the tunnel cost $70 million.",
            "unsupported",
        ),
        ("The bridge opened on March 3, 2025.", "The bridge opened on April 4, 2025.", "contradicted"),
    ],
)
def test_what_stands_in_the_place_of_another_fact_contradicts_and_what_is_added_does_not(
    sentence: str, statement: str, support: str
) -> None:
    cited = hit((sentence, 0.99))
    verdict = check_statement(statement, "en", [cited], similarities=cited.sentences, bars=SupportBars())
    assert verdict.support == support, verdict.checks
