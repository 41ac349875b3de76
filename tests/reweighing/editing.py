"""Criteria edited by hand to what sliders mean, without any code of the tool: points shared out, rules scaled, what has 0 left out.

Only for rules whose points go with their full points (a judgement scaled to them, amounts that are scaled along), and for
numbers that stay decimals: then a run by the edited criteria must give what the page gives for the sliders.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

Node = dict[str, Any]
POINTS = [Decimal(points) for points in (1, 2, 4, 5, 8, 10, 20, 40)]  # a share of them ÷ any of them is a decimal
MARKS = {3: 2, 7: 5, 10: 10}


class Lost(Exception):  # noqa: N818 - an outcome, no error
    """A block has points but nothing left to share them out to."""


def made_exact(written: Node) -> Node:
    """The criteria with points and marks whose products are short decimals, so that nothing is rounded before sliders move."""
    rounding = written["policy"]["rounding"]
    policy = {**written["policy"], "rounding": {**rounding, "digits": max(rounding["digits"], 1)}}
    changed = {**written, "policy": policy}
    if "components" not in written:
        return {**changed, "indicators": [_exact(node) for node in written["indicators"]]}
    return {**changed, "components": [_exact_component(part) for part in written["components"]]}


def _exact_component(part: Node) -> Node:
    inside = [_exact(node) for node in part["indicators"]]
    full = sum(node["points"] for node in inside)
    return part | {"full": full, "indicators": inside} | ({"total": {"floor": 0, "ceiling": full}} if "total" in part else {})


def _exact(node: Node) -> Node:
    if "items" in node:
        inside = [_exact(item) for item in node["items"]]
        return {**node, "items": inside} | ({} if "mean" in node else {"points": sum(item["points"] for item in inside)})
    points = POINTS[int(Decimal(node["points"]) * 4) % len(POINTS)]
    (kind, parameters), *_ = node["rule"].items()
    if kind == "judgement":
        return {**node, "points": points, "rule": {kind: {"from": 0, "to": MARKS[parameters["to"]]}}}
    return {**node, "points": points, "rule": {kind: {"late_reply": 3, "wrong": Decimal("0.5")}}}


def edited(written: Node, factors: Mapping[str, Decimal]) -> Node:
    """The criteria that the sliders stand for; raises Lost."""
    unit = Fraction(1, 10 ** written["policy"]["rounding"].get("carry", 4))
    if "components" not in written:
        whole = sum((Fraction(node["points"]) for node in written["indicators"]), Fraction(0))
        found = {**written, "indicators": _shared(written["indicators"], whole, factors, unit)}
    else:
        inside = [
            {**part, "indicators": _shared(part["indicators"], Fraction(part["full"]), factors, unit)} for part in written["components"]
        ]
        found = {**written, "components": _weighed(inside, Fraction(written["policy"]["full"]), factors, unit)}
    ranking = found["policy"]["ranking"]
    there = {"base", "bonus", "penalty", *ids(found)}
    kept = [one for one in ranking.get("break_ties", []) if (one if isinstance(one, str) else one["by"]) in there]
    return {**found, "policy": {**found["policy"], "ranking": {**ranking, "break_ties": kept}}}


def ids(written: Node) -> Iterator[str]:
    """Ids of everything that has points."""
    for key in ("components", "indicators", "items", "bonus", "deductions"):
        inside = written.get(key, [])
        for item in inside if isinstance(inside, list) else []:
            yield item["id"]
            yield from ids(item)


def _apportioned(full: Fraction, amounts: list[Fraction], unit: Fraction) -> list[Fraction]:
    """By largest remainder, in units; ties to the first."""
    if not any(amounts):
        raise Lost
    exact = [full / unit * amount / sum(amounts) for amount in amounts]
    whole = [int(share) for share in exact]
    order = sorted(range(len(exact)), key=lambda place: whole[place] - exact[place])
    for place in order[: int(full / unit) - sum(whole)]:
        whole[place] += 1
    return [unit * share for share in whole]


def _shared(items: list[Node], full: Fraction, factors: Mapping[str, Decimal], unit: Fraction) -> list[Node]:
    amounts = [Fraction(item["points"]) * Fraction(factors.get(item["id"], 1)) for item in items]
    shares = _apportioned(full, amounts, unit)
    return [_with(item, points, factors, unit) for item, points in zip(items, shares, strict=True) if points]


def _with(node: Node, points: Fraction, factors: Mapping[str, Decimal], unit: Fraction) -> Node:
    changed = {**node, "points": _decimal(points)}
    if "mean" in node:
        return {**changed, "items": list(_averaged(node["items"], factors, unit))}
    if "items" in node:
        return {**changed, "items": _shared(node["items"], points, factors, unit)}
    (kind, parameters), *_ = node["rule"].items()
    if kind == "deduct_events":
        scale = points / Fraction(node["points"])
        changed["rule"] = {kind: {event: _decimal(Fraction(amount) * scale) for event, amount in parameters.items()}}
    return changed


def _averaged(items: list[Node], factors: Mapping[str, Decimal], unit: Fraction) -> Iterator[Node]:
    weights = [_number(item.get("weight", item["points"])) * Fraction(factors.get(item["id"], 1)) for item in items]
    if not any(weights):
        raise Lost
    for item, weight in zip(items, weights, strict=True):
        if weight:
            yield {**_with(item, Fraction(item["points"]), factors, unit), "weight": _decimal(weight)}


def _weighed(parts: list[Node], whole: Fraction, factors: Mapping[str, Decimal], unit: Fraction) -> list[Node]:
    """Components with the weights that their factors give them, group by group."""
    groups = {group for part in parts for group in part["weight"]}
    weights: dict[str, dict[str, Decimal]] = {part["id"]: {} for part in parts}
    for group in groups:
        here = [part for part in parts if group in part["weight"]]
        amounts = [_number(part["weight"][group]) * Fraction(factors.get(part["id"], 1)) for part in here]
        for part, points in zip(here, _apportioned(whole, amounts, unit), strict=True):
            weights[part["id"]][group] = _decimal(points / whole)
    return [{**part, "weight": weights[part["id"]]} for part in parts]


def _number(value: object) -> Fraction:
    text = str(value)
    return Fraction(text.removesuffix("%")) / (100 if text.endswith("%") else 1)


def _decimal(value: Fraction) -> Decimal:
    found = Decimal(value.numerator) / Decimal(value.denominator)
    assert Fraction(found) == value, f"{value} is no decimal"
    return found


def without(units: list[Node], gone: set[str], most: Mapping[str, int]) -> list[Node]:
    """Units that know nothing of what is gone, with no mark above the highest.

    Args:
        units: As for the declared criteria.
        gone: Ids of indicators and blocks that the edited criteria do not have.
        most: Highest mark by indicator.
    """
    return [
        {
            **unit,
            "marks": {name: None if mark is None else min(mark, most[name]) for name, mark in unit["marks"].items() if name not in gone},
            "findings": [finding for finding in unit["findings"] if finding["indicator"] not in gone],
            "exempt": {name: reason for name, reason in unit.get("exempt", {}).items() if name not in gone},
        }
        for unit in units
    ]
