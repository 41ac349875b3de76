"""One statutory table of a fill-in workbook: rows and columns by their codes, each confirmed by its printed label."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from scoring.intake.cells import CellValue
from scoring.intake.document import Cell
from scoring.intake.filled.coded import CodedSheet
from scoring.intake.filled.marker import APPLIES, NOT_APPLICABLE, SINGLE
from scoring.intake.filled.values import Rejected, accept
from scoring.intake.forms import Row, Table, Value
from scoring.intake.report import Fact
from scoring.intake.statutory.labels import LabelIndex, fold_label
from scoring.intake.statutory.table_values import make_fact


def row_code(table: Table, row: Row) -> str:
    """The code of a row: its first metric."""
    return SINGLE if table.layout == "single" else row.values[0].metric


def column_code(number: int) -> str:
    """The code of the figure column with this number (from 0)."""
    return f"c{number + 1}"


def label_of(table: Table, row: Row, value: Value) -> str:
    """Row and column of a figure in words."""
    words = [*row.group, f"{row.no} {row.label}".strip()]
    path = " / ".join(word for word in words if word)
    return " | ".join(part for part in (path, value.title) if part) if table.layout != "single" else value.title


@functools.cache
def _index(table: Table) -> LabelIndex:
    return LabelIndex(table)


@dataclass
class _Reader:
    sheet: CodedSheet
    table: Table
    facts: list[Fact] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)

    def read(self) -> None:
        wanted = {row_code(self.table, row): row for row in self.table.rows if row.values}
        if lost := [code for code in self._columns_wanted() if code not in self.sheet.columns]:
            words = "、".join(str(int(code[1:])) for code in lost)
            self.rejected.append(Rejected("W018", self.sheet.name, f"第 {words} 个数值列", ""))
            return
        places = self._places(wanted)
        for code, row in wanted.items():
            self._row(row, places.get(code, []))

    def _columns_wanted(self) -> list[str]:
        return [column_code(i) for i in range(max(len(row.values) for row in self.table.rows))]

    def _places(self, wanted: Mapping[str, Row]) -> dict[str, list[int]]:
        """Rows of the sheet by code; a row that lost its code is known by its label."""
        places: dict[str, list[int]] = {}
        for code, r in self.sheet.coded():
            if code in wanted:
                places.setdefault(code, []).append(r)
        for code, row in wanted.items():
            if code not in places and (found := [r for r in self._uncoded() if row in self._rows_named(r)]):
                places[code] = found
        return places

    def _uncoded(self) -> Iterator[int]:
        coded = {r for _, r in self.sheet.coded()}
        return (r for r in range(len(self.sheet.rows)) if r not in coded and r != self.sheet.top)

    def _labels(self, r: int) -> Iterator[Cell]:
        first = min(self.sheet.columns[code] for code in self._columns_wanted())
        return (cell for cell in self.sheet.rows[r][self.sheet.left + 1 : first] if cell.text.strip() and not cell.spanned)

    def _rows_named(self, r: int) -> list[Row]:
        """The rows of the form whose label stands in a row of the sheet."""
        return [row for cell in self._labels(r) for row in _index(self.table).rows(cell.text)]

    def _row(self, row: Row, places: list[int]) -> None:
        label = label_of(self.table, row, row.values[0]) if len(row.values) == 1 else " / ".join((*row.group, row.label)) or self.table.id
        if not places:
            self.rejected.append(Rejected("W018", self.sheet.name, label))
            return
        for r in places:
            if self.table.layout != "single" and row not in self._rows_named(r):
                shown = " ".join(cell.text.strip() for cell in self._labels(r))
                self.rejected.append(Rejected("W020", self._at(r, 0).locator, label, shown))
                return
        for i, value in enumerate(row.values):
            self._value(row, value, i, places)

    def _at(self, r: int, number: int) -> Cell:
        return self.sheet.cell(r, self.sheet.columns[column_code(number)])

    def _value(self, row: Row, value: Value, number: int, places: list[int]) -> None:
        label = label_of(self.table, row, value)
        cells = [self._at(r, number) for r in places]
        if len({cell.text.strip() for cell in cells}) > 1:
            words = "、".join(f"{cell.locator}={cell.text.strip() or '空'}" for cell in cells)
            self.rejected.append(Rejected("W028", cells[0].locator, label, words))
            return
        if not self._headed(places[0], number, value):
            self.rejected.append(Rejected("W020", cells[0].locator, label, cells[0].text.strip()))
            return
        taken = accept(cells[0], value, label, applies=self._applies(places[0]))
        if isinstance(taken, Rejected):
            self.rejected.append(taken)
        else:
            self.facts.append(self._fact(value, taken, cells[0], label))

    def _applies(self, r: int) -> bool:
        column = self.sheet.columns.get(APPLIES)
        return column is None or self.sheet.cell(r, column).text.strip() != NOT_APPLICABLE

    def _headed(self, r: int, number: int, value: Value) -> bool:
        """Whether the heading of the figure stands somewhere above its cell."""
        wanted = fold_label(value.title.rpartition(" ")[2])
        if wanted is None:
            return True
        column = self.sheet.columns[column_code(number)]
        above = (fold_label(self.sheet.cell(k, column).text) for k in range(r) if k != self.sheet.top)
        return any(found is not None and wanted.full in {found.full, found.short} for found in above)

    @staticmethod
    def _fact(value: Value, taken: CellValue, cell: Cell, label: str) -> Fact:
        raw = cell.text.strip() or (NOT_APPLICABLE if taken.semantic == "not_applicable" else "")
        return make_fact(value, taken, cell, label, value.printed_uom or value.uom)._replace(raw=raw)


def read_table(sheet: CodedSheet, table: Table) -> tuple[list[Fact], list[Rejected]]:
    """The figures of one table, and what is rejected (W018, W020-W026, W028)."""
    reader = _Reader(sheet, table)
    reader.read()
    return reader.facts, reader.rejected
