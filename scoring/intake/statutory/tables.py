"""From the grids of a document to the facts of its statutory tables.

The layout is recognised by headers and labels, never by the year: tables 2 and 3 of the six-section
report exist in two versions, and a report may mix them. What does not fit is unread, with its raw cells.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from scoring.intake.document import Document, Grid, Line, Repair
from scoring.intake.forms import Table, load_forms
from scoring.intake.reasons import NO_LAYOUT, reason, unread
from scoring.intake.report import Fact, Form, Unread
from scoring.intake.statutory.flat_tables import with_flat_tables, without
from scoring.intake.statutory.labels import LabelIndex
from scoring.intake.statutory.line_tables import with_line_tables
from scoring.intake.statutory.segments import OwnCells, own_cells
from scoring.intake.statutory.splits import Split, join_splits
from scoring.intake.statutory.table_absent import absent_tables
from scoring.intake.statutory.table_conflicts import without_conflicts
from scoring.intake.statutory.table_rows import RowReader
from scoring.intake.statutory.table_single import SingleReader

_SHORT_LINE = 40  # a longer line is prose, whose words say nothing about the layout
_ROW_OF_CELLS = re.compile(r"(?<![ \t\xa0\u3000])(?:[ \t\xa0\u3000]++\S{1,8}){3}\s*$")  # a label and its figures in one line
_WORDS = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True)
class TableReading:
    """What the tables of a document say.

    Args:
        form: Form that most figures belong to, ``none`` when there is no statutory table.
        facts: One per cell that was read, blanks included.
        unread: Rows and cells that belong to a form but do not fit.
        lines: The running text that is not part of a table.
        repairs: Split numbers that were joined.
    """

    form: Form
    facts: tuple[Fact, ...]
    unread: tuple[Unread, ...]
    lines: tuple[Line, ...]
    repairs: tuple[Repair, ...] = ()


def table_facts(document: Document, form: str = "auto") -> TableReading:
    """Read every statutory table of a document.

    Args:
        document: Lines and grids of a reader, repaired.
        form: Id of the only form to look for, or ``auto``.
    """
    families = _indexes(form)
    document, added = with_flat_tables(document, [index for family in families for index in family])
    texts, marked = _marked_texts(document)
    chosen = [index for family in families if (index := _chosen(family, marked))]
    document = with_line_tables(document, chosen)
    grids = [own_cells(grid, said_before(document.lines, grid)) for grid in document.grids]
    texts += [""] * (len(grids) - len(texts))
    readings = [_read(part, index) for family in families for index, part in _divided(family, chosen, grids, texts)]
    facts, left = without_conflicts([fact for reading in readings for fact in reading.facts])
    joined, undecided, repairs = _joined(readings, facts)
    joined, differing = without_conflicts(joined)
    left = [entry for reading in readings for entry in reading.unread] + left + undecided + differing
    left += [entry for family in families for entry in _undecided(family, chosen, grids)]
    lines = without(document.lines, added)
    left += absent_tables(_unread_tables(families, readings, left), grids, lines)
    return TableReading(_form(readings, joined), (*facts, *joined), tuple(left), lines, tuple(repairs))


@dataclass(frozen=True)
class _OneTable:
    """What the grids say that are read as one version of a table."""

    table: Table
    facts: list[Fact] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    splits: list[Split] = field(default_factory=list)


@functools.cache
def _indexes(form: str) -> tuple[list[LabelIndex], ...]:
    """The versions of each table (1; 2; 3; 4), compiled once."""
    families: dict[str, list[LabelIndex]] = {}
    for candidate in load_forms():
        if form in {"auto", candidate.id}:
            for table in candidate.tables:
                families.setdefault(table.id, []).append(LabelIndex(table))
    return tuple(families.values())


def _marked_texts(document: Document) -> tuple[list[str], str]:
    """The words of every grid, and of the whole document without its prose."""
    grids = [
        "\n".join(["".join(cell.text.split()) for row in grid.rows for cell in row if not cell.spanned]) + "\n" for grid in document.grids
    ]
    lines = [line.text for line in document.lines if len(line.text) <= _SHORT_LINE or _ROW_OF_CELLS.search(line.text)]
    wrapped = "".join("".join(filter(_WORDS.search, text.split())) for text in lines)  # a label may go on in the next line
    return grids, "\n".join([*grids, *("".join(text.split()) for text in lines), wrapped, ""])


def said_before(lines: Sequence[Line], grid: Grid) -> str:
    """The line in front of a grid when it is a heading, else nothing."""
    text = lines[grid.after - 1].text if 0 < grid.after <= len(lines) else ""
    return text if len(text) <= _SHORT_LINE else ""


def _chosen(family: Sequence[LabelIndex], text: str) -> LabelIndex | None:
    """The version of a table whose own words stand in the text; None when nothing tells them apart."""
    hits = _hits(family, text)
    all_marked = all(index.table.marks for index in family)
    alike = family[0].table.layout == "single"  # table 4 is the same in every form
    return None if len(family) > 1 and all_marked and not alike and not max(hits) else family[hits.index(max(hits))]


def _hits(family: Sequence[LabelIndex], text: str) -> list[int]:
    return [sum(mark in text for mark in index.table.marks) for index in family]


def _divided(
    family: Sequence[LabelIndex], chosen: Sequence[LabelIndex], grids: Sequence[OwnCells], texts: Sequence[str]
) -> Iterator[tuple[LabelIndex, list[OwnCells]]]:
    """The grids by the version they are read as: their own words, else those of the grid before them, else of the document."""
    usual = next((index for index in family if index in chosen), None)
    if usual is None:
        return
    parts: dict[LabelIndex, list[OwnCells]] = {index: [] for index in family}
    distinct = len({index.table.marks for index in family}) > 1
    for grid, text in zip(grids, texts, strict=True):
        if distinct and text and max(hits := _hits(family, text)):
            usual = family[hits.index(max(hits))]
        parts[usual].append(grid)
    yield from ((index, part) for index, part in parts.items() if part)


def _read(grids: Sequence[OwnCells], index: LabelIndex) -> _OneTable:
    if index.table.layout == "single":
        single = SingleReader(index)
        for grid in grids:
            single.read(grid.grid, grid.said)
        return _OneTable(index.table, single.facts, single.unread, single.splits)
    reader = RowReader(index)
    reader.read(grids)
    if len(reader.recognised) < index.table.min_rows:
        return _OneTable(index.table)
    return _OneTable(index.table, reader.values.facts, reader.values.unread, reader.values.splits)


def _joined(readings: Sequence[_OneTable], facts: Sequence[Fact]) -> tuple[list[Fact], list[Unread], list[Repair]]:
    """The rows with split numbers that can only be joined in one way, and those that cannot."""
    joined: list[Fact] = []
    left: list[Unread] = []
    repairs: list[Repair] = []
    for reading in readings:
        if reading.splits:
            relations = next(form.relations for form in load_forms() if form.id == reading.table.form)
            found, undecided, made = join_splits(reading.splits, facts, relations)
            joined += found
            left += undecided
            repairs += made
    return joined, left, repairs


def _undecided(family: Sequence[LabelIndex], chosen: Sequence[LabelIndex], grids: Sequence[OwnCells]) -> Iterator[Unread]:
    """Rows of a table whose version cannot be told."""
    if any(index in chosen for index in family):
        return
    read = _read(grids, family[0])
    rows = {fact.quote.split(" | ")[0]: fact for fact in read.facts}
    yield from (unread(NO_LAYOUT, what, fact.raw, fact.locator) for what, fact in rows.items())
    entries = [*read.unread, *(split.unread for split in read.splits)]
    yield from (entry._replace(reason=reason(NO_LAYOUT), code=NO_LAYOUT) for entry in entries)


def _unread_tables(families: Sequence[Sequence[LabelIndex]], readings: Sequence[_OneTable], left: Sequence[Unread]) -> list[list[Table]]:
    """The versions of every table of which nothing was found at all."""
    found = {reading.table.id for reading in readings if reading.facts or reading.unread or reading.splits}
    undecided = any(entry.code == NO_LAYOUT for entry in left)
    tables = [[index.table for index in family] for family in families]
    return [family for family in tables if family[0].id not in found and not (undecided and family[0].layout == "rows")]


def _form(readings: Sequence[_OneTable], joined: Sequence[Fact]) -> Form:
    counts: dict[Form, int] = {}
    for reading in readings:
        shared = reading.table.layout == "single" and len(readings) > 1  # table 4 is the same in every form
        if reading.facts and not shared:
            counts[reading.table.form] = counts.get(reading.table.form, 0) + len(reading.facts)
    if counts:
        return max(counts, key=lambda name: counts[name])
    alone = (reading.table.form for reading in readings if joined or reading.facts)  # only table 4: the first form that has it
    return min(alone, default="none")
