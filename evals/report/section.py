"""Section, Table, Row, Cell: what a report is made of besides its cases. All of it is plain text but the plots."""

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure with its small print, or a plot of it; without either it says that there is none."""

    text: str = ""
    small: str = ""
    plot: Markup | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: what it is about, what that means, and its name in the run's files."""

    label: str
    cells: tuple[Cell, ...]
    meaning: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; the first heading is that of the labels. A folded one is opened by the reader.

    The heading of a column of plots is SCALE. One that is wide scrolls on a phone, the others fit.
    """

    title: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str = ""
    folded: bool = False
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawing and what it shows, in words."""

    drawing: Markup
    caption: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report under a heading; `id` is its anchor."""

    id: str
    title: str
    intro: str = ""
    plot: Plot | None = None
    tables: tuple[Table, ...] = ()


SCALE = "0 to 1"
