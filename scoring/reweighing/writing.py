"""``whatif.csv`` and ``weights.csv``: a tried ranking as tables, each row of which says that it is not official."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from scoring.files import output
from scoring.files.csvfile import write_rows
from scoring.reweighing.model import Tried

_UNITS = (
    "group",
    "unit_id",
    "unit",
    "total",
    "tried_total",
    "rank",
    "tried_rank",
    "gained",
    "overall",
    "tried_overall",
    "grade",
    "tried_grade",
)
_WEIGHTS = ("group", "level", "id", "title", "factor", "points", "tried_points", "weight", "tried_weight")


def write_tried(found: Tried, out: Path) -> tuple[Path, ...]:
    """Write both tables into a folder, both or none; raises ProblemsFound A006, V038, A050, A051."""
    from scoring.files.locking import locked

    units = [(row.group, row.unit_id, row.unit, *row.total, *row.rank, row.gained, *row.overall, *row.grade) for row in found.units]
    weights = [(row.group, str(row.level), row.node_id, row.title, row.factor, *row.points, *row.weight) for row in found.weights]
    with locked(out, "whatif"), output.new_files(out) as folder:
        _write(folder / "whatif.csv", _UNITS, units, found.notice)
        _write(folder / "weights.csv", _WEIGHTS, weights, found.notice)
    return (out / "whatif.csv", out / "weights.csv")


def _write(path: Path, head: Sequence[str], rows: Iterable[Sequence[str]], notice: str) -> None:
    write_rows(path, [(*head, "notice"), *((*row, notice) for row in rows)])
