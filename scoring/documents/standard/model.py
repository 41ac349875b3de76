"""The criteria as the table that leaders approve (指标及评分标准): finished strings, ready to be laid out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

NUMERALS = "一二三四五六七八九十"
WIDE_COLUMNS = {
    "评分标准": 3.0,
    "加分标准": 3.0,
    "扣分标准": 3.0,
    "条件": 2.2,
    "后果": 1.6,
    "依据": 1.4,
    "数据来源": 1.5,
    "名称": 1.3,
    "计算方法": 3.0,
    "登记内容": 3.0,
    "没有登记的": 1.4,
    "期限和判断方法": 3.0,
    "台账": 1.2,
    "缺失和异常数据的处理": 2.2,
}


@dataclass(frozen=True, slots=True)
class StandardRow:
    """One indicator.

    Args:
        levels: (id, text) of its blocks from the first level down, then of itself; fewer than the table
            has levels where the indicator stands higher.
        cells: Points per column of points, 评分标准, 依据, 数据来源.
    """

    levels: tuple[tuple[str, str], ...]
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Extra:
    """A further table: bonuses, deductions from the total, gates."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Standard:
    """Everything that is printed.

    Args:
        title: Title of the criteria.
        year: Year assessed.
        depth: Levels of the tree.
        groups: Heads of the columns of points; one empty text where all groups have the same points.
        rows: One per indicator, in order.
        extras: Further tables.
        notes: Policies in words.
    """

    title: str
    year: int
    depth: int
    groups: tuple[str, ...]
    rows: tuple[StandardRow, ...]
    extras: tuple[Extra, ...] = ()
    notes: tuple[str, ...] = field(default_factory=tuple)

    @property
    def level_heads(self) -> tuple[str, ...]:
        """一级指标, 二级指标 ..."""
        return tuple(f"{NUMERALS[i]}级指标" for i in range(self.depth))

    @property
    def head_rows(self) -> int:
        """Rows of the head: a second one names the groups where their points differ."""
        return 1 if self.groups == ("",) else 2

    @property
    def columns(self) -> int:
        """Columns of the main table."""
        return self.depth + len(self.groups) + 3


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table and how many rows and columns it covers."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1


def head_cells(standard: Standard) -> Iterator[Cell]:
    """The head of the main table."""
    height, first = standard.head_rows, standard.depth
    for i, text in enumerate(standard.level_heads):
        yield Cell(0, i, text, rows=height)
    yield Cell(0, first, "分值", columns=len(standard.groups))
    for i, group in enumerate(standard.groups if height > 1 else ()):
        yield Cell(1, first + i, group)
    for i, text in enumerate(("评分标准", "依据", "数据来源")):
        yield Cell(0, first + len(standard.groups) + i, text, rows=height)


def body_cells(standard: Standard) -> Iterator[Cell]:
    """The body of the main table from row 0 on: a block covers all its indicators, an indicator all levels below it."""
    rows = standard.rows
    for r, row in enumerate(rows):
        for level, (_, text) in enumerate(row.levels):
            path = row.levels[: level + 1]
            if r and rows[r - 1].levels[: level + 1] == path:
                continue
            height = next((i for i, other in enumerate(rows[r:]) if other.levels[: level + 1] != path), len(rows) - r)
            last = level == len(row.levels) - 1
            yield Cell(r, level, text, height, standard.depth - level if last else 1)
        for i, text in enumerate(row.cells):
            yield Cell(r, standard.depth + i, text)


def widths(heads: Sequence[str], total: float) -> list[float]:
    """Widths of the columns of a further table: by the weight of what usually stands in them."""
    weights = [WIDE_COLUMNS.get(head, 0.6) for head in heads]
    return [total * weight / sum(weights) for weight in weights]
