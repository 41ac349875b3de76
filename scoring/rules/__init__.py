"""Rules: each kind is one file; all indicators are computed in one wide pass."""

from scoring.rules.base import Bound, Row
from scoring.rules.binding import Plan, bind
from scoring.rules.kinds import KINDS
from scoring.rules.steps import build_points, columns_read

__all__ = ["KINDS", "Bound", "Plan", "Row", "bind", "build_points", "columns_read"]
