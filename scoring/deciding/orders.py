"""Neighbours whose order hangs on the stage at which points are rounded: the assessment rolled up again under the other stages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from scoring import numbers
from scoring.engine.database import sql_file

if TYPE_CHECKING:
    from scoring.deciding.trials import Trials
    from scoring.rules import Plan

STAGES: tuple[Literal["item", "component", "total"], ...] = ("item", "component", "total")
_WORDS = {"item": "各指标得分", "component": "基础分和加分", "total": "总分"}


@dataclass(frozen=True, slots=True)
class RoundingPair:
    """Two neighbours that another stage of rounding orders otherwise; columns of ``rounding_pairs``."""

    grp: str
    unit_a: str
    unit_b: str
    depends_on: str
    stage: str
    sentence: str


Places = Mapping[str, tuple[int, Decimal]]


def rounding_pairs(trials: Trials) -> Iterator[RoundingPair]:
    """One row per pair of neighbours and stage.

    Gates, ceilings, floors and tie-breakers are those of the second roll-up, as the other stage would have them.
    """
    policy = trials.criteria.policy
    rounding = policy.rounding
    digits = rounding.digits if policy.rank_on == "printed" else rounding.carry
    neighbours = list(_neighbours(trials))
    names: dict[str, str] = dict(trials.session.rows("select unit_id, coalesce(nullif(short_name, ''), name) from base_units"))
    for stage in STAGES:
        if stage == rounding.at:
            continue
        other = trials.placed(_rounded_at(trials.plan, stage))
        for group, first, second, declared in neighbours:
            if first in other and second in other and (sign := _sign(other[first][0], other[second][0])) != declared:
                scores = tuple(numbers.fixed(other[unit][1], digits) for unit in (first, second))
                said = _sentence((names[first], names[second]), stage, (declared, sign), scores)
                yield RoundingPair(group, first, second, "at", stage, said)


def _neighbours(trials: Trials) -> Iterator[tuple[str, str, str, int]]:
    """Group, two units that follow each other, and 1 where the first goes first, 0 where they share a place."""
    rows = trials.session.rows(sql_file(__package__, "neighbours.sql"))
    for (group, first, place), (next_group, second, next_place) in pairwise(rows):
        if group == next_group:
            yield group, first, second, _sign(place, next_place)


def _sign(first: int, second: int) -> int:
    return (first < second) - (first > second)


def _rounded_at(plan: Plan, stage: Literal["item", "component", "total"]) -> Plan:
    policy = plan.criteria.policy
    return replace(plan, criteria=replace(plan.criteria, policy=replace(policy, rounding=replace(policy.rounding, at=stage))))


def _sentence(units: tuple[str, str], stage: str, signs: tuple[int, int], scores: tuple[str, ...]) -> str:
    """Who goes first now, and who if points were rounded at another stage."""
    now, then = ({1: f"{units[0]}在前", -1: f"{units[1]}在前", 0: "两者并列"}[sign] for sign in signs)
    shown = f"均为{scores[0]}" if scores[0] == scores[1] else f"为{'、'.join(scores)}"
    return f"{units[0]}与{units[1]}：现{'' if signs[0] == 0 else '为'}{now}；如改为{_WORDS[stage]}取整，两者{shown}，则{then}。"
