"""One cell of a table as a fact, and the reasons for leaving a row unread."""

from __future__ import annotations

import re

from scoring.intake.cells import CellValue, in_unit
from scoring.intake.document import Cell
from scoring.intake.forms import TOTAL, Value
from scoring.intake.report import Fact

COUNT = "标签后的格数与表式不符(应为 {expected} 格)"
EXTRA = "数值之后还有内容,不能判断对应哪一栏"
BLANKS = "该行有空格而列数不全,不能判断空格的位置"
SECTION = "标签在表式中不止一处,前后文不能判断是哪一处"
NOT_A_NUMBER = "单元格内容不是一个数"
COLUMNS = "有多个数值列而没有表头,不能判断取哪一列"
EXTRA_ROW = "表式以外的行"


def make_fact(value: Value, read: CellValue, cell: Cell, quote: str, printed: str, scope: str = "") -> Fact:
    """The fact of one cell; money comes in the unit of its metric."""
    unit = read.uom or ("元" if value.number == "money" and re.search("[万亿]", cell.text) else printed)
    number, uom = (read.value, unit) if read.value is None else in_unit(read.value, unit, value.uom)
    if value.number == "money" and not unit:
        uom = ""  # the form prints no unit and neither does the cell
    return Fact(
        value.metric, value.part or TOTAL, number, read.semantic, read.qualifier, uom, cell.text.strip(), scope, cell.locator, quote
    )
