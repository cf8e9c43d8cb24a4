"""The halves of a set: no article is in both, and none depends on how much of the set is asked."""

from evals.alter.alterations import Alteration
from evals.sets.cases import ExcerptCase, StatementCase
from evals.sets.halves import split_articles, split_cases
from index.article import Draft
from tests.evals.samples import FERRY, FISH, RICE, case

DRAFTS = tuple(Draft(f"/made/{name}.txt", text) for name, text in {"ferry": FERRY, "rice": RICE, "fish": FISH}.items())


def test_articles_are_split_evenly_by_length_in_whatever_order_they_come() -> None:
    drafts = [Draft(f"/a/{size}", "x" * size) for size in (50, 40, 30, 20, 10)]
    halves = split_articles(drafts)
    assert halves == split_articles(drafts[::-1])
    sizes = {half: sum(len(one.text) for one in drafts if halves[one.source] == half) for half in ("dev", "test")}
    assert abs(sizes["dev"] - sizes["test"]) <= 10


def test_all_cases_about_one_article_are_in_its_half() -> None:
    changed = Alteration("figure", "It left with 30 sacks.", "40", "30")
    cases = [
        *(case(id=f"q{number}") for number in range(20)),
        case(id="then", kind="follow-up", history=[{"question": "Which?", "text": "The ferry."}]),
        case(id="miss", kind="near-miss", articles=[], about=["ferry.txt"]),
        case(id="both", kind="multi-article", articles=["ferry.txt", "rice.txt"]),
        case(id="quoted", articles=[], quotes=["left  Cebu at noon"]),
        ExcerptCase(id="e", excerpt="It left.", language="en", verdict="absent", about=("/made/ferry.txt",)),
        StatementCase(
            id="s", statement="It left.", language="en", label="unsupported", alteration=changed,
            articles=("ferry.txt",), quotes=("It left",),
        ),
    ]  # fmt: skip
    assert set(split_cases(cases, DRAFTS).values()) == {split_articles(DRAFTS)["/made/ferry.txt"]}


def test_a_part_of_a_set_is_split_as_the_whole_of_it() -> None:
    cases = [case(id=f"c{number}", articles=[f"{('ferry', 'rice', 'fish')[number % 3]}.txt"]) for number in range(30)]
    halves = split_cases(cases, DRAFTS)
    assert split_cases(cases[::7], DRAFTS) == {one.id: halves[one.id] for one in cases[::7]}


def test_cases_about_no_article_are_split_by_id_about_evenly_and_always_the_same() -> None:
    cases = [case(id=f"off-{number}", kind="off-topic", articles=[]) for number in range(1000)]
    halves = list(split_cases(cases, DRAFTS).values())
    assert 450 < halves.count("dev") < 550
    assert halves == list(split_cases(cases, ()).values())
