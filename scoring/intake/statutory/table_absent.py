"""Statutory tables that a report announces and that cannot be read: a header without rows, a heading without a table."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from scoring.intake.document import Line
from scoring.intake.forms import Table, load_forms
from scoring.intake.reasons import NO_ROWS, NO_TABLE, unread
from scoring.intake.report import Unread
from scoring.intake.statutory.labels import fold_label, spellings
from scoring.intake.statutory.segments import OwnCells, is_figure
from scoring.intake.statutory.table_places import is_label

_LONGEST = 40  # longer lines name the sections of the report in prose
_UNNUMBERED = re.compile(r"\s*(?![一二三四五六七八九十其])[\u4e00-\u9fff]")
_HEADINGS = {"list": 2, "rows": 2, "single": 2, "matrix": 5}  # so many headings of its columns make a header


def absent_tables(families: Sequence[Sequence[Table]], grids: Sequence[OwnCells], lines: Sequence[Line]) -> Iterator[Unread]:
    """One entry per announced table of which nothing was read.

    Args:
        families: The versions of every table of which the document gave no row.
        grids: All grids.
        lines: The running text.
    """
    headings = {line: label.full for line in lines if _may_be_heading(line.text) and (label := fold_label(line.text)) and label.no}
    if not any(words in said for said in headings.values() for words in _only_here()):
        headings = {}  # a report without the sections of these forms
    for tables in families:
        header = next((grid for grid in grids if any(_is_header(grid, table) for table in tables)), None)
        if header:
            first = next(cell for row in header.rows for _, cell in row if cell.text.strip())
            yield unread(NO_ROWS, "".join(first.text.split()), "", header.grid.locator)
            continue
        said = [line for line, words in headings.items() if any(section in words for section in spellings(tables[0].section))]
        if said:
            yield unread(NO_TABLE, said[-1].text, "", said[-1].locator)


def _may_be_heading(text: str) -> bool:
    """Whether a line may be a numbered heading: most lines show by their first character that they have no number."""
    return len(text) <= _LONGEST and not _UNNUMBERED.match(text)


@functools.cache
def _only_here() -> tuple[str, ...]:
    """The headings of the sections around table 3, which no older report has."""
    tables = (table for form in load_forms() for table in form.tables if table.layout == "matrix")
    return tuple(dict.fromkeys(words for table in tables for words in spellings(table.section)))


def _is_header(grid: OwnCells, table: Table) -> bool:
    if any(is_figure(cell.text) and not is_label(cell.text) for row in grid.rows for _, cell in row):
        return False
    words = {label.full for row in grid.rows for _, cell in row if (label := fold_label(cell.text))}
    own = table.marks if table.layout == "single" else table.columns
    titles = table.headings if table.layout == "matrix" else [(heading,) for heading in own]
    return sum(1 for spelled in titles if words.intersection(spellings(spelled))) >= _HEADINGS[table.layout]
