"""Ranks, ties and grades inside each group."""

from __future__ import annotations

from scoring import numbers
from scoring.criteria.model import Criteria
from scoring.database import Session, literal, sql_file

RANK_FUNCTION = {"competition": "rank", "dense": "dense_rank"}


def build_ranking(session: Session, criteria: Criteria) -> None:
    """Make table ``ranking``: one row per scored unit, in rank order, ties by unit order.

    Competition ranks (1-2-2-4) or dense ranks (1-2-2-3) on the printed or the exact total, as the
    criteria declare. Grades are half-open [from, next). A gate that fires overrides the grade, and may
    take the unit out of the ranking.
    """
    session.step("grade_bounds", _bounds_sql(criteria))
    session.step("ranked_units", _units_sql(criteria))
    session.step("ranking", sql_file(__package__, "ranking.sql").replace("{rank_function}", RANK_FUNCTION[criteria.policy.ties]))


def _bounds_sql(criteria: Criteria) -> str:
    rows = [
        f"({literal(group.id)}, {position}, {literal(grade.grade)}, {numbers.decimal_sql(grade.lower)})"
        for group in criteria.groups
        for position, grade in enumerate(group.grades)
    ]
    values = ",\n    ".join(rows)
    return (
        "select grp, position, grade, cast(lower_bound as decimal(18,4)) as lower_bound\n"
        f"from (values\n    {values}\n) as t (grp, position, grade, lower_bound)"
    )


def _units_sql(criteria: Criteria) -> str:
    score = "t.total_printed" if criteria.policy.rank_on == "printed" else "t.total_exact"
    grades = " ".join(f"when {literal(gate.id)} then {literal(gate.grade)}" for gate in criteria.gates if gate.grade)
    unranked = ", ".join(literal(gate.id) for gate in criteria.gates if not gate.ranked)
    condition = "u.status = 'assessed'" + (f" and coalesce(t.gate, '') not in ({unranked})" if unranked else "")
    return f"""select
    t.unit_id,
    t.grp,
    u.ord,
    t.total_printed,
    t.total_exact,
    t.gate,
    {f"case t.gate {grades} end" if grades else "cast(null as varchar)"} as gate_grade,
    {score} as grade_score,
    case when {condition} then {score} end as rank_score
from totals as t
inner join units as u on t.unit_id = u.unit_id
order by t.unit_id"""
