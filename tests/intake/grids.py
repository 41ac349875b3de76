"""Statutory tables as grids of cells, with figures of which all sums hold, for tests that damage them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scoring.intake.document import Cell, Document, Grid
from scoring.intake.forms import Row
from tests.intake.six_sections import OUTCOMES, PARTS, table

TITLES = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
Rows = list[list[str]]


def grid(rows: Sequence[Sequence[str]], name: str = "table 1", *, ragged: bool = False) -> Grid:
    """A grid of own cells; short rows are filled up with spanned ones."""
    width = max(map(len, rows))
    return Grid(tuple(_cells(row, width, f"{name} row {r}") for r, row in enumerate(rows, 1)), name, ragged=ragged)


def _cells(row: Sequence[str], width: int, name: str) -> tuple[Cell, ...]:
    own = [Cell(text, f"{name} column {c}") for c, text in enumerate(row, 1)]
    return (*own, *[Cell("", f"{name} column {c}", spanned=True) for c in range(len(row) + 1, width + 1)])


def document(*grids: Grid) -> Document:
    """A document of nothing but tables."""
    return Document("html", (), grids)


def footing(form: str) -> dict[str, list[int]]:
    """Seven figures per row of table 3, in the order of the columns, with which every sum holds."""
    rows = table(form, "3").rows
    results = [row.values[0].metric for row in rows if row.group and row.no != "七"]
    figures = {metric: [(3 * n + 7 * c) % 5 + (11 if (n + c) % 6 == 0 else 0) for c in range(6)] for n, metric in enumerate(results)}
    total = [sum(figures[metric][c] for metric in results) for c in range(6)]
    carried = {"requests_carried_in": [1, 0, 2, 0, 0, 1], "requests_carried_out": [3, 2, 0, 1, 0, 4]}
    new = [total[c] + carried["requests_carried_out"][c] - carried["requests_carried_in"][c] for c in range(6)]
    whole = figures | {"results_total": total, "requests_new": new} | carried
    return {metric: [*six, sum(six)] for metric, six in whole.items()}


def printed(row: Row) -> str:
    """The label with its number."""
    if not row.group:
        return f"{row.no}、{row.label}"
    return f"{row.no}.{row.label}" if row.no.isdigit() else f"({row.no}){row.label}"


def table_3(form: str, figures: Mapping[str, Sequence[object]] | None = None) -> Rows:
    """Table 3 without spans: a header, then every row with its group, its label and seven figures."""
    values = figures or footing(form)
    rows = table(form, "3").rows
    body = [[row.group[-1] if row.group else "", printed(row), *map(str, values[row.values[0].metric])] for row in rows]
    return [["申请人情况", "", *TITLES], *body]


def table_4() -> Rows:
    """Table 4 without spans, of which the three sums hold."""
    return [["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3, [*"31", "0", "25", "29", *"10012", "0", "5", "0", "1", "6"]]


def metric_of(form: str, place: int) -> tuple[str, str]:
    """(metric, part) of the n-th figure of table 3, row by row."""
    return table(form, "3").rows[place // 7].values[0].metric, PARTS[place % 7]


__all__ = ["OUTCOMES", "PARTS", "TITLES", "document", "footing", "grid", "metric_of", "printed", "table", "table_3", "table_4"]
