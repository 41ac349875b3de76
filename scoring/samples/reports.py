"""An invented annual report as a web page with the statutory tables of its year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from html import escape
from itertools import groupby

from scoring import numbers
from scoring.intake.forms import Form, Row, Table
from scoring.results.drafts import SAMPLE
from scoring.samples.figures import Place, words
from scoring.samples.units import Unit

_CHINESE = "一二三四五六七八九十"
_STYLE = "body{font-family:serif;max-width:60em;margin:2em auto}table{border-collapse:collapse}td{border:1px solid;padding:.2em .5em}"


def page(unit: Unit, year: int, published: date, form: Form, figures: Mapping[Place, Decimal]) -> str:
    """The report of a unit and year with the day of its publication; the page says at its head that it is invented."""
    title = f"{unit.name}{year}年政府信息公开工作年度报告"
    tables = {table.id: table for table in form.tables}
    body = "\n".join(
        line for i, section in enumerate(words()["sections"][form.id]) for line in _section(_CHINESE[i], section, tables, figures)
    )
    head = f'<!DOCTYPE html>\n<html lang="zh"><head><meta charset="utf-8"><title>{title}</title><style>{_STYLE}</style></head>'
    top = f"<p>（{SAMPLE}，单位和数字都是虚构的）</p>\n<h1>{title}</h1>\n<p>发布日期：{published.isoformat()}</p>"
    return f"{head}\n<body>\n{top}\n{body}\n</body></html>\n"


def _section(number: str, section: Sequence[str], tables: Mapping[str, Table], figures: Mapping[Place, Decimal]) -> Iterator[str]:
    heading, text, table = section
    yield f"<h2>{heading}</h2>" if heading.startswith("附表") else f"<h2>{number}、{heading}</h2>"
    if text:
        yield f"<p>{text}</p>"
    if table in tables:
        draw = {"list": _list, "rows": _rows, "matrix": _matrix, "single": _single}[tables[table].layout]
        yield "<table>"
        yield from draw(tables[table], figures)
        yield "</table>"


def _line(*cells: str) -> str:
    """A row of cells; a cell that begins with ``<`` is finished."""
    return f"<tr>{''.join(cell if cell.startswith('<') else _cell(cell) for cell in cells)}</tr>"


def _cell(text: str, across: int = 1, down: int = 1) -> str:
    spans = (f' colspan="{across}"' if across > 1 else "") + (f' rowspan="{down}"' if down > 1 else "")
    return f"<td{spans}>{escape(text, quote=False)}</td>"


def _label(row: Row, *, top: bool) -> str:
    """A label with its number as the form prints it: 一、, （一）, 1., or 其中 with a colon."""
    if not row.no:
        return row.label
    if row.no in _CHINESE:
        return f"{row.no}、{row.label}" if top else f"（{row.no}）{row.label}"
    return f"{row.no}.{row.label}" if row.no.isdigit() else f"{row.no}：{row.label}"


def _list(table: Table, figures: Mapping[Place, Decimal]) -> Iterator[str]:
    yield _line("统计指标", "单位", "统计数")
    section = ""
    for row in table.rows:
        label, section = _label(row, top=row.section != section), row.section
        value = row.values[0] if row.values else None
        yield _line(label, value.uom, _number(figures, value.metric, value.part)) if value else _line(label, "——", "——")


def _rows(table: Table, figures: Mapping[Place, Decimal]) -> Iterator[str]:
    """Rows with headings of their own: rows with the same ones stand under one line of headings."""
    wide = max(len(row.values) for row in table.rows)
    for _, block in groupby(table.rows, key=lambda row: tuple(value.title for value in row.values)):
        rows = list(block)
        heads = [f"{value.title}（单位：{value.uom}）" if value.number == "money" else value.title for value in rows[0].values]
        yield _line("信息内容", *_stretched(heads, wide))
        for row in rows:
            yield _line(row.label, *_stretched([_number(figures, value.metric, value.part) for value in row.values], wide))


def _stretched(texts: Sequence[str], wide: int) -> Iterator[str]:
    """Cells of which the last one reaches the edge of the table."""
    for i, text in enumerate(texts):
        yield _cell(text, wide - i if i == len(texts) - 1 else 1)


def _matrix(table: Table, figures: Mapping[Place, Decimal]) -> Iterator[str]:
    heads = [names[0] for names in table.headings]
    yield _line(_cell("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3), _cell("申请人情况", len(heads)))
    yield _line(_cell(heads[0], 1, 2), _cell(table.groups[0][0], len(heads) - 2), _cell(heads[-1], 1, 2))
    yield _line(*heads[1:-1])
    opened: set[str] = set()
    for row in table.rows:
        new = [group for group in row.group if group not in opened]
        opened.update(new)
        groups = [_cell(group, 1, sum(group in other.group for other in table.rows)) for group in new]
        label = _cell(_label(row, top=not row.group), 3 - len(row.group))
        yield _line(*groups, label, *(_number(figures, value.metric, value.part) for value in row.values))


def _single(table: Table, figures: Mapping[Place, Decimal]) -> Iterator[str]:
    """Reviews and lawsuits in one row of figures under three lines of headings."""
    outcomes = [names[0] for names in table.headings]
    wide = len(outcomes)
    yield _line(_cell(table.groups[0][0], wide), _cell("行政诉讼", wide * (len(table.groups) - 1)))
    yield _line(*(_cell(text, 1, 2) for text in outcomes), *(_cell(names[0], wide) for names in table.groups[1:]))
    yield _line(*outcomes * (len(table.groups) - 1))
    yield _line(*(_number(figures, value.metric, value.part) for value in table.rows[0].values))


def _number(figures: Mapping[Place, Decimal], metric: str, part: str) -> str:
    return numbers.plain(figures[metric, part])
