"""A very small spreadsheet program: computes the formulas of a workbook from its cells, in doubles as Excel does."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from openpyxl.utils.cell import get_column_letter, range_boundaries

if TYPE_CHECKING:
    from pathlib import Path

_REFERENCE = re.compile(r"\$?([A-Z]{1,2})\$?([0-9]+)(?::\$?([A-Z]{1,2})\$?([0-9]+))?(?![(0-9])")


class Vector(list[Any]):
    """A range; operators work cell by cell."""

    def over(self, other: object, act: Callable[[Any, Any], Any]) -> Vector:
        others = other if isinstance(other, Vector) else [other] * len(self)
        return Vector(act(a, b) for a, b in zip(self, others, strict=True))

    def __mul__(self, other: object) -> Vector:
        return self.over(other, lambda a, b: a * b)

    def __truediv__(self, other: object) -> Vector:
        return self.over(other, lambda a, b: a / b)

    def __add__(self, other: object) -> Vector:  # cell by cell, not one after the other
        return self.over(other, lambda a, b: a + b)

    def __gt__(self, other: object) -> Vector:  # type: ignore[override]  # cell by cell
        return self.over(other, lambda a, b: a > b)

    def __lt__(self, other: object) -> Vector:  # type: ignore[override]  # cell by cell
        return self.over(other, lambda a, b: a < b)

    def __eq__(self, other: object) -> Vector:  # type: ignore[override]  # cell by cell
        return self.over(other, lambda a, b: a == b)

    __hash__ = None  # a range is no key


def _is_number(value: object) -> bool:
    return isinstance(value, int | float)


def _round(value: float, digits: float, mode: str = ROUND_HALF_UP) -> float:
    return float(Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-int(digits)), mode))


FUNCTIONS: dict[str, Any] = {
    "SUM": lambda cells: float(sum(value for value in cells if _is_number(value))),
    "SUMPRODUCT": lambda cells: float(sum(cells)),
    "ISNUMBER": lambda value: Vector(map(_is_number, value)) if isinstance(value, Vector) else _is_number(value),
    "N": lambda value: value if _is_number(value) else 0,
    "IF": lambda condition, yes, no: yes() if condition else no(),
    "ROUND": _round,
    "ROUNDDOWN": lambda value, digits: _round(value, digits, ROUND_DOWN),
    "LN": math.log,
    "EXP": math.exp,
    "POWER": math.pow,
    "MAX": max,
    "MIN": min,
    "SIGN": lambda value: (value > 0) - (value < 0),
    "RANK": lambda own, cells, order: 1 + sum(value < own if order else value > own for value in cells if _is_number(value)),
    "COUNTIF": lambda cells, wanted: Vector(sum(value == one for value in cells) for one in wanted),
    "COUNTIFS": lambda *pairs: Vector(Counter(zip(*pairs[::2], strict=True))[key] for key in zip(*pairs[1::2], strict=True)),
}


class Sheet:
    """One sheet of a written workbook."""

    def __init__(self, sheet: Any) -> None:
        self.sheet = sheet
        self._known: dict[str, Any] = {}

    def value(self, place: str) -> Any:
        """The value of a cell, computed (once) where it is a formula."""
        if place not in self._known:
            cell = self.sheet[place]
            live = isinstance(cell.value, str) and cell.value.startswith("=") and cell.data_type == "f"
            self._known[place] = self._computed(cell.value[1:]) if live else cell.value
        return self._known[place]

    def _range(self, reference: str) -> Vector:
        left, top, right, bottom = range_boundaries(reference.replace("$", ""))
        return Vector(self.value(f"{get_column_letter(c)}{r}") for r in range(top, bottom + 1) for c in range(left, right + 1))

    def _computed(self, formula: str) -> Any:
        text = re.sub(r"(?<![<>=])=(?!=)", "==", formula)
        text = _REFERENCE.sub(lambda m: f"_range('{m[0]}')" if m[3] else f"value('{m[0].replace('$', '')}')", text)
        # The names are those of this module and the text is a formula that the project wrote.
        return eval(_lazy_if(text), {"__builtins__": {}, "value": self.value, "_range": self._range, **FUNCTIONS})  # noqa: S307 - see above


def _lazy_if(text: str) -> str:
    """IF(a,b,c) -> IF(a,lambda: b,lambda: c), so that a branch that is not taken may divide by zero."""
    found = text.find("IF(")
    while found >= 0:
        if found >= 5 and text[found - 5 : found] == "COUNT":
            found = text.find("IF(", found + 3)
            continue
        depth, commas, end = 0, [], found + 2
        while True:
            depth += (text[end] == "(") - (text[end] == ")")
            if depth == 0:
                break
            if depth == 1 and text[end] == ",":
                commas.append(end)
            end += 1
        first, second = commas
        text = f"{text[: first + 1]}lambda: {text[first + 1 : second + 1]}lambda: {text[second + 1 :]}"
        found = text.find("IF(", found + 3)
    return text


def open_sheets(file: Path) -> dict[str, Sheet]:
    """The sheets of a workbook by name, with formulas."""
    import openpyxl

    return {sheet.title: Sheet(sheet) for sheet in openpyxl.load_workbook(file).worksheets}
