"""The templates of an office: checked before anything is scored, copied into a run, copied out to begin with."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from scoring.documents.printing.html import engine
from scoring.documents.printing.troubles import syntax_problem
from scoring.problems import Problem, ProblemsFound

_TEMPLATES = (".html", ".css", ".j2")


def check_templates(folder: Path) -> None:
    """Look at every file of a folder of templates.

    Raises ProblemsFound with all of D022 (syntax), D025 (a link that leads out of the folder), D026 (not UTF-8).
    """
    if problems := [problem for file in sorted(folder.rglob("*")) for problem in _look(file, folder)]:
        raise ProblemsFound(problems)


def _look(file: Path, folder: Path) -> Iterator[Problem]:
    import jinja2

    if not file.resolve().is_relative_to(folder.resolve()):
        yield Problem("D025", str(file))
    elif file.is_file() and file.suffix in _TEMPLATES:
        try:
            engine((folder,)).compile(file.read_text("utf-8-sig"), file.name, str(file))
        except UnicodeDecodeError:
            yield Problem("D026", str(file))
        except jinja2.TemplateSyntaxError as error:
            yield syntax_problem(error, file.name)


def keep_templates(folder: Path, run: Path) -> None:
    """Copy an office's templates into a run, so that it can be printed again as it was; links inside the folder become files."""
    shutil.copytree(folder, run)
