"""The slow oracle of how criteria are built up: means over shares with weights, in fifty digits."""

from __future__ import annotations

from dataclasses import replace
from decimal import Context, Decimal
from fractions import Fraction
from typing import Any

from tests.oracle.formulas import snap, to_digits
from tests.oracle.reading import number
from tests.oracle.tree import ZERO, Tree
from tests.oracle.units import Unit

LONG = Context(prec=50)
POWERS = {"arithmetic": Decimal(1), "geometric": ZERO, "harmonic": Decimal(-1)}


def power_of(node: dict[str, Any]) -> Decimal:
    """Exponent of a block's mean."""
    mean = node["mean"]
    return number(mean["power"]) if isinstance(mean, dict) else POWERS[mean]


def generalised_mean(terms: list[tuple[Fraction, Fraction]], power: Decimal) -> Decimal:
    """Weighted mean of (weight, share) pairs, weights above zero."""
    weight = sum((weight for weight, _ in terms), Fraction(0))
    if power <= 0 and any(share == 0 for _, share in terms):
        return ZERO
    if power == 1:
        return _long(sum((own * share for own, share in terms), Fraction(0)) / weight)
    if power == 0:
        return LONG.exp(_average([(own, LONG.ln(_long(share))) for own, share in terms], weight))
    average = _average([(own, ZERO if share == 0 else LONG.power(_long(share), power)) for own, share in terms], weight)
    return ZERO if average == 0 else LONG.power(average, LONG.divide(Decimal(1), power))


def _average(terms: list[tuple[Fraction, Decimal]], weight: Fraction) -> Decimal:
    total = ZERO
    for own, value in terms:
        total = LONG.add(total, LONG.multiply(_long(own / weight), value))
    return total


def _long(value: Fraction | Decimal) -> Decimal:
    found = Fraction(value)
    return LONG.divide(Decimal(found.numerator), Decimal(found.denominator))


