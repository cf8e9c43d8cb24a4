"""The chat page in a real browser: at a desk (1280 × 900) and on a phone (390 × 844)."""

from typing import Any

import pytest

from tests.browser.visiting import (
    CONTRAST,
    DESK,
    IN_VIEW,
    PHONE,
    QUESTIONS,
    Visit,
    answered,
    ask,
    marked,
    press_until,
    quote,
)

pytestmark = pytest.mark.browser

TEXTS = (
    *("h1", ".tagline", ".facts p", ".question", ".words p", ".chip", ".chip[aria-current]", ".byline"),
    *(".colophon", "summary", ".quiet", "#send", "#fresh", "mark.current", ".text p", ".origin"),
)


def test_an_answer_opens_its_first_citation_beside_it(page_url: str, visit: Visit) -> None:
    page = visit(page_url)

    turn = ask(page, QUESTIONS[0])

    assert turn.locator("h2").inner_text() == QUESTIONS[0]
    assert marked(page) == quote(turn, 0)
    assert page.locator("#source mark.current").first.evaluate(IN_VIEW)
    assert turn.locator(".chip").first.get_attribute("aria-current") == "true"


@pytest.mark.parametrize(("tab", "box"), [("ask", "question"), ("look", "excerpt"), ("check", "draft")])
def test_a_box_takes_the_direction_of_what_is_typed(page_url: str, visit: Visit, tab: str, box: str) -> None:
    page = visit(page_url)

    page.click(f"#{tab}-tab")
    page.focus(f"#{box} textarea")

    page.wait_for_selector(f"#{box} textarea[dir=auto]")


def test_a_chip_opens_exactly_its_words(page_url: str, visit: Visit) -> None:
    page = visit(page_url)
    turn = ask(page, QUESTIONS[0])

    turn.locator(".chip").nth(1).click()
    page.wait_for_selector(".chip[aria-current] >> text=2")

    assert marked(page) == quote(turn, 1)
    assert page.locator("#source mark.current").first.evaluate(IN_VIEW)
    assert turn.locator(".chip[aria-current]").count() == 1


def test_pressing_the_open_chip_again_brings_its_words_back_into_view(page_url: str, visit: Visit) -> None:
    page = visit(page_url, viewport={"width": 1280, "height": 420})
    turn = ask(page, QUESTIONS[4])
    marked(page)
    page.locator("#pane").evaluate("pane => pane.scrollTo(0, pane.scrollHeight)")
    assert not page.locator("#source mark.current").first.evaluate(IN_VIEW)

    turn.locator(".chip").first.click()

    assert page.locator("#source mark.current").first.evaluate(IN_VIEW)


def test_of_chips_pressed_in_a_row_the_last_one_counts(page_url: str, visit: Visit) -> None:
    page = visit(page_url)
    ask(page, QUESTIONS[0])
    for last in (0, 1, 0, 1):
        page.evaluate("last => [1 - last, last].forEach(at => document.querySelectorAll('.chip')[at].click())", last)
        page.wait_for_timeout(500)
        assert page.locator(".chip").nth(last).get_attribute("aria-current") == "true"


def test_an_example_asks_itself(page_url: str, visit: Visit) -> None:
    page = visit(page_url)

    example = page.locator(".example", has_text="Ano ang sinasabi").first
    question = example.inner_text()
    example.click()

    turn = answered(page)
    assert turn.locator("h2").inner_text() == question
    assert turn.locator("blockquote p").first.get_attribute("lang") == "tl"
    assert "Filipino" in turn.locator(".byline").first.inner_text()
    assert not page.locator(".welcome").count()


def test_on_a_phone_a_chip_goes_to_the_words_and_back(page_url: str, visit: Visit) -> None:
    page = visit(page_url, **PHONE)
    turn = ask(page, QUESTIONS[0])
    assert turn.locator("h2").evaluate(IN_VIEW.replace('"pane"', '"talk"'))
    arrived_at = page.evaluate("scrollY")

    turn.locator(".chip").nth(1).tap()
    page.wait_for_selector(".chip[aria-current] >> text=2")
    assert page.locator("#source mark.current").first.evaluate(IN_VIEW)
    assert page.evaluate("scrollY") > arrived_at

    page.locator("[data-back]").tap()
    assert turn.locator(".chip").nth(1).evaluate("chip => chip === document.activeElement")
    assert turn.locator(".chip").nth(1).evaluate(IN_VIEW.replace('"pane"', '"talk"'))


