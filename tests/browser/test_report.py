"""The report of a run in a real browser, opened from disk."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from evals.report.page import write_report
from tests.evals.report_runs import HOSTILE, answered_run, finished, hostile_run
from tests.evals.samples import FERRY

pytestmark = pytest.mark.browser

Visit = Callable[..., Any]
CONTRAST = """element => {
    const luminance = colour => {
        const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map(Number).map(c => c / 255)
            .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const fill = element => getComputedStyle(element).backgroundColor;
    let ground = element;
    while (fill(ground) === "rgba(0, 0, 0, 0)") ground = ground.parentElement;
    const style = getComputedStyle(element);
    const pair = [element.closest("svg") ? style.fill : style.color, fill(ground)].map(luminance);
    return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
}"""
TEXTS = (
    *("h1", ".standfirst", ".doubt", "nav a", ".intro", "caption", "thead th", "td small", "code", ".note"),
    *("figcaption", "svg text", ".filters label", ".filters select", ".shown", ".outcome", ".right .outcome"),
    *(".question", "summary .byline", "dt", "footer dt"),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder, _ = finished(tmp_path_factory.mktemp("runs") / "run", answered_run())
    return write_report(folder).as_uri()


@pytest.fixture
def visit(browser: Any) -> Iterator[Visit]:
    """Open a report; afterwards nothing may have gone wrong, nor anything but the file been asked for."""
    contexts, trouble = [], []

    def open_page(url: str, width: int = 1280, **options: Any) -> Any:
        context = browser.new_context(viewport={"width": width, "height": 800}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda one: None if one.url in {url, "data:,"} else trouble.append(one.url))
        page.on("console", lambda message: trouble.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.goto(url)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert trouble == []


def shown(page: Any) -> list[str]:
    return [one.inner_text() for one in page.locator(".case .question").all() if one.is_visible()]


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("outcome", "Wrong answer", ["bad"]),
        ("outcome", "Should have refused", ["rash", "taken"]),
        ("outcome", "False refusal", ["silent"]),
        ("outcome", "Error", ["broken"]),
        ("outcome", "Right", ["good", "rightly"]),
        ("kind", "near-miss", ["rash"]),
        ("pair", "tl", ["rash", "taken", "rightly"]),
    ],
)
def test_questions_are_filtered(visit: Visit, made: str, name: str, value: str, expected: list[str]) -> None:
    page = visit(made)
    page.locator(f"select[name={name}]").select_option(value)
    assert shown(page) == [f"What about {one}?" for one in expected]
    assert page.locator(".shown").inner_text() == f"{len(expected)} of 7 questions"


def test_filters_add_up_and_are_put_back(visit: Visit, made: str) -> None:
    page = visit(made)
    page.get_by_label("Outcome").select_option("Right")
    page.get_by_label("Words").fill("TWO weather")
    assert shown(page) == ["What about good?"]  # the words are in its answer
    page.get_by_label("Languages").select_option("tl")
    assert shown(page) == []
    page.get_by_role("button", name="Show all").click()
    page.wait_for_function("document.querySelector('.shown').textContent === '7 of 7 questions'")
    halves = []
    for half in ("dev", "test"):
        page.locator("select[name=half]").select_option(half)
        halves += shown(page)
    assert len(halves) == 7


def test_opening_what_was_found_shows_its_text(visit: Visit, made: str) -> None:
    page = visit(made)
    case = page.locator(".case", has_text="What about good?")
    case.locator("summary").first.click()
    assert case.locator("blockquote").is_visible()
    case.locator(".found summary").click()
    case.locator(".found li p").first.wait_for()
    assert case.locator(".found li p").all_inner_texts()[0] == FERRY
    for _ in range(2):
        case.locator(".found summary").click()
    assert case.locator(".found li p").count() == 2


def test_everything_can_be_read_without_a_script(visit: Visit, made: str) -> None:
    page = visit(made, java_script_enabled=False)
    assert not page.locator(".filters").is_visible()
    case = page.locator(".case", has_text="What about good?")
    case.locator("summary").first.click()
    case.locator(".found summary").click()
    case.locator(".found a").first.click()
    page.get_by_text(FERRY).wait_for()


def test_hostile_text_does_nothing(visit: Visit, tmp_path: Path) -> None:
    folder, _ = finished(tmp_path / "run", hostile_run(), set=HOSTILE, versions={"<b>": HOSTILE})
    page = visit(write_report(folder).as_uri())
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")
    page.locator(".found li p").first.wait_for()
    page.locator("select[name=pair]").select_option(HOSTILE)
    assert shown(page) == [" ".join(HOSTILE.split())]
    assert page.locator(".case:not([hidden]) .found li p").first.inner_text() == HOSTILE
    assert page.evaluate("window.hacked") is None
    assert page.locator("img").count() == 0


def test_a_script_that_is_not_ours_would_not_run(visit: Visit, made: str, tmp_path: Path) -> None:
    alive = Path(made.removeprefix("file://")).read_text(encoding="utf-8")
    spoilt = tmp_path / "spoilt.html"
    spoilt.write_text(alive.replace("<footer>", "<script>document.title = 'hacked'</script><footer>"), encoding="utf-8")
    with visit(made).context.browser.new_page() as page:  # a page that isn't watched: it will complain
        page.goto(spoilt.as_uri())
        assert page.locator("footer").is_visible()
        assert page.title() != "hacked"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_can_be_told_from_its_ground(visit: Visit, made: str, scheme: str) -> None:
    page = visit(made, color_scheme=scheme)
    for text in TEXTS:
        assert page.locator(text).first.evaluate(CONTRAST) >= 4.5, text


@pytest.mark.parametrize("width", [360, 375, 700, 1280])
def test_the_page_never_scrolls_sideways(visit: Visit, made: str, width: int) -> None:
    page = visit(made, width)
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_print_leaves_out_what_is_for_the_screen(visit: Visit, made: str) -> None:
    page = visit(made, 680)
    page.emulate_media(media="print")
    assert not page.locator(".filters").is_visible()
    assert not page.locator("#passages").is_visible()
    assert page.locator("figure").evaluate("one => getComputedStyle(one).breakInside") == "avoid"
    wide = page.locator(".wide").evaluate_all("all => Math.max(...all.map(one => one.getBoundingClientRect().right))")
    assert wide <= 680
