"""The work that the engine and the floors it is measured against do alike: invented figures, mixed rules.

Of every 20 indicators 8 are ratios of two figures, 3 ratios to a target, 4 bands, 2 deductions per
occurrence, 1 lateness, 1 min-max within the group and 1 rank within the group; a tree of three levels
(indicators by fives, those by twos), parts that do not apply rescaled, two vetoes, four grades, ranks
within 31 groups. Where a figure is missing the indicator is not assessable.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import duckdb

FIGURES = 145
GROUPS = 31
BANDS = ((4000, Decimal(1)), (3000, Decimal("0.8")), (2000, Decimal("0.5")), (1000, Decimal("0.2")))
GRADES = ((80, "优秀"), (60, "良好"), (40, "合格"), (0, "不合格"))
NEEDLESS, FIXED = ("m0", 4990), ("m2", 4995, 50)  # the vetoes: one names a grade, one a score besides
TINY = 1e-6  # of a last digit: what a double may lack to a tie
Kind = Literal["share", "ratio", "band", "deduct", "late", "min_max", "rank"]


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator of one point: its kind, the figures it judges, and the number it is held against."""

    kind: Kind
    value: str
    whole: str = ""
    target: Decimal = Decimal(0)


def indicators(count: int) -> list[Indicator]:
    """The first so many indicators of the mix."""
    return [_indicator(i) for i in range(count)]


def _indicator(i: int) -> Indicator:
    place, own = i % 20, f"m{i % 140}"
    if place < 8:
        part = (2 * i) % 140 + 1
        return Indicator("share", f"m{part + 2 if part % 10 == 9 else part}", f"m{(2 * i) % 140}", Decimal("0.9"))
    if place < 11:
        return Indicator("ratio", own, target=Decimal(4000))
    if place < 15:
        return Indicator("band", own)
    if place < 18:
        kind: Kind = "late" if place == 17 else "deduct"
        return Indicator(kind, f"m{(10 * i + 9) % 140}", target=Decimal("0.05"))
    return Indicator("min_max" if place == 18 else "rank", own)


def make_table(file: Path, units: int) -> None:
    """A wide Parquet file: unit_id, grp and 145 figures, some of them zero or missing; the same each time."""
    columns = []
    for k in range(FIGURES):
        dice = f"(hash(i * 1000 + {k}) % 1000003)"
        value = f"{dice} % 40" if k % 10 == 9 else f"{dice} % 5000 + 1" if k % 2 == 0 else f"{dice} % 4000"
        columns.append(f"cast(case when {dice} % {20 if k % 10 == 9 else 25} = 0 then null else {value} end as double) as m{k}")
    with duckdb.connect() as connection:
        connection.execute(
            f"copy (select 'u' || lpad(cast(i as varchar), 7, '0') as unit_id, 'g' || (i % {GROUPS}) as grp, {', '.join(columns)} "
            f"from range({units}) as t (i) order by i) to '{file}' (format parquet, compression zstd)"
        )


def criteria(count: int) -> dict[str, Any]:
    """The same as a criteria file, as plain data."""
    found = indicators(count)
    leaves = [{"id": f"i{i}", "title": f"指标{i}", "points": 1, **_rule(i, one)} for i, one in enumerate(found)]
    lower = [_block(f"s{b}", leaves[b : b + 5]) for b in range(0, count, 5)]
    return {
        "id": "workload",
        "title": "测量用例",
        "period": 2016,
        "groups": {f"g{i}": {"title": f"第{i}组", "grades": "all"} for i in range(GROUPS)},
        "policy": {
            "rounding": {"digits": 2, "mode": "half_up", "at": "total"},
            "ranking": {"on": "printed", "ties": "competition"},
            "not_applicable": "rescale",
            "missing": "not_assessable",
        },
        "grades": {"all": [{"grade": grade, "from": lower} for lower, grade in GRADES]},
        "metrics": {f"m{k}": {"title": f"数据{k}", "uom": "件"} for k in range(FIGURES)},
        "measures": {
            f"share{i}": {"title": f"比率{i}", "value": f"{one.value} / {one.whole}"} for i, one in enumerate(found) if one.kind == "share"
        },
        "indicators": [_block(f"t{b}", lower[b : b + 2]) for b in range(0, len(lower), 2)],
        "gates": [
            {"id": "needless", "title": "否决", "when": f"{NEEDLESS[0]} > {NEEDLESS[1]}", "then": {"grade": "不合格"}},
            {"id": "fixed", "title": "否决", "when": f"{FIXED[0]} > {FIXED[1]}", "then": {"grade": "不合格", "score": FIXED[2]}},
        ],
    }


def index(count: int) -> dict[str, Any]:
    """An index: min-max over all units, weighted means of means, ranks overall and in groups, no grades."""
    weights = [1 + i % 5 for i in range(count)]
    leaves = [
        {"id": f"i{i}", "title": f"指标{i}", "points": weight, "measure": f"m{i}", "rule": {"min_max": {"over": "all"}}}
        for i, weight in enumerate(weights)
    ]
    frame = {key: value for key, value in criteria(0).items() if key not in {"grades", "gates", "measures"}}
    ranking = {"on": "printed", "ties": "competition", "overall": True}
    groups = {name: {"title": group["title"]} for name, group in frame["groups"].items()}
    blocks = [_block(f"b{b}", leaves[b : b + 7]) for b in range(0, count, 7)]
    return frame | {"groups": groups, "policy": frame["policy"] | {"ranking": ranking}, "indicators": blocks}


def _block(identity: str, items: list[dict[str, Any]]) -> dict[str, Any]:
    return {"id": identity, "title": identity, "points": sum(item["points"] for item in items), "items": items}


def _rule(i: int, one: Indicator) -> dict[str, Any]:  # noqa: PLR0911 - one case per kind
    match one.kind:
        case "share":
            return {"measure": f"share{i}", "rule": {"ratio": {"target": one.target}}}
        case "ratio":
            return {"measure": one.value, "rule": {"ratio": {"target": one.target}}}
        case "band":
            return {"measure": one.value, "rule": {"band": [{"from": lower, "points": points} for lower, points in BANDS]}}
        case "deduct":
            return {"rule": {"deduct_per": {"of": one.value, "each": one.target}}}
        case "late":
            return {"rule": {"deduct_per": {"of": one.value, "each": one.target, "free": 20}}}
        case "min_max":
            return {"measure": one.value, "rule": {"min_max": {"over": "group", "equal": "zero"}}}
        case "rank":
            return {"measure": one.value, "rule": {"rank_score": {"over": "group", "points": "linear"}}}
