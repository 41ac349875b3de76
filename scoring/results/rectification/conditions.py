"""The conditions under which a unit gets a notice; each says why, and which problems it brings in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from scoring import numbers
from scoring.results.model import GroupTable, RankedUnit
from scoring.results.rectification.known import Known

WHOLE = ("whole", "")  # everything the unit lost points by
Item = tuple[str, str]  # sort and id: indicator or block, event, gate, severity or id of a check, state of a report
_SEVERITY = {"error": "数据错误", "warning": "需要核实的数据", "info": "需要注意的数据"}


@dataclass(frozen=True, slots=True)
class Chosen:
    """Why a unit gets a notice, and which problems it is about."""

    why: tuple[str, ...]
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A unit that a condition is asked of."""

    known: Known
    group: GroupTable
    unit: RankedUnit


def choose(known: Known, group: GroupTable, unit: RankedUnit, who: Sequence[Mapping[str, Any]]) -> Chosen | None:
    """What the conditions say of one unit; any of them suffices, and all that hold are named. None where none holds."""
    asked = Asked(known, group, unit)
    found = [
        hit
        for condition in who
        if unit.status != "exempt" and group.group_id in (condition.get("groups") or (group.group_id,))
        for hit in CONDITIONS[condition["condition"]](asked, condition["value"])
    ]
    if not found:
        return None
    return Chosen(tuple(dict.fromkeys(why for why, _ in found)), tuple(dict.fromkeys(item for _, items in found for item in items)))


Hits = list[tuple[str, tuple[Item, ...]]]


def _below(asked: Asked, line: str) -> Hits:
    total = asked.unit.total
    return [(f"考核总分{total}分，低于{line}分", (WHOLE,))] if total and Decimal(total) < Decimal(line) else []


def _above(asked: Asked, line: str) -> Hits:
    total = asked.unit.total
    return [(f"考核总分{total}分，高于{line}分", (WHOLE,))] if total and Decimal(total) > Decimal(line) else []


def _grades(asked: Asked, grades: Sequence[str]) -> Hits:
    return [(f"考核等次为{asked.unit.grade}", (WHOLE,))] if asked.unit.grade in grades else []


def _last(asked: Asked, count: int) -> Hits:
    """Units behind which fewer than ``count`` others are ranked: those that share a rank come in together."""
    ranks = [int(unit.rank) for unit in asked.group.rows if unit.rank]
    if not asked.unit.rank or sum(rank > int(asked.unit.rank) for rank in ranks) >= count:
        return []
    return [(f"在{asked.group.title}{len(ranks)}个参加排名的单位中列第{asked.unit.rank}位", (WHOLE,))]


def _lost(asked: Asked, value: Mapping[str, str]) -> Hits:
    known, node = asked.known, value["indicator"]
    of, full, lost = _loss(known, asked.unit.unit_id, node)
    line = Decimal(value["points"]) if "points" in value else full * Decimal(value["share"])
    if not lost or lost < line:
        return []
    return [(f"{known.title(node)}失{numbers.plain(lost)}分（{of}{numbers.plain(full)}分）", (("indicator", node),))]


def _loss(known: Known, unit: str, node: str) -> tuple[str, Decimal, Decimal]:
    """What the full points are called, the full points that apply to the unit, and points lost, of an indicator or block."""
    row = next((row for row in known.points.get(unit, ()) if row.indicator_id == node), None)
    if row is not None:
        return "满分", Decimal(row.full_points), known.loss(row)
    full, points = known.nodes.get((unit, node), (Decimal(0), Decimal(0)))
    return "适用指标共", full, full - points


def _findings(asked: Asked, events: Sequence[str]) -> Hits:
    amounts: dict[str, Decimal] = {}
    for event, _, quantity in asked.known.findings.get(asked.unit.unit_id, ()):
        amounts[event] = amounts.get(event, Decimal(0)) + quantity
    hits: Hits = []
    for event in events:
        if event in amounts:
            title, uom = asked.known.event(event)
            hits.append((f"经查有{title}{numbers.plain(amounts[event])}{uom}", (("event", event),)))
    return hits


def _gates(asked: Asked, gates: Sequence[str]) -> Hits:
    fired = asked.known.gates(asked.unit.unit_id)
    titles = asked.known.settings["gates"]
    return [(f"适用{titles[gate]}", (("gate", gate), WHOLE)) for gate in fired if not gates or gate in gates]


def _checks(asked: Asked, wanted: Sequence[str]) -> Hits:
    rows = asked.known.checks.get(asked.unit.unit_id, ())
    hits: Hits = []
    for key in wanted:
        found = [row for row in rows if key in {row.severity, row.check_id}]
        if found:
            what = _SEVERITY.get(key) or f"“{found[0].title}”不成立"
            hits.append((f"年度报告有{len(found)}处{what}", (("check", key),)))
    return hits


def _report(asked: Asked, states: Sequence[str]) -> Hits:
    known = asked.known
    files = known.files.get(asked.unit.unit_id, ())
    hits: Hits = []
    if "refused" in states and any(file.refusal for file in files):
        hits.append(("年度报告文件不能读取", (("report", "refused"),)))
    if "missing" in states and not any(file.period == known.period or file.refusal for file in files):
        hits.append((f"没有{known.period}年度的年度报告", (("report", "missing"),)))
    return hits


CONDITIONS: Mapping[str, Callable[[Asked, Any], Hits]] = {
    "total_below": _below,
    "total_above": _above,
    "grades": _grades,
    "last": _last,
    "lost": _lost,
    "findings": _findings,
    "gates": _gates,
    "checks": _checks,
    "report": _report,
}
