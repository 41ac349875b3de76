"""The changes of ``relations.yaml`` to an assessment, one function each, and the table itself."""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from scoring.files import yamlfile
from scoring.rules import KINDS
from tests.metamorphic.everything import Assessment, indicator_of, renamed

YEARS = 4  # a leap year stays one
COPY = "the copy"


@functools.cache
def table() -> dict[str, Any]:
    """``relations.yaml``."""
    found: dict[str, Any] = yamlfile.read(Path(__file__).with_name("relations.yaml")).data
    return found


def kinds_of(relation: str) -> list[str]:
    """The kinds for which a relation holds."""
    ways, without = table()["kinds"], table()["relations"][relation].get("not_for", {})
    return [kind for kind in KINDS if kind not in without and ways[kind] not in without]


def only(assessment: Assessment, kinds: Collection[str]) -> Assessment:
    """The assessment with the indicators of some kinds."""
    ids = {indicator_of(kind) for kind in kinds}
    block = assessment.written["indicators"][0]
    items = [item for item in block["items"] if item["id"] in ids]
    blocks = [block | {"items": items, "points": sum(item["points"] for item in items)}]
    deductions = [item for item in assessment.written["deductions"] if item["id"] in ids]
    return replace(assessment, written=assessment.written | {"indicators": blocks, "deductions": deductions})


# --- the changes ------------------------------------------------------------------------


def order_of_units(assessment: Assessment) -> Assessment:
    return replace(assessment, units=assessment.units[::-1])


def order_of_rows(assessment: Assessment) -> Assessment:
    return replace(assessment, turned=True)


def order_of_indicators(assessment: Assessment) -> Assessment:
    return assessment.changed(
        lambda written: written | {"indicators": [block | {"items": block["items"][::-1]} for block in written["indicators"]]}
    )


def unit_name(identity: str) -> str:
    """Another id, with the other order: u0 becomes z9."""
    return f"z{9 - int(identity[1:])}"


def renamed_units(assessment: Assessment) -> Assessment:
    return assessment.changed(lambda written: written, lambda unit: unit | {"id": unit_name(unit["id"])})


def indicator_name(identity: str) -> str:
    """Another id, with the other order of kinds; blocks and what belongs to an indicator go along."""
    kind = identity.removeprefix("a.")
    return f"a.k{len(KINDS) - list(KINDS).index(kind):02d}" if kind in KINDS else identity


def renamed_indicators(assessment: Assessment) -> Assessment:
    def other(value: Any) -> Any:
        for kind in KINDS:
            value = renamed(value, indicator_of(kind), indicator_name(indicator_of(kind)))
        return value

    return assessment.changed(other, other)


def years_later(assessment: Assessment) -> Assessment:
    def later(value: Any) -> Any:
        return value.replace(year=value.year + YEARS)

    return assessment.changed(
        lambda written: on_values(written, date, later) | {"period": written["period"] + YEARS}, lambda unit: on_values(unit, date, later)
    )


def on_values(value: Any, kind: type, change: Callable[[Any], Any]) -> Any:
    """Every value of a type inside mappings and lists changed."""
    if isinstance(value, dict):
        return {key: on_values(inner, kind, change) for key, inner in value.items()}
    if isinstance(value, list):
        return [on_values(inner, kind, change) for inner in value]
    return change(value) if isinstance(value, kind) else value


def copied_unit(assessment: Assessment) -> Assessment:
    return replace(assessment, units=[*assessment.units, assessment.units[0] | {"id": COPY}])


def unit_that_nothing_applies_to(assessment: Assessment) -> Assessment:
    nothing = {"id": COPY, "group": "city", "exempt": {indicator_of(kind): "不参加" for kind in KINDS}}
    return replace(assessment, units=[nothing, *assessment.units])


def scaled_points(assessment: Assessment) -> Assessment:
    def scaled(written: dict[str, Any]) -> dict[str, Any]:
        blocks = [
            block | {"points": block["points"] * 2, "items": [item | {"points": item["points"] * 2} for item in block["items"]]}
            for block in written["indicators"]
        ]
        deductions = [item | ({"cap": item["cap"] * 2} if "cap" in item else {}) for item in written["deductions"]]
        return written | {"indicators": blocks, "deductions": deductions}

    return assessment.changed(lambda written: with_parameters(scaled(written), "points", 2))


def unit_of_measure(assessment: Assessment) -> Assessment:
    def scaled(written: dict[str, Any]) -> dict[str, Any]:
        rest = written["measures"]["rest"]
        measures = written["measures"] | {"rest": rest | {"value": rest["value"].replace("- 0.1", "- 0.2")}}
        return with_parameters(with_parameters(written | {"measures": measures}, "limits", 2), "per", Decimal("0.5"))

    def doubled(facts: dict[str, Any]) -> dict[str, Any]:
        return {key: value if value is None or isinstance(value, str) else value * 2 for key, value in facts.items()}

    return assessment.changed(scaled, lambda unit: unit | {key: doubled(unit[key]) for key in ("facts", "prev") if key in unit})


def with_parameters(written: dict[str, Any], sort: str, factor: Decimal | int) -> dict[str, Any]:
    """The criteria with the parameters of a sort times a factor; a share has no unit that limits could be in."""

    def changed(item: dict[str, Any]) -> dict[str, Any]:
        if isinstance(item["rule"], str):
            return item
        ((kind, rule),) = item["rule"].items()
        if sort != "points" and (item.get("measure") == "share" or (kind == "deduct_per" and rule["of"] == "share")):
            return item
        for place in table()["parameters"][sort].get(kind, []):
            rule = times(rule, place.split("."), factor)
        return item | {"rule": {kind: rule}}

    blocks = [block | {"items": [changed(item) for item in block["items"]]} for block in written["indicators"]]
    return written | {"indicators": blocks, "deductions": [changed(item) for item in written["deductions"]]}


def times(value: Any, place: list[str], factor: Decimal | int) -> Any:
    """The numbers at a place inside parameters times a factor; ``*`` is every key, lists are gone into, what is not there is left out."""
    if isinstance(value, list):
        return [times(inner, place, factor) for inner in value]
    if not place:
        if isinstance(value, str) and value.endswith("%"):
            value = Decimal(value.removesuffix("%")) / 100
        return value * factor if isinstance(value, int | Decimal) else value
    if not isinstance(value, dict):
        return value
    head, *rest = place
    return {key: times(inner, rest, factor) if head in {"*", key} else inner for key, inner in value.items()}


CHANGES: dict[str, Callable[[Assessment], Assessment]] = {
    change.__name__: change
    for change in (
        order_of_units,
        order_of_rows,
        order_of_indicators,
        renamed_units,
        renamed_indicators,
        years_later,
        copied_unit,
        unit_that_nothing_applies_to,
        scaled_points,
        unit_of_measure,
    )
}
