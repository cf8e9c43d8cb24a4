"""What the trained reader changes in the order of sentences."""

from datetime import date

import pytest

from rag.calibration import DEFAULT
from rag.quote.ranking import rank_sentences
from rag.quote.reranking import MOST_READ, rerank
from rag.reader.reader import Reader
from tests.rag.making import hit, reading

SUREST = DEFAULT.ranking.surest
FERRY = (
    "The ferry to Bohol left Cebu at noon.",
    "Captain Rosa Uy blamed the tide for the delay.",
    "Fares rose to 350 pesos in June.",
)


@pytest.mark.parametrize(
    ("question", "at"),
    [
        ("Who gave a reason for the late departure?", 1),
        ("What does a ticket cost now?", 2),
        ("Magkano na ang tiket?", 2),
    ],
)
def test_of_equally_near_sentences_the_one_that_answers_is_first(question: str, at: int, reader: Reader) -> None:
    ranked = rank_sentences(reading(question, hit(*((words, 0.9) for words in FERRY))))
    assert rerank(question, ranked, reader)[0].text == FERRY[at]


def test_a_score_is_raised_or_lowered_by_the_odds(reader: Reader) -> None:
    ranked = rank_sentences(reading("ferry?", hit(*((words, 0.9) for words in FERRY))))
    scores = {quote.text: quote.score for quote in ranked}
    for quote in rerank("Who blamed the tide?", ranked, reader):
        assert quote.odds is not None
        assert abs(quote.odds) <= SUREST
        assert quote.score == pytest.approx(scores[quote.text] + DEFAULT.ranking.odds * quote.odds)


def test_only_the_nearest_passages_are_read(reader: Reader) -> None:
    fares = [(f"Fares rose to {350 + one} pesos.", 0.9 - one / 100) for one in range(MOST_READ + 2)]
    hits = [hit(fare, source=str(at)) for at, fare in enumerate(fares)]
    found = rerank("What is the fare?", rank_sentences(reading("fare?", *hits)), reader)
    unread = {quote.hit.article.source for quote in found if quote.odds == -SUREST}
    assert unread == {str(MOST_READ), str(MOST_READ + 1)}


def test_a_long_passage_is_read_around_its_nearest_sentence(reader: Reader) -> None:
    sentences = [(f"The {count} sacks of rice went to the market of a town on the coast.", 0.5) for count in range(30)]
    sentences[20] = (FERRY[2], 0.9)
    found = rerank("What is the fare?", rank_sentences(reading("fare?", hit(*sentences))), reader)
    assert found[0].text == FERRY[2]
    assert {quote.text for quote in found if quote.odds != -SUREST} < {words for words, _ in sentences[10:]}


def test_headings_are_not_read(reader: Reader) -> None:
    headed = hit(("Fares", 0.9), *((words, 0.5) for words in FERRY), headings=["Fares"])
    found = rerank("What is the fare?", rank_sentences(reading("fare?", headed)), reader)
    assert (found[0].text, len(found)) == (FERRY[2], 3)


def test_a_line_that_gives_a_figure_is_read_and_changes_nothing_for_the_sentences(reader: Reader) -> None:
    fares = "Return ticket: 350 pesos"
    lines = hit((fares, 0.9), *((words, 0.5) for words in FERRY[:2]), headings=[fares])
    found = rerank("What is the fare?", rank_sentences(reading("fare?", lines)), reader)
    plain = hit(*((words, 0.5) for words in FERRY[:2]))
    alone = rerank("What is the fare?", rank_sentences(reading("fare?", plain)), reader)
    assert found[0].text == fares
    assert {one.text: one.odds for one in alone}.items() < {one.text: one.odds for one in found}.items()


def test_relative_times_are_read_as_what_they_mean(reader: Reader) -> None:
    told = "The ferry carried 890 people last year.", "The ferry carried 1,100 people this year."
    question = "How many people did the ferry carry in 2024?"
    for published, first in ((date(2025, 6, 1), told[0]), (date(2024, 6, 1), told[1])):
        found = hit(*((words, 0.9) for words in told), published=published)
        assert rerank(question, rank_sentences(reading(question, found)), reader)[0].text == first


def test_nothing_is_reranked_from_nothing(reader: Reader) -> None:
    assert rerank("What is the fare?", [], reader) == []
