"""All invented files of a new assessment folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from scoring.files.csvfile import write_rows
from scoring.folder.completeness import OF_REPORTS, code_of, reads_reports
from scoring.rules import Plan
from scoring.samples import tables
from scoring.samples.data import data_rows, facts, in_form
from scoring.samples.drawing import draw
from scoring.samples.figures import form_of, report_figures
from scoring.samples.records import case_rows
from scoring.samples.reports import page
from scoring.samples.text import plain_figures, plain_text
from scoring.samples.units import CARELESS, Unit, sample_units


def fill(folder: Path, plan: Plan, headers: Mapping[str, Sequence[str]], *, has_text: bool) -> None:
    """Put invented rows under the headers of the tables, reports into ``reports/``, and a plain text where there is none.

    Args:
        folder: The folder, with nothing in it yet but its settings.
        plan: The bound criteria.
        headers: Columns of every table by its name.
        has_text: Whether the criteria bring a text of the circular.
    """
    units = sample_units(plan.criteria.groups)
    rows = _rows(plan, units)
    reports = list(_reports(folder, plan, units)) if reads_reports(plan) else []
    for name, columns in headers.items():
        _write(folder / f"{name}.csv", columns, reports if name == "reports" else rows.get(name, ()))
    if not has_text:
        (folder / "figures.yaml").write_text(plain_figures(plan.criteria), "utf-8")
        (folder / "circular.html.j2").write_text(plain_text(plan.criteria), "utf-8")


def _rows(plan: Plan, units: Sequence[Unit]) -> dict[str, Iterable[Sequence[object]]]:
    """The rows of every table by its name."""
    found: dict[str, Iterable[Sequence[object]]] = {
        "units": tables.unit_rows(units),
        "findings": tables.finding_rows(plan, units),
        "marks": tables.mark_rows(plan, units),
        "external": tables.external_rows(plan, units, date(plan.criteria.period + 1, 3, 15)),
        "updates": tables.update_rows(plan, units),
        "data": data_rows(plan, units),
    }
    records = plan.criteria.records
    return found | {name: case_rows(table, plan.criteria, units) for name, table in records.items()}


def _write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table as Excel opens it: UTF-8 with a byte order mark, cells by the order of the columns."""
    write_rows(path, [columns, *([*row, *[""] * (len(columns) - len(row))] for row in rows)], "\r\n")


def _reports(folder: Path, plan: Plan, units: Sequence[Unit]) -> Iterator[Sequence[object]]:
    """Write the reports of the year and of the years before that criteria look back to; the rows of table ``reports``."""
    for unit in units:
        for year in report_years(plan):
            form = form_of(year)
            if form is None:
                continue
            file, day = f"{unit.unit_id}-{year}.html", _published(plan, unit, year)
            (folder / "reports" / file).write_text(page(unit, year, day, form, report_figures(form, unit, year)), "utf-8")
            yield unit.unit_id, file, day.isoformat(), ""


def report_years(plan: Plan) -> list[int]:
    """The year assessed where anything is read from its reports, and earlier years of which the forms have a figure that is read."""
    period = plan.criteria.period
    found = {period} if any(item.kind in OF_REPORTS for item in plan.inputs()) else set()
    found |= {period - item.years_back for item in facts(plan) if in_form(code_of(item), period - item.years_back)}
    return sorted(found)


def _published(plan: Plan, unit: Unit, year: int) -> date:
    """Some days before the deadline by which the group is judged, after it at the most careless unit."""
    judged = [bound.parameters.deadline for bound in plan.bound if bound.kind.name == "timeliness" and unit.group in bound.node.points]
    last = judged[0] if judged else date(plan.criteria.period + 1, 3, 31)
    last = last.replace(year=last.year - (plan.criteria.period - year))
    return last + timedelta(draw(1, 9, unit.unit_id)) if unit.slips >= CARELESS else last - timedelta(draw(0, 20, unit.unit_id, year))
