"""The tables of a report as rows of cells with spans: what every renderer draws in its own way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from tests.corpus.generator.model import Model
from tests.corpus.generator.statutory import CORNER, DISCLOSURE, DISPUTES, FLAT, ORGANISATIONS, OUTCOMES, PARTS, REQUESTS
from tests.corpus.generator.values import Place


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell: its text, its spans, and the figure that stands in it."""

    text: str
    across: int = 1
    down: int = 1
    place: Place | None = None


Row = tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A statutory table: its number, its rows, how many of them are headings, its grid columns."""

    id: str
    rows: tuple[Row, ...]
    heads: int
    width: int
    parts: tuple[int, ...] = field(default=())
    """Rows at which a block begins, for sites that print every block as a table of its own."""


def tables_of(model: Model) -> dict[str, Table]:
    """All tables of a report by number."""
    build = {"1": _flat, "2": _disclosure, "3": _requests, "4": _disputes}
    return {number: build[number](model) for number in model.forms}


def _slot(model: Model, metric: str, part: str = "total", across: int = 1) -> Slot:
    return Slot(model.cells[metric, part].text, across, 1, (metric, part))


def _flat(model: Model) -> Table:
    rows: list[Row] = [(Slot("统计指标"), Slot("单位"), Slot("统计数"))]
    parts = []
    for line in FLAT:
        if line.label[:2].endswith("、"):
            parts.append(len(rows))
        if line.metric:
            rows.append((Slot(line.label), Slot(line.unit), _slot(model, line.metric)))
        else:
            rows.append((Slot(line.label), Slot("——"), Slot("——")))
    return Table("1", tuple(rows), 1, 3, tuple(parts))


def _disclosure(model: Model) -> Table:
    """Five grid columns, because headings and figures span differently."""
    form = model.forms["2"]
    rows: list[Row] = []
    parts = []
    for block in DISCLOSURE[form]:
        parts.append(len(rows))
        rows.append((Slot(block.title, 5),))
        spans = {3: (1, 2, 1), 2: (2, 2), 1: (4,)}[len(block.heads)]
        rows.append((Slot("信息内容"), *(Slot(head, span) for head, span in zip(block.heads, spans, strict=True))))
        own = {3: (2, 1, 1), 2: (2, 2), 1: (4,)}[len(block.heads)] if form == "2019" and len(parts) > 1 else spans
        for label, metrics in block.rows:
            rows.append((Slot(label), *(_slot(model, metric, across=span) for metric, span in zip(metrics, own, strict=True))))
    return Table("2", tuple(rows), 2, 5, tuple(parts))


def _requests(model: Model) -> Table:
    """Ten grid columns: three of labels, seven of figures."""
    lines = REQUESTS[model.forms["3"]]
    rows: list[Row] = [
        (Slot(CORNER, 3, 3), Slot("申请人情况", 7)),
        (Slot("自然人", 1, 2), Slot("法人或其他组织", 5), Slot("总计", 1, 2)),
        tuple(map(Slot, ORGANISATIONS)),
    ]
    opened: set[str] = set()
    for line in lines:
        groups = [group for group in line.groups if group not in opened]
        opened.update(groups)
        heads = [Slot(group, 1, sum(group in other.groups for other in lines)) for group in groups]
        figures = [_slot(model, line.metric, part) for part in PARTS]
        rows.append((*heads, Slot(line.label, 3 - len(line.groups)), *figures))
    return Table("3", tuple(rows), 3, 10)


def _disputes(model: Model) -> Table:
    """Fifteen grid columns and one row of figures."""
    five = tuple(map(Slot, OUTCOMES))
    rows: list[Row] = [
        (Slot("行政复议", 5), Slot("行政诉讼", 10)),
        (*(replace(slot, down=2) for slot in five), Slot("未经复议直接起诉", 5), Slot("复议后起诉", 5)),
        (*five, *five),
        tuple(_slot(model, metric) for metric in DISPUTES),
    ]
    return Table("4", tuple(rows), 3, 15)


def figures_of(tables: dict[str, Table]) -> Iterator[tuple[str, int, int, Slot]]:
    """(table, row, cell, slot) of every figure."""
    for number, table in tables.items():
        for y, row in enumerate(table.rows):
            for x, slot in enumerate(row):
                if slot.place:
                    yield number, y, x, slot


def joined(tables: dict[str, Table]) -> Table:
    """Tables 2 to 4 as one table of fifteen columns, with the section headings as rows."""
    rows: list[Row] = []
    for number, heading in (
        ("2", "二、主动公开政府信息情况"),
        ("3", "三、收到和处理政府信息公开申请情况"),
        ("4", "四、政府信息公开行政复议、行政诉讼情况"),
    ):
        if number not in tables:
            continue
        rows.append((Slot(heading, 15),))
        more = 15 - tables[number].width
        rows.extend(row if row[0].text == ORGANISATIONS[0] else _widened(row, more) for row in tables[number].rows)
    return Table("all", tuple(rows), 0, 15)


def _widened(row: Row, more: int) -> Row:
    """The row with its last cell so much wider."""
    last = row[-1]
    return (*row[:-1], replace(last, across=last.across + more))