def test_a_passage_that_was_read_opens_at_its_place(page_url: str, visit: Visit) -> None:
    page = visit(page_url)
    turn = ask(page, QUESTIONS[0])

    turn.locator("summary").click()
    entry = turn.locator(".read .entry").last
    entry.click()

    page.wait_for_function("place => document.querySelector('.source').dataset.place === place",
                           arg=entry.get_attribute("data-place"))  # fmt: skip
    assert page.locator("#source mark.current").first.evaluate(IN_VIEW)


def test_a_refusal_is_calm_and_offers_the_nearest_passages(page_url: str, visit: Visit) -> None:
    turn = ask(visit(page_url), "Who painted the ceiling of the opera house in Manaus?")

    told = "Nothing in these articles answers that: none of them names Manaus."
    assert turn.locator(".refusal").inner_text() == told
    assert turn.locator(".places .entry").count()
    assert not turn.locator(".error").count()


def test_the_newest_question_is_in_view_after_many(page_url: str, visit: Visit) -> None:
    page = visit(page_url)
    for question in QUESTIONS:
        turn = ask(page, question)

    assert turn.locator("h2").evaluate(IN_VIEW.replace('"pane"', '"conversation"'))


def test_the_library_lists_its_articles_and_comes_back(page_url: str, visit: Visit) -> None:
    page = visit(page_url)
    titles = page.locator(".library .entry-title").all_inner_texts()

    page.locator(".library .entry").first.click()
    page.wait_for_selector(".source")
    assert page.locator("#source h2").inner_text() == titles[0]

    page.locator("[data-library]").click()
    page.wait_for_selector(".library")
    assert page.locator(".library .entry-title").all_inner_texts() == titles


@pytest.mark.parametrize(("question", "line"), [("   ", "no words"), ("?" * 9, "no words"), ("x" * 2001, "2,000")])
def test_what_cannot_be_asked_says_why_and_stays_in_the_box(
    page_url: str, visit: Visit, question: str, line: str
) -> None:
    page = visit(page_url)

    page.fill("#question textarea", question)
    page.keyboard.press("Enter")

    assert line in page.locator("#notice [role=alert]").inner_text()
    assert page.locator("#question textarea").input_value() == question
    assert page.locator(".welcome").count()
    assert ask(page, QUESTIONS[0]).locator(".chip").count()
    assert not page.locator("#notice [role=alert]").count()


def test_the_keyboard_is_enough(page_url: str, visit: Visit) -> None:
    page = visit(page_url)
    page.keyboard.type(QUESTIONS[0])  # the box has the focus from the start
    page.keyboard.press("Enter")
    turn = answered(page)

    press_until(page, "Shift+Tab", ".chip >> nth=1")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    page.keyboard.press("Enter")
    page.wait_for_selector(".chip[aria-current] >> text=2")

    assert outline == "solid"
    assert marked(page) == quote(turn, 1)
    press_until(page, "Tab", "[data-library]")


def test_sessions_do_not_see_each_other(page_url: str, visit: Visit) -> None:
    mine, yours = visit(page_url), visit(page_url)
    ask(mine, QUESTIONS[0])

    turn = ask(yours, QUESTIONS[2])

    assert yours.locator(".turn").count() == 1
    assert QUESTIONS[0] not in yours.content().split("</head>")[1]
    assert turn.locator("h2").inner_text() == QUESTIONS[2]
    assert mine.locator(".turn h2").all_inner_texts() == [QUESTIONS[0]]


def test_a_new_conversation_starts_empty(page_url: str, visit: Visit) -> None:
    page = visit(page_url)
    ask(page, QUESTIONS[0])

    page.click("#fresh")

    page.wait_for_selector(".welcome")
    assert page.locator("#source .library").count()
    assert ask(page, QUESTIONS[2]).locator(".chip").count()
    assert page.locator(".turn").count() == 1


