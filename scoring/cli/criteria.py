"""Commands on criteria files: lint, test."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from scoring.cli.colours import paint
from scoring.cli.printing import EXIT_PROBLEMS, FORMAT, language, print_problems, printed_problems
from scoring.cli.telling import echo, tell, tell_next

if TYPE_CHECKING:
    from scoring.comparing import Compared
    from scoring.criteria.difference import Change

FILE = click.argument("file")


@click.group()
def criteria() -> None:
    """Check and try criteria files.

    \b
    Examples:
      scoring criteria lint openness-2016
      scoring criteria test criteria/openness-2016
    """


@criteria.command()
@FILE
@FORMAT
def lint(file: str, form: str) -> None:
    """Check a criteria file and print every problem with its line.

    \b
    Examples:
      scoring criteria lint openness-2016
      scoring criteria lint my/criteria.yaml --format json
    """
    from scoring.authoring.testing import lint_criteria
    from scoring.cli.nexts import lint_next
    from scoring.problems import has_errors

    with printed_problems(form):
        problems = lint_criteria(file)
    if form == "json":
        echo(json.dumps({"problems": [problem.as_dict(language()) for problem in problems]}, ensure_ascii=False))
    else:
        print_problems(problems, form)
        echo(f"{len(problems)} 个问题" if language() == "zh" else f"{len(problems)} problems")
        if not has_errors(problems):
            tell_next(lint_next(file, language()))
    if has_errors(problems):
        raise SystemExit(EXIT_PROBLEMS)


@criteria.command()
@FILE
@FORMAT
def test(file: str, form: str) -> None:
    """Run the test vectors that lie beside a criteria file.

    \b
    Examples:
      scoring criteria test openness-2016
      scoring criteria test criteria/openness-2016 --format json
    """
    from scoring.authoring.testing import test_criteria

    with printed_problems(form):
        outcome = test_criteria(file, language())
    if form == "json":
        echo(json.dumps({"cases": outcome.cases, "failures": [failure.text for failure in outcome.failures]}, ensure_ascii=False))
    else:
        for failure in outcome.failures:
            tell(failure.text, err=True)
        failed = len({failure.case for failure in outcome.failures})
        zh = f"{outcome.cases} 个用例，{outcome.cases - failed} 个通过，{failed} 个不符"
        echo(zh if language() == "zh" else f"{outcome.cases} cases, {outcome.cases - failed} passed, {failed} failed")
    if outcome.failures:
        raise SystemExit(EXIT_PROBLEMS)


@criteria.command()
@FILE
@FORMAT
@click.option("--resolved", "whole", is_flag=True, help="Print the whole file as YAML, with what it takes over by extends.")
@click.option("--to", type=click.Choice(["docx", "xlsx"]), help="Write the table that leaders approve as Word or Excel file.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write; <id>.docx or <id>.xlsx by default.")
def show(file: str, form: str, to: Literal["docx", "xlsx"] | None, out: Path | None, *, whole: bool) -> None:
    """Print the tree of a criteria file as a table.

    \b
    Examples:
      scoring criteria show openness-2016
      scoring criteria show my/criteria.yaml --format json
      scoring criteria show my/criteria.yaml --resolved
      scoring criteria show my/criteria.yaml --to docx --out standard.docx
    """
    from scoring.authoring.showing import resolved, show_criteria, write_approval_table
    from scoring.cli.tables import table
    from scoring.files import yamlfile

    if to:
        with printed_problems(form):
            made = write_approval_table(file, to, out)
        echo(json.dumps({"file": str(made)}, ensure_ascii=False) if form == "json" else str(made))
        return
    if whole:
        with printed_problems(form):
            data = resolved(file).data
        echo(json.dumps(data, ensure_ascii=False, default=str) if form == "json" else yamlfile.dump(data).rstrip())
        return
    with printed_problems(form):
        found, rows, counted = show_criteria(file)
    if form == "json":
        echo(json.dumps({"id": found.id, "title": found.title, "rows": rows, "counted": counted}, ensure_ascii=False))
        return
    echo(paint(f"{found.title}（{found.id}）", "head"))
    tell(table(rows))
    # Sentences, which would make a column of the table wider than any screen.
    for identity, title, words in counted:
        tell(f"\n{identity}  {title}\n  {words}")


@criteria.command()
@click.argument("old")
@click.argument("new")
@click.option("--on", "run", type=click.Path(path_type=Path), help="A finished run whose data are scored by both files.")
@click.option("--crosswalk", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Indicators and groups with other ids.")
@click.option("--inputs", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Assessment folder of the run, if asked for.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Folder for page, workbook, charts and tables of the impact.")
@FORMAT
def diff(old: str, new: str, run: Path | None, crosswalk: Path | None, inputs: Path | None, out: Path | None, form: str) -> None:
    """Compare two criteria files: what changes scores, what only text, and with --on who would move.

    \b
    Examples:
      scoring criteria diff openness-2016 my/criteria.yaml
      scoring criteria diff last-year.yaml this-year.yaml --format json
      scoring criteria diff openness-2016 draft.yaml --on out/linjiang-2016-XXXXXXXX --out impact
    """
    from dataclasses import asdict

    from scoring.authoring.showing import compare_criteria
    from scoring.authoring.testing import find
    from scoring.cli.compare import compared_json, compared_text

    if run is None and (crosswalk or inputs or out):
        raise click.UsageError("--crosswalk、--inputs、--out 与 --on 一起用" if language() == "zh" else "these options need --on")
    with printed_problems(form):
        changes = compare_criteria(old, new)
        made = _preview(find(old), find(new), run, crosswalk, inputs, out) if run else None
    if form == "json":
        found = [asdict(change) for change in changes]
        echo(json.dumps({"changes": found, "impact": compared_json(made)} if made else found, ensure_ascii=False))
        return
    tell(_changes_text(changes))
    if made:
        tell(compared_text(made))


def _preview(old: Path, new: Path, run: Path, crosswalk: Path | None, inputs: Path | None, out: Path | None) -> Compared:
    from scoring.comparing import Options, preview

    return preview(old, new, run, Options(out=out, crosswalk=crosswalk, old_inputs=inputs))


def _changes_text(changes: tuple[Change, ...]) -> str:
    from scoring.cli.tables import table

    words = {"score": "影响得分", "text": "只改文字"} if language() == "zh" else {"score": "score", "text": "text"}
    rows = [
        (words[found.effect], found.where, f"{found.before or '—'} → {found.after or '—'}", f"{found.file}:{found.line}")
        for found in changes
    ]
    return table(rows) if rows else ("没有不同" if language() == "zh" else "no differences")


@criteria.command()
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write; standard output by default.")
def schema(out: Path | None) -> None:
    """Write a JSON Schema of criteria files, for completion in editors.

    \b
    Examples:
      scoring criteria schema --out criteria.schema.json
    """
    from scoring.authoring.schema import schema_text
    from scoring.files.output import write_file

    if out is None:
        echo(schema_text(), nl=False)
    else:
        with printed_problems("text"):
            write_file(out, schema_text().encode())
