"""One cell of a table as a fact."""

from __future__ import annotations

import re

from scoring.intake.cells import CellValue, in_unit
from scoring.intake.document import Cell
from scoring.intake.forms import TOTAL, Value
from scoring.intake.report import Fact


def make_fact(value: Value, read: CellValue, cell: Cell, quote: str, printed: str, scope: str = "") -> Fact:
    """The fact of one cell; money comes in the unit of its metric."""
    unit = read.uom or ("元" if value.number == "money" and re.search("[万亿]", cell.text) else printed)
    number, uom = (read.value, unit) if read.value is None else in_unit(read.value, unit, value.uom)
    if value.number == "money" and not unit:
        uom = ""  # the form prints no unit and neither does the cell
    return Fact(
        value.metric, value.part or TOTAL, number, read.semantic, read.qualifier, uom, cell.text.strip(), scope, cell.locator, quote
    )
