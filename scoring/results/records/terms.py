"""What became of the cases of every measure: tables ``record_states`` and ``record_listed``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from scoring.criteria.records.measuring import asked_deadlines, cases_id, state_id, walk
from scoring.criteria.records.rowformulas import DEADLINE_CONDITIONS
from scoring.engine.database import Session, literal
from scoring.records.row_names import column_sql
from scoring.records.row_sql import RowSql
from scoring.results.records.describing import counted_measures
from scoring.rules import Plan

# Conditions that are not known of a case by its row alone.
_BEYOND_ROW = frozenset({"deadline", "workdays"})


def build_states(session: Session, plan: Plan, kind: Literal["table", "view"]) -> None:
    """Make ``record_states`` and ``record_listed``; nothing where the criteria measure nothing over records.

    - ``record_states``: one row per unit x ``measure`` x ``deadline`` that has cases: ``cases``, ``on_time``, ``late``, ``pending``,
      ``unusable`` (numbers of the cases that the measure is taken over and the deadline applies to).
    - ``record_listed``: which rows of ``record_cases`` (``place``) the measure is taken over; no rows for measures whose condition
      a row alone does not decide.

    Args:
        session: Holds ``record_inputs``, ``record_cases`` and the record tables.
        plan: The bound criteria.
        kind: Whether the first is written or computed when it is read.
    """
    measures = counted_measures(plan)
    if measures:
        session.step("record_states", _states_sql(plan, measures), kind=kind)
        session.step("record_listed", _listed_sql(plan, measures))


def _pairs(plan: Plan, measures: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for measure in measures:
        yield from ((measure, deadline) for deadline in asked_deadlines(plan.names.measures[measure].aggregates))


def _states_sql(plan: Plan, measures: tuple[str, ...]) -> str:
    selects = []
    for measure, deadline in _pairs(plan, measures):
        counts = ", ".join(f"{state_id(measure, state, deadline)} as {state}" for state in DEADLINE_CONDITIONS)
        cases = _judged_cases(plan, measure, deadline)
        selects.append(
            f"select unit_id, {literal(measure)} as measure, {literal(deadline)} as deadline, {cases} as cases, {counts}\n"
            f"from record_inputs\nwhere period = {plan.criteria.period} and {cases} > 0"
        )
    numbers = ", ".join(f"cast(null as bigint) as {name}" for name in ("cases", *DEADLINE_CONDITIONS))
    none = f"select cast(null as varchar) as unit_id, '' as measure, '' as deadline, {numbers}\nwhere 1 = 0"
    return "\nunion all\n".join(selects or [none]) + "\norder by unit_id, measure, deadline"


def _judged_cases(plan: Plan, measure: str, deadline: str) -> str:
    """The cases of a measure that have a state; a deadline may not apply to all of them."""
    declared = plan.criteria.deadlines[deadline]
    if declared.where is None:
        return cases_id(measure)
    # Where those that cannot be judged count as late, they are among these.
    states = [state for state in DEADLINE_CONDITIONS if state != "unusable" or declared.unusable != "late"]
    return f"({' + '.join(state_id(measure, state, deadline) for state in states)})"


def _listed_sql(plan: Plan, measures: tuple[str, ...]) -> str:
    selects = [sql for measure, deadline in _pairs(plan, measures) if (sql := _of_measure(plan, measure, deadline))]
    none = "select '' as measure, cast(null as varchar) as unit_id, '' as deadline, cast(null as integer) as place\nwhere 1 = 0"
    return "\nunion all\n".join(selects or [none]) + "\norder by unit_id, measure, deadline, place"


def _of_measure(plan: Plan, measure: str, deadline: str) -> str:
    rows = plan.names.aggregates[cases_id(measure)]
    head = f"select {literal(measure)} as measure, c.unit_id, c.deadline, c.place\nfrom record_cases as c"
    asked = f"c.deadline = {literal(deadline)} and c.period = {plan.criteria.period}"
    if rows.where is None:
        return f"{head}\nwhere {asked}"
    table = plan.criteria.records[rows.table]
    if not table.key or any(part.op in _BEYOND_ROW for part in walk(rows.where)):
        return ""
    key = ", ".join(f"cast(r.{column_sql(name)} as varchar)" for name in table.key)
    condition = RowSql(table, plan.criteria.deadlines, alias="r").sql(rows.where)
    return (
        f"{head}\ninner join records_{table.name} as r on r.unit_id = c.unit_id and concat_ws(' ', {key}) = c.case_key\n"
        f"where {asked} and {condition}"
    )
