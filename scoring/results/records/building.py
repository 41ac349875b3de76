"""The table ``record_measures``: every measure over records, in all and broken down."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from scoring import numbers
from scoring.criteria.records.measuring import cases_id, measure_of
from scoring.engine.database import Session, literal
from scoring.measures import Input, outcome_sql
from scoring.measures.steps import value_and_status
from scoring.results.records.describing import record_measures
from scoring.rules import Plan


def build_record_measures(session: Session, plan: Plan, kind: Literal["table", "view"]) -> None:
    """Make ``record_measures``; nothing where the criteria measure nothing over records.

    One row per unit x ``measure`` x ``dimension`` x ``member``: ``value``, ``outcome``, ``cases`` (rows that the measure is taken over).
    The whole has the dimension and member ''; in a dimension the member '' is the blank cell.

    Args:
        session: Holds ``measures_wide``, ``inputs``, ``record_inputs``, ``record_groups``.
        plan: The bound criteria.
        kind: Whether it is written or computed when it is read.
    """
    selects = [sql for identity in record_measures(plan) for sql in _selects(plan, identity)]
    if selects:
        session.step("record_measures", "\nunion all\n".join(selects) + "\norder by unit_id, measure, dimension, member", kind=kind)


def _selects(plan: Plan, identity: str) -> Iterator[str]:
    period, cases = plan.criteria.period, cases_id(identity)
    head = f"select m.unit_id, {literal(identity)} as measure, '' as dimension, '' as member"
    yield (
        f"{head},\n    {_value(f'm.v__{identity}', f'm.s__{identity}')}, r.{cases} as cases\nfrom measures_wide as m\n"
        f"inner join record_inputs as r on r.unit_id = m.unit_id and r.period = {period}"
    )
    if plan.names.aggregates[cases].by:
        yield _broken_down(plan, identity)


def _value(value: str, status: str) -> str:
    return f"case when {status} = 0 then {numbers.shown_sql(value)} end as value, {outcome_sql(status)} as outcome"


def _broken_down(plan: Plan, identity: str) -> str:
    """The measure for every member of its dimensions; figures that are no numbers over records are those of the unit."""
    measure, formula = plan.names.measures[identity], plan.measures[identity]
    dimensions = ", ".join(literal(name) for name in plan.names.aggregates[cases_id(identity)].by)
    columns = ", ".join(column for found in plan.names.inputs(formula) for column in _columns(found, identity))
    value, status = value_and_status(plan.names, measure, formula, ("v", "s"), identity)
    table = literal(measure.aggregates[0].table)
    return f"""select unit_id, {literal(identity)} as measure, dimension, member,
    {_value(f"v__{identity}", f"s__{identity}")}, cases
from (
    select unit_id, dimension, member, cases, {value}, {status}
    from (
        select g.unit_id, g.dimension, g.member, g.{cases_id(identity)} as cases, {columns}
        from record_groups as g
        inner join inputs as i on i.unit_id = g.unit_id
        where g.period = {plan.criteria.period} and g.record_table = {table} and g.dimension in ({dimensions})
    ) as w
) as w"""


def _columns(found: Input, measure: str) -> Iterator[str]:
    """Value and status of an input of a member: of its own cases, else of the unit."""
    if found.kind == "record" and not found.years_back and measure_of(found.key) == measure:
        yield f"cast(g.{found.key} as double) as {found.column}"
        yield f"coalesce(g.s__{found.key}, 2) as {found.status}"
        return
    yield f"i.{found.column}"
    if found.kind not in {"event", "unit_event", "check"}:
        yield f"i.{found.status}"
