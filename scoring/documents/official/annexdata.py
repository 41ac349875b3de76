"""The annexes as data: what each printed table shows, and nothing else, as a table for programs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from scoring.documents.official.annexes import Annex
from scoring.documents.printing.archive import DataFile
from scoring.files.csvfile import written


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
    titles = [title for title, count in annex.content.sections for _ in range(count)]
    grouped = len(annex.content.sections) > 1
    head = (*(["组别"] if grouped else []), *(column.head for column in annex.content.columns))
    rows = zip(titles, zip(*(column.cells for column in annex.content.columns), strict=True), strict=True)
    return written([head, *((title, *cells) if grouped else cells for title, cells in rows)], "\r\n").encode("utf-8-sig")
