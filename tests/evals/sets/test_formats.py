"""SQuAD, BEIR and parallel sentences: as they come, and on the public data beside the project."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from evals.errors import SetError
from evals.sets.formats import open_set, read_beir, read_pairs, read_squad
from evals.sets.makers import set_articles
from tests.evals.samples import FERRY, FISH, MINIMUM, RICE, lines_in

BIYAHE = (
    "Dalawang oras ang biyahe ng barko papuntang Bohol kapag maganda ang panahon. Umalis ito sa Cebu noong tanghali."
)
RANDOM_QUESTION = "How long does the ferry to Bohol take when the weather is good?"


def question(identity: str, text: str, *answers: str) -> dict[str, Any]:
    return {"id": identity, "question": text, "answers": [{"text": one, "answer_start": 0} for one in answers]}


def squad(path: Path, *articles: tuple[str, list[tuple[str, list[dict[str, Any]]]]]) -> Path:
    """Write articles by title, each a list of paragraphs with their questions."""
    written = [
        {"title": title, "paragraphs": [{"context": text, "qas": questions} for text, questions in paragraphs]}
        for title, paragraphs in articles
    ]
    path.write_text(json.dumps({"version": "1.1", "data": written}))
    return path


@pytest.fixture
def english(tmp_path: Path) -> Path:
    ferry = [
        question("q1", RANDOM_QUESTION, "two hours", "two hours", "hours"),
        question("q2", "When did it leave?", "noon"),
    ]
    rice = [question("q3", "How much does a kilo of rice cost at the market?", "52 pesos")]
    return squad(tmp_path / "en.json", ("Sea_travel", [(FERRY, ferry), (RICE, rice)]))


# SQuAD


def test_each_paragraph_is_an_article_and_each_question_a_case(english: Path) -> None:
    found = open_set(english)
    first = found.cases[0]
    assert (found.name, len(found.cases)) == ("en", 3)
    assert (first.id, first.language, first.kind) == ("q1", "en", "fact")
    assert first.answers == (("two hours", "hours"),)
    ferry, rice = set_articles(found)
    assert (ferry.title, ferry.text, ferry.language) == ("Sea travel", FERRY, "en")
    assert [one.articles for one in found.cases] == [("Sea_travel/1",), ("Sea_travel/1",), ("Sea_travel/2",)]
    assert ferry.source.endswith("#Sea_travel/1")
    assert rice.source.endswith("#Sea_travel/2")


def test_a_second_file_brings_the_paragraphs_and_answers_of_the_same_questions(english: Path, tmp_path: Path) -> None:
    asked = squad(
        tmp_path / "tl.json",
        ("Biyahe", [(BIYAHE, [question("q1", "Gaano katagal ang biyahe ng barko papuntang Bohol?", "Dalawang oras")])]),
    )
    found = open_set(asked, english)
    (one,) = found.cases
    assert (found.name, one.kind, one.language) == ("tl", "cross-language", "tl")
    assert one.question.startswith("Gaano katagal")
    assert (one.answers, one.articles) == ((("two hours", "hours"),), ("Sea_travel/1",))
    assert [one.text for one in found.drafts or ()] == [FERRY, RICE]


def test_a_second_file_without_some_of_the_questions_says_how_many(english: Path, tmp_path: Path) -> None:
    other = squad(tmp_path / "other.json", ("Fish", [(FISH, [question("q3", "How much?", "nine tonnes")])]))
    with pytest.raises(SetError, match=r"other.json doesn't have 2 of the questions in .*en.json, such as q1"):
        read_squad(english, other)


def test_a_paragraph_that_nothing_is_asked_of_is_an_article_too(tmp_path: Path) -> None:
    path = squad(tmp_path / "s.json", ("Sea", [(FERRY, [question("q1", RANDOM_QUESTION, "two hours")]), (FISH, [])]))
    assert [one.text for one in read_squad(path).drafts or ()] == [FERRY, FISH]


def test_articles_of_one_title_keep_their_paragraphs_apart(tmp_path: Path) -> None:
    first, second = question("q1", RANDOM_QUESTION, "two hours"), question("q2", "What does rice cost?", "52 pesos")
    found = read_squad(squad(tmp_path / "s.json", ("Sea", [(FERRY, [first])]), ("Sea", [(RICE, [second])])))
    assert [one.text for one in found.drafts or ()] == [FERRY, RICE]
    assert [one.articles for one in found.cases] == [("Sea/1",), ("Sea/2",)]


@pytest.mark.parametrize(
    "written",
    [
        "not JSON",
        "[]",
        '{"data": {}, "version": 1',
        '{"version": "1.1"}',
        '{"data": [{"title": "Sea", "paragraphs": [{"qas": []}]}]}',
        '{"data": [{"title": "Sea", "paragraphs": [{"context": "Ferries.", "qas": [{"id": "q1"}]}]}]}',
    ],
)
def test_what_is_not_squad_says_so(tmp_path: Path, written: str) -> None:
    (tmp_path / "s.json").write_text(written)
    with pytest.raises(SetError, match=r"s\.json is not SQuAD 1\.1 JSON"):
        open_set(tmp_path / "s.json")


@pytest.mark.parametrize(
    ("questions", "complaint"),
    [
        ([], "no questions in it"),
        ([question("q1", "When?", "noon"), question("q1", "How long?", "two hours")], "two cases with the id q1"),
        ([question("q1", "When?")], "question q1: .*an accepted answer is empty"),
        ([question("q 1", "When?", "noon")], "question q 1: id: "),
    ],
)
def test_a_wrong_question_of_squads_is_told_in_a_line(
    tmp_path: Path, questions: list[dict[str, Any]], complaint: str
) -> None:
    with pytest.raises(SetError, match=complaint) as raised:
        read_squad(squad(tmp_path / "s.json", ("Sea", [(FERRY, questions)])))
    assert "\n" not in str(raised.value)


# BEIR

HEAD = "query-id\tcorpus-id\tscore\n"
CORPUS = [
    {"_id": "d1", "title": "A ferry", "text": FERRY},
    {"_id": "d2", "title": "", "text": RICE},
    {"_id": "d3", "text": FISH},
]
QUERIES = [{"_id": "q1", "text": RANDOM_QUESTION}, {"_id": "q2", "text": "What does rice cost at the market?"}]


def beir(folder: Path, **tables: str) -> Path:
    lines_in(folder / "corpus.jsonl", *CORPUS)
    lines_in(folder / "queries.jsonl", *QUERIES)
    (folder / "qrels").mkdir()
    for name, rows in tables.items():
        (folder / "qrels" / f"{name}.tsv").write_text(rows)
    return folder


def test_a_beir_folder_brings_its_articles_and_what_is_relevant(tmp_path: Path) -> None:
    found = open_set(beir(tmp_path / "sea", test=f"{HEAD}q1\td1\t1\nq1\td3\t2\nq2\td2\t1\nq1\td2\t0\n"))
    assert found.name == "sea"
    assert [(one.id, one.question) for one in found.cases] == [(one["_id"], one["text"]) for one in QUERIES]
    assert {one.id: one.articles for one in found.cases} == {"q1": ("d1", "d3"), "q2": ("d2",)}
    assert {one.kind for one in found.cases} == {"fact"}
    assert [one.text for one in set_articles(found)] == [FERRY, RICE, FISH]
    assert (found.drafts or ())[0].title == "A ferry"


def test_a_query_that_nothing_is_relevant_to_is_not_asked(tmp_path: Path) -> None:
    found = read_beir(beir(tmp_path / "sea", test=f"{HEAD}q1\td1\t0\nq2\td2\t1\nq9\td3\t1\n"))
    assert [one.id for one in found.cases] == ["q2"]


def test_the_test_split_is_preferred_and_any_other_will_do(tmp_path: Path) -> None:
    rows = {"dev": f"{HEAD}q1\td1\t1\n", "test": f"{HEAD}q2\td2\t1\n", "train": f"{HEAD}q1\td3\t1\n"}
    assert [one.id for one in read_beir(beir(tmp_path / "all", **rows)).cases] == ["q2"]
    assert [one.id for one in read_beir(beir(tmp_path / "dev", dev=rows["dev"])).cases] == ["q1"]


def test_a_folder_without_qrels_says_what_a_beir_folder_has(tmp_path: Path) -> None:
    with pytest.raises(SetError, match=r"no qrels/\*\.tsv; a BEIR folder has"):
        open_set(beir(tmp_path / "sea"))


@pytest.mark.parametrize(
    "rows", ["q1\td1\t1\n", f"{HEAD}q1\td1\n", f"{HEAD}q1\td1\tyes\n", "query-id,corpus-id,score\nq,d,1"]
)
def test_qrels_of_another_shape_say_so(tmp_path: Path, rows: str) -> None:
    with pytest.raises(SetError, match=r"test\.tsv is not BEIR's"):
        read_beir(beir(tmp_path / "sea", test=rows + "q1\td1\t1\n"))


@pytest.mark.parametrize(("name", "row"), [("corpus", {"_id": "d9"}), ("queries", {"text": "When?"})])
def test_a_line_of_beirs_that_lacks_something_is_named(tmp_path: Path, name: str, row: Mapping[str, str]) -> None:
    folder = beir(tmp_path / "sea", test=f"{HEAD}q1\td1\t1\n")
    lines_in(folder / f"{name}.jsonl", row)
    with pytest.raises(SetError, match=rf"{name}\.jsonl, line 1 has no (text|_id)"):
        read_beir(folder)


def test_a_beir_folder_that_is_not_whole_says_so(tmp_path: Path) -> None:
    folder = beir(tmp_path / "sea", test=f"{HEAD}q1\td1\t1\n")
    (folder / "queries.jsonl").unlink()
    with pytest.raises(SetError, match=r"queries\.jsonl: No such file"):
        read_beir(folder)


# parallel sentences, and our own


def test_pairs_ask_in_one_language_for_the_other_ones_sentence(tmp_path: Path) -> None:
    path = lines_in(tmp_path / "sea" / "pairs.jsonl", {"id": 1, "en": FERRY, "tl": BIYAHE})
    found = read_pairs(path, "en", "tl")
    (one,), (draft,) = found.cases, set_articles(found)
    assert found.name == "sea-en-tl"
    assert (one.id, one.question, one.language, one.kind, one.articles) == ("1", FERRY, "en", "cross-language", ("1",))
    assert (draft.text, draft.language) == (BIYAHE, "tl")
    assert draft.source.endswith("#1")


def test_pairs_without_a_language_say_so(tmp_path: Path) -> None:
    path = lines_in(tmp_path / "pairs.jsonl", {"id": 1, "en": FERRY, "tl": BIYAHE}, {"id": 2, "en": RICE})
    with pytest.raises(SetError, match="line 2 has no tl"):
        read_pairs(path, "en", "tl")


def test_our_own_format_is_opened_with_and_without_a_corpus(tmp_path: Path) -> None:
    path = lines_in(tmp_path / "ours.jsonl", MINIMUM)
    (tmp_path / "ferry.txt").write_text(FERRY)
    assert open_set(path).drafts is None
    assert [one.text for one in open_set(path, tmp_path / "ferry.txt").drafts or ()] == [FERRY]


# the public data


@pytest.mark.parametrize(("asked", "kind"), [("en", "fact"), ("es", "cross-language")])
def test_xquad_has_612_questions_of_120_paragraphs(data: Path, asked: str, kind: str) -> None:
    found = read_squad(data / "xquad" / f"xquad.{asked}.dev.json", data / "xquad" / "xquad.en.dev.json")
    assert len(found.cases) == 612
    assert {(one.language, one.kind) for one in found.cases} == {(asked, kind)}
    articles = set_articles(found)
    assert (len(articles), len({one.title for one in articles})) == (120, 24)
    assert {one.language for one in articles} == {"en"}
    texts = {one.source.partition("#")[2]: one.text for one in articles}
    assert all(one.answers[0][0] in texts[one.articles[0]] for one in found.cases)


def test_sib200_has_400_pairs(data: Path) -> None:
    found = read_pairs(data / "sib200" / "pairs.dev.jsonl", "tl", "en")
    assert (len(found.cases), len(found.drafts or ())) == (400, 400)
    assert {one.language for one in found.cases} == {"tl"}
    assert {one.language for one in found.drafts or ()} == {"en"}
