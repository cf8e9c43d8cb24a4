"""Makers: every case and excerpt is what it says it is, and the same each time."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.errors import SetError
from evals.sets.cases import ExcerptCase, QuestionSet, matches
from evals.sets.files import format_case, read_corpus, read_set, write_lines
from evals.sets.makers import (
    MAKERS,
    add_removed_gold,
    long_sentences,
    make_excerpts,
    make_known_items,
    remove_gold,
    sample,
    set_articles,
)
from index.article import Draft
from index.tidy.characters import fold_space
from tests.evals.samples import FERRY, FISH, RICE, case, made_set
from tests.rag.making import article

ALL = {"ferry": FERRY, "rice": RICE, "fish": FISH}
GOLD = {"answers": [["two hours"]], "articles": ["ferry.txt"]}
LONG = "\n\n".join(
    f"In the {order} week the harbour of {place} counted {number} boats and sent {number + 7} tonnes of fish to market."
    for number, (order, place) in enumerate([("first", "Cebu"), ("second", "Iloilo"), ("third", "Davao")], start=31)
)


@pytest.fixture(scope="module")
def news(data: Path) -> QuestionSet:
    """Return real articles: the Wikinews ones beside the project."""
    return QuestionSet("news", (), read_corpus([str(data / "gum_wikinews" / "articles.jsonl")]))


# removed gold


def test_the_relevant_article_is_taken_out_and_the_question_becomes_unanswerable() -> None:
    ours = case(**GOLD, quotes=["It left Cebu"])
    (made,) = remove_gold(made_set(ours, **ALL))
    assert (made.id, made.kind, made.answerable) == ("c1-removed", "removed-gold", False)
    assert made.without == ("/made/ferry.txt",)
    assert (made.question, made.language) == (ours.question, ours.language)
    assert (made.answers, made.articles, made.quotes) == ((), (), ())
    assert made.about == ours.articles


@pytest.mark.parametrize(
    "other",
    [
        "A crossing of two hours, no less, is what they promised the passengers in the old harbour.",
        "The captain spoke of 120 minutes at sea before the boat came into the old harbour at last.",
    ],
)
def test_every_other_article_that_holds_an_accepted_answer_is_taken_out_too(other: str) -> None:
    (made,) = remove_gold(made_set(case(answers=[["two hours", "120 minutes"]]), **ALL, other=other))
    assert made.without == ("/made/ferry.txt", "/made/other.txt")


def test_an_answer_in_a_title_and_a_quote_that_stands_elsewhere_count_too() -> None:
    titled = Draft("/made/titled.txt", RICE, markup="clean", title="Two hours of rice", language="en")
    ours = made_set(case(**GOLD), **ALL)
    (made,) = remove_gold(replace(ours, drafts=(*(ours.drafts or ()), titled)))
    assert "/made/titled.txt" in made.without
    quoted = case(articles=[], quotes=["expect no  change"], answers=[["nothing at all"]])
    (made,) = remove_gold(made_set(quoted, **ALL))
    assert made.without == ("/made/rice.txt",)


def test_an_answer_counts_where_a_page_has_lost_the_space_between_its_sentences() -> None:
    lost = "It takes two hoursThe crew sleeps. They sail at noonThe boat is old. They rest at nightAt dawn it sails."
    (made,) = remove_gold(made_set(case(**GOLD), **ALL, lost=lost))
    assert made.without == ("/made/ferry.txt", "/made/lost.txt")


def test_a_part_of_a_word_or_figure_is_no_answer() -> None:
    (made,) = remove_gold(made_set(case(answers=[["4", "ferr"]]), **ALL))
    assert made.without == ("/made/ferry.txt",)


def test_a_question_that_would_leave_less_than_half_of_the_articles_is_passed_over() -> None:
    both = case(answers=[["the ferry to Bohol"]])  # in two of three
    assert list(remove_gold(made_set(both, **ALL))) == []
    (made,) = remove_gold(made_set(both, **ALL, dull="Nothing happened."))
    assert len(made.without) == 2


def test_a_question_that_no_article_answers_is_passed_over() -> None:
    assert list(remove_gold(made_set(case(answers=[["three weeks"]], articles=["elsewhere.txt"]), **ALL))) == []


@pytest.mark.parametrize(
    "unfit",
    [
        {"kind": "near-miss", "articles": []},
        {"answers": []},
        {**GOLD, "kind": "follow-up", "history": [{"question": "Where?", "text": "To Bohol."}]},
    ],
)
def test_only_answerable_questions_that_stand_alone_are_asked_again(unfit: dict[str, object]) -> None:
    assert list(remove_gold(made_set(case(**unfit), **ALL))) == []


def test_a_set_keeps_its_cases_and_gets_at_most_so_many_removed_ones() -> None:
    ours = [case(**{**GOLD, "id": f"c{number}"}) for number in range(6)]
    found = add_removed_gold(made_set(*ours, **ALL), 3)
    assert found.cases[:6] == tuple(ours)
    assert [one.id for one in found.cases[6:]] == ["c0-removed", "c2-removed", "c4-removed"]
    assert len(found.drafts or ()) == 3


# known items


def test_an_article_is_looked_for_by_its_title_its_sentences_and_those_altered() -> None:
    drafts = (Draft("/made/harbour.txt", LONG, markup="clean", title="Three harbours", language="en"),)
    harbour = QuestionSet("harbour", (), drafts)
    made = {kind: [made for made in make_known_items(harbour) if made.kind == kind] for kind in ("title", "sentence")}
    altered = [made for made in make_known_items(harbour) if made.kind == "altered-sentence"]
    assert [made.question for made in made["title"]] == ["Three harbours"]
    assert [made.question for made in made["sentence"]] == LONG.split("\n\n")
    assert altered
    for made_case in altered:
        assert made_case.question not in LONG
        original = LONG.split("\n\n")[int(made_case.id.rpartition("-")[2]) - 1]
        assert len(set(made_case.question.split()) & set(original.split())) > len(set(original.split())) / 2


def test_known_items_name_their_article_each_once_and_the_same_each_time(news: QuestionSet) -> None:
    articles, made = set_articles(news), list(make_known_items(news, each=2))
    assert len({one.id for one in made}) == len(made)
    assert made == list(make_known_items(news, each=2))
    for one in made:
        (relevant,) = [it for it in articles if any(matches(it.source, name) for name in one.articles)]
        text = f"{relevant.title}\n{relevant.text}"
        assert (one.question in text) == (one.kind != "altered-sentence")
    assert sum(one.kind == "sentence" for one in made) <= 2 * len(articles)
    assert sum(one.kind == "title" for one in made) == len(articles)


# excerpts


def test_each_verdict_holds_of_the_texts(news: QuestionSet) -> None:
    every, made = set_articles(news), list(make_excerpts(news, each=3))
    articles = [one for number, one in enumerate(every) if number % 3]
    everything = "\n".join(fold_space(one.text) for one in articles)
    assert {one.verdict for one in made} == {"exact", "altered", "absent"}
    assert len({one.id for one in made}) == len(made)
    by_source = {one.source: one for one in every}
    for one in made:
        assert (fold_space(one.excerpt) in everything) == (one.verdict == "exact")
        assert (one.excerpt in by_source[(*one.articles, *one.about)[0]].text) == (one.verdict != "altered")
        assert (one.alteration is not None) == (one.verdict == "altered")


def test_what_two_articles_both_say_is_not_absent() -> None:
    shared, own = "The same report of the agency stood in both papers.", "Only this paper knew of the boat that sank."
    papers = made_set(stranger=f"{shared} {own}", paper=shared)
    assert [one.excerpt for one in make_excerpts(papers) if one.verdict == "absent"] == [own]


def test_an_altered_sentence_that_another_article_has_as_it_is_is_left_out() -> None:
    def told(number: int) -> str:
        return f"The harbour of the old town counted {number} boats on that long day."

    numbers = [100, 1, 2, 100, 3, 4, 100, 5, 6, 100, 7, 8, 100, 9]  # every third is a stranger
    papers = made_set(**{f"p{at}": told(number) for at, number in enumerate(numbers)})
    assert [one.verdict for one in make_excerpts(papers)] == ["exact"] * 9 + ["absent"] * 5


# sentences, and spreading


def test_only_whole_sentences_of_some_length_stand_for_their_article() -> None:
    text = f"A heading\n\nToo short. {FERRY}\n\n{FERRY}\n\n{' '.join(['long'] * 41)}."
    assert long_sentences(article(text)) == [f"{FERRY.split('. ')[0]}.", FERRY.split(". ")[1]]


@given(items=st.lists(st.integers(), max_size=60, unique=True), most=st.integers(0, 70))
def test_spreading_keeps_the_order_and_takes_as_many_as_it_can(items: list[int], most: int) -> None:
    chosen = sample(items, most)
    places = [items.index(one) for one in chosen]
    assert len(chosen) == min(most, len(items))
    assert places == sorted(set(places))
    gaps = [after - before for before, after in pairwise(places)]
    assert max(gaps, default=0) - min(gaps, default=0) <= 1


# as files


@pytest.mark.parametrize("maker", sorted(MAKERS))
def test_what_a_maker_makes_is_read_as_it_was_written(maker: str, tmp_path: Path) -> None:
    questions = made_set(case(**GOLD), ferry=FERRY, rice=RICE, fish=FISH, harbour=LONG)

    made = list(MAKERS[maker](questions))
    assert made == list(MAKERS[maker](questions))
    assert write_lines(tmp_path / "made.jsonl", map(format_case, made)) == len(made) > 0
    assert list(read_set(tmp_path / "made.jsonl").cases) == made
    if maker == "excerpts":
        excerpts = [one for one in made if isinstance(one, ExcerptCase)]
        assert {one.verdict for one in excerpts} == {"exact", "altered", "absent"}
        assert all(
            one.alteration and one.excerpt == one.alteration.text for one in excerpts if one.verdict == "altered"
        )


@pytest.mark.parametrize("maker", sorted(MAKERS))
def test_a_maker_needs_articles(maker: str) -> None:
    with pytest.raises(SetError, match="made brings no articles; name them with --corpus"):
        list(MAKERS[maker](made_set(case())))
