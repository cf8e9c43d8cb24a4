"""Statements and drafts verified against the real corpus."""

from datetime import date
from pathlib import Path

import pytest

from index.library import Library
from index.store.filters import Filters
from rag.check.checker import Checker
from rag.check.injection_guard import InjectionGuard
from rag.errors import StatementError
from rag.reader.reader import open_reader
from rag.verification import LONGEST_DRAFT, LONGEST_STATEMENT, Verifier
from tests.rag.making import SMALL, library_of

SPENDING = "Most of the 57 billion dollars went to artificial intelligence."
DRAFT = f"""Where does the money go?

{SPENDING} Ships from Norway brought 900 tons of dried cod to Gdansk in May.

The analysts wrote that “most of the 75 billion dollars went to artificial intelligence”.
"""


@pytest.fixture(scope="module")
def verifier(corpus: Library) -> Verifier:
    reader = open_reader(corpus.embedder)
    return Verifier(corpus, InjectionGuard(corpus, Checker(corpus, lambda: reader)))


def test_a_true_statement_is_supported_and_its_words_are_cited(verifier: Verifier, corpus: Library) -> None:
    checked = verifier.verify(SPENDING, identity=7)
    assert (checked.id, checked.claim, checked.verdict, checked.start) == (7, True, "supported", None)
    (cited,) = checked.citations
    article = corpus.catalog.article(cited.article_id, cited.revision)
    assert article is not None
    assert article.text[cited.start : cited.end] == cited.quote == SPENDING


def test_a_figure_that_is_not_there_is_named(verifier: Verifier) -> None:
    checked = verifier.verify(SPENDING.replace("57", "75"))
    assert checked.verdict in {"contradicted", "unsupported"}
    assert ("figure", "75 billion dollars") in {(one.kind, one.value) for one in checked.checks if not one.found}


def test_how_strongly_all_speaks_for_and_against_it_is_told(verifier: Verifier) -> None:
    quoted, said, else_where = (
        verifier.verify(one).scores
        for one in (
            SPENDING,
            "Artificial intelligence got most of those $57 billion.",
            "A recipe for soup takes onions, salt and an hour of patience.",
        )
    )
    assert quoted
    assert said
    assert else_where
    assert (quoted.supported, quoted.contradicted) == (1, 0)
    assert said.supported > 0.65 > else_where.supported


def test_a_question_makes_no_claim(verifier: Verifier) -> None:
    checked = verifier.verify("Where does the money go?")
    assert (checked.claim, checked.verdict, checked.citations) == (False, "unchecked", ())


def test_a_draft_is_verified_sentence_by_sentence_with_its_quotations(verifier: Verifier) -> None:
    checked = list(verifier.verify_draft(DRAFT))
    assert [(one.claim, one.verdict == "supported") for one in checked] == [
        (False, False),
        (True, True),
        (True, False),
        (True, False),
    ]
    assert all(DRAFT[one.start : one.end] == one.statement for one in checked)
    (quoted,) = checked[-1].quotations
    assert (quoted.verdict, DRAFT[quoted.start : quoted.end]) == ("altered", quoted.text)
    assert "57" in {one.article for one in quoted.matches[0].differences}


def test_a_quotation_may_begin_in_small_letters(verifier: Verifier) -> None:
    quoted = SPENDING[:1].lower() + SPENDING[1:-1]
    assert [one.verdict for one in verifier.verify(f"We wrote that “{quoted}”.").quotations] == ["exact"]
    assert [one.verdict for one in verifier.verify(f"We wrote “{SPENDING.upper()}”").quotations] == ["altered"]


def test_sources_and_filters_narrow_what_it_is_checked_against(verifier: Verifier, corpus: Library) -> None:
    sources = {article.source.rpartition("/")[2]: article.source for article in corpus.catalog.articles()}
    there, elsewhere = sources["ai-spending-gap.md"], sources["huawei-ascend.md"]
    assert verifier.verify(SPENDING, sources=[there]).verdict == "supported"
    assert verifier.verify(SPENDING, sources=[elsewhere]).verdict != "supported"
    assert verifier.verify(SPENDING, filters=Filters(language="tl")).verdict != "supported"


@pytest.mark.parametrize("statement", ["", " … ", "word " * LONGEST_STATEMENT])
def test_what_can_not_be_checked_is_said(verifier: Verifier, statement: str) -> None:
    with pytest.raises(StatementError, match="statement"):
        verifier.verify(statement)


@pytest.mark.parametrize("draft", ["", "# Only a heading", "word " * LONGEST_DRAFT])
def test_a_draft_without_sentences_is_said_at_once(verifier: Verifier, draft: str) -> None:
    with pytest.raises(StatementError, match="draft"):
        verifier.verify_draft(draft)


def test_a_source_that_is_not_there_is_named(verifier: Verifier) -> None:
    with pytest.raises(StatementError, match=r"no article has the source nowhere\.md"):
        verifier.verify(SPENDING, sources=["nowhere.md"])


def test_articles_without_a_date_that_a_filter_by_day_leaves_out_are_counted(tmp_path: Path) -> None:
    with library_of(tmp_path / "home", *SMALL.values()) as library:
        small = Verifier(library, InjectionGuard(library, Checker(library, lambda: None)))
        since = Filters(after=date(2026, 2, 1))
        assert small.verify("Rice costs 52 pesos a kilo.", filters=since).undated == 1
        assert small.verify("Rice costs 52 pesos a kilo.").undated == 0
        assert [one.undated for one in small.verify_draft("Rice is dear. Fish is cheap.", filters=since)] == [1, 1]


def test_sources_narrow_chosen_articles_to_those_that_are_both(verifier: Verifier, corpus: Library) -> None:
    named = {article.source.rpartition("/")[2]: article for article in corpus.catalog.articles()}
    there, elsewhere = named["ai-spending-gap.md"], named["huawei-ascend.md"]
    both = Filters(articles=frozenset({there.id, elsewhere.id}))
    assert verifier.verify(SPENDING, filters=both, sources=[there.source]).verdict == "supported"
    other = Filters(articles=frozenset({elsewhere.id}))
    assert verifier.verify(SPENDING, filters=other, sources=[there.id]).citations == ()
