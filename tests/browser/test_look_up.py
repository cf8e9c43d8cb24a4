"""The tab that looks an excerpt up, in a real browser, at a desk and on a phone."""

from typing import Any

import pytest

from tests.browser.visiting import (
    CONTRAST,
    DESK,
    EXACT,
    IN_VIEW,
    PHONE,
    QUESTIONS,
    Visit,
    ask,
    look_up,
    marked,
    press_until,
)

pytestmark = pytest.mark.browser

ALTERED = EXACT.replace("57", "75")
ABSENT = "Ships from Norway brought dried cod to the harbour."
OTHER = "Mahigit $1 bilyon ang nalikom ng mga kompanyang Tsino na Zhipu at MiniMax"
TEXTS = (
    *(".tab", ".filter-toggle", ".invitation p", ".verdict", ".differences strong", ".differences span"),
    *(".match .entry-title", ".match .entry-line", ".finding h3", ".related .entry-title", ".related .byline"),
)
both = pytest.mark.parametrize("device", [DESK, PHONE], ids=["desk", "phone"])


@both
def test_what_stands_word_for_word_opens_with_those_words_marked(
    page_url: str, visit: Visit, device: dict[str, Any]
) -> None:
    page = visit(page_url, **device)

    assert look_up(page, EXACT) == "Word for word."

    assert marked(page) == EXACT
    match = page.locator(".match")
    assert "22 January 2026" in match.inner_text()
    assert match.get_attribute("aria-current") == "true"
    assert (
        page.locator(".finding .matches a").get_attribute("href") == "https://pullquote.example/corpus/ai-spending-gap"
    )
    match.click()
    page.wait_for_timeout(300)
    assert page.locator("#source mark.current").first.evaluate(IN_VIEW)


@both
def test_what_was_altered_is_told_with_both_readings(page_url: str, visit: Visit, device: dict[str, Any]) -> None:
    page = visit(page_url, **device)

    assert look_up(page, ALTERED) == "Altered: the article says “57”, not “75”."

    assert page.locator(".differences li").all_inner_texts() == ["Figure The article says “57”, not “75”."]
    assert marked(page) == EXACT
    assert page.evaluate("document.documentElement.scrollWidth") == device["viewport"]["width"]


@both
def test_what_is_not_in_the_corpus_leaves_no_words_marked(page_url: str, visit: Visit, device: dict[str, Any]) -> None:
    page = visit(page_url, **device)
    look_up(page, EXACT)

    assert look_up(page, ABSENT).startswith("Not in the corpus")

    page.wait_for_selector("#source .library")
    assert not page.locator(".match, mark").count()
    assert page.locator("#verdict .verdict").evaluate(IN_VIEW.replace('"pane"', '"talk"'))


def test_what_was_stitched_together_opens_part_by_part(page_url: str, visit: Visit) -> None:
    page = visit(page_url)

    assert look_up(page, f"{EXACT[:-1]} … {OTHER}") == "Stitched together from 2 places."

    assert marked(page) == EXACT[:-1]
    page.locator(".match").nth(1).click()
    page.wait_for_selector(".match >> nth=1 >> :scope[aria-current]")
    assert marked(page) == OTHER


def test_the_keyboard_is_enough(page_url: str, visit: Visit) -> None:
    page = visit(page_url)
    page.locator("#ask-tab").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.id") == "look-tab"
    assert page.locator("#look-view").is_visible()
    assert not page.locator("#ask-view").is_visible()

    press_until(page, "Tab", "#excerpt textarea")
    assert look_up(page, f"“{EXACT}”", "Control+Enter") == "Word for word."

    press_until(page, "Tab", ".match")
    page.keyboard.press("Enter")
    press_until(page, "Tab", "[data-library]")
    page.locator("#look-tab").focus()
    page.keyboard.press("Home")
    assert page.locator("#question").is_visible()


def test_a_screen_reader_is_told_of_tabs_and_verdicts(page_url: str, visit: Visit) -> None:
    page = visit(page_url)
    page.get_by_role("tab", name="Look up").click()

    assert page.get_by_role("tab", name="Look up").get_attribute("aria-selected") == "true"
    assert page.get_by_role("tabpanel", name="Look up").is_visible()
    page.get_by_role("textbox", name="Words to look up").fill(EXACT)
    page.get_by_role("button", name="Look up", exact=True).click()
    page.get_by_role("heading", name="Word for word.").wait_for()
    assert "Word for word." in page.locator("#verdict [role=status]").inner_text()
    assert page.get_by_role("heading", name="Word for word.").count() == 1


@pytest.mark.parametrize(
    ("excerpt", "line"), [("", "no words"), ("…?", "no words"), ("word " * 1_100, "longer than 5,000 characters")]
)
def test_what_cannot_be_looked_up_is_one_line_and_stays_in_the_box(
    page_url: str, visit: Visit, excerpt: str, line: str
) -> None:
    page = visit(page_url)
    look_up(page, EXACT)

    assert line in look_up(page, excerpt)

    assert page.locator("#excerpt textarea").input_value() == excerpt
    assert not page.locator(".match").count()
    assert look_up(page, EXACT) == "Word for word."


def test_a_conversation_is_still_there_after_a_look(page_url: str, visit: Visit) -> None:
    page = visit(page_url)
    ask(page, QUESTIONS[0])

    look_up(page, EXACT)
    page.click("#ask-tab")

    assert page.locator(".turn h2").inner_text() == QUESTIONS[0]
    assert page.locator("#question").is_visible()


def test_on_a_phone_back_leads_to_the_match(page_url: str, visit: Visit) -> None:
    page = visit(page_url, **PHONE)
    look_up(page, EXACT)
    page.locator(".match").tap()
    page.wait_for_timeout(300)

    page.locator("[data-back]").tap()

    assert page.locator(".match").evaluate("match => match === document.activeElement")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(page_url: str, visit: Visit, scheme: str) -> None:
    page = visit(page_url, **DESK, color_scheme=scheme)
    look_up(page, ALTERED)

    for selector in TEXTS:
        for element in page.locator(selector).locator("visible=true").all():
            assert element.evaluate(CONTRAST) >= 4.5, selector


def test_what_stood_in_an_earlier_version_is_told_and_opens_it(rough_page_url: str, visit: Visit) -> None:
    page = visit(rough_page_url)

    assert look_up(page, "The ferry crossed in ninety minutes.").startswith("Not in the corpus")

    assert page.locator(".finding h3").inner_text() == "In an earlier version of an article"
    assert marked(page) == "The ferry crossed in ninety minutes."
    assert "has changed since" in page.locator("#source .note").inner_text()


def test_hostile_text_stays_text(rough_page_url: str, visit: Visit) -> None:
    page = visit(rough_page_url)
    hostile = "alter <img src=https://evil.invalid/q onerror=hacked=1> ${1} {{2}} `3` </textarea>"

    look_up(page, hostile)
    page.wait_for_selector(".match")

    assert hostile in page.locator(".differences").inner_text()
    assert "{{constructor}}" in page.locator(".related").inner_text()
    assert page.evaluate("window.hacked === undefined")
    assert not page.locator("#talk :is(img, script, svg, a), #pane :is(img, script, svg, a)").count()


def test_a_failure_tells_no_secrets(rough_page_url: str, visit: Visit) -> None:
    page = visit(rough_page_url)

    assert look_up(page, "fail") == "These words could not be looked up. Please try again."
    assert "/secret/path" not in page.content()
