"""Relations between assessments that must hold whatever the numbers, for every rule kind that ``relations.yaml`` says."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from scoring.rules import KINDS
from tests.budgets import FACTOR
from tests.metamorphic.changes import CHANGES, COPY, indicator_name, kinds_of, only, table, unit_name
from tests.metamorphic.everything import Assessment, Scored, assessments, indicator_of
from tests.rules.test_rule_cases import case_list, plan_for

# One example has every kind and takes the engine twice; the simplest one, in which nearly nothing is measured, is left out.
FEW = settings(
    max_examples=max(round(3 * FACTOR), 1),
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
TOTALS = ("base", "bonus", "penalty", "total_exact", "total_printed", "rank", "grade")
STEP = Decimal("0.0001")  # the last digit that points are carried with


@st.composite
def drawn(draw: st.DrawFn) -> Assessment:
    assume(draw(st.booleans()))
    return draw(assessments())


def assert_same(first: Scored, second: Scored, ids: Iterable[str], *, sentences: bool = True, totals: bool = True) -> None:
    """Units of the first have the same in the second."""
    for unit, row in first.items():
        for key in ("outcomes", "points", "reasons") if sentences else ("outcomes", "points"):
            for indicator in ids:
                assert row[key].get(indicator) == second[unit][key].get(indicator), (unit, key, indicator)
        for key in TOTALS if totals else ():
            assert row[key] == second[unit][key], (unit, key)


def ids_of(kinds: Iterable[str]) -> list[str]:
    return [indicator_of(kind) for kind in kinds]


@pytest.mark.parametrize("relation", ["order_of_units", "order_of_rows", "order_of_indicators"])
@FEW
@given(assessment=drawn())
def test_no_order_changes_anything(relation: str, assessment: Assessment) -> None:
    assert_same(assessment.scored(), CHANGES[relation](assessment).scored(), ids_of(kinds_of(relation)))


@FEW
@given(assessment=drawn())
def test_units_under_other_ids_have_what_they_had(assessment: Assessment) -> None:
    second = CHANGES["renamed_units"](assessment).scored()
    back = {unit: second[unit_name(unit)] for unit in assessment.scored()}
    assert_same(assessment.scored(), back, ids_of(kinds_of("renamed_units")))


@FEW
@given(assessment=drawn())
def test_indicators_under_other_ids_have_what_they_had(assessment: Assessment) -> None:
    ids = ids_of(kinds_of("renamed_indicators"))
    back = {
        unit: row | {key: {name: row[key].get(indicator_name(name)) for name in ids} for key in ("outcomes", "points", "reasons")}
        for unit, row in CHANGES["renamed_indicators"](assessment).scored().items()
    }
    assert_same(assessment.scored(), back, ids)


@FEW
@given(assessment=drawn())
def test_years_later_everything_is_the_same(assessment: Assessment) -> None:
    second = CHANGES["years_later"](assessment).scored()
    assert_same(assessment.scored(), second, ids_of(kinds_of("years_later")), sentences=False)


@FEW
@given(assessment=drawn())
def test_a_copy_of_a_unit_ties_with_it(assessment: Assessment) -> None:
    original = assessment.units[0]["id"]
    second = CHANGES["copied_unit"](assessment).scored()
    assert_same({COPY: second[COPY]}, {COPY: second[original]}, ids_of(KINDS))
    assert_same(assessment.scored(), second, ids_of(kinds_of("copied_unit")), totals=False)


@FEW
@given(assessment=drawn())
def test_a_unit_that_nothing_applies_to_changes_nobody(assessment: Assessment) -> None:
    relation = "unit_that_nothing_applies_to"
    assert_same(assessment.scored(), CHANGES[relation](assessment).scored(), ids_of(kinds_of(relation)))


@FEW
@given(assessment=drawn())
def test_a_region_in_two_runs_has_what_it_has_in_one(assessment: Assessment) -> None:
    kinds = kinds_of("region_in_two_runs")
    whole = only(assessment, kinds)
    first = whole.scored()
    for units in (whole.units[:2], whole.units[2:]):
        part = Assessment(whole.written, units).scored()
        for row in part.values():  # places are those of the run
            row["rank"] = None
        assert_same({unit: first[unit] | {"rank": None} for unit in part}, part, ids_of(kinds))


@FEW
@given(assessment=drawn())
def test_twice_the_points_are_twice_the_score(assessment: Assessment) -> None:
    """Half a unit of the last carried digit may be lost before and after doubling, for every indicator."""
    first, second = assessment.scored(), CHANGES["scaled_points"](assessment).scored()
    within = STEP * 2
    for unit, row in first.items():
        for indicator in ids_of(kinds_of("scaled_points")):
            once, twice = row["points"].get(indicator), second[unit]["points"].get(indicator)
            assert (once is None) == (twice is None), (unit, indicator)
            assert once is None or abs(twice - 2 * once) <= within, (unit, indicator, once, twice)
    far = within * len(KINDS)
    for one, other in combinations([unit for unit, row in first.items() if row["rank"] is not None], 2):
        apart = first[one]["total_printed"] - first[other]["total_printed"]
        if abs(apart) > far + Decimal("0.01"):
            assert (apart > 0) == (second[one]["total_exact"] > second[other]["total_exact"]), (one, other)


@FEW
@given(assessment=drawn())
def test_another_unit_of_measure_gives_the_same_points(assessment: Assessment) -> None:
    first, second = assessment.scored(), CHANGES["unit_of_measure"](assessment).scored()
    for unit, row in first.items():
        for indicator in ids_of(kinds_of("unit_of_measure")):
            once, again = row["points"].get(indicator), second[unit]["points"].get(indicator)
            assert row["outcomes"].get(indicator) == second[unit]["outcomes"].get(indicator), (unit, indicator)
            assert once == again or abs(once - again) <= STEP, (unit, indicator, once, again)


# --- the table --------------------------------------------------------------------------


def test_the_table_speaks_of_every_kind_and_every_relation_has_its_change() -> None:
    assert set(table()["kinds"]) == set(KINDS)
    assert set(table()["relations"]) == set(CHANGES) | {"region_in_two_runs"}
    ways = set(table()["kinds"].values())
    for name, relation in table()["relations"].items():
        without = relation.get("not_for", {})
        assert set(without) <= set(KINDS) | ways, name
        assert relation["says"].endswith("."), name
        assert all(reason.endswith(".") for reason in without.values()), name
        assert kinds_of(name), name
    for parameters in table()["parameters"].values():
        assert set(parameters) <= set(KINDS)


def test_kinds_compare_units_as_the_table_says() -> None:
    """By every parameter that the cases of the kinds have."""
    variants = {repr(indicator): indicator for indicator, _ in (each.values for each in case_list())}
    found: dict[str, set[bool]] = {}
    for indicator in variants.values():
        bound = next(each for each in plan_for(indicator).bound if each.node.id == indicator["id"])
        found.setdefault(bound.kind.name, set()).add(bound.peers is not None)
    ways: dict[str, Callable[[set[bool]], bool]] = {
        "local": lambda seen: seen == {False},
        "peers": lambda seen: seen == {True},
        "either": lambda seen: seen == {True, False},
    }
    wrong: dict[str, Any] = {kind: seen for kind, seen in found.items() if not ways[table()["kinds"][kind]](seen)}
    assert set(found) == set(KINDS)
    assert wrong == {}
