"""Scores: from points of indicators to the totals of units."""

from scoring.scores.steps import build_scores
from scoring.scores.totals import undecided_gates_sql

__all__ = ["build_scores", "undecided_gates_sql"]
