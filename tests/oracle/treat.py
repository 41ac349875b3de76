"""The slow oracle for what is done to measures before they are scored: imputation, outliers, screening.

Fractions and decimals, one unit after the other; the definitions are those of ``docs/index-methods.md``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from typing import Any

from tests.oracle.formulas import to_digits
from tests.oracle.reading import number
from tests.oracle.tree import Tree
from tests.oracle.units import Outcome, Unit, units_of

WIDE = Context(prec=80)
GUARD = 10
PLACES = 7  # decimals of a scaled value


@dataclass(frozen=True)
class Treated:
    """How a value was changed, and the distribution before and after."""

    before: Decimal
    after: Decimal
    how: str
    spread_before: tuple[Decimal, Decimal] | None
    spread_after: tuple[Decimal, Decimal] | None
    passes: bool | None


def root(value: Fraction) -> Decimal:
    """Square root to eighty digits."""
    return WIDE.sqrt(WIDE.divide(Decimal(value.numerator), Decimal(value.denominator)))


def spread(values: Iterable[Decimal]) -> tuple[Decimal, Decimal] | None:
    """Skewness and excess kurtosis (e1071 type 2, COINr, Excel); None with fewer than four values or one value only."""
    found = list(values)
    n = len(found)
    if n < 4 or min(found) == max(found):
        return None
    low, span = min(found), max(found) - min(found)
    scaled = [to_digits(to_digits(Fraction(x - low) / Fraction(span), GUARD), PLACES) for x in found]
    mean = Fraction(sum(scaled, Decimal(0))) / n
    s2, s3, s4 = (sum(((Fraction(u) - mean) ** k for u in scaled), Fraction(0)) for k in (2, 3, 4))
    kurtosis = ((n + 1) * (n * s4 / s2**2 - 3) + 6) * (n - 1) / ((n - 2) * (n - 3))
    # skewness² is a fraction, so only one root is taken.
    square = root(Fraction(n) * s3**2 / s2**3 * Fraction(n * (n - 1)) / (n - 2) ** 2)
    skewness = square if s3 >= 0 else -square
    return shown(skewness), shown(kurtosis)


def shown(value: Decimal | Fraction) -> Decimal:
    """Six decimals, after ten."""
    return to_digits(to_digits(value, GUARD), 6)


def passes(found: tuple[Decimal, Decimal] | None, rule: dict[str, Any]) -> bool:
    """COINr check_SkewKurt; what cannot be computed passes."""
    until = rule.get("until", {})
    return found is None or abs(found[0]) < number(until.get("skewness", 2)) or found[1] < number(until.get("kurtosis", Decimal("3.5")))


def clipped(value: Decimal, low: Decimal | None, high: Decimal | None) -> Decimal:
    value = value if low is None else max(value, low)
    return value if high is None else min(value, high)


def winsorised(values: list[Decimal], rule: dict[str, Any]) -> tuple[Decimal, Decimal]:
    """The least and the greatest value that are left."""
    now = list(values)
    moved = 0
    while not passes(found := spread(now), rule) and moved < int(rule["winsorise"]["at_most"]) and len(set(now)) > 2 and found:
        ends = sorted(set(now))
        old, new = (ends[-1], ends[-2]) if found[0] >= 0 else (ends[0], ends[1])
        now = [new if x == old else x for x in now]
        moved = sum(x != y for x, y in zip(values, now, strict=True))
    return min(now), max(now)


def percentile(values: list[Decimal], share: Decimal) -> Decimal:
    """Linear between neighbours: R type 7, Excel PERCENTILE.INC."""
    ordered = sorted(values)
    place = (len(ordered) - 1) * share
    below = math.floor(place)
    step = ordered[below + 1] - ordered[below] if below + 1 < len(ordered) else Decimal(0)
    return to_digits(Fraction(ordered[below]) + Fraction(to_digits(place - below, 8)) * Fraction(step), GUARD)


def logged(value: Decimal, low: Decimal, high: Decimal) -> Decimal:
    """COINr log_CT: ln(x - min + 0.01 (max - min))."""
    shifted = clipped(value, low, high) - low + (high - low) / 100
    return to_digits(WIDE.ln(shifted), GUARD)


def median(values: list[Decimal]) -> Decimal:
    ordered = sorted(values)
    n = len(ordered)
    return to_digits(Fraction(ordered[(n - 1) // 2] + ordered[n // 2]) / 2, GUARD)


class Prepared(Tree):
    """Scores as :class:`Tree`, with measures imputed and treated and units screened first."""

    def run(self, tables: dict[str, list[tuple[Any, ...]]]) -> dict[str, dict[str, Any]]:
        units = [unit for unit in units_of(tables, self.period) if unit.status != "exempt"]
        self.imputed: dict[tuple[str, str], Decimal] = {}
        self.treated: dict[tuple[str, str], Treated] = {}
        self.ready: dict[tuple[str, str], Outcome] = {}
        for name, declared in self.measures.items():
            if "impute" in declared or "treat" in declared:
                groups = self._groups(name)
                self._prepare(name, declared, [unit for unit in units if unit.group in groups])
        return super().run(tables)

    def measure(self, unit: Unit, name: str) -> Outcome:
        return self.ready.get((unit.id, name)) or super().measure(unit, name)

    def _groups(self, name: str) -> set[str]:
        """Groups that have an indicator that judges the measure."""
        return {group for group in self.criteria["groups"] for leaf, _ in self._leaves(group) if leaf.get("measure") == name}

    def _leaves(self, group: str) -> list[tuple[dict[str, Any], Decimal]]:
        found = []
        for block in self.criteria["indicators"]:
            full = self.full(block, group, None)
            found += [] if full is None else self.leaves(block, group, full)
        return found

    def _prepare(self, name: str, declared: dict[str, Any], units: list[Unit]) -> None:
        raw = {unit.id: super(Prepared, self).measure(unit, name) for unit in units}
        values = {key: to_digits(outcome.value, GUARD) for key, outcome in raw.items() if outcome.status == "measured"}
        if "impute" in declared:
            for unit in units:
                filled = self._filled(name, declared["impute"], unit, raw, [other for other in units if other.status == "assessed"], values)
                if filled is not None:
                    self.imputed[unit.id, name] = filled
        values |= {unit: value for (unit, measure), value in self.imputed.items() if measure == name}
        if "treat" in declared:
            self._treat(name, declared["treat"], [unit for unit in units if unit.id in values], values)
        for unit in units:
            if unit.id in values:
                change = self.treated.get((unit.id, name))
                known = (unit.id, name) in self.imputed
                if change or known:
                    self.ready[unit.id, name] = Outcome(value=Fraction(change.after if change else values[unit.id]))

    def _filled(
        self, name: str, rule: dict[str, Any], unit: Unit, raw: dict[str, Outcome], givers: list[Unit], values: dict[str, Decimal]
    ) -> Decimal | None:
        if raw[unit.id].status not in {"missing", *rule.get("also", [])}:
            return None
        if rule["by"] == "previous":
            return self._earlier(name, unit, int(rule.get("years_back", 1)))
        within = rule["by"].startswith("group_")
        known = [values[other.id] for other in givers if raw[other.id].status == "measured" and (not within or other.group == unit.group)]
        if not known or len(known) < int(rule.get("at_least", 1)):
            return None
        return median(known) if rule["by"].endswith("median") else to_digits(Fraction(sum(known, Decimal(0))) / len(known), GUARD)

    def _earlier(self, name: str, unit: Unit, years: int) -> Decimal | None:
        for back in range(1, years + 1):
            then = copy(unit)
            then.facts = {(metric, part, year + back): facts for (metric, part, year), facts in unit.facts.items()}
            found = super().measure(then, name)
            if found.status == "measured":
                return to_digits(found.value, GUARD)
        return None

    def _treat(self, name: str, rule: dict[str, Any], units: list[Unit], values: dict[str, Decimal]) -> None:
        method = next(key for key in ("winsorise", "bounds", "percentiles") if key in rule)
        apart = rule[method].get("over") == "group"
        for group in {unit.group for unit in units} if apart else {""}:
            members = [unit for unit in units if not apart or unit.group == group]
            counted = [values[unit.id] for unit in members if unit.status == "assessed"]
            self._treat_scope(name, (method, rule), members, counted, values)

    def _treat_scope(
        self, name: str, how: tuple[str, dict[str, Any]], members: list[Unit], counted: list[Decimal], values: dict[str, Decimal]
    ) -> None:
        method, rule = how
        before = spread(counted) if counted else None
        low, high = self._cuts(method, rule, counted)
        after = spread([clipped(x, low, high) for x in counted]) if counted else None
        word = "winsorised" if method == "winsorise" else method
        if method == "winsorise" and rule.get("else") == "log" and not passes(after, rule):
            word, after = "log", spread([logged(x, min(counted), max(counted)) for x in counted])
        for unit in members:
            value = values[unit.id]
            new = logged(value, min(counted), max(counted)) if word == "log" else clipped(value, low, high)
            if word == "log" or new != value:
                verdict = passes(after, rule) if method == "winsorise" else None
                self.treated[unit.id, name] = Treated(value, new, word, before, after, verdict)

    def _cuts(self, method: str, rule: dict[str, Any], counted: list[Decimal]) -> tuple[Decimal | None, Decimal | None]:
        written = rule[method]
        if method == "bounds":
            return tuple(number(written[key]) if key in written else None for key in ("lower", "upper"))  # type: ignore[return-value]  # two of them
        if not counted:
            return None, None
        if method == "percentiles":
            return tuple(percentile(counted, number(written[key])) if key in written else None for key in ("lower", "upper"))  # type: ignore[return-value]  # two of them
        low, high = winsorised(counted, rule)
        return (low if low > min(counted) else None), (high if high < max(counted) else None)

    # --- screening -------------------------------------------------------------------

    def score(self, unit: Unit) -> dict[str, Any]:
        result = super().score(unit)
        rule = self.criteria["policy"].get("screening")
        if rule is None:
            return result
        result["available"], result["nonzero"] = self._shares(unit, rule, result)
        lacking = result["available"] is not None and result["available"] < number(rule["available"])
        zeros = "nonzero" in rule and result["nonzero"] is not None and result["nonzero"] < number(rule["nonzero"])
        result["screened"] = lacking or zeros
        if result["screened"] and rule["then"] == "no_total":
            result["total_exact"] = result["total_printed"] = None
        if result["screened"]:
            result["fired"] = [*result["fired"], {"then": {"ranked": False}}]
        return result

    def _shares(self, unit: Unit, rule: dict[str, Any], result: dict[str, Any]) -> tuple[Fraction | None, Fraction | None]:
        whole = real = Fraction(0)
        values = []
        for leaf, full in self._leaves(unit.group):
            outcome = result["outcomes"][leaf["id"]]
            if outcome in {"not_applicable", "exempt"}:
                continue
            weight = Fraction(full) if rule.get("of") == "points" else Fraction(1)
            whole += weight
            if outcome == "measured" and (unit.id, leaf.get("measure", "")) not in self.imputed:
                real += weight
                if "measure" in leaf:
                    change = self.treated.get((unit.id, leaf["measure"]))
                    values.append(change.before if change else to_digits(self.measure(unit, leaf["measure"]).value, GUARD))
        nonzero = Fraction(len([value for value in values if value]), len(values)) if values else None
        return (real / whole if whole else None), nonzero
