"""The slow oracle for rules that compare units: peers, places, means and standard deviations, by their definitions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Context, Decimal
from fractions import Fraction
from typing import Any

from tests.oracle.formulas import to_digits
from tests.oracle.reading import number
from tests.oracle.tree import Tree
from tests.oracle.units import Outcome, Unit, units_of

FINE = Context(prec=50)
Found = tuple[list[Outcome], Callable[[], Any]]
REFUSED: Found = [Outcome("not_assessable")], lambda: None


def log(value: Fraction) -> Fraction:
    """Natural logarithm to 50 digits."""
    return Fraction(FINE.ln(FINE.divide(Decimal(value.numerator), Decimal(value.denominator))))


def root(value: Fraction) -> Fraction:
    """Square root to 50 digits."""
    return Fraction(FINE.sqrt(FINE.divide(Decimal(value.numerator), Decimal(value.denominator))))


class IndexTree(Tree):
    """Adds the kinds that compare a unit with its peers."""

    everyone: tuple[Unit, ...] = ()
    above: tuple[str, ...] = ()

    def run(self, tables: dict[str, list[tuple[Any, ...]]]) -> dict[str, dict[str, Any]]:
        """As for the tree, with everyone known beforehand."""
        self.everyone = tuple(unit for unit in units_of(tables, self.period) if unit.status != "exempt")
        return super().run(tables)

    def indicator(self, unit: Unit, node: dict[str, Any], full: Decimal, ancestors: Iterable[str]) -> Outcome:
        self.above = tuple(ancestors)
        return super().indicator(unit, node, full, ancestors)

    # --- who is compared ---------------------------------------------------------------

    def has(self, unit: Unit, node: dict[str, Any]) -> bool:
        """Whether the unit's group has the indicator."""
        blocks = [(block, self.full(block, unit.group, None)) for block in self.criteria["indicators"]]
        ids = {leaf["id"] for block, full in blocks if full is not None for leaf, _ in self.leaves(block, unit.group, full)}
        extra = [item for key in ("bonus", "deductions") for item in self.criteria.get(key) or []]
        return node["id"] in ids | {item["id"] for item in extra if unit.group in item.get("groups", self.criteria["groups"])}

    def value(self, unit: Unit, node: dict[str, Any], year: int = 0) -> Fraction | None:
        """The value with which a unit takes part, so many years ago."""
        if not self.has(unit, node) or unit.exempt & {node["id"], *self.above}:
            return None
        if "applies_when" in node and not self.evaluate(unit, node["applies_when"]).value:
            return None
        self.period -= year
        found = self.measure(unit, node["measure"])
        self.period += year
        if found.status != "measured":
            return None
        value = Fraction(to_digits(found.value, 10))
        parameters = next(iter(node["rule"].values())) if isinstance(node["rule"], dict) else {}
        return None if parameters.get("scale") == "log" and value <= 0 else value

    def pool(self, unit: Unit, node: dict[str, Any], parameters: dict[str, Any]) -> list[Fraction]:
        """The values of all peers."""
        over = parameters.get("over", "group")
        peers = [other for other in self.everyone if other.status == "assessed" and (over == "all" or other.group == unit.group)]
        years = range(int(parameters.get("years", 2 if over == "years" else 1)))
        values = [self.value(peer, node, year) for peer in peers for year in years]
        return [value for value in values if value is not None]

    def others(self, unit: Unit, node: dict[str, Any], parameters: dict[str, Any]) -> list[Fraction]:
        """The values of all peers besides the unit."""
        values = self.pool(unit, node, parameters)
        own = self.value(unit, node)
        if unit.status == "assessed" and own is not None:
            values.remove(own)
        return values

    def _compared(
        self, unit: Unit, node: dict[str, Any], parameters: dict[str, Any], full: Decimal, points: Callable[[Fraction, list[Fraction]], Any]
    ) -> Found:
        """A kind whose formula has no value where the peers do not differ."""
        found, own, pool = self.measure(unit, node["measure"]), self.value(unit, node), self.pool(unit, node, parameters)
        if found.status != "measured":
            return [found], lambda: None
        equal = parameters.get("equal", "not_assessable")
        if own is None or not pool or (max(pool) == min(pool) and equal == "not_assessable"):
            return REFUSED
        if max(pool) == min(pool):
            return [found], lambda: {"full": full, "zero": 0, "centre": parameters.get("centre")}[equal]
        return [found], lambda: points(own, pool)

    # --- kinds ---------------------------------------------------------------------------

    def _min_max(self, unit: Unit, node: dict[str, Any], parameters: Any, full: Decimal) -> Found:
        parameters = parameters or {}
        scale: Callable[[Fraction], Fraction] = log if parameters.get("scale") == "log" else Fraction
        worst = Fraction(number(parameters.get("from", 0)))

        def points(own: Fraction, pool: list[Fraction]) -> Fraction:
            low, high, x = scale(min(pool)), scale(max(pool)), scale(own)
            above = high - x if parameters.get("direction") == "lower" else x - low
            return worst + (Fraction(full) - worst) * min(Fraction(1), max(Fraction(0), above / (high - low)))

        return self._compared(unit, node, parameters, full, points)

    def _z_score(self, unit: Unit, node: dict[str, Any], parameters: Any, full: Decimal) -> Found:
        def points(own: Fraction, pool: list[Fraction]) -> Fraction:
            mean = sum(pool, Fraction(0)) / len(pool)
            deviation = root(sum(((value - mean) ** 2 for value in pool), Fraction(0)) / (len(pool) - 1))
            z = (own - mean) / deviation * (-1 if parameters.get("direction") == "lower" else 1)
            reached = Fraction(number(parameters["centre"])) + Fraction(number(parameters["spread"])) * z
            return min(Fraction(full), max(Fraction(0), reached)) if parameters.get("clamp", True) else reached

        return self._compared(unit, node, parameters, full, points)

    def _goalposts(self, unit: Unit, node: dict[str, Any], parameters: Any, full: Decimal) -> Found:
        found = self.measure(unit, node["measure"])
        if found.status != "measured":
            return [found], lambda: None
        own, logarithm = Fraction(to_digits(found.value, 10)), parameters.get("scale") == "log"
        if logarithm and own <= 0:
            return REFUSED
        scale: Callable[[Fraction], Fraction] = log if logarithm else Fraction

        def points() -> Fraction:
            low, high = (scale(Fraction(number(parameters[key]))) for key in ("lower", "upper"))
            above = high - scale(own) if parameters.get("direction") == "lower" else scale(own) - low
            return Fraction(full) * min(Fraction(1), max(Fraction(0), above / (high - low)))

        return [found], points

    def _target_distance(self, unit: Unit, node: dict[str, Any], parameters: Any, full: Decimal) -> Found:
        found, lower = self.measure(unit, node["measure"]), parameters.get("direction") == "lower"
        share, written = parameters.get("form", "share") == "share", parameters["reference"]
        if found.status != "measured":
            return [found], lambda: None
        own, pool = Fraction(to_digits(found.value, 10)), self.pool(unit, node, parameters)
        if not pool and not (share and written not in {"best", "mean"}):
            return REFUSED
        if written == "mean":
            reference = Fraction(to_digits(sum(pool, Fraction(0)) / len(pool), 10))
        else:
            reference = (min(pool) if lower else max(pool)) if written == "best" else Fraction(number(written))
        if share and (reference < 0 or (reference == 0 and not lower)):
            return REFUSED
        reached = own <= reference if lower else own >= reference
        return [found], lambda: Fraction(full) * (1 if reached else _distance(own, reference, pool, share=share, lower=lower))

    def _rank_score(self, unit: Unit, node: dict[str, Any], parameters: Any, full: Decimal) -> Found:
        parameters = parameters or {}
        lower = parameters.get("best") == "lowest"

        def points(own: Fraction, others: list[Fraction]) -> Fraction:
            before = Fraction(sum(other < own if lower else other > own for other in others))
            before += Fraction(others.count(own), 2) if parameters.get("ties") == "mean" else 0
            return _of_place(before, len(others), Fraction(full), parameters)

        return self._placed(unit, node, parameters, full, points)

    def _percentile_rank(self, unit: Unit, node: dict[str, Any], parameters: Any, full: Decimal, ties: str = "min") -> Found:
        parameters = parameters or {}
        lower, half = parameters.get("direction") == "lower", parameters.get("ties", ties) == "mean"

        def points(own: Fraction, others: list[Fraction]) -> Fraction:
            beaten = Fraction(sum(other > own if lower else other < own for other in others))
            return Fraction(full) * (beaten + (Fraction(others.count(own), 2) if half else 0)) / len(others)

        return self._placed(unit, node, parameters, full, points)

    def _borda(self, unit: Unit, node: dict[str, Any], parameters: Any, full: Decimal) -> Found:
        return self._percentile_rank(unit, node, parameters, full, "mean")

    def _placed(
        self, unit: Unit, node: dict[str, Any], parameters: dict[str, Any], full: Decimal, points: Callable[[Fraction, list[Fraction]], Any]
    ) -> Found:
        """A kind that has no value for a unit without other peers."""
        found, own = self.measure(unit, node["measure"]), self.value(unit, node)
        if found.status != "measured" or own is None:
            return [found], lambda: None
        others, equal = self.others(unit, node, parameters), parameters.get("equal", "not_assessable")
        if not others and (equal == "not_assessable" or not self.pool(unit, node, parameters)):
            return REFUSED
        return [found], lambda: points(own, others) if others else {"full": full, "zero": 0}[equal]


def _distance(own: Fraction, reference: Fraction, pool: list[Fraction], *, share: bool, lower: bool) -> Fraction:
    """How far a value that has not reached the reference has come."""
    if share:
        return max(Fraction(0), reference / own if lower else own / reference)
    worst = max(pool) if lower else min(pool)
    beyond = own >= worst if lower else own <= worst
    return Fraction(0) if beyond else (own - worst) / (reference - worst)


def _of_place(before: Fraction, others: int, full: Fraction, parameters: dict[str, Any]) -> Fraction:
    """Points of a place, ``before`` being the place less one."""
    last, how = Fraction(number(parameters.get("last", 0))), parameters.get("points", "linear")
    if "step" in parameters:
        return max(last, full - Fraction(number(parameters["step"])) * before)
    if isinstance(how, dict):
        for key, points in how.items():
            if key != "rest" and before + 1 <= int(str(key).rsplit("-", maxsplit=1)[-1]):
                return Fraction(number(points))
        return Fraction(number(how.get("rest", 0)))
    if how == "percentile":
        return full * (others + 1 - before) / (others + 1)
    return full - (full - last) * before / others
