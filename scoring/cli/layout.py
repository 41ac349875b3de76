"""The command that measures a PDF against the standard of official documents."""

from __future__ import annotations

import json
from pathlib import Path

import click

from scoring.cli.printing import EXIT_PROBLEMS, FORMAT, language, print_problems
from scoring.cli.telling import echo


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--form",
    "kind",
    type=click.Choice(["auto", "document", "letter", "annex", "plain"]),
    default="auto",
    show_default=True,
    help="文件格式, 信函格式, annexes alone, or a paper without a head.",
)
@click.option("--fonts", type=click.Path(dir_okay=False, path_type=Path), default=None, help="The office's own map of fonts, YAML.")
@click.option("--all", "everything", is_flag=True, help="Print the rules that hold, too.")
@FORMAT
def layout(files: tuple[Path, ...], kind: str, fonts: Path | None, everything: bool, form: str) -> None:
    """Measure a PDF against GB/T 9704-2012, whoever made it.

    \b
    Examples:
      scoring layout circular.pdf
      scoring layout letter.pdf --form letter --all
      scoring layout *.pdf --format json
      scoring layout circular.pdf --fonts fonts.yaml
    """
    from scoring.cli.layouts import report
    from scoring.documents import check_document
    from scoring.problems import ProblemsFound

    failing = False
    for number, file in enumerate(files):
        try:
            checked = check_document(file, kind, fonts)  # type: ignore[arg-type]  # the choices are its forms
        except ProblemsFound as error:
            failing = True
            if form == "json":
                problems = [problem.as_dict(language()) for problem in error.problems]
                echo(json.dumps({"file": str(file), "status": "refused", "problems": problems}, ensure_ascii=False))
            else:
                print_problems(error.problems, form)
            continue
        failing = failing or any(finding.outcome == "fails" for finding in checked.findings)
        if form == "json":
            findings = [finding.as_dict(language()) for finding in checked.findings]
            data = {"file": str(file), "status": "checked", "form": checked.form, "pages": checked.pages, "findings": findings}
            echo(json.dumps(data, ensure_ascii=False))
        else:
            echo(("\n" if number else "") + report(str(file), checked, language(), everything=everything))
    if failing:
        raise SystemExit(EXIT_PROBLEMS)
