"""Sentences about cases that follow the sentence of a point."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from scoring.criteria.records.measuring import measure_of
from scoring.engine.database import Session, literal, sql_file
from scoring.measures import Input
from scoring.results.records.describing import describe_records
from scoring.results.records.words import MOST_CASES, outcome_sentence
from scoring.rules import Plan

_LISTED = MOST_CASES + 1  # cases of a unit, measure and state: one more than are named, so that 等 can be said


class CaseSentences:
    """What became of the cases of every unit, looked up once.

    Args:
        session: Holds ``record_states``, ``record_listed`` and ``record_cases`` where the criteria measure something over records.
        plan: The bound criteria.
        unit: Only this unit; all when None.
    """

    def __init__(self, session: Session, plan: Plan, unit: str | None = None) -> None:
        self.described = describe_records(plan)
        self.counts: dict[tuple[str, str, str], dict[str, Any]] = {}
        self.cases: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
        if self.described:
            own = f"unit_id = {literal(unit)}" if unit is not None else "1 = 1"
            for row in session.records(f"select * from record_states where {own} order by unit_id, measure, deadline"):
                self.counts[row["unit_id"], row["measure"], row["deadline"]] = row
            for row in session.records(sql_file(__package__, "listed_cases.sql").format(own=own, most=_LISTED)):
                self.cases[row["unit_id"], row["measure"], row["deadline"]].append(row)

    def said(self, unit: str, inputs: Iterable[Input]) -> str:
        """One sentence per measure and deadline that some input of this year belongs to; empty where there is no case."""
        if not self.described:
            return ""
        measures = dict.fromkeys(measure_of(found.key) for found in inputs if found.kind == "record" and not found.years_back)
        asked = [(unit, measure, deadline) for measure in measures for deadline in self.described["measures"][measure]["deadlines"]]
        return "".join(
            outcome_sentence(self.described["deadlines"][key[2]], self.counts[key], self.cases.get(key, ()))
            for key in asked
            if key in self.counts
        )
