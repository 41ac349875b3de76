"""数据来源: where the figures of an indicator come from, in words."""

from __future__ import annotations

from collections.abc import Mapping

from scoring.criteria.model import Node
from scoring.lint.feeding import carried
from scoring.measures import Input
from scoring.rules import Bound, Plan
from scoring.rules.naming import Naming

_FIXED = {
    "mark": "评审",
    "external": "外部评分",
    "column": "栏目更新登记",
    "date": "年度报告公布日期",
    "report": "年度报告",
    "check": "年度报告数据核对",
}


def source(plan: Plan, bound: Bound, naming: Naming) -> str:
    """Where the inputs of an indicator come from, each place once, with what is looked at."""
    inputs = [*bound.inputs, *(found for identity in bound.judged for found in plan.names.inputs(plan.measures[identity]))]
    inputs += plan.names.inputs(plan.conditions[bound.node.id]) if bound.node.id in plan.conditions else ()
    places: dict[str, dict[str, None]] = {}
    for found in dict.fromkeys(inputs):
        place, title = _place(plan, found, naming.titles)
        places.setdefault(place, {}).update({title: None} if title else {})
    words = [f"{place}：{'、'.join(titles)}" if titles else place for place, titles in places.items()]
    return "；".join([*words, *_looked_at(bound.node, words)])


def _looked_at(node: Node, words: list[str]) -> list[str]:
    """What an assessor looks at, unless the figures themselves say so already."""
    said = not node.evidence or node.evidence == "required" or any(node.evidence in word for word in words)
    return [] if said else [f"查看{node.evidence}"]


def _place(plan: Plan, found: Input, titles: Mapping[str, str]) -> tuple[str, str]:
    """A place and, where it has many figures, the figure."""
    if found.kind in {"event", "unit_event"}:
        return "核查登记", titles.get(found.column, found.key)
    if found.kind == "record":
        return plan.criteria.records[plan.names.aggregates[found.key].table].title, ""
    if found.kind != "fact":
        return _FIXED.get(found.kind, found.kind), ""
    metric = plan.names.metric(found.key)
    title = metric.title if metric else found.key
    year = "" if found.years_back == 0 else "上年" if found.years_back == 1 else f"{plan.criteria.period - found.years_back}年"
    code = found.key.partition("__")[0]
    if code in (getattr(plan.criteria, "metrics", None) or {}):
        return f"{year}数据表", title
    return f"{year}年度报告{'统计表' if code in carried() else '正文'}", title
