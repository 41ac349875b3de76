"""``scoring sensitivity``: how firm the ranking of a run is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scoring.cli.colours import paint
from scoring.cli.printing import FORMAT, end_progress, language, print_problems, printed_problems, progress
from scoring.cli.tables import aligned
from scoring.cli.telling import echo, tell

if TYPE_CHECKING:
    from scoring.commands.analysing import Analysis
    from scoring.results.robustness.model import GroupFirmness

_MOST_UNITS = 15  # units of a group on the screen; all stand in the files
_MOST_ROWS = 5  # variants and inputs of a group on the screen


@click.command()
@click.argument("run", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Folder for tables, charts and a page.")
@click.option("--draws", type=click.IntRange(100, 100_000), help="Draws of weights; 1000 by default.")
@click.option("--seed", type=click.IntRange(0), help="Seed of the draws; 1 by default.")
@click.option("--range", "spread", type=click.FloatRange(0, 100), metavar="PERCENT", help="Relative range of all weights; 25 by default.")
@click.option("--level", type=click.Choice(["indicators", "blocks"]), help="Whose weights are drawn.")
@click.option("--sobol", type=click.IntRange(0, 65_536), help="Rows of the variance analysis, 0 for none; 256 by default.")
@click.option("--inputs", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Assessment folder, if asked for.")
@FORMAT
def sensitivity(
    run: Path,
    out: Path | None,
    draws: int | None,
    seed: int | None,
    spread: float | None,
    level: str | None,
    sobol: int | None,
    inputs: Path | None,
    form: str,
) -> None:
    """Analyse how firm a ranking is: weights drawn by chance, other methods, one indicator or source left out.

    What is not given here is as the section `sensitivity` of assessment.yaml says. Scores and ranks of the run do not change.

    \b
    Examples:
      scoring sensitivity out/linjiang-2016-XXXXXXXX
      scoring sensitivity out/linjiang-2016-XXXXXXXX --draws 10000 --range 20 --seed 7 --out firmness
      scoring sensitivity out/linjiang-2016-XXXXXXXX --level blocks --format json
    """
    from scoring.commands.analysing import sensitivity as analyse

    wanted = {"draws": draws, "seed": seed, "level": level, "sobol": sobol, "range": None if spread is None else _share(spread)}
    with printed_problems(form):
        say = progress(form if form == "text" else "none")
        made = analyse(run, out, {key: value for key, value in wanted.items() if value is not None}, inputs, say)
    end_progress(form)
    print_problems(made.problems, form)
    if form == "json":
        echo(json.dumps(_as_json(made), ensure_ascii=False))
    else:
        tell(_as_text(made))


def _share(percent: float) -> str:
    from decimal import Decimal

    return str(Decimal(str(percent)) / 100)


def _as_json(made: Analysis) -> dict[str, Any]:
    from dataclasses import asdict

    problems = [problem.as_dict(language()) for problem in made.problems]
    return {"status": "ok", **asdict(made.robustness), "files": [str(path) for path in made.files], "problems": problems}


def _as_text(made: Analysis) -> str:
    """Per group: units with their sentences, what is not told apart, what moves most and what matters most."""
    zh = language() == "zh"
    lines = [made.robustness.note]
    for group in made.robustness.groups:
        lines += ["", paint(group.title, "head"), *_units(group, zh=zh), *_rest(group, zh=zh)]
    return "\n".join([*lines, *(str(path) for path in made.files)])


def _units(group: GroupFirmness, *, zh: bool) -> list[str]:
    shown = group.units[:_MOST_UNITS]
    heads = aligned([(f"  {unit.rank:>3}", unit.name) for unit in shown], right=(0,))
    lines = [line for unit, head in zip(shown, heads, strict=True) for line in (head, f"       {unit.sentence}")]
    more = len(group.units) - _MOST_UNITS
    return [*lines, f"  另有{more}个单位" if zh else f"  {more} more units"] if more > 0 else lines


def _rest(group: GroupFirmness, *, zh: bool) -> list[str]:
    """Runs of units, the variants that move most, the inputs that matter most."""
    lines = []
    if group.runs:
        lines.append("  难分先后：" if zh else "  not told apart:")
        lines += [f"    {'、'.join(run)}" for run in group.runs[:_MOST_UNITS]]
    moving = sorted((row for row in group.variants if row.moved), key=lambda row: (-row.moved, -abs(row.largest)))[:_MOST_ROWS]
    if moving:
        lines.append("  影响名次最多的口径：" if zh else "  what moves most ranks:")
        lines += [f"    {row.title}：{row.moved}个单位名次变动，最多{abs(row.largest)}位（{row.unit}）" for row in moving]
    if group.inputs:
        shares = "、".join(f"{row.title} {row.ranks_total}" for row in group.inputs[:_MOST_ROWS])
        lines.append(f"  名次变动的来源（总效应）：{shares}" if zh else f"  what the ranks depend on (total indices): {shares}")
    return lines
