"""The text of the circular printed once with marks: every number of it must come from somewhere."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from scoring.documents.accounts.text import Printed, text_problems, unmarked
from scoring.documents.official.frame import circular_view
from scoring.documents.official.names import template_names
from scoring.documents.printing.html import lookup_folders, render_template
from scoring.problems import ProblemsFound
from scoring.results.model import Results


def printed_text(results: Results, body: Path, folders: Sequence[Path] = ()) -> Printed:
    """The text with what its parts came from; raises ProblemsFound D020-D023, F017.

    Args:
        results: The run.
        body: Template of the text.
        folders: Folders that win over the pack's and the shipped templates.
    """
    names = template_names(results, marks=True) | {"circular": circular_view(results), "body_template": body.name}
    return unmarked(render_template(body.name, names, lookup_folders(body, folders)))


def check_printed(results: Results, body: Path, folders: Sequence[Path] = ()) -> None:
    """Refuse a text with a number that comes from nowhere or does not say what it leaves out (F010, F012, F013)."""
    printed = printed_text(results, body, folders)
    places = [file for folder in (*folders, body.parent) if folder.is_dir() for file in sorted(folder.glob("*.j2"))]
    if problems := text_problems(printed, results.figures, results.fixed_wording, places):
        raise ProblemsFound(problems)
