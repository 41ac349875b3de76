"""Returned workbooks: whose they are, what is wrong with them, and which of them can be taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scoring.files.bounded import UnreadError, file_bytes
from scoring.intake.filled import FilledBook, read_filled
from scoring.intake.filled.reports import as_problem
from scoring.intake.filled.tables import read_table
from scoring.intake.filled.values import Rejected
from scoring.intake.formats.files import MAX_FILE
from scoring.intake.formats.read_xlsx import WorkbookError
from scoring.intake.report import Fact
from scoring.problems import Problem, has_errors
from scoring.workbooks.formula_cells import formula_cells
from scoring.workbooks.setting import Setting
from scoring.workbooks.unitbook import METRICS, metrics_table

SUFFIXES = {".xlsx", ".xls", ".ods", ".et"}


@dataclass
class Returned:
    """One file that came back.

    Args:
        path: The file.
        data: Its bytes.
        book: What it says; None where it is no workbook of ours.
        declared: Figures of the criteria's own metrics.
        problems: What is wrong with it.
    """

    path: Path
    data: bytes = b""
    book: FilledBook | None = None
    declared: tuple[Fact, ...] = ()
    problems: list[Problem] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The file as the user names it."""
        return str(self.path)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All figures, those of the form first."""
        return (*(self.book.facts if self.book else ()), *self.declared)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was filled in."""
        return all(fact.semantic == "blank" for fact in self.facts)

    @property
    def count(self) -> int:
        """How many figures were filled in."""
        return sum(fact.semantic != "blank" for fact in self.facts)

    def is_taken(self, *, partial: bool) -> bool:
        """Whether its content becomes input of the assessment."""
        fatal = has_errors(problem for problem in self.problems if not (partial and problem.code in CELL_CODES))
        return self.book is not None and not fatal and not (self.book.marker.kind == "unit" and self.is_empty)


CELL_CODES = {"W021", "W022", "W023", "W024", "W025", "W026", "W028", "W029", "W036", "W045", "W046", "W047", "W048", "W049", "W050"}
"""Problems of single cells: with ``--partial`` the rest of the workbook is taken."""


def workbook_files(paths: Iterable[Path]) -> list[Path]:
    """Files as given, of folders their workbooks; each once, in the order of paths."""
    found: dict[Path, None] = {}
    for path in paths:
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        found.update(
            dict.fromkeys(
                file for file in inside if file == path or (file.suffix.lower() in SUFFIXES and not file.name.startswith((".", "~$")))
            )
        )
    return list(found)


def read_returned(path: Path, setting: Setting) -> Returned:
    """Read one file and say what is wrong with it (W011, W016-W036, I002, I008, I009, I080, I081, I089)."""
    found = Returned(path)
    try:
        found.data = file_bytes(path, MAX_FILE)
        found.book = read_filled(found.data)
    except OSError:
        found.problems.append(Problem("I002", found.name))
        return found
    except UnreadError as unread:
        found.problems.append(unread.problem(found.name))
        return found
    except WorkbookError as error:
        found.problems.append(Problem(str(error), found.name, args={"kind": "xlsx"}))
        return found
    if found.book is None:
        found.problems.append(Problem("W030", found.name))
        return found
    rejected = [*found.book.rejected, *_declared(found, setting)]
    found.problems += [as_problem(entry, found.name) for entry in rejected]
    found.problems += [*_identity(found, setting), *_formulas(found), *_blanks(found)]
    return found


def _declared(found: Returned, setting: Setting) -> Sequence[Rejected]:
    """Read the sheet of the criteria's own metrics."""
    metrics = list(setting.plan.criteria.metrics.values())
    if found.book is None or found.book.marker.kind != "unit" or not metrics:
        return ()
    sheet = found.book.sheets.get(METRICS)
    if sheet is None:
        return (Rejected("W016", "", found="其他指标"),)
    facts, rejected = read_table(sheet, metrics_table(metrics))
    found.declared = tuple(facts)
    return rejected


def _identity(found: Returned, setting: Setting) -> Iterator[Problem]:
    assert found.book  # noqa: S101 - the caller has it
    marker = found.book.marker
    criteria = setting.plan.criteria
    units = {unit["unit_id"] for unit in setting.units}
    if marker.kind == "unit" and marker.owner not in units:
        yield Problem("W031", found.name, where=marker.owner, found=marker.name)
    if marker.period != criteria.period:
        yield Problem("W032", found.name, found=str(marker.period), args={"period": criteria.period})
    if marker.criteria != setting.fingerprint:
        yield Problem("W033", found.name, args={"criteria": criteria.id})


def _formulas(found: Returned) -> Iterator[Problem]:
    """Fill-in cells with formulas: taken with a note, or not where no result is stored."""
    formulas = formula_cells(found.data)
    for fact in found.facts:
        if fact.locator in formulas:
            yield Problem("W027" if formulas[fact.locator] else "W036", found.name, where=f"{fact.locator}（{fact.quote}）", found=fact.raw)


def _blanks(found: Returned) -> Iterator[Problem]:
    blank = [fact for fact in found.facts if fact.semantic == "blank"]
    if found.book is None or found.book.marker.kind != "unit" or (found.book.rejected and not found.facts):
        return
    if found.is_empty:
        yield Problem("W043", found.name, found=found.book.marker.name)
    elif blank:
        yield Problem("W035", found.name, found=str(len(blank)), args={"first": "、".join(fact.locator for fact in blank[:3])})


def repeated(files: Sequence[Returned]) -> None:
    """Mark workbooks of the same unit or marker (W034); none of them is taken."""
    owners: dict[tuple[str, str], list[Returned]] = {}
    for found in files:
        if found.book and not (found.book.marker.kind == "unit" and found.is_empty):
            owners.setdefault((found.book.marker.kind, found.book.marker.owner), []).append(found)
    for same in owners.values():
        for found in same if len(same) > 1 else ():
            others = "、".join(other.name for other in same if other is not found)
            found.problems.append(Problem("W034", found.name, found=others))
