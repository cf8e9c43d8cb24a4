"""What the checks of a written answer found, as HTML: said of the whole answer, and at each statement."""

from collections.abc import Iterator, Sequence

from rag.answer import HELD, REJECTED, Answer, Statement
from rag.check.checker import describe_missing
from ui.page.html.markup import Html, button, element
from ui.wording import NOT_CHECKED, count_noun, to_sentence

OTHERWISE, UNSUPPORTED = "the articles say otherwise", "not supported by the articles"
_NOT_SUPPORTED = "The articles do not support this sentence."
_MEANING = (
    "Each sentence was looked up in the passages it cites: figures, dates, names, a “not”, and what it says. "
    "Press a number to see the words. A sentence with a dashed line beside it is not supported."
)


def keep_supported(statements: Sequence[Statement]) -> list[Statement]:
    """Return the statements that stand on what they cite."""
    return [one for one in statements if one.support in HELD]


def render_legend(answer: Answer, model: str | None) -> Html | None:
    """Say at the head of an answer that a model wrote it, and what was found of it; None for quotes."""
    if model is None:
        return None
    held, total = len(keep_supported(answer.statements)), len(answer.statements)
    if all(one.support == "unchecked" for one in answer.statements):
        found = to_sentence(NOT_CHECKED)
    elif held == total:
        found = "Checked: the articles support it." if total == 1 else "Checked: the articles support every sentence."
    else:
        found = f"Checked: the articles support {held} of {count_noun(total, 'sentence')}."
    return render_legend_line(model, found)


def render_legend_line(model: str, found: str) -> Html:
    """Say that a model writes, or wrote, and what was found of it; what that means is told to who points there."""
    written = element("strong", "Written by ", element("bdi", model))
    return element("p", written, " ", element("span", found, title=_MEANING), class_="legend")


def render_switch(statements: Sequence[Statement]) -> Html | None:
    """Render the switch that leaves only what is supported in sight; None where all is."""
    hidden = len(statements) - len(keep_supported(statements))
    if not hidden:
        return None
    switch = button("Supported only", "quiet", aria_pressed="false", data_only=True)
    count = element("span", f"{count_noun(hidden, 'sentence')} hidden", class_="hiding")
    return element("span", switch, count, class_="only", role="status")


def render_doubts(statement: Statement) -> Iterator[Html]:
    """Say what of a statement isn't in what it cites, and where that stands; or that its citation was moved."""
    if statement.support == "unchecked":
        yield element("p", element("strong", to_sentence(NOT_CHECKED)), class_="doubt")
        return
    if statement.support not in REJECTED:
        moved = (check for check in statement.checks if check.kind == "citation" and not check.found)
        for check in moved:
            line = f"The model pointed to “{check.value}”, which doesn't say this; these words do."
            yield element("p", line, class_="moved")
        return
    found = to_sentence(OTHERWISE) if statement.support == "contradicted" else _NOT_SUPPORTED
    yield element("p", element("strong", found), class_="doubt")
    if missing := describe_missing(statement.checks):
        yield element("p", " ".join(map(to_sentence, missing)), class_="doubt", dir="auto")
    for better in dict.fromkeys(check.better for check in statement.checks if check.better):
        yield element("p", f"It stands elsewhere: {better}", class_="doubt", dir="auto")
