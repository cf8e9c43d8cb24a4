"""Excerpts looked up: told apart, and what was altered named; whatever can go wrong counts as wrong."""

from collections.abc import Iterator
from typing import Any

import pytest

from evals.alter.alterations import Alteration
from evals.errors import SetError
from evals.run.examiner import Examiner
from evals.run.runner import select_cases
from evals.run.systems import open_system
from evals.score.findings import is_named
from evals.score.record import Record
from evals.sets.cases import Case, ExcerptCase, QuestionSet
from evals.sets.makers import make_lookups
from index.article import Draft
from index.library import Library
from rag.lookup.finding import Difference, LookupVerdict
from tests.evals.news import SETTINGS, case, news
from tests.fakes import FakeEmbedder
from tests.rag.making import library_of

SENTENCE = "The harbour of Cebu sent 45 ferries to Bohol in March, because no storm was near the islands."
HARBOUR = Draft("/news/harbour.txt", f"{SENTENCE} Rice came back with them.", markup="clean", language="en")
OTHER = Draft("/news/other.txt", "A court in Manila heard the case of two fishermen.", markup="clean", language="en")
FIGURE = Alteration("figure", SENTENCE.replace("45", "54"), "45", "54")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library_of(tmp_path_factory.mktemp("lookup"), HARBOUR, OTHER, embedder=FakeEmbedder()) as made:
        yield made


def excerpt(verdict: LookupVerdict, text: str = SENTENCE, **fields: Any) -> ExcerptCase:
    known: dict[str, Any] = {"articles": () if verdict == "absent" else ("harbour.txt",), **fields}
    return ExcerptCase(id="one", excerpt=text, language="en", verdict=verdict, **known)


def examined(library: Library, one: Case) -> Record:
    with open_system("cite", library, SETTINGS) as system:
        return Examiner(library, system, select_cases(system, news(one))).examine(one)


def test_a_sentence_as_it_stands_is_exact(library: Library) -> None:
    record = examined(library, excerpt("exact"))
    assert record.finding is not None
    assert record.measures == {"right": 1, "said_exact": 1, "said_altered": 0, "said_absent": 0, "quote_exactness": 1}
    assert [(one.text, one.relevant) for one in record.passages] == [(SENTENCE, True)]


def test_an_altered_sentence_is_told_and_its_alteration_named(library: Library) -> None:
    measures = examined(library, excerpt("altered", FIGURE.text, alteration=FIGURE)).measures
    assert (measures["right"], measures["named"], measures["said_altered"]) == (1, 1, 1)


def test_what_is_said_of_another_kind_is_wrong(library: Library) -> None:
    assert examined(library, excerpt("exact", FIGURE.text)).measures["right"] == 0
    assert examined(library, excerpt("absent")).measures["right"] == 0
    gone = examined(library, excerpt("altered", "Nothing of this was ever said by anyone.", alteration=FIGURE))
    assert (gone.measures["right"], gone.measures["named"], gone.measures["said_absent"]) == (0, 0, 1)


def test_a_match_in_another_article_is_wrong(library: Library) -> None:
    assert examined(library, excerpt("exact", articles=("other.txt",))).measures["right"] == 0


def test_what_stands_nowhere_is_rightly_absent(library: Library) -> None:
    measures = examined(library, excerpt("absent", "Nothing of this was ever said by anyone.")).measures
    assert measures == {"right": 1, "said_exact": 0, "said_altered": 0, "said_absent": 1}


def test_an_excerpt_that_cannot_be_looked_up_is_wrong_and_says_why(library: Library) -> None:
    record = examined(library, excerpt("altered", "?", alteration=FIGURE))
    assert record.error is not None
    assert record.error.type == "ExcerptError"
    assert record.measures == {"right": 0, "named": 0}


def test_a_set_without_excerpts_cannot_be_looked_up(library: Library) -> None:
    with pytest.raises(SetError, match="no excerpts"):
        examined(library, case("harbour", "What?", "45"))


@pytest.mark.parametrize(
    ("kind", "excerpt", "article", "named"),
    [
        ("figure", "54", "45", True),
        ("figure", "54 ferries", "45 ferries", True),
        ("words", "54", "45", False),
        ("figure", "54", "49", False),
        ("figure", "", "45", False),
    ],
)
def test_an_alteration_is_named_by_its_kind_and_both_readings(
    kind: Any, excerpt: str, article: str, named: bool
) -> None:
    assert is_named(FIGURE, [Difference(kind=kind, excerpt=excerpt, article=article)]) == named


def test_words_that_an_alteration_kept_need_not_be_read() -> None:
    cloud = Alteration("name", "…", "Tencent Cloud", "Alibaba Cloud")
    assert is_named(cloud, [Difference(kind="name", excerpt="Alibaba", article="Tencent")])
    assert not is_named(cloud, [])


def test_lookups_are_made_of_a_set_with_every_third_article_left_out() -> None:
    drafts = tuple(
        Draft(f"/news/{at}.txt", SENTENCE.replace("45", str(45 + at)), markup="clean", language="en") for at in range(4)
    )
    made = make_lookups(QuestionSet("news", (), drafts), 5)
    assert [draft.source for draft in made.drafts or ()] == ["/news/1.txt", "/news/2.txt"]
    kinds = {case.kind for case in made.cases}
    assert {"exact", "absent", "altered-figure", "altered-negation"} <= kinds
    for one in made.select(ExcerptCase):
        assert (one.verdict == "altered") == (one.alteration is not None)
        assert bool(one.articles) == (one.verdict != "absent") == (not one.about)
