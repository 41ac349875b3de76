"""``scoring explain``: why this score - rule, measure, fact, file, place, quote."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoring.engine.database import literal
from scoring.explaining.parts import appeals_part, block_part, component_part, indicator_part, members_part, total_part
from scoring.finished.locating import check_run
from scoring.problems import Problem, ProblemsFound
from scoring.problems.nearest import nearest
from scoring.results.naming import unit_of

if TYPE_CHECKING:
    from scoring.engine.database import Session


def explain(run: Path, unit: str, indicator: str | None = None) -> dict[str, Any]:
    """Everything behind a unit's score in a finished run.

    Args:
        run: Folder of the run.
        unit: Unit id, name or short name.
        indicator: Id of an indicator or block; all when None.

    Returns:
        Unit, total, rank, grade, blocks, and one entry per indicator with its sentence and sources.

    Raises:
        ProblemsFound: A007 when the folder is not a run, A008 for an unknown unit or indicator.
    """
    from scoring.results.appeals.collect import collect_appeals
    from scoring.results.collect import run_settings
    from scoring.results.sources import lookups
    from scoring.results.store import open_results

    check_run(run)
    with open_results(run) as session:
        settings = run_settings(session)
        row = _unit(session.records("select * from units order by grp, ord"), unit, run)
        points = session.records(f"select * from points where unit_id = {literal(row['unit_id'])} order by ord")
        chosen = _chosen(points, indicator, settings, run)
        _make_reasons(session, run, chosen)
        unit = row["unit_id"]
        lookup = lookups(session, [unit], int(settings["period"]), settings.get("records"))[unit]
        return {
            "unit_id": row["unit_id"],
            "name": row["name"],
            "title": settings["title"],
            **_score(session, row["unit_id"], settings),
            "appeals": appeals_part(collect_appeals(session, settings), unit),
            "indicators": [indicator_part(point, settings, lookup) for point in chosen],
        }


def _score(session: Session, unit: str, settings: Mapping[str, Any]) -> dict[str, Any]:
    """A unit's total, rank and grade, and what the total is made of."""
    from scoring.results.membership import memberships

    def rows(table: str, condition: str = "true") -> list[dict[str, Any]]:
        return session.records(f"select * from {table} where unit_id = {literal(unit)} and {condition}")

    made_of = memberships(session, settings, unit).get(unit)
    nodes = rows("node_scores", "depth <= 1")
    return {
        "total": total_part(rows("ranking"), rows("totals", "component = 'total'"), settings),
        "members": members_part(made_of, settings) if made_of else None,
        "components": [component_part(part, nodes, settings) for part in rows("totals", "component not in ('total', 'own')")],
        "blocks": [block_part(node, settings) for node in nodes if node["node_id"] in settings["titles"]],
    }


def _make_reasons(session: Session, run: Path, points: list[dict[str, Any]]) -> None:
    """The sentences of a run that did not store them."""
    if any(point["reason"] is None for point in points):
        from scoring.folder.planning import usable_plan
        from scoring.results.reasons import add_reasons
        from scoring.rules.adjusting import adjusted_plan

        add_reasons(session, adjusted_plan(session, usable_plan(run / "criteria.yaml")), run, points)


def _unit(rows: list[dict[str, Any]], unit: str, run: Path) -> dict[str, Any]:
    found = unit_of(((row["unit_id"], row["name"], row["short_name"] or "") for row in rows), unit, str(run))
    return next(row for row in rows if row["unit_id"] == found)


def _chosen(points: list[dict[str, Any]], indicator: str | None, settings: Mapping[str, Any], run: Path) -> list[dict[str, Any]]:
    if indicator is None:
        return points
    found = [point for point in points if point["indicator_id"] == indicator or point["indicator_id"].startswith(f"{indicator}.")]
    found = found or [point for point in points if settings["titles"][point["indicator_id"]] == indicator]
    if not found:
        known = [point["indicator_id"] for point in points]
        raise ProblemsFound([Problem("A008", str(run), found=indicator, args={"nearest": nearest(indicator, known)})])
    return found
