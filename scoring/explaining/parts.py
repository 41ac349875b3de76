"""The parts of an explanation as plain data: total, members, components, blocks, indicators."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from scoring import numbers
from scoring.results.sources import Lookup

if TYPE_CHECKING:
    from scoring.results.appeals.model import AppealResults
    from scoring.results.membership import Membership


def total_part(ranking: list[dict[str, Any]], totals: list[dict[str, Any]], settings: Mapping[str, Any]) -> dict[str, Any]:
    """The total, printed and exact, with rank, grade and margins; empty where the unit has none."""
    if not ranking or not totals or totals[0]["total_printed"] is None:
        return {}
    rank, total = ranking[0], totals[0]
    digits = settings["policy"]["digits"]
    return {
        "base": numbers.plain(total["base"]),
        "bonus": numbers.plain(total["bonus"]),
        "penalty": numbers.plain(total["penalty"]),
        "exact": numbers.plain(total["total_exact"]),
        "printed": numbers.fixed(total["total_printed"], digits),
        "rank": rank["rank"],
        "tied_with": rank["tied_with"],
        "rank_overall": rank["rank_overall"],
        "tie_broken_by": _breaker_title(rank["tie_broken_by"], settings),
        "grade": rank["grade"],
        "gate": settings["gates"].get(total["gate"], "") if total["gate"] else "",
        "margin_to_next_rank": None if rank["margin_to_next_rank"] is None else numbers.plain(rank["margin_to_next_rank"]),
        "margin_to_next_grade": None if rank["margin_to_next_grade"] is None else numbers.plain(rank["margin_to_next_grade"]),
    }


def appeals_part(found: AppealResults, unit: str) -> dict[str, Any] | None:
    """The unit's appeals and adjustments, and its score before and after all decisions; None where neither is."""
    from dataclasses import asdict

    own = [asdict(row) for row in found.appeals if row.unit_id == unit]
    effect = next((asdict(row) for row in found.effects if row.unit_id == unit), None)
    return {"decisions": own, "effect": effect} if own or effect else None


def members_part(made_of: Membership, settings: Mapping[str, Any]) -> dict[str, Any]:
    """The unit's own total, and the totals of the units below that count."""
    return {
        "own": numbers.plain(made_of.own),
        "share": numbers.plain(made_of.share),
        "words": made_of.words(settings["policy"]["digits"]),
        "of": [
            {"id": unit, "name": name, "total": None if total is None else numbers.plain(total), "counts": counted is not None}
            for unit, name, total, counted in made_of.members
        ],
    }


def component_part(part: Mapping[str, Any], nodes: list[dict[str, Any]], settings: Mapping[str, Any]) -> dict[str, Any]:
    """A component's own way from base to total, and what it adds to the whole."""
    share = next((node["points"] for node in nodes if node["node_id"] == part["component"]), None)
    names = ("base", "bonus", "penalty", "total_exact")
    shown = {name: None if part[name] is None else numbers.plain(part[name]) for name in names}
    return {
        "id": part["component"],
        "title": settings["titles"][part["component"]],
        **shown,
        "full": next(numbers.plain(Decimal(found["full"])) for found in settings["components"] if found["id"] == part["component"]),
        "gate": settings["gates"].get(part["gate"], "") if part["gate"] else "",
        "share": None if share is None else numbers.plain(share),
    }


def _breaker_title(breaker: str | None, settings: Mapping[str, Any]) -> str:
    return next((item["title"] for item in settings["policy"]["break_ties"] if item["by"] == breaker), "")


def block_part(node: Mapping[str, Any], settings: Mapping[str, Any]) -> dict[str, str]:
    """Points, applicable points and full points of a block at the top; a block in which nothing could be judged has no points."""
    return {
        "id": node["node_id"],
        "title": settings["titles"][node["node_id"]],
        "points": "—" if node["points"] is None else numbers.plain(node["points"]),
        "applicable": numbers.plain(node["applicable_points"]),
        "full": numbers.plain(node["full_points"]),
    }


def indicator_part(point: Mapping[str, Any], settings: Mapping[str, Any], lookup: Lookup) -> dict[str, Any]:
    """An indicator with its outcome, points, sentence and the sources of every number."""
    return {
        "id": point["indicator_id"],
        "title": settings["titles"][point["indicator_id"]],
        "basis": settings["basis"].get(point["indicator_id"], ""),
        "outcome": point["outcome"],
        "points": None if point["points"] is None else numbers.plain(point["points"]),
        "full": numbers.plain(point["full_points"]),
        "reason": point["reason"],
        "sources": lookup.sources(point["indicator_id"], point["sources"] or ""),
    }
