"""Saved plain text in two layouts: one line per row, and one line per cell as pages lose their tables."""

from __future__ import annotations

from generator.formats.wording import Wording, chinese, iso, reasons
from generator.report import TABLE_TITLE, Report

ROWS_WORDING = Wording(full_width=True, numbered_reasons=True)
CELLS_WORDING = Wording(full_width=False, half_prose=True)


def rows_text(report: Report) -> bytes:
    """Copied from a browser: title, date, prose, and one ``label|unit|value`` line per row; signed and dated at the end."""
    dated = f"发布时间：{chinese(report.published_on)}　来源：{report.unit.office}　【打印】【关闭】" if report.published_on else ""
    lines = [report.title, dated, "", *_prose(report, ROWS_WORDING), "", "附表", TABLE_TITLE, "统计指标|单位|统计数"]
    for (row, cell), reason in zip(report.table, reasons(report.table), strict=True):
        lines.append(f"{ROWS_WORDING.label(row, reason)}{ROWS_WORDING.note(row)}|{row.uom}|{ROWS_WORDING.cell(cell)}")
    lines += ["", report.unit.office]
    lines += [chinese(report.published_on)] if report.published_on else []
    return ("\r\n".join(lines) + "\r\n").encode("utf-8-sig")


def cells_text(report: Report) -> bytes:
    """Scraped: navigation and date on top, every cell of the table on its own line between pipes."""
    dated = f"发布日期:{iso(report.published_on)}    字体:[大] [中] [小]" if report.published_on else "字体:[大] [中] [小]"
    lines = [f"当前位置:首页 > 信息公开 > 年度报告 > {report.unit.short_name}", "", report.title, "", dated, ""]
    lines += [*_prose(report, CELLS_WORDING), "附表", TABLE_TITLE, "|统计指标", "|单位", "|统计数", "|"]
    for row, cell in report.table:
        label = CELLS_WORDING.label(row)
        note = [row.note] if row.note else []
        lines += [f"| {label}", *note, f"| {row.uom}", f"| {CELLS_WORDING.cell(cell)}".rstrip(), "|"]
    lines += ["", "打印 关闭"]
    return ("\n".join(lines) + "\n").encode("gb18030" if len(report.unit.name) % 2 else "utf-8")


def _prose(report: Report, wording: Wording) -> list[str]:
    lines = [wording.prose(paragraph) for paragraph in report.preface]
    for heading, paragraphs in report.sections:
        lines += ["", heading, "", *(f"　　{wording.prose(paragraph)}" for paragraph in paragraphs)]
    return lines
