"""The workbook of one marker: marks of all units, findings, external scores, with what the folder holds of them already."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from scoring.intake.filled.marker import COVER, Marker, code_of
from scoring.intake.formats.read_xlsx import column_name
from scoring.workbooks.asked import Asked, Mark
from scoring.workbooks.cover import COVER_NAME, Frame, State, write_cover
from scoring.workbooks.looks import Looks, protect, write

MARKS, FINDINGS, EXTERNAL = "marks", "findings", "external"
HEAD_CODE = "head"
"""Code of the row of headings; entries of the list of findings stand under it."""
NAMES = {MARKS: "打分表", FINDINGS: "台账", EXTERNAL: "外部评分"}
_CHOICES = "选项"
_SPARE = 300  # empty rows of the list of findings
_TOP = 3
_MOST = 10**9
_FIRST_DAY = dt.date(2000, 1, 1)  # a day of 1917 is a slip for one of 2017; nothing that is scored happened before
RULES = (
    "只填浅黄色的单元格。其他单元格已经保护（没有密码），请不要改动隐藏的首行首列，收回时按它们识别数据。",
    "“打分表”每个单位每项一行，评分按“可填分值”填写；没有评的空着，不会当作 0。",
    "“台账”每件事一行：单位和事项从列表中选择，数量填正数，日期写作 2017-03-31。行不够的，在下面接着填。",
    "“外部评分”填写第三方等外部机构的得分，注明出具单位和日期。",
    "再次收回同一评分人的工作簿时，以新的为准：打分表中清空的评分、台账中删去的事项，收回后也不再计入。",
)


@dataclass(frozen=True)
class Column:
    """A column of a list: code, title, width and look."""

    code: str
    title: str
    width: float
    look: str


_MARK_COLUMNS = (
    Column("unit", "单位", 20, "label"),
    Column("title", "评分项目", 44, "label"),
    Column("full", "指标分值", 10, "sum"),
    Column("limits", "可填分值", 22, "label"),
    Column("mark", "评分", 10, "other"),
    Column("remark", "说明", 40, "text"),
)
_FINDING_COLUMNS = (
    Column("unit", "单位", 20, "choice"),
    Column("matter", "事项", 52, "text"),
    Column("quantity", "数量", 8, "other"),
    Column("happened_on", "发生日期", 13, "date"),
    Column("evidence", "佐证", 48, "text"),
)
_EXTERNAL_COLUMNS = (
    Column("unit", "单位", 20, "label"),
    Column("title", "评分项目", 40, "label"),
    Column("full", "满分", 8, "sum"),
    Column("score", "得分", 10, "other"),
    Column("issued_by", "出具单位", 30, "text"),
    Column("issued_on", "出具日期", 13, "date"),
)


@dataclass(frozen=True)
class Before:
    """What the folder holds already, as rows of the input tables.

    Args:
        marks: Marks of this marker.
        findings: Findings of this marker.
        external: External scores.
    """

    marks: Sequence[Mapping[str, Any]] = ()
    findings: Sequence[Mapping[str, Any]] = ()
    external: Sequence[Mapping[str, Any]] = ()


def marker_workbook(asked: Asked, groups: Mapping[str, str], marker: Marker, frame: Frame, before: Before) -> bytes:
    """The workbook of a marker; the same inputs give the same bytes.

    Args:
        asked: What the criteria ask.
        groups: Group of every unit.
        marker: Marker of the cover.
        frame: Title and deadline.
        before: What the folder holds already.
    """
    import xlsxwriter

    written = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(written, options) as book:
        book.set_properties({"title": frame.title, "created": dt.datetime(marker.period + 1, 1, 1, tzinfo=dt.UTC)})
        _Book(book, asked, groups, marker, before).write(frame)
    return written.getvalue()


class _Book:
    def __init__(self, book: Any, asked: Asked, groups: Mapping[str, str], marker: Marker, before: Before) -> None:
        self.book, self.asked, self.groups, self.marker, self.before = book, asked, groups, marker, before
        self.looks = Looks(book)
        self.states: list[State] = []

    def write(self, frame: Frame) -> None:
        cover = self.book.add_worksheet(COVER_NAME)
        if self.asked.marks:
            self.marks()
        if self.asked.matters:
            self.findings()
        if self.asked.scores:
            self.external()
        write_cover(cover, replace(self.marker, sheet=COVER), frame, RULES, self.states, self.looks)

    def sheet(self, kind: str, columns: Sequence[Column]) -> Any:
        sheet = self.book.add_worksheet(NAMES[kind])
        sheet.write_string(0, 0, replace(self.marker, sheet=kind).text())
        sheet.set_column(0, 0, 2, None, {"hidden": True})
        sheet.set_row(0, None, None, {"hidden": True})
        sheet.set_row(1, 30)
        write(sheet, (1, 1, 1, len(columns)), NAMES[kind], self.looks("title"))
        write(sheet, (2, 1, 1, len(columns)), f"评分人：{self.marker.name}\u3000\u3000{self.marker.period}年度", self.looks("line"))
        sheet.write_string(_TOP, 0, HEAD_CODE)
        for i, column in enumerate(columns, 1):
            sheet.write_string(0, i, column.code)
            sheet.set_column(i, i, column.width)
            write(sheet, (_TOP, i, 1, 1), column.title, self.looks("head"))
        return sheet

    def finish(self, sheet: Any, columns: Sequence[Column], last: int, counted: str) -> None:
        """Frozen head, filters, print set-up, protection, and how many rows are filled in for the cover."""
        sheet.freeze_panes(_TOP + 1, 0)
        sheet.autofilter(_TOP, 1, last, len(columns))
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(_TOP)
        sheet.set_footer("&C第 &P 页，共 &N 页")
        sheet.hide_gridlines(2)
        protect(sheet)
        i = next(i for i, column in enumerate(columns, 1) if column.code == counted)
        area = f"'{sheet.get_name()}'!{column_name(i)}{_TOP + 2}:{column_name(i)}{last + 1}"
        self.states.append((f"{sheet.get_name()}已填", f"=COUNTA({area})", 0))

    def cells(self, sheet: Any, row: int, columns: Sequence[Column], values: Mapping[str, Any]) -> None:
        for i, column in enumerate(columns, 1):
            value, look = values.get(column.code), self.looks(column.look)
            if isinstance(value, dt.date):
                sheet.write_datetime(row, i, dt.datetime.combine(value, dt.time()), look)
            elif value is None or isinstance(value, str):
                write(sheet, (row, i, 1, 1), value or "", look)
            else:
                sheet.write_number(row, i, float(value), look)

    def units_of(self, groups: Iterable[str]) -> list[tuple[str, str]]:
        wanted = set(groups)
        return [(unit, label) for unit, label in self.asked.units.items() if self.groups[unit] in wanted]

    def marks(self) -> None:
        sheet = self.sheet(MARKS, _MARK_COLUMNS)
        given = {(row["unit_id"], row["indicator_id"]): row for row in self.before.marks}
        row = _TOP
        for unit, label in self.asked.units.items():
            for mark in (mark for mark in self.asked.marks if self.groups[unit] in mark.points):
                row += 1
                known = given.get((unit, mark.key), {})
                sheet.write_string(row, 0, code_of(unit, mark.key))
                words = {"unit": label, "title": mark.title, "full": mark.points[self.groups[unit]], "limits": mark.words}
                values = {**words, "mark": known.get("mark"), "remark": known.get("remark")}
                self.cells(sheet, row, _MARK_COLUMNS, values)
                sheet.data_validation(row, 5, row, 5, mark_validation(mark))
        self.finish(sheet, _MARK_COLUMNS, row, "mark")

    def findings(self) -> None:
        sheet = self.sheet(FINDINGS, _FINDING_COLUMNS)
        labels = {pair: label for label, pair in self.asked.matters.items()}
        known = [row for row in self.before.findings if row["unit_id"] in self.asked.units]
        last = _TOP + len(known) + _SPARE
        for i in range(last - _TOP):
            values: dict[str, Any] = {}
            if i < len(known):
                values = {**known[i], "unit": self.asked.units[known[i]["unit_id"]]}
                values["matter"] = labels.get((known[i]["indicator_id"], known[i]["event"]))
            self.cells(sheet, _TOP + 1 + i, _FINDING_COLUMNS, values)
        self.choices(sheet, last)
        self.finish(sheet, _FINDING_COLUMNS, last, "unit")

    def choices(self, sheet: Any, last: int) -> None:
        """Drop-downs of units and matters, from a hidden sheet, and limits of quantity and date."""
        hidden = self.book.add_worksheet(_CHOICES)
        hidden.hide()
        hidden.protect("")
        for column, words in enumerate((list(self.asked.units.values()), list(self.asked.matters))):
            for row, text in enumerate(words):
                hidden.write_string(row, column, text)
            area = f"='{_CHOICES}'!${column_name(column)}$1:${column_name(column)}${len(words)}"
            message = {"error_title": "填报有误", "error_message": "请从列表中选择。"}
            sheet.data_validation(_TOP + 1, 1 + column, last, 1 + column, {"validate": "list", "source": area, **message})
        sheet.data_validation(_TOP + 1, 3, last, 3, _number(0, _MOST, "数量填正数。"))
        sheet.data_validation(_TOP + 1, 4, last, 4, _day())

    def external(self) -> None:
        sheet = self.sheet(EXTERNAL, _EXTERNAL_COLUMNS)
        given = {(row["unit_id"], row["key"]): row for row in self.before.external}
        row = _TOP
        for score in self.asked.scores:
            for unit, label in self.units_of(score.groups):
                row += 1
                known = given.get((unit, score.key), {})
                sheet.write_string(row, 0, code_of(unit, score.key))
                self.cells(sheet, row, _EXTERNAL_COLUMNS, {**known, "unit": label, "title": score.title, "full": score.full})
                sheet.data_validation(row, 4, row, 4, _number(0, float(score.full), f"得分在 0 和满分 {score.full} 之间。"))
                sheet.data_validation(row, 6, row, 6, _day())
        self.finish(sheet, _EXTERNAL_COLUMNS, row, "score")


def mark_validation(mark: Mark) -> dict[str, Any]:
    """The limits of a mark: a list where only some are allowed, else a range."""
    if mark.limits.listed:
        source = [float(value) if value % 1 else int(value) for value in mark.limits.listed]
        return {"validate": "list", "source": source, "error_title": "评分有误", "error_message": f"可填：{mark.words}"[:255]}
    upper = _MOST if mark.limits.upper is None else float(mark.limits.upper)
    return _number(float(mark.limits.lower), upper, f"可填：{mark.words}")


def _number(lower: float, upper: float, message: str) -> dict[str, Any]:
    limits = {"validate": "decimal", "criteria": "between", "minimum": lower, "maximum": upper}
    return {**limits, "error_title": "填报有误", "error_message": message[:255]}


def _day() -> dict[str, Any]:
    limits = {"validate": "date", "criteria": ">=", "value": _FIRST_DAY}
    return {**limits, "error_title": "填报有误", "error_message": "日期写作 2017-03-31。"}
