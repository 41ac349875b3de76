"""From the grids of a document to the facts of its statutory tables.

The layout is recognised by headers and labels, never by the year: tables 2 and 3 of the six-section
report exist in two versions, and a report may mix them. What does not fit is unread, with its raw cells.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from scoring.intake.document import Document, Line
from scoring.intake.forms import load_forms
from scoring.intake.labels import LabelIndex
from scoring.intake.line_tables import with_line_tables
from scoring.intake.reasons import CONFLICT, NO_LAYOUT, reason, unread
from scoring.intake.report import Fact, Form, Unread
from scoring.intake.table_rows import OwnCells, RowReader, own_cells
from scoring.intake.table_single import read_single

_SHORT_LINE = 40  # a longer line is prose, whose words say nothing about the layout
_ROW_OF_CELLS = re.compile(r"(?:[ \t\u3000]+\S{1,8}){3}\s*$")  # a label and its figures in one line
_WORDS = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True)
class TableReading:
    """What the tables of a document say.

    Args:
        form: Form that most figures belong to, ``none`` when there is no statutory table.
        facts: One per cell that was read, blanks included.
        unread: Rows and cells that belong to a form but do not fit.
        lines: The running text that is not part of a table.
    """

    form: Form
    facts: tuple[Fact, ...]
    unread: tuple[Unread, ...]
    lines: tuple[Line, ...]


def table_facts(document: Document, form: str = "auto") -> TableReading:
    """Read every statutory table of a document.

    Args:
        document: Lines and grids of a reader, repaired.
        form: Id of the only form to look for, or ``auto``.
    """
    indexes = _indexes(form)
    marked = _marked_text(document)
    chosen = [index for family in indexes if (index := _chosen(family, marked))]
    document = with_line_tables(document, chosen)
    grids = [own_cells(grid) for grid in document.grids]
    readings = [(index, *_read(grids, index)) for index in chosen]
    left = [entry for _, _, entries in readings for entry in entries]
    facts, conflicts = _without_conflicts([fact for _, found, _ in readings for fact in found])
    left += conflicts
    left += [entry for family in indexes for entry in _undecided(family, chosen, grids)]
    return TableReading(_form([(index, found) for index, found, _ in readings]), tuple(facts), tuple(left), document.lines)


@functools.cache
def _indexes(form: str) -> tuple[list[LabelIndex], ...]:
    """The versions of each table (1; 2; 3; 4), compiled once."""
    families: dict[str, list[LabelIndex]] = {}
    for candidate in load_forms():
        if form in {"auto", candidate.id}:
            for table in candidate.tables:
                families.setdefault(table.id, []).append(LabelIndex(table))
    return tuple(families.values())


def _marked_text(document: Document) -> str:
    cells = (cell.text for grid in document.grids for row in grid.rows for cell in row if not cell.spanned)
    lines = [line.text for line in document.lines if len(line.text) <= _SHORT_LINE or _ROW_OF_CELLS.search(line.text)]
    wrapped = "".join("".join(filter(_WORDS.search, text.split())) for text in lines)  # a label may go on in the next line
    return "\n".join([*("".join(text.split()) for text in (*cells, *lines)), wrapped, ""])


def _chosen(family: Sequence[LabelIndex], text: str) -> LabelIndex | None:
    """The version of a table whose own words stand in the document; None when nothing tells them apart."""
    hits = [sum(mark in text for mark in index.table.marks) for index in family]
    best = family[hits.index(max(hits))]
    all_marked = all(index.table.marks for index in family)
    alike = family[0].table.layout == "single"  # table 4 is the same in every form
    return None if len(family) > 1 and all_marked and not alike and not max(hits) else best


def _read(grids: Iterable[OwnCells], index: LabelIndex) -> tuple[list[Fact], list[Unread]]:
    if index.table.layout == "single":
        read = [read_single(grid.grid, index) for grid in grids]
        return [f for facts, _ in read for f in facts], [u for _, left in read for u in left]
    reader = RowReader(index)
    for grid in grids:
        reader.read(grid)
    if len(reader.recognised) < index.table.min_rows:
        return [], []
    return reader.facts, reader.unread


def _undecided(family: Sequence[LabelIndex], chosen: Sequence[LabelIndex], grids: Iterable[OwnCells]) -> Iterator[Unread]:
    """Rows of a table whose version cannot be told."""
    if any(index in chosen for index in family):
        return
    facts, left = _read(grids, family[0])
    rows = {fact.quote.split(" | ")[0]: fact for fact in facts}
    yield from (unread(NO_LAYOUT, what, fact.raw, fact.locator) for what, fact in rows.items())
    yield from (entry._replace(reason=reason(NO_LAYOUT), code=NO_LAYOUT) for entry in left)


def _without_conflicts(facts: Sequence[Fact]) -> tuple[list[Fact], list[Unread]]:
    """Each figure once; one that the tables state twice with different values is unread."""
    places: dict[tuple[str, str, str], list[Fact]] = {}
    for fact in facts:
        places.setdefault((fact.metric, fact.part, fact.scope), []).append(fact)
    kept = [same[0] for same in places.values() if len({(f.value, f.semantic) for f in same}) == 1]
    left = [
        unread(CONFLICT, same[0].quote, " / ".join(f.raw for f in same), "; ".join(f.locator for f in same))
        for same in places.values()
        if len({(f.value, f.semantic) for f in same}) > 1
    ]
    return kept, left


def _form(readings: Sequence[tuple[LabelIndex, list[Fact]]]) -> Form:
    counts: dict[Form, int] = {}
    for index, facts in readings:
        shared = index.table.layout == "single" and len(readings) > 1  # table 4 is the same in every form
        if facts and not shared:
            name: Form = index.table.form  # type: ignore[assignment]  # ids of the shipped forms
            counts[name] = counts.get(name, 0) + len(facts)
    if counts:
        return max(counts, key=lambda name: counts[name])
    return "2019" if any(facts for _, facts in readings) else "none"
