"""How numbers over records are called inside written formulas."""

from __future__ import annotations

from scoring.criteria.records.measuring import cases_id, measure_of
from scoring.criteria.records.words import label_words
from scoring.measures.inputs import Input
from scoring.measures.names import Names


def label(names: Names, found: Input) -> tuple[str, str]:
    """What stands before and after a number over records in a written formula; empty where no short word says it."""
    rows = names.aggregates[cases_id(measure_of(found.key))].where
    before, after = label_words(names.aggregates[found.key], rows)
    return (names.year_words(found.years_back) + before, after) if before else ("", "")
