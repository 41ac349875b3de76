"""The annexes as data: what each printed table shows, and nothing else, as a table for programs."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Sequence

from scoring.documents.official.annexes import Annex
from scoring.documents.printing.archive import DataFile
from scoring.files.csvfile import harmless


def annex_files(annexes: Sequence[Annex], day: dt.date) -> tuple[DataFile, ...]:
    """One CSV per annex: the heads and cells of its table as they are printed.

    It is made from the printed table, not from the results: what an annex leaves out (scores, ranks, units at
    the end of the list) is not in the data either.

    Args:
        annexes: The annexes of the circular.
        day: Date of the document.

    Returns:
        UTF-8 with byte order mark, one row per unit (or per grade or band that is counted) under a row of heads;
        the group comes first where an annex has several.
    """
    return tuple(
        DataFile(f"{annex.label}.csv", f"annex-{number:02d}.csv", annex.title, _csv(annex), day)
        for number, annex in enumerate(annexes, start=1)
    )


def _csv(annex: Annex) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    titles = [title for title, count in annex.content.sections for _ in range(count)]
    grouped = len(annex.content.sections) > 1
    writer.writerow([*(["组别"] if grouped else []), *(column.head for column in annex.content.columns)])
    for title, cells in zip(titles, zip(*(column.cells for column in annex.content.columns), strict=True), strict=True):
        writer.writerow([harmless(cell) for cell in ((title, *cells) if grouped else cells)])
    return buffer.getvalue().encode("utf-8-sig")
