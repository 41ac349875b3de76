"""Tables of reading and checking -> frozen :class:`Quality`, every number a finished string, every name in Chinese."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from scoring import numbers
from scoring.checks.titles import check_title
from scoring.engine.database import Session, sql_file
from scoring.results.anomalies.collect import collect_screened
from scoring.results.model import CheckRow
from scoring.results.quality.coverage import collect_coverage
from scoring.results.quality.model import (
    BrokenRow,
    CheckCount,
    CorrectedRow,
    Quality,
    QualityUnit,
    RepairRow,
    SourceRow,
    Trouble,
    UnreadRow,
)
from scoring.results.records.collect import collect_unusable
from scoring.results.titles import form_title, metric_title, part_title, word


def collect_quality(session: Session, described: Mapping[str, Any], troubles: Sequence[Trouble] = ()) -> Quality:
    """Everything the data-quality report says.

    Args:
        session: Holds the tables of reading and ``checks``, ``checks_after``, ``corrections``.
        described: ``title``, ``period``, ``run_date``; where there are criteria also ``criteria_title``,
            ``score_fingerprint``, ``groups`` and ``metric_titles``, and ``records`` where something is measured over records
            (``record_outcomes`` and ``record_cases`` are there then), and ``reads_reports``.
        troubles: What is wrong with files and their registration.
    """
    groups = {group["id"]: group["title"] for group in described.get("groups", ())}
    declared: Mapping[str, str] = described.get("metric_titles", {})
    units = _units(session, groups)
    checks = tuple(_checks(session, groups, declared))
    unusable_counts, unusable = collect_unusable(session, described)
    return Quality(
        title=described["title"],
        period=str(described["period"]),
        run_date=str(described["run_date"]),
        criteria=described.get("criteria_title", ""),
        fingerprint=described.get("score_fingerprint", ""),
        units=units,
        checks=checks,
        counts=tuple(_counts(session)),
        totals=_totals(session, units, checks, str(described["period"])),
        reads_reports=described.get("reads_reports", True),
        troubles=tuple(troubles),
        unread=tuple(_unread(row) for row in _rows(session, "unread")),
        repairs=tuple(_repairs(_rows(session, "repairs"))),
        corrections=tuple(_corrected(row, declared) for row in _rows(session, "corrections")),
        broken=tuple(_broken(session)),
        coverage=collect_coverage(session, int(described["period"]), groups, declared),
        unusable_counts=unusable_counts,
        unusable=unusable,
        screened=collect_screened(session, groups),
    )


def _rows(session: Session, table: str) -> list[dict[str, Any]]:
    rows = session.records(sql_file(__package__, "rows.sql").format(table=table))
    return [{key: "" if value is None else value for key, value in row.items()} for row in rows]


def _units(session: Session, groups: Mapping[str, str]) -> tuple[QualityUnit, ...]:
    """The register with the files of every unit."""
    found: dict[str, QualityUnit] = {}
    files: dict[str, list[SourceRow]] = {}
    for row in session.records(sql_file(__package__, "reports.sql")):
        unit = row["unit_id"]
        found.setdefault(unit, QualityUnit(unit, row["name"], groups.get(row["grp"], row["grp"])))
        if row["path"] is not None:
            refusal = (row["refusal"] or "") if row["read_status"] == "refused" else ""
            kind, form = word("kinds", row["kind"]), form_title(row["form"])
            files.setdefault(unit, []).append(SourceRow(unit, row["path"], kind, form, str(row["period"]), refusal))
    return tuple(QualityUnit(unit.unit_id, unit.name, unit.group, tuple(files.get(unit.unit_id, ()))) for unit in found.values())


def _checks(session: Session, groups: Mapping[str, str], declared: Mapping[str, str]) -> Iterable[CheckRow]:
    for row in session.records(sql_file(__package__, "open_checks.sql")):
        texts = {key: "" if value is None else str(value) for key, value in row.items() if key != "grp"}
        names = {"title": check_title(row["check_id"]), "part_title": part_title(row["part"] or "", declared)}
        cause = check_title(row["caused_by"]) if row["caused_by"] else ""
        # The sentence names the cause by its id, which says nothing to the unit that reads it.
        texts["message"] = texts["message"].replace(f"{row['caused_by']}引起）", f"“{cause}”引起）") if cause else texts["message"]
        yield CheckRow(**texts, **names, group=groups.get(row["grp"], row["grp"]), cause=cause)


def _counts(session: Session) -> Iterable[CheckCount]:
    for check_id, severity, holds, failing, unknown in session.rows(sql_file(__package__, "checks.sql")):
        yield CheckCount(check_id, check_title(check_id), severity, int(holds), int(failing), int(unknown))


def _totals(session: Session, units: Sequence[QualityUnit], checks: Sequence[CheckRow], period: str) -> dict[str, int]:
    """Numbers of the summary; failures of a reason of their own by severity, and those that only follow."""
    files = [file for unit in units for file in unit.files]
    outcomes = dict(session.rows("select outcome, count(*) from checks group by outcome"))
    failing = Counter("consequences" if row.caused_by else row.severity for row in checks if row.outcome == "fails")
    return {
        "units": len(units),
        "reports": sum(not file.refusal for file in files),
        "refused": sum(bool(file.refusal) for file in files),
        "without": sum(not any(file.period == period and not file.refusal for file in unit.files) for unit in units),
        "facts": session.rows("select count(*) from facts")[0][0],
        **{name: outcomes.get(name, 0) for name in ("holds", "fails", "not_assessable")},
        **{name: failing.get(name, 0) for name in ("error", "warning", "info", "consequences")},
        "units_failing": len({row.unit_id for row in checks if row.outcome == "fails"}),
    }


def _unread(row: Mapping[str, Any]) -> UnreadRow:
    return UnreadRow(row["unit_id"], row["unit"], row["what"], row["reason"], row["raw"], row["path"], row["locator"])


def _repairs(rows: Iterable[Mapping[str, Any]]) -> Iterable[RepairRow]:
    """Changes, the same one in a file told once with its number."""
    found: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
    for row in rows:
        found.setdefault((row["unit_id"], row["path"], row["kind"], row["before"], row["after"]), []).append(row)
    for (unit_id, path, kind, before, after), same in found.items():
        yield RepairRow(unit_id, same[0]["unit"], word("repairs", kind), before, after, path, same[0]["locator"], len(same))


def _corrected(row: Mapping[str, Any], declared: Mapping[str, str]) -> CorrectedRow:
    part = part_title(row["part"], declared)
    return CorrectedRow(
        row["unit_id"],
        row["unit"],
        str(row["period"]),
        metric_title(row["metric"], declared) + (f"（{part}）" if part else ""),
        row["metric"] if row["part"] == "total" else f"{row['metric']}__{row['part']}",
        row["old"] or "未读出",
        numbers.plain(row["new_value"]) if row["new_value"] != "" else row["new"],
        row["corrected_on"].isoformat(),
        row["corrected_by"],
        row["reason"],
        row["evidence"],
        f"{row['file']}:{row['line']}",
        row["path"],
        row["locator"],
        row["quote"],
    )


def _broken(session: Session) -> Iterable[BrokenRow]:
    for check_id, unit_id, unit, message in session.rows(sql_file(__package__, "broken.sql")):
        yield BrokenRow(unit_id, unit, check_title(check_id), message)
