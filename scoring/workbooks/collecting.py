"""``scoring workbook collect``: returned workbooks become inputs of the assessment, and every rejected cell is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from scoring.files.locking import locked
from scoring.folder.assessment import Assessment
from scoring.intake.inputs.data_files import LONG
from scoring.intake.inputs.tables import GIVEN
from scoring.problems import Language, Problem, ProblemsFound, has_errors, sort_problems
from scoring.workbooks.asked import Asked, asked_of_markers
from scoring.workbooks.markertaking import MarkerReader, MarkerRows, take_external, take_findings, take_marks
from scoring.workbooks.returned import Returned, read_returned, repeated, workbook_files
from scoring.workbooks.setting import Setting, read_setting
from scoring.workbooks.storing import finish, store
from scoring.workbooks.tablefile import TableFile, open_table, open_tables
from scoring.workbooks.unittaking import reports_of, take_declared, take_report

FOLDER = "returned"
Read = tuple[Returned, MarkerRows | None]
"""A file that came back, and the rows of a marker's."""
Say = Callable[[str, dict[str, Any]], None]


@dataclass(frozen=True)
class CollectOptions:
    """How to collect.

    Args:
        files: Workbooks or folders with workbooks; ``returned`` in the assessment folder when empty.
        partial: Take what is right in a workbook even where single cells are rejected.
        check: Only say what would happen.
        replace: Let a workbook take the place of another report of the unit.
        wait: Seconds to wait while another command collects into the folder.
    """

    files: tuple[Path, ...] = ()
    partial: bool = False
    check: bool = False
    replace: bool = False
    wait: float = 0


@dataclass(frozen=True)
class TableChange:
    """What became of a table: how many rows were added, changed and removed."""

    table: str
    added: int
    changed: int
    removed: int


@dataclass(frozen=True)
class Collected:
    """What came of collecting.

    Args:
        taken: Files that were taken, each with the name of its unit or marker and its number of figures or rows.
        left: Files that were not taken.
        tables: What changed in the input tables.
        kept: Folder with the earlier files, None where nothing changed or nothing was written.
        problems: Everything that was found, of all files.
    """

    taken: tuple[tuple[Path, str, int], ...]
    left: tuple[Path, ...]
    tables: tuple[TableChange, ...]
    kept: Path | None
    problems: tuple[Problem, ...]

    @property
    def is_clean(self) -> bool:
        """Whether everything that came back was taken."""
        return not has_errors(self.problems)

    def as_dict(self, language: Language) -> dict[str, Any]:
        """The same as data for ``--format json``."""
        return {
            "status": "ok" if self.is_clean else "failed",
            "taken": [{"file": str(path), "name": name, "entries": count} for path, name, count in self.taken],
            "left": [str(path) for path in self.left],
            "tables": [asdict(table) for table in self.tables],
            "kept": str(self.kept) if self.kept else None,
            "problems": [problem.as_dict(language) for problem in self.problems],
        }


@dataclass
class _Tables:
    """The tables of an assessment, opened when they are needed."""

    assessment: Assessment
    opened: dict[str, TableFile] = field(default_factory=dict)

    def __getitem__(self, name: str) -> TableFile:
        if name not in self.opened:
            path = self.assessment.inputs.get(name, self.assessment.folder / f"{name}.csv")
            columns = LONG if name == "data" else GIVEN[name]
            parts = self.assessment.parts.get(name)
            self.opened[name] = open_tables(name, parts, columns) if parts else open_table(name, path, columns)
        return self.opened[name]

    def changed(self) -> list[TableFile]:
        """The tables that are to be written; raises ProblemsFound (W052) where one of them lies in several files."""
        found = [table for table in self.opened.values() if table.is_changed]
        if fixed := [table for table in found if table.is_fixed]:
            raise ProblemsFound(Problem("W052", str(table.path.parent), args={"name": table.name}) for table in fixed)
        return found


def collect(folder: Path, options: CollectOptions, say: Say = lambda _stage, _details: None) -> Collected:
    """Read returned workbooks, check them, and take what is right into the assessment folder.

    Args:
        folder: The assessment folder.
        options: How to collect.
        say: Told after every file.

    Raises:
        ProblemsFound: what is wrong with the folder itself, W038 or W052 a table that cannot be written, W042 no workbook,
            A050 or A051 where another command may collect into the folder at the same time.
    """
    if options.check or not folder.is_dir():
        return _collect(folder, options, say)
    with locked(folder, "workbook collect", options.wait, say):
        finish(folder)
        return _collect(folder, options, say)


