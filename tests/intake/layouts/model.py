"""The statutory tables as cells with spans, filled with figures that are all different, and what must be read from them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, groupby

from scoring.intake.forms import Row, Table, Value, load_forms

OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
ITEMS = {
    "规章": "一",
    "行政许可": "五",
    "行政处罚": "六",
    "行政事业性收费": "八",
    "政府集中采购": "九",
}
Fill = Callable[[int, Value], str]


@dataclass(frozen=True)
class Box:
    """A cell of a table with its spans; ``figure`` when it holds one."""

    text: str
    across: int = 1
    down: int = 1
    figure: bool = False


@dataclass(frozen=True)
class Layout:
    """One table: rows of boxes as they would stand in ``tr`` elements."""

    caption: str
    rows: list[list[Box]]


@dataclass(frozen=True)
class Filled:
    """All tables of a form with their figures.

    Args:
        form: Id of the form.
        tables: The tables.
        truth: The printed text of every (metric, part).
    """

    form: str
    tables: list[Layout] = field(default_factory=list)
    truth: dict[tuple[str, str], str] = field(default_factory=dict)


def distinct(number: int, _value: Value) -> str:
    """A different figure for every place, of one to four digits."""
    return str(number if number % 3 else 7 * number + 1000)


def filled(form: str, fill: Fill = distinct) -> Filled:
    """The tables of a form, every cell filled by ``fill(place, value)``."""
    result = Filled(form)
    places = count(3)

    def put(value: Value) -> Box:
        text = fill(next(places), value)
        result.truth[value.metric, value.part or "total"] = text
        return Box(text, figure=True)

    build = {"list": _list, "rows": _own_rows, "matrix": _matrix, "single": _single}
    for table in next(f for f in load_forms() if f.id == form).tables:
        result.tables.append(build[table.layout](table, put))
    return result


Put = Callable[[Value], Box]


def _list(table: Table, put: Put) -> Layout:
    rows = [[Box("统计指标"), Box("单位"), Box("统计数")]]
    for row in table.rows:
        label = Box(_numbered(row))
        rows.append([label, Box(row.values[0].printed_uom), put(row.values[0])] if row.values else [label, Box("——"), Box("——")])
    return Layout("政府信息公开情况统计表", rows)


def _numbered(row: Row) -> str:
    if row.no == "其中":
        return f"其中：{row.label}"
    if row.no.isdigit():
        return f"{row.no}．{row.label}"
    bracketed = row.section != row.no and row.no
    return f"（{row.no}）{row.label}" if bracketed else f"{row.no}、{row.label}" if row.no else row.label


def _own_rows(table: Table, put: Put) -> Layout:
    rows: list[list[Box]] = []
    for titles, block in groupby(table.rows, key=lambda row: tuple(v.title for v in row.values)):
        across = {1: [3], 2: [1, 2], 3: [1, 1, 1]}[len(titles)]
        for n, row in enumerate(block):
            if item := ITEMS.get(row.label):
                rows.append([Box(f"第二十条第（{item}）项", 4)])
                rows.append([Box("信息内容"), *(Box(t, a) for t, a in zip(titles, across, strict=True))])
            elif n == 0:
                rows.append([Box("信息内容"), *(Box(t, a) for t, a in zip(titles, across, strict=True))])
            rows.append([Box(row.label), *(Box(put(v).text, a, figure=True) for v, a in zip(row.values, across, strict=True))])
    return Layout("二、主动公开政府信息情况", rows)


def _matrix(table: Table, put: Put) -> Layout:
    results = [row for row in table.rows if row.group]
    rows = [
        [Box("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3), Box("申请人情况", 7)],
        [Box("自然人", 1, 2), Box("法人或其他组织", 5), Box("总计", 1, 2)],
        [Box(t) for t in ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")],
    ]
    started: set[str] = set()
    for row in table.rows:
        cells = []
        for group in row.group:
            if group not in started:
                started.add(group)
                down = len(results) if group.startswith("三") else sum(group in r.group for r in results)
                cells.append(Box(group.replace("(", "（").replace(")", "）"), 1, down))
        cells.append(Box(_in_matrix(row), 3 - len(row.group)))
        rows.append(cells + [put(value) for value in row.values])
    return Layout("三、收到和处理政府信息公开申请情况", rows)


def _in_matrix(row: Row) -> str:
    if not row.group:
        return f"{row.no}、{row.label}"
    return f"{row.no}.{row.label}" if row.no.isdigit() else f"（{row.no}）{row.label}"


def _single(table: Table, put: Put) -> Layout:
    rows = [
        [Box("行政复议", 5), Box("行政诉讼", 10)],
        [*(Box(o, 1, 2) for o in OUTCOMES), Box("未经复议直接起诉", 5), Box("复议后起诉", 5)],
        [Box(o) for o in OUTCOMES * 2],
        [put(value) for value in table.rows[0].values],
    ]
    return Layout("四、政府信息公开行政复议、行政诉讼情况", rows)


def rectangle(rows: Sequence[Sequence[Box]]) -> list[list[tuple[Box, bool]]]:
    """Every position of the table: its box, and whether the box starts there."""
    grid: dict[tuple[int, int], tuple[Box, bool]] = {}
    for r, row in enumerate(rows):
        c = 0
        for box in row:
            while (r, c) in grid:
                c += 1
            for y in range(box.down):
                for x in range(box.across):
                    grid[r + y, c + x] = (box, x == y == 0)
            c += box.across
    width = 1 + max(c for _, c in grid)
    return [[grid.get((r, c), (Box(""), True)) for c in range(width)] for r in range(len(rows))]


def prose() -> Iterator[str]:
    """Paragraphs around the tables, without any figure of theirs."""
    yield "清水河区人民政府办公室政府信息公开工作年度报告"
    yield "根据《中华人民共和国政府信息公开条例》的规定，清水河区人民政府办公室编制了本报告，现予公布。"
    yield "一、总体情况"
    yield "本年度全区政府信息公开工作稳步推进，公开内容更加完整，公开渠道更加多样，群众满意程度不断提高。"
