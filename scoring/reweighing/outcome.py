"""Weights and units before and after, as finished strings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from scoring import numbers
from scoring.criteria.model import Criteria
from scoring.engine.database import Session, sql_file
from scoring.reweighing.model import Tried, TriedUnit, WeightRow

NOTICE = "试算结果，不是正式排名"
Standing = Mapping[str, Mapping[str, Any]]


def standing(session: Session) -> dict[str, dict[str, Any]]:
    """What a ranking says of every unit: name, total, rank, overall rank and grade, by unit id, in rank order."""
    return {row["unit_id"]: row for row in session.records(sql_file(__package__, "standing.sql"))}


def tried(
    session: Session,
    settings: Mapping[str, Any],
    criteria: tuple[Criteria, Criteria],
    factors: Mapping[str, Decimal],
    asked: tuple[Standing, Sequence[str]],
) -> Tried:
    """The result of a session that was scored again.

    Args:
        session: Holds the new ``ranking``.
        settings: Settings of the run.
        criteria: As declared and as tried.
        factors: Factor by node id.
        asked: What the units have in the run, and the groups that are reported.
    """
    before, groups = asked
    titles = {group.id: group.title for group in criteria[0].groups}
    weights = [row for group in groups for row in _weights(criteria, group, titles[group], factors)]
    after = standing(session).values()
    digits = criteria[0].policy.rounding.digits
    units = [_unit(row, before[row["unit_id"]], titles[group], digits) for group in groups for row in after if row["grp"] == group]
    return Tried(NOTICE, str(settings["title"]), tuple(weights), tuple(units))


def _weights(criteria: tuple[Criteria, Criteria], group: str, title: str, factors: Mapping[str, Decimal]) -> Iterator[WeightRow]:
    for (old, level), (new, _) in zip(criteria[0].depths(), criteria[1].depths(), strict=True):
        if group not in old.points:
            continue
        points = (numbers.plain(old.points[group]), numbers.plain(new.points[group]))
        weight = (numbers.plain(old.weight(group)), numbers.plain(new.weight(group))) if new.weights.get(group) is not None else ("", "")
        if old.id in factors or points[0] != points[1] or weight[0] != weight[1]:
            yield WeightRow(title, level, old.id, old.title, numbers.plain(factors.get(old.id, Decimal(1))), points, weight)


def _unit(row: Mapping[str, Any], before: Mapping[str, Any], group: str, digits: int) -> TriedUnit:
    both = (before, row)
    totals = [numbers.fixed_or_blank(one["total_printed"], digits) for one in both]
    ranks, overall = ([numbers.plain_or_blank(one[key]) for one in both] for key in ("rank", "rank_overall"))
    gained = str(before["rank"] - row["rank"]) if ranks[0] and ranks[1] else ""
    return TriedUnit(
        group,
        row["unit_id"],
        row["name"],
        (totals[0], totals[1]),
        (ranks[0], ranks[1]),
        (overall[0], overall[1]),
        (before["grade"] or "", row["grade"] or ""),
        gained,
    )
