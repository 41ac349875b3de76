"""What was written into a cell of a fill-in workbook: taken, or rejected with a code and what was expected.

A fill-in cell holds one exact figure in the unit of its row. Whatever a hurried person may mean by something else
(an approximate figure, another unit, a date that the program made of 1-2) is for that person to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from scoring.intake.cells import CellValue, read_cell
from scoring.intake.document import Cell
from scoring.intake.filled.marker import NOT_APPLICABLE
from scoring.intake.forms import Value

_MOST_DIGITS = 15  # a spreadsheet keeps no more
_MONEY = {"元", "万元", "亿元"}
_MONEY_DECIMALS = 6  # 0.01 元 in 万元
_NOT_A = {"count": "W021", "money": "W022", "change": "W023", "other": "W029"}
_ABSENT = CellValue(None, "not_applicable")


@dataclass(frozen=True, slots=True)
class Rejected:
    """A cell, row or sheet that is not taken.

    Args:
        code: Code of the catalogue.
        locator: ``sheet!cell``, or the name of a sheet.
        label: What the cell is for, in words of the form.
        found: What was found.
        args: Further words of the sentence.
    """

    code: str
    locator: str
    label: str = ""
    found: str = ""
    args: Mapping[str, object] = field(default_factory=dict)


def accept(cell: Cell, value: Value, label: str, *, applies: bool = True) -> CellValue | Rejected:
    """Take the content of a fill-in cell.

    Args:
        cell: The cell.
        value: The figure that belongs there.
        label: Row and column in words.
        applies: Whether the unit says that the row applies to it.

    Returns:
        The value with its semantic, or W021-W026 or W029.
    """
    written = cell.text.strip()
    if cell.spanned:
        return Rejected("W026", cell.locator, label)
    read = read_cell(cell.text, value.number)
    if read is not None and read.semantic == "blank":
        return read if applies else _ABSENT
    if not applies and (read is None or read.semantic != "not_applicable"):
        return Rejected("W025", cell.locator, label, written, {"word": NOT_APPLICABLE})
    if read is None or read.semantic == "text" or not _fits(read, value):
        return Rejected(_NOT_A[value.number], cell.locator, label, written)
    if read.uom and not _same_unit(read.uom, value):
        return Rejected("W024", cell.locator, label, written, {"uom": value.uom})
    return read


def _fits(read: CellValue, value: Value) -> bool:
    """Whether it is an exact number of the kind that belongs there."""
    number = read.value
    if number is None:
        return True
    if read.qualifier != "exact" or len(number.as_tuple().digits) > _MOST_DIGITS or abs(number) >= Decimal(10) ** _MOST_DIGITS:
        return False
    exponent = number.normalize().as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    if value.number == "change":
        return not decimals
    if value.number == "other":
        return True
    return number >= 0 and decimals <= (_MONEY_DECIMALS if value.number == "money" else 0)


def _same_unit(printed: str, value: Value) -> bool:
    return printed == value.uom or {printed, value.uom} <= _MONEY
