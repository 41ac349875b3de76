"""Commands on fill-in workbooks: workbook issue, workbook collect."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import click

from scoring.cli.printing import FORMAT, end_progress, language, printed_problems, progress

FORMS = click.Choice(["2014", "2019", "2021"])


@click.group()
def workbook() -> None:
    """Issue fill-in workbooks.

    \b
    Examples:
      scoring workbook issue data/linjiang-2016
    """


@workbook.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), default=None, help="Folder of the workbooks; FOLDER/workbooks by default.")
@click.option("--unit", "units", multiple=True, help="Id or name of a unit; all assessed units by default.")
@click.option("--form", "statutory", type=FORMS, default=None, help="Statutory form; by default the one of the year.")
@click.option("--period", type=click.IntRange(1900, 2999), default=None, help="Year; by default that of the criteria.")
@click.option("--deadline", type=click.DateTime(["%Y-%m-%d"]), default=None, help="Day by which workbooks are to be returned.")
@click.option("--previous", type=click.Path(path_type=Path), default=None, help="Assessment folder of last year, for its figures.")
@click.option("--overwrite", is_flag=True, help="Replace workbooks that are there already.")
@FORMAT
def issue(
    folder: Path,
    out: Path | None,
    units: tuple[str, ...],
    statutory: str | None,
    period: int | None,
    deadline: datetime | None,
    previous: Path | None,
    overwrite: bool,
    form: str,
) -> None:
    """Write one fill-in workbook per unit.

    \b
    Examples:
      scoring workbook issue data/linjiang-2016 --out workbooks --deadline 2017-01-20
      scoring workbook issue data/linjiang-2016 --unit 澄阳市 --unit qingping
      scoring workbook issue data/linjiang-2016 --form 2021 --period 2023 --format json
    """
    from scoring.workbooks.issuing import IssueOptions
    from scoring.workbooks.issuing import issue as issue_workbooks

    options = IssueOptions(out, units, statutory, period, deadline.date() if deadline else None, previous, overwrite)
    with printed_problems(form):
        files = issue_workbooks(folder, options, progress(form))
    end_progress(form)
    if form == "json":
        click.echo(json.dumps({"status": "ok", "files": [str(path) for path in files]}, ensure_ascii=False))
        return
    for path in files:
        click.echo(str(path))
    click.echo(f"制发工作簿 {len(files)} 份。" if language() == "zh" else f"{len(files)} workbook{'s' * (len(files) != 1)}.", err=True)
