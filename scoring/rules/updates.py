"""The table ``updates`` against the criteria: in which state every column (栏目) was found (R17)."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.criteria.suggestions import example
from scoring.engine.database import Session, literal, sql_file
from scoring.problems import Problem
from scoring.rules.binding import Plan
from scoring.rules.update_cycle import Parameters


def build_column_states(session: Session, plan: Plan) -> None:
    """Make table ``column_states``: one row per row of ``records_updates``, with its state and the event it counts as."""
    session.step("update_cycles", update_cycles_sql(plan))
    session.step("column_states", sql_file(__package__, "column_states.sql"))


def update_cycles_sql(plan: Plan) -> str:
    """SELECT of one row per indicator x cycle: its days, the day of the inspection, and the events as which columns count."""
    rows = [
        f"({literal(name)}, {literal(cycle)}, {days}, date {literal(rule.observed_on.isoformat())}, "
        f"{literal(rule.counts_as.get('stale', ''))}, {literal(rule.counts_as.get('blank', ''))})"
        for name, rule in cycle_rules(plan).items()
        for cycle, days in rule.cycles.items()
    ]
    head = "select * from (values\n    " + ",\n    ".join(rows or ["('', '', 0, date '1970-01-01', '', '')"])
    return f"{head}\n) as t (indicator_id, cycle, days, observed_on, stale_event, blank_event)"


def cycle_rules(plan: Plan) -> dict[str, Parameters]:
    """The rules of kind ``update_cycle`` by indicator."""
    return {bound.node.id: bound.parameters for bound in plan.bound if bound.kind.name == "update_cycle"}


def check_updates(session: Session, plan: Plan, file: str) -> Iterator[Problem]:
    """Rows of the table ``updates`` that the criteria do not know or allow (R001, R004, R008, R011, R012).

    Args:
        session: Holds ``units`` and ``records_updates`` with its ``line``.
        plan: The bound criteria.
        file: Shown file name of the table.
    """
    rules = cycle_rules(plan)
    nodes = {node.id: node for node in plan.criteria.scored()}
    groups: dict[str, str] = dict(session.rows("select unit_id, grp from units"))
    for line, unit, indicator, cycle, updated, items in session.rows(
        "select line, unit_id, indicator_id, cycle, updated_on, items from records_updates order by line"
    ):
        if indicator not in rules:
            yield Problem("R001", file, line, "indicator_id", indicator, {"hint": example(indicator, rules)})
            continue
        rule = rules[indicator]
        if cycle not in rule.cycles:
            yield Problem("R011", file, line, "cycle", cycle, {"allowed": "、".join(rule.cycles)})
        if groups.get(unit) not in nodes[indicator].points:
            yield Problem("R008", file, line, "indicator_id", indicator, {"unit": unit})
        if updated is not None and updated > rule.observed_on:
            yield Problem("R012", file, line, "updated_on", updated.isoformat(), {"observed_on": rule.observed_on.isoformat()})
        if items is not None and (items < 0 or items != int(items)):
            yield Problem("R013", file, line, "items", str(items.normalize()))
