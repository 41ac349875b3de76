"""The criteria in words, as the explorer's page has them."""

from __future__ import annotations

import json

import pytest

from scoring.approval import build_standard
from scoring.approval.describing import describe_method
from scoring.folder.packs import shipped, shipped_packs
from scoring.folder.planning import load_plan
from scoring.results.method.collect import collect_method
from scoring.results.method.model import Method
from scoring.rules import Plan


def plan_of(pack: str) -> Plan:
    plan, _ = load_plan(shipped("criteria", pack, "criteria.yaml"))
    assert plan is not None
    return plan


def method_of(plan: Plan) -> Method:
    """As a run stores it and reads it back."""
    criteria = plan.criteria
    stored = json.loads(json.dumps(describe_method(plan), ensure_ascii=False))
    groups = [{"id": group.id, "title": group.title} for group in criteria.groups]
    method = collect_method({"method": stored, "criteria_title": criteria.title, "period": criteria.period, "groups": groups})
    assert method is not None
    return method


@pytest.mark.parametrize("pack", shipped_packs())
def test_all_words_of_the_table_that_leaders_approve_are_on_the_page(pack: str) -> None:
    plan = plan_of(pack)
    standard, method = build_standard(plan), method_of(plan)
    leaves = [(node.node_id, node.standard, node.basis, node.source) for node in method.nodes if node.standard]
    assert leaves == [(row.levels[-1][0], *row.cells[-3:]) for row in standard.rows]
    assert [(table.title, table.heads, table.rows) for table in method.tables] == [(x.title, x.head, x.rows) for x in standard.extras]
    assert method.notes == standard.notes


@pytest.mark.parametrize("pack", shipped_packs())
def test_every_node_has_its_full_points_by_group_below_the_block_it_belongs_to(pack: str) -> None:
    plan = plan_of(pack)
    method = method_of(plan)
    assert [node.node_id for node in method.nodes] == [node.id for node in plan.criteria.nodes()]
    told: set[str] = {""}
    for node, own in zip(method.nodes, plan.criteria.nodes(), strict=True):
        assert set(node.points) == set(own.points)
        assert node.parent_id in told
        told.add(node.node_id)


def test_the_whole_has_the_points_of_its_blocks() -> None:
    method = method_of(plan_of("openness-2016"))
    assert method.totals == {"city": "100", "department": "100"}
    assert next(node.points for node in method.nodes if not node.parent_id) == {"city": "32", "department": "30"}


def test_a_mean_a_weight_and_a_component_are_said_in_words() -> None:
    words = {node.node_id: node.words for pack in ("composite-2019", "human-development") for node in method_of(plan_of(pack)).nodes}
    assert any("单独按100分计分后折算" in text for text in words.values())
    assert any("各项得分率取几何平均" in text for text in words.values())


def test_a_run_older_than_the_words_has_no_page() -> None:
    assert collect_method({"groups": []}) is None
