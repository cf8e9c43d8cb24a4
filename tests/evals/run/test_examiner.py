"""One case asked of one system: what is recorded of it, errors included."""

from collections.abc import Iterator

import pytest

from evals.run.examiner import Examiner
from evals.run.systems import ENGINES, open_system
from evals.score.record import WRITTEN, Record
from evals.sets.cases import QuestionCase
from index.article import Draft
from index.library import Library
from tests.evals.news import CASES, NEWS, SETTINGS, TEXTS, case
from tests.fakes import FakeEmbedder
from tests.rag.making import library_of

SPEECHLESS = case("ferry-mute", "😀", "noon")  # no words: the engine raises
FILIPINO = Draft("/news/palengke.txt", "Mura ang isda sa palengke ngayong umaga.", markup="clean", language="tl")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library_of(tmp_path_factory.mktemp("news"), *NEWS, FILIPINO, embedder=FakeEmbedder()) as made:
        yield made


def examined(library: Library, asked: QuestionCase, engine: str = "quote") -> Record:
    with open_system(engine, library, SETTINGS) as system:
        return Examiner(library, system, [asked]).examine(asked)


def sources(record: Record) -> set[str]:
    return {one.source for one in record.passages}


def test_an_error_is_wrong_in_everything_and_says_what_it_was(library: Library) -> None:
    record = examined(library, SPEECHLESS)
    assert record.error is not None
    assert (record.error.type, record.error.detail.partition(";")[0]) == (
        "QuestionError",
        "there are no words in the question",
    )
    assert (record.answer, record.margin, record.ranking) == (None, None, ())
    wrong = [one for one in record.measures if one not in {"false_refusal", "false_doubt"}]
    assert {"right", "contains", "answered", "hit@1", "passage_hit@1"} <= set(wrong)
    assert {record.measures[one] for one in wrong} == {0}
    assert record.measures["false_refusal"] == record.measures["false_doubt"] == 1
    assert len(record.gold) == 1


def test_an_error_of_a_search_says_nothing_of_answers(library: Library) -> None:
    record = examined(library, SPEECHLESS, "search")
    assert record.error is not None
    assert record.measures["hit@1"] == 0
    assert not record.measures.keys() & {"right", "contains", "answered", "false_refusal"}


def test_an_unanswerable_question_that_ends_in_an_error_was_not_refused(library: Library) -> None:
    record = examined(library, case("mute", "😀", kind="off-topic"))
    assert record.measures == {"rejected": 0, "doubted": 0, "right": 0}


@pytest.mark.parametrize("engine", [name for name in ENGINES if name not in WRITTEN | {"cite", "check"}])
def test_an_article_that_is_left_out_is_neither_found_nor_quoted(library: Library, engine: str) -> None:
    gone = case("gone", CASES[0].question, articles=("rice.txt",), without=("ferry.txt",))
    record = examined(library, gone, engine)
    assert sources(record)
    assert "/news/ferry.txt" not in sources(record)
    if record.answer is not None:
        assert record.answer.answered is False
        assert record.unrefused is not None
        assert {one.source for one in record.unrefused.citations} != {"/news/ferry.txt"}
    assert "/news/ferry.txt" in sources(examined(library, CASES[0], engine))


@pytest.mark.parametrize("engine", [name for name in ENGINES if name not in WRITTEN | {"cite", "check"}])
def test_every_engine_finds_the_article_and_its_passage(library: Library, engine: str) -> None:
    record = examined(library, CASES[0], engine)
    assert record.measures["hit@1"] == record.measures["passage_hit@1"] == 1
    first = record.passages[0]
    assert (first.source, first.title, first.relevant) == ("/news/ferry.txt", "The ferry", True)
    assert first.text == TEXTS["ferry"][first.start : first.end]
    assert [score for _, score in record.ranking] == sorted((score for _, score in record.ranking), reverse=True)
    assert (record.answer is None) == (engine != "quote")


def test_the_language_pair_is_the_question_s_and_the_article_s(library: Library) -> None:
    asked = case("palengke-fish", "Is fish cheap today?", "Mura", kind="cross-language")
    assert examined(library, asked).pair == "en→tl"
    either = asked.model_copy(update={"articles": ("palengke.txt", "ferry.txt")})
    assert examined(library, either).pair == "en→en"
    assert examined(library, CASES[-1]).pair == "en"


def test_a_question_without_known_answer_has_no_part_in_what_would_be_right(library: Library) -> None:
    found = case("ferry-found", "The noon ferry to Bohol?", articles=("ferry.txt",))
    assert "would_be_right" not in examined(library, found).measures
    assert examined(library, CASES[0]).measures["would_be_right"] == 1
    assert examined(library, CASES[-1]).measures["would_be_right"] == 0


def test_a_follow_up_is_asked_in_full_too_and_compared(library: Library) -> None:
    in_full = CASES[0].question
    history = [{"question": in_full, "text": "At noon. [1]"}]
    fields = {"kind": "follow-up", "history": history, "standalone": in_full, "articles": ("ferry.txt",)}
    alone = examined(library, CASES[0])
    same = examined(library, case("same", in_full, *CASES[0].answers[0], **fields))
    assert same.measures["same_citation"] == same.measures["like_standalone"] == alone.measures["right"] == 1
    strayed = examined(library, case("strayed", "Who sells rice?", *CASES[0].answers[0], **fields))
    assert strayed.measures["same_citation"] == 0
    assert "same_citation" not in alone.measures
