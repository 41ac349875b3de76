"""The assessment as its folder describes it: ``assessment.yaml``, and where its inputs and criteria lie."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from scoring.criteria.fields import Field, Reader
from scoring.files import yamlfile
from scoring.folder.packs import find_criteria, shipped_packs
from scoring.folder.paperwork import SECTIONS, read_sections
from scoring.folder.paperwork.values import day
from scoring.folder.places import default_files, looked_at, written_files
from scoring.intake.inputs.files import SEVERAL, SUFFIXES
from scoring.problems import Problem, ProblemsFound

INPUTS = ("units", "reports", "findings", "marks", "external", "updates", "exemptions", "corrections", "appeals", "calendar", "data")
TOP = {
    "id": Field("标识 stable id, part of the run's name", required=True),
    "title": Field("考核名称 title", required=True),
    "criteria": Field("指标体系:随附的名称或文件路径 a shipped pack or a path", required=True),
    "date": Field("运行日期 date of the run, never the clock", required=True),
    "period": Field("年度,没有指标体系时写明 year audited, where there are no criteria"),
    "inputs": Field("数据文件,默认同目录下 units.csv 等 input files"),
    "reports": Field("年度报告所在目录,默认 reports folder of the reports"),
}  # besides the sections of documents


@dataclass(frozen=True)
class Assessment:
    """One assessment as its folder describes it.

    Args:
        folder: The folder.
        criteria: Path of the criteria file; None where an audit of reports goes without.
        period: The year audited as the settings say, where they do.
        inputs: Paths of the input tables that exist, by name; the first file of a table that comes in several.
        reports: Folder of the reports.
        records: What ``inputs`` says of further tables, as it is written: a file, a folder or a pattern by name of a record
            table (:func:`scoring.folder.record_places.record_files`).
        parts: All files of a table that comes as a folder or by a pattern, in the order of their places.
        documents: Settings of documents by section (:data:`scoring.folder.paperwork.SECTIONS`), dates as dates.
    """

    folder: Path
    id: str
    title: str
    criteria: Path | None
    run_date: date
    inputs: Mapping[str, Path]
    reports: Path
    documents: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    period: int | None = None
    records: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, tuple[Path, ...]] = field(default_factory=dict)

    @property
    def scored_by(self) -> Path:
        """The criteria file of an assessment that is scored."""
        if self.criteria is None:
            raise ValueError("an audit without criteria is not scored")
        return self.criteria

    @property
    def places(self) -> dict[str, Path | tuple[Path, ...]]:
        """The file, or the files, of every input table, relative to the folder."""
        single = {name: path.relative_to(self.folder) for name, path in self.inputs.items()}
        return single | {name: tuple(path.relative_to(self.folder) for path in paths) for name, paths in self.parts.items()}


def read_assessment(folder: Path, *, criteria_optional: bool = False) -> Assessment:
    """Read ``assessment.yaml``; raises ProblemsFound (A001-A006, C002-C007, Y001-Y005).

    Args:
        folder: The assessment folder.
        criteria_optional: Whether a folder without criteria is whole: reports can be audited, nothing can be scored.
    """
    if not folder.is_dir():
        raise ProblemsFound([Problem("A001", str(folder))])
    file = folder / "assessment.yaml"
    if not file.is_file():
        raise ProblemsFound([Problem("A002", str(file), args={"folder": str(folder)})])
    with looked_at(file):
        return _read(folder, file, criteria_optional=criteria_optional)


def _read(folder: Path, file: Path, *, criteria_optional: bool) -> Assessment:
    reader = Reader(yamlfile.read(file))
    optional = {"criteria": replace(TOP["criteria"], required=False)} if criteria_optional else {}
    sections = {name: section.field for name, section in SECTIONS.items()}
    top = reader.mapping(reader.source.data, (), TOP | sections | optional)
    criteria = _criteria(reader, top, folder)
    parts = _parts(reader, top, folder)
    assessment = Assessment(
        folder=folder,
        id=_id(reader, top.get("id", "none")),
        title=reader.text(top.get("title", "?"), ("title",)),
        criteria=criteria,
        run_date=day(reader, top.get("date"), ("date",)),
        inputs=_inputs(reader, top, folder, parts),
        reports=_inside(reader, folder, top.get("reports", "reports"), ("reports",)),
        documents=read_sections(reader, top),
        period=reader.whole_number(top["period"], ("period",), low=1000, high=9999) if "period" in top else None,
        records=_further(reader, top),
        # One file in its own place is a table as any other.
        parts={name: files for name, files in parts.items() if len(files) > 1 or files[0] not in _single(top, folder, name)},
    )
    if reader.problems:
        raise ProblemsFound(reader.problems)
    return assessment


def _id(reader: Reader, value: object) -> str:
    """The id, which becomes part of a folder's name: letters, digits, - and _ only (A014)."""
    text = reader.text(value, ("id",))
    if text and not re.fullmatch(r"[\w-]+", text):
        reader.problem("A014", ("id",), text)
    return text


