"""The ways into the program, each as a function from a path to what it says: codes with their sentences, or what was read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import scoring.intake.formats.read_docx
import scoring.intake.formats.read_html
import scoring.intake.formats.read_pdf
import scoring.intake.formats.read_text
import scoring.intake.formats.read_xlsx  # noqa: F401 - imported before forks, not in every one
from scoring.criteria.records.model import RecordTable
from scoring.files import yamlfile
from scoring.finished.locating import read_manifest
from scoring.intake.inputs.files import read_raw
from scoring.intake.reading import read_report
from scoring.intake.records.files import open_records
from scoring.intake.records.headers import first_sheet
from scoring.problems import ProblemsFound, sentence
from scoring.states.log import read_log
from scoring.workbooks.returned import read_returned


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


def _told(work: Callable[[], object]) -> list[str]:
    try:
        work()
    except ProblemsFound as found:
        return [sentence(problem) for problem in found.problems]
    return ["read"]


def table(path: Path) -> list[str]:
    """An input table: its problems."""
    return _told(lambda: read_raw(path, path.name, "unit_id、name、grp"))


def records(path: Path) -> list[str]:
    """A file of records, opened and, where it is a workbook, read."""
    table = RecordTable("cases", "台账", (), (), "", "zero", ())
    return _told(lambda: (open_records(table, [path], path.parent), path.suffix == ".csv" or first_sheet(path, path.name)))


def settings(path: Path) -> list[str]:
    """A YAML file: its problems, each as one sentence."""
    return _told(lambda: yamlfile.read(path, path.name))


def returned(path: Path) -> list[str]:
    """A workbook that came back: its problems; the setting is not looked at before the workbook is one of ours."""
    setting: Any = None
    return [sentence(problem) for problem in read_returned(path, setting).problems] or ["read"]


def manifest(path: Path) -> list[str]:
    """The manifest of a run."""
    return _told(lambda: read_manifest(path.parent))


def log(path: Path) -> list[str]:
    """The log of a folder of runs."""
    return _told(lambda: read_log(path.parent))
