"""Examples of questions: what answers, what nearly does, and which sentences are shown."""

from dataclasses import replace

import pytest

from evals.train.examples.questions import Amounts, Finder, Questions
from evals.train.examples.sources import Passage, Question
from index.embed.e5 import BundledE5
from rag.reader.pair import Pairing

FERRY = Passage(
    "ferries",
    "en",
    (
        "The ferry to Bohol takes two hours.",
        "It left Cebu at noon with 40 sacks of mail.",
        "Captain Rosa Uy blamed the tide.",
        "Fares rose to 350 pesos in 2024.",
    ),
    (Question("When did the ferry leave Cebu?", "en", (1,), "noon"), Question("Why did fares rise?", "en", ())),
)
RICE = Passage("ferries", "en", ("Rice for the ferry costs 52 pesos a kilo.", "Traders in Iloilo expect no change."))


@pytest.fixture
def questions(embedder: BundledE5) -> Questions:
    return Questions(Pairing(embedder.weights, embedder.tokenize), seed=1)


def test_an_answered_question_points_at_its_sentence(questions: Questions) -> None:
    (example,) = questions.of_set("made", [FERRY], Amounts(answered=1))
    assert (example.source, example.target) == ("made:answered", (1,))


def test_an_unanswered_one_points_at_none(questions: Questions) -> None:
    (example,) = questions.of_set("made", [FERRY], Amounts(unanswered=1))
    assert example.target == ()


def test_where_the_answer_is_left_out_nothing_answers(questions: Questions) -> None:
    (example,) = questions.of_set("made", [FERRY], Amounts(dropped=1))
    assert (example.target, len(example.pair.sentences)) == ((), 3)


def test_another_passage_of_the_article_does_not_answer(questions: Questions) -> None:
    (example,) = questions.of_set("made", [FERRY, RICE], Amounts(sibling=1))
    assert (example.source, example.target, len(example.pair.sentences)) == ("made:sibling", (), 2)


def test_what_shares_most_words_is_found_to_mislead(questions: Questions) -> None:
    (example,) = questions.of_set("made", [FERRY, RICE], Amounts(found=1))
    assert (example.source, example.target) == ("made:found", ())


def test_a_question_about_another_name_is_not_answered(questions: Questions) -> None:
    asked = Question("When did Cebu close?", "en", (0,), "Monday")
    passage = Passage("a", "en", ("Cebu closed on Monday.", "The port of Iloilo stayed open."), (asked,))
    (example,) = questions.of_set("made", [passage], Amounts(swapped=1))
    assert (example.source, example.target) == ("made:swapped", ())


def test_the_same_seed_gives_the_same_examples(embedder: BundledE5) -> None:
    pairing = Pairing(embedder.weights, embedder.tokenize)
    one, other = (Questions(pairing, seed=3).of_set("made", [FERRY, RICE], Amounts(1, 1, 1, 1, 1, 1)) for _ in range(2))
    assert one == other


def test_a_question_is_asked_of_a_passage_in_another_language(questions: Questions) -> None:
    spanish = Passage(
        "ferries",
        "es",
        FERRY.sentences,
        (Question("¿Cuándo zarpó?", "es", (1,), "noon"), Question("¿Por qué?", "es", ())),
    )
    examples = questions.across("both", {"en": [FERRY], "es": [spanish]}, {"en": 1.0, "es": 1.0}, 12)
    assert {example.source.split(":")[0] for example in examples} >= {"both-en-es", "both-es-en"}


def test_our_questions_stand_beside_passages_of_other_files(questions: Questions) -> None:
    ferries, rice = replace(FERRY, article="boats1-001"), replace(RICE, article="food1-001")
    neighbour = replace(FERRY, article="boats1-002")
    made = [example for _ in range(40) for example in questions.beside_others([ferries, neighbour, rice], (150,))]
    assert {example.source for example in made} == {"own-en-en:found", "own-en-en:any"}
    assert {(example.target, len(example.pair.sentences)) for example in made} == {((), len(rice.sentences))}


def test_the_finder_finds_by_words() -> None:
    assert Finder([FERRY, RICE])("the price of rice in Iloilo", 1) == [RICE]
