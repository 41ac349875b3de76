"""Commands on single reports and on the reasons of a score: extract, explain."""

from __future__ import annotations

import json
from pathlib import Path

import click

from scoring.cli.printing import EXIT_PROBLEMS, FORMAT, printed_problems

FORMS = ["auto", "2014", "2019", "2021", "narrative"]


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--form", "statutory", type=click.Choice(FORMS), default="auto", show_default=True, help="Statutory form to expect.")
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", help="How to print.")
def extract(files: tuple[Path, ...], statutory: str, form: str) -> None:
    """Print what a report says: facts, checks, refusals.

    \b
    Examples:
      scoring extract report.html
      scoring extract reports/*.txt --format json
      scoring extract report.xlsx --form 2019 --format csv
    """
    from scoring.cli.summaries import extract_csv, extract_summary
    from scoring.extracting import extract as extract_reports

    with printed_problems(form):
        described = extract_reports(files, statutory)
    if form == "json":
        for report in described:
            click.echo(json.dumps(report, ensure_ascii=False, default=str))
    else:
        click.echo(extract_csv(described) if form == "csv" else extract_summary(described), nl=False)
    if any(report["status"] == "refused" for report in described):
        raise SystemExit(EXIT_PROBLEMS)


@click.command()
@click.argument("run", type=click.Path(path_type=Path))
@click.argument("unit")
@click.argument("indicator", required=False)
@FORMAT
def explain(run: Path, unit: str, indicator: str | None, form: str) -> None:
    """Explain a unit's score down to file, place and quote.

    \b
    Examples:
      scoring explain out/linjiang-2016-XXXXXXXX 澄阳市
      scoring explain out/linjiang-2016-XXXXXXXX chengyang requests.on_time
    """
    from scoring.explaining import explain as explain_score
    from scoring.explaining.text import explanation_text

    with printed_problems(form):
        explained = explain_score(run, unit, indicator)
    click.echo(json.dumps(explained, ensure_ascii=False) if form == "json" else explanation_text(explained), nl=form == "json")
