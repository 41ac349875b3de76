"""Command ``whatif``: the ranking of a run with other weights."""

from __future__ import annotations

import dataclasses
import json
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scoring.cli.printing import FORMAT, language, printed_problems
from scoring.cli.tables import aligned
from scoring.cli.telling import echo, tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scoring.reweighing.model import Tried, TriedUnit, WeightRow

_FOLDER = click.Path(file_okay=False, path_type=Path)
_NOTICE = "A trial with other weights, not the official ranking"


@click.command()
@click.argument("run", type=click.Path(path_type=Path))
@click.option(
    "--weight", "weights", multiple=True, metavar="ID=FACTOR", help="Factor of a block, component or indicator; several may be given."
)
@click.option(
    "--weights", "file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Table of factors (columns id, factor)."
)
@click.option(
    "--group", "groups", multiple=True, metavar="GROUP", help="Only the weights of this group change; may be given several times."
)
@click.option("--out", type=_FOLDER, help="Folder for whatif.csv and weights.csv.")
@click.option("--inputs", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Assessment folder, if asked for.")
@FORMAT
def whatif(
    run: Path, weights: tuple[str, ...], file: Path | None, groups: tuple[str, ...], out: Path | None, inputs: Path | None, form: str
) -> None:
    """Score a finished run again with other weights: who would stand where.

    A factor of 1 leaves a weight as it is, 0 leaves its part out; every block shares out its own points anew among its items,
    and a unit keeps the share of the full points that it got. The run does not change, and what is printed is not the official
    ranking.

    \b
    Examples:
      scoring whatif out/linjiang-2016-XXXXXXXX --weight requests=1.5
      scoring whatif out/linjiang-2016-XXXXXXXX --weight requests=1.5 --weight support.plan=0 --out tried
      scoring whatif out/linjiang-2016-XXXXXXXX --weights weights.csv --group county --format json
    """
    from scoring.reweighing import whatif as try_weights

    with printed_problems(form):
        found = try_weights(run, weights, file, groups, out, inputs)
    if form == "json":
        echo(json.dumps({"status": "ok", **dataclasses.asdict(found), "files": [str(path) for path in found.files]}, ensure_ascii=False))
    else:
        tell("\n".join(_lines(found, zh=language() == "zh")))


def _lines(found: Tried, *, zh: bool) -> Iterator[str]:
    """Notice, changed weights, then the units of every group by their tried rank."""
    notice = found.notice if zh else _NOTICE
    yield f"{found.title}：{notice}" if zh else f"{found.title}: {notice}"
    for group, rows in groupby(found.weights, key=lambda row: row.group):
        yield from ["", f"{group}　分值" if zh else f"{group}  full points", *aligned([_weight(row) for row in rows if _is_told(row)])]
    for group, units in groupby(found.units, key=lambda row: row.group):
        yield from [
            "",
            f"{group}　名次（原名次）" if zh else f"{group}  rank (rank of the run)",
            *aligned([_unit(row) for row in units], right=(0,)),
        ]
    yield from ["", notice, *map(str, found.files)]


def _is_told(row: WeightRow) -> bool:
    """What stands at the top and what has a slider; all others stand in weights.csv."""
    return row.level <= 1 or row.factor != "1"


def _weight(row: WeightRow) -> tuple[str, ...]:
    amounts = row.weight if any(row.weight) else row.points
    return f"  {row.node_id}", row.title, f"×{row.factor}" if row.factor != "1" else "", f"{amounts[0]} → {amounts[1]}"


def _unit(row: TriedUnit) -> tuple[str, ...]:
    old, new = row.rank
    gained = int(row.gained or 0)
    move = f"↑{gained}" if gained > 0 else f"↓{-gained}" if gained < 0 else ""
    grade = row.grade[1] if row.grade[0] == row.grade[1] else f"{row.grade[0]} → {row.grade[1]}"
    return f"  {new or '—'}", f"({old or '—'})", move, row.unit, f"{row.total[0]} → {row.total[1] or '—'}", grade
