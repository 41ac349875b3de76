"""An earlier ledger of rectification: what was filled in, by unit and problem."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path as FilePath
from typing import Any

from scoring import numbers
from scoring.criteria.fields import Reader
from scoring.criteria.suggestions import day_like
from scoring.files.panics import panics_as
from scoring.files.yamlfile import Path
from scoring.problems import Problem

KEYS = ("unit_id", "item_id")  # hidden columns of the ledger
_SHOWN = {"unit": "单位", "title": "事项", "found": "存在的问题"}
Cells = Sequence[Any]


@dataclass(frozen=True, slots=True)
class _Table:
    """A sheet from the row with the names of its columns on; ``first`` is the number of that row, from 0."""

    sheet: str
    first: int
    rows: Sequence[Cells]

    @property
    def columns(self) -> dict[str, int]:
        return {str(title): position for position, title in enumerate(self.rows[0])}

    def place(self, row: int, title: str) -> str:
        """``sheet!cell`` of a column in a row counted from the heads."""
        from xlsxwriter.utility import xl_rowcol_to_cell

        return f"{self.sheet}!{xl_rowcol_to_cell(self.first + row, self.columns[title])}"


def read(reader: Reader, file: FilePath, name: str, path: Path) -> list[dict[str, Any]]:
    """One mapping per problem: unit_id, item_id, unit, title, found, and ``filled`` by column (texts and dates).

    Args:
        reader: Collects problems.
        file: The ledger.
        name: The same as written.
        path: Place of the setting, for problems (D095, D096; D097, D098 with the cell of the ledger).
    """
    table = _table(file)
    if table is None:
        reader.problem("D095", path, name)
        return []
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for number, row in _rows(table):
        reader.problems += _wrong_cells(str(file), table, number, row["filled"])
        key = row["unit_id"], row["item_id"]
        if key in rows:
            reader.problem("D096", path, f"{row['unit']} {row['title']}", ledger=name)
        rows[key] = row
    return list(rows.values())


def _wrong_cells(file: str, table: _Table, number: int, filled: Mapping[str, Any]) -> Iterator[Problem]:
    """A status that is none (D097), a day that is none (D098): neither could be counted or compared."""
    from scoring.results.rectification.building import DONE, STATE, STATES

    if filled.get(STATE, STATES[0]) not in STATES:
        yield Problem("D097", file, where=table.place(number, STATE), found=str(filled[STATE]), args={"allowed": "、".join(STATES)})
    if not isinstance(done := filled.get(DONE, dt.date.min), dt.date):
        yield Problem("D098", file, where=table.place(number, DONE), found=done, args={"nearest": day_like(done)})


def _table(file: FilePath) -> _Table | None:
    """The first sheet with the hidden columns, from the row with their names on; None where there is no such workbook."""
    import python_calamine

    try:
        with panics_as(ValueError(file.name)):
            book = python_calamine.load_workbook(str(file))
            for name in book.sheet_names:
                rows: Sequence[Cells] = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
                for number, row in enumerate(rows):
                    if tuple(row[: len(KEYS)]) == KEYS:
                        return _Table(name, number, rows[number:])
    except (python_calamine.CalamineError, OSError, ValueError):
        return None
    return None


def _rows(table: _Table) -> Iterator[tuple[int, dict[str, Any]]]:
    """Number of the row, counted from the heads, and what it says."""
    from scoring.results.rectification.building import FILLED

    place = table.columns
    for number, cells in enumerate(table.rows[1:], 1):
        if cells[0] and cells[1]:
            shown = {name: str(_value(cells[place[title]])) if title in place else "" for name, title in _SHOWN.items()}
            filled = {title: _value(cells[place[title]]) for title in FILLED if title in place}
            given = {title: value for title, value in filled.items() if value}
            yield number, {**{key: str(_value(cell)) for key, cell in zip(KEYS, cells, strict=False)}, **shown, "filled": given}


def _value(cell: object) -> str | dt.date:
    """A cell as it was filled in: a date as a date, anything else as text."""
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return numbers.plain(Decimal(str(cell)))
    return str(cell).strip()
