"""Scores: from points of indicators to the totals of units."""

from scoring.scores.members import member_problems, missing_members
from scoring.scores.steps import build_scores, roll_up
from scoring.scores.stops import stopped_units_sql, undecided_gates_sql

__all__ = ["build_scores", "member_problems", "missing_members", "roll_up", "stopped_units_sql", "undecided_gates_sql"]
