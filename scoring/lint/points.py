"""Checks of rules: whether they can give what the file promises."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from scoring import numbers
from scoring.files.yamlfile import Path
from scoring.lint.base import Lint
from scoring.problems import Problem
from scoring.rules import Bound


def full_points_are_reachable(lint: Lint) -> Iterator[Problem]:
    """C120: an indicator that can never give its full points, a bonus or a deduction that never comes to its cap."""
    for bound in lint.bound():
        short = {group: most for group, full in bound.node.points.items() if (most := bound.kind.reachable(bound, full)[1]) < full}
        if not short or bound.node.rule is None:
            continue
        group, most = max(short.items(), key=lambda pair: bound.node.points[pair[0]] - pair[1])
        titles = lint.group_titles(iter(short)) if len(short) < len(bound.node.points) else ""
        yield lint.problem(
            "C120",
            bound.node.rule.path,
            numbers.plain(most),
            full=numbers.plain(bound.node.points[group]),
            of=f"（{titles}）" if titles else "",
        )


def rules_tell_units_apart(lint: Lint) -> Iterator[Problem]:
    """C121: a rule that gives every unit the same points."""
    for bound in lint.bound():
        limits = {bound.kind.reachable(bound, full) for full in bound.node.points.values() if full}
        if limits and all(lowest == highest for lowest, highest in limits) and bound.node.rule is not None:
            yield lint.problem("C121", bound.node.rule.path, numbers.plain(next(iter(limits))[0]), node=bound.node.id)


def bands_turn_once(lint: Lint) -> Iterator[Problem]:
    """C122: points of bands that rise and fall again without ``turns: true``; C123: neighbours with the same points."""
    for bound in lint.bound():
        if bound.kind.name != "band" or bound.node.rule is None:
            continue
        path, steps = bound.node.rule.path, [band.points for band in bound.parameters]
        direction = 0
        for i, (upper, lower) in enumerate(pairwise(steps), 1):
            if upper == lower:
                yield lint.problem("C123", (*path, i, "points"), numbers.plain(lower))
                continue
            now = 1 if upper > lower else -1
            if direction not in {0, now} and not _declared(lint, path, i):
                yield lint.problem("C122", (*path, i, "points"), numbers.plain(lower), before=numbers.plain(upper))
            direction = now


def places_fall(lint: Lint) -> Iterator[Problem]:
    """C126: a table of places in which a later place has more points than the one before."""
    for bound in lint.bound():
        table = getattr(bound.parameters, "table", ())
        if bound.kind.name != "rank_score" or not table or bound.node.rule is None:
            continue
        path = (*bound.node.rule.path, "points")
        written = lint.written(path)
        names = [str(key) for key in written if key != "rest"] if isinstance(written, dict) else []
        steps = [*zip(names, (place.points for place in table), strict=True), ("rest", bound.parameters.rest)]
        for (_, before), (name, points) in pairwise(steps):
            if points > before:
                yield lint.problem("C126", (*path, name), numbers.plain(points), before=numbers.plain(before))


def _declared(lint: Lint, path: Path, i: int) -> bool:
    return any(lint.written((*path, k, "turns")) is True for k in (i - 1, i))


def limits_bind(lint: Lint) -> Iterator[Problem]:
    """C124: a limit (``at_most``) above the full points, which therefore limits nothing."""
    for bound in lint.bound():
        node = bound.node
        if node.rule is None or node.overflow or node.uncapped or _is_uncapped(bound) or not node.points:
            continue
        full = max(node.points.values())
        for path, limit in _limits(node.rule.parameters, node.rule.path):
            if limit > full:
                yield lint.problem("C124", path, numbers.plain(limit), full=numbers.plain(full))


def _is_uncapped(bound: Bound) -> bool:
    return bool(getattr(bound.parameters, "uncapped", False))


def _limits(value: Any, path: Path) -> Iterator[tuple[Path, Decimal]]:
    """Every ``at_most`` among written parameters."""
    if not isinstance(value, dict):
        return
    for key, item in value.items():
        if key == "at_most" and isinstance(item, int | Decimal):
            yield (*path, key), Decimal(item)
        yield from _limits(item, (*path, key))


def deadlines_fit_the_period(lint: Lint) -> Iterator[Problem]:
    """C125: a deadline for the annual report that does not lie in the year after the period."""
    period = lint.criteria.period
    for bound in lint.bound():
        deadline = getattr(bound.parameters, "deadline", None)
        if isinstance(deadline, date) and bound.node.rule is not None and deadline.year != period + 1:
            yield lint.problem("C125", (*bound.node.rule.path, "deadline"), deadline.isoformat(), year=period + 1, period=period)
