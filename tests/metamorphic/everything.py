"""One assessment with an indicator of every rule kind, drawn at random, and what the engine makes of it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from hypothesis import strategies as st

from scoring.authoring.case_tables import case_tables
from scoring.authoring.testing import compute
from scoring.criteria import check_coherence, read_criteria
from scoring.files import yamlfile
from scoring.intake.dictionary import metrics
from scoring.measures import Names
from scoring.problems import sentence
from scoring.rules import KINDS, Plan, bind
from tests.rules.test_kinds_against_oracle import MARKS, indicators, units
from tests.rules.test_rule_cases import FRAME

Scored = dict[str, dict[str, Any]]
OWN = "a.x"  # the id of the indicator that the generators of kinds write


@dataclass(frozen=True)
class Assessment:
    """Criteria as they are written, and units as a case has them.

    Args:
        written: The criteria.
        units: The units.
        turned: Whether the rows of every input table are given in another order.
    """

    written: dict[str, Any]
    units: list[dict[str, Any]]
    turned: bool = False

    def scored(self) -> Scored:
        """What the engine says of every unit."""
        plan = bound(self.written)
        tables = case_tables(plan, self.units)
        if self.turned:
            chance = random.Random(len(self.units))  # noqa: S311 - an order, no secret
            tables = {name: chance.sample(rows, len(rows)) for name, rows in tables.items()}
        return compute(plan, tables)

    def changed(self, change: Callable[[dict[str, Any]], Any], units: Callable[[dict[str, Any]], Any] | None = None) -> Assessment:
        """The assessment with other criteria, or other units."""
        return replace(self, written=change(self.written), units=[(units or (lambda one: one))(unit) for unit in self.units])


def bound(written: dict[str, Any]) -> Plan:
    """The criteria, ready to run."""
    criteria, problems = read_criteria(yamlfile.YamlFile("everything.yaml", written))
    plan, more = bind(criteria, Names(criteria, metrics()))
    errors = [sentence(problem) for problem in (*problems, *check_coherence(criteria), *more) if problem.severity == "error"]
    assert not errors
    return plan


def indicator_of(kind: str) -> str:
    """The id of the indicator that a kind has."""
    return f"a.{kind}"


@st.composite
def assessments(draw: st.DrawFn) -> Assessment:
    """Five units under criteria with every kind."""
    own = [renamed(draw(indicators(kind)), OWN, indicator_of(kind)) for kind in KINDS]
    items = [each for each in own if "points" in each]
    written = FRAME | {
        "indicators": [{"id": "a", "title": "方面", "points": sum(item["points"] for item in items), "items": items}],
        "deductions": [each for each in own if "points" not in each],
    }
    return Assessment(written, [draw(one_unit(number)) for number in range(5)])


@st.composite
def one_unit(draw: st.DrawFn, number: int) -> dict[str, Any]:
    """A unit with inputs for every kind."""
    unit = draw(units("update_cycle", number))
    places = st.sampled_from([*map(indicator_of, KINDS), "a.other"])
    return unit | {
        "marks": {key: value for kind, marks in MARKS.items() for key, value in renamed(marks(draw), OWN, indicator_of(kind)).items()},
        "updates": renamed(unit["updates"], OWN, indicator_of("update_cycle")),
        "findings": [finding | {"indicator": draw(places)} for finding in unit["findings"]],
        "exempt": {draw(places): "理由"} if unit["exempt"] else {},
    }


def renamed(value: Any, old: str, new: str) -> Any:
    """The value with every text, also among keys, that is an id or begins with it under another one."""
    if isinstance(value, dict):
        return {renamed(key, old, new): renamed(inner, old, new) for key, inner in value.items()}
    if isinstance(value, list):
        return [renamed(inner, old, new) for inner in value]
    if isinstance(value, str) and (value == old or value.startswith(f"{old}.")):
        return new + value.removeprefix(old)
    return value