def _collect(folder: Path, options: CollectOptions, say: Say) -> Collected:
    setting = read_setting(folder)
    paths = workbook_files(options.files or (folder / FOLDER,))
    if not any(path.is_file() for path in paths):
        raise ProblemsFound([Problem("W042", "、".join(map(str, options.files or (folder / FOLDER,))))])
    files = []
    asked = asked_of_markers(setting)
    for number, path in enumerate(paths, 1):
        files.append(_read(path, setting, asked))
        say("workbooks", {"done": number, "of": len(paths)})
    repeated([found for found, _ in files])
    tables, changes = _Tables(setting.assessment), dict[Path, bytes | None]()
    _take(files, setting, tables, changes, options)
    problems = [problem for found, _ in files for problem in found.problems]
    taken = [(found, rows) for found, rows in files if found.is_taken(partial=options.partial)]
    changes.update({table.path: table.text() for table in tables.changed()})
    return Collected(
        tuple((found.path, found.book.marker.name, (rows or found).count) for found, rows in taken if found.book),
        tuple(found.path for found, _ in files if not found.is_taken(partial=options.partial)),
        tuple(TableChange(table.name, table.added, table.changed, table.removed) for table in tables.changed()),
        None if options.check else store(folder, changes),
        sort_problems([*problems, *_footing([found for found, _ in taken])]),
    )


def _read(path: Path, setting: Setting, asked: Asked) -> Read:
    found = read_returned(path, setting)
    if found.book is None or found.book.marker.kind == "unit" or found.book.rejected:
        return found, None
    return found, MarkerReader(found, asked, setting.groups).read()


def _take(files: Sequence[Read], setting: Setting, tables: _Tables, changes: dict[Path, bytes | None], options: CollectOptions) -> None:
    reports = reports_of(setting)
    taken = [pair for pair in files if pair[0].is_taken(partial=options.partial)]
    _contradictions(taken)
    for found, rows in taken:
        if not found.is_taken(partial=options.partial) or found.book is None:
            continue
        if rows:
            _take_rows(found.book.marker.owner, rows, setting, tables)
            continue
        if found.book.marker.form:
            earlier = reports.get(found.book.marker.owner, [])
            take_report(found, setting, earlier, tables["reports"], changes, replace=options.replace)
        if found.declared and found.is_taken(partial=options.partial):
            take_declared(found, setting.plan.criteria.period, tables["data"])


def _take_rows(owner: str, rows: MarkerRows, setting: Setting, tables: _Tables) -> None:
    if rows.marks:
        take_marks(owner, rows, tables["marks"])
    if rows.findings is not None:
        take_findings(owner, rows, setting.groups, tables["findings"])
    if any(values["score"] for values in rows.external.values()):
        take_external(rows, tables["external"])


def _contradictions(taken: Iterable[Read]) -> None:
    """External scores of which two workbooks know different values (W051): neither workbook is taken."""
    given: dict[tuple[str, str], list[tuple[Returned, dict[str, str]]]] = {}
    for found, rows in taken:
        for key, values in rows.external.items() if rows else ():
            if values["score"]:
                given.setdefault(key, []).append((found, values))
    for pair, several in given.items():
        if len({values["score"] for _, values in several}) > 1:
            words = "、".join(f"{values['source']}={values['score']}" for _, values in several)
            for found, _ in several:
                found.problems.append(Problem("W051", found.name, where=" ".join(pair), found=words))


def _footing(taken: Sequence[Returned]) -> list[Problem]:
    """Checks that the figures of taken workbooks fail, as warnings: contradictions are the unit's to explain."""
    from scoring.checks import run_checks
    from scoring.engine.database import Session, sql_file
    from scoring.intake.filled.reports import filled_report
    from scoring.intake.frames import Source, report_frames
    from scoring.intake.report import Report

    filled = [found for found in taken if found.book and found.book.marker.form]
    if not filled:
        return []
    reports = [filled_report(found.data, Report(found.name, "", 0, "xlsx", "none")) for found in filled]
    with Session() as session:
        for name, frame in report_frames([Source(report.file, report) for report in reports], 0).items():
            session.load(name, frame)
        session.lock()
        run_checks(session)
        rows = session.rows(sql_file(__package__, "footing.sql"))
    return [Problem("W039", file, where=place, found=message) for file, place, message in rows]
