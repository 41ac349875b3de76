"""A table element as a rectangle of texts, and what kind of table it is: of figures, of layout, or an index card."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from scoring.intake.cells import LOST
from scoring.intake.formats.refusal import RefusedError

BREAK = "\u2028"  # a line break of the structure, as opposed to one of the source text
GRID = "\u2029"  # encloses the number of a grid at its place in the text
_SPACE = re.compile(r"[ \t\r\n\f]{2,}|[\t\r\n\f]")  # a single blank stays as it is
_AROUND = f" \t\r\n\f{BREAK}"
_NUMBER = re.compile(r"\s*(\d{1,6})")
_STRING = etree.XPath("string()", smart_strings=False)
_MAX_SPAN = 200
MAX_POSITIONS = 400_000  # of all tables of a page with their spans; a form has hundreds
_LIMIT = "合并单元格展开后不超过 40 万格的表格"
_PROSE_CELL = 300  # a cell with more characters is running text
_NOTE_ROW = 100
_CARD = frozenset(
    (
        *(
            "索引号",
            "信息分类",
            "主题分类",
            "发布机构",
            "发文机关",
            "信息来源",
            "来源",
            "责任部门",
            "文号",
            "发文字号",
            "名称",
            "标题",
            "主题词",
        ),
        *(
            "关键词",
            "有效性",
            "公开日期",
            "发布日期",
            "发布时间",
            "发文日期",
            "成文日期",
            "生成日期",
            "公开方式",
            "公开形式",
            "公开范围",
            "公开程序",
        ),
    )
)
_MIN_CARD = 2
_ORDER = {"thead": 0, "tfoot": 2}
_TINY = {"0", "1", "2", "1px", "0px"}


@dataclass(frozen=True, slots=True)
class HtmlTable:
    """A table before it has its place: rows of (text, spanned); a short row ends early."""

    rows: list[list[tuple[str, bool]]]
    width: int


@dataclass
class Positions:
    """How many cells the tables of a page may still take, with their spans."""

    left: int = MAX_POSITIONS

    def take(self, count: int) -> None:
        """Take some of them; raises RefusedError I016 when there are no more."""
        self.left -= count
        if self.left < 0:
            raise RefusedError("I016", "html", limit=_LIMIT)


def expanded(element: etree._Element, positions: Positions) -> HtmlTable | None:
    """The table as a rectangle, None when it only lays out text."""
    grid: list[list[tuple[str, bool] | None]] = []
    rows = list(_own_rows(element))
    for number, row in enumerate(rows):
        positions.take(_place_cells(grid, number, row, len(rows), positions.left))
    width = max(map(len, grid), default=0)
    if width < 2 or any(len(text) > _PROSE_CELL or GRID in text for cells in grid for text, spanned in filter(None, cells) if not spanned):  # noqa: PLR2004 - one column is no table
        return None
    return HtmlTable([[cell or ("", True) for cell in [*cells, *[None] * (width - len(cells))]] for cells in grid], width)


def _own_rows(element: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table itself, in the order in which a browser shows its head, body and foot."""
    parts = [child for child in element if child.tag in {"tr", "thead", "tbody", "tfoot"}]
    for part in sorted(parts, key=lambda child: _ORDER.get(child.tag, 1)):
        if part.tag == "tr":
            yield part
        else:
            yield from (row for row in part if row.tag == "tr")


def _place_cells(grid: list[list[tuple[str, bool] | None]], number: int, row: etree._Element, height: int, most: int) -> int:
    """Put the cells of one row into the grid; how many positions they take."""
    while len(grid) <= number:
        grid.append([])
    places = grid[number]
    column = taken = 0
    for cell in row:
        if cell.tag not in {"td", "th"}:
            continue
        while column < len(places) and places[column] is not None:
            column += 1
        text = _cell_text(cell)
        high, wide = cell.get("rowspan"), cell.get("colspan")
        if high is None and wide is None and column == len(places):  # most cells, for which all below is too much
            places.append((text, False))
            column += 1
            taken += 1
            continue
        down, across = min(_span(high), height - number), _span(wide)
        taken += down * across
        if taken > most:
            break
        repeated = [(text, True)] * across
        for y in range(number, number + down):
            _fill(grid, y, column, repeated if y > number else [(text, False), *repeated[1:]])
        column += across
    return taken


def _fill(grid: list[list[tuple[str, bool] | None]], number: int, column: int, cells: list[tuple[str, bool]]) -> None:
    while len(grid) <= number:
        grid.append([])
    row = grid[number]
    row.extend([None] * (column + len(cells) - len(row)))
    row[column : column + len(cells)] = cells


def _span(text: str | None) -> int:
    match = _NUMBER.match(text) if text else None
    return min(max(int(match[1]), 1), _MAX_SPAN) if match else 1


def index_card(table: HtmlTable) -> list[str]:
    """The lines of the card that government sites put over a document (索引号, 发布日期, ...): it is no table of figures."""
    cells = [[text for text, spanned in row if not spanned] for row in table.rows]
    pairs = [(name.rstrip(":： "), value) for row in cells for name, value in zip(row[::2], row[1::2], strict=False)]
    known = sum("".join(name.split()) in _CARD for name, _ in pairs)
    return [f"{''.join(name.split())}:{value}" for name, value in pairs] if known >= _MIN_CARD else []


def take_notes(table: HtmlTable) -> list[str]:
    """Rows that are one long cell (explanations under a form), taken out as lines."""
    found = [row[0][0] for row in table.rows if len(row[0][0]) > _NOTE_ROW and all(text == row[0][0] for text, _ in row)]
    table.rows[:] = [row if row[0][0] not in found else [("", True)] * table.width for row in table.rows]
    return found


def text_of(element: etree._Element) -> str:
    """All text inside an element."""
    return str(_STRING(element)) if len(element) else element.text or ""


def _cell_text(cell: etree._Element) -> str:
    text = text_of(cell).strip(_AROUND)
    if not text.isprintable() or "  " in text:  # most cells are one line with nothing to tidy up in it
        text = "\n".join([words for line in collapsed(text).split(BREAK) if (words := line.strip(" "))])
    return LOST if not text and len(cell) and _is_picture(cell) else text


def _is_picture(cell: etree._Element) -> bool:
    """Whether the cell shows a picture, which may be a figure, and not one that only keeps it open."""
    return any(picture.get("width") not in _TINY and picture.get("height") not in _TINY for picture in cell.iter("img"))


def collapsed(text: str) -> str:
    """The text with white space as a browser shows it."""
    return _SPACE.sub(" ", text).strip(" ")
