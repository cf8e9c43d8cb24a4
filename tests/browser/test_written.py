"""Written answers in a real browser: a model of one's choice, streamed, stopped, checked, and what it must not see."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from index.embed.embedder import Embedder
from index.library import open_library
from index.read.files import read_all
from tests.browser.conftest import CORPUS, serving
from tests.browser.visiting import CONTRAST, DESK, PHONE, Visit, answered, ask, marked
from tests.rag.model.misbehaving import KEY, Act, Endpoint, Line, endpoint, passages_in, refusing, saying
from ui.service.service import LocalService
from ui.settings import Settings

pytestmark = pytest.mark.browser

QUESTION = "How much money did Zhipu and MiniMax raise?"
TRUE = "Zhipu and MiniMax raised more than 1 billion dollars by selling shares in Hong Kong in January 2026"
FALSE = "Zhipu and MiniMax raised 7 billion dollars in Manila"
SPENT = "Most of the 57 billion dollars went to artificial intelligence"
BEFORE = "Who founded Zhipu?"
FOREIGN = "Magkano ang nalikom ng Zhipu at MiniMax sa Hong Kong?"
SPENDING = "Chinese internet giants"  # how the title of the article begins that says so
both = pytest.mark.parametrize("device", [DESK, PHONE], ids=["desk", "phone"])


@pytest.fixture(scope="module")
def service(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalService]:
    home = tmp_path_factory.mktemp("written")
    with open_library(home, lambda: embedder, writing=True) as library:
        for draft in read_all([str(CORPUS)]):
            library.add(draft)
        yield LocalService(library, Settings(home=Path(home)))


@pytest.fixture(scope="module")
def url(service: LocalService) -> Iterator[str]:
    with serving(service) as address:
        yield address


class Oracle:
    """Says sentences that cite the article on spending; at `|` it waits until it is let go on."""

    def __init__(self, *sentences: str, gloss: str = "More than 1 billion was raised.") -> None:
        self.sentences, self.gloss = sentences, gloss
        self.go = threading.Semaphore(0)

    def __call__(self, line: Line, asked: dict[str, Any]) -> None:
        said = asked["messages"][-1]["content"]
        line.head()
        if "<quotation>" in said:
            line.words(self.gloss)
        elif "<conversation>" in said:
            line.words("How much money did Zhipu raise?")
        else:
            self._answer(line, passages_in(asked))
        line.end()

    def _answer(self, line: Line, ids: dict[str, str]) -> None:
        about = next((one for title, one in ids.items() if title.startswith(SPENDING)), "none")
        for sentence in self.sentences:
            first, held, rest = f"{sentence} [{about}]. ".partition("|")
            line.words(first)
            if held:
                self.go.acquire(timeout=20)
                line.words(rest)


def endless(line: Line, asked: dict[str, Any]) -> None:
    """Tell one sentence, begin another, and then say nothing more."""
    about = next(one for title, one in passages_in(asked).items() if title.startswith(SPENDING))
    line.head()
    line.words(f"{TRUE} [{about}]. And there is mo")
    line.hold()


@contextmanager
def model(act: Act, page: Any) -> Iterator[Endpoint]:
    """Choose, in the page, a model that does what `act` says."""
    with endpoint(act) as server:
        fill(page, server.url)
        page.click("#model-form [type=submit]")
        page.wait_for_selector("[data-writes]")
        yield server


def fill(page: Any, address: str, key: str = KEY) -> None:
    page.click("[data-models]")
    page.select_option("#model-form [name=who]", "address")
    for name, value in {"base_url": address, "model": "oracle", "api_key": key}.items():
        page.fill(f"#model-form [name={name}]", value)


def begin(page: Any, question: str = QUESTION) -> None:
    page.fill("#question textarea", question)
    page.keyboard.press("Enter")


def everything(page: Any) -> str:
    """All that the page holds: its markup, what stands in its fields, what it keeps."""
    kept = """() => JSON.stringify([
        [...document.querySelectorAll("input, textarea, select")].map(one => one.value),
        {...localStorage}, {...sessionStorage}, document.cookie,
    ])"""
    return str(page.content() + page.evaluate(kept))


def test_quoting_answers_until_a_model_is_chosen_and_the_page_says_which(url: str, visit: Visit) -> None:
    page = visit(url)
    assert page.locator(".model-toggle").inner_text() == "Quoting"
    assert "nothing leaves this machine" in page.locator(".facts").inner_text()
    assert "Quoting · no model" in ask(page, BEFORE).locator(".colophon").inner_text()

    with model(Oracle(TRUE), page) as server:
        assert page.locator(".model-toggle").inner_text() == "Written by oracle"
        told = f"oracle · questions and passages go to 127.0.0.1:{server.port} (this machine)"
        assert told in page.locator(".facts").inner_text()
        page.click("#fresh")
        page.wait_for_selector(".welcome")
        assert told in page.locator(".facts").inner_text()
        turn = ask(page, QUESTION)
        assert "oracle · every sentence checked" in turn.locator(".colophon").inner_text()
        assert turn.locator(".legend").inner_text().startswith("Written by oracle")
        page.click("[data-models]")
        page.select_option("#model-form [name=who]", "quote")
        page.click("#model-form [type=submit]")
        page.wait_for_selector(".model-toggle >> text=Quoting")
        asked = len(server.asked)
        assert "Quoting · no model" in answered_after(page, BEFORE).locator(".colophon").inner_text()
        assert len(server.asked) == asked


def answered_after(page: Any, question: str) -> Any:
    turns = page.locator(".turn").count()
    begin(page, question)
    page.locator(".turn").nth(turns).wait_for()
    return answered(page, turns)


def test_an_answer_comes_sentence_by_sentence_and_what_is_not_checked_is_apart(url: str, visit: Visit) -> None:
    page = visit(url)
    oracle = Oracle(TRUE, "Most of the 57 billion| dollars went to artificial intelligence")
    with model(oracle, page):
        begin(page)
        pending = page.locator(".unchecked", has_text="Most of the 57 billion")
        pending.wait_for()

        assert pending.get_attribute("aria-hidden") == "true"
        assert not page.locator("#log").get_by_text("Most of the 57").count()
        assert page.locator("#log .statement").count() == 1
        assert "1 billion dollars by selling shares" in marked(page)
        page.locator("#log .chip").click()
        page.wait_for_selector(".chip[aria-current=true]")
        first = page.locator("#log .statement").element_handle()

        oracle.go.release()
        turn = answered(page)
        assert turn.locator(".statement").count() == 2
        assert first.evaluate("element => element.isConnected")  # not written anew, so not read aloud again
        assert not page.locator(".unchecked").count()
        assert page.locator("#send").is_visible()
        assert not page.locator("#stop").is_visible()


def test_stop_ends_the_request_within_a_second_and_keeps_what_was_told(url: str, visit: Visit) -> None:
    page = visit(url)
    with model(endless, page) as server:
        begin(page)
        page.wait_for_selector(".unchecked >> text=And there is mo")
        assert not page.locator("#send").is_visible()

        started = time.monotonic()
        page.click("#stop")
        assert server.left.wait(1)
        assert time.monotonic() - started < 1

        turn = page.locator(".turn")
        turn.locator(".note", has_text="Stopped.").wait_for()
        assert turn.locator(".statement").count() == 1
        assert not page.locator(".unchecked").count()
        server.act = Oracle(SPENT)
        turn.locator("[data-ask]").click()
        again = answered(page, 1)
        assert again.locator("h2").inner_text() == QUESTION
        assert again.locator(".statement.supported, .statement.quoted").count() == 1


@pytest.mark.parametrize("act", [endless, lambda line, _: line.hold()], ids=["mid-answer", "before the first word"])
def test_leaving_the_page_ends_the_request(url: str, visit: Visit, act: Act) -> None:
    page = visit(url)
    with model(act, page) as server:
        begin(page)
        page.wait_for_selector(".pending, .unchecked")
        while not server.asked:
            page.wait_for_timeout(50)
        started = time.monotonic()
        page.context.close()
        assert server.left.wait(3)
        assert time.monotonic() - started < 1.5


def test_a_new_conversation_ends_the_request_and_nothing_of_it_arrives(url: str, visit: Visit) -> None:
    page = visit(url)
    with model(endless, page) as server:
        begin(page)
        page.wait_for_selector(".unchecked")
        page.click("#fresh")
        page.wait_for_selector(".welcome")
        assert server.left.wait(1)
        page.wait_for_timeout(1_000)
        assert not page.locator(".turn, .unchecked").count()
        server.act = Oracle(TRUE)
        assert ask(page, QUESTION).locator(".chip").count()


@both
def test_what_is_not_supported_stands_out_and_can_be_put_away(url: str, visit: Visit, device: dict[str, Any]) -> None:
    page = visit(url, **device, permissions=["clipboard-read", "clipboard-write"])
    with model(Oracle(TRUE, FALSE), page):
        turn = ask(page, QUESTION)
        doubtful = turn.locator(".unsupported")
        assert "The articles do not support this sentence." in doubtful.inner_text()
        assert "“7 billion dollars”" in doubtful.inner_text()
        assert doubtful.evaluate("one => getComputedStyle(one).borderInlineStartStyle") == "dashed"
        copy = turn.locator("[data-copy]")
        copy.click()
        page.wait_for_selector("text=Copied")
        assert f"(Not supported by the articles:) {FALSE}" in page.evaluate("navigator.clipboard.readText()")

        switch = turn.locator("button[data-only]")
        switch.click()
        assert switch.get_attribute("aria-pressed") == "true"
        assert not doubtful.is_visible()
        assert turn.locator(".hiding").inner_text() == "1 sentence hidden"
        turn.locator("[data-copy] >> text=Copy with sources").click()
        page.wait_for_selector("text=Copied")
        assert "7 billion" not in page.evaluate("navigator.clipboard.readText()")
        later = ask(page, QUESTION)
        assert later.locator("button[data-only]").get_attribute("aria-pressed") == "true"
        assert not later.locator(".unsupported").is_visible()
        switch.click()
        assert doubtful.is_visible()
        assert page.evaluate("document.documentElement.scrollWidth") == device["viewport"]["width"]


@pytest.mark.parametrize("failing", ["401", "refused"])
def test_where_the_model_fails_quotes_stand_in_and_the_key_is_told_nowhere(
    url: str, visit: Visit, failing: str, caplog: pytest.LogCaptureFixture
) -> None:
    page = visit(url)
    with model(refusing("401 Unauthorized"), page) as server:
        if failing == "refused":
            address = server.url
            server.act = Oracle(TRUE)
    if failing == "401":
        with endpoint(refusing("401 Unauthorized")) as again:
            fill(page, again.url)
            page.click("#model-form [type=submit]")
            page.wait_for_selector(f".facts >> text={again.port}")
            turn, why = ask(page, QUESTION), f"{again.url} refuses the key; set “Key”"
            assert f"authorization: bearer {KEY}" in again.heads[0].lower()
    else:
        turn, why = ask(page, QUESTION), f"Nobody answers at {address}"
    note = turn.locator(".note").first.inner_text()
    assert note.startswith("Quoted instead")
    assert why in note
    assert "Quoting · no model" in turn.locator(".colophon").inner_text()
    assert turn.locator("blockquote").count()
    assert KEY not in everything(page)
    assert KEY not in caplog.text
    assert page.locator("#send").is_visible()


def test_a_model_is_tried_before_it_is_used_and_bad_input_says_a_clear_line(url: str, visit: Visit) -> None:
    page = visit(url)
    with endpoint(Oracle()) as server:
        server.act = saying("OK")
        fill(page, server.url)
        page.click("[data-try]")
        page.wait_for_selector("#model-said .right")
        assert f"oracle at {server.url} answers" in page.locator("#model-said").inner_text()
        assert page.locator(".model-toggle").inner_text() == "Quoting"
        server.act = refusing("401 No")
        page.click("[data-try]")
        page.wait_for_selector("#model-said .error")
        assert "refuses the key; set “Key”" in page.locator("#model-said").inner_text()
    for address, name, told in (
        ("not an address", "oracle", "Address: give an address such as"),
        ("http://127.0.0.1:9/v1", "", "Name the model"),
    ):
        page.fill("#model-form [name=base_url]", address)
        page.fill("#model-form [name=model]", name)
        page.click("#model-form [type=submit]")
        page.wait_for_selector(f"#model-said .error >> text={told}")
    assert page.locator("#model-form").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#model-form").is_visible()
    assert page.locator(".model-toggle").evaluate("one => one === document.activeElement")
    assert KEY not in page.content()


def test_a_follow_up_is_rewritten_by_the_model_and_shown(url: str, visit: Visit) -> None:
    page = visit(url)
    with model(Oracle(TRUE), page) as server:
        ask(page, QUESTION)
        turn = ask(page, "And how much did it raise?")
        assert turn.locator(".read-as").inner_text() == "Read as: How much money did Zhipu raise?"
        assert "<conversation>" in server.asked[-2]["messages"][-1]["content"]


def test_nothing_that_is_supported_is_a_result_with_the_nearest_passages(url: str, visit: Visit) -> None:
    page = visit(url)
    with model(Oracle(FALSE), page):
        turn = ask(page, QUESTION)
        told = "Nothing that the model wrote is an answer that these articles support."
        assert turn.locator(".refusal").inner_text() == told
        assert turn.locator(".places .entry").count()


def test_a_foreign_quote_is_translated_when_a_model_is_chosen(url: str, visit: Visit) -> None:
    page = visit(url)
    english = "Who leads Hugging Face?"
    turn = ask(page, "Sino ang namumuno sa Hugging Face?")
    assert turn.locator("blockquote p").first.get_attribute("lang") == "en"
    offer = turn.locator("[data-gloss]").first
    assert not offer.is_visible()

    with model(Oracle(TRUE, gloss="Si <b>Clem</b> ang namumuno."), page) as server:
        quoted = turn.locator("blockquote").first.inner_text()
        offer.click()
        turn.locator(".gloss-words").wait_for()
        assert turn.locator(".gloss-words").inner_text() == "Si <b>Clem</b> ang namumuno."
        assert turn.locator(".gloss-made").inner_text() == "Machine translation by oracle, not checked"
        assert turn.locator("blockquote").first.inner_text() == quoted
        ask(page, english)
        assert page.locator(".gloss-words").count() == 1
        server.act = refusing("500 Oops")
        answered_again = ask(page, "Sino ang namumuno sa Hugging Face?")
        again = answered_again.locator("[data-gloss]").first
        again.click()
        answered_again.locator(".gloss .error").wait_for()
        assert "failed with status 500" in answered_again.locator(".gloss .error").inner_text()
        assert KEY not in everything(page)


@both
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_and_can_be_read(url: str, visit: Visit, device: dict[str, Any], scheme: str) -> None:
    page = visit(url, **device, color_scheme=scheme)
    width = device["viewport"]["width"]
    page.click("[data-models]")
    page.select_option("#model-form [name=who]", "openai")
    page.click("#model-form summary")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    for selector in ("#model-form span", "#model-form summary", "#model-form .told", ".use", ".model-toggle"):
        for element in page.locator(selector).all():
            assert element.evaluate(CONTRAST) >= 4.5, selector
    page.click("[data-close]")
    with model(Oracle(TRUE, FALSE), page):
        ask(page, QUESTION)
        assert page.evaluate("document.documentElement.scrollWidth") == width
        for selector in (".legend span", ".unsupported .words p", ".doubt", "button[data-only]", ".facts p"):
            for element in page.locator(selector).all():
                assert element.evaluate(CONTRAST) >= 4.5, selector


def test_the_keyboard_is_enough_to_choose_a_model(url: str, visit: Visit) -> None:
    page = visit(url)
    with endpoint(Oracle(TRUE)) as server:
        page.locator(".model-toggle").focus()
        page.keyboard.press("Enter")
        assert page.locator("[name=who]").evaluate("one => one === document.activeElement")
        page.keyboard.type("A model at another")
        page.keyboard.press("Tab")
        page.keyboard.type(server.url)
        page.keyboard.press("Tab")
        page.keyboard.type("oracle")
        page.keyboard.press("Enter")
        page.wait_for_selector("[data-writes]")
        assert page.locator(".model-toggle").evaluate("one => one === document.activeElement")
        assert ask(page, QUESTION).locator(".legend").count()
