"""The two development indices by their technical notes in plain decimals: what the cases of the packs pin is what the formulas give."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from typing import Any

import pytest

from scoring.files import yamlfile
from tests.repository import ROOT

ZERO, ONE = Decimal(0), Decimal(1)
STEP = Decimal("0.00000005")  # the engine carries eight decimals and rounds at every step


def cases(pack: str) -> list[Any]:
    """Every unit whose cases pin an index."""
    data = yamlfile.read(ROOT / "criteria" / pack / "cases" / "countries.yaml").data
    return [pytest.param(unit, id=unit["id"]) for case in data for unit in case["units"] if unit["expect"].get("total") is not None]


def cube_root(value: Decimal) -> Decimal:
    return ZERO if value == 0 else (value.ln() / 3).exp()


def between(value: Decimal, lower: int, upper: int) -> Decimal:
    return min(max((value - lower) / (upper - lower), ZERO), ONE)


def human_development(facts: dict[str, Decimal]) -> Decimal:
    """Technical note 1: goalposts, arithmetic mean of education, geometric mean of the three."""
    health = between(facts["life_expectancy"], 20, 85)
    education = (between(facts["expected_schooling"], 0, 18) + between(facts["mean_schooling"], 0, 15)) / 2
    lowest, highest = Decimal(100).ln(), Decimal(75000).ln()
    income = min(max((facts["gni_per_capita"].ln() - lowest) / (highest - lowest), ZERO), ONE)
    return cube_root(health * education * income)


def gender_inequality(facts: dict[str, Decimal]) -> Decimal:
    """Technical note 4, step by step."""
    mortality = min(max(facts["maternal_mortality"], Decimal(10)), Decimal(1000))
    seats = max(facts["parliament_women"], Decimal("0.1"))
    health = (10 / mortality / facts["adolescent_births"]).sqrt()
    empowered = (seats * facts["secondary_women"]).sqrt(), (facts["parliament_men"] * facts["secondary_men"]).sqrt()
    labour = facts["labour_women"], facts["labour_men"]
    women, men = cube_root(health * empowered[0] * labour[0]), cube_root(empowered[1] * labour[1])
    harmonic = 2 / (1 / women + 1 / men)
    return 1 - harmonic / cube_root((health + 1) / 2 * sum(empowered) / 2 * sum(labour) / 2)


def assert_pinned(unit: dict[str, Any], index: Decimal) -> None:
    """Three decimals alike, and the carried value within the rounding of its steps."""
    expect = unit["expect"]
    assert index.quantize(Decimal("0.001"), ROUND_HALF_UP) == expect["total"]
    if "exact" in expect:
        assert abs(index - expect["exact"]) < STEP


@pytest.mark.parametrize("unit", cases("human-development"))
def test_human_development_is_technical_note_1(unit: dict[str, Any]) -> None:
    with localcontext(Context(prec=40)):
        assert_pinned(unit, human_development({name: Decimal(value) for name, value in unit["facts"].items()}))


@pytest.mark.parametrize("unit", cases("gender-inequality"))
def test_gender_inequality_is_technical_note_4(unit: dict[str, Any]) -> None:
    with localcontext(Context(prec=40)):
        assert_pinned(unit, gender_inequality({name: Decimal(value) for name, value in unit["facts"].items()}))


@pytest.mark.parametrize(("pack", "lowest_best"), [("human-development", False), ("gender-inequality", True)])
def test_a_dozen_countries_are_ranked_as_declared(pack: str, lowest_best: bool) -> None:  # noqa: FBT001 - a column of the table
    (case, *_) = yamlfile.read(ROOT / "criteria" / pack / "cases" / "countries.yaml").data
    expected = [unit["expect"] for unit in case["units"]]
    on = "exact" if lowest_best else "total"
    assert len(expected) >= 12
    for one in expected:
        better = sum(other[on] < one[on] if lowest_best else other[on] > one[on] for other in expected)
        assert one["rank"] == 1 + better
