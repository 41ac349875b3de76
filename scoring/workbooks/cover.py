"""The first sheet: whose workbook it is, how to fill it in, by when, and how far it has come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from scoring.intake.filled.marker import Marker
from scoring.numbers import day_words
from scoring.workbooks.checksheet import HEAD, NAME
from scoring.workbooks.looks import Looks, colour_results, protect, write

State = tuple[str, str, object]
"""How far something has come: label, formula, value while nothing is filled in."""
COVER_NAME = "填报说明"
BLANKS = "{blanks}"
"""Stands in a formula for the number of empty cells of all tables, which the rows above it hold."""
_LEFT = " 未填"
_LABEL, _TEXT = 24, 68
_LINE = 36  # characters of one line of the text column


@dataclass(frozen=True)
class Frame:
    """What all workbooks of one issue share.

    Args:
        title: Title of the assessment.
        deadline: Day by which the workbook is to be returned; None where nobody said.
    """

    title: str
    deadline: date | None


def write_cover(sheet: Any, marker: Marker, frame: Frame, rules: Sequence[str], states: Sequence[State], looks: Looks) -> None:
    """Write the sheet.

    Args:
        sheet: The sheet.
        marker: Its marker.
        frame: What all workbooks share.
        rules: How to fill in, one sentence each.
        states: How far it has come: (label, formula, value while nothing is filled in).
        looks: Formats.
    """
    sheet.write_string(0, 0, marker.text())
    sheet.set_row(0, None, None, {"hidden": True})
    sheet.set_column(0, 0, 2, None, {"hidden": True})
    sheet.set_column(1, 1, _LABEL)
    sheet.set_column(2, 2, _TEXT)
    sheet.set_row(1, 34)
    write(sheet, (1, 1, 1, 2), frame.title, looks("title"))
    deadline = day_words(frame.deadline) if frame.deadline else ""
    who = "填报单位" if marker.kind == "unit" else "评分人"
    row = 2
    for label, text in ((who, marker.name), ("考核年度", f"{marker.period}年"), ("报送期限", deadline)):
        write(sheet, (row, 1, 1, 1), label, looks("label"))
        write(sheet, (row, 2, 1, 1), text, looks("label" if text else "text"))
        row += 1
    for label in ("填报人", "联系电话", "审核人", "填报日期"):
        write(sheet, (row, 1, 1, 1), label, looks("label"))
        write(sheet, (row, 2, 1, 1), "", looks("text"))
        row += 1
    row = _states(sheet, row + 1, states, looks)
    _rules(sheet, row + 1, rules, looks)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    protect(sheet)


def _states(sheet: Any, row: int, states: Sequence[State], looks: Looks) -> int:
    counted = sum(label.endswith(_LEFT) for label, _, _ in states)
    cells = f"SUM(C{row + 1}:C{row + counted})"
    for label, formula, value in states:
        write(sheet, (row, 1, 1, 1), label, looks("label"))
        sheet.write_formula(row, 2, formula.replace(BLANKS, cells), looks("state"), value)
        row += 1
    if states:
        colour_results(sheet, (row - len(states), 2, row - 1, 2), looks)
    return row


def _rules(sheet: Any, row: int, rules: Sequence[str], looks: Looks) -> None:
    write(sheet, (row, 1, 1, 2), "怎样填写", looks("head"))
    for number, rule in enumerate(rules, 1):
        sheet.set_row(row + number, 16 * (1 + len(rule) // (_LINE + 8)) + 4)
        write(sheet, (row + number, 1, 1, 2), f"{number}. {rule}", looks("note"))


def unit_states(tables: Sequence[tuple[str, str, int]], checks: int) -> list[State]:
    """How far a unit's workbook has come: (label, formula, value while nothing is filled in).

    Args:
        tables: Name of every sheet, expression of the number of its empty fill-in cells, that number at first.
        checks: Number of relations.
    """
    rows: list[State] = [(f"{name}{_LEFT}", f"={blank}", empty) for name, blank, empty in tables]
    verdicts = f"'{NAME}'!H{HEAD + 1}:H{HEAD + max(checks, 1)}"
    counts = [f'COUNTIF({verdicts},"{mark}*")' for mark in ("✔", "✘", "！", "—")]
    if checks:
        told = f'="相符 "&{counts[0]}&" 项，不符 "&{counts[1]}&" 项，请核实 "&{counts[2]}&" 项，未填全 "&{counts[3]}&" 项"'
        rows.append(("勾稽关系", told, f"相符 0 项，不符 0 项，请核实 0 项，未填全 {checks} 项"))
    empty = sum(table[2] for table in tables)
    wrong = f'IF({counts[1]}>0,"✘ 有数字不符，请看“{NAME}”表","✔ 可以报送")' if checks else '"✔ 可以报送"'
    rows.append(("能否报送", f'=IF({BLANKS}>0,"！ 还有 "&{BLANKS}&" 个数格未填",{wrong})', f"！ 还有 {empty} 个数格未填"))
    return rows
