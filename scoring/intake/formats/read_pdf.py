"""Native PDF documents to lines and grids, with pdfplumber (pdfminer.six).

Lines of print become paragraphs, ruled tables become grids with their merged cells, and a table over several
pages is one grid. Scans, text without Unicode, encrypted and damaged files are refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from scoring.intake.cells import LOST
from scoring.intake.document import Document, Grid, Line
from scoring.intake.formats.encoding import likeness
from scoring.intake.formats.lost import without_broken_numbers
from scoring.intake.formats.pdf_flow import Measure, Placed, is_continued, joined, measure, without_furniture
from scoring.intake.formats.pdf_grids import goes_on, grid_of
from scoring.intake.formats.pdf_lines import in_columns, printed_lines
from scoring.intake.formats.pdf_pages import Char, PageContent, read_pages
from scoring.intake.formats.pdf_tables import PdfTable, find_tables
from scoring.intake.formats.refusal import RefusedError
from scoring.intake.reasons import PICTURE, TURNED

_MIN_CHARS = 20  # a page with less is a picture with a stamp on it
_MUCH_TEXT = 400
_LIKE_CHINESE = 0.02  # share of common characters; real text has ten times as many, a scrambled font none
_UNREADABLE = 0.03  # share of characters without Unicode; a few are bullets

Block = Placed | PdfTable


def read_pdf(data: bytes) -> Document:
    """Read a PDF.

    Returns:
        Its paragraphs (locator ``line 12 (page 3)``) and one grid per ruled table (``page 3 table 1 row 4 column 2``).

    Raises:
        RefusedError: I012 (scan), I013 (password), I014 (damaged), I015 (no Unicode), I016 (too much).
    """
    pages = read_pages(data)
    _check_text(pages)
    found = [find_tables(page) for page in pages]
    texts = [in_columns(printed_lines(_outside(page, tables))) for page, tables in zip(pages, found, strict=True)]
    kept = without_furniture([(page.height, lines) for page, lines in zip(pages, texts, strict=True)])
    placed = [[Placed(page.number, page.width, line) for line in lines] for page, lines in zip(pages, kept, strict=True)]
    usual = measure([line for lines in placed for line in lines])
    blocks = [block for lines, tables in zip(placed, found, strict=True) for block in _ordered(lines, tables)]
    return replace(_Writer(usual).document(blocks), unread=tuple(_unread(pages)))


def _unread(pages: Sequence[PageContent]) -> Iterator[tuple[str, str, str]]:
    """The pages whose print is no text that stands upright."""
    for page in pages:
        count = sum(not char.text.isspace() for char in page.chars)
        if page.pictured and count < _MIN_CHARS:
            yield PICTURE, f"第{page.number}页", f"page {page.number}"
        elif page.turned > max(count, _MIN_CHARS):
            yield TURNED, f"第{page.number}页", f"page {page.number}"


def _check_text(pages: Sequence[PageContent]) -> None:
    texts = ["".join(char.text for char in page.chars if not char.text.isspace()) for page in pages]
    count = sum(map(len, texts))
    scanned = sum(page.pictured and len(text) < _MIN_CHARS for page, text in zip(pages, texts, strict=True))
    unseen = count < _MIN_CHARS and any(page.pictured or page.hidden > _MIN_CHARS for page in pages)
    if unseen or 2 * scanned > len(pages):
        raise RefusedError("I012", "pdf")
    if sum(text.count(LOST) for text in texts) > _UNREADABLE * count:
        raise RefusedError("I015", "pdf")
    if count > _MUCH_TEXT and likeness("".join(texts)) < _LIKE_CHINESE:
        raise RefusedError("I015", "pdf")


def _outside(page: PageContent, tables: Sequence[PdfTable]) -> list[Char]:
    inside = {char for table in tables for char in table.chars}
    return [char for char in page.chars if char not in inside]


def _ordered(lines: Sequence[Placed], tables: Sequence[PdfTable]) -> Iterator[Block]:
    """The lines in their order, every table before the first line that stands below its upper side."""
    waiting = list(tables)
    for line in lines:
        while waiting and waiting[0].box[1] < line.line.baseline:
            yield waiting.pop(0)
        yield line
    yield from waiting


@dataclass
class _Writer:
    """Puts blocks in reading order into lines and grids.

    Args:
        usual: What running text looks like in this document.
    """

    usual: Measure
    lines: list[Line] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    paragraph: list[Placed] = field(default_factory=list)
    tables: list[PdfTable] = field(default_factory=list)

    def document(self, blocks: Sequence[Block]) -> Document:
        """The document of all blocks."""
        for block in blocks:
            if isinstance(block, PdfTable) and block.is_layout:
                self._close_paragraph()
                self._close_table()
                for text in (text for cell in block.cells for text in cell.text.split("\n") if text.strip()):
                    self._write(text, block.page)
            elif isinstance(block, PdfTable):
                self._close_paragraph()
                if self.tables and not goes_on(self.tables[-1], block):
                    self._close_table()
                self.tables.append(block)
            else:
                self._close_table()
                if self.paragraph and not is_continued(self.paragraph[-1], block, self.usual):
                    self._close_paragraph()
                self.paragraph.append(block)
        self._close_paragraph()
        self._close_table()
        return Document("pdf", tuple(self.lines), tuple(self.grids))

    def _close_paragraph(self) -> None:
        if not self.paragraph:
            return
        text = self.paragraph[0].line.text
        for upper, lower in pairwise(self.paragraph):
            text = joined(text, lower.line.text, blank=upper.line.ends_blank)
        self._write(text, self.paragraph[0].page)
        self.paragraph = []

    def _close_table(self) -> None:
        if not self.tables:
            return
        grid, notes = grid_of(self.tables, len(self.lines))
        self.grids.append(grid)
        for note in notes:
            self._write(note, self.tables[-1].page)
        self.tables = []

    def _write(self, text: str, page: int) -> None:
        self.lines.append(Line(without_broken_numbers(text), f"line {len(self.lines) + 1} (page {page})"))
