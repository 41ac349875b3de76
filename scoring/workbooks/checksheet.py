"""The sheet 核对: one line per relation, with both sides, the difference and the verdict."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scoring.workbooks.footing import OPEN, SIGNS, Check
from scoring.workbooks.looks import Looks, colour_results, protect, write
from scoring.workbooks.tablesheet import words

NAME = "核对"
_NOTE = "随填随算，不必填写。“✘ 不符”表示数字之间有矛盾；“！ 请核实”表示一般不会出现，确有其事的可以报送；“— 未填全”表示相关数格还有空的。"
HEAD = 3  # rows above the first relation: title, note, heads
_COLUMNS = (("序号", 6), ("表", 16), ("核对内容", 58), ("左边", 11), ("", 4), ("右边", 11), ("差额", 10), ("结果", 12))
_LEFT, _RIGHT, _DIFFERENCE, _VERDICT = 3, 5, 6, 7


def verdict_cell(number: int) -> str:
    """The cell of the verdict of a relation, from other sheets."""
    return f"'{NAME}'!{chr(65 + _VERDICT)}{HEAD + number + 1}"


def write_checks(sheet: Any, checks: Sequence[Check], looks: Looks) -> None:
    """Write the sheet: formulas only, nothing to fill in."""
    sheet.set_row(0, 30)
    write(sheet, (0, 0, 1, len(_COLUMNS)), "勾稽关系核对", looks("title"))
    sheet.set_row(1, 32)
    write(sheet, (1, 0, 1, len(_COLUMNS)), _NOTE, looks("note"))
    for column, (title, width) in enumerate(_COLUMNS):
        sheet.set_column(column, column, width)
        write(sheet, (HEAD - 1, column, 1, 1), title, looks("head"))
    for number, check in enumerate(checks):
        _line(sheet, HEAD + number, number, check, looks)
    colour_results(sheet, (HEAD, _VERDICT, HEAD + len(checks), _VERDICT), looks)
    sheet.freeze_panes(HEAD, 0)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD - 1)
    sheet.hide_gridlines(2)
    protect(sheet)


def _line(sheet: Any, row: int, number: int, check: Check, looks: Looks) -> None:
    write(sheet, (row, 0, 1, 1), str(number + 1), looks("word"))
    write(sheet, (row, 1, 1, 1), check.page.name, looks("word"))
    write(sheet, (row, 2, 1, 1), words(check), looks("label"))
    sheet.write_formula(row, _LEFT, check.left, looks("sum"), "")
    write(sheet, (row, _LEFT + 1, 1, 1), SIGNS[check.relation.op], looks("word"))
    sheet.write_formula(row, _RIGHT, check.right, looks("sum"), "")
    difference = f'=IF(COUNT(D{row + 1},F{row + 1})=2,ROUND(D{row + 1}-F{row + 1},6),"")'
    sheet.write_formula(row, _DIFFERENCE, difference, looks("sum"), "")
    sheet.write_formula(row, _VERDICT, check.result(row, "D", "F"), looks("check"), OPEN)
