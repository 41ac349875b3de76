"""Criteria for the invented nation: some hundred indicators over figures, findings and cases, all weights equal."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from tests.benchmarks.nation_facts import AMOUNTS, COUNTS, EVENTS, METRICS, PAIRS, PARTS, VALUES, WHOLES
from tests.benchmarks.nation_units import TITLES


@dataclass(frozen=True, slots=True)
class Case:
    """A measure over cases and how it counts.

    Args:
        id: Its id.
        table: The record table.
        value: The formula.
        where: Condition of the rows.
        each: Points off for each (day, case); where nothing is taken off, the share is held against a target.
        percent: Whether it is shown as a percentage.
        by: Column by which it is broken down.
        below: Whether the units below count too.
    """

    id: str
    table: str
    value: str
    where: str = ""
    each: str = ""
    percent: bool = False
    by: str = ""
    below: bool = False


BLOCK = 5  # indicators of a block
BANDS = ((4000, Decimal(1)), (2500, Decimal("0.8")), (1500, Decimal("0.5")), (500, Decimal("0.2")))
GRADES = ((85, "优秀"), (70, "良好"), (60, "合格"), (0, "不合格"))
LAPSE, LAPSES = "lapse", "conduct.lapses"  # the event that findings report, and the indicator it counts in
CASES = (
    Case("reply_on_time", "requests", "share(on_time(reply))", where="outcome != '撤回'", percent=True, by="channel"),
    Case("reply_median", "requests", "median(taken(reply))", each="0.04"),
    Case("reply_p90", "requests", "percentile(taken(reply), 90)", each="0.02"),
    Case("reply_mean", "requests", "avg(taken(reply))", each="0.04"),
    Case("reply_late", "requests", "count(late(reply))", each="0.01"),
    Case("reply_longest", "requests", "highest(days_late(reply))", each="0.01"),
    Case("reply_below", "requests", "share(on_time(reply))", percent=True, below=True),
    Case("granted", "requests", "share(outcome in ('予以公开', '部分公开'))", where="given(replied_on)", percent=True),
    Case("extended_share", "requests", "share(extended)", each="1", percent=True),
    Case("corrections", "requests", "count(given(correction_asked_on))", each="0.005"),
    Case("disclosed_on_time", "disclosures", "share(on_time(disclosure))", percent=True, by="topic"),
    Case("disclosed_median", "disclosures", "median(taken(disclosure))", each="0.03"),
    Case("disclosed_p90", "disclosures", "percentile(taken(disclosure), 90)", each="0.02"),
    Case("disclosed_mean", "disclosures", "avg(taken(disclosure))", each="0.04"),
    Case("disclosed_late", "disclosures", "count(late(disclosure))", each="0.002"),
    Case("disclosed_below", "disclosures", "share(on_time(disclosure))", percent=True, below=True),
    Case("explained_on_time", "interpretations", "share(on_time(interpretation))", percent=True),
    Case("explained_median", "interpretations", "median(taken(interpretation))", each="0.1"),
    Case("hotline_on_time", "hotline", "share(on_time(hotline))", percent=True, by="kind"),
    Case("hotline_score", "hotline", "avg(score) / 100", percent=True),
    Case("explained_late", "interpretations", "count(late(interpretation))", each="0.02"),
)
HOTLINE = {
    "title": "热线工单",
    "dated_by": "received_on",
    "key": ["case_id"],
    "columns": {
        "case_id": {"title": "工单编号", "required": True, "pattern": "h[0-9]+"},
        "kind": {"title": "类别", "allowed": ["咨询", "投诉", "建议", "求助"]},
        "topic": {"title": "主题", "allowed": ["土地", "规划", "财政", "教育", "环境", "住房", "社保", "交通"]},
        "received_on": {"title": "受理日期", "kind": "date", "required": True},
        "closed_on": {"title": "办结日期", "kind": "date", "not_before": "received_on"},
        "score": {"title": "满意度", "kind": "whole", "from": 0, "to": 100},
        "amount": {"title": "涉及金额", "kind": "number", "from": 0},
    },
}
START = {"requests": "received_on", "disclosures": "formed_on", "interpretations": "document_on"}


def criteria(period: int, indicators: int = 100, tables: Collection[str] = ()) -> dict[str, Any]:
    """The criteria file as plain data.

    Args:
        period: The year assessed.
        indicators: How many indicators: one over findings, those over cases, the others over figures.
        tables: The tables of cases that are judged too.
    """
    cases = [case for case in CASES if case.table in tables]
    leaves = [_lapses(), *map(_of_cases, cases)]
    leaves += [_of_figures(i) for i in range(indicators - len(leaves))]
    shares = {
        f"share{k:02d}": {"title": f"第{k + 1}项办结率", "value": f"{PARTS[k]} / {WHOLES[k]}", "show": "percent"} for k in range(PAIRS)
    }
    return {
        "id": "nation",
        "title": "虚构全国政务公开评估指标",
        "period": period,
        "groups": {level: {"title": title, "grades": "all"} for level, title in TITLES.items()},
        "policy": {
            "rounding": {"digits": 2, "mode": "half_up", "at": "total"},
            "ranking": {"on": "printed", "ties": "competition"},
            "not_applicable": "rescale",
            "missing": "not_assessable",
        },
        "grades": {"all": [{"grade": grade, "from": lower} for lower, grade in GRADES]},
        "events": {LAPSE: {"title": "公开差错", "uom": "条"}},
        "metrics": {metric: {"title": f"第{k + 1}项数据", "uom": "件"} for k, metric in enumerate(METRICS)},
        **(_records(period, tables) if tables else {}),
        "measures": shares | {case.id: _measure(case) for case in cases},
        "indicators": [_block(f"b{b // BLOCK:02d}", leaves[b : b + BLOCK]) for b in range(0, len(leaves), BLOCK)],
    }


def _records(period: int, tables: Collection[str]) -> dict[str, Any]:
    """Tables and terms: two of statutes, two of the office."""
    judged = {"as_of": date(period + 1, 1, 31), "unusable": "exclude"}
    ours = {"interpretations": ("interpretation", "政策解读", "document_on", "interpreted_on", 3)}
    ours["hotline"] = ("hotline", "热线办结", "received_on", "closed_on", 5)
    terms: dict[str, Any] = {
        "requests": {"reply": {"title": "依申请公开答复", "of": "records.requests", "term": "reply", **judged}},
        "disclosures": {"disclosure": {"title": "主动公开", "of": "records.disclosures", "term": "disclosure", **judged}},
    }
    for table, (name, title, start, end, days) in ours.items():
        terms[table] = {name: {"title": title, "of": f"records.{table}", "from": start, "to": end, "days": days, **judged}}
    declared = {name: {**(HOTLINE if name == "hotline" else {"dated_by": START[name]}), "absent": "missing"} for name in tables}
    return {"records": declared, "deadlines": {key: term for name in tables for key, term in terms[name].items()}}


def _measure(case: Case) -> dict[str, Any]:
    keys = {"where": case.where, "show": case.percent and "percent", "by": case.by and [case.by], "roll_up": case.below}
    given = {name: value for name, value in keys.items() if value}
    return {"title": case.id, "of": f"records.{case.table}", "value": case.value, **given}


def _of_cases(case: Case) -> dict[str, Any]:
    leaf = {"id": f"cases.{case.id}", "title": f"{case.id}计分", "points": 1}
    if case.each:
        return leaf | {"rule": {"deduct_per": {"of": case.id, "each": Decimal(case.each)}}}
    return leaf | {"measure": case.id, "rule": {"ratio": {"target": Decimal("0.95")}}}


def _of_figures(i: int) -> dict[str, Any]:
    """One indicator of a mix of twenty: shares, amounts to a target, bands, occurrences, comparisons within the group."""
    place, k = i % 20, i // 20
    leaf: dict[str, Any] = {"id": f"figures.i{i:03d}", "title": f"数据指标{i + 1}", "points": 1}
    own = VALUES[i % AMOUNTS]
    if place < 8:
        return leaf | {"measure": f"share{(8 * k + place) % PAIRS:02d}", "rule": {"ratio": {"target": Decimal("0.9")}}}
    if place < 11:
        return leaf | {"measure": own, "rule": {"ratio": {"target": 4000}}}
    if place < 15:
        return leaf | {"measure": own, "rule": {"band": [{"from": lower, "points": points} for lower, points in BANDS]}}
    if place < 18:
        return leaf | {"rule": {"deduct_per": {"of": COUNTS[(3 * k + place) % EVENTS], "each": Decimal("0.05")}}}
    return leaf | {
        "measure": own,
        "rule": {"min_max": {"over": "group"}} if place == 18 else {"rank_score": {"over": "group", "points": "linear"}},
    }


def _lapses() -> dict[str, Any]:
    return {"id": LAPSES, "title": "公开差错", "points": 1, "rule": {"deduct_events": {LAPSE: Decimal("0.2")}}}


def _block(identity: str, items: list[dict[str, Any]]) -> dict[str, Any]:
    return {"id": identity, "title": f"第{int(identity[1:]) + 1}部分", "points": sum(item["points"] for item in items), "items": items}
