"""What data can feed: indicators whose data were never collected have no points, whatever their rule makes of nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scoring.engine.database import Session, literal
from scoring.measures.inputs import Input
from scoring.rules import Plan
from scoring.rules.base import Bound

# Where the rows of an input are, and which column names it. What is not here is always known or is looked after elsewhere:
# dates and reports of the registration, failed checks, numbers over cases.
_ROWS = {
    "event": "select 1 from records_findings where event = {key} limit 1",
    "unit_event": "select 1 from records_findings where event = {key} limit 1",
    "mark": "select 1 from records_marks where indicator_id = {key} limit 1",
    "external": "select 1 from records_external where key = {key} limit 1",
    "column": "select 1 from records_updates limit 1",
}


def without_data(session: Session, plan: Plan, own: Plan, renamed: Mapping[str, str], wide: frozenset[str]) -> frozenset[str]:
    """Ids of indicators that read something which the data do not hold and their own criteria did not ask for.

    That findings do not mention an event means that it did not happen, but only where somebody looked for it; that the
    table of marks has no row of an indicator says nothing of the units.

    Args:
        session: Tables before judging.
        plan: The criteria that judge.
        own: The criteria that the data were collected for.
        renamed: Id that an indicator of ``own`` has in ``plan``, where it has another.
        wide: Metrics that stand in ``data_wide``.
    """
    asked = {_key(found, renamed) for found in own.inputs()}
    known: dict[tuple[str, str, int], bool] = {}

    def there(found: Input) -> bool:
        key = _key(found, {})
        if key not in known:
            known[key] = key in asked or _has_rows(session, found, plan.criteria.period, wide)
        return known[key]

    return frozenset(bound.node.id for bound in plan.bound if not all(there(found) for found in _read(plan, bound)))


def _key(found: Input, renamed: Mapping[str, str]) -> tuple[str, str, int]:
    own = next((old for old in renamed if found.key == old or found.key.startswith(f"{old}.")), "")
    key = renamed[own] + found.key.removeprefix(own) if own else found.key
    return found.kind, key, found.years_back


def _read(plan: Plan, bound: Bound) -> Iterator[Input]:
    """Everything that an indicator reads, directly and through measures."""
    yield from bound.inputs
    for identity in bound.judged:
        yield from plan.names.inputs(plan.measures[identity])


def _has_rows(session: Session, found: Input, period: int, wide: frozenset[str]) -> bool:
    if found.kind == "fact":
        metric = found.key.partition("__")[0]
        if metric in wide:
            return True
        year = period - found.years_back
        return bool(session.rows(f"select 1 from facts where metric = {literal(metric)} and period = {year} limit 1"))
    sql = _ROWS.get(found.kind)
    return sql is None or bool(session.rows(sql.format(key=literal(found.key))))
