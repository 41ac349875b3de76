"""情况反馈 as it is laid out: finished texts and tables, the same for PDF and Word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from scoring.documents.charts.bars import Bar
    from scoring.results.sheets.model import UnitSheet

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: heads (lines of each), how columns are set, rows of as many texts, and widths of columns in pt."""

    head: tuple[tuple[str, ...], ...]
    align: tuple[Align, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]

    @property
    def heads(self) -> tuple[str, ...]:
        """Heads in one piece."""
        return tuple("".join(lines) for lines in self.head)


@dataclass(frozen=True, slots=True)
class Charts:
    """Charts as SVG, empty where there is nothing to draw, and what they show: words of the strip, rows of the bars."""

    strip: str = ""
    bars: str = ""
    strip_words: tuple[str, ...] = ()
    bar_rows: tuple[Bar, ...] = ()


@dataclass(frozen=True)
class Feedback:
    """One unit's 情况反馈.

    Args:
        sheet: What it is made from, with nothing in it that is not to be shown.
        title: Title; ``title_lines`` the lines it is printed on.
        mark: Mark at the top of the first page, may be empty.
        head: Unit and title; ``running`` the same as it fits the head of further pages.
        salutation: ``临江省民政厅：``
        overview: Paragraphs on score, rank and grade.
        headings: Numbered headings of the parts that are there, by name: ``scores``, ``gains``, ``losses``, ``extras``,
            ``opens``, ``data``.
        scores: Points per block.
        charts: Place in the group, and block bars.
        gains: What would gain most; ``gains_note`` says on what condition.
        losses: Lost points as a table; ``details`` say of every row (label, text) why, in ``details_width`` pt below it;
            ``losses_note`` how many points in how many indicators.
        extras: One paragraph per bonus or deduction.
        opens: One paragraph per indicator without points.
        data: One paragraph per doubtful figure or correction.
        closing: Paragraphs at the end: note, objections and contact.
        issuer: Who signs, may be empty.
        date: Date in Chinese, may be empty; ``date_iso`` for the metadata.
        source_note: Which criteria, with their fingerprint.
        keywords: For the metadata.
    """

    sheet: UnitSheet
    title: str
    title_lines: tuple[str, ...]
    mark: str
    head: str
    running: str
    salutation: str
    overview: tuple[str, ...]
    headings: Mapping[str, str]
    scores: Grid | None = None
    charts: Charts = field(default_factory=Charts)
    gains: Grid | None = None
    gains_note: str = ""
    losses: Grid | None = None
    details: tuple[tuple[tuple[str, str], ...], ...] = ()
    details_width: float = 0
    losses_note: str = ""
    extras: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    data: tuple[str, ...] = ()
    appeals: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    issuer: str = ""
    date: str = ""
    date_iso: str = ""
    source_note: str = ""
    keywords: str = ""
