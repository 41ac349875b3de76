"""Checks of conditions: gates, gates of bonuses, and where indicators apply."""

from __future__ import annotations

from collections.abc import Iterator

from scoring import numbers
from scoring.criteria.formulas import Formula
from scoring.lint.base import ZERO, Lint
from scoring.lint.conditions import could_fail, could_hold
from scoring.lint.intervals import ANY, Interval, Known
from scoring.problems import Problem

_COUNT = Interval(ZERO)


def gates_can_fire(lint: Lint) -> Iterator[Problem]:
    """C130: a gate that no unit could trigger; C131: one that every unit triggers."""
    criteria, plan = lint.criteria, lint.plan
    if plan is None:
        return
    for gate in criteria.gates:
        everyone = [_known(lint, group.id, gate.component) for group in criteria.groups]
        condition = plan.gates[gate.id]
        if not any(could_hold(condition, known) for known in everyone):
            yield lint.problem("C130", (*gate.path, "when"), lint.written((*gate.path, "when")), gate=gate.title)
        elif not any(could_fail(condition, known) for known in everyone):
            yield lint.problem("C131", (*gate.path, "when"), lint.written((*gate.path, "when")), gate=gate.title)


def bonuses_can_open(lint: Lint) -> Iterator[Problem]:
    """C133: a bonus behind a gate that never opens."""
    for bonus in lint.criteria.bonuses:
        groups = list(bonus.node.points)
        if bonus.gate is not None and groups and not any(could_hold(bonus.gate, _known(lint, group, bonus.component)) for group in groups):
            path = (*bonus.node.path, "gate")
            most = max(lint.own_scores(group, bonus.component)["base"].high for group in groups)
            yield lint.problem("C133", path, lint.written(path), most=numbers.plain(most))


def gates_have_an_effect(lint: Lint) -> Iterator[Problem]:
    """C132: the best grade of every table as the best that is still possible."""
    tables = [group.grades for group in lint.criteria.groups if group.grades]
    for gate in lint.criteria.gates:
        if gate.ceiling is not None and tables and all(table[0].grade == gate.ceiling for table in tables):
            yield lint.problem("C132", (*gate.path, "then", "grade_at_most"), gate.ceiling)


def conditions_can_hold(lint: Lint) -> Iterator[Problem]:
    """C134: an indicator that applies to nobody."""
    if lint.plan is None:
        return
    for node in lint.criteria.scored():
        condition = lint.plan.conditions.get(node.id)
        if condition is not None and not could_hold(condition, _facts(lint)):
            path = (*node.path, "applies_when")
            yield lint.problem("C134", path, lint.written(path), node=node.id)


def _known(lint: Lint, group: str, component: str = "") -> Known:
    """The intervals of all names for the units of a group."""
    own, facts = lint.own_scores(group, component), _facts(lint)
    return lambda name: own[name.name] if name.name in own and not name.previous else facts(name)


def _facts(lint: Lint) -> Known:
    """The intervals of facts and events: counts are never negative."""

    def known(name: Formula) -> Interval:
        if name.name in lint.criteria.events:
            return _COUNT
        metric = lint.plan.names.metric(name.name) if lint.plan else None
        return _COUNT if metric is not None and metric.number == "count" else ANY

    return known
