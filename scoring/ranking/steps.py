"""Ranks, ties and grades inside each group."""

from __future__ import annotations

from scoring import numbers
from scoring.criteria.model import Criteria, Gate
from scoring.database import Session, literal, sql_file
from scoring.rules.steps import slug

RANK_FUNCTION = {"competition": "rank", "dense": "dense_rank"}
# A share of units as a number of places; the product is exact, so no place is won or lost to a double.
PLACES = {"down": "floor({0})", "half_up": "floor({0} + 0.5)", "up": "ceil({0})"}
TIE = {"keep_out": "p.sharing - 1", "let_in": "0"}


def build_ranking(session: Session, criteria: Criteria) -> None:
    """Make table ``ranking``: one row per scored unit, in rank order, ties by unit order.

    Competition ranks (1-2-2-4) or dense ranks (1-2-2-3) on the printed or the exact total, as the
    criteria declare. Grades are half-open [from, next), at most a declared share of a group's ranked
    units. A gate that fires overrides the grade, sets a ceiling, or takes the unit out of the ranking.
    """
    session.step("grade_bounds", _bounds_sql(criteria))
    session.step("ranked_units", _units_sql(criteria))
    session.step("graded", sql_file(__package__, "graded.sql"))
    for position in _quota_positions(criteria):
        session.step("graded", _quota_sql(criteria, position))
    points = numbers.points_type(criteria.policy.rounding.carry)
    session.step(
        "ranking", sql_file(__package__, "ranking.sql").format(rank_function=RANK_FUNCTION[criteria.policy.ties], points_type=points)
    )


def _quota_positions(criteria: Criteria) -> list[int]:
    return sorted({i for group in criteria.groups for i, grade in enumerate(group.grades) if grade.at_most is not None})


def _quota_sql(criteria: Criteria, position: int) -> str:
    quota = criteria.policy.quota
    rounding, ties = (quota.rounding, quota.ties) if quota else ("down", "keep_out")
    places = PLACES[rounding].format("cast(b.at_most * c.units as decimal(28,10))")
    return sql_file(__package__, "quota.sql").format(position=position, rounded=places, tie=TIE[ties])


def _bounds_sql(criteria: Criteria) -> str:
    rows = [
        f"({literal(group.id)}, {position}, {literal(grade.grade)}, {numbers.decimal_sql(grade.lower)}, "
        f"{'null' if grade.at_most is None else numbers.decimal_sql(grade.at_most)})"
        for group in criteria.groups
        for position, grade in enumerate(group.grades)
    ]
    values = ",\n    ".join(rows)
    return (
        "select grp, position, grade, cast(lower_bound as decimal(18,10)) as lower_bound, cast(at_most as decimal(18,10)) as at_most\n"
        f"from (values\n    {values}\n) as t (grp, position, grade, lower_bound, at_most)"
    )


def _units_sql(criteria: Criteria) -> str:
    score = "t.total_printed" if criteria.policy.rank_on == "printed" else "t.total_exact"
    grades = " ".join(f"when t.g__{slug(gate.id)} then {literal(gate.grade)}" for gate in criteria.gates if gate.grade)
    ceilings = [_ceiling_sql(criteria, gate) for gate in criteria.gates if gate.ceiling]
    unranked = "".join(f" and not t.g__{slug(gate.id)}" for gate in criteria.gates if not gate.ranked or gate.stop)
    screens = criteria.policy.screening is not None
    screened = "\nleft join screened as sc on t.unit_id = sc.unit_id" if screens else ""
    return f"""select
    t.unit_id,
    t.grp,
    u.ord,
    t.total_printed,
    t.total_exact,
    t.gate,
    {f"case {grades} end" if grades else "cast(null as varchar)"} as gate_grade,
    {f"greatest({', '.join(ceilings)}, 0)" if ceilings else "0"} as ceiling_position,
    {score} as grade_score,
    case when u.status = 'assessed'{unranked}{" and sc.unit_id is null" if screens else ""} then {score} end as rank_score
from totals as t
inner join units as u on t.unit_id = u.unit_id{screened}
where t.component = 'total'
order by t.unit_id"""


def _ceiling_sql(criteria: Criteria, gate: Gate) -> str:
    """Position of the best grade that a gate leaves possible, by group, where it fires."""
    cases = " ".join(
        f"when {literal(group.id)} then {position}"
        for group in criteria.groups
        for position, grade in enumerate(group.grades)
        if grade.grade == gate.ceiling
    )
    return f"case when t.g__{slug(gate.id)} then case t.grp {cases} else 0 end else 0 end" if cases else "0"
