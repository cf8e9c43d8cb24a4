"""The filters of the page in a real browser, at a desk and on a phone."""

from typing import Any

import pytest

from tests.browser.visiting import CONTRAST, DESK, EXACT, PHONE, QUESTIONS, Visit, answered, ask, look_up

pytestmark = pytest.mark.browser

OFF_TOPIC = "Who painted the ceiling of the opera house in Manaus?"
TALL = """() => [...document.querySelectorAll("button, select, input, textarea, summary, .origin a")]
    .filter(one => one.checkVisibility() && one.getBoundingClientRect().width)
    .map(one => {
        const { height } = one.getBoundingClientRect();
        const around = parseFloat(getComputedStyle(one, "::before").top) || 0;
        return [one.outerHTML.slice(0, 80), height - 2 * Math.min(0, around)];
    }).filter(([, height]) => height < 44)"""
both = pytest.mark.parametrize("device", [DESK, PHONE], ids=["desk", "phone"])


def narrow(page: Any, **chosen: str) -> Any:
    """Open the filters if they are closed, choose, and close them; return the line that tells of them."""
    page.click("[data-filters]")
    for name, value in chosen.items():
        field = page.locator(f"#filter-form [name={name}]")
        field.select_option(value) if name in {"collection", "language", "publisher"} else field.fill(value)
    page.click("[data-filters]")
    line = page.locator("#filtered :is(.filtered, .error)")
    line.wait_for()
    return line


@both
def test_a_filter_is_seen_while_it_is_closed_and_holds_for_what_is_asked(
    page_url: str, visit: Visit, device: dict[str, Any]
) -> None:
    page = visit(page_url, **device)

    line = narrow(page, language="tl")
    page.wait_for_selector(".filtered >> text=Only articles in Filipino")
    turn = ask(page, QUESTIONS[0])

    assert not page.locator("#filter-form").is_visible()
    assert line.is_visible()
    assert "of 12)" in line.inner_text()
    assert turn.locator(".read-as").inner_text() == "Asked of articles in Filipino only"
    assert set(turn.locator("blockquote p").evaluate_all("words => words.map(one => one.lang)")) == {"tl"}
    assert page.evaluate("document.documentElement.scrollWidth") == device["viewport"]["width"]


@both
def test_a_refusal_says_among_which_articles_and_can_be_asked_of_all(
    page_url: str, visit: Visit, device: dict[str, Any]
) -> None:
    page = visit(page_url, **device)
    narrow(page, language="tl")

    turn = ask(page, OFF_TOPIC)

    assert turn.locator(".refusal").inner_text() == "Not in the corpus, among articles in Filipino."
    turn.locator("[data-unfiltered]").click()
    wider = answered(page, 1)
    told = "Nothing in these articles answers that: none of them names Manaus."
    assert wider.locator(".refusal").inner_text() == told
    assert not page.locator(".filtered").count()


@both
def test_one_click_clears_a_filter(page_url: str, visit: Visit, device: dict[str, Any]) -> None:
    page = visit(page_url, **device)
    narrow(page, language="tl", after="2026-01-01")

    page.click("[data-clear]")
    page.wait_for_function("!document.querySelector('.filtered')")

    assert page.locator("[name=language]").input_value() == ""
    assert page.locator("[name=after]").input_value() == ""
    assert not ask(page, QUESTIONS[0]).locator(".read-as").count()


def test_what_is_asked_takes_the_filter_that_is_seen_at_that_moment(page_url: str, visit: Visit) -> None:
    page = visit(page_url)
    page.click("[data-filters]")
    page.fill("#question textarea", OFF_TOPIC)
    page.select_option("[name=language]", "tl")
    page.click("#send")  # before the line below could have answered

    assert "in Filipino" in answered(page).locator(".refusal").inner_text()


