"""``annexes``: all that the edition for the public shows, taken from the printed tables of the circular and nothing else.

It is made from :class:`Content`, not from the results: what an annex leaves out (scores, ranks, units at the end of the list)
is not there to be written. Drawings stand in the table as the numbers that they draw.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from scoring.documents.explorer.units import searched
from scoring.documents.official.annexes import annexes
from scoring.documents.official.notes import MARKS

if TYPE_CHECKING:
    from scoring.documents.explorer.parts import File
    from scoring.documents.official.annexes import Annex
    from scoring.documents.official.grid import Raw
    from scoring.results.model import Results


def files(results: Results) -> Iterator[File]:
    """One file; raises ProblemsFound D041, D057, S007 as the annexes of the circular do."""
    yield "annexes", [_annex(annex) for annex in annexes(results)]


def _annex(annex: Annex) -> dict[str, Any]:
    content = annex.content
    return {
        "label": annex.label,
        "title": content.title,
        "columns": [_column(column) for column in content.columns] if not annex.sentence else [],
        "sections": content.sections if not annex.sentence else [],
        "notes": [{"mark": note.mark, "text": note.text} for note in annex.notes if not note.drawing],
        "sentence": annex.sentence,
        "search": _search(content.columns) if not annex.sentence else [],
    }


def _column(column: Raw) -> dict[str, Any]:
    return {"head": column.title, "full": column.full, "kind": column.kind, "cells": column.cells}


def _search(columns: Sequence[Raw]) -> list[str]:
    """What every row is found by: the name as it is printed, without the mark of a note, and how it is read; empty without names."""
    names = next((column.cells for column in columns if column.kind == "name"), None)
    return ["" for _ in columns[0].cells] if names is None else [searched(cell.rstrip(MARKS), "", "") for cell in names]
