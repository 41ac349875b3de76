"""From wide tables to the long result tables of a run: measures, points, node_scores."""

from __future__ import annotations

from scoring import numbers
from scoring.database import Session, literal, sql_file
from scoring.measures import STATUS_OUTCOME
from scoring.results.reasons import reasons_table
from scoring.rules import Bound, Plan
from scoring.rules.steps import slug
from scoring.scores.totals import ROOT

OUTCOMES = "case o " + " ".join(f"when {code} then '{outcome}'" for code, outcome in STATUS_OUTCOME.items()) + " end"


def build_results(session: Session, plan: Plan, *, reasons: bool = True) -> None:
    """Make tables ``measures``, ``points``, ``node_scores`` (columns of the data contract) and ``agreement``.

    Args:
        session: A session in which points, scores and ranks are computed.
        plan: The bound criteria.
        reasons: Whether every point gets its sentence, evidence and terms; else these columns are NULL.
    """
    session.load("reasons", reasons_table(session, plan, stored=reasons))
    session.step("measures", _measures_sql(plan))
    session.step("points", _points_sql(plan))
    session.step("node_scores", _nodes_sql(plan))
    session.step("agreement", sql_file(__package__, "agreement.sql"))


def _value_sql(bound: Bound) -> str:
    """The one number that an indicator judges, as it is shown; NULL where it judges several."""
    columns = [judged.value for judged in bound.judged.values()] + [found.column for found in bound.inputs]
    if len(columns) != 1:
        return "cast(null as decimal(28,6))"
    return f"cast({numbers.guard_sql(columns[0])} as decimal(28,{numbers.MEASURE_DIGITS}))"


def _measures_sql(plan: Plan) -> str:
    if not plan.measures:
        return "select unit_id, '' as measure, cast(null as decimal(28,6)) as value, '' as outcome from points_wide where 1 = 0"
    decimal = f"decimal(28,{numbers.MEASURE_DIGITS})"
    columns = ",\n        ".join(
        f"cast(case when s__{name} = 0 then {numbers.guard_sql(f'v__{name}')} end as {decimal}) as w__{name}, s__{name} as o__{name}"
        for name in plan.measures
    )
    pairs = ", ".join(f"(w__{identity}, o__{identity}) as {literal(identity)}" for identity in plan.measures)
    return f"""select unit_id, measure, value, {OUTCOMES} as outcome
from (
    select
        unit_id,
        {columns}
    from measures_wide
) as w
unpivot include nulls ((value, o) for measure in ({pairs}))
order by unit_id, measure"""


def _points_sql(plan: Plan) -> str:
    nodes = {bound.node.id: i for i, bound in enumerate(plan.bound)}
    columns = ",\n        ".join(
        f"o__{slug(bound.node.id)}, p__{slug(bound.node.id)}, {_value_sql(bound)} as w__{slug(bound.node.id)}" for bound in plan.bound
    )
    triples = ", ".join(f"(o__{slug(node)}, p__{slug(node)}, w__{slug(node)}) as {literal(node)}" for node in nodes)
    full = ",\n    ".join(
        f"({literal(bound.node.id)}, {literal(group)}, {numbers.decimal_sql(points)}, {nodes[bound.node.id]})"
        for bound in plan.bound
        for group, points in sorted(bound.node.points.items())
    )
    points = numbers.points_type(plan.criteria.policy.rounding.carry)
    return f"""select
    p.unit_id,
    p.indicator_id,
    {OUTCOMES} as outcome,
    case when p.o = 0 then p.value end as value,
    cast(f.full_points as {points}) as full_points,
    p.points,
    cast(f.full_points - p.points as {points}) as lost,
    r.reason,
    r.evidence,
    r.terms as sources,
    f.ord
from (
    select
        unit_id,
        grp,
        {columns}
    from points_wide
    inner join measures_wide using (unit_id, grp)
) as w
unpivot include nulls ((o, points, value) for indicator_id in ({triples})) as p
inner join (values
    {full}
) as f (indicator_id, grp, full_points, ord) on p.indicator_id = f.indicator_id and p.grp = f.grp
left join reasons as r on p.unit_id = r.unit_id and p.indicator_id = r.indicator_id
where p.o is not null
order by p.unit_id, f.ord"""


def _nodes_sql(plan: Plan) -> str:
    blocks = [node.id for node, _ in plan.criteria.depths() if node.items]
    triples = ", ".join(f"(f__{slug(node)}, a__{slug(node)}, n__{slug(node)}) as {literal(node)}" for node in [ROOT, *blocks])
    rows = [
        (ROOT, plan.criteria.policy.not_applicable, 0),
        *((node.id, node.not_applicable, depth) for node, depth in plan.criteria.depths()),
    ]
    described = ",\n    ".join(f"({literal(node)}, {literal(policy)}, {depth}, {i})" for i, (node, policy, depth) in enumerate(rows))
    return sql_file(__package__, "node_scores.sql").format(blocks=triples, nodes=described)
