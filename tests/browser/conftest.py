"""A real Chromium against real servers on loopback.

`page_url` is what a reader gets: `pullquote serve` over the project's own corpus. `fake_page_url` is a page
over a small fake service that can be slow or fail, `rough_page_url` one over hostile articles, one of them
changed since it was quoted.
"""

import asyncio
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import uvicorn
from fastapi import FastAPI

from index.article import Article, article_id, revision_of
from index.store.collections import Collection
from rag.answer import Answer, ReadPassage, Statement, Timings, add_markers, cite
from rag.engine import validate_question
from rag.errors import ExcerptError
from rag.lookup.finding import Difference, Finding, Match, Related
from tests.browser.visiting import visit  # noqa: F401  (a fixture)
from tests.needs import skip_unless_ci
from ui.page.page import mount_page
from ui.service.contract import AskRequest, CiteRequest
from ui.service.errors import NoSuchArticleError
from ui.service.service import LocalService

CHROMIUM = shutil.which("chromium")
CORPUS = Path(__file__).parents[2] / "corpus"
QUIET = ("quic", "background-networking", "component-update", "sync")  # what Chromium does by itself
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", *(f"--disable-{feature}" for feature in QUIET)]
HOSTILE = """\
<img src=https://evil.invalid/i.png onerror="window.hacked='img'"><script>window.hacked='script'
</script>"'><svg onload="window.hacked='svg'"> ${window.hacked='js'} `${window.hacked='tick'}`
{{constructor}} {{#each value}}{{this}}{{/each}} </textarea></style>
<a href="javascript:window.hacked='a'">link</a>"""

WIDENS = """Founders see the distance grow

Speakers at a Beijing summit said the gap between Chinese and American AI is widening, not narrowing. They
blamed a shortage of advanced processors.

China's largest internet companies spent about 60 billion dollars on capital projects in 2025, a tenth of
what their American rivals spent. Most of the money went to rented halls in other countries.

Engineers described nights spent rewriting software so that ten older machines could do the work of one new
machine. They called it an education. Nobody called it a plan.

Investors in the room were calmer. One reminded the audience that the first steam engines were also short of
good iron, and that the shortage made better engineers.

A second panel argued that data, not silicon, decides who leads. A third panel argued the opposite, with the
same charts.

Hotels nearby were full. Taxis were not to be had. The summit returns in spring."""
NARROWS = """Home-grown chips close in

The gap between Chinese and American AI is narrowing, a survey of forty laboratories found. Benchmarks that
took a year to match now take three months.

Huawei's Ascend 910B does roughly four fifths of the work of Nvidia's A100 in the survey's own tests. Buyers
compare it mostly on price.

Nvidia's H200 chips are unlikely to change much, two buyers said, because the licences come with quotas and
a waiting list."""
FILIPINO = """Babala mula sa Beijing

Si Tang Jie ang nagtatag ng Zhipu, isang kumpanya ng artificial intelligence sa Beijing. Sinabi niyang
malayo pa ang hahabulin.

Kulang ang mga chip, at mahal ang upa sa mga data center sa labas ng bansa. Naghihintay ang mga inhinyero."""


def written(name: str, text: str, *facts: Any) -> Article:
    publisher, published, language, url = facts
    text = "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))
    title, _, _ = text.partition("\n")
    source = f"/library/{name}"
    return Article(article_id(source), revision_of(text), text, title, publisher, published, language, source, url)


ARTICLES = (
    written("widens.txt", WIDENS, "The Harbour Ledger", date(2026, 1, 16), "en", "https://ledger.example/widens"),
    written("narrows.txt", NARROWS, "Northern Wire", date(2025, 12, 2), "en", None),
    written("babala.txt", FILIPINO, "Balita Ngayon", date(2026, 1, 18), "tl", "https://balita.example/babala"),
)
ONE_LINE = HOSTILE.replace("\n", " ")
SPOILT = Article(
    id="spoilt", revision="r2", text=f"{HOSTILE}\n\nThe hostile article says much {ONE_LINE}.",
    title=HOSTILE, publisher=HOSTILE, published=None, language='en"><b>', source=f"/{HOSTILE}",
    url="javascript:window.hacked='url'",
)  # fmt: skip
EARLIER = written("changed.txt", "Changed\n\nThe ferry crossed in ninety minutes.", "Coast Post", None, "en", None)
LATER = written("changed.txt", "Changed\n\nThe ferry crossed in eighty minutes.", "Coast Post", None, "en", None)


class Found(NamedTuple):
    """A sentence of an article, as a span."""

    article: Article
    start: int
    end: int

    def shared(self, question: str) -> int:
        words = re.findall(r"\w{4,}", self.article.text[self.start : self.end].lower())
        return len(set(words) & set(re.findall(r"\w{4,}", question.lower())))


