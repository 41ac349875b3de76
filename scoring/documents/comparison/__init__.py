"""What is printed of a comparison: tables, workbook, page, charts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from scoring.documents.comparison.book import write_book
from scoring.documents.comparison.page import write_charts, write_page
from scoring.documents.comparison.tables import TABLES
from scoring.results.comparison.model import Comparison


def write_documents(comparison: Comparison, folder: Path, templates: Sequence[Path] = ()) -> tuple[Path, ...]:
    """``comparison.html``, ``comparison.xlsx``, a chart per group, and the tables as CSV; raises ProblemsFound D020-D023, D033."""
    from scoring.documents.quality.report import write_csv

    made = [write_page(comparison, folder / "comparison.html", templates), write_book(comparison, folder / "comparison.xlsx")]
    made += write_charts(comparison, folder)
    for table in TABLES:
        heads = [column.title.replace("\n", "") for column in table.columns]
        made.append(write_csv(folder / f"{table.name}.csv", heads, table.rows(comparison)))
    return tuple(made)
