"""PDF pages for tests: forms and lists with rulings, and what was read of them."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from itertools import accumulate

import pikepdf

from scoring.intake.document import Document
from scoring.intake.statutory.tables import TableReading
from tests.intake.pdf_files import Paper
from tests.intake.statutory import Sheet, Spanned, written

ROWS = (("收到申请数", "件", "12"), ("申请办结数", "件", "11"), ("申请答复数", "件", "10"))


def figures(reading: TableReading) -> dict[tuple[str, str], Decimal | None]:
    return {(fact.metric, fact.part): fact.value for fact in reading.facts}


def texts(document: Document) -> list[str]:
    return [line.text for line in document.lines]


def rows(document: Document, grid: int = 0) -> list[list[str]]:
    return [[cell.text for cell in row] for row in document.grids[grid].rows]


def drawn(form: str, *, repeated: int = 0) -> bytes:
    """A form in a PDF of our own: a page every 14 rows, its first rows repeated on every page or not."""
    paper = Paper(842, 1000)
    paper.paragraph(40, written(form).title)
    for sheet in written(form).sheets():
        step = (842 - 80) / sheet.width
        columns = [40 + step * c for c in range(sheet.width + 1)]
        for part in parts(sheet, repeated):
            paper.table(part, list(accumulate([60] * len(part.rows), initial=60)), columns)
            paper.page()
    return paper.save()


def parts(sheet: Sheet, repeated: int, height: int = 13) -> list[Sheet]:
    """A table page by page; a merged cell that goes on is printed once more without its text."""
    covered = [list(row) for row in sheet.rows]
    pages: list[Sheet] = []
    starts = range(0, len(covered), height)
    for start in starts:
        rest = [(r, c) for r in range(start) for c in covered[r] if r + c.down > start]
        first = [Spanned("", c.across, r + c.down - start) for r, c in rest]
        body = [first + covered[start], *covered[start + 1 : start + height]] if start else covered[:height]
        end = len(body)
        clipped = [[Spanned(c.text, c.across, min(c.down, end - n)) for c in row] for n, row in enumerate(body)]
        pages.append(Sheet(sheet.width, [*(covered[:repeated] if start else []), *clipped]))
    return pages


def list_paper(*rows: tuple[str, ...], columns: tuple[float, ...] = (60, 300, 380, 480), top: float = 100) -> Paper:
    """A page with a ruled table of single cells, 20 points a row."""
    paper = Paper()
    sheet = Sheet(len(columns) - 1)
    for row in rows:
        sheet.add(*row)
    paper.table(sheet, [top + 20 * n for n in range(len(rows) + 1)], columns)
    return paper


def with_note(data: bytes, box: tuple[float, float, float, float]) -> bytes:
    """A PDF with a written note on its first page."""
    stream = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        field = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText, Rect=pikepdf.Array(list(box)), V=pikepdf.String("12")
        )
        pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(field)])
        pdf.save(stream)
    return stream.getvalue()
