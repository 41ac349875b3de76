"""The ways into the program, each as a function from a path to what it says: codes with their sentences, or what was read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import scoring.intake.formats.read_docx
import scoring.intake.formats.read_html
import scoring.intake.formats.read_pdf
import scoring.intake.formats.read_text
import scoring.intake.formats.read_xlsx  # noqa: F401 - imported before forks, not in every one
from scoring.files import yamlfile
from scoring.intake.reading import read_report
from scoring.problems import ProblemsFound, sentence


def report(path: Path) -> list[Any]:
    """A report: its refusal, else how many facts it says."""
    found = read_report(path, path.name)
    return list(found.refusal) if found.refusal else ["read", len(found.facts)]


def yaml(path: Path) -> list[Any]:
    """A YAML file: its problems."""
    try:
        yamlfile.read(path, path.name)
    except ProblemsFound as found:
        return [[problem.code, sentence(problem)] for problem in found.problems]
    return ["read"]
