"""The what-if page computes what the engine computes, to the printed digit: totals, ranks over groups and all, grades."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from scoring.authoring.case_tables import case_tables
from scoring.authoring.testing import score_tables
from scoring.engine.database import Session
from scoring.folder.planning import usable_plan
from tests.budgets import examples
from tests.repository import ROOT
from tests.reweighing.page import Page, compared, page, page_file
from tests.reweighing.ranking import close, crowd, ranked
from tests.rules import test_packs_against_oracle as packs
from tests.rules.frame import FRAME, merged
from tests.scores import test_members_against_oracle as members
from tests.scores import test_structures_against_oracle as components
from tests.scores import test_trees_against_oracle as trees
from tests.scores.test_structure_cases import planned

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
    written = data.draw(ranked(trees.criteria()))
    scored(running, planned(written), twice(data.draw(trees.units(written))), data.draw(st.integers(0, 10**6)))


@settings(trees.QUIET, max_examples=examples(4), phases=ONCE)
@given(st.data())
def test_of_random_components(running: Page, data: st.DataObject) -> None:
    written = data.draw(ranked(components.criteria()))
    scored(running, planned(written), twice(data.draw(components.units(written))), data.draw(st.integers(0, 10**6)))


@settings(trees.QUIET, max_examples=examples(3), phases=ONCE)
@given(st.data())
def test_of_units_made_of_others(running: Page, data: st.DataObject) -> None:
    written = data.draw(ranked(members.criteria()))
    scored(running, planned(written), data.draw(members.units(written)), data.draw(st.integers(0, 10**6)))


@settings(trees.QUIET, max_examples=examples(7), phases=ONCE)
@given(st.data())
def test_of_equal_totals(running: Page, data: st.DataObject) -> None:
    written = data.draw(ranked(close()))
    scored(running, planned(written), data.draw(crowd()), data.draw(st.integers(0, 10**6)))


@pytest.mark.parametrize("pack", sorted({*packs.PACKS, "openness-2016"}))
@settings(trees.QUIET, max_examples=1, phases=ONCE)
@given(data=st.data())
def test_of_every_shipped_pack(running: Page, pack: str, data: st.DataObject) -> None:
    plan = usable_plan(ROOT / "criteria" / pack / "criteria.yaml")
    units = [data.draw(packs.one_unit(plan, number)) for number in range(5)]
    scored(running, plan, units, data.draw(st.integers(0, 10**6)))


def test_a_gate_that_takes_a_root_of_a_score_is_the_engines_alone(running: Page) -> None:
    leaf = {"id": "a", "title": "甲", "points": 100, "rule": {"judgement": {"from": 0, "to": 10}}}
    gate = {"id": "gate", "title": "门", "when": "sqrt(base) < 5", "then": {"grade": "不合格"}}
    plan = planned(merged(FRAME, {"indicators": [leaf], "gates": [gate]}))
    with Session(threads=1) as session:
        score_tables(session, plan, case_tables(plan, [{"id": "u1", "group": "city", "marks": {"a": 1}}]))
        file = page_file(session, plan)
    assert (file["units"], file["points"]) == ([], {})
    assert running.ask({"file": file})["offered"] is False


def test_points_with_eight_decimals(running: Page) -> None:
    leaves = [
        {"id": name, "title": name, "points": points, "rule": {"judgement": {"from": 0, "to": 7}}}
        for name, points in (("a", 100), ("b", 900))
    ]
    rounding = {"digits": 3, "mode": "half_up", "at": "total", "carry": 8}
    plan = planned(merged(FRAME, {"indicators": leaves, "policy": {"rounding": rounding}}))
    units = [{"id": f"u{mark}", "group": "city", "marks": {"a": mark, "b": 7 - mark}} for mark in range(8)]
    assert scored(running, plan, units, 1) == 8 * MOVES
