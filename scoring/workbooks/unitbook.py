"""The workbook of one unit: cover, the tables of the statutory form, declared metrics, checks."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from scoring.criteria.declared import DeclaredMetric
from scoring.intake.filled.marker import COVER, Marker
from scoring.intake.forms import TOTAL, Form, Row, Table, Value
from scoring.workbooks.checksheet import NAME, verdict_cell, write_checks
from scoring.workbooks.cover import COVER_NAME, Frame, State, unit_states, write_cover
from scoring.workbooks.footing import Check, footing_checks
from scoring.workbooks.layouts import lay_out
from scoring.workbooks.looks import Looks
from scoring.workbooks.page import Page
from scoring.workbooks.tablesheet import PastFigures, blanks, write_page, write_verdicts

METRICS = "metrics"
RULES = (
    "只填浅黄色的单元格。其他单元格已经保护（没有密码），请不要改动标签以及隐藏的首行首列，收回时按它们识别数据。",
    "每格填一个整数，不写单位、约数和说明。没有发生的填 0；空着表示没有填报，不会当作 0。",
    "本机关不适用的，在“是否适用”一栏选“不适用”，数格空着。",
    "金额按表中注明的单位填写，可以有小数。“本年增/减”增加填正数，减少填负数。",
    "“核对”栏和“核对”表随填随算，“✘ 不符”的请改正后报送，“！ 请核实”的请再看一遍。",
    "灰色数字是上一年度的数据，只供对照，不必填写。",
    "用 Excel、WPS 或 LibreOffice 填写均可，请保存为工作簿（xlsx），文件名可以更改。",
)
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}


@dataclass(frozen=True)
class Design:
    """What the workbooks of all units have in common, laid out once.

    Args:
        form: Statutory form, None where units only fill in declared metrics.
        pages: Its tables and the table of declared metrics.
        frame: Title and deadline.
        period: Year assessed.
        criteria: Beginning of the criteria's score fingerprint.
    """

    form: Form | None
    pages: tuple[Page, ...]
    frame: Frame
    period: int
    criteria: str


def design(form: Form | None, metrics: Sequence[DeclaredMetric], frame: Frame, period: int, criteria: str) -> Design:
    """Lay out the tables of a form and of declared metrics."""
    tables = [*(form.tables if form else ()), *([metrics_table(metrics)] if metrics else [])]
    pages = [lay_out(table) for table in tables]
    return Design(form, tuple(pages), frame, period, criteria)


def metrics_table(metrics: Sequence[DeclaredMetric]) -> Table:
    """The declared metrics of criteria as a table of the kind of 2014: label, unit, figure."""
    rows = [
        Row("", metric.title, metric.title, values=(Value(metric.code, TOTAL, "", metric.uom, _number(metric.number), metric.uom),))
        for metric in metrics
    ]
    return Table("", METRICS, "list", tuple(rows), (), (), 1)


def _number(kind: str) -> Any:
    return kind if kind in {"count", "money", "change"} else "other"


def unit_workbook(made: Design, unit_id: str, name: str, past: PastFigures) -> bytes:
    """The workbook of a unit; the same inputs give the same bytes.

    Args:
        made: What all workbooks share.
        unit_id: The unit.
        name: Its name.
        past: Last year's figures by (metric, part).
    """
    import xlsxwriter

    marker = Marker("unit", unit_id, name, made.period, made.form.id if made.form else "", made.criteria, COVER)
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, _OPTIONS) as book:
        book.set_properties({"title": made.frame.title, "created": dt.datetime(made.period + 1, 1, 1, tzinfo=dt.UTC)})
        _write(book, made, marker, past)
    return written.getvalue()


def _write(book: Any, made: Design, marker: Marker, past: PastFigures) -> None:
    looks = Looks(book)
    checks = footing_checks(made.form, made.pages, past) if made.form else []
    cover = book.add_worksheet(COVER_NAME)
    for page in made.pages:
        sheet = book.add_worksheet(page.name)
        write_page(sheet, page, replace(marker, sheet=page.table.id), looks, past)
        own = [(check, verdict_cell(i)) for i, check in enumerate(checks) if check.page is page]
        write_verdicts(sheet, page, own, looks)
    if checks:
        write_checks(book.add_worksheet(NAME), checks, looks)
    write_cover(cover, marker, made.frame, RULES, _states(made.pages, checks), looks)


def _states(pages: Sequence[Page], checks: Sequence[Check]) -> list[State]:
    return unit_states([(page.name, blanks(page), len(page.figures)) for page in pages], len(checks))