def test_a_copy_keeps_its_citations(page_url: str, visit: Visit) -> None:
    page = visit(page_url, permissions=["clipboard-read", "clipboard-write"])
    turn = ask(page, QUESTIONS[0])

    turn.locator("[data-copy]").click()

    page.wait_for_selector("text=Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert f"“{quote(turn, 0)}” [1]" in copied
    assert "\n[1] " in copied


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(page_url: str, visit: Visit, scheme: str) -> None:
    page = visit(page_url, **DESK, color_scheme=scheme)
    ask(page, QUESTIONS[0])
    marked(page)

    for selector in TEXTS:
        for element in page.locator(selector).all():
            assert element.evaluate(CONTRAST) >= 4.5, selector


@pytest.mark.parametrize("device", [DESK, PHONE])
def test_the_page_fits_and_shows_nothing_of_gradio(page_url: str, visit: Visit, device: dict[str, Any]) -> None:
    page = visit(page_url, **device)
    ask(page, QUESTIONS[1])

    assert page.evaluate("document.documentElement.scrollWidth") == device["viewport"]["width"]
    assert page.title() == "Pullquote"
    assert not page.get_by_text("Gradio").locator("visible=true").count()
    assert not page.locator("footer").locator("visible=true").count()


def test_hostile_text_stays_text(rough_page_url: str, visit: Visit) -> None:
    page = visit(rough_page_url)
    hostile = "Says the hostile article much? <img src=https://evil.invalid/q onerror=hacked=1> ${1} {{2}} `3`"

    turn = ask(page, hostile)
    marked(page)
    turn.locator("summary").click()
    page.locator("[data-library]").click()
    page.wait_for_selector(".library")

    assert turn.locator("h2").inner_text() == hostile
    assert "${window.hacked='js'}" in turn.locator("blockquote").first.inner_text()
    assert "{{constructor}}" in page.locator(".library").inner_text()
    assert page.evaluate("window.hacked === undefined")
    assert not page.locator("#talk :is(img, script, svg, a), #pane :is(img, script, svg, a)").count()


def test_a_citation_of_a_changed_article_opens_the_words_it_quoted(rough_page_url: str, visit: Visit) -> None:
    page = visit(rough_page_url)

    ask(page, "How many minutes until the ferry crossed, ninety?")

    assert marked(page) == "The ferry crossed in ninety minutes."
    assert "has changed since" in page.locator("#source .note").inner_text()


def test_a_failure_tells_no_secrets_and_can_be_asked_again(rough_page_url: str, visit: Visit) -> None:
    page = visit(rough_page_url)

    turn = ask(page, "fail once, please")

    assert "could not be answered" in turn.locator(".error").inner_text()
    assert "/secret/path" not in page.content()
    turn.locator("[data-ask]").click()
    page.wait_for_selector(".refusal")
    assert page.locator(".turn h2").all_inner_texts() == ["fail once, please"]


def test_a_follow_up_brings_the_conversation_along(rough_page_url: str, visit: Visit) -> None:
    page = visit(rough_page_url)
    ask(page, "What about the ferry?")

    turn = ask(page, "follow that up")

    assert "['What about the ferry?']" in turn.locator(".read-as").inner_text()


def test_while_it_answers_the_page_says_so_and_a_new_conversation_leaves_it_behind(
    rough_page_url: str, visit: Visit
) -> None:
    page = visit(rough_page_url)
    page.fill("#question textarea", "slow ferry crossed minutes")
    page.click("#send")

    page.wait_for_selector(".pending")
    assert page.locator("#send").is_disabled()
    page.click("#fresh")
    page.wait_for_selector(".welcome")
    page.wait_for_timeout(3_000)

    assert not page.locator(".turn").count()
    assert page.locator("#send").is_enabled()
    assert ask(page, "ferry crossed minutes").locator(".chip").count()
    assert page.locator(".turn").count() == 1


def test_an_empty_library_says_how_to_add_articles(empty_page_url: str, visit: Visit) -> None:
    page = visit(empty_page_url)

    assert "pullquote add FOLDER" in page.locator(".welcome").inner_text()
    assert not page.locator(".example").count()
    assert "pullquote add FOLDER" in ask(page, "Anything there?").inner_text()
