"""Section, Table, Row, Cell: what a report is made of besides its cases."""

from collections.abc import Sequence
from dataclasses import dataclass

from evals.score.record import Figure

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure with its small print, or one to be drawn, with what it shows; without either it says so."""

    text: str = ""
    small: str = ""
    drawn: Figure | None = None


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
class Section:
    """A part of a report under a heading; `id` is its anchor.

    `curve` is a line to be plotted, of the answered and the right among these; `actual` is where the run stood.
    """

    id: str
    title: str
    intro: str = ""
    tables: tuple[Table, ...] = ()
    curve: Sequence[Point] = ()
    actual: Point | None = None


SCALE = "0 to 1"
