"""The sheet of the ledger on which problems are followed up."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from scoring.documents.official.titleshape import em_width
from scoring.documents.units.proof import proof_words
from scoring.documents.workbook.cells import Pen, decimals_of
from scoring.documents.workbook.paper import finish
from scoring.results.rectification.building import FILLED, STATES, Notice, Rectification, ToMend

CLOSED = STATES[2:]
HEAD_ROW = 2
FIRST_ROW = 3
OVERDUE = "逾期"
KEYS = ("unit_id", "item_id", "unit_no", "item_no")  # hidden: a later run finds its row by the first two, counts go by the others
DATE_CELL = "$G$2"


@dataclass(frozen=True, slots=True)
class LedgerColumn:
    """A column: title, width in characters, look of its cells; ``is_open`` where it is filled in."""

    title: str
    width: float
    look: str
    is_open: bool = False


COLUMNS = (
    LedgerColumn("序号", 4.5, "word"),
    LedgerColumn("单位", 12, "clause"),
    LedgerColumn("组别", 9, "clause"),
    LedgerColumn("事项", 12, "clause"),
    LedgerColumn("存在的问题", 27, "clause"),
    LedgerColumn("失分", 8, "score"),
    LedgerColumn("依据", 17, "clause"),
    LedgerColumn("佐证", 20, "clause"),
    LedgerColumn("整改要求", 18, "clause"),
    LedgerColumn("整改期限", 11, "day"),
    LedgerColumn("整改措施", 16, "input", is_open=True),
    LedgerColumn("责任人", 8, "inputword", is_open=True),
    LedgerColumn("完成日期", 11, "inputday", is_open=True),
    LedgerColumn("状态", 7.5, "inputword", is_open=True),
    LedgerColumn("逾期", 5.5, "word"),
    LedgerColumn("销号人", 8, "inputword", is_open=True),
    LedgerColumn("备注", 11, "input", is_open=True),
)
_LINE, _MOST = 13.5, 409.0  # height of a line of 五号, and the most a row may have, pt
_PAD = 0.4  # characters at the sides of a cell
_MARGIN = 0.4  # inches


@dataclass(frozen=True)
class Ledger:
    """The rows of the ledger and what counts go by; ``day`` is what due dates are held against until somebody changes it."""

    title: str
    found: Rectification
    day: dt.date

    @cached_property
    def rows(self) -> tuple[tuple[Notice, ToMend], ...]:
        """One per problem, in the order of the notices."""
        return tuple((notice, row) for notice in self.found.notices for row in notice.rows)

    @cached_property
    def units(self) -> Mapping[str, int]:
        """Numbers of units: they are counted by number, because an id may read as a condition (``>5``, ``*``)."""
        return {notice.unit_id: i for i, notice in enumerate(self.found.notices, 1)}

    @cached_property
    def items(self) -> Mapping[str, int]:
        """Numbers of items by id, in the order in which they first stand."""
        return {item: i for i, item in enumerate(dict.fromkeys(row.item_id for _, row in self.rows), 1)}

    @cached_property
    def decimals(self) -> int:
        """Decimals of the points lost: the same in all rows."""
        return max((decimals_of(row.lost) for _, row in self.rows), default=0)

    @property
    def last_row(self) -> int:
        """The last row with a problem."""
        return FIRST_ROW + len(self.rows) - 1

    def filled(self, row: ToMend, title: str) -> str | dt.date:
        """What an earlier ledger had in a column, else what a new row begins with."""
        return self.found.carried.get((row.unit_id, row.item_id), {}).get(title, STATES[0] if title == "状态" else "")

    def is_overdue(self, row: ToMend) -> bool:
        """What the formula of the column says on the first day."""
        return self.filled(row, "状态") not in CLOSED and dt.date.fromisoformat(row.due) < self.day


def place(title: str) -> int:
    """Number of a column on the sheet, the hidden ones counted."""
    return len(KEYS) + next(i for i, column in enumerate(COLUMNS) if column.title == title)


def letters(title: str) -> str:
    """Letters of a column on the sheet."""
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(place(title)))


def write_ledger(pen: Pen, sheet: Any, ledger: Ledger) -> None:
    """Head, rows, choices, colours of what is overdue, protection, print set-up."""
    _write_head(pen, sheet, ledger)
    for number, (notice, row) in enumerate(ledger.rows):
        _write_row(pen, sheet, ledger, FIRST_ROW + number, (notice, row))
    last = max(ledger.last_row, FIRST_ROW)
    _limit(sheet, last)
    _colour(pen, sheet, last)
    sheet.autofilter(HEAD_ROW, len(KEYS), last, len(KEYS) + len(COLUMNS) - 1)
    finish(sheet, FIRST_ROW, place("事项") + 1)
    sheet.set_margins(left=_MARGIN, right=_MARGIN)
    sheet.repeat_rows(HEAD_ROW)
    sheet.protect("", {"autofilter": True, "sort": True, "format_columns": True, "format_rows": True})


def _write_head(pen: Pen, sheet: Any, ledger: Ledger) -> None:
    first, last = len(KEYS), len(KEYS) + len(COLUMNS) - 1
    sheet.set_row(0, 30)
    sheet.merge_range(0, first, 0, last, "", pen.look("title"))
    pen.text(sheet, 0, first, f"{ledger.title}整改台账", "title")
    sheet.merge_range(1, first, 1, first + 1, "", pen.look("label"))
    pen.text(sheet, 1, first, "核对日期", "label")
    pen.day(sheet, 1, first + 2, ledger.day, "inputday")
    sheet.merge_range(1, first + 3, 1, last, "", pen.look("note"))
    pen.text(sheet, 1, first + 3, "整改期限早于核对日期、状态不是已完成或已销号的，为逾期。", "note")
    for position, key in enumerate(KEYS):
        pen.text(sheet, HEAD_ROW, position, key, "mono")
    sheet.set_column(0, len(KEYS) - 1, 12, None, {"hidden": True})
    sheet.set_row(HEAD_ROW, 28)
    for position, column in enumerate(COLUMNS, first):
        sheet.set_column(position, position, column.width)
        pen.text(sheet, HEAD_ROW, position, column.title, "head")


def _write_row(pen: Pen, sheet: Any, ledger: Ledger, line: int, pair: tuple[Notice, ToMend]) -> None:
    notice, row = pair
    for position, key in enumerate((row.unit_id, row.item_id)):
        pen.text(sheet, line, position, key, "mono")
    sheet.write_number(line, 2, ledger.units[row.unit_id], pen.look("mono"))
    sheet.write_number(line, 3, ledger.items[row.item_id], pen.look("mono"))
    proof = proof_words(row.sources, row.title, registers=True)
    texts = (str(line - HEAD_ROW), notice.unit, notice.group, row.title, row.found, row.lost, row.basis, proof, row.measure)
    for position, (column, text) in enumerate(zip(COLUMNS, texts, strict=False), len(KEYS)):
        if column.title in {"序号", "失分"}:
            pen.number(sheet, line, position, text, column.look, least=ledger.decimals if column.title == "失分" else 0)
        else:
            pen.text(sheet, line, position, text, column.look)
    filled = {title: ledger.filled(row, title) for title in FILLED}
    sheet.set_row(
        line, _height([*zip(COLUMNS, texts, strict=False), *((COLUMNS[place(title) - len(KEYS)], str(filled[title])) for title in FILLED)])
    )
    pen.day(sheet, line, place("整改期限"), dt.date.fromisoformat(row.due), "day")
    for title in FILLED:
        _write_filled(pen, sheet, (line, place(title)), filled[title], COLUMNS[place(title) - len(KEYS)].look)
    state, due = f"{letters('状态')}{line + 1}", f"{letters('整改期限')}{line + 1}"
    closed = ",".join(f'{state}="{name}"' for name in CLOSED)
    formula = f'=IF(OR({closed},{DATE_CELL}=""),"",IF({due}<{DATE_CELL},"{OVERDUE}",""))'
    sheet.write_formula(line, place(OVERDUE), formula, pen.look("word"), OVERDUE if ledger.is_overdue(row) else "")


def _height(cells: Iterable[tuple[LedgerColumn, str]]) -> float:
    """Height of a row that shows all its text: not every program fits rows to what it opens."""
    lines = max(math.ceil(em_width(text) / ((column.width - _PAD) / 2)) for column, text in cells)
    return min(lines * _LINE + 5, _MOST)


def _write_filled(pen: Pen, sheet: Any, cell: tuple[int, int], value: str | dt.date, look: str) -> None:
    if isinstance(value, dt.date):
        pen.day(sheet, *cell, value, "inputday")
    else:
        pen.text(sheet, *cell, value, look)


def _limit(sheet: Any, last: int) -> None:
    """States from a list, days as days."""
    states = place("状态")
    choice = {"validate": "list", "source": list(STATES), "error_title": "状态", "error_message": "请从下拉列表中选择。"}
    sheet.data_validation(FIRST_ROW, states, last, states, choice)
    day = {
        "validate": "date",
        "criteria": ">=",
        "value": dt.date(2000, 1, 1),
        "error_title": "日期",
        "error_message": "请填写日期，如 2017-09-30。",
    }
    done = place("完成日期")
    sheet.data_validation(FIRST_ROW, done, last, done, day)
    sheet.data_validation(1, len(KEYS) + 2, 1, len(KEYS) + 2, day)


def _colour(pen: Pen, sheet: Any, last: int) -> None:
    """What is overdue stands out in print too: bold, on a grey ground; what is closed steps back."""
    overdue = pen.book.add_format({"bold": True, "bg_color": "#F2D7D5"})
    closed = pen.book.add_format({"font_color": "#7F7F7F"})
    area = (FIRST_ROW, len(KEYS), last, len(KEYS) + len(COLUMNS) - 1)
    line = FIRST_ROW + 1
    sheet.conditional_format(*area, {"type": "formula", "criteria": f'=${letters(OVERDUE)}{line}="{OVERDUE}"', "format": overdue})
    sheet.conditional_format(*area, {"type": "formula", "criteria": f'=${letters("状态")}{line}="{STATES[-1]}"', "format": closed})
