"""Ranks, ties and grades inside each group."""

from __future__ import annotations

from typing import Literal

from scoring import numbers
from scoring.criteria.model import Criteria
from scoring.engine.database import Session, literal, sql_file
from scoring.ranking.grades import TO_NEXT_GRADE, bounds_sql, ceiling_sql, grade_units
from scoring.ranking.order import TO_NEXT_RANK, breaker_columns, breaker_joins, compared_sql, placed_sql, places_sql
from scoring.ranking.pairs import pairs_sql
from scoring.rules.steps import slug


def build_ranking(session: Session, criteria: Criteria) -> None:
    """Make tables ``ranking`` (a row per scored unit, in rank order, ties by unit order) and ``tie_breakers``.

    Competition ranks (1-2-2-4) or dense ranks (1-2-2-3) on the printed or the exact total, the highest
    or the lowest first, equal totals by the declared tie-breakers (``tie_broken_by`` names the one that
    decided), and if declared a rank over all groups. Grades are half-open intervals, at most a declared
    share of a group's ranked units. A gate that fires overrides the grade, sets a ceiling, or takes the
    unit out of the ranking. ``tie_breakers`` has a row per ranked unit x tie-breaker.

    Args:
        session: Holds ``units``, ``totals``, ``scores_wide`` and ``points_wide``.
        criteria: The declared policies.
    """
    build_ranked_units(session, criteria)
    session.step("grade_bounds", bounds_sql(criteria))
    rank_units(session, criteria)
    session.step("tie_breakers", compared_sql(criteria))


def build_ranked_units(session: Session, criteria: Criteria) -> None:
    """Make ``ranked_units``: a row per scored unit with the score that ranks, the score that grades and one column per tie-breaker."""
    session.step("ranked_units", _units_sql(criteria))


def rank_units(session: Session, criteria: Criteria) -> None:
    """Make ``placed``, ``places``, ``graded`` and ``ranking`` of what ``ranked_units`` and ``grade_bounds`` hold."""
    policy = criteria.policy
    session.step("placed", placed_sql(criteria))
    session.step("places", places_sql(criteria))
    grade_units(session, criteria)
    session.step(
        "ranking",
        sql_file(__package__, "ranking.sql").format(
            to_next_rank=TO_NEXT_RANK[policy.best],
            to_next_grade=TO_NEXT_GRADE[policy.best],
            points_type=numbers.points_type(policy.rounding.carry),
        ),
    )


def build_pairs(session: Session, criteria: Criteria, kind: Literal["table", "view"] = "table") -> None:
    """Make ``policy_pairs``: a row per pair of neighbours whose order hangs on a choice of policy, with a sentence that says on which."""
    session.step("policy_pairs", pairs_sql(criteria), kind=kind)


def _units_sql(criteria: Criteria) -> str:
    score = "t.total_printed" if criteria.policy.rank_on == "printed" else "t.total_exact"
    grades = " ".join(f"when t.g__{slug(gate.id)} then {literal(gate.grade)}" for gate in criteria.gates if gate.grade)
    ceilings = [ceiling_sql(criteria, gate) for gate in criteria.gates if gate.ceiling]
    unranked = "".join(f" and not t.g__{slug(gate.id)}" for gate in criteria.gates if not gate.ranked or gate.stop)
    screens = criteria.policy.screening is not None
    screened = "\nleft join screened as sc on t.unit_id = sc.unit_id" if screens else ""
    breakers = breaker_columns(criteria)
    named = "".join(f"    {column} as b{i},\n" for i, column in enumerate(breakers))
    wide = breaker_joins(criteria)
    return f"""select
    t.unit_id,
    t.grp,
    u.ord,
    t.total_printed,
    t.total_exact,
    t.gate,
{named}    {f"case {grades} end" if grades else "cast(null as varchar)"} as gate_grade,
    {f"greatest({', '.join(ceilings)}, 0)" if ceilings else "0"} as ceiling_position,
    {score} as grade_score,
    case when u.status = 'assessed'{unranked}{" and sc.unit_id is null" if screens else ""} then {score} end as rank_score
from totals as t
inner join units as u on t.unit_id = u.unit_id{wide}{screened}
where t.component = 'total'"""
