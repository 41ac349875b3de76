"""Results: frozen, complete and printable; documents see only this room."""

from scoring.results.figure import Figure
from scoring.results.model import CheckRow, GroupTable, PointRow, RankedUnit, Results

__all__ = ["CheckRow", "Figure", "GroupTable", "PointRow", "RankedUnit", "Results"]
