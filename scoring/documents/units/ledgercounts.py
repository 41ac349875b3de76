"""How far rectification has come, per unit and per item: counts that follow the ledger as it is filled in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, Literal

from scoring.documents.units.ledgersheet import FIRST_ROW, OVERDUE, Ledger, letters
from scoring.documents.workbook.cells import Pen
from scoring.documents.workbook.paper import finish
from scoring.results.rectification.building import STATES

_SHEET = "整改台账"
_HEAD, _TOP = 1, 2
_KEY = {"单位": "C", "事项": "D"}  # hidden columns of the ledger that hold the numbers of units and items
_COUNTS = ("问题数", *STATES, OVERDUE)
_SHARE = "销号率"
_WIDTHS = {"单位": 30, "事项": 34, "组别": 16, "通知单编号": 24}


def write_counts(pen: Pen, sheet: Any, ledger: Ledger, by: Literal["单位", "事项"]) -> None:
    """One row per unit or item with live counts, and a sum; the values that are stored are those of the first day."""
    named = _named(ledger, by)
    counts = _counts(ledger, by)
    heads = (by, "组别", "通知单编号", *_COUNTS, _SHARE) if by == "单位" else (by, *_COUNTS, _SHARE)
    first = len(heads) - len(_COUNTS) - 1
    pen.heading(sheet, f"{ledger.title}整改进度（按{by}）", len(heads))
    sheet.set_column(0, 0, 6, None, {"hidden": True})
    for position, head in enumerate(heads, 1):
        sheet.set_column(position, position, _WIDTHS.get(head, 8))
        pen.text(sheet, _HEAD, position, head, "head")
    for line, (number, names) in enumerate(named.items(), _TOP):
        sheet.write_number(line, 0, number, pen.look("mono"))
        for position, name in enumerate(names, 1):
            pen.text(sheet, line, position, name, "clause")
        _write_counts(pen, sheet, line, first + 1, (ledger, by, counts[number]))
    _write_sum(pen, sheet, (_TOP, _TOP + len(named) - 1, first + 1), _total(counts))
    finish(sheet, _TOP, 2)
    sheet.set_portrait()
    sheet.protect("", {"autofilter": True, "format_columns": True, "format_rows": True})


def _named(ledger: Ledger, by: str) -> dict[int, tuple[str, ...]]:
    """Number and words of every line."""
    if by == "单位":
        return {ledger.units[notice.unit_id]: (notice.unit, notice.group, notice.number) for notice in ledger.found.notices}
    titles = {row.item_id: row.title for _, row in ledger.rows}
    return {number: (titles[item],) for item, number in ledger.items.items()}


def _counts(ledger: Ledger, by: str) -> Mapping[int, Counter[str]]:
    """Counts of the first day by number of unit or item."""
    found: dict[int, Counter[str]] = {}
    for _, row in ledger.rows:
        number = ledger.units[row.unit_id] if by == "单位" else ledger.items[row.item_id]
        counter = found.setdefault(number, Counter())
        counter.update(["问题数", str(ledger.filled(row, "状态")), *([OVERDUE] if ledger.is_overdue(row) else [])])
    return found


def _total(counts: Mapping[int, Counter[str]]) -> Counter[str]:
    return sum(counts.values(), start=Counter())


def _write_counts(pen: Pen, sheet: Any, line: int, column: int, counted: tuple[Ledger, str, Counter[str]]) -> None:
    ledger, by, counts = counted
    own = f"{_area(ledger, _KEY[by])},$A{line + 1}"
    formulas = {"问题数": f"=COUNTIFS({own})", OVERDUE: f'=COUNTIFS({own},{_area(ledger, letters(OVERDUE))},"{OVERDUE}")'}
    formulas |= {state: f'=COUNTIFS({own},{_area(ledger, letters("状态"))},"{state}")' for state in STATES}
    for position, name in enumerate(_COUNTS, column):
        sheet.write_formula(line, position, formulas[name], pen.look("number", "0"), counts[name])
    _write_share(pen, sheet, line, column, counts)


def _write_share(pen: Pen, sheet: Any, line: int, column: int, counts: Counter[str]) -> None:
    from xlsxwriter.utility import xl_rowcol_to_cell

    whole, closed = (xl_rowcol_to_cell(line, column + _COUNTS.index(name)) for name in ("问题数", STATES[-1]))
    value = counts[STATES[-1]] / counts["问题数"] if counts["问题数"] else 0
    sheet.write_formula(line, column + len(_COUNTS), f"=IF({whole}=0,0,{closed}/{whole})", pen.look("number", "0%"), value)


def _write_sum(pen: Pen, sheet: Any, area: tuple[int, int, int], counts: Counter[str]) -> None:
    from xlsxwriter.utility import xl_range

    top, last, column = area
    line = last + 1
    for position in range(1, column):
        pen.text(sheet, line, position, "合计" if position == 1 else "", "total")
    for position, name in enumerate(_COUNTS, column):
        formula = f"=SUM({xl_range(top, position, max(last, top), position)})"
        sheet.write_formula(line, position, formula, pen.look("total", "0"), counts[name])
    _write_share(pen, sheet, line, column, counts)


def _area(ledger: Ledger, column: str) -> str:
    """A column of the ledger from its first problem to its last."""
    return f"{_SHEET}!${column}${FIRST_ROW + 1}:${column}${max(ledger.last_row, FIRST_ROW) + 1}"
