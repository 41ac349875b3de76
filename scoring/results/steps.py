"""From wide tables to the long result tables of a run: measures, points, node_scores."""

from __future__ import annotations

from typing import Literal

from scoring import numbers
from scoring.engine.database import Session, literal, sql_file
from scoring.measures import outcome_sql
from scoring.ranking import build_margins, build_pairs
from scoring.results.reasons import reasons_table
from scoring.results.records.building import build_record_measures
from scoring.results.records.terms import build_states
from scoring.results.whatif.gates import build_gate_facts
from scoring.rules import Bound, Plan
from scoring.rules.base import per_group_sql
from scoring.rules.steps import slug
from scoring.scores.steps import root_points
from scoring.scores.totals import ROOT


def build_results(session: Session, plan: Plan, *, reasons: bool = True) -> None:
    """Make ``measures``, ``points``, ``node_scores`` (columns of the data contract), ``agreement``, ``policy_pairs`` and ``margins``.

    Where something is measured over records, also ``record_measures``.

    Args:
        session: A session in which points, scores and ranks are computed.
        plan: The bound criteria.
        reasons: Whether every point gets its sentence, evidence and terms; else these columns are NULL.
    """
    build_states(session, plan, "table" if reasons else "view")
    session.load("reasons", reasons_table(session, plan, stored=reasons))
    # A run too large for sentences streams its longest tables to Parquet, in the order of the units; sorting
    # and keeping twenty million rows would cost more than everything before.
    kind: Literal["table", "view"] = "table" if reasons else "view"
    _build_long(session, plan, kind)
    build_record_measures(session, plan, kind)
    session.step("agreement", sql_file(__package__, "agreement.sql"))
    build_pairs(session, plan.criteria, kind)
    build_margins(session, plan.criteria, kind)
    build_gate_facts(session, plan)


def build_long(session: Session, plan: Plan) -> None:
    """Make tables ``measures``, ``points`` and ``node_scores`` as in a run, without the sentences of points.

    Args:
        session: A session in which points, scores and ranks are computed.
        plan: The bound criteria.
    """
    session.load("reasons", reasons_table(session, plan, stored=False))
    _build_long(session, plan, "table")


def _build_long(session: Session, plan: Plan, kind: Literal["table", "view"]) -> None:
    ordered = {"table": "\norder by unit_id, {}", "view": ""}[kind]
    session.step("measures", _measures_sql(plan) + ordered.format("measure"), kind=kind)
    session.step("points", _points_sql(plan) + ordered.format("ord"), kind=kind)
    session.step("node_scores", _nodes_sql(plan) + ordered.format("ord"), kind=kind)


def _value_sql(bound: Bound) -> str:
    """The one number that an indicator judges, as it is shown; NULL where it judges several."""
    columns = [judged.value for judged in bound.judged.values()] + [found.column for found in bound.inputs]
    return numbers.shown_sql(columns[0]) if len(columns) == 1 else f"cast(null as {numbers.SHOWN_TYPE})"


def _measures_sql(plan: Plan) -> str:
    if not plan.measures:
        return f"select unit_id, '' as measure, cast(null as {numbers.SHOWN_TYPE}) as value, '' as outcome from points_wide where 1 = 0"
    columns = ",\n        ".join(
        f"case when s__{name} = 0 then {numbers.shown_sql(f'v__{name}')} end as w__{name}, s__{name} as o__{name}" for name in plan.measures
    )
    pairs = ", ".join(f"(w__{identity}, o__{identity}) as {literal(identity)}" for identity in plan.measures)
    return f"""select unit_id, measure, value, {outcome_sql("o")} as outcome
from (
    select
        unit_id,
        {columns}
    from measures_wide
) as w
unpivot include nulls ((value, o) for measure in ({pairs}))"""


def _points_sql(plan: Plan) -> str:
    points = numbers.points_type(plan.criteria.policy.rounding.carry)
    every = tuple(group.id for group in plan.criteria.groups)
    columns, listed = [], []
    for place, bound in enumerate(plan.bound):
        name = slug(bound.node.id)
        # Full points and place are columns too: joining them to every point would cost more than making them.
        full = f"cast({per_group_sql(bound.node.points, every)} as {points}) as full__{name}, cast({place} as integer) as ord__{name}"
        columns.append(f"o__{name}, p__{name}, {_value_sql(bound)} as w__{name}, {full}")
        listed.append(f"(o__{name}, p__{name}, w__{name}, full__{name}, ord__{name}) as {literal(bound.node.id)}")
    return sql_file(__package__, "points.sql").format(
        outcomes=outcome_sql("o"), points_type=points, columns=",\n        ".join(columns), listed=", ".join(listed)
    )


def _nodes_sql(plan: Plan) -> str:
    points, every = numbers.points_type(plan.criteria.policy.rounding.carry), tuple(group.id for group in plan.criteria.groups)
    full = {ROOT: root_points(plan.criteria)} | {node.id: node.points for node, _ in plan.criteria.depths() if node.items}
    columns = ",\n            ".join(
        f"cast(coalesce({per_group_sql(by_group, every)}, 0) as {points}) as full__{slug(node)}, a__{slug(node)}, n__{slug(node)}"
        for node, by_group in full.items()
    )
    triples = ", ".join(f"(full__{slug(node)}, a__{slug(node)}, n__{slug(node)}) as {literal(node)}" for node in full)
    rows = [
        (ROOT, plan.criteria.policy.not_applicable, 0),
        *((node.id, node.not_applicable, depth) for node, depth in plan.criteria.depths()),
    ]
    described = ",\n    ".join(f"({literal(node)}, {literal(policy)}, {depth}, {i})" for i, (node, policy, depth) in enumerate(rows))
    return sql_file(__package__, "node_scores.sql").format(columns=columns, blocks=triples, nodes=described)
