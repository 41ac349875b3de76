"""One row of a table as it lies in a grid: the label and the cells of its own that follow it."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scoring.intake.cells import UNIT, read_cell
from scoring.intake.document import Cell, Grid

Token = tuple[int, Cell]
"""A cell of its own with its column (from 0)."""

_ROLES = {
    **dict.fromkeys(("单位", "计量单位"), "unit"),
    **dict.fromkeys(
        ("统计数", "统计数据", "统计数量", "统计值", "数量", "数值", "数据", "合计", "总计", "总数", "本年度", "填报数"), "value"
    ),
    **dict.fromkeys(("备注", "说明", "注", "序号", "编号", "代码", "指标代码", "行次"), "skip"),
    **dict.fromkeys(("统计指标", "指标", "项目", "指标名称", "统计项目", "内容"), "label"),
}
_HEADER_ROWS = 10
_UNIT_NOTE = re.compile(r"[(（](?:单位[:：])?(亿元|万元|元)[)）]|单位[:：](亿元|万元|元)")
_MONEY_WORDS = re.compile("金额|收费|经费|费用")


@dataclass(frozen=True, slots=True)
class OwnCells:
    """A grid without what its spans repeat, the same for every table looked for in it.

    Args:
        grid: The grid.
        rows: The cells of its own of every row, with their columns (from 0).
        usual: How many cells most rows have.
        said: The heading in the text in front of the grid.
    """

    grid: Grid
    rows: Sequence[list[Token]]
    usual: int
    said: str = ""


@dataclass(frozen=True)
class Segment:
    """A label and the cells up to the next label in its row.

    Args:
        grid: Grid it stands in.
        number: Row of the grid (from 0).
        label: The label cell.
        tokens: Cells that follow it.
        whole: Whether its row has as many cells as most rows.
        header: Words over each column, where the table has a header.
        roles: What the column under each of them holds (:func:`role_of`).
    """

    grid: Grid
    number: int
    label: Token
    tokens: Sequence[Token]
    whole: bool
    header: dict[int, str]
    roles: dict[int, str]

    @functools.cached_property
    def label_text(self) -> str:
        """The label without whitespace, as printed."""
        return "".join(self.label[1].text.split())

    @property
    def places_known(self) -> bool:
        """Whether a blank of the row certainly stands in the column that its position says."""
        if not self.grid.ragged:
            return self.number not in self.grid.loose
        # A blank straight behind the label may be a position that the label covers.
        return self.whole and (not self.grid.gaps or bool(self.tokens and self.tokens[0][1].text.strip()))

    @property
    def skips_blanks(self) -> bool:
        """Whether a blank straight behind the label was taken for a part of it, where the source does not say so."""
        row = self.grid.rows[self.number]
        first = self.tokens[0][0] if self.tokens else 0
        return self.grid.gaps and any(not cell.text.strip() for cell in row[self.label[0] + 1 : first])

    def quote(self, column: str) -> str:
        """The labels that lead to the row, and the heading of the column."""
        return f"{self._path} | {column}" if column else self._path

    @functools.cached_property
    def _path(self) -> str:
        """The labels that lead to the row, the same for all of its cells."""
        words = [self.label_text]
        if not self.grid.ragged:
            words = ["".join(cell.text.split()) for cell in self.grid.rows[self.number][: self.label[0] + 1]]
        return " / ".join(word for word in dict.fromkeys(words) if word)

    def unit_and_values(self) -> tuple[str, list[Token]]:
        """The printed unit and the figure cells of a list row."""
        roles = [(self.roles.get(token[0]), token) for token in self.tokens]
        tokens = [token for role, token in roles if role not in {"skip", "label"}]
        units = [cell.text for role, (_, cell) in roles if role == "unit"]
        if units:
            return _unit(units[0]), [token for role, token in roles if role not in {"skip", "label", "unit"}]
        if len(tokens) > 1:
            printed = [i for i, (_, cell) in enumerate(tokens) if is_unit(cell.text)]
            if printed:
                return _unit(tokens[printed[0]][1].text), [token for i, token in enumerate(tokens) if i != printed[0]]
        if len(tokens) == 1 and is_unit(tokens[0][1].text):
            return _unit(tokens[0][1].text), []
        return _noted(self.label_text), list(tokens)


def own_cells(grid: Grid, said: str = "") -> OwnCells:
    """The cells of a grid that are not repeated by a span."""
    rows = [[(c, cell) for c, cell in enumerate(row) if not cell.spanned] for row in grid.rows]
    usual, times = Counter(map(len, rows)).most_common(1)[0] if rows else (0, 0)
    return OwnCells(grid, rows, usual if times > 1 or not grid.ragged else 0, said)


def unit_over(segment: Segment, column: int) -> str:
    """The unit of money that the label or the nearest heading over a cell names, empty when none does."""
    if noted := _noted(segment.label_text):
        return noted
    for row in reversed(segment.grid.rows[: segment.number]):
        cells = row if segment.grid.ragged else row[column : column + 1]
        for text in ("".join(cell.text.split()) for cell in cells):
            if _MONEY_WORDS.search(text):
                return _noted(text)
    return ""


def _noted(text: str) -> str:
    note = _UNIT_NOTE.search(text)
    return (note[1] or note[2]) if note else ""


def header_of(grid: Grid) -> dict[int, str]:
    """The words over each column of a list, from the row that names the unit or figure column."""
    for row in grid.rows[:_HEADER_ROWS]:
        words = {c: "".join(cell.text.split()) for c, cell in enumerate(row) if cell.text.strip()}
        roles = [role_of(word) for word in words.values()]
        if "label" in roles and ("unit" in roles or "value" in roles):
            return words
    return {}


def roles_of(header: Mapping[int, str]) -> dict[int, str]:
    """What the column under every heading of a header holds."""
    return {column: role_of(words) for column, words in header.items()}


def role_of(heading: str) -> str:
    """What the column under a heading holds: ``unit``, ``value``, ``skip``, ``label``, or empty when not known."""
    return _ROLES.get(heading, "")


def is_absent(text: str) -> bool:
    """Whether the cell says that the figure does not apply."""
    value = read_cell(text)
    return value is not None and value.semantic == "not_applicable"


def is_figure(text: str) -> bool:
    """Whether the cell holds a number, a word for zero or not-applicable, or digits that make no number."""
    value = read_cell(text, "change")
    return value is None or value.semantic not in {"text", "blank"}


@functools.lru_cache(maxsize=4096)
def is_unit(text: str) -> bool:
    """Whether the cell holds a unit of measure and nothing else."""
    return UNIT.fullmatch(text.strip()) is not None and not is_absent(text)


@functools.lru_cache(maxsize=256)
def _unit(text: str) -> str:
    unit = text.strip(" ()（）\n\xa0\u3000")
    return "" if is_absent(unit) else unit
