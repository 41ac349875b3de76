"""Sliders of the what-if page mean edited points: a run by criteria edited to them gives the totals, ranks and grades of the page."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.authoring.case_tables import case_tables
from scoring.authoring.testing import score_tables
from scoring.engine.database import Session
from scoring.reweighing.sharing import shared
from tests.budgets import examples
from tests.reweighing.editing import Lost, edited, ids, made_exact, without
from tests.reweighing.page import Page, page, page_file, said
from tests.reweighing.ranking import ranked
from tests.reweighing.test_page_engine import ONCE, twice
from tests.rules.frame import FRAME, merged
from tests.scores import test_structures_against_oracle as components
from tests.scores import test_trees_against_oracle as trees
from tests.scores.test_structure_cases import planned

if TYPE_CHECKING:
    from collections.abc import Iterator

FACTORS = ["0", "0.05", "0.7", "1", "1", "1.5", "2", "3", "100"]


@pytest.fixture(scope="module")
def running() -> Iterator[Page]:
    with page() as started:
        yield started


def by_a_run(written: dict[str, Any], units: list[dict[str, Any]]) -> dict[str, Any]:
    """Totals, ranks and grades of a run from the start."""
    plan = planned(written)
    with Session(threads=1) as session:
        score_tables(session, plan, case_tables(plan, units))
        return said(session, plan.criteria.policy.rounding.digits)


def by_the_page(running: Page, written: dict[str, Any], units: list[dict[str, Any]], factors: dict[str, str]) -> dict[str, Any]:
    plan = planned(written)
    with Session(threads=1) as session:
        score_tables(session, plan, case_tables(plan, units))
        file = page_file(session, plan)
    assert running.ask({"file": file}) == {"offered": True, "differing": []}
    found = running.ask({"factors": factors})
    told = zip(found["totals"], found["ranks"], found["overall"], found["grades"], strict=True)
    return {} if found["lost"] else {unit["unit_id"]: values for unit, values in zip(file["units"], told, strict=True)}


def held(running: Page, data: st.DataObject, drawn: dict[str, Any], units: list[dict[str, Any]]) -> None:
    written = made_exact(drawn)
    blocks = written.get("components") or [written]
    marked = [leaf for block in blocks for node in block["indicators"] for leaf in trees.leaves(node) if "judgement" in leaf["rule"]]
    most = {leaf["id"]: leaf["rule"]["judgement"]["to"] for leaf in marked}
    weighed = [name for block in blocks for node in block["indicators"] for name in (node["id"], *ids(node))]
    parts = [part["id"] for part in written.get("components", [])]
    factors = {name: data.draw(st.sampled_from(FACTORS)) for name in weighed}
    factors |= {name: data.draw(st.sampled_from(FACTORS[1:])) for name in parts}  # at 0 its gates would still be asked
    given_units = without(units, set(), most)
    told = by_the_page(running, written, given_units, factors)
    try:
        after = edited(written, {name: Decimal(factor) for name, factor in factors.items()})
    except Lost:
        assert told == {}
        return
    assert told == by_a_run(after, without(given_units, set(ids(written)) - set(ids(after)), most)), factors


@settings(trees.QUIET, max_examples=examples(5), phases=ONCE)
@given(st.data())
def test_of_random_trees(running: Page, data: st.DataObject) -> None:
    written = data.draw(ranked(trees.criteria()))
    held(running, data, written, twice(data.draw(trees.units(written))))


@settings(trees.QUIET, max_examples=examples(5), phases=ONCE)
@given(st.data())
def test_of_random_components(running: Page, data: st.DataObject) -> None:
    written = data.draw(ranked(components.criteria()))
    held(running, data, written, twice(data.draw(components.units(written))))


def test_a_mean_that_is_left_out_may_have_all_its_items_left_out(running: Page) -> None:
    rule = {"judgement": {"from": 0, "to": 10}}
    items = [{"id": name, "title": name, "points": 1, "rule": rule} for name in "ab"]
    block = {"id": "x", "title": "甲", "points": 60, "mean": "arithmetic", "items": items}
    written = merged(FRAME, {"indicators": [block, {"id": "y", "title": "乙", "points": 40, "rule": rule}]})
    units = [{"id": "u1", "group": "city", "marks": {"a": 9, "b": 10, "y": 5}}]
    none = dict.fromkeys("ab", "0")
    assert by_the_page(running, written, units, none | {"x": "0"}) == {"u1": ("50.00", 1, 0, "不合格")}
    assert by_the_page(running, written, units, none) == {}  # the block keeps its points, and has nothing to give them to
    criteria, groups = planned(written).criteria, ["city"]
    by_engine = shared(criteria, {name: Decimal(0) for name in "abx"}, groups)
    assert (by_engine.lost, by_engine.points["y"]) == ([], {"city": Decimal(100)})
    assert shared(criteria, {name: Decimal(0) for name in "ab"}, groups).lost == [("x", "city")]
