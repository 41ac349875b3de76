"""The order of units: score, then tie-breakers, as SQL for the windows that rank."""

from __future__ import annotations

import re

from scoring import numbers
from scoring.criteria.formulas import formula_sql
from scoring.criteria.model import Criteria
from scoring.criteria.policy import Best
from scoring.criteria.tiebreaks import PARTS, tie_breakers
from scoring.engine.database import literal, sql_file
from scoring.rules.steps import slug

RANK_FUNCTION = {"competition": "rank", "dense": "dense_rank"}
# What a score lacks to the place before, however the ranking runs.
TO_NEXT_RANK = {"highest": "s.before_score - u.rank_score", "lowest": "u.rank_score - s.before_score"}
_DIRECTION: dict[Best, str] = {"highest": "desc", "lowest": "asc"}


def breaker_columns(criteria: Criteria) -> list[str]:
    """SQL of every tie-breaker: points that counted, NULL where there are none (for the aliases see :func:`breaker_joins`)."""
    return [_breaker_sql(criteria, by) for by, _ in tie_breakers(criteria)]


def _breaker_sql(criteria: Criteria, by: str) -> str:
    if by in PARTS:
        return f"t.{by}"
    bonus = next((bonus for bonus in criteria.bonuses if bonus.node.id == by), None)
    if bonus is not None and bonus.gate is not None:
        # The gate of a component's bonus knows the component's base.
        alias = f"c__{slug(bonus.component)}" if bonus.component else "t"
        open_gate = formula_sql(bonus.gate, lambda _name: f"cast({alias}.base as double)")
        return f"case when {open_gate} then w.p__{slug(by)} else 0 end"
    block = next((node for node in criteria.nodes() if node.id == by and node.items), None)
    if block is None:
        return f"w.p__{slug(by)}"
    # Groups without the block have zeros there, which would be points.
    groups = ", ".join(literal(group) for group in block.points)
    return f"case when t.grp in ({groups}) then s.n__{slug(by)} end"


def breaker_joins(criteria: Criteria) -> str:
    """SQL of the joins that :func:`breaker_columns` needs."""
    columns = " ".join(breaker_columns(criteria))
    named = [("scores_wide", "s", ""), ("points_wide", "w", "")]
    named += [
        ("totals", f"c__{slug(node.id)}", f" and c__{slug(node.id)}.component = {literal(node.id)}") for node in criteria.components()
    ]
    return "".join(
        f"\nleft join {table} as {alias} on t.unit_id = {alias}.unit_id{only}"
        for table, alias, only in named
        if re.search(rf"\b{alias}\.", columns)
    )


def placed_sql(criteria: Criteria) -> str:
    """SQL of table ``placed``; the windows run over a narrow table."""
    policy, breakers = criteria.policy, tie_breakers(criteria)
    names = [f"b{i}" for i in range(len(breakers))]
    rest = [f"{name} {_DIRECTION[best]} nulls last" for name, (_, best) in zip(names, breakers, strict=True)]
    order = ", ".join([f"rank_score {_DIRECTION[policy.best]} nulls last", *rest])
    function = RANK_FUNCTION[policy.ties]
    return sql_file(__package__, "placed.sql").format(
        columns="".join(f"{name},\n    " for name in names),
        order=order,
        rank_function=function,
        overall=f"{function}() over (order by {order})" if policy.overall else "cast(null as bigint)",
        keys="".join(f", {name}" for name in names),
        tie_place=f"dense_rank() over (partition by grp order by {', '.join(rest)})" if rest else "1",
    )


def compared_sql(criteria: Criteria) -> str:
    """SQL of table ``tie_breakers``: one row per ranked unit x tie-breaker, what was compared."""
    points = numbers.points_type(criteria.policy.rounding.carry)
    if not criteria.policy.break_ties:
        return f"select unit_id, 0 as ord, '' as tie_breaker, cast(null as {points}) as points from placed where 1 = 0"
    rows = [
        f"select unit_id, {i} as ord, {literal(by)} as tie_breaker, cast(b{i} as {points}) as points from placed"
        for i, (by, _) in enumerate(tie_breakers(criteria))
    ]
    return "\nunion all\n".join(rows) + "\norder by unit_id, ord"


def places_sql(criteria: Criteria) -> str:
    """SQL of table ``places``: distinct places with the tie-breaker that decided."""
    breakers = [by for by, _ in tie_breakers(criteria)]
    window = "over (partition by grp order by place)"
    neighbours = [f"lag(b{i}) {window} as before_{i},\n        lead(b{i}) {window} as after_{i},\n        " for i in range(len(breakers))]
    first_before, first_after = (_first_difference(breakers, side) for side in ("before", "after"))
    decided = f"case when before_score = rank_score then {first_before} when after_score = rank_score then {first_after} end"
    return sql_file(__package__, "places.sql").format(
        decided=decided if breakers else "cast(null as varchar)",
        neighbours="".join(neighbours),
        keys="".join(f"min(b{i}) as b{i},\n            " for i in range(len(breakers))),
    )


def _first_difference(breakers: list[str], side: str) -> str:
    cases = " ".join(f"when b{i} is distinct from {side}_{i} then {literal(by)}" for i, by in enumerate(breakers))
    return f"case {cases} end"
