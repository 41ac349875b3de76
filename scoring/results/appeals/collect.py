"""Tables of appeals -> frozen :class:`AppealResults`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from scoring import numbers
from scoring.engine.database import Session, sql_file
from scoring.results.appeals.model import AppealResults, AppealRow, EffectRow, PublishedChange
from scoring.results.appeals.words import effect_words
from scoring.results.titles import word

AGREED = "agreed"  # an adjustment is no claim that could be upheld


def collect_appeals(session: Session, settings: Mapping[str, Any]) -> AppealResults:
    """What a run says of appeals.

    Args:
        session: The run, or one reopened.
        settings: Its settings (table ``run``).
    """
    rows = session.records(sql_file(__package__, "appeal_rows.sql"))
    if not rows:
        return AppealResults(changes=tuple(_changes(session, settings)))
    decided = any(row["applied"] for row in rows)
    points = _points(session) if decided else {}
    effects = tuple(_effects(session, settings)) if decided else ()
    until = next((row["last_day"].isoformat() for row in rows if row["last_day"]), "")
    return AppealResults(tuple(_appeal(row, settings, points) for row in rows), effects, until, tuple(_changes(session, settings)))


def _points(session: Session) -> dict[tuple[str, str], tuple[str, str]]:
    rows = session.rows("select unit_id, indicator_id, points_before, points_after from appeal_points order by unit_id, indicator_id")
    return {(unit, indicator): (numbers.plain_or_blank(before), numbers.plain_or_blank(after)) for unit, indicator, before, after in rows}


def _appeal(row: Mapping[str, Any], settings: Mapping[str, Any], points: Mapping[tuple[str, str], tuple[str, str]]) -> AppealRow:
    before, after = points.get((row["unit_id"], row["indicator_id"]), ("", ""))
    return AppealRow(
        row["appeal_id"],
        row["unit_id"],
        row["unit"],
        word("appeals", row["kind"]),
        row["indicator_id"],
        row["title"] or row["indicator_id"] or ("总分" if row["effect"] == "points" else ""),
        row["claim"],
        row["evidence"],
        _day(row["received_on"]),
        "逾期" + ("，同意受理" if row["late_admitted"] else "") if row["late"] else "",
        word("appeals", AGREED if row["applied"] and row["kind"] == "adjustment" else row["decision"]),
        _day(row["decided_on"]),
        row["decided_by"],
        row["reason"],
        effect_words(row, settings),
        before if row["applied"] else "",
        after if row["applied"] else "",
        row["applied"],
    )


def _effects(session: Session, settings: Mapping[str, Any]) -> Iterator[EffectRow]:
    titles, digits = _groups(settings), settings["policy"]["digits"]
    for row in session.records(sql_file(__package__, "effect_rows.sql")):
        before, after = row["total_before"], row["total_after"]
        change = None if before is None or after is None else after - before
        yield EffectRow(
            titles[row["grp"]],
            row["unit_id"],
            row["unit"],
            numbers.fixed_or_blank(before, digits),
            numbers.fixed_or_blank(after, digits),
            _signed(change, digits),
            numbers.plain_or_blank(row["rank_before"]),
            numbers.plain_or_blank(row["rank_after"]),
            row["grade_before"] or "",
            row["grade_after"] or "",
            row["moved_by"],
        )


def _changes(session: Session, settings: Mapping[str, Any]) -> Iterator[PublishedChange]:
    """What differs from the published ranking, where the run names one."""
    if "published_changes" not in session.tables():
        return
    titles, digits = _groups(settings), settings["policy"]["digits"]
    decided: dict[str, list[str]] = {}
    for unit, appeal in session.rows("select unit_id, appeal_id from published_decisions order by line"):
        decided.setdefault(unit, []).append(appeal)
    places = {group: place for place, group in enumerate(titles)}
    rows = session.records("select * from published_changes order by grp, rank_after nulls last, ord, unit_id")
    for row in sorted(rows, key=lambda row: places.get(row["grp"], len(places))):
        yield PublishedChange(
            titles.get(row["grp"], row["grp"]),
            row["unit_id"],
            row["unit"],
            numbers.fixed_or_blank(row["total_before"], digits),
            numbers.fixed_or_blank(row["total_after"], digits),
            numbers.plain_or_blank(row["rank_before"]),
            numbers.plain_or_blank(row["rank_after"]),
            row["grade_before"] or "",
            row["grade_after"] or "",
            tuple(decided.get(row["unit_id"], ())),
        )


def _groups(settings: Mapping[str, Any]) -> dict[str, str]:
    return {group["id"]: group["title"] for group in settings["groups"]}


def _signed(value: Decimal | None, digits: int) -> str:
    """A difference with its sign; ``0`` where there is none."""
    if not value:
        return "" if value is None else "0"
    return ("+" if value > 0 else "") + numbers.fixed(value, digits)


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""
