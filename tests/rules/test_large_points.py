"""Points beyond what the engine computes with are a problem with a sentence, not an engine's error."""

from __future__ import annotations

import pytest

from scoring.authoring.case_tables import case_tables
from scoring.authoring.testing import compute
from scoring.problems import ProblemsFound
from tests.rules.frame import FRAME, merged
from tests.scores.test_structure_cases import planned


@pytest.mark.parametrize(("quantity", "fits"), [(11_111_111, True), (100_000_000_000, False)])
def test_points_that_are_too_many_stop_the_run_with_a_sentence(quantity: int, *, fits: bool) -> None:
    rule = {"accumulate": {"of": {"wrong": 9}, "uncapped": True}}
    item = {"id": "a.x", "title": "累计", "points": 10, "rule": rule}
    plan = planned(merged(FRAME, {"indicators": [{"id": "a", "title": "方面", "points": 10, "items": [item]}]}))
    unit = {"id": "u", "group": "city", "findings": [{"indicator": "a.x", "event": "wrong", "quantity": quantity}]}
    if fits:
        assert compute(plan, case_tables(plan, [unit]))["u"]["points"]["a.x"] == 9 * quantity
        return
    with pytest.raises(ProblemsFound) as caught:
        compute(plan, case_tables(plan, [unit]))
    assert [(problem.code, problem.where, problem.found) for problem in caught.value.problems] == [
        ("A024", "points_wide", "900000000000.000000")
    ]
