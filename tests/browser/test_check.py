"""The tab that checks a draft, in a real browser, at a desk and on a phone."""

from typing import Any

import pytest

from tests.browser.visiting import CONTRAST, DESK, EXACT, IN_VIEW, PHONE, Visit, marked

pytestmark = pytest.mark.browser

DRAFT = f"""Where does the money go? {EXACT}

{EXACT.replace("57", "75")} Ships from Norway brought dried cod to the harbour.

They wrote that “{EXACT.replace("57", "75")[:-1]}”."""
TEXTS = (".sentence", ".sign", ".findings strong", ".findings span", ".key span", "#draft-verdict .verdict")
both = pytest.mark.parametrize("device", [DESK, PHONE], ids=["desk", "phone"])


def check(page: Any, draft: str, key: str | None = None) -> str:
    """Check a draft, with the button or with a key, and return what is said of it."""
    page.click("#check-tab")
    page.fill("#draft textarea", draft)
    page.keyboard.press(key) if key else page.click("#check-draft")
    verdict = page.locator("#draft-verdict :is(.verdict, .error)")
    verdict.wait_for()
    return str(verdict.inner_text())


@both
def test_a_draft_is_marked_and_a_sentence_opens_its_source(page_url: str, visit: Visit, device: dict[str, Any]) -> None:
    page = visit(page_url, **device)
    told = check(page, DRAFT)
    assert told.startswith("1 supported, ")
    assert told.endswith("1 quotation altered.")
    page.locator("#checked .sentence.supported").first.click()
    assert marked(page) == EXACT
    page.wait_for_timeout(300)
    assert page.locator("#source mark.current").first.evaluate(IN_VIEW)
    assert page.locator("#checked .findings").count() == 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_can_be_read_and_nothing_stands_out_of_the_page(page_url: str, visit: Visit, scheme: str) -> None:
    page = visit(page_url, **PHONE, color_scheme=scheme)
    check(page, DRAFT)
    for selector in TEXTS:
        assert page.locator(selector).first.evaluate(CONTRAST) >= 4.5, selector
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_it_can_be_done_with_the_keyboard_alone_and_the_report_taken_along(page_url: str, visit: Visit) -> None:
    page = visit(page_url)
    check(page, DRAFT, "Control+Enter")
    page.locator("#checked .sentence.supported").first.focus()
    page.keyboard.press("Enter")
    assert marked(page) == EXACT
    with page.expect_download() as download:
        page.click("#draft-verdict a[download]")
    assert EXACT in download.value.path().read_text(encoding="utf-8")


def test_what_can_not_be_checked_is_said(page_url: str, visit: Visit) -> None:
    page = visit(page_url)
    assert "no sentences in the draft" in check(page, "# Only a heading").lower()
