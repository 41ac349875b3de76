"""Which indicators rest on which source of data."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.rules import Plan
from scoring.rules.base import Bound

# What an office calls the places that data come from, by kind of input (scoring.measures.names); cases are named by their table.
TITLES = {
    "report": "年度报告和报送数据",
    "findings": "检查发现的问题",
    "marks": "人工评分",
    "external": "外部评价得分",
    "updates": "栏目更新情况",
}
_OF_KIND = {
    "fact": "report",
    "date": "report",
    "report": "report",
    "check": "report",
    "event": "findings",
    "unit_event": "findings",
    "mark": "marks",
    "external": "external",
    "column": "updates",
}


def sources_of(plan: Plan) -> dict[str, set[str]]:
    """Ids of the indicators that read something of a source, by source; several where an indicator reads several."""
    found: dict[str, set[str]] = {}
    leaves = {leaf.id for leaf in plan.criteria.leaves()}
    for bound in plan.bound:
        if bound.node.id in leaves:
            for source in _sources(plan, bound):
                found.setdefault(source, set()).add(bound.node.id)
    return dict(sorted(found.items()))


def source_titles(plan: Plan) -> dict[str, str]:
    """Titles of all sources; record tables by their own."""
    return TITLES | {f"records.{name}": table.title for name, table in plan.criteria.records.items()}


def _sources(plan: Plan, bound: Bound) -> Iterator[str]:
    inputs = {*bound.inputs, *(found for judged in bound.judged.values() for found in plan.names.inputs(judged.formula))}
    for found in inputs:
        if found.kind == "record":
            yield f"records.{plan.names.aggregates[found.key].table}"
        else:
            yield _OF_KIND[found.kind]
