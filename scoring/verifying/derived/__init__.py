"""Scores, ranks and grades once more from the points of indicators: plain decimals and fractions, no engine."""

from scoring.verifying.derived.whole import Derived, UnitScore, derive_scores

__all__ = ["Derived", "UnitScore", "derive_scores"]
