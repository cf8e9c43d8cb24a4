"""Do the articles agree: what says the same, what differs, and what only looks so."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from index.article import Draft
from index.embed.embedder import Embedder
from index.library import Library, open_library
from index.read.files import read_all
from rag.engine import Engine
from rag.quote.agreement import find_agreeing, find_disagreement
from rag.quote.ranking import Quote
from tests.rag.making import hit

CORPUS = Path(__file__).parents[3] / "corpus"
FELL = "Nvidia's revenue from China dropped 45% in the latest quarter."
HOW_FAR = "By how much did Nvidia's revenue from China drop?"
SAME = {
    "in other words": ("en", "Revenue that Nvidia has from China fell by 45 percent, figures show."),
    "in Filipino": ("tl", "Bumaba nang 45% ang kita ng Nvidia mula sa Tsina."),
}
NOT_THE_SAME = {
    "another figure": ("en", "Nvidia's revenue from China dropped 54% in the latest quarter."),
    "no figure": ("en", "Nvidia's revenue from China dropped in the latest quarter."),
    "somebody else": ("en", "Tencent's revenue from Japan dropped 45% in the latest quarter."),
    "two of something else": ("en", "Nvidia has two rivals in China, and 45 rivals elsewhere."),
    "denied": ("en", "Nvidia's revenue from China did not drop 45% in the latest quarter."),
    "a figure more, which is its point": ("en", "Nvidia's revenue from China dropped 45% to 3 billion dollars."),
    "another year": ("en", "Nvidia's revenue from China dropped 45% in 2019."),
}
NO_DIFFERENCE = {
    "the same": "Nvidia's revenue from China dropped 45% in the last quarter.",
    "about the same": "Nvidia's revenue from China dropped about 44% in the latest quarter.",
    "more than a little less": "Nvidia's revenue from China dropped more than 40% in the latest quarter.",
    "another thing of the company": "Nvidia as a whole sold 60% more chips than a year ago, China or not.",
    "another company": "Tencent's revenue from Japan dropped 54% in the latest quarter.",
    "another unit": "Nvidia's revenue from China dropped 3 billion dollars in the latest quarter.",
    "several figures": "Nvidia's revenue from China dropped 54% after a rise of 20% in the latest quarter.",
    "no figure": "Nvidia's revenue from China dropped in the latest quarter.",
}


def quoted(text: str, source: str, language: str = "en", score: float = 1.0) -> Quote:
    found = hit((text, score), source=source, language=language, publisher=source)
    return Quote(found, found.passage.sentences[0], score)


def far(_one: str, _other: str) -> float:
    return 0.0


@pytest.mark.parametrize(("language", "text"), SAME.values(), ids=SAME)
def test_what_says_the_same_is_found(language: str, text: str) -> None:
    quote, other = quoted(FELL, "one"), quoted(text, "other", language)
    assert find_agreeing(quote, [quote, other]) == [other]


@pytest.mark.parametrize(("language", "text"), NOT_THE_SAME.values(), ids=NOT_THE_SAME)
def test_what_says_something_else_is_no_agreement(language: str, text: str) -> None:
    dated = quoted(FELL.replace(".", " of 2025."), "one")
    quote = dated if "2019" in text else quoted(FELL, "one")
    assert find_agreeing(quote, [quote, quoted(text, "other", language)]) == []


def test_two_of_this_and_two_of_that_are_no_agreement() -> None:
    quote = quoted("Cebu and Bohol had two ferries for the Easter holidays.", "one")
    assert find_agreeing(quote, [quote, quoted("Cebu beat Bohol by two goals on the Easter holidays.", "other")]) == []
    assert find_agreeing(quote, [quote, quoted("For the Easter holidays Cebu and Bohol had two ferries.", "other")])


def test_two_further_articles_at_most_and_none_twice() -> None:
    quote = quoted(FELL, "one")
    others = [quoted(FELL, source) for source in ("two", "two", "three", "four", "one")]
    assert [one.hit.article.source for one in find_agreeing(quote, [quote, *others])] == ["two", "three"]


def test_what_answers_much_worse_is_not_looked_at() -> None:
    quote = quoted(FELL, "one")
    assert find_agreeing(quote, [quote, quoted(FELL, "two", score=0.5)]) == []


def test_another_figure_is_a_difference() -> None:
    quote, other = quoted(FELL, "one"), quoted(FELL.replace("45%", "54%"), "other")
    found = find_disagreement(HOW_FAR, [quote], [quote, other], far)
    assert found
    assert (found.says, found.other_says) == ("45%", "54%")


@pytest.mark.parametrize("text", NO_DIFFERENCE.values(), ids=NO_DIFFERENCE)
def test_articles_are_not_said_to_differ_where_they_may_both_be_right(text: str) -> None:
    quote = quoted(FELL, "one")
    assert find_disagreement(HOW_FAR, [quote], [quote, quoted(text, "other")], far) is None


def test_more_than_a_hundred_is_not_three_hundred() -> None:
    question = "How many passengers did the ferry to Bohol carry?"
    quote, more, many = (
        quoted(f"The ferry to Bohol carried {figure} passengers in January.", figure)
        for figure in ("more than 100", "120", "300")
    )
    assert find_disagreement(question, [quote], [quote, more], far) is None
    assert find_disagreement(question, [quote], [quote, many], far)


def test_a_question_after_no_figure_finds_no_difference() -> None:
    quote, other = quoted(FELL, "one"), quoted(FELL.replace("45%", "54%"), "other")
    assert find_disagreement("Why did Nvidia's revenue from China drop?", [quote], [quote, other], far) is None


def test_across_languages_the_embedder_tells_whether_it_is_the_same_subject() -> None:
    quote, other = quoted(FELL, "one"), quoted("Bumaba nang 54% ang kita ng Nvidia mula sa Tsina.", "other", "tl")
    assert find_disagreement(HOW_FAR, [quote], [quote, other], far) is None
    assert find_disagreement(HOW_FAR, [quote], [quote, other], lambda *_: 0.95)


def test_a_billion_is_the_same_in_both_languages() -> None:
    question = "How much did the bridge to Bohol cost?"
    quote, other = (
        quoted("The bridge to Bohol cost $57 billion, Cebu said.", "one"),
        quoted("Umabot sa $57 bilyon ang ginastos ng Cebu sa tulay sa Bohol.", "other", "tl"),
    )
    assert find_disagreement(question, [quote], [quote, other], lambda *_: 0.99) is None
    assert find_agreeing(quote, [quote, other]) == [other]


def test_another_day_is_a_difference_when_a_day_is_asked_for() -> None:
    quote, other = (
        quoted(f"The ferry to Bohol left Cebu on {day} for the first time.", source)
        for day, source in (("3 March 2026", "one"), ("5 March 2026", "other"))
    )
    found = find_disagreement("When did the ferry to Bohol leave Cebu?", [quote], [quote, other], far)
    assert found
    assert (found.says, found.other_says) == ("3 March 2026", "5 March 2026")


# in an answer


@pytest.fixture(scope="module")
def contested(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The corpus, and an article that gives another figure."""
    drafts = [
        *read_all([str(CORPUS)]),
        Draft(
            "courier.txt",
            "Nvidia's revenue from China dropped 54% from a year earlier in the company's latest reported quarter. "
            "Traders in Manila had expected less.",
            title="Chips and China",
            publisher="Bay Courier",
            published=date(2026, 1, 3),
            language="en",
        ),
    ]
    with open_library(tmp_path_factory.mktemp("home"), lambda: embedder, writing=True) as library:
        for draft in drafts:
            assert library.add(draft).status == "added"
        yield library