class Structure(Tree):
    """Blocks that take a mean, and totals with components."""

    def score(self, unit: Unit) -> dict[str, Any]:
        """A unit scored by one tree, or by every component apart and then as a whole."""
        if "components" not in self.criteria:
            return super().score(unit)
        result: dict[str, Any] = {"points": {}, "outcomes": {}, "unit": unit, "components": {}}
        fired: list[dict[str, Any]] = []
        whole, missing = number(self.criteria["policy"]["full"]), self.criteria["policy"]["component_missing"]
        there, points, everything = ZERO, ZERO, ZERO
        for part in self.criteria["components"]:
            weight = part["weight"].get(unit.group) if isinstance(part["weight"], dict) else part["weight"]
            if weight is None:
                continue
            below = {block["id"] for block in part["indicators"]} if part["id"] in unit.exempt else set()
            found = _Component(self.criteria, part).score(replace(unit, exempt=unit.exempt | below))
            for key in ("points", "outcomes"):
                result[key] |= found[key]
            fired += found["fired"]
            everything += number(weight) * whole
            total = found["total_exact"]
            result["components"][part["id"]] = total
            share = (
                ZERO
                if total is None
                else snap(Fraction(total) * Fraction(number(weight)) * Fraction(whole) / Fraction(part["full"]), self.carry)
            )
            result["points"][part["id"]] = share
            points += share
            there += ZERO if total is None else number(weight) * whole
        _, base = self.apply({"rescale": "rescale"}.get(missing, "inherit"), {}, unit.group, everything, there, points, result)
        result["base"] = base
        for key, name, cap in (("bonus", "bonus", "cap"), ("penalty", "deductions", "")):
            result[key] = self.component(sum((self._extra(unit, item, result, cap) for item in self.criteria.get(name) or []), ZERO))
        scored = there > 0 and (missing != "not_assessable" or there == everything)
        stopped = any(gate["then"].get("stop") for gate in fired)
        result = self._total(unit, result, scored=scored and not stopped)
        return {**result, "fired": [*fired, *result["fired"]]}

    def combine(self, scored: dict[str, dict[str, Any]]) -> None:
        """Totals of units made of others, from the bottom."""
        done: set[str] = set()
        for identity in scored:
            self._combined(identity, scored, done)

    def _combined(self, identity: str, scored: dict[str, dict[str, Any]], done: set[str]) -> None:
        result = scored[identity]
        rule = self.criteria["groups"][result["unit"].group].get("members")
        if identity in done or rule is None:
            return
        done.add(identity)
        totals = []
        for other, found in scored.items():
            if found["unit"].parent == identity and found["unit"].group in rule["of"]:
                self._combined(other, scored, done)
                totals.append(found[f"total_{rule['on']}"])
        own = result["total_exact"]
        result.setdefault("components", {})["own"] = own
        counted = [ZERO if total is None else total for total in totals if total is not None or rule["missing"] == "zero"]
        if own is None or (not counted and rule["alone"] == "own"):
            return
        result["total_exact"] = result["total_printed"] = None
        if counted:
            below = Fraction(sum(counted, ZERO)) / (len(counted) if rule.get("combine", "mean") == "mean" else 1)
            share = Fraction(number(rule["share"]))
            result["total_exact"] = snap(Fraction(own) * (1 - share) + below * share, self.carry)
            result["total_printed"] = to_digits(result["total_exact"], self.rounding["digits"], self.rounding["mode"])

    def rolled(
        self, unit: Unit, node: dict[str, Any], full: Decimal, above: dict[str, Any], result: dict[str, Any]
    ) -> tuple[Decimal, Decimal]:
        """As in the plain tree; a block with a mean by :meth:`averaged`."""
        if "mean" not in node:
            found = super().rolled(unit, node, full, above, result)
        else:
            found = self.averaged(unit, node, full, above, result)
            result["points"][node["id"]] = found[1]
        result.setdefault("open", {})[node["id"]] = found[0]
        return found

    def averaged(
        self, unit: Unit, node: dict[str, Any], full: Decimal, above: dict[str, Any], result: dict[str, Any]
    ) -> tuple[Decimal, Decimal]:
        """Applicable and scored points of a block that takes a mean over its items' shares."""
        policy = node.get("not_applicable", "inherit")
        if policy == "inherit" and above["proportional"]:
            policy = "redistribute_proportional"
        inside = {
            "ids": (*above["ids"], node["id"]),
            "overflow": above["overflow"] or "deductions" in node,
            "proportional": policy == "redistribute_proportional",
        }
        terms: list[tuple[Fraction, Fraction]] = []
        whole = Fraction(0)
        for item in node["items"]:
            own = self.full(item, unit.group, full)
            if own is None:
                continue
            weight = self.weight(item, unit.group, own)
            whole += weight
            terms += self.term(policy, weight, Fraction(own), *self.rolled(unit, item, own, inside, result))
        return self.mean_points(policy, node, full, whole, terms)

    @staticmethod
    def weight(item: dict[str, Any], group: str, full: Decimal) -> Fraction:
        """Declared weight, or the item's points."""
        weight = item.get("weight", full)
        return Fraction(number(weight[group] if isinstance(weight, dict) else weight))

    @staticmethod
    def term(policy: str, weight: Fraction, own: Fraction, applicable: Decimal, points: Decimal) -> list[tuple[Fraction, Fraction]]:
        """Weight that counts and share that was reached, or nothing where nothing applies."""
        if not weight or not own:
            return []
        if policy == "full_marks":
            return [(weight, (Fraction(points) + own - Fraction(applicable)) / own)]
        if policy == "zero":
            return [(weight, Fraction(points) / own)]
        return [(weight * Fraction(applicable) / own, Fraction(points) / Fraction(applicable))] if applicable else []

    def mean_points(
        self, policy: str, node: dict[str, Any], full: Decimal, whole: Fraction, terms: list[tuple[Fraction, Fraction]]
    ) -> tuple[Decimal, Decimal]:
        """Applicable and scored points of the block by its policy."""
        if not terms:
            return (full if policy in {"full_marks", "zero"} else ZERO), ZERO
        counted = sum((weight for weight, _ in terms), Fraction(0))
        if policy == "redistribute_equal":
            terms = [(weight + (whole - counted) / len(terms), share) for weight, share in terms]
        scale = Fraction(full) * (counted / whole if policy in {"inherit", "no_rescale"} else 1)
        points = snap(LONG.multiply(_long(scale), generalised_mean(terms, power_of(node))), self.carry)
        return snap(scale, self.carry), max(points, ZERO) if "deductions" in node else points

    def apply(  # noqa: PLR0913, PLR0917 - as in the plain tree
        self, policy: str, node: dict[str, Any], group: str, full: Decimal, applicable: Decimal, points: Decimal, result: dict[str, Any]
    ) -> tuple[Decimal, Decimal]:
        """Points spread evenly go to indicators and to blocks that take a mean; the rest is as in the plain tree."""
        if policy != "redistribute_equal":
            return super().apply(policy, node, group, full, applicable, points, result)
        parts = self.parts(node, group, result)
        applicable, points = sum((part[0] for part in parts), ZERO), sum((part[1] for part in parts), ZERO)
        if applicable == full or not parts:
            return (full, points) if applicable else (ZERO, ZERO)
        added = Fraction(full - applicable) / len(parts)
        shares = sum((Fraction(got) / Fraction(there) for there, got in parts if there), Fraction(0))
        return full, snap(Fraction(points) + added * shares, self.carry)

    def parts(self, node: dict[str, Any], group: str, result: dict[str, Any]) -> list[tuple[Decimal, Decimal]]:
        """Applicable and scored points of the parts below a block over which missing points are spread."""
        found: list[tuple[Decimal, Decimal]] = []
        for item in node["items"]:
            if "items" in item and "mean" not in item:
                found += self.parts(item, group, result)
            elif result["points"].get(item["id"]) is not None and (result["open"][item["id"]] or "items" not in item):
                found.append((result["open"][item["id"]], result["points"][item["id"]]))
        return found

    def _open(self, unit: Unit, root: dict[str, Any], whole: Decimal, result: dict[str, Any]) -> Decimal:
        del whole
        return sum((part[0] for part in self.parts(root, unit.group, result)), ZERO)


