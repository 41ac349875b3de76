"""The draw with the declared weights is the run: every printed total and every rank, whatever the criteria."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from scoring.case_tables import case_tables
from scoring.criteria_testing import score_tables
from scoring.database import Session
from scoring.results.robustness.reading import read_groups
from tests.engine import test_structures_against_oracle as components
from tests.engine import test_trees_against_oracle as trees
from tests.engine.test_structure_cases import planned

ONCE = [Phase.explicit, Phase.generate]  # making a failing case smaller takes longer than reading it


def compared(written: dict[str, Any], units: list[dict[str, Any]]) -> int:
    """Assert that the declared weights give the run; the number of units that were compared."""
    plan, count = planned(written), 0
    with Session() as session:
        score_tables(session, plan, case_tables(plan, units))
        for rows in read_groups(session, plan):
            field = rows.field()
            assert field.differing() == []
            weights = np.repeat(field.weights[None, :], 2, axis=0)
            assert field.ranked(weights).tolist() == [field.ranks.tolist()] * 2
            count += len(field.units)
    return count


@settings(trees.QUIET, max_examples=6, phases=ONCE)
@given(st.data())
def test_of_random_trees(data: st.DataObject) -> None:
    written = data.draw(trees.criteria())
    compared(written, [*data.draw(trees.units(written)), *renamed(data.draw(trees.units(written)))])


@settings(trees.QUIET, max_examples=6, phases=ONCE)
@given(st.data())
def test_of_random_components(data: st.DataObject) -> None:
    written = data.draw(components.criteria())
    compared(written, [*data.draw(components.units(written)), *renamed(data.draw(components.units(written)))])


def renamed(units: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**unit, "id": f"v{unit['id']}"} for unit in units]
