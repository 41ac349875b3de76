"""Builds table 3 and table 4 of the six-section report as sites publish them: real colspans and rowspans."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from scoring.intake.forms import Row, Table, load_forms

PARTS = ("natural_person", "enterprise", "research_institute", "public_welfare_org", "legal_service_org", "other_org", "total")
OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")


def table(form: str, number: str) -> Table:
    """A table of a statutory form."""
    return next(t for f in load_forms() if f.id == form for t in f.tables if t.id == number)


def figures(form: str) -> dict[str, list[str]]:
    """Seven different figures per row, so that a cell in the wrong place is noticed."""
    return {row.values[0].metric: [str(100 * n + c) for c in range(1, 8)] for n, row in enumerate(table(form, "3").rows, 1)}


def table_3(form: str, values: Mapping[str, Sequence[str]]) -> str:
    """Table 3 as HTML: 10 grid columns, three header rows, groups with rowspan."""
    rows = table(form, "3").rows
    results = [row for row in rows if row.group]
    html = [
        '<tr><td colspan="3" rowspan="3">(本列数据的勾稽关系为:第一项加第二项之和,<br/>等于第三项加第四项之和)</td>',
        '<td colspan="7">申请人情况</td></tr>',
        '<tr><td rowspan="2">自然人</td><td colspan="5">法人或其他组织</td><td rowspan="2">总计</td></tr>',
        "<tr><td>商业企业</td><td>科研机构</td><td>社会公益组织</td><td>法律服务机构</td><td>其他</td></tr>",
    ]
    started: set[str] = set()
    for row in rows:
        cells = []
        for group in row.group:
            if group not in started:
                started.add(group)
                height = len(results) if group.startswith("三") else sum(group in r.group for r in results)
                cells.append(f'<td rowspan="{height}"><p>{group.replace("、", "、<br />")}</p></td>')
        span = 3 - len(row.group)
        cells.append(f'<td colspan="{span}"><p align="left">{_label(row)}</p></td>')
        cells += [f'<td><p align="center">&nbsp;{value}</p></td>' for value in values[row.values[0].metric]]
        html.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table>{''.join(html)}</table>"


def _label(row: Row) -> str:
    if not row.group:
        return f"{row.no}、{row.label}"
    return f"{row.no}.{row.label}" if row.no.isdigit() else f"({row.no}){row.label}"


def table_4(values: Sequence[str]) -> str:
    """Table 4 as HTML: 15 grid columns, three header rows, one row of figures."""
    five = "".join(f'<td rowspan="2">{o}</td>' for o in OUTCOMES)
    ten = "".join(f"<td>{o}</td>" for o in OUTCOMES) * 2
    cells = "".join(f"<td>{v}</td>" for v in values)
    return (
        '<table><tr><td colspan="5">行政复议</td><td colspan="10">行政诉讼</td></tr>'
        f'<tr>{five}<td colspan="5">未经复议直接起诉</td><td colspan="5">复议后起诉</td></tr>'
        f"<tr>{ten}</tr><tr>{cells}</tr></table>"
    )


def table_2(form: str) -> str:
    """Table 2 as HTML with figures 1, 2, 3 ... in reading order."""
    number = 0
    html = []
    for block, rows in groupby(table(form, "2").rows, key=lambda row: tuple(v.title for v in row.values)):
        heads = "".join(f'<td colspan="{3 // len(block) if len(block) in {1, 3} else 1}">{title}</td>' for title in block)
        html.append(f'<tr><td colspan="4">第二十条项目</td></tr><tr><td>信息内容</td>{heads}</tr>')
        for row in rows:
            cells = ""
            for _ in row.values:
                number += 1
                cells += f'<td colspan="{3 // len(block) if len(block) in {1, 3} else 1}">{number}</td>'
            html.append(f"<tr><td>{row.label}</td>{cells}</tr>")
    return f"<table>{''.join(html)}</table>"


def page(*tables: str) -> str:
    """A page with the tables in it."""
    text = "<p>根据《条例》第四十九条,河湾县编制2022年度政府信息公开工作报告,现予公布。</p>"
    return f"<html><head><title>河湾县2022年度政府信息公开工作年度报告</title></head><body>{text}{''.join(tables)}</body></html>"
