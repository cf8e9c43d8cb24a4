"""What readers are told about an answer's sources: on the page and in the terminal."""

import io
from dataclasses import replace
from datetime import date

from rich.console import Console

from rag.answer import Answer, NearCopy, SharedSource, Statement
from tests.rag.making import article, hit
from tests.ui.page.answers import answer, citation, turn
from tests.ui.reading import HOSTILE
from ui.service.contract import SearchRequest, to_search_result
from ui.terminal.display import show_answer, show_hits
from ui.wording import list_copies

COPIES = (
    NearCopy(article_id="b1", title="Rain", publisher="Hill Times", published=date(2026, 1, 17)),
    NearCopy(article_id="b2", title="It rained", publisher=None, published=None),
)
COPIED = citation(also_in=("b1", "b2"), copies=COPIES)


def printed(shown: Answer) -> str:
    console = Console(file=io.StringIO(), width=200)
    show_answer(console, shown)
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


def test_near_copies_are_named_by_publisher_and_day() -> None:
    line = "Also in: Hill Times (17 January 2026); It rained"
    assert line in turn(citations=(COPIED,)).all("p", **{"class": "byline"})[0]["text"]
    assert line in printed(answer(citations=(COPIED,)))
    assert "Also in" not in printed(answer())


def test_many_near_copies_are_counted() -> None:
    assert str(list_copies(COPIES * 3)).endswith("; and 2 more")


def test_a_hostile_publisher_stays_text() -> None:
    copies = (NearCopy(article_id="b", title=HOSTILE, publisher=HOSTILE, published=None),)
    assert turn(citations=(citation(copies=copies),)).all("p", **{"class": "byline"})


def test_a_search_names_near_copies() -> None:
    repost = article("Rain fell.", source="repost", publisher="Hill Times")
    found = hit(("Rain fell.", 0.9), source="first")
    result = to_search_result(SearchRequest(query="rain"), [replace(found, copies=(repost,))])
    assert result.hits[0].also_in == (repost.id,)
    console = Console(file=io.StringIO(), width=200)
    show_hits(console, result)
    assert "Also in: Hill Times" in console.file.getvalue()  # type: ignore[attr-defined]


def test_whom_words_are_attributed_to_stands_beside_them() -> None:
    told = citation(attributed_to=("Ana Cruz", "Reuters"))
    assert "Attributed to Ana Cruz and Reuters" in turn(citations=(told,)).all("p", **{"class": "byline"})[0]["text"]
    assert "Attributed to Ana Cruz and Reuters" in printed(answer(citations=(told,)))


def test_a_source_that_two_articles_share_is_told() -> None:
    both = {
        "citations": (citation(), citation(2, article_id="a2")),
        "shared_sources": (SharedSource(source="Reuters", citations=(1, 2)),),
    }
    line = "Both cite Reuters: one source, not several."
    assert line in turn(**both).all("p", **{"class": "note"})[0]["text"]
    assert line in printed(answer(**both))
    three = {**both, "citations": (*both["citations"], citation(3))}
    assert "[1] and [2] both cite Reuters" in printed(answer(**three))
    own = {**both, "shared_sources": (SharedSource(source="Reuters", citations=(1,), own=(2,)),)}
    assert "[1] cites Reuters, which [2] is from: one source, not several." in printed(answer(**own))


def test_a_statement_of_two_articles_has_both_numbers_and_both_bylines() -> None:
    both = {
        "citations": (citation(), citation(2, article_id="a2", publisher="Hill Times", quote="Tuesday saw rain.")),
        "statements": (Statement(text="Rain fell on Tuesday.", support="quoted", citations=(1, 2)),),
    }
    page = turn(**both)
    assert [chip["text"] for chip in page.all("button", **{"class": "chip"})] == ["1", "2"]
    assert [line["text"][:11] for line in page.all("p", **{"class": "byline"})] == ["1Coast Post", "2Hill Times"]
    assert "“Rain fell on Tuesday.” [1] [2]" in printed(answer(**both))


def test_that_articles_differ_is_said_on_the_page_and_in_the_terminal() -> None:
    line = "The articles differ: Coast Post (3 January 2026) says 45%; Hill Times (16 January 2026) says 54%."
    assert line in turn(disagreement=line).all("p", **{"class": "note"})[0]["text"]
    assert line in printed(answer(disagreement=line))
