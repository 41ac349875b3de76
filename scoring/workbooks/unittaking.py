"""What becomes of a unit's workbook: a file among the reports, a line in reports.csv, rows of declared metrics in data.csv."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from scoring import numbers
from scoring.files.bounded import UnreadError, file_bytes
from scoring.folder.report_files import owners, report_files
from scoring.intake.filled import read_filled
from scoring.intake.formats.files import MAX_FILE
from scoring.intake.formats.read_xlsx import WorkbookError
from scoring.intake.report import Fact
from scoring.problems import Problem
from scoring.workbooks.returned import Returned
from scoring.workbooks.setting import Setting
from scoring.workbooks.tablefile import SOURCE, TableFile

_TEMPLATE_SUFFIX = ".xlsx"


def reports_of(setting: Setting) -> dict[str, list[Path]]:
    """The report files of every unit."""
    files = report_files(setting.assessment.reports)
    units, _ = owners(setting.assessment, setting.tables, files)
    found: dict[str, list[Path]] = {}
    for path, unit in units.items():
        found.setdefault(unit, []).append(path)
    return found


def take_report(
    found: Returned, setting: Setting, earlier: Iterable[Path], register: TableFile, changes: dict[Path, bytes | None], *, replace: bool
) -> None:
    """Put the workbook among the reports and register it.

    Another report of the unit for the same year would contradict it: an earlier workbook gives way, anything else only
    when asked to (W037).
    """
    assert found.book  # noqa: S101 - only taken workbooks come here
    unit, folder = found.book.marker.owner, setting.assessment.reports
    suffix = found.path.suffix.lower()
    target = folder / f"{_file_name(unit)}{suffix if suffix != '.et' else _TEMPLATE_SUFFIX}"
    old = [path for path in earlier if _same_year(path, found.book.marker.period)]
    others = [path for path in old if not _is_workbook(path) and path.is_file()]
    if others and not replace:
        found.problems.append(Problem("W037", found.name, where=unit, found="、".join(str(path) for path in others)))
        return
    changes.update({path: None for path in old if path != target})
    changes[target] = found.data
    names = {path.relative_to(folder).as_posix() for path in old}
    published = next((row["published_on"] for row in register.rows if row.get("file") in names and row.get("published_on")), "")
    register.remove(lambda row: row.get("file") in names and row.get("file") != target.name)
    register.put({"unit_id": unit, "file": target.name}, {"published_on": published} if published else {})


def _file_name(unit: str) -> str:
    return "".join("_" if char in '\\/:*?"<>|' else char for char in unit)


def _is_workbook(path: Path) -> bool:
    try:
        return path.is_file() and read_filled(file_bytes(path, MAX_FILE)) is not None
    except (WorkbookError, OSError, UnreadError):
        return False


def _same_year(path: Path, period: int) -> bool:
    from scoring.intake.reading import read_report

    report = read_report(path, path.name)
    return not report.refusal and (report.year or period) == period


def take_declared(found: Returned, period: int, table: TableFile) -> None:
    """Write the figures of declared metrics into the table ``data``; what was filled in before is replaced."""
    assert found.book  # noqa: S101 - only taken workbooks come here
    unit = found.book.marker.owner
    cells = {fact.metric: (_cell(fact), f"{found.path.name} {fact.locator}") for fact in found.declared}
    if table.rows and "metric" not in table.header:
        _take_wide(unit, period, cells, table)
        return
    current = {"", str(period)}
    for metric, (text, source) in cells.items():
        same = [row for row in table.rows if (row.get("unit_id"), row.get("metric")) == (unit, metric) and row.get("period", "") in current]
        if not text:
            table.remove(lambda row, same=same: any(row is one for one in same))  # type: ignore[misc]  # bound now, not when called
        elif same:
            _change(table, same[0], {"value": text, "source": source})
        else:
            table.append({"unit_id": unit, "metric": metric, "value": text, "period": str(period), "source": source})


def _take_wide(unit: str, period: int, cells: Mapping[str, tuple[str, str]], table: TableFile) -> None:
    values = {metric: text for metric, (text, _) in cells.items()}
    same = [row for row in table.rows if row.get("unit_id") == unit and row.get("period", "") in {"", str(period)}]
    if same:
        _change(table, same[0], values)
    else:
        table.append({"unit_id": unit, **({"period": str(period)} if "period" in table.header else {}), **values})


def _change(table: TableFile, row: dict[str, str], values: Mapping[str, str]) -> None:
    if any(row.get(name, "") != value for name, value in values.items() if name != SOURCE):
        row.update(values)
        table.changed += 1
        table.header += [name for name, value in values.items() if value and name not in table.header]


def _cell(fact: Fact) -> str:
    if fact.semantic == "not_applicable":
        return "/"
    return numbers.plain_or_blank(fact.value)
