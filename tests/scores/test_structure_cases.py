"""Structure and policies by YAML cases: caps, parts that do not apply, totals, gates, quotas, ranks; and the oracle on the same."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from scoring.authoring.case_tables import case_tables
from scoring.authoring.testing import compute
from scoring.criteria import check_coherence, read_criteria
from scoring.files import yamlfile
from scoring.intake.dictionary import metrics
from scoring.measures import Names
from scoring.problems import sentence
from scoring.rules import Plan, bind
from tests.oracle.structure import Structure
from tests.rules.frame import FRAME, merged

FOLDER = Path(__file__).parents[1] / "cases" / "structure"
COLUMNS = {"total": "total_printed", "exact": "total_exact"}


def planned(data: dict[str, Any]) -> Plan:
    criteria, problems = read_criteria(yamlfile.YamlFile("case.yaml", data))
    plan, more = bind(criteria, Names(criteria, metrics()))
    errors = [sentence(problem) for problem in (*problems, *check_coherence(criteria), *more) if problem.severity == "error"]
    assert not errors
    return plan


def case_list() -> list[Any]:
    found = []
    for file in sorted(FOLDER.glob("*.yaml")):
        data = yamlfile.read(file).data
        found += [
            pytest.param(merged(merged(FRAME, data["criteria"]), case.get("override", {})), case, id=f"{file.stem}-{case['name']}")
            for case in data["cases"]
        ]
    return found


@pytest.mark.parametrize(("criteria", "case"), case_list())
def test_structure(criteria: dict[str, Any], case: dict[str, Any]) -> None:
    plan = planned(criteria)
    tables = case_tables(plan, [{"group": "city", **unit} for unit in case["units"]])
    found, oracle = compute(plan, tables), Structure(criteria).run(tables)
    for unit in case["units"]:
        if not unit["expect"]:
            continue  # an exempt unit is not scored
        got, own = found[unit["id"]], oracle[unit["id"]]
        assert got["screened"] == []  # no criteria here screen anybody out
        for key, value in unit["expect"].items():
            if key in {"points", "components"}:
                for node, points in value.items():
                    wanted = None if points is None else Decimal(points)
                    assert got[key][node] == wanted, node
                    assert own[key][node] == wanted, f"oracle {node}"
                continue
            wanted = Decimal(value) if isinstance(value, int | Decimal) and not key.startswith("rank") else value
            assert got[COLUMNS.get(key, key)] == wanted, key
            assert own[COLUMNS.get(key, key)] == wanted, f"oracle {key}"
