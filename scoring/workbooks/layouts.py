"""How every kind of statutory table is laid out on paper: the flat list, the blocks of table 2, the grid, the single row."""

from __future__ import annotations

import functools
import importlib.resources
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from scoring.files.yamlfile import parse
from scoring.intake.forms import Row, Table, Value
from scoring.workbooks.page import FIRST_ROW, Figure, Page, Printed

_NUMERALS = "一二三四五六七八九十"


@functools.cache
def _pages() -> Mapping[str, Any]:
    text = (importlib.resources.files(__package__) / "pages.yaml").read_text("utf-8")
    return parse(text, "pages.yaml").data  # type: ignore[no-any-return]  # our own YAML


def lay_out(table: Table) -> Page:
    """The table as its form prints it."""
    words = _pages().get(table.form, {}).get(table.id, {})
    labels = {"list": 2, "rows": 1, "matrix": 3, "single": 0}[table.layout]
    width = max(len(row.values) for row in table.rows)
    page = Page(table, words.get("sheet", f"表{table.id}"), words.get("title", table.id), labels, width)
    {"list": _list, "rows": _rows, "matrix": _matrix, "single": _single}[table.layout](page, words)
    return page


def _list(page: Page, words: Mapping[str, Any]) -> None:
    page.add(*(Printed(FIRST_ROW, 1 + i, text, "head") for i, text in enumerate((words.get("label", "统计指标"), "单位", "统计数"))))
    page.body = FIRST_ROW + 1
    section = ""
    for r, row in enumerate(page.table.rows, page.body):
        label = f"{list_label(row, top=row.section != section)}{_note(words, row)}"
        page.add(Printed(r, 1, label, "label" if row.values else "section"))
        section = row.section
        if row.values:
            page.add(Printed(r, 2, row.values[0].uom, "unit"))
            page.figures.append(Figure(r, page.first, row.values[0], 0))
        else:
            page.add(Printed(r, 2, "——", "unit"), Printed(r, 3, "——", "unit"))
    page.end = page.body + len(page.table.rows)


def _note(words: Mapping[str, Any], row: Row) -> str:
    """What the form prints in brackets behind the label."""
    note = words.get("notes", {}).get(row.values[0].metric) if row.values else None
    return f"（{note}）" if note else ""


def list_label(row: Row, *, top: bool) -> str:
    """The label with its number and indentation: 一、, （一）, 1., 其中：."""
    if row.no and row.no in _NUMERALS:
        return f"{row.no}、{row.label}" if top else f"（{row.no}）{row.label}"
    if row.no.isdigit():
        return f"\u3000{row.no}.{row.label}"
    indent = "\u3000\u3000" if row.section else ""
    return f"{indent}{'其中：' if row.no == '其中' else ''}{row.label}"


def _rows(page: Page, words: Mapping[str, Any]) -> None:
    blocks: Mapping[str, str] = words.get("blocks", {})
    r, titles = FIRST_ROW, None
    page.body = FIRST_ROW
    for row in page.table.rows:
        if row.values[0].metric in blocks:
            page.add(Printed(r, 1, blocks[row.values[0].metric], "section", 1, 1 + page.width))
            r, titles = r + 1, None
        if titles != [value.title for value in row.values]:
            titles = [value.title for value in row.values]
            page.add(Printed(r, 1, words.get("label", "项目"), "head"))
            page.add(*(Printed(r, c, _headed(row.values[i]), "head", 1, n) for i, (c, n) in enumerate(_spread(page, len(titles)))))
            r += 1
        page.add(Printed(r, 1, row.label, "label"))
        page.figures += [Figure(r, c, row.values[i], i, n) for i, (c, n) in enumerate(_spread(page, len(row.values)))]
        r += 1
    page.end = r


def _headed(value: Value) -> str:
    """The heading of a column; money says its unit."""
    return f"{value.title}（单位：{value.uom}）" if value.number == "money" else value.title


def _spread(page: Page, count: int) -> list[tuple[int, int]]:
    """Columns of so many figures over the width of the table: (column, columns); the last one takes what is left."""
    return [(page.first + i, page.width - count + 1 if i == count - 1 else 1) for i in range(count)]


def _matrix(page: Page, words: Mapping[str, Any]) -> None:
    top = FIRST_ROW
    values = page.table.rows[0].values
    page.add(Printed(top, 1, words.get("corner", ""), "label", 3, 3))
    page.add(Printed(top, page.first, words.get("over", ""), "head", 1, page.width))
    _bands(page, words, [value.part for value in values], [value.title for value in values], top + 1)
    page.body = top + 3
    for r, row in enumerate(page.table.rows, page.body):
        *groups, label = _grouped(page.table.rows, row, r, page.body)
        page.add(*groups, replace(label, text=f"{label.text}{_note(words, row)}"))
        page.figures += [Figure(r, page.first + i, value, i) for i, value in enumerate(row.values)]
    page.end = page.body + len(page.table.rows)


def _bands(page: Page, words: Mapping[str, Any], codes: Sequence[str], titles: Sequence[str], top: int) -> None:
    """Two rows of headings: a band over its columns, every other column over both rows."""
    covered: set[int] = set()
    for band in words.get("bands", ()):
        start, stop = codes.index(band["from"]), codes.index(band["to"])
        covered.update(range(start, stop + 1))
        page.add(Printed(top, page.first + start, band["title"], "head", 1, stop - start + 1))
    for i, title in enumerate(titles):
        row, rows = (top + 1, 1) if i in covered else (top, 2)
        page.add(Printed(row, page.first + i, title, "head", rows))


def _grouped(rows: Sequence[Row], row: Row, r: int, body: int) -> list[Printed]:
    """The label cells of one row of table 3: a group stands once, beside all its rows."""
    index = r - body
    cells = []
    for depth, group in enumerate(row.group):
        key = row.group[: depth + 1]
        if index == 0 or rows[index - 1].group[: depth + 1] != key:
            count = sum(1 for other in rows if other.group[: depth + 1] == key)
            cells.append(Printed(r, 1 + depth, group.replace("(", "（").replace(")", "）"), "label", count))
    depth = len(row.group)
    number = {0: f"{row.no}、", 1: f"（{row.no}）"}.get(depth, f"{row.no}.") if row.no else ""
    return [*cells, Printed(r, 1 + depth, f"{number}{row.label}", "label", 1, 3 - depth)]


def _single(page: Page, words: Mapping[str, Any]) -> None:
    values = page.table.rows[0].values
    top = FIRST_ROW
    groups = [value.title.split()[0] for value in values]
    banded = {i: band for band in words.get("bands", ()) for i in range(*_range(values, band))}
    for i, band in banded.items():
        if i == _range(values, band)[0]:
            page.add(Printed(top, page.first + i, band["title"], "head", 1, len([k for k in banded.values() if k is band])))
    for i, group in enumerate(groups):
        if i == 0 or groups[i - 1] != group:
            row, rows = (top + 1, 1) if i in banded else (top, 2)
            page.add(Printed(row, page.first + i, group, "head", rows, groups.count(group)))
    page.add(*(Printed(top + 2, page.first + i, value.title.split()[-1], "head") for i, value in enumerate(values)))
    page.body = top + 3
    page.figures += [Figure(page.body, page.first + i, value, i) for i, value in enumerate(values)]
    page.end = page.body + 1


def _range(values: Sequence[Value], band: Mapping[str, str]) -> tuple[int, int]:
    metrics = [value.metric for value in values]
    return metrics.index(band["from"]), metrics.index(band["to"]) + 1
