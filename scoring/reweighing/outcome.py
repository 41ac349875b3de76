"""Weights and units before and after, as finished strings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from scoring import numbers
from scoring.criteria.model import Criteria, Node
from scoring.reweighing.model import Tried, TriedUnit, WeightRow

if TYPE_CHECKING:
    from scoring.engine.database import Session

NOTICE = "试算结果，不是正式排名"
Standing = Mapping[str, Mapping[str, Any]]


def standing(session: Session) -> dict[str, dict[str, Any]]:
    """What a ranking says of every unit: total, rank, overall rank and grade, by unit id."""
    rows = session.records("select unit_id, total_printed, rank, rank_overall, grade from ranking")
    return {row["unit_id"]: row for row in rows}


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
    rows = session.records(
        "select r.*, coalesce(nullif(u.short_name, ''), u.name) as name from ranking as r inner join units as u on r.unit_id = u.unit_id"
        " order by r.grp, coalesce(r.rank, 2147483647), u.ord, r.unit_id"
    )
    digits = criteria[0].policy.rounding.digits
    units = [_unit(row, before[row["unit_id"]], titles[group], digits) for group in groups for row in rows if row["grp"] == group]
    return Tried(NOTICE, str(settings["title"]), tuple(weights), tuple(units))


def _weights(criteria: tuple[Criteria, Criteria], group: str, title: str, factors: Mapping[str, Decimal]) -> Iterator[WeightRow]:
    for (old, level), (new, _) in zip(criteria[0].depths(), criteria[1].depths(), strict=True):
        if group not in old.points:
            continue
        points = (_plain(old.points[group]), _plain(new.points[group]))
        weight = (_mean_weight(old, group), _mean_weight(new, group)) if new.weights.get(group) is not None else ("", "")
        if old.id in factors or points[0] != points[1] or weight[0] != weight[1]:
            yield WeightRow(title, level, old.id, old.title, _plain(factors.get(old.id, Decimal(1))), points, weight)


def _mean_weight(node: Node, group: str) -> str:
    return _plain(node.weight(group))


def _plain(value: Decimal) -> str:
    return numbers.plain(value)


def _unit(row: Mapping[str, Any], before: Mapping[str, Any], group: str, digits: int) -> TriedUnit:
    both = (before, row)
    totals = ["" if one["total_printed"] is None else numbers.fixed(one["total_printed"], digits) for one in both]
    ranks, overall = ([_text(one[key]) for one in both] for key in ("rank", "rank_overall"))
    gained = str(before["rank"] - row["rank"]) if ranks[0] and ranks[1] else ""
    return TriedUnit(
        group,
        row["unit_id"],
        row["name"],
        (totals[0], totals[1]),
        (ranks[0], ranks[1]),
        (overall[0], overall[1]),
        (_text(before["grade"]), _text(row["grade"])),
        gained,
    )


def _text(value: object) -> str:
    return "" if value is None else str(value)
