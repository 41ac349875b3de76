"""The data-quality report (checks.csv, checks.html), the list of figures (figures.csv), and all that with the workbook."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from scoring.documents.changes import prepared_tables
from scoring.documents.html import render_template, shipped_templates
from scoring.documents.workbook import CHECK_WORDS, CHECKS, FIGURES, SEVERITY_WORDS, check_cells, figure_rows, write_workbook
from scoring.results.model import CheckRow, Results

_NUMBER = re.compile(r"[-+]?[0-9.,]+%?")
_SEVERITIES = tuple(SEVERITY_WORDS)


@dataclass(frozen=True, slots=True)
class CheckSummary:
    """One check over all units: its id, worst severity in words, and in how many units it fails or cannot be judged."""

    check_id: str
    severity: str
    failing: int
    open: int


@dataclass(frozen=True, slots=True)
class UnitChecks:
    """One unit's rows: causes first, each followed by what only follows from it."""

    unit: str
    rows: tuple[CheckRow, ...]


def write_data_documents(results: Results, folder: Path) -> tuple[Path, ...]:
    """All documents that need no fonts: results.xlsx, checks.csv, checks.html, figures.csv; the files written."""
    return (
        write_workbook(results, folder / "results.xlsx"),
        write_checks_csv(results, folder / "checks.csv"),
        write_checks_html(results, folder / "checks.html"),
        write_figures_csv(results, folder / "figures.csv"),
    )


def write_checks_csv(results: Results, out: Path) -> Path:
    """One row per check that fails or cannot be assessed, columns as in the workbook's 数据检查."""
    return _write_csv(out, [column.title for column in CHECKS], map(check_cells, results.checks))


def write_figures_csv(results: Results, out: Path) -> Path:
    """One row per number in the circular's text: value, formula, coverage, sources."""
    return _write_csv(out, [column.title for column in FIGURES], figure_rows(results))


def _write_csv(out: Path, head: Sequence[str], rows: Iterable[Sequence[str]]) -> Path:
    # With a byte order mark, without which Excel takes UTF-8 for GBK.
    with out.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(head)
        writer.writerows([harmless(text) for text in row] for row in rows)
    return out


def harmless(text: str) -> str:
    """A text that a spreadsheet program takes for a text: an apostrophe before what it would run as a formula."""
    runs = text.startswith(("=", "+", "-", "@", "\t", "\r"))
    return f"'{text}" if runs and not _NUMBER.fullmatch(text) else text


def write_checks_html(results: Results, out: Path) -> Path:
    """The data-quality report as one page without outside resources: per check how many units, per unit what and where.

    Raises ProblemsFound D020-D023 when the template cannot be used.
    """
    names = {
        "results": results,
        "summary": summarise(results.checks),
        "units": by_unit(results.checks),
        "severity": SEVERITY_WORDS,
        "outcome": CHECK_WORDS,
        "changes": prepared_tables(results.prepared),
    }
    out.write_text(render_template("checks.html", names, (shipped_templates(),)), "utf-8", newline="\n")
    return out


def summarise(checks: Sequence[CheckRow]) -> tuple[CheckSummary, ...]:
    """One entry per check that fails or cannot be assessed somewhere, most units first."""
    ids = dict.fromkeys(row.check_id for row in checks)
    return tuple(sorted((_summary(check_id, [row for row in checks if row.check_id == check_id]) for check_id in ids), key=_weight))


def _summary(check_id: str, rows: Sequence[CheckRow]) -> CheckSummary:
    units = {outcome: len({row.unit_id for row in rows if row.outcome == outcome}) for outcome in CHECK_WORDS}
    worst = min((row.severity for row in rows), key=_SEVERITIES.index)
    return CheckSummary(check_id, SEVERITY_WORDS[worst], units["fails"], units["not_assessable"])


def _weight(summary: CheckSummary) -> tuple[int, int, str]:
    return (-summary.failing, -summary.open, summary.check_id)


def by_unit(checks: Sequence[CheckRow]) -> tuple[UnitChecks, ...]:
    """Rows per unit, in the order in which the units come; consequences after their cause."""
    units = dict.fromkeys(row.unit_id for row in checks)
    return tuple(_unit([row for row in checks if row.unit_id == unit]) for unit in units)


def _unit(rows: Sequence[CheckRow]) -> UnitChecks:
    present = {(row.check_id, row.part) for row in rows}
    causes = [row for row in rows if (row.caused_by, row.part) not in present]
    ordered = [found for cause in causes for found in (cause, *(row for row in rows if _follows(row, cause) and row not in causes))]
    return UnitChecks(rows[0].unit or rows[0].unit_id, tuple(dict.fromkeys([*ordered, *rows])))


def _follows(row: CheckRow, cause: CheckRow) -> bool:
    return row.caused_by == cause.check_id and row.part == cause.part
