"""Plots as SVG to stand in a page: they take the page's colours, and the same figures give the same bytes."""

import re
from collections.abc import Callable, Sequence
from io import StringIO
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from evals.errors import RunError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from evals.score.record import Figure

# Each stands for a colour of the page, which is put in its place: so a plot follows light and dark.
_INK, _MUTED, _RULE, _PRESS = "#010101", "#020202", "#030303", "#040404"
_COLOURS = {_INK: "var(--ink)", _MUTED: "var(--muted)", _RULE: "var(--rule)", _PRESS: "var(--press)"}
_SETTINGS: dict[Any, Any] = {
    "svg.fonttype": "none",  # text stays text
    "svg.hashsalt": "pullquote",
    "font.family": "sans-serif",
    "font.size": 10,
    "text.color": _MUTED,
    "xtick.color": _MUTED,
    "ytick.color": _MUTED,
}
_NO_METADATA = dict.fromkeys(("Creator", "Date", "Format", "Type"))
_MISSING = "the report's plots need matplotlib; add it with: .venv/bin/pip install matplotlib"
Point = tuple[float, float]


def whisker(figure: "Figure", title: str) -> Markup:
    """Draw a rate between 0 and 1 as a dot on its 95% interval, without words."""

    def draw(axes: "Axes") -> None:
        axes.set(xlim=(-0.04, 1.04), ylim=(-1, 1))
        axes.axis("off")
        axes.plot([0, 1], [0, 0], color=_RULE, linewidth=1, clip_on=False)
        axes.vlines([0, 0.5, 1], -0.45, 0.45, color=_RULE, linewidth=1, clip_on=False)
        axes.plot([figure.low, figure.high], [0, 0], color=_MUTED, linewidth=3, solid_capstyle="butt", clip_on=False)
        _dot(axes, figure.mean, 0, size=8)

    return _svg(draw, (2.0, 0.25), (0, 0, 1, 1), title)


def coverage_curve(points: Sequence[Point], actual: Point | None, title: str) -> Markup:
    """Draw how right the answers are by how many questions are answered, and where the run stood."""

    def draw(axes: "Axes") -> None:
        ticks, labels = [0, 0.25, 0.5, 0.75, 1], ["0", ".25", ".5", ".75", "1"]
        axes.set(xlim=(0, 1), ylim=(0, 1), xticks=ticks, yticks=ticks, xticklabels=labels, yticklabels=labels)
        axes.tick_params(length=0, pad=6)
        axes.grid(color=_RULE, linewidth=0.8, clip_on=False)
        axes.set_axisbelow(True)
        axes.spines[:].set_visible(False)
        axes.plot(*zip(*points, strict=True), color=_INK, linewidth=1.8, clip_on=False)
        axes.text(0, 1.06, "right, of the answers given", ha="left")
        axes.text(1, -0.17, "answered, of the questions", ha="right")
        if actual:
            _mark(axes, *actual)

    return _svg(draw, (4.6, 3.3), (0.08, 0.14, 0.89, 0.76), title)


def _mark(axes: "Axes", coverage: float, accuracy: float) -> None:
    """Mark where the run stood; its words go under the curve, where there is room."""
    _dot(axes, coverage, accuracy, size=10)
    axes.annotate(
        "this run",
        (coverage, accuracy),
        xytext=(0, -18 if accuracy > 0.15 else 12),
        textcoords="offset points",
        ha="right" if coverage > 0.9 else "left" if coverage < 0.1 else "center",
        color=_PRESS,
        weight="bold",
    )


def _dot(axes: "Axes", x: float, y: float, size: float) -> None:
    """Draw a dot as a line of no length with round ends: a marker would bring an id, which the page may have."""
    axes.plot([x, x], [y, y], color=_PRESS, linewidth=size, solid_capstyle="round", clip_on=False, zorder=3)


def _svg(draw: Callable[["Axes"], None], inches: Point, room: tuple[float, float, float, float], title: str) -> Markup:
    try:
        import matplotlib as mpl
        from matplotlib.figure import Figure
    except ImportError as error:
        raise RunError(_MISSING) from error
    written = StringIO()
    with mpl.rc_context(_SETTINGS):
        figure = Figure(figsize=inches)
        draw(figure.add_axes(room))
        figure.savefig(written, format="svg", transparent=True, metadata=_NO_METADATA)
    return _inlined(written.getvalue(), title)


def _inlined(svg: str, title: str) -> Markup:
    """Leave of an SVG file what may stand in a page with others: no prolog, no style sheet, no ids."""
    view = re.search(r'viewBox="[^"]*"', svg)
    body = re.sub(r".*?<svg[^>]*>", "", svg, count=1, flags=re.DOTALL)
    body = re.sub(r"<defs>\s*<style.*?</style>\s*</defs>", "", body, flags=re.DOTALL)
    body = re.sub(r' id="[^"]*"', "", body)
    body = re.sub(r'font-family: [^;"]*', "font-family: inherit", body)
    for stand_in, colour in _COLOURS.items():
        body = body.replace(stand_in, colour)
    opening = f'<svg class="plot" role="img" {view.group() if view else ""}><title>{escape(title)}</title>'
    return Markup(opening + re.sub(r"\s+", " ", body).strip())  # noqa: S704  # matplotlib wrote it, from numbers
