"""The tables as plain text, in the layouts of scrapers, converters and copying."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

from tests.intake.layouts.model import Box, Filled, Layout, prose, rectangle

Render = Callable[[Layout], str]


def report(filled: Filled, render: Render) -> str:
    """A whole report in one layout."""
    parts = list(prose())
    for table in filled.tables:
        parts += [table.caption, render(table)]
    parts += ["五、存在的主要问题及改进情况", "部分单位公开意识有待加强，下一步将加强培训。", "六、其他需要报告的事项", "无。"]
    return "\n".join(parts) + "\n"


def _once(table: Layout) -> list[list[str]]:
    """Every position; what a span covers is empty."""
    return [[box.text if first else "" for box, first in row] for row in rectangle(table.rows)]


def _own(table: Layout) -> list[list[str]]:
    """The cells of every row as they stand in the source."""
    return [[box.text for box in row] for row in table.rows]


def _repeated(table: Layout) -> list[list[str]]:
    return [[box.text for box, _ in row] for row in rectangle(table.rows)]


def markdown(table: Layout) -> str:
    """Pipes outside and a rule; spans empty."""
    first, *rest = [f"| {' | '.join(row)} |" for row in _once(table)]
    return "\n".join([first, "|" + " --- |" * len(_once(table)[0]), *rest])


def markdown_repeated(table: Layout) -> str:
    """Pipes outside and a rule; spans repeat their text, as a converter writes them."""
    first, *rest = [f"| {' | '.join(row)} |" for row in _repeated(table)]
    return "\n".join([first, "|" + " :---: |" * len(_repeated(table)[0]), *rest])


def markdown_bold(table: Layout) -> str:
    """Markdown whose cells are bold."""
    return "\n".join(f"| {' | '.join(f'**{c}**' if c else '' for c in row)} |" for row in _once(table))


def markdown_breaks(table: Layout) -> str:
    """Markdown with line breaks as tags and entities."""
    return "\n".join(f"| {' | '.join(c.replace('、', '、<br>') or '&nbsp;' for c in row)} |" for row in _once(table))


def pipes_inside(table: Layout) -> str:
    """Pipes between the cells only."""
    return "\n".join("|".join(row) for row in _own(table))


def pipes_positions(table: Layout) -> str:
    """Pipes between all positions."""
    return "\n".join("|".join(row) for row in _once(table))


def tabs(table: Layout) -> str:
    """Copied from a spreadsheet: all positions, with tabs between them."""
    return "\n".join("\t".join(row) for row in _once(table))


def tabs_own(table: Layout) -> str:
    """The cells of every row with tabs between them."""
    return "\n".join("\t".join(row) for row in _own(table))


def commas(table: Layout) -> str:
    """CSV of all positions."""
    return "\n".join(",".join(f'"{c}"' if "," in c else c for c in row) for row in _once(table))


def blanks(table: Layout) -> str:
    """The cells of every row with several blanks between them."""
    return "\n".join("   ".join(row) for row in _own(table))


def one_blank(table: Layout) -> str:
    """The cells of every row with one blank between them."""
    return "\n".join(" ".join(row) for row in _own(table))


def per_line(table: Layout) -> str:
    """One cell per line, blanks as blank lines."""
    return "\n".join(cell for row in _own(table) for cell in row)


def per_line_dropped(table: Layout) -> str:
    """One cell per line without the blank ones."""
    return "\n".join(cell for row in _own(table) for cell in row if cell)


def per_line_spaced(table: Layout) -> str:
    """One cell per line with an empty line after each."""
    return "\n\n".join(cell for row in _own(table) for cell in row if cell)


def closing_stream(table: Layout) -> str:
    """Every cell closed by a pipe on a line of its own, spans as pipes at the end of the row."""
    width = len(rectangle(table.rows)[0])
    lines = []
    for row in table.rows:
        lines += ["| " + "\n|\n".join(box.text for box in row) + "\n|" + "|" * (width - len(row))]
    return "\n".join(lines)


def opening_stream(table: Layout) -> str:
    """Every cell opened by a pipe, a lone pipe at the end of the row."""
    return "\n".join("\n".join(f"| {box.text}" for box in row) + "\n|" for row in table.rows)


def wide(text: str) -> int:
    """Columns that a text takes on a terminal."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _widths(table: Layout) -> list[int]:
    grid = rectangle(table.rows)
    cells = [[wide(box.text) if box.across == 1 and first else 0 for box, first in row] for row in grid]
    found = [max(column) for column in zip(*cells, strict=True)]
    return [max(w, 4) for w in found]


def _padded(row: Sequence[str], widths: Sequence[int], edge: str) -> str:
    return edge + edge.join(f" {cell}{' ' * (width - wide(cell))} " for cell, width in zip(row, widths, strict=True)) + edge


def ascii_box(table: Layout) -> str:
    """A grid of +---+ with all positions, as a console prints it."""
    widths = [max(map(wide, column)) for column in zip(*_once(table), strict=True)]
    rule = "+" + "+".join("-" * (w + 2) for w in widths) + "+"
    return "\n".join([rule, *[line for row in _once(table) for line in (_padded(row, widths, "|"), rule)]])


def drawn_box(table: Layout) -> str:
    """A grid of box-drawing characters."""
    widths = [max(map(wide, column)) for column in zip(*_once(table), strict=True)]
    top, middle, bottom = ("".join([a, b.join("─" * (w + 2) for w in widths), c]) for a, b, c in ("┌┬┐", "├┼┤", "└┴┘"))
    rows = [_padded(row, widths, "│") for row in _once(table)]
    return "\n".join([top, f"\n{middle}\n".join(rows), bottom])


def heavy_box(table: Layout) -> str:
    """A grid of heavy lines without rules between the rows."""
    return "\n".join("┃" + "┃".join(row) + "┃" for row in _once(table))


def aligned(table: Layout) -> str:
    """Columns lined up by blanks, as a layout-preserving converter writes them (labels on one line)."""
    widths = _widths(table)
    return "\n".join(_aligned(row, widths) for row in rectangle(table.rows))


def _aligned(row: Sequence[tuple[Box, bool]], widths: Sequence[int]) -> str:
    texts = [box.text if first else "" for box, first in row]
    return "".join(text + " " * (width - wide(text) + 3) for text, width in zip(texts, widths, strict=True)).rstrip()


LAYOUTS: tuple[Render, ...] = (
    markdown,
    markdown_repeated,
    markdown_bold,
    markdown_breaks,
    pipes_inside,
    pipes_positions,
    tabs,
    tabs_own,
    commas,
    blanks,
    one_blank,
    per_line,
    per_line_dropped,
    per_line_spaced,
    closing_stream,
    opening_stream,
    ascii_box,
    drawn_box,
    heavy_box,
    aligned,
)


def box_figures(table: Layout) -> list[Box]:
    """The boxes with figures."""
    return [box for row in table.rows for box in row if box.figure]