def test_a_lookup_takes_the_filter_and_says_so(page_url: str, visit: Visit) -> None:
    page = visit(page_url)
    narrow(page, language="tl")

    assert look_up(page, EXACT).startswith("Not in the corpus, among articles in Filipino")
    page.click("[data-clear]")
    assert look_up(page, EXACT) == "Word for word."


@pytest.mark.parametrize(
    ("chosen", "problem"),
    [
        ({"after": "2026-03-01", "before": "2026-01-01"}, "“From” is after “To”"),
        ({"after": "half"}, "“From” has to be a whole day"),
    ],
)
def test_a_bad_date_is_one_line_and_nothing_is_asked(
    page_url: str, visit: Visit, chosen: dict[str, str], problem: str
) -> None:
    page = visit(page_url)
    if chosen["after"] == "half":
        page.click("[data-filters]")
        page.locator("[name=after]").focus()
        page.keyboard.type("01")
    else:
        narrow(page, **chosen)
        page.wait_for_selector("#filtered .error")

    page.fill("#question textarea", QUESTIONS[0])
    page.keyboard.press("Enter")

    page.wait_for_selector("#notice [role=alert]")
    assert problem in page.locator("#notice [role=alert]").inner_text()
    assert page.locator("#question textarea").input_value() == QUESTIONS[0]
    assert not page.locator(".turn").count()


def test_a_new_conversation_keeps_the_filter(page_url: str, visit: Visit) -> None:
    page = visit(page_url)
    narrow(page, language="tl")

    page.click("#fresh")
    page.wait_for_selector(".welcome")

    assert "Only articles in Filipino" in page.locator(".filtered").inner_text()
    assert page.locator("[name=language]").input_value() == "tl"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(page_url: str, visit: Visit, scheme: str) -> None:
    page = visit(page_url, **DESK, color_scheme=scheme)
    narrow(page, language="tl")
    page.click("[data-filters]")

    for selector in (".filtered strong", ".filtered span", ".filtered button", ".field span", ".field select"):
        for element in page.locator(selector).locator("visible=true").all():
            assert element.evaluate(CONTRAST) >= 4.5, selector


def test_a_fingertip_hits_everything_on_a_phone(page_url: str, visit: Visit) -> None:
    page = visit(page_url, **PHONE)
    narrow(page, after="2026-01-01")
    page.click("[data-filters]")
    ask(page, QUESTIONS[0])
    assert page.evaluate(TALL) == []

    look_up(page, EXACT)
    assert page.evaluate(TALL) == []


def test_hostile_names_are_only_choices(rough_page_url: str, visit: Visit) -> None:
    page = visit(rough_page_url)
    page.click("[data-filters]")
    hostile = page.locator("[name=publisher] option").nth(1).get_attribute("value")

    page.select_option("[name=publisher]", hostile)
    page.wait_for_selector(".filtered")

    assert "{{constructor}}" in page.locator(".filtered").inner_text()
    assert page.evaluate("window.hacked === undefined")
    assert not page.locator("#talk :is(img, script, svg, a)").count()


def test_an_empty_library_has_nothing_to_filter(empty_page_url: str, visit: Visit) -> None:
    page = visit(empty_page_url)
    assert page.locator("[role=tab]").count() == 3
    assert not page.locator("[data-filters]").count()
    assert "pullquote add FOLDER" in ask(page, "Anything there?").inner_text()


@both
def test_a_collection_is_a_choice_beside_the_others_and_holds_for_a_lookup(
    page_url: str, visit: Visit, device: dict[str, Any]
) -> None:
    page = visit(page_url, **device)

    line = narrow(page, collection="Money & power")
    page.wait_for_selector(".filtered >> text=Only articles in the collection Money & power")
    assert "(1 of 12)" in line.inner_text()
    page.click("[data-filters]")
    heights = page.locator("#filter-form :is(select, input)").evaluate_all("all => all.map(one => one.offsetHeight)")
    assert len(set(heights)) == 1
    look_up(page, EXACT)
    assert "Word for word." in page.locator("#verdict").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") == device["viewport"]["width"]
