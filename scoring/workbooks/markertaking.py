"""What becomes of a marker's workbook: rows of marks, findings and external scores, each with the cell it came from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from scoring import numbers
from scoring.intake.cells import read_cell
from scoring.intake.document import Cell
from scoring.intake.filled.coded import CodedSheet
from scoring.intake.filled.marker import keys_of
from scoring.intake.inputs.values import day_of
from scoring.problems import Problem
from scoring.problems.nearest import nearest
from scoring.workbooks.asked import Asked, Mark, Score
from scoring.workbooks.formula_cells import formula_cells
from scoring.workbooks.markerbook import EXTERNAL, FINDINGS, HEAD_CODE, MARKS, NAMES
from scoring.workbooks.returned import Returned
from scoring.workbooks.tablefile import TableFile

_PLAIN = re.compile(r"[+-]?\d{1,15}(\.\d{1,10})?")


@dataclass
class MarkerRows:
    """Rows of the input tables that a marker's workbook holds.

    Args:
        marks: Values by (unit, mark); blank where the cell is.
        findings: One row per entry of the list; None where the list is not in order and what was there stays.
        external: Values by (unit, key).
    """

    marks: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    findings: list[dict[str, str]] | None = None
    external: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many rows are filled in."""
        marks = sum(bool(row["mark"]) for row in self.marks.values())
        return marks + len(self.findings or ()) + sum(bool(row["score"]) for row in self.external.values())


class _Line:
    """One row of a coded sheet."""

    def __init__(self, sheet: CodedSheet, row: int, file: str) -> None:
        self.sheet, self.row, self.file = sheet, row, file

    def cell(self, code: str) -> Cell:
        column = self.sheet.columns.get(code)
        return Cell("", f"{self.sheet.name}!{self.row + 1}") if column is None else self.sheet.cell(self.row, column)

    def text(self, code: str) -> str:
        return self.cell(code).text.strip()

    def source(self, code: str) -> str:
        """File and cell, as provenance."""
        return f"{self.file} {self.cell(code).locator}"


