"""A reader at a desk or with a phone, and what they do and see on the page."""

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

QUESTIONS = (  # about the project's own corpus, each of them answered
    "What do Chinese AI leaders think about the gap with the United States?",
    "In which country did Tencent use data centres to get Blackwell chips?",
    "Sino ang nagtatag ng Zhipu?",
    "Magkano ang inaasahang halaga ng iniluwas na chip ng Tsina noong 2024?",
    "How does Huawei's Ascend 910B compare with Nvidia's A100?",
)
DESK = {"viewport": {"width": 1280, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
EXACT = "Most of the 57 billion dollars went to artificial intelligence."  # a sentence of corpus/
IN_VIEW = """element => {
    const { top, bottom } = element.getBoundingClientRect();
    const pane = document.getElementById("pane").getBoundingClientRect();
    return bottom > Math.max(0, pane.top) && top < Math.min(innerHeight, pane.bottom);
}"""
CONTRAST = """element => {
    const luminance = colour => {
        const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map(Number).map(c => c / 255)
            .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const fill = element => getComputedStyle(element).backgroundColor;
    let ground = element;
    while (fill(ground) === "rgba(0, 0, 0, 0)") ground = ground.parentElement;
    const pair = [getComputedStyle(element).color, fill(ground)].map(luminance);
    return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
}"""
WATCH = """() => {
    const verdict = document.querySelector("#verdict [role=status]");
    window.told = new Promise(done => new MutationObserver((_, observer) => {
        if (!verdict.querySelector(".verdict, .error")) return;
        observer.disconnect();
        done();
    }).observe(verdict, { childList: true, subtree: true, characterData: true, attributes: true }));
}"""

Visit = Callable[..., Any]


@pytest.fixture
def visit(browser: Any) -> Iterator[Visit]:
    """Open a page in a session of its own; afterwards nothing may have gone wrong or left the machine."""
    contexts, trouble = [], []

    def open_page(url: str, **options: Any) -> Any:
        context = browser.new_context(reduced_motion="reduce", **(options or DESK))
        contexts.append(context)
        page = context.new_page()
        page.on(
            "request",
            lambda request: trouble.append(f"sent to {request.url}") if _leaves(request.url) else None,
        )
        page.on("response", lambda response: trouble.append(response.url) if response.status >= 400 else None)
        page.on("requestfailed", lambda request: trouble.append(request.url) if _failed(request) else None)
        page.on("console", lambda message: trouble.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.goto(url)
        page.wait_for_selector(".welcome")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not trouble


def _leaves(url: str) -> bool:
    return not url.startswith("data:") and urlsplit(url).hostname != "127.0.0.1"


def _failed(request: Any) -> bool:
    streams = ("/queue/data", "/heartbeat/")  # Gradio ends these by hanging up
    return not any(stream in request.url for stream in streams)


def ask(page: Any, question: str) -> Any:
    """Ask, and return the turn that is complete."""
    turns = page.locator(".turn").count()
    page.fill("#question textarea", question)
    page.keyboard.press("Enter")
    return answered(page, turns)


def answered(page: Any, number: int = 0) -> Any:
    turn = page.locator(".turn").nth(number)
    turn.locator(".colophon, .error, code").first.wait_for()
    return turn


def marked(page: Any) -> str:
    page.wait_for_selector("#source mark.current")
    return " ".join(page.locator("#source mark.current").all_inner_texts())


def quote(turn: Any, number: int) -> str:
    words = turn.locator("blockquote").nth(number).inner_text()
    return re.sub(r"\s*\d+$", "", words)


def look_up(page: Any, excerpt: str, key: str | None = None) -> str:
    """Look an excerpt up, with the button or with a key, and return what is said of it."""
    if not page.locator("#look-view").is_visible():
        page.click("#look-tab")
    page.fill("#excerpt textarea", excerpt)
    page.evaluate(WATCH)
    page.keyboard.press(key) if key else page.click("#look-up")
    page.evaluate("window.told")
    return str(page.locator("#verdict :is(.verdict, .error)").inner_text())


def press_until(page: Any, key: str, selector: str) -> None:
    for _ in range(20):
        page.keyboard.press(key)
        if page.locator(selector).evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"{key} never reaches {selector}")
