"""What an answer's citations rest on: sources named by the sentences themselves, never elsewhere in their articles."""

from rag.calibration import AgreementBars
from rag.quote.ranking import Quote
from rag.quote.statements import AnswerContent, state_quotes
from rag.retrieve.hit import Reading
from tests.rag.making import hit

FELL = "Nvidia's revenue from China dropped 45% in the latest quarter."
ALSO = "Revenue that Nvidia has from China fell by 45 percent in the latest quarter."


def state(*pages: tuple[str, ...]) -> AnswerContent:
    """State the first sentence of each page, given its publisher and its sentences, as one answer."""
    hits = [
        hit(*((text, 1.0) for text in sentences), source=publisher, publisher=publisher)
        for publisher, *sentences in pages
    ]
    quotes = [Quote(one, one.passage.sentences[0], 1.0) for one in hits]
    reading = Reading("By how much did it drop?", "en", tuple(hits), frozenset())
    return state_quotes(reading, quotes, [quotes], lambda _one, _other: 0.0, AgreementBars())


def shared(content: AnswerContent) -> list[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    return [(one.source, one.citations, one.own) for one in content.shared_sources]


def test_a_source_named_for_something_else_is_not_shared() -> None:
    about_rice = "Rice got dearer, Bloomberg reported."
    told = state(("Harbour Post", FELL, about_rice), ("Coast News", ALSO, about_rice))
    assert shared(told) == []


def test_sentences_that_name_one_source_share_it() -> None:
    told = state(("Harbour Post", f"{FELL[:-1]}, Bloomberg reported."), ("Coast News", f"{ALSO[:-1]}, Bloomberg said."))
    assert shared(told) == [("Bloomberg", (1, 2), ())]


def test_what_the_source_published_itself_stands_with_what_cites_it() -> None:
    told = state(("Harbour Post", f"{FELL[:-1]}, Bloomberg reported."), ("Bloomberg", ALSO))
    assert shared(told) == [("Bloomberg", (1,), (2,))]
