"""An earlier ledger of rectification: what was filled in, by unit and problem."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path as FilePath
from typing import Any

from scoring import numbers
from scoring.criteria.fields import Reader
from scoring.yamlfile import Path

KEYS = ("unit_id", "item_id")  # hidden columns of the ledger
_SHOWN = {"unit": "单位", "title": "事项", "found": "存在的问题"}
Cells = Sequence[Any]


def read(reader: Reader, name: str, path: Path) -> list[dict[str, Any]]:
    """One mapping per problem: unit_id, item_id, unit, title, found, and ``filled`` by column (texts and dates).

    Args:
        reader: Its file tells the folder of the assessment, inside which the ledger lies.
        name: Path of the ledger as written.
        path: Place of the setting, for problems (A005, D095, D096).
    """
    folder = FilePath(reader.source.name).parent
    file = folder / name
    if not file.resolve().is_relative_to(folder.resolve()):
        reader.problem("A005", path, name)
        return []
    table = _table(file)
    if table is None:
        reader.problem("D095", path, name)
        return []
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for row in _rows(table):
        key = row["unit_id"], row["item_id"]
        if key in rows:
            reader.problem("D096", path, f"{row['unit']} {row['title']}", ledger=name)
        rows[key] = row
    return list(rows.values())


def _table(file: FilePath) -> Sequence[Cells] | None:
    """The first sheet with the hidden columns, from the row with their names on; None where there is no such workbook."""
    import python_calamine

    try:
        book = python_calamine.load_workbook(str(file))
        for name in book.sheet_names:
            rows: Sequence[Cells] = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for number, row in enumerate(rows):
                if tuple(row[: len(KEYS)]) == KEYS:
                    return rows[number:]
    except (python_calamine.CalamineError, OSError, ValueError):
        return None
    return None


def _rows(table: Sequence[Cells]) -> Iterator[dict[str, Any]]:
    from scoring.results.rectification.building import FILLED

    place = {str(title): position for position, title in enumerate(table[0])}
    for cells in table[1:]:
        if cells[0] and cells[1]:
            shown = {name: str(_value(cells[place[title]])) if title in place else "" for name, title in _SHOWN.items()}
            filled = {title: _value(cells[place[title]]) for title in FILLED if title in place}
            given = {title: value for title, value in filled.items() if value}
            yield {**{key: str(_value(cell)) for key, cell in zip(KEYS, cells, strict=False)}, **shown, "filled": given}


def _value(cell: object) -> str | dt.date:
    """A cell as it was filled in: a date as a date, anything else as text."""
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return numbers.plain(Decimal(str(cell)))
    return str(cell).strip()
