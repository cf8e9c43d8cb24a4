"""Whom a sentence rests on: told in English, Filipino and Spanish, by one name each."""

from pathlib import Path

import pytest

from index.article import Article
from index.language.detection import language_of
from index.library import Library
from index.read.files import read_all
from index.split.sentences import split_sentences
from index.tidy.tidy import tidy
from rag.engine import Engine
from rag.quote.attribution import find_sources
from rag.retrieve.retriever import HybridRetriever
from tests.rag.making import article

TOLD = {
    "The bridge will close in March, according to the Harbour Post.": ["the Harbour Post"],
    "Harbour Post reported on 3 March that the bridge will close.": ["Harbour Post"],
    "The bridge will close, two officials told Reuters.": ["Reuters"],
    "Ana Cruz, the mayor of Cebu, said the bridge will close.": ["Ana Cruz"],
    "“It will close,” said Ana Cruz.": ["Ana Cruz"],
    "A WSJ report says so.": ["The Wall Street Journal"],
    "Magsasara ang tulay, ayon kay Ana Cruz.": ["Ana Cruz"],
    "Magsasara ang tulay, ayon sa Philippine Daily Inquirer.": ["Philippine Daily Inquirer"],
    "Iniulat ng Rappler na magsasara ang tulay.": ["Rappler"],
    "Magsasara ang tulay batay sa ulat ng Rappler.": ["Rappler"],
    "Sinabi rin ni Ana Cruz ng Tencent na magsasara ang tulay.": ["Ana Cruz"],
    "El puente cerrará, según Reuters.": ["Reuters"],
    "Reuters informó que el puente cerrará.": ["Reuters"],
}
UNTOLD = [
    "The bridge will close in March.",
    "According to analysts, the bridge will close.",
    "According to January figures, fewer ships came.",
    "Analysts said China is building bridges.",
    "Money found its way to the bridge.",
    "The bridge will close, he said.",
    "Officials from Alibaba, Tencent, and Zhipu noted the delay.",
    "Magsasara ang tulay sa Marso.",
    "Ayon sa mga analyst, magsasara ang tulay.",
    "",
]


def sources(text: str, sentence: int = 0, **fields: str) -> list[str]:
    made = article(text, **fields)
    spans = split_sentences(text)
    return [source.name for source in find_sources(made, spans[sentence])] if spans else []


@pytest.mark.parametrize(("sentence", "named"), TOLD.items())
def test_a_source_is_told(sentence: str, named: list[str]) -> None:
    assert sources(sentence, language=language_of(sentence) or "es") == named


@pytest.mark.parametrize("sentence", UNTOLD)
def test_a_sentence_without_a_named_source_has_none(sentence: str) -> None:
    assert sources(sentence + " There was money, money, money.") == []


def test_one_publication_has_one_name() -> None:
    text = "The Wall Street Journal broke the story. The Journal reported that it rains. It rains, the WSJ said."
    assert sources(text, 1) == sources(text, 2) == ["The Wall Street Journal"]


def test_a_surname_is_the_person_named_before() -> None:
    assert sources("Justin Lin spoke in Beijing. “Hardly,” said Lin.", 1) == ["Justin Lin"]


def test_a_sentence_that_goes_on_rests_on_the_source_before() -> None:
    text = "Prices fell, according to Reuters. It also said that they would rise. They did not."
    assert [sources(text, at) for at in range(3)] == [["Reuters"], ["Reuters"], []]


def test_a_sentence_rests_on_the_report_that_the_next_one_names() -> None:
    text = "Mahigit isang bilyon ang nalikom. Iniulat ito ng Rappler noong Lunes."
    assert sources(text, language="tl") == ["Rappler"]


def test_an_article_is_no_source_of_its_own() -> None:
    assert sources("Rappler reported that it rains.", publisher="Rappler") == []


def test_two_of_the_original_pages_retell_one_report(seeds: Path) -> None:
    pages: list[Article] = [tidy(draft) for draft in read_all([str(seeds)])]  # type: ignore[arg-type]
    naming = {
        page.publisher: page.language
        for page in pages
        for sentence in split_sentences(page.text)
        if "The Wall Street Journal" in [source.name for source in find_sources(page, sentence)]
    }
    assert naming == {"The Asia Business Daily": "en", "Cointelegraph": "tl"}


def test_a_man_whom_articles_quote_is_one_source_in_any_language(corpus: Library) -> None:
    hits = HybridRetriever(corpus).read("What did Tang Jie say about the gap at the conference in Beijing?").hits
    keys = {
        (hit.article.language, source.key)
        for hit in hits
        for sentence in hit.passage.sentences
        for source in find_sources(hit.article, sentence)
        if source.name == "Tang Jie"
    }
    assert {language for language, _ in keys} == {"en", "tl"}
    assert len({key for _, key in keys}) == 1


def test_sentences_of_one_article_share_nothing(corpus: Library) -> None:
    answer = Engine(corpus).ask("Who is Winston Ma, and what does he believe?")
    assert len({one.article_id for one in answer.citations}) == 1
    assert answer.shared_sources == ()
