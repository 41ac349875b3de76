"""Commands on fill-in workbooks: workbook issue, workbook collect."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from scoring.cli.forms import FORMS
from scoring.cli.printing import (
    EXIT_PROBLEMS,
    FORMAT,
    WAIT,
    end_progress,
    language,
    print_files,
    print_problems,
    printed_problems,
    progress,
)
from scoring.cli.telling import echo, tell, tell_next


@click.group()
def workbook() -> None:
    """Issue fill-in workbooks and take them back.

    \b
    Examples:
      scoring workbook issue data/linjiang-2016
      scoring workbook collect data/linjiang-2016
    """


@workbook.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), default=None, help="Folder of the workbooks; FOLDER/workbooks by default.")
@click.option("--unit", "units", multiple=True, help="Id or name of a unit; all assessed units by default.")
@click.option("--marker", "markers", multiple=True, help="Name of a marker: a workbook for marks, findings and external scores.")
@click.option("--form", "statutory", type=click.Choice(FORMS), default=None, help="Statutory form; by default the one of the year.")
@click.option("--period", type=click.IntRange(1900, 2999), default=None, help="Year; by default that of the criteria.")
@click.option("--deadline", type=click.DateTime(["%Y-%m-%d"]), default=None, help="Day by which workbooks are to be returned.")
@click.option("--previous", type=click.Path(path_type=Path), default=None, help="Assessment folder of last year, for its figures.")
@click.option("--overwrite", is_flag=True, help="Replace workbooks that are there already.")
@WAIT
@FORMAT
def issue(
    folder: Path,
    out: Path | None,
    units: tuple[str, ...],
    markers: tuple[str, ...],
    statutory: str | None,
    period: int | None,
    deadline: datetime | None,
    previous: Path | None,
    overwrite: bool,
    wait: float,
    form: str,
) -> None:
    """Write one fill-in workbook per unit, or one per marker.

    \b
    Examples:
      scoring workbook issue data/linjiang-2016 --out workbooks --deadline 2017-01-20
      scoring workbook issue data/linjiang-2016 --unit 澄阳市 --unit qingping
      scoring workbook issue data/linjiang-2016 --marker 考核一组 --marker 考核二组
      scoring workbook issue data/linjiang-2016 --form 2021 --period 2023 --format json
    """
    from scoring.workbooks.issuing import IssueOptions
    from scoring.workbooks.issuing import issue as issue_workbooks

    options = IssueOptions(out, units, markers, statutory, period, deadline.date() if deadline else None, previous, overwrite, wait)
    with printed_problems(form):
        files = issue_workbooks(folder, options, progress(form))
    end_progress(form)
    print_files(files, form)
    if form == "text":
        echo(f"制发工作簿 {len(files)} 份。" if language() == "zh" else f"{len(files)} workbook{'s' * (len(files) != 1)}.", err=True)


@workbook.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Only say what would happen.")
@click.option("--partial", is_flag=True, help="Take what is right in a workbook even where single cells are rejected.")
@click.option("--replace", is_flag=True, help="Let a workbook take the place of another report of the unit.")
@click.option("--undo", is_flag=True, help="Take back the last collection.")
@WAIT
@FORMAT
def collect(folder: Path, files: tuple[Path, ...], check: bool, partial: bool, replace: bool, undo: bool, wait: float, form: str) -> None:
    """Take returned workbooks into the assessment folder and name every rejected cell.

    \b
    Examples:
      scoring workbook collect data/linjiang-2016
      scoring workbook collect data/linjiang-2016 returned/*.xlsx --check
      scoring workbook collect data/linjiang-2016 --partial --format json
      scoring workbook collect data/linjiang-2016 --undo
    """
    from scoring.cli.nexts import collected_next
    from scoring.cli.summaries import collect_summary
    from scoring.workbooks.collecting import CollectOptions
    from scoring.workbooks.collecting import collect as collect_workbooks
    from scoring.workbooks.storing import undo as undo_last

    with printed_problems(form):
        if undo:
            _print_undone(undo_last(folder), form)
            return
        collected = collect_workbooks(folder, CollectOptions(files, partial, check, replace, wait), progress(form))
    end_progress(form)
    if form == "json":
        echo(json.dumps(collected.as_dict(language()), ensure_ascii=False))
    else:
        print_problems(collected.problems, form)
        tell(collect_summary(collected, language()))
        if collected.taken and not check:
            tell_next(collected_next(folder, language()))
    if not collected.is_clean:
        raise SystemExit(EXIT_PROBLEMS)


def _print_undone(files: Sequence[Path], form: str) -> None:
    from scoring.cli.summaries import undone

    print_files(files, form)
    if form == "text":
        echo(undone(language()), err=True)
