"""The sample corpus end to end: what a newcomer asks, and what stands behind it."""

from pathlib import Path

import pytest

from index.library import Library
from index.tidy.characters import fold_space
from rag.engine import Engine


def test_every_sentence_that_can_be_quoted_stands_in_its_file(corpus: Library) -> None:
    for summary in corpus.catalog.articles():
        article = corpus.catalog.article(summary.id)
        assert article is not None
        file = fold_space(Path(article.source).read_text(encoding="utf-8"))
        for passage in corpus.catalog.passages_of(article.id):
            for sentence in passage.sentences:
                assert fold_space(article.text[sentence.start : sentence.end]) in file


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("Who leads Hugging Face?", "Clement Delangue"),
        ("In which country did Tencent use data centres to get Blackwell chips?", "Japan"),
        ("Magkano ang inaasahang halaga ng iniluwas na chip ng Tsina noong 2024?", "100 billion"),
        ("By how much did Nvidia's revenue from China fall?", "45%"),
    ],
)
def test_a_newcomers_question_is_answered_with_the_fact(corpus_engine: Engine, question: str, fact: str) -> None:
    assert fact in corpus_engine.ask(question).text
