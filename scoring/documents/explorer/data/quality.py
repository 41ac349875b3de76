"""``quality``: everything that the data-quality report (checks.html) says, row by row, so that it can be filtered.

Units stand once in ``units``; all other rows name one by its place there, -1 for what belongs to none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from scoring.documents.explorer.data.qualitylists import lists
from scoring.documents.explorer.units import places
from scoring.documents.quality.places import place_words
from scoring.documents.quality.report import file_problems
from scoring.documents.quality.unitfindings import UnitFindings, open_checks, ordered_findings, unit_findings
from scoring.results.byunit import by_unit

if TYPE_CHECKING:
    from scoring.documents.explorer.parts import File
    from scoring.results.model import CheckRow, Results
    from scoring.results.quality.model import Quality

MOST_ROWS = 20_000  # of one list, some 10 MB of findings; all stand in checks.csv
_OF_CHECK = ("check_id", "severity", "period", "part_title", "expected", "found", "difference", "message", "quote", "file", "after")


def files(results: Results) -> Iterator[File]:
    """One file; nothing where there is nothing to tell, as with criteria that read no reports and cases without faults."""
    if results.quality is None:
        return
    told = {**_rows(results.quality), **lists(results)}
    if results.quality.reads_reports or any(told.values()):
        yield "quality", {**_head(results.quality, places(results)), **told}


def _head(quality: Quality, where: Mapping[str, int]) -> dict[str, Any]:
    totals = {name: str(number) for name, number in quality.totals.items()}
    checked = sum(quality.totals.get(name, 0) for name in ("holds", "fails", "not_assessable"))
    return {
        "period": quality.period,
        "reads_reports": quality.reads_reports,
        "totals": {**totals, "checked": str(checked)} if totals else {},
        "units": [_unit(found, where) for found in unit_findings(quality)],
    }


def _unit(found: UnitFindings, where: Mapping[str, int]) -> dict[str, Any]:
    """A unit of the register with its files and how much there is to tell of it."""
    unit, (errors, warnings) = found.unit, found.counts
    counts = {"errors": errors, "warnings": warnings, "open": len(found.open), "unread": len(found.unread)}
    told = {name: str(number) for name, number in counts.items()}
    return {"place": where.get(unit.unit_id, -1), **asdict(unit), **told, "clean": found.is_clean}


def _rows(quality: Quality) -> dict[str, Any]:
    """The lists that have a unit in every row, each with how many rows of it are left out."""
    where = {found.unit.unit_id: place for place, found in enumerate(unit_findings(quality))}
    made = {
        "findings": list(_findings(quality, where)),
        "open": list(_open(quality, where)),
        "troubles": _listed(file_problems(quality), where),
        "unread": _listed(quality.unread, where),
        "repairs": _listed(quality.repairs, where),
        "corrections": _listed(quality.corrections, where),
        "broken": _listed(quality.broken, where),
        "unusable": _listed(quality.unusable, where),
        "anomalies": _listed(quality.screened.rows, where),
    }
    left_out = {name: str(len(rows) - MOST_ROWS) for name, rows in made.items() if len(rows) > MOST_ROWS}
    return {**{name: rows[:MOST_ROWS] for name, rows in made.items()}, "left_out": left_out}


def _findings(quality: Quality, where: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    """Failures with what follows from them, unit by unit, the most serious first."""
    for unit, rows in by_unit(quality.checks).items():
        for finding in ordered_findings(rows):
            yield {"unit": where[unit], **_check(finding.row), "follows": [_check(row) for row in finding.follows]}


def _check(row: CheckRow) -> dict[str, Any]:
    return {**{name: getattr(row, name) for name in _OF_CHECK}, "title": row.title or row.check_id, "place": place_words(row.locator)}


def _open(quality: Quality, where: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    for unit, rows in by_unit(quality.checks).items():
        for row in open_checks(rows):
            yield {"unit": where[unit], "title": row.title, "places": str(row.places), "message": row.message}


def _listed(rows: Iterable[Any], where: Mapping[str, int]) -> Sequence[dict[str, Any]]:
    """Rows as they are, the unit as a place, the place in its file in words."""
    return [_listed_row(asdict(row), where) for row in rows]


def _listed_row(row: dict[str, Any], where: Mapping[str, int]) -> dict[str, Any]:
    kept = {name: str(value) for name, value in row.items() if name not in {"unit", "unit_id", "group", "locator"}}
    words = {"words": place_words(row["locator"])} if "locator" in row else {}
    return {"unit": where.get(row["unit_id"], -1), **kept, **words}
