"""签发前核对单 (``margins.html``): the list that is read before the result is signed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from scoring.documents.kinds import Job
from scoring.documents.printing.files import clear_parts, write_whole
from scoring.documents.printing.html import render_template, shipped_templates
from scoring.results.margins.model import Margins
from scoring.results.margins.words import DIRECTIONS, distances

NAME, TEMPLATE = "margins.html", "margins.html"


def make(job: Job) -> tuple[Path, ...]:
    """``margins.html`` of a run (document ``margins``); raises ProblemsFound D020-D023 when the template cannot be used."""
    return (write_margins(job.results.margins, job.out / NAME, job.folders),)


def write_margins(margins: Margins, out: Path, templates: Sequence[Path] = ()) -> Path:
    """The page: units by group with what they lack or have left and what would decide it, then pairs; prints on A4, lying."""
    names = {
        "margins": margins,
        "groups": [(group, [(row, distances(row)) for row in rows]) for group, rows in groupby(margins.units, key=lambda row: row.group)],
        "directions": DIRECTIONS,
    }
    clear_parts(out)
    write_whole(out, render_template(TEMPLATE, names, (*templates, shipped_templates())).encode())
    return out