@dataclass
class MarkerReader:
    """Reads a marker's workbook; problems W016, W018, W020, W029, W045-W050 are added to the returned file."""

    found: Returned
    asked: Asked
    groups: Mapping[str, str]
    rows: MarkerRows = field(default_factory=MarkerRows)

    def __post_init__(self) -> None:
        self.formulas = formula_cells(self.found.data)

    def read(self) -> MarkerRows:
        """All rows of all sheets."""
        marks = {mark.key: mark for mark in self.asked.marks}
        scores = {score.key: score for score in self.asked.scores}
        for kind, wanted, take in (
            (MARKS, bool(marks), lambda sheet: self._pairs(sheet, marks, self._mark)),
            (FINDINGS, bool(self.asked.matters), self._findings),
            (EXTERNAL, bool(scores), lambda sheet: self._pairs(sheet, scores, self._external)),
        ):
            sheet = self.found.book.sheets.get(kind) if self.found.book else None
            if sheet is not None:
                take(sheet)
            elif wanted:
                self._tell("W016", "", NAMES[kind])
        return self.rows

    def _tell(self, code: str, where: str, found: str = "", **args: object) -> None:
        self.found.problems.append(Problem(code, self.found.name, where=where, found=found, args=args))

    def _pairs(self, sheet: CodedSheet, known: Mapping[str, Mark | Score], take: Callable[[_Line, str, Mark | Score], None]) -> None:
        """Rows of a unit and what it is judged by: the code names both, the printed words must agree."""
        for code, row in sheet.coded():
            keys, line = keys_of(code), _Line(sheet, row, self.found.path.name)
            if len(keys) != 2:  # noqa: PLR2004 - unit and key
                continue
            unit, key = keys
            wanted = known.get(key)
            if wanted is None or unit not in self.asked.units:
                self._unknown(line, unit, key)
            elif (line.text("unit"), line.text("title")) != (self.asked.units[unit], wanted.title):
                self._tell("W020", line.cell("unit").locator, f"{line.text('unit')} {line.text('title')}")
            else:
                take(line, unit, wanted)

    @property
    def _told(self) -> int:
        return len([problem for problem in self.found.problems if problem.severity == "error"])

    def _unknown(self, line: _Line, unit: str, key: str) -> None:
        """A row that the criteria or the list of units no longer know; without content it is nothing."""
        if line.text("mark") or line.text("score"):
            self._tell("W045", line.cell("unit").locator, f"{unit} {key}")

    def _mark(self, line: _Line, unit: str, wanted: Mark | Score) -> None:
        before = self._told
        mark = self._number(line, "mark", f"{line.text('unit')} {wanted.title}")
        if mark is not None and isinstance(wanted, Mark) and (limits := wanted.limits.wanted(mark)):
            self._tell("W046", f"{line.cell('mark').locator}（{line.text('unit')} {wanted.title}）", numbers.plain(mark), limits=limits)
        if self._told == before:
            values = {"mark": numbers.plain_or_blank(mark), "remark": line.text("remark"), "source": line.source("mark")}
            self.rows.marks[unit, wanted.key] = values

    def _external(self, line: _Line, unit: str, wanted: Mark | Score) -> None:
        before = self._told
        score = self._number(line, "score", f"{line.text('unit')} {wanted.title}")
        full = wanted.full if isinstance(wanted, Score) else Decimal(0)
        if score is not None and not 0 <= score <= full:
            self._tell("W046", line.cell("score").locator, numbers.plain(score), limits=f"0–{numbers.plain(full)}")
        day = self._day(line, "issued_on")
        values = {
            "score": numbers.plain_or_blank(score),
            "full_score": numbers.plain(full),
            "issued_by": line.text("issued_by"),
            "issued_on": day,
        }
        if self._told == before:
            self.rows.external[unit, wanted.key] = {**values, "source": line.source("score")}

    def _findings(self, sheet: CodedSheet) -> None:
        head = next((row for code, row in sheet.coded() if code == HEAD_CODE), None)
        wanted = ("unit", "matter", "quantity", "happened_on", "evidence")
        if head is None or any(code not in sheet.columns for code in wanted):
            self._tell("W018", sheet.name)
            return
        before, units, entries = self._told, dict(_names(self.asked.units)), []
        for row in range(head + 1, len(sheet.rows)):
            line = _Line(sheet, row, self.found.path.name)
            if any(line.text(code) for code in wanted):
                entries.append(self._finding(line, units))
        self.rows.findings = entries if self._told == before else None

    def _finding(self, line: _Line, units: Mapping[str, str]) -> dict[str, str]:
        for code, title in (("unit", "单位"), ("matter", "事项"), ("quantity", "数量")):
            if not line.text(code):
                self._tell("W047", line.cell(code).locator, title)
        unit, pair = units.get(line.text("unit"), ""), self.asked.matters.get(line.text("matter"), ("", ""))
        for code, value, known in (("unit", unit, list(units)), ("matter", pair[0], list(self.asked.matters))):
            if line.text(code) and not value:
                self._tell("W048", line.cell(code).locator, line.text(code), nearest=nearest(line.text(code), known))
        quantity = self._number(line, "quantity", "数量") if line.text("quantity") else None
        if quantity is not None and quantity <= 0:
            self._tell("W049", line.cell("quantity").locator, numbers.plain(quantity))
        values = {"unit_id": unit, "indicator_id": pair[0], "event": pair[1], "quantity": numbers.plain_or_blank(quantity)}
        owner = self.found.book.marker.owner if self.found.book else ""
        day, evidence = self._day(line, "happened_on"), line.text("evidence")
        return {**values, "happened_on": day, "evidence": evidence, "found_by": owner, "source": line.source("unit")}

    def _number(self, line: _Line, code: str, label: str) -> Decimal | None:
        cell = line.cell(code)
        read = read_cell(cell.text, "other")
        if cell.locator in self.formulas:
            self._tell("W027" if self.formulas[cell.locator] else "W036", f"{cell.locator}（{label}）", cell.text.strip())
        if cell.spanned:
            self._tell("W026", f"{cell.locator}（{label}）")
        elif read is not None and read.semantic == "blank":
            return None
        elif read is None or read.value is None or read.qualifier != "exact" or read.uom or not _PLAIN.fullmatch(f"{read.value:f}"):
            self._tell("W029", f"{cell.locator}（{label}）", cell.text.strip())
        else:
            return read.value
        return None

    def _day(self, line: _Line, code: str) -> str:
        text = line.text(code)
        day = day_of(text) if text else None
        if text and day is None:
            self._tell("W050", line.cell(code).locator, text)
        return day.isoformat() if day else ""


def _names(units: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Unit id by label and by id."""
    yield from ((unit, unit) for unit in units)
    yield from ((label, unit) for unit, label in units.items())


def take_marks(owner: str, rows: MarkerRows, table: TableFile) -> None:
    """Write the marks of a marker; one that was cleared goes."""
    cleared = {key for key, row in rows.marks.items() if not row["mark"]}
    table.remove(lambda row: row.get("marker") == owner and (row.get("unit_id", ""), row.get("indicator_id", "")) in cleared)
    for (unit, key), values in rows.marks.items():
        if values["mark"]:
            table.put({"unit_id": unit, "indicator_id": key, "marker": owner}, values)


def take_findings(owner: str, rows: MarkerRows, units: Mapping[str, str], table: TableFile) -> None:
    """Write the findings of a marker in the place of those that it gave before."""
    if rows.findings is None:
        return
    old = [row for row in table.rows if row.get("found_by") == owner and row.get("unit_id") in units]
    wanted = [dict(row) for row in rows.findings]
    for row in old:
        same = next((new for new in wanted if all(_same(row, new, name) for name in new if name != "source")), None)
        if same is not None:
            wanted.remove(same)
    kept = [row for row in old if any(all(_same(row, new, name) for name in new if name != "source") for new in rows.findings)]
    table.remove(lambda row: any(row is one for one in old) and not any(row is one for one in kept))
    for row in wanted:
        table.append(row)


def _same(old: Mapping[str, str], new: Mapping[str, str], name: str) -> bool:
    one, other = old.get(name, ""), new[name]
    if name == "quantity":
        return _decimal(one) == _decimal(other)
    return (day_of(one) == day_of(other)) if name == "happened_on" else one == other


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def take_external(rows: MarkerRows, table: TableFile) -> None:
    """Write external scores; an empty cell leaves what another marker gave."""
    for (unit, key), values in rows.external.items():
        if values["score"]:
            table.put({"unit_id": unit, "key": key}, values)
