"""Commands on an assessment folder: init, run, check."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

import click

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

MOST_PROBLEMS = 20  # of an audit on a terminal; all of them stand in its report
FOLDER = click.argument("folder", type=click.Path(path_type=Path))


@click.command()
@FOLDER
@click.option("--criteria", "pack", default=None, help="A shipped pack (such as openness-2016) or a criteria file.")
@click.option("--period", type=click.IntRange(1900, 2999), default=None, help="Without criteria, to check reports only: their year.")
@click.option("--empty", is_flag=True, help="Tables with headers alone, instead of invented data.")
@FORMAT
def init(folder: Path, pack: str | None, period: int | None, empty: bool, form: str) -> None:
    """Make a new assessment folder that runs at once with invented data, and say what to replace.

    \b
    Examples:
      scoring init my-assessment --criteria openness-2016
      scoring init my-assessment --criteria ../criteria.yaml
      scoring init my-assessment --criteria openness-2016 --empty
      scoring init my-audit --period 2023
    """
    if (pack is None) == (period is None):
        en = "Give either --criteria, or --period for a folder whose reports are only checked."
        zh = "要么给出 --criteria（指标体系），要么给出 --period（只核对报告时的年度）。"
        raise click.UsageError(zh if language() == "zh" else en)
    with printed_problems(form):
        _start(folder, pack, period, form, empty=empty)


def _start(folder: Path, pack: str | None, period: int | None, form: str, *, empty: bool) -> None:
    """Make the folder and say what comes next."""
    from scoring.cli import nexts
    from scoring.cli.telling import tell_lines
    from scoring.starting.making import invented, start_assessment, start_audit

    files = start_audit(folder, period or 0) if pack is None else start_assessment(folder, pack, empty=empty)
    if form == "json":
        print_files(files, form)
    elif pack is None or empty:
        verb = "check" if pack is None else "run"
        tell_lines(nexts.empty_folder_lines(folder, len(files), language(), verb=verb))
    else:
        tell_lines(nexts.new_folder_lines(folder, invented(folder, pack), len(files), language()))


@click.command()
@FOLDER
@click.option("--out", type=click.Path(path_type=Path), default=None, help="Folder for runs; FOLDER/out by default.")
@click.option("--engine", type=click.Choice(["duckdb", "spark"]), default="duckdb", show_default=True, help="Engine that computes.")
@click.option("--master", default=None, metavar="URL", help="Where Spark runs: local[2], spark://host:7077, yarn; local[*] by default.")
@click.option("--spark-conf", multiple=True, metavar="KEY=VALUE", help="A setting of Spark; may be given several times.")
@click.option("--work", default=None, metavar="FOLDER", help="Folder that driver and workers of Spark share, for the tables of the run.")
@click.option("--threads", type=click.IntRange(1), default=None, help="Threads of the engine; results do not depend on it.")
@click.option("--jobs", type=click.IntRange(1), default=None, help="Processes that read reports; as many as cores by default.")
@click.option("--memory", default=None, metavar="SIZE", help="Memory limit of the engine, such as 2GB.")
@click.option(
    "--spill",
    type=click.Path(path_type=Path),
    default=None,
    metavar="DIR",
    help="Folder for what memory does not take; the system's by default.",
)
@click.option("--keep-steps", is_flag=True, help="Keep the intermediate tables in results.duckdb.")
@click.option("--strict", is_flag=True, help="Warnings stop the run too.")
@click.option(
    "--reasons",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Store the sentence of every point; auto: up to 200,000 points. `scoring explain` makes the others.",
)
@click.option("--no-documents", is_flag=True, help="Only compute: no circular, workbook or data-quality report.")
@click.option("--fresh", is_flag=True, help="Do everything again, even where nothing has changed.")
@WAIT
@FORMAT
def run(
    folder: Path,
    out: Path | None,
    engine: Literal["duckdb", "spark"],
    master: str | None,
    spark_conf: tuple[str, ...],
    work: str | None,
    threads: int | None,
    memory: str | None,
    spill: Path | None,
    jobs: int | None,
    keep_steps: bool,
    strict: bool,
    reasons: Literal["auto", "always", "never"],
    no_documents: bool,
    fresh: bool,
    wait: float,
    form: str,
) -> None:
    """Score an assessment folder and write ranking, explanations and documents.

    Where nothing has changed since the last run, nothing is done again; of reports, only new and changed ones are read.

    \b
    Examples:
      scoring run data/linjiang-2016
      scoring run data/linjiang-2016 --out out --strict --format json
      scoring run data/linjiang-2016 --no-documents
      scoring run data/linjiang-2016 --fresh --wait 600
      scoring run nation --memory 2GB --spill /mnt/large
      scoring run data/linjiang-2016 --engine spark --master local[2]
    """
    from scoring.cli.runs import run_and_print
    from scoring.commands.options import Options
    from scoring.engine.choosing import Engine

    chosen = Engine(engine, master, spark_conf, work)
    options = Options(out, threads, memory, jobs, keep_steps, strict, not no_documents, reasons, spill, chosen, wait, fresh=fresh)
    with printed_problems(form, scoring=True):
        run_and_print(folder, options, form)


@click.command()
@FOLDER
@click.option("--out", type=click.Path(path_type=Path), default=None, help="Folder for the report; FOLDER/out by default.")
@click.option("--jobs", type=click.IntRange(1), default=None, help="Processes that read reports; as many as cores by default.")
@click.option("--no-report", is_flag=True, help="Only print: no checks.html and checks.csv.")
@WAIT
@FORMAT
def check(folder: Path, out: Path | None, jobs: int | None, no_report: bool, wait: float, form: str) -> None:
    """Check the reports of an assessment folder and write the data-quality report; score nothing.

    The folder needs no criteria. Exit code 0: everything could be read, whatever the reports say;
    1: something would stop a run (reports missing or refused, faulty tables), printed and listed in the report.

    \b
    Examples:
      scoring check data/linjiang-2016
      scoring check data/linjiang-2016 --out audit --format json
    """
    from scoring.cli.nexts import check_next
    from scoring.cli.summaries import check_summary
    from scoring.cli.telling import echo, tell, tell_next
    from scoring.commands.checking import check as check_assessment

    with printed_problems(form, scoring=True):
        say = progress("text") if form == "text" else lambda _stage, _details: None
        checked = check_assessment(folder, None if no_report else out or folder / "out", jobs=jobs, wait=wait, say=say)
        end_progress(form)
        if form == "json":
            problems = [problem.as_dict(language()) for problem in checked.problems]
            echo(json.dumps({**checked.as_dict(), "problems": problems}, ensure_ascii=False, default=str))
        else:
            print_problems(checked.problems, form, most=MOST_PROBLEMS)
            tell(check_summary(checked, language()))
            tell_next(check_next(folder, checked, language()))
    if not checked.is_fit_to_score:
        raise SystemExit(EXIT_PROBLEMS)
