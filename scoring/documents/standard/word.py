"""The table that leaders approve as .docx: A4 across, head repeated, blocks merged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from scoring.documents.official.titleshape import break_title
from scoring.documents.standard.model import NUMERALS, Cell, Extra, Standard, body_cells, head_cells, widths
from scoring.documents.word.draft import About, Draft
from scoring.documents.word.markup import paragraph, run, tag, twips
from scoring.documents.word.pages import Page
from scoring.documents.word.styles import LINE
from scoring.documents.word.tables import Frame, Placed, Row, Text, spread, table, words

_WIDTH = 637.0  # of the type area of a page across, pt
_SIZE, _AIR = 9.0, 2.5  # of the text of a cell, and above and below it, pt
_BLOCK, _LEAF, _POINTS, _BASIS, _SOURCE = 56.0, 84.0, 36.0, 100.0, 124.0
_TITLE_EM = 28
# The grid of 22 lines a page is for running text, and the numbers stand at the foot: the table is bound to no upright page.
_PAGE = Page(wide=True, grid=False)


def standard_docx(standard: Standard) -> bytes:
    """The document's bytes, the same for the same criteria."""
    draft = Draft(About(standard.title, "", dt.date(standard.year, 1, 1)), _PAGE)  # no clock in the bytes
    title = "\n".join(break_title(standard.title, _TITLE_EM))
    below = tag("spacing", before=0, after=twips(LINE), line=twips(LINE), lineRule="exact")
    draft.add(paragraph("AnnexTitle", run(title), spacing=below))
    for i, (heading, markup) in enumerate(_parts(standard)):
        draft.add(paragraph("Heading1", run(f"{NUMERALS[i]}、{heading}")), *markup)
    return draft.bytes()


def _parts(standard: Standard) -> Iterator[tuple[str, list[str]]]:
    """Heading and content of every part."""
    yield "指标及评分标准", [_main(standard)]
    for extra in standard.extras:
        yield extra.title, [_extra(extra)]
    yield "说明", [paragraph("TableNote", run(f"{i}．{note}")) for i, note in enumerate(standard.notes, 1)]


def _main(standard: Standard) -> str:
    fixed = _BLOCK * (standard.depth - 1) + _LEAF + _POINTS * len(standard.groups) + _BASIS + _SOURCE
    points = [_POINTS] * len(standard.groups)
    columns = [*[_BLOCK] * (standard.depth - 1), _LEAF, *points, max(_WIDTH - fixed, 120.0), _BASIS, _SOURCE]
    left = standard.depth + len(standard.groups)
    head = [_placed(cell, 0, _HEAD) for cell in head_cells(standard)]
    body = [_placed(cell, standard.head_rows, _LEFT if cell.column >= left else _CENTRED) for cell in body_cells(standard)]
    return _table(columns, [*head, *body], standard.head_rows, len(standard.rows), standard.title)


def _extra(extra: Extra) -> str:
    cells = [_placed(Cell(0, i, text), 0, _HEAD) for i, text in enumerate(extra.head)]
    for r, row in enumerate(extra.rows, 1):
        pairs = enumerate(zip(extra.head, row, strict=True))
        cells += [_placed(Cell(r, i, text), 0, _CENTRED if head == "上限" else _LEFT) for i, (head, text) in pairs]
    return _table(widths(extra.head, _WIDTH), cells, 1, len(extra.rows), extra.title)


_HEAD, _CENTRED, _LEFT = Text("hei", _SIZE, "center", air=_AIR), Text("song", _SIZE, "center", air=_AIR), Text("song", _SIZE, air=_AIR)


def _placed(cell: Cell, down: int, look: Text) -> Placed:
    return Placed(cell.row + down, cell.column, words(cell.text, look), cell.rows, cell.columns)


def _table(columns: Sequence[float], cells: Sequence[Placed], heads: int, rows: int, caption: str) -> str:
    """Rows that do not break over pages, and a head that is repeated on every page."""
    made = [Row(own, head=i < heads) for i, own in enumerate(spread(cells, heads + rows, len(columns)))]
    return table(columns, made, Frame(caption=caption))