class FakeService:
    """Quotes the sentences that share most words with a question; refuses when they share too few.

    A question that starts with `slow` takes two seconds, one with `fail once` fails the first time, and
    `follow` is understood as what the conversation was.
    """

    def __init__(self, *known: Article, newer: Sequence[Article] = ()) -> None:
        self.known = {article.id: article for article in known}
        self.failed: set[str] = set()
        self.newest = self.known | {article.id: article for article in newer}
        self.sentences = [
            Found(article, *sentence.span())
            for article in known
            for sentence in re.finditer(r"\S[^\n]*?[.?!](?=\s|$)", article.text)
        ]

    def collections(self) -> list[Collection]:
        return []

    def articles(self) -> list[Article]:
        return list(self.newest.values())

    def article(self, article_id: str, revision: str | None = None) -> Article:
        if article_id not in self.known:
            raise NoSuchArticleError(article_id)
        earlier = self.known[article_id]
        return earlier if revision == earlier.revision else self.newest[article_id]

    def ask(self, request: AskRequest) -> Answer:
        question = request.question
        if question.startswith("fail once") and question not in self.failed:
            self.failed.add(question)
            raise RuntimeError("told to fail at /secret/path")
        if question.startswith("slow"):
            time.sleep(2)
        ranked = sorted(self.sentences, key=lambda found: -found.shared(question))
        quoted = [found for found in ranked[:2] if found.shared(question) >= 2]
        if question.startswith("follow"):
            quoted, question = ranked[:1], f"{question} after {[turn.question for turn in request.history]}"
        return answer(question, quoted, ranked[len(quoted) : len(quoted) + 3], empty=not self.known)

    def stream(self, request: AskRequest, _model: None) -> AsyncGenerator[Answer, None]:
        validate_question(request.question)
        return self._answer(request)

    async def _answer(self, request: AskRequest) -> AsyncGenerator[Answer, None]:
        yield await asyncio.to_thread(self.ask, request)

    def cite(self, request: CiteRequest) -> Finding:
        """Find words as they stand; an excerpt that starts with `alter` was altered in every article."""
        excerpt = request.excerpt
        if excerpt.startswith("fail"):
            raise RuntimeError("told to fail at /secret/path")
        if not any(map(str.isalnum, excerpt)):
            raise ExcerptError("there are no words in the excerpt")
        if excerpt.startswith("alter"):
            return altered(excerpt, [found.article for found in self.sentences])
        stood = [match(article, excerpt) for article in self.known.values() if excerpt in article.text]
        earlier = tuple(one for one in stood if self.newest[one.article_id].revision != one.revision)
        matches = tuple(one for one in stood if one not in earlier)
        verdict = "exact" if matches else "absent"
        return Finding(excerpt=excerpt, verdict=verdict, matches=matches, earlier=earlier)


def match(article: Article, words: str, *differences: Difference) -> Match:
    start = article.text.index(words)
    cited = cite(1, article, "p", Found(article, start, start + len(words)))
    return Match(**cited.model_dump(), similarity=0.9 if differences else 1, differences=differences)


def altered(excerpt: str, articles: Sequence[Article]) -> Finding:
    """Return a finding in which everything an article says of itself is shown."""
    one = next(iter(articles))
    difference = Difference(kind="name", excerpt=excerpt, article=one.text)
    facts = {"title": one.title, "publisher": one.publisher, "published": None, "language": one.language}
    related = Related(
        article_id=one.id, revision=one.revision, passage_id="p", source=one.source, start=0, end=9, text=one.text,
        score=0.9, **facts,
    )  # fmt: skip
    matches = (match(one, one.text[:40], difference),)
    return Finding(excerpt=excerpt, verdict="altered", matches=matches, related=(related,))


def answer(question: str, quoted: Sequence[Found], read: Sequence[Found], *, empty: bool = False) -> Answer:
    citations = tuple(cite(number, found.article, "p", found) for number, found in zip(count(1), quoted))
    statements = tuple(Statement(text=one.quote, support="quoted", citations=(one.number,)) for one in citations)
    return Answer(
        question=question,
        standalone_question=question,
        answered=bool(quoted),
        reason=None if quoted else "empty_corpus" if empty else "not_in_corpus",
        engine="quote",
        language="en",
        text=" ".join(add_markers(statement) for statement in statements),
        statements=statements,
        citations=citations,
        read=tuple(
            ReadPassage(
                article_id=one.id,
                revision=one.revision,
                passage_id="p",
                title=one.title,
                start=start,
                end=end,
                score=0.5,
            )
            for one, start, end in read
        ),
        timings_ms=Timings(retrieve=18.2, answer=21.4, check=2.0, total=41.9),
    )


@contextmanager
def serving(service: LocalService) -> Iterator[str]:
    """Serve the page over `service` on a free port of loopback."""
    server = uvicorn.Server(uvicorn.Config(mount_page(FastAPI(), service), log_level="warning"))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started:
            assert thread.is_alive(), "the server did not start"
            time.sleep(0.05)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
        server.should_exit = True
        thread.join()


def pytest_runtest_setup() -> None:
    """Look for the browser before anything is served to it."""
    if find_spec("playwright") is None:
        skip_unless_ci("playwright is not installed (the browser extra)")
    if CHROMIUM is None:
        skip_unless_ci("chromium is not installed")


@pytest.fixture(scope="session")
def page_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    pullquote = [str(Path(sys.executable).with_name("pullquote")), "--home", str(tmp_path_factory.mktemp("home"))]
    subprocess.run([*pullquote, "add", str(CORPUS)], check=True, capture_output=True)
    spending = str(CORPUS / "ai-spending-gap.md")
    subprocess.run([*pullquote, "collection", "add", "Money & power", spending], check=True, capture_output=True)
    with subprocess.Popen([*pullquote, "serve", "--port", "0"], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        address = next(found.group() for line in server.stdout if (found := re.search(r"http://\S+", line)))
        yield f"{address}/"
        server.terminate()


@pytest.fixture(scope="session")
def fake_page_url() -> Iterator[str]:
    with serving(FakeService(*ARTICLES)) as url:
        yield url


@pytest.fixture(scope="session")
def rough_page_url() -> Iterator[str]:
    with serving(FakeService(SPOILT, EARLIER, newer=[LATER])) as url:
        yield url


@pytest.fixture(scope="session")
def empty_page_url() -> Iterator[str]:
    with serving(FakeService()) as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()