class _Component(Structure):
    """One component as criteria of its own: its tree, what stands beside it, its limits and its full points."""

    def __init__(self, criteria: dict[str, Any], part: dict[str, Any]) -> None:
        policy = {key: value for key, value in criteria["policy"].items() if key != "total"}
        policy |= {"full": part["full"], "not_applicable": part.get("not_applicable", policy["not_applicable"])}
        if "total" in part:
            policy["total"] = part["total"]
        own = {name: part.get(name, []) for name in ("indicators", "bonus", "deductions", "gates")}
        weight = part["weight"]
        groups = [group for group in criteria["groups"] if not isinstance(weight, dict) or group in weight]
        rest = {key: value for key, value in criteria.items() if key != "components"}
        self.scored = True
        super().__init__({**rest, **own, "policy": policy, "groups": {group: criteria["groups"][group] for group in groups}})

    def _total(self, unit: Unit, result: dict[str, Any], *, scored: bool) -> dict[str, Any]:
        self.scored = scored
        return super()._total(unit, result, scored=scored)

    def decide(self, unit: Unit, text: str, result: dict[str, Any]) -> bool:
        """A component without a score has no base, bonus or total that a gate could compare."""
        return super().decide(unit, text, result if self.scored else dict.fromkeys(("base", "bonus", "total"), "0/0"))

    def component(self, value: Decimal) -> Decimal:
        """The parts of a component are not rounded, its total is."""
        return value

    def score(self, unit: Unit) -> dict[str, Any]:
        """As for a whole; rounded where the criteria round components."""
        found = super().score(unit)
        if found["total_exact"] is not None:
            found["total_exact"] = super().component(found["total_exact"])
        return found