def test_articles_that_differ_are_shown_side_by_side_with_the_older_first(contested: Library) -> None:
    answer = Engine(contested).ask("By how much did Nvidia's revenue from China drop from a year earlier?")
    assert answer.disagreement == (
        "The articles differ: Bay Courier (3 January 2026) says 54%; "
        "Pullquote Sample Corpus (23 January 2026) says 45%."
    )
    said = {one.citation: one.says for one in answer.differing}
    quotes = {one.number: one.quote for one in answer.citations}
    assert sorted(said.values()) == ["45%", "54%"]
    assert all(says in quotes[number] for number, says in said.items())
    assert len(answer.statements) <= 3


def test_articles_that_agree_are_cited_together_and_told_to_share_their_source(corpus: Library) -> None:
    answer = Engine(corpus).ask("How much money did Zhipu and MiniMax raise by selling shares in Hong Kong?")
    together = next(one for one in answer.statements if len(one.citations) > 1)
    cited = {one.number: one for one in answer.citations}
    assert together.text == cited[together.citations[0]].quote
    assert {cited[number].language for number in together.citations} == {"en", "tl"}
    assert "Cointelegraph" in [one.source for one in answer.shared_sources]
    assert [one.number for one in answer.citations] == list(range(1, len(answer.citations) + 1))
    for one in answer.citations:
        source = corpus.catalog.article(one.article_id, one.revision)
        assert source
        assert source.text[one.start : one.end] == one.quote


def test_a_corpus_that_agrees_with_itself_is_never_said_to_differ(corpus: Library) -> None:
    engine = Engine(corpus)
    for question in (
        "How much did China's internet companies spend in 2025?",
        "What was Nvidia's total revenue in the third quarter?",
        "Magkano ang kita ng Nvidia mula sa Tsina?",
        "By how many months do Chinese models lag?",
        "Gaano kalaki ang tsansa ayon kay Justin Lin?",
    ):
        assert engine.ask(question).disagreement is None


@pytest.mark.parametrize("question", ["Magkano ang kita ng Nvidia sa China?", "¿Cuánto ganó Nvidia en China?"])
def test_the_word_that_opens_a_question_is_no_name_in_its_language(question: str) -> None:
    one, other = (
        quoted("Nvidia made 45 billion dollars in China last year.", "one"),
        quoted("Nvidia made 54 billion dollars in China last year.", "other"),
    )
    assert find_disagreement(question, [one], [one, other], far) is not None


def test_dollars_are_of_a_kind_however_they_are_signed() -> None:
    one = quoted("Nvidia's revenue from China was $57 billion.", "one")
    same = quoted("Revenue that Nvidia has from China was 57 billion US dollars.", "same")
    other = quoted("Nvidia's revenue from China was US$75 billion.", "other")
    assert find_agreeing(one, [one, same]) == [same]
    found = find_disagreement("How much was Nvidia's revenue from China?", [one], [one, other], far)
    assert found
    assert (found.says, found.other_says) == ("$57 billion", "US$75 billion")
