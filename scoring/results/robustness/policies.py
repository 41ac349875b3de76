"""Other policies for the same data, as plans that the engine scores: rounding, ranking, missing data, what does not apply."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any

from scoring.criteria.model import Node
from scoring.rules import Plan

_MODES = {"half_up": "总分四舍五入", "truncate": "总分截去尾数"}
_AT = {"item": "逐项取舍", "component": "按组成部分取舍", "total": "只对总分取舍"}
_ON = {"printed": "按公布分排名", "exact": "按精确分排名"}
_MISSING = {"zero": "缺报数据一律按零分", "not_assessable": "缺报数据一律不评价"}
_NOT_APPLICABLE = {
    "rescale": "缺项不计入基数，得分按满分折算",
    "redistribute_equal": "缺项分值平均加到其他指标",
    "no_rescale": "缺项不计入基数，不折算",
    "full_marks": "缺项按满分计",
    "zero": "缺项按零分计",
}


@dataclass(frozen=True)
class Decided:
    """One policy decided otherwise: its kind, what is decided instead, its title, and the plan."""

    kind: str
    id: str
    title: str
    plan: Plan


def decided_otherwise(plan: Plan, kinds: Collection[str]) -> Iterator[Decided]:
    """All plans that differ from the declared one by a single policy.

    Args:
        plan: The plan of the run.
        kinds: ``rounding``, ``missing``, ``not_applicable``; others are none of the engine's.
    """
    if "rounding" in kinds:
        yield from _rounding(plan)
    if "missing" in kinds:
        for missing, title in _MISSING.items():
            changed = with_leaves(plan, lambda node, missing=missing: replace(node, missing=missing))  # type: ignore[misc]  # a lambda with a default
            if any(leaf.missing != missing for leaf in plan.criteria.leaves()):
                yield Decided("missing", missing, title, changed)
    if "not_applicable" in kinds and not plan.criteria.components():
        for policy, title in _NOT_APPLICABLE.items():
            if policy != plan.criteria.policy.not_applicable:
                yield Decided("not_applicable", policy, title, with_policy(plan, not_applicable=policy))


def _rounding(plan: Plan) -> Iterator[Decided]:
    policy, rounding = plan.criteria.policy, plan.criteria.policy.rounding
    if policy.rank_on == "printed":
        for digits in (rounding.digits - 1, rounding.digits + 1):
            if 0 <= digits <= rounding.carry:
                changed = with_policy(plan, rounding=replace(rounding, digits=digits))
                yield Decided("rounding", f"digits-{digits}", f"总分取{digits}位小数", changed)
    for key, titles, now in (("mode", _MODES, rounding.mode), ("at", _AT, rounding.at)):
        for value, title in titles.items():
            if value != now:
                yield Decided("rounding", f"{key}-{value}", title, with_policy(plan, rounding=_replaced(rounding, key, value)))
    for on, title in _ON.items():
        if on != policy.rank_on:
            yield Decided("rounding", f"on-{on}", title, with_policy(plan, rank_on=on))


def _replaced(rounding: Any, key: str, value: str) -> Any:
    return replace(rounding, **{key: value})


def with_policy(plan: Plan, **changes: Any) -> Plan:
    """The plan with other policies of the whole."""
    criteria = plan.criteria
    return replace(plan, criteria=replace(criteria, policy=replace(criteria.policy, **changes)))


def with_leaves(plan: Plan, change: Callable[[Node], Node]) -> Plan:
    """The plan with every indicator of the tree changed."""

    def walked(node: Node) -> Node:
        return replace(node, items=tuple(walked(item) for item in node.items)) if node.items else change(node)

    indicators = tuple(walked(node) for node in plan.criteria.indicators)
    leaves = {leaf.id: leaf for node in indicators for leaf in node.leaves()}
    bound = tuple(replace(item, node=leaves.get(item.node.id, item.node)) for item in plan.bound)
    return replace(plan, criteria=replace(plan.criteria, indicators=indicators), bound=bound)
