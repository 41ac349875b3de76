"""Commands on single reports and on the reasons of a score: extract, explain."""

from __future__ import annotations

import json
from pathlib import Path

import click

from scoring.cli.forms import FORMS
from scoring.cli.printing import EXIT_PROBLEMS, FORMAT, end_progress, language, printed_problems, progress
from scoring.cli.telling import echo, hand_over


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--form",
    "statutory",
    type=click.Choice(["auto", *FORMS, "narrative"]),
    default="auto",
    show_default=True,
    help="Statutory form to expect.",
)
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", help="How to print.")
@click.option("--jobs", type=click.IntRange(1), default=None, help="Processes that read; as many as cores by default.")
def extract(files: tuple[Path, ...], statutory: str, form: str, jobs: int | None) -> None:
    """Print what reports say: facts, checks, refusals. A folder stands for all files in it.

    \b
    Examples:
      scoring extract report.html
      scoring extract reports/*.docx --format json
      scoring extract reports/ --format csv > facts.csv
      scoring extract report.xlsx --form 2019
    """
    from scoring.cli import extracts
    from scoring.commands.extracting import extract as extract_reports
    from scoring.commands.extracting import files_of

    written = {"json": extracts.as_json, "csv": extracts.as_csv, "text": extracts.as_text}[form]
    paths, tally, say = files_of(files), extracts.Tally(), progress(form if form == "text" else "none")
    if form == "csv":
        hand_over(extracts.csv_head(), nl=False)
    for number, report in enumerate(extract_reports(paths, statutory, jobs), 1):
        tally.add(report)
        end_progress(form)
        out = hand_over if form == "csv" else echo
        out(written(report), nl=form == "text" and number < len(paths))
        say("reports", {"done": number, "of": len(paths)})
    end_progress("text")
    if len(paths) != 1:
        echo(tally.sentence(language()), err=form != "text")
    if tally.files["refused"] or not paths:
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
    echo(json.dumps(explained, ensure_ascii=False) if form == "json" else explanation_text(explained), nl=form == "json")
