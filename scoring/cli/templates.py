"""Commands on templates: list, copy."""

from __future__ import annotations

import json
from pathlib import Path

import click

from scoring.cli.printing import FORMAT, language, print_files, printed_problems
from scoring.cli.tables import table
from scoring.cli.telling import echo, tell


@click.group()
def templates() -> None:
    """List the templates of the documents and copy those that an office wants to change.

    \b
    Examples:
      scoring templates list
      scoring templates copy my-assessment circular.html official.css
    """


@templates.command("list")
@FORMAT
def list_templates(form: str) -> None:
    """Name the templates that come with the program, and what each is.

    \b
    Examples:
      scoring templates list
    """
    from scoring.starting.templates import listed

    found = listed(language())
    if form == "json":
        echo(json.dumps({"templates": [{"name": name, "title": words} for name, words in found]}, ensure_ascii=False))
        return
    tell(table(found))


@templates.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@FORMAT
def copy(folder: Path, names: tuple[str, ...], form: str) -> None:
    """Copy templates into the templates folder of an assessment, where they win.

    \b
    Examples:
      scoring templates copy my-assessment circular.html
      scoring templates copy my-assessment circular.html.j2
    """
    from scoring.starting.templates import copied

    with printed_problems(form):
        print_files(copied(folder, names), form)
