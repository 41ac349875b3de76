"""comparison.xlsx, and the sheet of a comparison in results.xlsx."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoring.documents.comparison.tables import TABLES, UNITS
from scoring.documents.comparison.words import facts
from scoring.documents.printing.files import write_whole
from scoring.documents.workbook.cells import Column, Pen, write_table
from scoring.documents.workbook.paper import holdable, sheet_name

if TYPE_CHECKING:
    from scoring.results.comparison.model import Comparison

_NOTES = (Column("项目", 14, "word"), Column("内容", 100))
SHEET = "与上次比较"


def write_book(comparison: Comparison, out: Path) -> Path:
    """Write the workbook: a sheet per table, and one that says what is compared; the same comparison gives the same bytes."""
    import datetime as dt

    import xlsxwriter

    made = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(made, options) as book:
        # No clock: the file says of which year it is, not when it was made.
        day = dt.datetime(int(comparison.new.period), 1, 1, tzinfo=dt.UTC)
        words = f"{comparison.old.fingerprint} {comparison.new.fingerprint}"
        book.set_properties({"title": holdable(f"{comparison.new.title}比较"), "created": day, "comments": words})
        pen, taken = Pen(book), set[str]()
        for table in TABLES:
            sheet = book.add_worksheet(sheet_name(table.title, taken))
            write_table(pen, sheet, table.title, table.columns, list(table.rows(comparison)), fixed=table.fixed)
        write_table(pen, book.add_worksheet(sheet_name("说明", taken)), "说明", _NOTES, facts(comparison))
    write_whole(out, made.getvalue())
    return out


def comparison_sheets(comparison: Comparison | None) -> Iterator[tuple[str, Any]]:
    """Name and writer of the sheet in results.xlsx; none where the assessment compares with nothing."""
    if comparison is not None:
        title = f"与{comparison.old.title}比较"
        rows = list(UNITS.rows(comparison))
        yield SHEET, lambda pen, sheet: write_table(pen, sheet, title, UNITS.columns, rows, fixed=UNITS.fixed)