def _criteria(reader: Reader, top: Mapping[str, Any], folder: Path) -> Path | None:
    if "criteria" not in top:
        return None
    name = reader.text(top["criteria"], ("criteria",))
    found = find_criteria(name, folder) if name else None
    if name and found is None:
        reader.problem("A003", ("criteria",), name, packs="、".join(shipped_packs()))
    return found


def _parts(reader: Reader, top: Mapping[str, Any], folder: Path) -> dict[str, tuple[Path, ...]]:
    """The files of the tables that may come in several, where there are any."""
    given = top.get("inputs")
    found = {}
    for name in sorted(SEVERAL):
        if isinstance(given, dict) and name in given:
            written = reader.text(given[name], ("inputs", name))
            found[name] = written_files(reader, folder, name, written) if written else ()
        else:
            found[name] = default_files(reader, folder, name, required=False)
    return {name: files for name, files in found.items() if files}


def _single(top: Mapping[str, Any], folder: Path, name: str) -> list[Path]:
    """Where one file of a table lies: as ``inputs`` says, else by default."""
    given = top.get("inputs")
    written = given.get(name) if isinstance(given, dict) else None
    return [folder / str(written)] if written else [folder / f"{name}{suffix}" for suffix in SUFFIXES]


def _inputs(reader: Reader, top: Mapping[str, Any], folder: Path, parts: Mapping[str, tuple[Path, ...]]) -> dict[str, Path]:
    given = reader.mapping(top.get("inputs", {}), ("inputs",))
    found = {name: files[0] for name, files in parts.items()}
    for name in (name for name in INPUTS if name not in SEVERAL):
        paths = [_inside(reader, folder, given[name], ("inputs", name))] if name in given else _single({}, folder, name)
        there = [path for path in paths if path.is_file()]
        existing = next(iter(there), None)
        if len(there) > 1:
            reader.problem("A026", ("inputs", name), "、".join(path.name for path in there))
        if existing is not None:
            found[name] = existing
        elif name in given or name == "units":
            reader.problem("A004", ("inputs", name), str(given.get(name, f"{name}.csv")), name=name)
    return found


def _further(reader: Reader, top: Mapping[str, Any]) -> dict[str, str]:
    """Tables under ``inputs`` that are none of INPUTS: whether criteria declare them is known later."""
    given = top.get("inputs", {})
    further = {str(name): value for name, value in given.items() if name not in INPUTS} if isinstance(given, dict) else {}
    return {name: reader.text(value, ("inputs", name)) for name, value in further.items()}


def _inside(reader: Reader, folder: Path, value: object, path: yamlfile.Path) -> Path:
    # A way that leaves the folder and comes back leads nowhere in a copy of it.
    plain = os.path.normpath(reader.text(value, path))
    target = folder / plain
    if Path(plain).is_absolute() or Path(plain).parts[:1] == (os.pardir,) or not target.resolve().is_relative_to(folder.resolve()):
        reader.problem("A005", path, str(value))
    return target


def shown_file(assessment: Assessment, file: Path) -> str:
    """A file as the user would name it: inside the folder by its place there, else by its name."""
    inside = file.resolve()
    folder = assessment.folder.resolve()
    return str(assessment.folder / inside.relative_to(folder)) if inside.is_relative_to(folder) else "/".join(file.parts[-3:])


def in_folder(assessment: Assessment, problems: Iterable[Problem]) -> list[Problem]:
    """Problems of a file that is named by its place in the folder."""
    return [replace(problem, file=str(assessment.folder / problem.file)) for problem in problems]
