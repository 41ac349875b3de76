"""Every shipped pack: nothing to complain about, all its cases hold, the oracle agrees on them, every node has its basis."""

from __future__ import annotations

import functools
from typing import Any

import pytest

from scoring.authoring.case_tables import case_tables
from scoring.authoring.testing import compute, differences, lint_criteria
from scoring.files import yamlfile
from scoring.folder.deriving import whole_criteria
from scoring.folder.packs import shipped_packs
from scoring.folder.planning import load_plan
from scoring.problems import sentence
from scoring.rules import Plan
from tests.oracle.reading import loaded
from tests.oracle.whole import Whole
from tests.repository import ROOT
from tests.rules.test_oracle import assert_same

FOLDER = ROOT / "criteria"
PACKS = sorted(file.parent.name for file in FOLDER.glob("*/criteria.yaml"))


def case_list() -> list[Any]:
    """Every case of every pack with the pack's name."""
    found = []
    for pack in PACKS:
        for file in sorted((FOLDER / pack / "cases").glob("*.yaml")):
            data = yamlfile.read(file).data
            found += [pytest.param(pack, case["units"], id=f"{pack}-{file.stem}-{case['name']}") for case in data]
    return found


@functools.cache
def plan_of(pack: str) -> Plan:
    plan, _ = load_plan(FOLDER / pack / "criteria.yaml")
    assert plan is not None
    return plan


def test_the_folder_is_what_is_shipped() -> None:
    assert sorted(shipped_packs()) == PACKS
    assert "openness-2016" in PACKS


@pytest.mark.parametrize("pack", PACKS)
def test_a_pack_is_clean(pack: str) -> None:
    assert [sentence(problem) for problem in lint_criteria(pack)] == []


@pytest.mark.parametrize("pack", PACKS)
def test_a_pack_is_named_and_explained(pack: str) -> None:
    criteria = plan_of(pack).criteria
    assert criteria.id == pack
    assert criteria.title in (FOLDER / pack / "README.md").read_text("utf-8")
    components = {component.id for component in criteria.components()}
    assert [node.id for node in (*criteria.nodes(), *criteria.scored()) if not node.basis and node.id not in components] == []
    assert [gate.id for gate in criteria.gates if not gate.basis] == []


@pytest.mark.parametrize(("pack", "units"), case_list())
def test_a_case_holds_and_the_oracle_agrees(pack: str, units: list[dict[str, Any]]) -> None:
    plan = plan_of(pack)
    tables = case_tables(plan, units)
    found = compute(plan, tables)
    assert [f"{unit['id']}.{text}" for unit in units for text in differences(unit["expect"], found, unit["id"])] == []
    assert_same(found, Whole(loaded(whole_criteria(FOLDER / pack / "criteria.yaml"))).run(tables))
