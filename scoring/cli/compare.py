"""``scoring compare``: two runs side by side."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from scoring.cli.colours import paint
from scoring.cli.printing import FORMAT, language, printed_problems
from scoring.cli.telling import echo, tell

if TYPE_CHECKING:
    from scoring.comparing import Compared
    from scoring.results.comparison.building import Order
    from scoring.results.comparison.model import ComparedUnit

_MOST_UNITS = 15  # units in a table on the screen; all stand in the files
RUN = click.Path(path_type=Path)


@click.command()
@click.argument("run_a", type=RUN)
@click.argument("run_b", type=RUN)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Folder; compare-<A>-<B> beside RUN_B by default.")
@click.option(
    "--crosswalk",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Table of merged, split and renamed units, and of indicators and groups with other ids.",
)
@click.option(
    "--order",
    type=click.Choice(["mean", "data_first", "criteria_first"]),
    default="mean",
    show_default=True,
    help="How a move is split where data and criteria act together.",
)
@click.option("--inputs-a", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Assessment folder of RUN_A, if asked for.")
@click.option("--inputs-b", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Assessment folder of RUN_B, if asked for.")
@FORMAT
def compare(
    run_a: Path, run_b: Path, out: Path | None, crosswalk: Path | None, order: str, inputs_a: Path | None, inputs_b: Path | None, form: str
) -> None:
    """Compare two runs: who moved, by how much, and whether data or criteria moved it.

    \b
    Examples:
      scoring compare 2015/out/linjiang-2015-XXXXXXXX 2016/out/linjiang-2016-XXXXXXXX
      scoring compare old-run new-run --crosswalk crosswalk.csv --out comparison
      scoring compare old-run new-run --order criteria_first --format json
    """
    from scoring.comparing import Options
    from scoring.comparing import compare as compare_runs

    with printed_problems(form):
        made = compare_runs(run_a, run_b, Options(out, crosswalk, cast("Order", order), inputs_a, inputs_b))
    print_compared(made, form)


def print_compared(made: Compared, form: str) -> None:
    """A comparison as a table of the greatest moves, or all of it as one JSON object."""
    if form == "json":
        echo(json.dumps(compared_json(made), ensure_ascii=False))
    else:
        tell(compared_text(made))


def compared_json(made: Compared) -> dict[str, Any]:
    """Everything that a comparison says, as data; numbers are texts with all their digits."""
    from dataclasses import asdict

    said = asdict(made.comparison)
    return {**said, "folder": str(made.folder) if made.folder else None, "files": [str(path) for path in made.files]}


def compared_text(made: Compared) -> str:
    """Per group how many moved and the greatest moves, then what could not be computed and where the files are."""
    from scoring.documents.comparison.words import counts

    comparison, zh = made.comparison, language() == "zh"
    lines: list[str] = []
    for group, title in comparison.groups:
        units = [unit for unit in comparison.units if unit.group_id == group and unit.total.move]
        if units:
            head = f"{title}：{counts(comparison, group)}" if zh else f"{title}: {len(units)} units compared"
            lines += [paint(head, "head"), _moves(units, zh=zh)]
    lines += comparison.notes
    if made.folder:
        lines.append(f"比较结果：{made.folder}" if zh else f"comparison: {made.folder}")
    return "\n".join(lines)


def _moves(units: list[ComparedUnit], *, zh: bool) -> str:
    """The greatest moves of one group, largest first."""
    from decimal import Decimal

    from scoring.cli.tables import table
    from scoring.documents.comparison.words import signed

    head = (
        ("  单位", "旧总分", "新总分", "升降", "数据", "标准", "名次")
        if zh
        else ("  unit", "old", "new", "move", "data", "criteria", "rank")
    )
    moved = [unit for unit in units if any(text.strip("-0.") for text in (unit.total.move, unit.total.data, unit.rank.move))]
    shown = sorted(moved, key=lambda unit: (-abs(Decimal(unit.total.move)), unit.order))[:_MOST_UNITS]
    rows: list[tuple[str, ...]] = [head]
    for unit in shown:
        moves = (signed(text) or "—" for text in (unit.total.move, unit.total.data, unit.total.criteria))
        rank = f"{unit.ranks.old}→{unit.ranks.new}" if unit.rank.move else "—"
        rows.append((f"  {unit.short_name}", unit.totals.old, unit.totals.new, *moves, rank))
    more, still = len(moved) - len(shown), len(units) - len(moved)
    tail = (f"\n  另有{more}个单位" if zh else f"\n  {more} more") if more else ""
    tail += (f"\n  {still}个单位没有变动" if zh else f"\n  {still} units did not move") if still else ""
    return (table(rows, right=range(1, 6)) if moved else "") + (tail if moved else tail.lstrip("\n"))
