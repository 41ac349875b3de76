"""Command ``margins``: what an office reads before it signs."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import click

from scoring.cli.printing import FORMAT, language, printed_problems

PATH = click.Path(path_type=Path)


@click.command()
@click.argument("run", type=PATH)
@click.option("--unit", "units", multiple=True, metavar="UNIT", help="Only this unit; may be given several times.")
@click.option("--no-deciders", is_flag=True, help="Only the distances: do not look for what would decide.")
@click.option("--page", type=PATH, default=None, metavar="FILE", help="Also write the list as a page (HTML).")
@click.option("--inputs", type=PATH, default=None, metavar="DIR", help="Assessment folder, for what a run does not keep.")
@FORMAT
def margins(run: Path, units: tuple[str, ...], no_deciders: bool, page: Path | None, inputs: Path | None, form: str) -> None:
    """List how far every unit is from the next rank and grade, and what would decide it.

    For each of the four directions the single finding, mark, external score, date or figure is named whose change
    would move the unit with the least effect on its total, as the engine scores it with that change.
    Then follow the neighbours whose order depends on rounding or on a tie-breaker.

    \b
    Examples:
      scoring margins out/linjiang-2016-XXXXXXXX
      scoring margins out/linjiang-2016-XXXXXXXX --unit 澄阳市
      scoring margins out/linjiang-2016-XXXXXXXX --no-deciders --format json
      scoring margins out/linjiang-2016-XXXXXXXX --page 签发前核对单.html
    """
    from scoring.cli.marginlines import as_text
    from scoring.cli.nexts import margins_next
    from scoring.cli.telling import echo, tell, tell_next
    from scoring.deciding import margins as find_margins
    from scoring.deciding import write_page

    with printed_problems(form):
        found = find_margins(run, units, deciders=not no_deciders, inputs=inputs)
        if page:
            write_page(found, page)
    if form == "json":
        echo(json.dumps({"run": str(run), **dataclasses.asdict(found)}, ensure_ascii=False))
    else:
        tell(as_text(found))
        tell_next(margins_next(run, language()))
