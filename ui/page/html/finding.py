"""What looking up an excerpt has found, as HTML: the verdict, matches to open, and what is no match."""

from collections.abc import Sequence

from rag.lookup.finding import Difference, Finding, Match, Related
from ui.page.html.conversation import render_how_to_add
from ui.page.html.markup import Html, direction_of, element, join, render_list
from ui.page.html.source import anchor_among, render_entry, render_origin, render_passage
from ui.wording import (
    count_noun,
    describe_difference,
    describe_undated,
    describe_verdict,
    difference_label,
    format_day,
    format_page,
    join_dotted,
    language_name,
    shorten,
)

LONGEST_QUOTE = 600  # characters of a match that are shown; the source pane has them all
_STITCHED = "Each part stands somewhere, but not together."
_EARLIER = "These words stood there word for word until the article was changed."
_RELATED = "These passages may say the same in other words or in another language. Your words do not stand there."


def render_invitation(*, empty: bool) -> Html:
    """Render what stands above the box: what looking up does, or how to add articles first."""
    if empty:
        return element("div", render_how_to_add(), class_="invitation")
    promise = (
        "Paste a quote, from a few words up to a paragraph. You see where it stands word for word, or what was altered."
    )
    keys = element("span", " Ctrl+Enter looks it up.", class_="keys")
    return element("div", element("h2", "Does it say so?"), element("p", promise, keys), class_="invitation")


def render_looking() -> Html:
    """Render that an excerpt is being looked up."""
    return element("p", "Looking it up", element("span", class_="dots"), class_="pending")


def render_verdict(finding: Finding, among: str | None = None) -> Html:
    """Render the verdict in words; `among` says which articles were looked in, if not in all."""
    absent = finding.verdict == "absent"
    number = len(finding.matches[0].differences) if finding.verdict == "altered" and not finding.stitched else 0
    manner = "stitched" if finding.stitched else finding.verdict
    return join(
        element("h2", describe_verdict(finding, among), class_=f"verdict {manner}", tabindex="-1", dir="auto"),
        element("p", _STITCHED, class_="byline") if finding.stitched else None,
        element("p", f"{number} differences in all.", class_="byline") if number > 1 else None,
        element("p", undated, class_="byline") if (undated := describe_undated(finding.undated)) else None,
        element("p", f"Looked up in {among} only", class_="byline", dir="auto") if among and not absent else None,
    )


def render_finding(finding: Finding) -> Html:
    """Render the matches, then where the words once stood, then what is related."""
    exact = finding.verdict == "exact"
    best = [match for match in finding.matches if not exact or not match.differences]
    others = [match for match in finding.matches if match not in best]
    return element(
        "div",
        _section(_heading(finding, best), None, best, stitched=finding.stitched),
        _section("Elsewhere, with changes", None, others),
        _section("In an earlier version of an article", _EARLIER, finding.earlier),
        _related(finding.related),
        class_="finding",
    )


def _heading(finding: Finding, matches: Sequence[Match]) -> str:
    if finding.stitched:
        return "Where the parts stand"
    if finding.verdict == "exact":
        return "Where it stands" if len(matches) == 1 else f"Where it stands: {count_noun(len(matches), 'place')}"
    return "What the article says" if len(matches) == 1 else "What the articles say"


def _section(title: str, note: str | None, matches: Sequence[Match], *, stitched: bool = False) -> Html | None:
    if not matches:
        return None
    return element(
        "section",
        element("h3", title),
        element("p", note, class_="byline") if note else None,
        render_list("matches", (_match(match, matches, part=stitched) for match in matches)),
    )


def _match(match: Match, among: Sequence[Match], *, part: bool) -> Html:
    quote = shorten(match.quote, LONGEST_QUOTE)
    return join(
        element("h4", f"Part {match.number} of {len(among)}") if part else None,
        element(
            "blockquote",
            element("p", quote, lang=match.language, dir="auto"),
            class_="words quoted",
            dir=direction_of(match.language),
        ),
        render_list("differences", map(_difference, match.differences)) if match.differences else None,
        render_entry(anchor_among(match, among), match.title, _line(match), match.language, kind="match"),
        render_origin(match.url, match.source, match.language),
    )


def _difference(one: Difference) -> Html:
    return join(element("strong", difference_label(one)), " ", element("span", describe_difference(one), dir="auto"))


def _line(one: Match | Related) -> str:
    page = one.page if isinstance(one, Match) else None
    return join_dotted(one.publisher, format_day(one.published), format_page(page), language_name(one.language))


def _related(passages: Sequence[Related]) -> Html | None:
    if not passages:
        return None
    return element(
        "section",
        element("h3", "Related, not a match"),
        element("p", _RELATED, class_="byline"),
        render_list("places", map(_related_entry, passages)),
        class_="related",
    )


def _related_entry(one: Related) -> Html:
    return render_passage(one, one.text, join_dotted(one.title, _line(one)), one.language)
