"""Our own question sets: every answer stands where it is said to; and the standing sets are found by name."""

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePath

import pytest

from evals.errors import SetError
from evals.measures import contains
from evals.sets import standing
from evals.sets.cases import QuestionCase, QuestionSet, matches
from evals.sets.formats import open_set
from evals.sets.halves import Half, split_cases
from evals.sets.makers import set_articles
from evals.sets.standing import GROUPS, SETS, SETS_FOLDER, find_sets
from index.article import Article
from index.split.sentences import split_sentences
from rag.answer import Turn
from rag.question.times import asked_about, dated

OWN = ("corpus", "seeds", "follow-ups", "times")
OWN_DATA = {
    *(*OWN, "lookup-corpus", "lookup-seeds"),
    *("support-corpus", "support-seeds", "support-paraphrases", "support-written", "reversals"),
}
RUN = 8  # words in a row that nobody writes twice by chance


@pytest.fixture(scope="module")
def own(request: pytest.FixtureRequest) -> QuestionSet:
    """Return a set of ours; the seeds' only where the seeds are."""
    if request.param == "seeds":
        request.getfixturevalue("seeds")
    return open_set(SETS_FOLDER / f"{request.param}.jsonl")


@pytest.fixture(scope="module")
def articles(own: QuestionSet) -> list[Article]:
    return set_articles(own)


each_own_set = pytest.mark.parametrize("own", OWN, indirect=True)


def kinds(cases: tuple[QuestionCase, ...], kind: str) -> list[QuestionCase]:
    return [case for case in cases if case.kind == kind]


def relevant(case: QuestionCase, articles: list[Article]) -> list[Article]:
    return [one for one in articles if any(matches(one.source, name) for name in case.articles)]


def sentences(article: Article) -> list[str]:
    spans = (span for span in split_sentences(article.text) if not span.heading)
    return [article.text[span.start : span.end] for span in spans]


def all_texts(case: QuestionCase) -> Iterator[str]:
    yield from (case.question, case.standalone or "", *case.quotes, *case.forbidden)
    yield from (form for forms in case.answers for form in forms)
    for turn in case.history:
        yield from (turn.question, turn.text)


# their halves


def halves_of(questions: QuestionSet) -> dict[str, Half]:
    return split_cases(questions.cases, questions.origin or questions.drafts or ())


@pytest.mark.parametrize("name", sorted(SETS))
def test_the_halves_of_a_set_are_near_balance_and_share_no_article(data: Path, name: str) -> None:
    (found,) = find_sets(name, data)
    halves = halves_of(found)
    dev = sum(half == "dev" for half in halves.values())
    assert 0.37 <= dev / len(halves) <= 0.63, Counter(halves.values())
    by_article: dict[str, set[str]] = {}
    for case in found.cases:
        for named in (*case.articles, *case.about)[:1]:
            (source,) = [one.source for one in found.origin or found.drafts or () if matches(one.source, named)]
            by_article.setdefault(source, set()).add(halves[case.id])
    assert all(len(one) == 1 for one in by_article.values())


def test_an_article_is_in_the_same_half_of_every_set_that_is_made_of_it(data: Path) -> None:
    found: dict[str, set[str]] = {}
    for name in ("corpus", "follow-ups", "lookup-corpus", "support-corpus", "support-written", "canaries-corpus"):
        (one,) = find_sets(name, data)
        halves = halves_of(one)
        for case in one.cases:
            for article in (*case.articles, *case.about)[:1]:
                found.setdefault(PurePath(article).name, set()).add(halves[case.id])
    assert len(found) == 12
    assert all(len(halves) == 1 for halves in found.values())


@each_own_set
def test_every_near_miss_says_which_article_it_is_about(own: QuestionSet, articles: list[Article]) -> None:
    for case in kinds(own.select(QuestionCase), "near-miss"):
        assert case.about, case.id
        assert all(sum(matches(one.source, name) for one in articles) == 1 for name in case.about), case.id


# what stands in them


@each_own_set
def test_every_article_that_is_named_is_there_once(own: QuestionSet, articles: list[Article]) -> None:
    for case in own.select(QuestionCase):
        for name in case.articles:
            assert sum(matches(one.source, name) for one in articles) == 1, (case.id, name)


@each_own_set
def test_every_fact_stands_in_a_sentence_of_an_article_that_is_named(own: QuestionSet, articles: list[Article]) -> None:
    for case in own.select(QuestionCase):
        there = [sentence for one in relevant(case, articles) for sentence in sentences(one)]
        for forms in case.answers:
            assert any(contains(sentence, forms) for sentence in there), (case.id, forms)


