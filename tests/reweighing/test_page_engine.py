"""The what-if page computes what the engine computes, to the printed digit: totals, ranks over groups and all, grades."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from scoring.case_tables import case_tables
from scoring.criteria_testing import score_tables
from scoring.database import Session
from scoring.planning import usable_plan
from tests.budgets import examples
from tests.engine import test_members_against_oracle as members
from tests.engine import test_packs_against_oracle as packs
from tests.engine import test_structures_against_oracle as components
from tests.engine import test_trees_against_oracle as trees
from tests.engine.test_structure_cases import planned
from tests.repository import ROOT
from tests.reweighing.page import Page, compared, page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scoring.rules import Plan

ONCE = [Phase.explicit, Phase.generate]  # making a failing case smaller takes longer than reading it
MOVES = 3


@pytest.fixture(scope="module")
def running() -> Iterator[Page]:
    with page() as started:
        yield started


def scored(running: Page, plan: Plan, units: list[dict[str, Any]], seed: int) -> int:
    with Session(threads=1) as session:
        score_tables(session, plan, case_tables(plan, units))
        return compared(running, session, plan, random.Random(seed), MOVES)  # noqa: S311 - sliders of a test, no secret


def twice(units: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [*units, *({**unit, "id": f"v{unit['id']}"} for unit in units)]


@settings(trees.QUIET, max_examples=examples(4), phases=ONCE)
@given(st.data())
def test_of_random_trees(running: Page, data: st.DataObject) -> None:
    written = data.draw(trees.criteria())
    scored(running, planned(written), twice(data.draw(trees.units(written))), data.draw(st.integers(0, 10**6)))


@settings(trees.QUIET, max_examples=examples(4), phases=ONCE)
@given(st.data())
def test_of_random_components(running: Page, data: st.DataObject) -> None:
    written = data.draw(components.criteria())
    scored(running, planned(written), twice(data.draw(components.units(written))), data.draw(st.integers(0, 10**6)))


@settings(trees.QUIET, max_examples=examples(3), phases=ONCE)
@given(st.data())
def test_of_units_made_of_others(running: Page, data: st.DataObject) -> None:
    written = data.draw(members.criteria())
    scored(running, planned(written), data.draw(members.units(written)), data.draw(st.integers(0, 10**6)))


@pytest.mark.parametrize("pack", sorted({*packs.PACKS, "openness-2016"}))
@settings(trees.QUIET, max_examples=1, phases=ONCE)
@given(data=st.data())
def test_of_every_shipped_pack(running: Page, pack: str, data: st.DataObject) -> None:
    plan = usable_plan(ROOT / "criteria" / pack / "criteria.yaml")
    units = [data.draw(packs.one_unit(plan, number)) for number in range(5)]
    scored(running, plan, units, data.draw(st.integers(0, 10**6)))
