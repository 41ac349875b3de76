"""Measures: expressions over facts and records, one wide row per unit."""

from scoring.measures.inputs import Input, status_sql
from scoring.measures.names import Names, column_of
from scoring.measures.preparing import check_years_back, years_back
from scoring.measures.steps import STATUS_OUTCOME, build_inputs, build_measures, outcome_sql

__all__ = [
    "STATUS_OUTCOME",
    "Input",
    "Names",
    "build_inputs",
    "build_measures",
    "check_years_back",
    "column_of",
    "outcome_sql",
    "status_sql",
    "years_back",
]