@each_own_set
def test_every_accepted_form_stands_somewhere_so_that_none_is_a_slip(own: QuestionSet, articles: list[Article]) -> None:
    for case in own.select(QuestionCase):
        there = [sentence for one in relevant(case, articles) for sentence in sentences(one)]
        for form in (form for forms in case.answers for form in forms):
            assert any(contains(sentence, [form]) for sentence in there), (case.id, form)


@each_own_set
def test_every_article_that_is_named_holds_a_fact_of_the_answer(own: QuestionSet, articles: list[Article]) -> None:
    for case in own.select(QuestionCase):
        for one in relevant(case, articles):
            there = [sentence for sentence in sentences(one) if any(contains(sentence, it) for it in case.answers)]
            assert there, (case.id, one.source)


@each_own_set
def test_no_answer_is_given_away_by_its_question(own: QuestionSet) -> None:
    for case in own.select(QuestionCase):
        asked = case.standalone or case.question
        assert not any(contains(asked, forms) for forms in case.answers), case.id


@each_own_set
def test_answerable_questions_have_answers_and_unanswerable_ones_none(own: QuestionSet) -> None:
    for case in own.select(QuestionCase):
        assert bool(case.answers) == bool(case.articles) == case.answerable, case.id


@each_own_set
def test_every_case_has_been_looked_at_and_asks_all_of_the_articles(own: QuestionSet) -> None:
    assert all(case.reviewed and not case.without and not case.forbidden for case in own.select(QuestionCase))


@each_own_set
def test_no_question_is_asked_twice(own: QuestionSet) -> None:
    asked = Counter(
        " ".join((case.standalone or case.question).casefold().split()) for case in own.select(QuestionCase)
    )
    assert [question for question, times in asked.items() if times > 1] == []


@each_own_set
def test_languages_are_those_of_the_kind(own: QuestionSet, articles: list[Article]) -> None:
    assert {case.language for case in own.select(QuestionCase)} == {"en", "tl"}
    for case in own.select(QuestionCase):
        languages = {one.language for one in relevant(case, articles)}
        if case.kind == "cross-language":
            assert case.language not in languages, case.id
        elif case.kind == "fact":
            assert case.language in languages, case.id


@each_own_set
def test_follow_ups_have_a_history_and_stand_alone_in_other_words(own: QuestionSet) -> None:
    for case in own.select(QuestionCase):
        assert bool(case.history) == bool(case.standalone) == (case.kind == "follow-up"), case.id
        assert case.standalone != case.question or own.name == "follow-ups"
        assert all(isinstance(turn, Turn) and turn.question for turn in case.history)


def test_follow_ups_are_enough_and_some_change_the_subject_come_back_or_follow_a_refusal() -> None:
    cases = open_set(SETS_FOLDER / "follow-ups.jsonl").select(QuestionCase)
    assert len(cases) >= 60
    for wanted in (
        [case for case in cases if case.standalone == case.question],
        [case for case in cases if len(case.history) > 1],
        [case for case in cases if not case.history[-1].text],
        [case for case in cases if case.standalone != case.question and case.language == "tl"],
    ):
        assert len(wanted) >= 4


def test_times_are_asked_on_a_day_about_what_articles_of_several_years_tell() -> None:
    found = open_set(SETS_FOLDER / "times.jsonl")
    assert found.today is not None
    assert {draft.published.year for draft in found.drafts or () if draft.published} == {2024, 2025, 2026}
    assert all(asked_about(case.question, found.today) for case in found.select(QuestionCase))
    relative = [case for case in found.select(QuestionCase) if dated(case.question, found.today) != case.question]
    for wanted in (
        relative,
        kinds(found.select(QuestionCase), "near-miss"),
        kinds(found.select(QuestionCase), "cross-language"),
    ):
        assert {case.language for case in wanted} == {"en", "tl"}
        assert len(wanted) >= 7


def test_a_standing_set_keeps_its_day(data: Path) -> None:
    (found,) = find_sets("times", data)
    assert found.today == open_set(SETS_FOLDER / "times.jsonl").today
    assert kinds(found.select(QuestionCase), "removed-gold")


@each_own_set
def test_a_question_about_several_articles_names_several_and_wants_several_facts(own: QuestionSet) -> None:
    for case in kinds(own.select(QuestionCase), "multi-article"):
        assert len(case.articles) > 1, case.id
        assert len(case.answers) > 1, case.id


