"""``scoring init``: a new assessment folder with commented files, with criteria or for an audit alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from scoring.files.csvfile import write_rows
from scoring.files.output import new_folder
from scoring.folder.deriving import derive, whole_criteria
from scoring.folder.manifest import BODY, FIGURES
from scoring.folder.packs import find_criteria, shipped_packs
from scoring.intake.inputs.data_files import LONG
from scoring.intake.inputs.tables import GIVEN
from scoring.problems import Problem, ProblemsFound
from scoring.starting.filling import GUIDE, filling_guide
from scoring.starting.filling_records import record_columns
from scoring.starting.words import assessment_settings, audit_settings

if TYPE_CHECKING:
    from scoring.rules import Plan
    from scoring.samples.remaining import Left

COLUMNS = {name: columns for name, columns in GIVEN.items() if name != "calendar"}  # the working days need no file of the office
AUDITED = ("units", "reports", "corrections")  # the tables of a folder without criteria


def start_audit(folder: Path, period: int) -> list[Path]:
    """Make a folder whose reports are only checked: settings without criteria, and the tables that speak of reports.

    Args:
        folder: The new folder.
        period: The year of the reports.

    Returns:
        The files that were made.

    Raises ProblemsFound (A009) where there is something already, and then makes nothing.
    """
    _no_folder_yet(folder)
    with new_folder(folder) as new:
        (new / "assessment.yaml").write_text(audit_settings(folder.name, period), "utf-8")
        (new / "reports").mkdir()
        _write_tables(new, {name: COLUMNS[name] for name in AUDITED})
        if folder.exists():
            folder.rmdir()
    return _files(folder)


def start_assessment(folder: Path, pack: str, *, empty: bool = False) -> list[Path]:
    """Make a folder that can be run at once, with invented data that the office then replaces.

    Args:
        folder: The new folder.
        pack: A shipped pack or a criteria file.
        empty: Only headers instead of invented data.

    Returns:
        The files that were made.

    Raises ProblemsFound (A003, A009, C0xx) and then makes nothing.
    """
    from scoring.folder.planning import usable_plan

    _no_folder_yet(folder)
    file = find_criteria(pack, Path())
    if file is None:
        raise ProblemsFound([Problem("A003", "--criteria", found=pack, args={"packs": "、".join(shipped_packs())})])
    plan = usable_plan(file)
    with new_folder(folder) as new:
        _fill(new, folder.name, plan, file, _brought(new, pack, file), empty=empty)
        if folder.exists():
            folder.rmdir()
    return _files(folder)


def _brought(new: Path, pack: str, file: Path) -> str:
    """How the settings name the criteria: a pack by its name, a file by a copy of it, whole, with its text and figures.

    Text and figures are those beside the file, else those of what it is derived from: the copy does not say ``extends`` any more.
    """
    if pack in shipped_packs():
        return pack
    (new / "criteria.yaml").write_bytes(whole_criteria(file))
    for name in (FIGURES, BODY):
        beside = (base.with_name(name) for base in derive(file).files)
        if found := next((path for path in beside if path.is_file()), None):
            (new / name).write_bytes(found.read_bytes())
    return "criteria.yaml"


def _fill(new: Path, name: str, plan: Plan, file: Path, reference: str, *, empty: bool) -> None:
    """Settings, page and tables of the folder."""
    from scoring.samples.filling import fill

    criteria = plan.criteria
    (new / "assessment.yaml").write_text(assessment_settings(name, criteria, reference, sample=not empty), "utf-8")
    (new / "reports").mkdir()
    tables = COLUMNS | ({"data": LONG} if criteria.metrics else {}) | record_columns(criteria)
    if empty:
        _write_tables(new, tables)
    else:
        fill(new, plan, tables, has_text=any(base.with_name(BODY).is_file() for base in derive(file).files))
    (new / GUIDE).write_text(filling_guide(plan, () if empty else _invented(new, plan)), "utf-8")


def _invented(folder: Path, plan: Plan) -> tuple[Left, ...]:
    from scoring.samples.remaining import invented_files

    return invented_files(folder, {name: table.title for name, table in plan.criteria.records.items()})


def invented(folder: Path, pack: str) -> tuple[Left, ...]:
    """What of a folder that was just made is invented, in the order in which it is replaced."""
    from scoring.folder.planning import usable_plan

    file = find_criteria(pack, Path())
    return _invented(folder, usable_plan(file)) if file else ()


def _no_folder_yet(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir() if folder.is_dir() else [folder]):
        raise ProblemsFound([Problem("A009", str(folder))])


def _write_tables(folder: Path, tables: Mapping[str, Sequence[str]]) -> None:
    for name, columns in tables.items():
        write_rows(folder / f"{name}.csv", [columns], "\r\n")


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())
