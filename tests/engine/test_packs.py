"""Every shipped pack: nothing to complain about, all its cases hold, the oracle agrees on them, every node has its basis."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scoring import yamlfile
from scoring.assessment import shipped_packs
from scoring.criteria_testing import case_tables, compute, lint_criteria, test_criteria
from scoring.planning import load_plan
from scoring.problems import sentence
from tests.engine.test_oracle import assert_same
from tests.oracle import load
from tests.oracle_tree import Tree
from tests.repository import ROOT

FOLDER = ROOT / "criteria"
PACKS = sorted(file.parent.name for file in FOLDER.glob("*/criteria.yaml"))
test_criteria.__test__ = False  # type: ignore[attr-defined]  # the command's name, not a test


def case_list() -> list[Any]:
    """Every case of every pack with the pack's name."""
    found = []
    for pack in PACKS:
        for file in sorted((FOLDER / pack / "cases").glob("*.yaml")):
            data = yamlfile.read(file).data
            found += [pytest.param(pack, case["units"], id=f"{pack}-{file.stem}-{case['name']}") for case in data]
    return found


def test_the_folder_is_what_is_shipped() -> None:
    assert sorted(shipped_packs()) == PACKS
    assert "openness-2016" in PACKS


@pytest.mark.parametrize("pack", PACKS)
def test_a_pack_is_clean_and_its_cases_hold(pack: str) -> None:
    assert [sentence(problem) for problem in lint_criteria(pack)] == []
    outcome = test_criteria(pack)
    assert outcome.cases
    assert [failure.text for failure in outcome.failures] == []


@pytest.mark.parametrize("pack", PACKS)
def test_a_pack_is_named_and_explained(pack: str) -> None:
    plan, _ = load_plan(FOLDER / pack / "criteria.yaml")
    assert plan is not None
    criteria = plan.criteria
    assert criteria.id == pack
    assert criteria.title in (FOLDER / pack / "README.md").read_text("utf-8")
    assert [node.id for node in (*criteria.nodes(), *criteria.scored()) if not node.basis] == []
    assert [gate.id for gate in criteria.gates if not gate.basis] == []


@pytest.mark.parametrize(("pack", "units"), case_list())
def test_the_oracle_agrees_on_the_cases(pack: str, units: list[dict[str, Any]]) -> None:
    file: Path = FOLDER / pack / "criteria.yaml"
    plan, _ = load_plan(file)
    assert plan is not None
    tables = case_tables(plan, units)
    assert_same(compute(plan, tables), Tree(load(file)).run(tables))
