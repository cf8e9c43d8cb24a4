"""Our own question sets: what can be written in one, and how one that is wrong says so."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from evals.errors import SetError
from evals.sets.cases import QuestionCase, matches
from evals.sets.files import format_case, read_set, write_lines
from rag.answer import Turn
from tests.evals.samples import FERRY, MINIMUM, RICE, case, lines_in
from tests.rag.making import article

CHANGED = {"change": "figure", "text": "3 sacks.", "before": "4", "after": "3"}
WORDS = st.text(min_size=1).filter(str.strip)


# reading


def test_a_set_has_its_files_name_and_its_cases_in_order(tmp_path: Path) -> None:
    path = lines_in(tmp_path / "ferries.jsonl", {**MINIMUM, "id": "b"}, "", {**MINIMUM, "id": "a"}, "  ")
    found = read_set(path)
    assert found.name == "ferries"
    assert [one.id for one in found.cases] == ["b", "a"]
    assert found.drafts is None


def test_a_header_brings_the_articles_seen_from_the_file(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "ferry.txt").write_text(FERRY)
    (tmp_path / "rice.txt").write_text(RICE)
    header = {"corpus": ["../articles", "../rice.txt"]}
    found = read_set(lines_in(tmp_path / "sets" / "ours.jsonl", header, MINIMUM))
    assert [one.text for one in found.drafts or ()] == [FERRY, RICE]
    assert len(found.cases) == 1


def test_a_header_says_on_which_day_it_is_asked(tmp_path: Path) -> None:
    (tmp_path / "ferry.txt").write_text(FERRY)
    header = {"corpus": ["ferry.txt"], "today": "2026-03-20"}
    assert read_set(lines_in(tmp_path / "dated.jsonl", header, MINIMUM)).today == date(2026, 3, 20)
    assert read_set(lines_in(tmp_path / "ours.jsonl", {"corpus": ["ferry.txt"]}, MINIMUM)).today is None


def test_a_corpus_that_is_given_stands_in_for_the_headers(tmp_path: Path) -> None:
    (tmp_path / "ferry.txt").write_text(FERRY)
    path = lines_in(tmp_path / "ours.jsonl", {"corpus": ["moved away"]}, MINIMUM)
    assert [one.text for one in read_set(path, tmp_path / "ferry.txt").drafts or ()] == [FERRY]


@pytest.mark.parametrize("prefix", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_file_is_read_however_an_editor_left_it(tmp_path: Path, prefix: str, end: str) -> None:
    path = tmp_path / "ours.jsonl"
    row = '{"id": "c1", "question": "Kailan\u2028umalis?", "language": "tl", "articles": ["ferry.txt"]}'
    path.write_bytes(f"{prefix}{row}{end}{end}".encode())
    assert read_set(path).cases[0].question == "Kailan\u2028umalis?"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (["two hours", "120 minutes"], (("two hours", "120 minutes"),)),
        ([["two hours", "120 minutes"], ["noon"]], (("two hours", "120 minutes"), ("noon",))),
        ([], ()),
    ],
)
def test_plain_answers_are_forms_of_one_fact_and_lists_are_facts(
    tmp_path: Path, written: Any, read: tuple[tuple[str, ...], ...]
) -> None:
    assert read_set(lines_in(tmp_path / "s.jsonl", {**MINIMUM, "answers": written})).cases[0].answers == read


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("{not json", "is not JSON"),
        ('"a string"', "is not a JSON object"),
        ({**MINIMUM, "anwsers": ["two"]}, "anwsers: Extra inputs"),
        ({**MINIMUM, "id": ""}, "id: "),
        ({**MINIMUM, "id": "has space"}, "id: "),
        ({**MINIMUM, "kind": "riddle"}, "kind: "),
        ({**MINIMUM, "language": "English"}, "language: "),
        ({**MINIMUM, "answers": "two hours"}, "answers: "),
        ({**MINIMUM, "answers": ["two", " "]}, "an accepted answer is empty"),
        ({**MINIMUM, "answers": [["two"], []]}, "an accepted answer is empty"),
        ({**MINIMUM, "articles": []}, "needs the articles or quotes"),
        ({**MINIMUM, "history": [{"question": "When?"}]}, "history.0.text: "),
        ({"id": "c2", "language": "en"}, "question: Field required"),
        ({"corpus": ["later"]}, "id: Field required"),
    ],
)
def test_a_wrong_line_is_named_with_what_is_wrong(tmp_path: Path, row: Any, complaint: str) -> None:
    path = lines_in(tmp_path / "s.jsonl", {**MINIMUM, "id": "first"}, "", row)
    with pytest.raises(SetError) as raised:
        read_set(path)
    assert str(raised.value).startswith(f"{path}, line 3")
    assert complaint in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("header", "complaint"),
    [
        ({"corpus": "articles"}, "line 1: corpus: "),
        ({"corpus": []}, "line 1: corpus: "),
        ({"corpus": ["."], "today": "tomorrow"}, "line 1: today: "),
        ({"corpus": ["."], "name": "ours"}, "line 1: name: "),
        ({"corpus": ["nowhere"]}, "nowhere can't be read: there is no such file"),
    ],
)
def test_a_wrong_header_says_what_is_wrong(tmp_path: Path, header: dict[str, Any], complaint: str) -> None:
    with pytest.raises(SetError, match=complaint):
        read_set(lines_in(tmp_path / "s.jsonl", header, MINIMUM))


def test_a_header_that_names_a_folder_without_articles_says_so(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(SetError, match=r"there are no articles in .*empty"):
        read_set(lines_in(tmp_path / "s.jsonl", {"corpus": ["empty"]}, MINIMUM))


def test_one_unreadable_article_of_the_header_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "all").mkdir()
    (tmp_path / "all" / "ferry.txt").write_text(FERRY)
    (tmp_path / "all" / "photo.txt").write_bytes(bytes(range(32)) * 9)
    with pytest.raises(SetError, match=r"photo\.txt can't be read: it looks like a binary file"):
        read_set(lines_in(tmp_path / "s.jsonl", {"corpus": ["all"]}, MINIMUM))


def test_two_cases_with_one_id_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(SetError, match="two cases with the id c1"):
        read_set(lines_in(tmp_path / "s.jsonl", MINIMUM, MINIMUM))


@pytest.mark.parametrize("rows", [[], ["", "   "]])
def test_a_set_without_questions_is_an_error(tmp_path: Path, rows: list[str]) -> None:
    with pytest.raises(SetError, match="no questions in it"):
        read_set(lines_in(tmp_path / "s.jsonl", *rows))


def test_a_file_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    with pytest.raises(SetError, match="No such file"):
        read_set(tmp_path / "nowhere.jsonl")
    with pytest.raises(SetError, match="Is a directory"):
        read_set(tmp_path)
    (tmp_path / "s.jsonl").write_bytes(b'{"question": "\xff"}')
    with pytest.raises(SetError, match="is not in UTF-8"):
        read_set(tmp_path / "s.jsonl")


# what a case is


@pytest.mark.parametrize("kind", ["off-topic", "near-miss", "removed-gold"])
def test_an_unanswerable_question_needs_no_article(kind: str) -> None:
    assert not case(kind=kind, articles=[]).answerable


def test_a_question_is_answerable_with_an_article_a_quote_or_words_that_must_not_be_said() -> None:
    assert case().answerable
    assert case(articles=[], quotes=["two hours"]).answerable
    assert case(articles=[], forbidden=["three hours"], kind="planted-article").answerable
    with pytest.raises(ValidationError):
        case(articles=[])


@pytest.mark.parametrize("name", ["ferry.txt", "news/ferry.txt", "/home/me/news/ferry.txt"])
def test_a_name_means_the_articles_whose_source_ends_in_it(name: str) -> None:
    assert matches("/home/me/news/ferry.txt", name)
    assert not matches("/home/me/news/old-ferry.txt", name)


def test_a_name_means_an_article_by_its_id_or_its_place_in_a_file() -> None:
    one = article(FERRY, source="/news/all.jsonl#12")
    assert matches(one.source, one.id)
    assert matches(one.source, "12")
    assert matches(one.source, "all.jsonl#12")
    assert not matches(one.source, "2")
    assert not matches(one.source, one.id[:8])
    assert not matches(one.source, "")


# the three cases


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ({"question": "How long?", "articles": ["ferry.txt"]}, "fact"),
        ({"excerpt": "Two hours.", "verdict": "exact", "articles": ["ferry.txt"]}, "exact"),
        ({"excerpt": "Two hours.", "verdict": "absent"}, "absent"),
        ({"excerpt": "3 sacks.", "verdict": "altered", "quotes": ["4"], "alteration": CHANGED}, "altered-figure"),
        ({"statement": "Two hours.", "label": "supported", "quotes": ["two hours"]}, "paraphrase"),
        ({"statement": "3.", "label": "unsupported", "quotes": ["4"], "alteration": CHANGED}, "false-figure"),
        ({"statement": "3.", "label": "unsupported", "quotes": ["4"], "wording": "written"}, "false-written"),
        ({"statement": "3.", "label": "unsupported", "quotes": ["4"], "cited": "rice.txt"}, "misplaced"),
    ],
)
def test_a_row_is_the_case_that_its_text_says(tmp_path: Path, row: dict[str, Any], kind: str) -> None:
    (found,) = read_set(lines_in(tmp_path / "s.jsonl", {"id": "c1", "language": "en", **row})).cases
    assert found.kind == kind
    assert found.text == next(row[name] for name in ("question", "excerpt", "statement") if name in row)


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ({"excerpt": "3.", "verdict": "wrong"}, "verdict: "),
        ({"excerpt": "3.", "verdict": "exact"}, "needs the articles or quotes that it is taken from"),
        ({"statement": "3.", "label": "true", "quotes": ["4"]}, "line 1: label: "),
        ({"statement": "3.", "label": "supported"}, "needs the quote or the article that it cites"),
        ({"statement": "3.", "label": "supported", "quotes": ["4"], "answers": ["4"]}, "line 1: answers: Extra"),
    ],
)
def test_a_wrong_excerpt_or_statement_is_named_with_what_is_wrong(
    tmp_path: Path, row: dict[str, Any], complaint: str
) -> None:
    with pytest.raises(SetError, match=complaint):
        read_set(lines_in(tmp_path / "s.jsonl", {"id": "c1", "language": "en", **row}))


@pytest.mark.parametrize(
    ("kind", "more", "now"),
    [
        ("exact", {}, {"verdict": "exact"}),
        ("altered-figure", {"alteration": CHANGED}, {"verdict": "altered", "kind": "altered-figure"}),
        ("absent", {"articles": []}, {"verdict": "absent"}),
        ("translation", {}, {"label": "supported", "wording": "translation"}),
        ("false-figure", {"alteration": CHANGED}, {"label": "unsupported", "kind": "false-figure"}),
        ("false-written", {}, {"label": "unsupported", "wording": "written", "kind": "false-written"}),
        ("misplaced", {"cited": "rice.txt"}, {"label": "unsupported", "kind": "misplaced"}),
    ],
)
def test_excerpts_and_statements_that_stand_as_questions_are_still_read(
    tmp_path: Path, kind: str, more: dict[str, Any], now: dict[str, str]
) -> None:
    empty = {"history": [], "standalone": None, "answers": [], "forbidden": [], "alteration": None, "cited": None}
    row = {**MINIMUM, **empty, "quotes": ["40 sacks"], "kind": kind, **more}
    (found,) = read_set(lines_in(tmp_path / "s.jsonl", row)).cases
    assert found.text == MINIMUM["question"]
    assert {name: getattr(found, name) for name in now} == now


# writing


@given(
    question=WORDS,
    forms=st.lists(st.lists(WORDS, min_size=1), max_size=3),
    turn=st.tuples(st.text(), st.text()),
    reviewed=st.booleans(),
)
def test_a_case_is_read_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory,
    question: str,
    forms: list[list[str]],
    turn: tuple[str, str],
    reviewed: bool,
) -> None:
    ours = QuestionCase(
        id="c1",
        question=question,
        language="tl",
        kind="follow-up",
        history=(Turn(question=turn[0], text=turn[1]),),
        standalone="Gaano katagal ang biyahe?",
        answers=tuple(map(tuple, forms)),
        articles=("ferry.txt",),
        quotes=(question,),
        reviewed=reviewed,
    )
    path = tmp_path_factory.mktemp("round") / "s.jsonl"
    assert write_lines(path, [format_case(ours)]) == 1
    assert read_set(path).cases == (ours,)


def test_a_file_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    path.write_text("mine")
    with pytest.raises(SetError, match="is there already; name another file"):
        write_lines(path, ["theirs"])
    assert path.read_text() == "mine"


def test_a_file_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(SetError, match="can't write"):
        write_lines(tmp_path / "nowhere" / "s.jsonl", ["a line"])


def test_nothing_is_left_behind_when_a_line_cannot_be_made(tmp_path: Path) -> None:
    def lines() -> Any:
        yield "a line"
        raise SetError("no more")

    with pytest.raises(SetError, match="no more"):
        write_lines(tmp_path / "s.jsonl", lines())
    assert not (tmp_path / "s.jsonl").exists()
