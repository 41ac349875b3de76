"""Commands on documents and fonts: render, fonts."""

from __future__ import annotations

import json
from pathlib import Path

import click

from scoring.cli.printing import FORMAT, WAIT, end_progress, print_files, print_problems, printed_problems, progress
from scoring.cli.telling import echo

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


_RENDER_NOTES = """\b
Documents: workbook, quality, explorer, figures, circular, annex, feedback, correction, notices, ledger, requests,
  margins, sensitivity

\b
Keys of --annex:
  content=ranking|robustness        the ranking, or how firm its ranks are (needs the section sensitivity)
  show=all|top|grades|counts        all units, the first ranks, grades without scores, numbers of units only
  top=10                            last rank listed; units that share it are all listed
  bands=90,80,60                    count by bands of scores instead of grades (show=counts)
  scores=false ranks=false grades=false remarks=false
  columns=total|components|blocks|ID,ID   what stands beside the total; IDs of blocks or indicators
  full_points=note|heads|none       where full points stand
  sort=score|order                  by rank or as in units.csv
  units_per_row=2 ties=true         two halves side by side; shared ranks marked
  groups=ID,ID together=ranked      several groups in one table, under headings or ranked together
  title=TEXT
"""


@click.command(epilog=_RENDER_NOTES)
@click.argument("run", type=click.Path(path_type=Path))
@click.argument("documents", nargs=-1, metavar="[DOCUMENT]...")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder for the documents.")
@click.option("--body", type=FILE, default=None, help="Another text for the circular.")
@click.option("--settings", type=FILE, default=None, help="An assessment.yaml whose circular and other documents are made instead.")
@click.option("--templates", type=FOLDER, default=None, help="Folder whose templates win over those of the run.")
@click.option("--jobs", type=click.IntRange(1), default=None, help="Processes for documents per unit; as many as cores by default.")
@click.option(
    "--annex",
    "annexes",
    multiple=True,
    metavar="[N:]KEY=VALUE",
    help="An option of all annexes, or of the N-th; wins over assessment.yaml, keys as there. May be repeated.",
)
@click.option("--unit", "units", multiple=True, metavar="UNIT", help="Only this unit's sheet or notice: id or name. May be repeated.")
@WAIT
@FORMAT
def render(
    run: Path,
    documents: tuple[str, ...],
    out: Path,
    body: Path | None,
    settings: Path | None,
    templates: Path | None,
    jobs: int | None,
    annexes: tuple[str, ...],
    units: tuple[str, ...],
    wait: float,
    form: str,
) -> None:
    """Make documents of a finished run again, all of them or the named ones.

    \b
    Examples:
      scoring render out/linjiang-2016-XXXXXXXX --out drafts
      scoring render out/linjiang-2016-XXXXXXXX circular --out drafts --body my-circular.html.j2
      scoring render out/linjiang-2016-XXXXXXXX circular --out drafts --settings other-assessment.yaml
      scoring render out/linjiang-2016-XXXXXXXX circular annex --out drafts --annex top=10 --annex 2:columns=total
      scoring render out/linjiang-2016-XXXXXXXX feedback notices --out drafts --unit 砚北市 --unit zhijian
    """
    from scoring.finished.record import superseded_note
    from scoring.finished.rendering import Wanted, render_run
    from scoring.problems import Problem

    wanted = Wanted(documents, body, templates, settings, jobs=jobs, annexes=annexes, units=units, wait=wait)
    with printed_problems(form):
        made = render_run(run, out, wanted, progress(form))
        end_progress(form)
        print_files(made, form)
    nothing = [] if made else [Problem("D084", found="、".join(documents))]
    print_problems([*nothing, *superseded_note(run)], form)


@click.group()
def fonts() -> None:
    """Build the fonts that printed documents need.

    \b
    Examples:
      scoring fonts build
    """


@fonts.command()
@click.option(
    "--from",
    "packages",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=None,
    help="Folder with the Debian packages, for machines without a network.",
)
@click.option("--force", is_flag=True, help="Build again even if the cache is complete.")
@FORMAT
def build(packages: Path | None, force: bool, form: str) -> None:
    """Build the font cache once, from Debian's font packages.

    \b
    Examples:
      scoring fonts build
      scoring fonts build --from /media/usb/debs --force
    """
    from scoring.documents import build_fonts, cache_folder, find_settings

    def say(line: str) -> None:
        echo(json.dumps({"stage": "fonts", "message": line}, ensure_ascii=False) if form == "json" else line)

    with printed_problems(form):
        build_fonts(force=force, downloads=packages, settings=find_settings(), say=say)
    if form == "json":
        print_files([cache_folder()], form)
