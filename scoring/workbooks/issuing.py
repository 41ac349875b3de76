"""``scoring workbook issue``: one fill-in workbook per unit, or per marker of the office."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoring.documents.units.filenames import safe_names
from scoring.files.locking import locked
from scoring.files.output import write_file
from scoring.folder.completeness import code_of
from scoring.intake.forms import Form, load_forms
from scoring.problems import Problem, ProblemsFound
from scoring.workbooks.cover import Frame
from scoring.workbooks.past import past_figures
from scoring.workbooks.setting import Setting, chosen_units, read_setting

if TYPE_CHECKING:
    from scoring.workbooks.markerbook import Before

FOLDER = "workbooks"
Say = Callable[[str, dict[str, Any]], None]


@dataclass(frozen=True)
class IssueOptions:
    """What to issue.

    Args:
        out: Folder of the workbooks; ``workbooks`` in the assessment folder when None.
        units: Ids or names; all assessed units when empty.
        markers: Names of markers; then one workbook each is made for them instead of the units.
        form: Statutory form; the one of the year when None.
        period: Year; that of the criteria when None.
        deadline: Day by which the workbooks are to be returned.
        previous: Assessment folder of last year, for last year's figures.
        overwrite: Whether workbooks that are there already may be replaced.
        wait: Seconds to wait while another command writes into the folder.
    """

    out: Path | None = None
    units: tuple[str, ...] = ()
    markers: tuple[str, ...] = ()
    form: str | None = None
    period: int | None = None
    deadline: date | None = None
    previous: Path | None = None
    overwrite: bool = False
    wait: float = 0


def issue(folder: Path, options: IssueOptions, say: Say = lambda _stage, _details: None) -> tuple[Path, ...]:
    """Write the workbooks.

    Args:
        folder: The assessment folder.
        options: What to issue.
        say: Told after every workbook.

    Returns:
        The files, in the order of the units or markers.

    Raises:
        ProblemsFound: what is wrong with the folder, W010 unknown unit, W014 no form of the year, W015 a workbook is
            there already, A006, A050, A051 the folder cannot be written or had for this command alone, W012 nothing to be marked.
    """
    setting = read_setting(folder)
    named = list((_for_markers if options.markers else _for_units)(setting, options))
    out = options.out or folder / FOLDER
    paths = [out / f"{name}.xlsx" for name in safe_names(name for name, _ in named)]
    existing = [Problem("W015", str(path)) for path in paths if path.exists() and not options.overwrite]
    if existing:
        raise ProblemsFound(existing)
    with locked(out, "workbook issue", options.wait, say):
        for number, (path, (_, make)) in enumerate(zip(paths, named, strict=True), 1):
            write_file(path, make())
            say("workbooks", {"done": number, "of": len(paths)})
    return tuple(paths)


Made = tuple[str, Callable[[], bytes]]
"""Name of a file and what makes its bytes."""


def _for_units(setting: Setting, options: IssueOptions) -> Iterator[Made]:
    from scoring.workbooks.unitbook import design, unit_workbook

    criteria = setting.plan.criteria
    period = options.period or criteria.period
    form = statutory_form(setting, options.form, period)
    units = chosen_units(setting, options.units)
    previous = [read_setting(options.previous)] if options.previous else []
    past = past_figures([setting, *previous], period - 1)
    made = design(form, list(criteria.metrics.values()), Frame(setting.assessment.title, options.deadline), period, setting.fingerprint)
    for unit in units:
        own = past.get(unit["unit_id"], {})
        yield (
            f"{unit['unit_id']}_{unit['short_name']}",
            lambda unit=unit, own=own: unit_workbook(made, unit["unit_id"], unit["name"], own),  # type: ignore[misc]  # bound now, not when called
        )


def _for_markers(setting: Setting, options: IssueOptions) -> Iterator[Made]:
    from scoring.intake.filled.marker import COVER, Marker
    from scoring.workbooks.asked import asked_of_markers
    from scoring.workbooks.markerbook import marker_workbook

    setting = replace(setting, only=frozenset(unit["unit_id"] for unit in chosen_units(setting, options.units)))
    asked = asked_of_markers(setting)
    if asked.is_empty:
        raise ProblemsFound([Problem("W012", setting.assessment.scored_by.name)])
    period = options.period or setting.plan.criteria.period
    for name in options.markers:
        marker = Marker("marker", name, name, period, "", setting.fingerprint, COVER)
        yield (
            name,
            lambda marker=marker: marker_workbook(  # type: ignore[misc]  # bound now, not when called
                asked, setting.groups, marker, Frame(setting.assessment.title, options.deadline), _before(setting, marker.owner)
            ),
        )


def _before(setting: Setting, name: str) -> Before:
    """What the folder holds of a marker already."""
    from scoring.workbooks.markerbook import Before

    rows = {table: list(setting.tables[table].iter_rows(named=True)) for table in ("marks", "findings", "external")}
    marks = [row for row in rows["marks"] if row["marker"] == name]
    return Before(marks, [row for row in rows["findings"] if row["found_by"] == name], rows["external"])


def statutory_form(setting: Setting, asked: str | None, period: int) -> Form | None:
    """The form asked for, or of the year; None where the criteria only use metrics of their own."""
    forms = {form.id: form for form in load_forms()}
    if asked:
        return forms[asked]
    criteria = setting.plan.criteria
    used = {code_of(found) for found in setting.plan.inputs() if found.kind == "fact"}
    if criteria.metrics and used <= set(criteria.metrics):
        return None
    found = [form for form in forms.values() if form.first_year <= period <= (form.last_year or period)]
    if not found:
        raise ProblemsFound([Problem("W014", setting.assessment.scored_by.name, found=str(period), args={"forms": "、".join(forms)})])
    return found[0]
