"""The assessment scored without what was decided, beside which the run shows what appeals moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scoring.appeals.loading import Appealed
from scoring.engine.database import literal, sql_file
from scoring.problems import Problem, has_errors
from scoring.rules.adjusting import judged_by
from scoring.rules.steps import slug

if TYPE_CHECKING:
    from collections.abc import Collection

    from scoring.engine.database import Session
    from scoring.rules import Plan


def score_before(session: Session, found: Appealed, wide: Collection[str]) -> list[Problem]:
    """Make ``ranking_before`` and ``appeal_points_before``: what every unit has without appeals.

    The tables that count stand again afterwards.

    Args:
        session: A prepared session (:func:`scoring.appeals.loading.load_appeals`).
        found: The appeals.
        wide: Metrics of a large table ``data``.

    Returns:
        P022 where figures that only an appeal brought are lacking before it: then nobody has a score before.
    """
    from scoring.ranking import build_ranking
    from scoring.rules.computing import judge
    from scoring.scores import build_scores, missing_members
    from scoring.scores.undecided import undecided

    plan = found.before
    _take(session, plan, found, "before")
    judge(session, plan, wide)
    problems = undecided(session, plan, found.shown)
    if not has_errors(problems):
        build_scores(session, plan)
        problems = missing_members(session, plan, found.shown)
    lacking = has_errors(problems)
    if not lacking:
        build_ranking(session, plan.criteria)
    kept = "select unit_id, grp, total_printed, total_exact, rank, tied_with, grade from ranking" if not lacking else _nobody(session)
    session.step("ranking_before", kept)
    session.step("appeal_points_before", _points_sql(session, plan))
    _take(session, plan, found, "judged")
    return [Problem("P022", found.shown, found=str(len(problems)))] if lacking else []


def _take(session: Session, plan: Plan, found: Appealed, state: str) -> None:
    """The tables as they came in (``before``) or as they count (``judged``), and which indicators are exempt by them."""
    from scoring.rules.records import exempt_leaves_sql

    for name in found.changed:
        session.step(f"records_{name}", f"select * from {name}_{state}")
    if state == "before":
        session.step("corrections_judged", "select * from corrections")
        session.step("corrections", f"select * from corrections_judged where file <> {literal(found.file)}")
    else:
        session.step("corrections", "select * from corrections_judged")
    session.step("exempt_leaves", exempt_leaves_sql(plan))


def _nobody(session: Session) -> str:
    """No rows of ``ranking_before``, in its shape."""
    session.step("ranking_lacking", "select unit_id, grp from units where 1 = 0")
    empty = "cast(null as decimal(18, 4)) as total_printed, cast(null as decimal(18, 4)) as total_exact"
    return f"select unit_id, grp, {empty}, 0 as rank, 0 as tied_with, '' as grade from ranking_lacking"


def build_effects(session: Session, plan: Plan) -> None:
    """Make ``appeal_points`` (points of every indicator appealed against, before and after) and ``appeal_effects``.

    ``appeal_effects`` has one row per unit: total, rank and grade before and after, and why they moved: ``own`` (its own appeal or
    adjustment), ``others`` (pushed by decisions on other units), or empty where nothing moved.

    Args:
        session: Scored, with ``ranking_before`` and ``appeal_points_before``.
        plan: The plan by which it was scored.
    """
    session.step("appeal_points_after", _points_sql(session, plan))
    session.step("appeal_points", sql_file(__package__, "appeal_points.sql"))
    session.step("appeal_effects", sql_file(__package__, "appeal_effects.sql"))


def _points_sql(session: Session, plan: Plan) -> str:
    """One row per unit x indicator that an appeal names: its points now."""
    asked = [row[0] for row in session.rows("select distinct indicator_id from appeals where indicator_id <> '' order by indicator_id")]
    by = judged_by(plan)
    parts = [_one(named, by[named].node.id) for named in asked if named in by]
    return (
        "\nunion all\n".join(parts)
        if parts
        else "select unit_id, '' as indicator_id, cast(null as decimal(18, 4)) as points from units where 1 = 0"
    )


def _one(asked: str, indicator: str) -> str:
    """Points of the indicator that judges what is named."""
    named = literal(asked)
    own = f"select unit_id from appeals where indicator_id = {named}"
    return f"select unit_id, {named} as indicator_id, p__{slug(indicator)} as points from points_wide where unit_id in ({own})"
