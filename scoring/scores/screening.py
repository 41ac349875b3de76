"""Screening: units with too little data of their own are not ranked or get no total.

OECD/JRC Handbook (2008), step 3, and COINr ``Screen`` (``dat_thresh``, ``nonzero_thresh``): the share of a unit's
indicators, or of their points, that are measured with real data. Imputed values are not real data, nor are
blanks that count as zero; what does not apply to the unit and exemptions count neither way.
"""

from __future__ import annotations

from collections.abc import Iterable

from scoring import numbers
from scoring.criteria.preparation import Screening
from scoring.engine.database import Session, sql_file
from scoring.rules import Bound, Plan
from scoring.rules.base import EXEMPT, MEASURED, NOT_APPLICABLE, per_group_sql
from scoring.rules.steps import slug


def build_screened(session: Session, plan: Plan) -> None:
    """Make table ``screened``: one row per unit that is screened out.

    Columns: unit_id, grp, available (share with real data, 6 decimals), nonzero (share of values of measures
    that are not zero, NULL without any), lacking (whether it is ``available`` that is too small).

    Args:
        session: Holds ``points_wide``, ``measures_wide`` and ``units``.
        plan: The bound criteria.
    """
    rule = plan.criteria.policy.screening
    session.step("screened", sql_file(__package__, "nothing_screened.sql") if rule is None else _screened_sql(plan, rule))


def screened_join(table: str) -> str:
    """The join that gives ``sc.screened_unit`` for units that are screened out."""
    return f"\nleft join (select unit_id as screened_unit from screened) as sc on {table}.unit_id = sc.screened_unit"


def _screened_sql(plan: Plan, rule: Screening) -> str:
    leaves = {leaf.id for leaf in plan.criteria.leaves()}
    bound = [item for item in plan.bound if item.node.id in leaves]
    weights = [_weight_sql(item, rule) for item in bound]
    whole = _sum(f"o__{slug(item.node.id)} not in ({NOT_APPLICABLE}, {EXEMPT}) then {w}" for item, w in zip(bound, weights, strict=True))
    real = _sum(f"{_real_sql(plan, item)} then {w}" for item, w in zip(bound, weights, strict=True))
    valued = [item for item in bound if item.node.measure]
    count = _sum(f"{_real_sql(plan, item)} then 1" for item in valued)
    nonzero = _sum(f"{_real_sql(plan, item)} and {numbers.guard_sql(_value(plan, item))} <> 0 then 1" for item in valued)
    imputed = [f"i__{identity}" for item in bound for identity in item.judged if plan.names.measures[identity].impute]
    columns = dict.fromkeys(["unit_id as measured_unit", *imputed, *(_value(plan, item).removeprefix("m.") for item in valued)])
    lacking = f"real_sum < whole_sum * {numbers.decimal_sql(rule.available)}"
    zeros = "" if rule.nonzero is None else f" or nonzero_sum < value_sum * {numbers.decimal_sql(rule.nonzero)}"
    return f"""select
    unit_id,
    grp,
    {numbers.snap_sql("cast(real_sum as double) / nullif(cast(whole_sum as double), 0)", 6)} as available,
    {numbers.snap_sql("cast(nonzero_sum as double) / nullif(cast(value_sum as double), 0)", 6)} as nonzero,
    {lacking} as lacking
from (
    select
        p.unit_id,
        p.grp,
        {whole} as whole_sum,
        {real} as real_sum,
        {count} as value_sum,
        {nonzero} as nonzero_sum
    from points_wide as p
    inner join (
        select {", ".join(columns)} from measures_wide
    ) as m on p.unit_id = m.measured_unit
) as counted
where {lacking}{zeros}
order by unit_id"""


def _weight_sql(bound: Bound, rule: Screening) -> str:
    return f"coalesce({per_group_sql(bound.node.points)}, 0)" if rule.of == "points" else "1"


def _real_sql(plan: Plan, bound: Bound) -> str:
    """Measured, and from nothing imputed."""
    imputed = "".join(f" and m.i__{identity} = 0" for identity in bound.judged if plan.names.measures[identity].impute)
    return f"o__{slug(bound.node.id)} = {MEASURED}{imputed}"


def _value(plan: Plan, bound: Bound) -> str:
    """The value as it was measured, before outliers were treated."""
    measure = bound.node.measure
    return f"m.{'r' if measure and plan.names.measures[measure].prepared else 'v'}__{measure}"


def _sum(cases: Iterable[str]) -> str:
    return " + ".join(f"case when {case} else 0 end" for case in cases) or "0"
