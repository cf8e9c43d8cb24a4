"""Tabs and filters as HTML, their choices from what the library holds; and what is chosen, read back."""

from collections.abc import Iterable, Sequence
from datetime import date

from pydantic import ValidationError

from index.article import Article
from index.errors import FilterError
from index.store.collections import Collection
from ui.page.html.markup import Html, button, element, field
from ui.service.contract import Filtered
from ui.wording import describe_selection, language_name

_WRONG = {
    "after": "“From” has to be a whole day, such as 31 January 2026",
    "before": "“To” has to be a whole day, such as 31 January 2026",
}
_Choice = tuple[str, str]  # what is sent, what is shown


def read_filters(typed: str | None) -> Filtered:
    """Return the filters that the page sends as JSON; raise FilterError."""
    try:
        filtered = Filtered.model_validate_json(typed or "{}")
    except ValidationError as error:
        where = error.errors()[0]["loc"]
        raise FilterError(
            _WRONG.get(str(where[0]) if where else "", "this filter can't be used; reload the page")
        ) from error
    if filtered.after and filtered.before and filtered.after > filtered.before:
        raise FilterError("“From” is after “To”, so no article lies between; change one of them")
    return filtered


def render_bar(articles: Sequence[Article], collections: Sequence[str] = ()) -> Html:
    """Render the tabs and, closed, the filters; none where there is nothing to choose. `collections` are names."""
    tabs = element(
        "div",
        _tab("ask", "Ask", selected=True),
        _tab("look", "Look up", selected=False),
        _tab("check", "Check", selected=False),
        class_="tabs",
        role="tablist",
        aria_label="What to do",
    )
    fields = [*_fields(articles, collections)]
    if not fields:
        return element("div", element("div", tabs, class_="bar-line"), class_="bar")
    toggle = button("Filter", "filter-toggle", aria_expanded="false", aria_controls="filter-form", data_filters=True)
    form = element("form", *fields, id="filter-form", class_="filters", hidden=True, aria_label="Filter articles")
    return element("div", element("div", tabs, toggle, class_="bar-line"), form, class_="bar")


def render_filtered(articles: Sequence[Article], filtered: Filtered, collection: Collection | None = None) -> Html:
    """Render which filters hold and how many articles they let through; nothing if there are none.

    `collection` is the one that is chosen, if one is.
    """
    among = describe_selection(filtered.filters)
    if among is None:
        return Html()
    members = None if collection is None else frozenset(collection.articles)
    inside = [one for one in articles if members is None or one.id in members]
    passing = sum(_passes(article, filtered) for article in inside)
    count = f"{passing:,} of {len(articles):,}" if passing else "there are none"
    undated = sum(article.published is None for article in inside) if filtered.after or filtered.before else 0
    note = f"{count}; {undated:,} without a date left out" if undated else count
    return element(
        "p",
        element("span", element("strong", f"Only {among}", dir="auto"), " ", f"({note})", class_="told"),
        button("Clear filter", "quiet", data_clear=True),
        class_="filtered",
    )


def _passes(article: Article, filtered: Filtered) -> bool:
    """Tell whether an article passes, as the catalog's own filter does: a date bound lets none undated through."""
    bounded = filtered.after or filtered.before
    return (
        filtered.language in {None, article.language}
        and (not filtered.publisher or (article.publisher or "").casefold() == filtered.publisher.casefold())
        and (not bounded or article.published is not None)
        and (filtered.after or date.min) <= (article.published or date.max)
        and (article.published or date.min) <= (filtered.before or date.max)
    )


def _tab(view: str, label: str, *, selected: bool) -> Html:
    return button(
        label,
        "tab",
        role="tab",
        id=f"{view}-tab",
        aria_selected="true" if selected else "false",
        aria_controls=f"{view}-view",
        tabindex="0" if selected else "-1",
    )


def _fields(articles: Iterable[Article], collections: Iterable[str]) -> Iterable[Html]:
    articles = tuple(articles)
    languages = sorted({(article.language, language_name(article.language)) for article in articles}, key=_by_name)
    publishers = {name.casefold(): (name, name) for article in articles if (name := article.publisher)}
    days = [article.published for article in articles if article.published]
    if named := [(name, name) for name in collections]:
        yield _choices("collection", "Collection", "All articles", named)
    if len(languages) > 1:
        yield _choices("language", "Language", "All languages", languages)
    if len(publishers) > 1 or (publishers and any(article.publisher is None for article in articles)):
        yield _choices("publisher", "Publisher", "All publishers", sorted(publishers.values(), key=_by_name))
    if len(set(days)) > 1:
        yield _day("after", "From", days)
        yield _day("before", "To", days)


def _by_name(choice: _Choice) -> str:
    return choice[1].casefold()


def _choices(name: str, label: str, every: str, choices: Iterable[_Choice]) -> Html:
    options = (element("option", shown, value=sent) for sent, shown in choices)
    select = element("select", element("option", every, value=""), *options, name=name)
    return field(label, select)


def _day(name: str, label: str, days: Sequence[date]) -> Html:
    dates = f"Articles are dated {min(days).isoformat()} to {max(days).isoformat()}"
    return field(label, element("input", type="date", name=name, title=dates), "field day")
