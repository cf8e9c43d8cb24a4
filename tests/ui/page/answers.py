"""An article, a citation, an answer and its turn in a conversation, alike but for what a test changes."""

from datetime import date
from typing import Any

from index.article import Article
from rag.answer import Answer, Citation, Statement, Timings
from tests.ui.reading import Reader
from ui.page.html import conversation

TEXT = "Rain, at last\n\nRain fell on Tuesday. It fell all night.\n\nNobody complained."


def article(text: str = TEXT, **changes: Any) -> Article:
    facts = {
        "id": "a1", "revision": "r1", "text": text, "title": "Rain, at last", "publisher": "Coast Post",
        "published": date(2026, 1, 16), "language": "en", "source": "/library/rain.txt", "url": None,
    }  # fmt: skip
    return Article(**(facts | changes))


def citation(number: int = 1, start: int = 15, end: int = 37, **changes: Any) -> Citation:
    facts = {
        "number": number, "article_id": "a1", "revision": "r1", "passage_id": "p1", "title": "Rain, at last",
        "publisher": "Coast Post", "published": date(2026, 1, 16), "language": "en",
        "source": "/library/rain.txt", "start": start, "end": end, "quote": TEXT[start:end],
    }  # fmt: skip
    return Citation(**(facts | changes))


def answer(**changes: Any) -> Answer:
    facts = {
        "question": "When?", "standalone_question": "When?", "answered": True, "engine": "quote",
        "language": "en", "text": "Rain fell on Tuesday. [1]", "citations": (citation(),),
        "statements": (Statement(text="Rain fell on Tuesday.", support="quoted", citations=(1,)),),
        "timings_ms": Timings(retrieve=1, answer=1, check=1, total=41.9),
    }  # fmt: skip
    return Answer(**(facts | changes))


def turn(question: str = "When?", **changes: Any) -> Reader:
    return Reader(conversation.render_turn(question, answer(**changes), {"a1": article()}))