@pytest.mark.parametrize(
    ("own", "questions", "unanswerable"), [("corpus", 120, 35), ("seeds", 80, 25)], indirect=["own"]
)
def test_a_set_is_large_enough_and_has_every_kind(own: QuestionSet, questions: int, unanswerable: int) -> None:
    assert len(own.select(QuestionCase)) >= questions
    assert sum(not case.answerable for case in own.select(QuestionCase)) >= unanswerable
    wanted = ("fact", "cross-language", "multi-article", "follow-up", "off-topic", "near-miss")
    assert {case.kind for case in own.select(QuestionCase)} == set(wanted)
    for kind in wanted:
        assert {case.language for case in kinds(own.select(QuestionCase), kind)} == {"en", "tl"}, kind
        assert len(kinds(own.select(QuestionCase), kind)) >= 10, kind


@pytest.mark.parametrize("name", OWN)
def test_no_words_of_the_seeds_are_copied_into_a_set(name: str, seeds: Path) -> None:
    def runs(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", text.casefold())
        return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}

    theirs = set().union(*(runs(path.read_text(encoding="utf-8")) for path in seeds.glob("*.txt")))
    assert len(theirs) > 1_000
    for case in open_set(SETS_FOLDER / f"{name}.jsonl").select(QuestionCase):
        assert [text for text in all_texts(case) if runs(text) & theirs] == [], case.id


# the standing sets


def test_our_own_sets_come_with_removed_gold_questions(data: Path) -> None:
    (found,) = find_sets("corpus", data)
    assert found.name == "corpus"
    removed = kinds(found.select(QuestionCase), "removed-gold")
    assert 100 <= len(removed) <= 150
    sources = {one.source for one in found.drafts or ()}
    assert all(case.without and set(case.without) <= sources for case in removed)


def test_a_group_is_its_sets_under_their_names(data: Path) -> None:
    assert [one.name for one in find_sets("attacks", data)] == list(GROUPS["attacks"])
    assert all(name in SETS for names in GROUPS.values() for name in names)
    assert not GROUPS.keys() & SETS.keys()


@pytest.mark.parametrize(
    ("name", "cases", "articles"),
    [("xquad-es-en", 612 + 150, 120), ("sib200-tl-en", 400, 400), ("gum-wikinews", 43 * 6, 43)],
)
def test_public_data_is_found_by_name(data: Path, name: str, cases: int, articles: int) -> None:
    (found,) = find_sets(name, data)
    assert found.name == name
    assert len(found.cases) >= cases
    assert len(found.drafts or ()) == articles
    assert len({case.id for case in found.cases}) == len(found.cases)


def test_a_file_is_a_set_too(tmp_path: Path) -> None:
    file = shutil.copy(SETS_FOLDER / "corpus.jsonl", tmp_path / "mine.jsonl")
    (found,) = find_sets(str(file), tmp_path, SETS_FOLDER.parents[2] / "corpus")
    assert found.name == "mine"
    assert len(found.drafts or ()) >= 8


def test_an_unknown_name_gives_a_line_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(SetError) as raised:
        find_sets("xqaud", tmp_path)
    told = str(raised.value)
    assert told.startswith("there is no question set xqaud; give a file")
    assert all(name in told for name in (*GROUPS, *SETS))
    assert "\n" not in told


@pytest.mark.parametrize("name", sorted(SETS.keys() - OWN_DATA))
def test_missing_data_gives_a_line_that_says_what_and_where(tmp_path: Path, name: str) -> None:
    with pytest.raises(SetError) as raised:
        find_sets(name, tmp_path / "nowhere")
    told = str(raised.value)
    assert told.startswith("this set needs ")
    assert str(tmp_path / "nowhere") in told
    assert "--data" in told
    assert "\n" not in told


def test_missing_seeds_give_a_line_that_says_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = shutil.copytree(SETS_FOLDER, tmp_path / "house" / "evals" / "sets" / "data")
    monkeypatch.setattr(standing, "SETS_FOLDER", data)
    with pytest.raises(SetError, match=r"shared/seeds can't be read: there is no such file or folder$"):
        find_sets("seeds", tmp_path)


def test_broken_data_gives_a_line(tmp_path: Path) -> None:
    (tmp_path / "poisonedrag").mkdir()
    (tmp_path / "poisonedrag" / "nq.json").write_text("{")
    with pytest.raises(SetError, match=r"nq\.json is not JSON"):
        find_sets("planted-articles", tmp_path)
