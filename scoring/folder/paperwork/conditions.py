"""Conditions under which a unit gets a 整改通知单: key ``who`` of section ``rectification``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from scoring.criteria.fields import Field, Reader
from scoring.files.yamlfile import Path
from scoring.folder.paperwork.references import References
from scoring.folder.paperwork.values import names

STATES = ("missing", "refused")
SEVERITIES = ("error", "warning", "info")
CONDITIONS = {
    "total_below": Field("总分低于 total below"),
    "total_above": Field("总分高于 total above, where less is better"),
    "grades": Field("等次为 grade is one of"),
    "last": Field("组内排名末几位 among the last n of the group"),
    "lost": Field("某指标或一级指标失分不少于 points lost in an indicator or block"),
    "findings": Field("查有某些事项 named findings"),
    "gates": Field("适用否决项;true 为任何一项 gates that fired; true for any"),
    "checks": Field("年度报告的检查不成立:严重程度或检查编号 failing checks by severity or id"),
    "report": Field("年度报告缺失或不能读取:missing、refused report missing or refused"),
}
FIELDS = {**CONDITIONS, "groups": Field("只对这些组 only for these groups")}
LOST = {
    "indicator": Field("指标或一级指标 indicator or block", required=True),
    "points": Field("分数 points"),
    "share": Field("占满分的比例 share of the full points"),
}


def read(reader: Reader, value: object, path: Path) -> list[dict[str, Any]]:
    """One mapping per condition: ``condition`` (its key), ``value`` and, where limited, ``groups`` (D091, D094)."""
    items = [_one(reader, item, (*path, i)) for i, item in enumerate(reader.sequence(value, path))]
    if value == []:
        reader.problem("D091", path, "[]", allowed="、".join(CONDITIONS))
    return [item for item in items if item]


def _one(reader: Reader, value: object, path: Path) -> dict[str, Any]:
    before = len(reader.problems)
    fields = reader.mapping(value, path, FIELDS)
    given = [key for key in CONDITIONS if key in fields]
    if len(given) != 1:
        if len(reader.problems) == before:  # else a wrong key has been told already
            reader.problem("D091", path, "、".join(given), allowed="、".join(CONDITIONS))
        return {}
    found: dict[str, Any] = {"condition": given[0], "value": _READERS[given[0]](reader, fields[given[0]], (*path, given[0]))}
    return found | ({"groups": names(reader, fields["groups"], (*path, "groups"))} if "groups" in fields else {})


def check(reader: Reader, condition: Mapping[str, Any], path: Path, known: References) -> None:
    """Names in a condition that the criteria do not have (D090)."""
    kind, value = condition["condition"], condition["value"]
    named = {
        "grades": (known.grades, "等次"),
        "findings": (known.events, "事项"),
        "gates": (known.gates, "否决项"),
        "checks": ((*SEVERITIES, *known.checks), "检查"),
    }
    if kind in named:
        for i, name in enumerate(value):
            known.require(reader, name, (*path, kind, i), *named[kind])
    if kind == "lost":
        known.require(reader, value["indicator"], (*path, kind, "indicator"), known.indicators, "指标")
    for i, group in enumerate(condition.get("groups", ())):
        known.require(reader, group, (*path, "groups", i), known.groups, "组")


def _number(reader: Reader, value: object, path: Path) -> str:
    return str(reader.number(value, path))


def _last(reader: Reader, value: object, path: Path) -> int:
    return reader.whole_number(value, path, low=1)


def _lost(reader: Reader, value: object, path: Path) -> dict[str, str]:
    before = len(reader.problems)
    fields = reader.mapping(value, path, LOST)
    limits = [key for key in ("points", "share") if key in fields]
    if len(limits) != 1 and len(reader.problems) == before:
        reader.problem("D094", path, "、".join(limits))
    found = {"indicator": reader.text(fields.get("indicator", "?"), (*path, "indicator"))}
    for key in limits[:1]:
        found[key] = str(reader.number(fields[key], (*path, key), above=0, high=1 if key == "share" else None))
    return found


def _gates(reader: Reader, value: object, path: Path) -> list[str]:
    return [] if value is True else names(reader, value, path)


def _states(reader: Reader, value: object, path: Path) -> list[str]:
    return [reader.choice(item, (*path, i), STATES) for i, item in enumerate(reader.sequence(value, path))]


_READERS: Mapping[str, Callable[[Reader, object, Path], Any]] = {
    "total_below": _number,
    "total_above": _number,
    "grades": names,
    "last": _last,
    "lost": _lost,
    "findings": names,
    "gates": _gates,
    "checks": names,
    "report": _states,
}
