"""Grades: half-open intervals of the score, ceilings that gates set, and shares of a group's units."""

from __future__ import annotations

from scoring import numbers
from scoring.criteria.model import Criteria, Gate
from scoring.engine.database import Session, literal, sql_file
from scoring.rules.steps import slug

# A share of units as a number of places; the product is exact, so no place is won or lost to a double.
PLACES = {"down": "floor({0})", "half_up": "floor({0} + 0.5)", "up": "ceil({0})"}
TIE = {"keep_out": "h.sharing - 1", "let_in": "0"}
# Position of the grade whose interval holds the score; tables begin with the best grade.
POSITION = {
    "highest": "coalesce(min(case when u.grade_score >= g.lower_bound then g.position end), max(g.position))",
    "lowest": "coalesce(max(case when u.grade_score >= g.lower_bound then g.position end), 0)",
}
# What the score lacks to the next better grade. Where the lowest is the best, it must fall below its own interval.
TO_NEXT_GRADE = {
    "highest": "better_grade.lower_bound - u.grade_score",
    "lowest": "case when better_grade.position is not null then u.grade_score - g.lower_bound end",
}


def grade_units(session: Session, criteria: Criteria) -> None:
    """Make table ``graded`` (a row per graded unit).

    Args:
        session: Holds ``ranked_units``, ``placed`` and ``grade_bounds``.
        criteria: Grade tables by group; the units of a group without one have no row.
    """
    session.step("graded", sql_file(__package__, "graded.sql").format(position=POSITION[criteria.policy.best]))
    for position in _quota_positions(criteria):
        session.step("graded", _quota_sql(criteria, position))


def _quota_positions(criteria: Criteria) -> list[int]:
    return sorted({i for group in criteria.groups for i, grade in enumerate(group.grades) if grade.at_most is not None})


def _quota_sql(criteria: Criteria, position: int) -> str:
    quota = criteria.policy.quota
    rounding, ties = (quota.rounding, quota.ties) if quota else ("down", "keep_out")
    places = PLACES[rounding].format("cast(b.at_most * c.units as decimal(28,10))")
    return sql_file(__package__, "quota.sql").format(position=position, rounded=places, tie=TIE[ties])


def bounds_sql(criteria: Criteria) -> str:
    """SQL of table ``grade_bounds``: a row per group x grade, best first; a group without a grade table has none."""
    rows = [
        f"({literal(group.id)}, {position}, {literal(grade.grade)}, {numbers.decimal_sql(grade.lower)}, "
        f"{'null' if grade.at_most is None else numbers.decimal_sql(grade.at_most)})"
        for group in criteria.groups
        for position, grade in enumerate(group.grades)
    ]
    values = ",\n    ".join(rows or ["('', 0, '', 0, null)"])
    return (
        "select grp, position, grade, cast(lower_bound as decimal(18,10)) as lower_bound, cast(at_most as decimal(18,10)) as at_most\n"
        f"from (values\n    {values}\n) as t (grp, position, grade, lower_bound, at_most)" + ("" if rows else "\nwhere grp <> ''")
    )


def ceiling_sql(criteria: Criteria, gate: Gate) -> str:
    """Position of the best grade that a gate leaves possible, by group, where it fires."""
    cases = " ".join(
        f"when {literal(group.id)} then {position}"
        for group in criteria.groups
        for position, grade in enumerate(group.grades)
        if grade.grade == gate.ceiling
    )
    return f"case when t.g__{slug(gate.id)} then case t.grp {cases} else 0 end else 0 end" if cases else "0"
