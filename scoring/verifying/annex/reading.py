"""What is printed in the annexes of a circular: tables and notes, read off the PDF as anybody could."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scoring.problems import Problem, ProblemsFound

_LABEL = re.compile(r"附件\d*")
_PAGE_NUMBER = re.compile(r"—\s*\d+\s*—")
_NOTES = "注："
_IMPRINT = re.compile(r"抄送：|.*年\d+月\d+日\s*印发$")  # its first line: copies where there are any, else office and date
_FIRST = ("名次", "序号", "单位", "等次", "得分")  # what the head of an annex begins with


@dataclass(frozen=True)
class Row:
    """A row of a table: page, title of the section it stands in (empty without sections), text by column."""

    page: int
    section: str
    cells: tuple[str, ...]


@dataclass
class Printed:
    """One annex: label, heads of every part of its tables with the rows below them, and the notes in one text."""

    label: str
    tables: list[tuple[tuple[str, ...], list[Row]]] = field(default_factory=list)
    notes: str = ""


def read_annexes(file: Path) -> list[Printed]:
    """The annexes of a circular, in order; raises ProblemsFound V026 for a file that is no PDF.

    Args:
        file: ``circular.pdf``.
    """
    import pdfplumber
    from pdfminer.pdfexceptions import PDFException
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        with pdfplumber.open(file) as pdf:
            return _annexes(pdf.pages)
    except (PDFException, PdfminerException) as error:
        raise ProblemsFound([Problem("V026", str(file), found=str(error).splitlines()[0] if str(error) else "")]) from None


def _annexes(pages: Sequence[Any]) -> list[Printed]:
    found: list[Printed] = []
    for number, page in enumerate(pages, 1):
        tables = [table for table in page.find_tables() if _is_ranking(table.extract())]
        lines = list(_lines(page, tables))
        if lines and _LABEL.fullmatch(lines[0]):
            found.append(Printed(lines[0]))
        if found:
            _add(found[-1], number, [table.extract() for table in tables], lines)
        page.close()
    return found


def _is_ranking(rows: Sequence[Sequence[str | None]]) -> bool:
    return bool(rows) and _plain(rows[0][0]) in _FIRST


def _lines(page: Any, tables: Sequence[Any]) -> Iterator[str]:
    """Lines of a page outside its tables, from the top, without the page number; that of a page across is turned."""
    boxes = [table.bbox for table in [*tables, *page.find_tables()]]
    outside = page.filter(lambda thing: thing.get("upright", True) and not any(_inside(thing, box) for box in boxes))
    for line in (outside.extract_text() or "").splitlines():
        if line.strip() and not _PAGE_NUMBER.fullmatch(line.strip()):
            yield line.strip()


def _inside(thing: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    middle = (thing["top"] + thing["bottom"]) / 2
    return bool(box[1] <= middle <= box[3])


def _add(annex: Printed, page: int, tables: Sequence[Sequence[Sequence[str | None]]], lines: Sequence[str]) -> None:
    for rows in tables:
        heads = tuple(_plain(cell) for cell in rows[0])
        section = ""
        body: list[Row] = []
        for cells in rows[1:]:
            texts = tuple(_plain(cell) for cell in cells)
            if len(texts) > 1 and all(cell is None for cell in cells[1:]):
                section = texts[0]
            else:
                body.append(Row(page, section, texts))
        annex.tables.append((heads, body))
    start = next((number for number, line in enumerate(lines) if line.startswith(_NOTES)), None)
    if start is not None:
        end = next((number for number in range(start, len(lines)) if _IMPRINT.match(lines[number])), len(lines))
        annex.notes += "".join(lines[start:end])


def unit_rows(annex: Printed) -> Iterator[tuple[tuple[str, ...], Row]]:
    """Heads and row of every unit that an annex lists, in reading order: of two halves side by side, the left one comes first."""
    for heads, body in annex.tables:
        if "单位" not in heads:
            continue
        width = next((place for place in range(1, len(heads)) if heads[place] == heads[0]), len(heads))
        for _, rows in itertools.groupby(body, key=lambda row: row.section):
            block = [*rows]
            for start in range(0, len(heads), width):
                for row in block:
                    cells = row.cells[start : start + width]
                    if any(cells):
                        yield heads[:width], Row(row.page, row.section, cells)


def _plain(cell: str | None) -> str:
    """A cell in one line; Chinese needs no space where a line was turned."""
    return re.sub(r"\s+", "", cell or "")
