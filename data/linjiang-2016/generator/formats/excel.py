"""Excel workbooks: the form on sheet 附表, the prose on sheet 说明; the same bytes on every machine."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import xlsxwriter

from generator.formats.wording import Wording, chinese, reasons
from generator.report import TABLE_TITLE, Report

CREATED = datetime(2017, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # xlsxwriter takes naive UTC
WORDING = Wording(full_width=True, indent="　", dot="．")


def workbook(report: Report, *, as_text: bool) -> bytes:
    """The workbook of a report.

    Args:
        report: The report.
        as_text: Whether the office typed its numbers into cells formatted as text.
    """
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.set_properties({"title": report.title, "author": report.unit.short_name, "created": CREATED})
        _form(book, report, as_text=as_text)
        _notes(book, report)
    return _stored(stream.getvalue())


def _form(book: xlsxwriter.Workbook, report: Report, *, as_text: bool) -> None:
    sheet = book.add_worksheet("附表")
    centred = book.add_format({"align": "center", "border": 1})
    wrapped = book.add_format({"text_wrap": True, "border": 1, "valign": "vcenter"})
    sheet.set_column(0, 0, 58)
    sheet.merge_range("A1:C1", f"{report.unit.short_name}{TABLE_TITLE}（2016年度）", book.add_format({"bold": True, "align": "center"}))
    sheet.write_row("A2", [f"填报单位：{report.unit.office}"])
    sheet.write_row("A3", ["统计指标", "单位", "统计数"], centred)
    for i, ((row, cell), reason) in enumerate(zip(report.table, reasons(report.table), strict=True), start=3):
        note = f"\n{WORDING.note(row)}" if row.note else ""
        sheet.write_string(i, 0, WORDING.label(row, reason) + note, wrapped)
        sheet.write_string(i, 1, row.uom, centred)
        if as_text or not _is_number(cell):
            sheet.write_string(i, 2, cell, centred)
        else:
            sheet.write_number(i, 2, float(cell), centred)  # Excel knows no other number


def _notes(book: xlsxwriter.Workbook, report: Report) -> None:
    sheet = book.add_worksheet("说明")
    wrapped = book.add_format({"text_wrap": True})
    sheet.set_column(0, 0, 100)
    lines = [report.title]
    lines += [f"发布日期：{chinese(report.published_on)}"] if report.published_on else []
    lines += report.preface
    for heading, paragraphs in report.sections:
        lines += [heading, *paragraphs]
    lines += ["附表：见本工作簿“附表”工作表"]
    for i, line in enumerate(lines):
        sheet.write_string(i, 0, line, wrapped)


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdigit()


def _stored(content: bytes) -> bytes:
    """The same workbook without compression, whose result differs between zlib builds."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), old.read(name))
    return target.getvalue()
