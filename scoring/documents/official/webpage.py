"""The annexes as a piece of a web page: real tables that an office's page takes in as they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from scoring.documents.charts.intervals import row_intervals
from scoring.documents.kinds import Job
from scoring.documents.official.annexes import Annex, annexes
from scoring.documents.official.grid import Kind
from scoring.documents.official.notes import Note
from scoring.documents.printing.files import write_whole
from scoring.documents.printing.html import render_template, shipped_templates
from scoring.problems import Problem, ProblemsFound
from scoring.results.model import Results

FILE = "annex.html"
_DRAWN = 240.0  # width of a drawing, pt


@dataclass(frozen=True, slots=True)
class WebTable:
    """One table with its caption: heads (title, full points, kind), a row of cells per unit; drawings with their scale, if any."""

    caption: str
    columns: tuple[tuple[str, str, Kind], ...]
    rows: tuple[tuple[str, ...], ...]
    scale: str = ""
    drawings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WebAnnex:
    """One annex: label, title, a table per group (none where there is no unit), notes."""

    label: str
    title: str
    tables: tuple[WebTable, ...]
    notes: tuple[Note, ...]
    sentence: str


def make(job: Job) -> tuple[Path, ...]:
    """``annex.html``: a fragment in UTF-8 with every annex of the circular, options as printed (document ``annex``).

    Every unit has a row of its own; cells are never merged, so that each group of an annex over several groups
    has a table. Raises ProblemsFound D020-D023, D041, D100.
    """
    file = job.out / FILE
    write_whole(file, fragment(job.results, job.folders).encode())
    return (file,)


def fragment(results: Results, folders: Sequence[Path] = ()) -> str:
    """The fragment as text; ``folders`` are those whose templates win over the shipped one."""
    if not results.document:
        raise ProblemsFound([Problem("D100", FILE)])
    made = [_web(annex) for annex in annexes(results)]
    return render_template("annex.html", {"annexes": made}, (*folders, shipped_templates()))


def _web(annex: Annex) -> WebAnnex:
    columns = tuple((column.title, column.full, column.kind) for column in annex.content.columns)
    rows = list(zip(*(column.cells for column in annex.content.columns), strict=True))
    scale, drawings = row_intervals(annex.content.bars, _DRAWN) if annex.content.bars else ("", ())
    tables, start = [], 0
    for title, count in annex.content.sections:
        if count:
            caption, part = f"{annex.title}（{title}）" if title else annex.title, slice(start, start + count)
            tables.append(WebTable(caption, columns, tuple(rows[part]), scale, drawings[part]))
        start += count
    return WebAnnex(annex.label, annex.title, tuple(tables), annex.notes, annex.sentence)
