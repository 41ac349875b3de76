"""Totals of drawn weights are those that the engine itself gives with these weights, and full points stay what they are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from scoring import numbers
from scoring.authoring.case_tables import case_tables
from scoring.authoring.testing import score_tables
from scoring.engine.database import Session
from scoring.results.robustness.asked import asked_of
from scoring.results.robustness.drawing import drawn
from scoring.results.robustness.pools import pools_of, without
from scoring.results.robustness.reading import read_groups
from scoring.rules.steps import slug
from scoring.scores import build_scores
from tests.rules.frame import FRAME, merged
from tests.scores import test_structures_against_oracle as components
from tests.scores import test_trees_against_oracle as trees
from tests.scores.test_structure_cases import planned

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from scoring.criteria.model import Node
    from scoring.results.robustness.field import Field
    from scoring.rules import Plan

ASKED = asked_of({"range": "0.5"})
ONCE = [Phase.explicit, Phase.generate]


def weighted(node: Node, group: str, weights: Mapping[str, Decimal]) -> Node:
    """The node with other full points below: a block has what its items have, or as many times that as before."""
    items = tuple(weighted(item, group, weights) for item in node.items)
    points, means = dict(node.points), dict(node.weights)
    if group in points:
        before, after = (sum(item.points.get(group, 0) for item in several) for several in (node.items, items))
        points[group] = weights[node.id] if node.id in weights else points[group] * after / before if before else points[group]
        if group in means and node.points[group]:
            means[group] *= points[group] / node.points[group]
    return replace(node, items=items, points=points, weights=means)


def scored(session: Session, plan: Plan, field: Field, row: np.ndarray) -> dict[str, Decimal]:
    """Totals of the engine when every indicator has another weight and every unit its share of it."""
    weights = dict(zip(field.columns, (numbers.from_double(weight) for weight in row.tolist()), strict=True))
    criteria = plan.criteria
    factors = {f"p__{slug(name)}": new / old for name, new, old in zip(field.columns, row.tolist(), field.weights.tolist(), strict=True)}
    session.con.execute("create or replace table declared_points as select * from points_wide")
    columns = [
        f"case when grp = '{field.group}' then cast(cast({name} as double) * {factors[name]!r} as {kind}) else {name} end as {name}"
        if name in factors
        else name
        for name, kind in session.rows("select column_name, column_type from (describe declared_points)")
    ]
    session.step("points_wide", f"select {', '.join(columns)} from declared_points")
    changed = tuple(weighted(node, field.group, weights) for node in criteria.indicators)
    build_scores(session, replace(plan, criteria=replace(criteria, indicators=changed)))
    session.step("points_wide", "select * from declared_points")
    return dict(session.rows("select unit_id, total_exact from totals where component = 'total'"))


@pytest.mark.parametrize("module", [trees, components])
@settings(trees.QUIET, max_examples=2, phases=ONCE)
@given(data=st.data())
def test_the_engine_gives_the_same_totals(module: Any, data: st.DataObject) -> None:
    written = data.draw(module.criteria())
    written["policy"]["rounding"] |= {"carry": 8, "at": "total"}  # what a double and a snapped decimal differ by is no difference
    units = [unit | {"id": f"{half}{unit['id']}"} for half in "ab" for unit in data.draw(module.units(written))]
    plan = planned(written)
    with Session(threads=1) as session:
        score_tables(session, plan, case_tables(plan, units))
        for rows in read_groups(session, plan):
            field = rows.field()
            ((row, *_),) = drawn(field.weights, [pool for pool, _ in pools_of(plan.criteria, field, ASKED)], "uniform", (3,), 2)
            found = scored(session, plan, field, row)
            totals = field.totals(row[None, :])[0].tolist()
            assert [float(found[unit]) for unit in field.units] == pytest.approx(totals, abs=1e-4)


def test_a_block_with_a_mean_keeps_the_full_points_of_all() -> None:
    # Two indicators of 25 and 75 points make a block of ten points: a point of them is worth a tenth.
    written = merged(
        FRAME,
        {
            "groups": {"city": {"title": "市州", "grades": "standard"}},
            "indicators": [
                {
                    "id": "x",
                    "title": "甲",
                    "points": 10,
                    "mean": "geometric",
                    "items": [
                        {"id": "x.a", "title": "甲一", "points": 25, "rule": {"judgement": {"from": 0, "to": 10}}},
                        {"id": "x.b", "title": "甲二", "points": 75, "rule": {"judgement": {"from": 0, "to": 10}}},
                    ],
                },
                {"id": "y", "title": "乙", "points": 90, "rule": {"judgement": {"from": 0, "to": 10}}},
            ],
        },
    )
    plan = planned(written)
    units = [{"id": unit, "group": "city", "marks": {"x.a": 10, "x.b": 10, "y": 10}} for unit in ("jia", "yi")]
    with Session(threads=1) as session:
        score_tables(session, plan, case_tables(plan, units))
        (rows,) = read_groups(session, plan)
        field = rows.field()
        ((pool, _),) = pools_of(plan.criteria, field, ASKED)
        assert pool.base.tolist() == [2.5, 7.5, 90]
        weights = np.concatenate(list(drawn(field.weights, [pool], "uniform", (3,), 100)))
        assert np.allclose(field.totals(weights), 100, atol=1e-3)
        assert np.ptp(weights[:, 2]) > 5
        left = without(plan.criteria, field, {"y"})
        assert left is not None
        assert left.tolist() == [250, 750, 0]
