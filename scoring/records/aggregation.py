"""What is counted over records: from cases to one wide row per unit and year, in one pass over each table."""

from __future__ import annotations

from scoring.engine.database import Session
from scoring.records.cases import CaseLimits, build_cases
from scoring.records.hierarchy import hierarchy_sql
from scoring.records.percentiles import build_percentiles
from scoring.records.plan import RecordPlan
from scoring.records.summing import build_sums, cells_name, outcomes_sql
from scoring.records.table_pass import TablePass
from scoring.records.wide import groups_sql, inputs_sql

LIMITS = CaseLimits()


def build_record_inputs(session: Session, plan: RecordPlan, limits: CaseLimits = LIMITS) -> None:
    """Make the tables of everything that is counted over records.

    - ``record_inputs``: one row per unit of ``units`` x period: ``<id>`` (BIGINT or DECIMAL(28,10), NULL where there is
      none) and ``s__<id>`` (0 measured, 1 not applicable, 2 missing, 3 not assessable) for every aggregate.
    - ``record_groups``: the same per unit x period x ``record_table`` x ``dimension`` x ``member`` (of aggregates with ``by``;
      members that occur; '' is the blank cell).
    - ``record_outcomes``: unit x period x ``deadline`` x ``state`` with the number of ``cases``.
    - ``record_cases``: cases of the year assessed that are late, overdue or unusable, worst first (``place``).

    Args:
        session: Holds ``units``, ``workdays`` and ``records_<name>`` of every table of the plan.
        plan: What the run needs.
        limits: How far cases are listed one by one.
    """
    passes = [asked for table in plan.tables.values() if (asked := TablePass(plan, table)).is_asked]
    if any(asked.rolls_up for asked in passes):
        session.step("record_hierarchy", hierarchy_sql())
    if session.memory:
        session.step("record_units", "select unit_id, row_number() over (order by unit_id) as number\nfrom units")
    for asked in passes:
        session.step(cells_name(asked), asked.cells_sql(numbered=bool(session.memory and asked.arguments)))
        build_sums(session, asked)
        build_percentiles(session, asked)
    session.step("record_inputs", inputs_sql(passes, plan.periods))
    session.step("record_groups", groups_sql(passes))
    session.step("record_outcomes", outcomes_sql(passes))
    build_cases(session, passes, limits)
