"""The whole scoring in slow, plain Python: fractions and decimals, no SQL, nothing of the engine.

It reads the criteria file itself and takes the same rows as the engine. Where the two
disagree, one of them is wrong; the property tests say on which input.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

WIDE = Context(prec=80)
ORDER = {"measured": 0, "not_applicable": 1, "missing": 2, "not_assessable": 3}


class _Loader(yaml.SafeLoader):
    """Keeps decimals exact."""


_Loader.add_constructor("tag:yaml.org,2002:float", lambda _, node: Decimal(node.value))
# As in the criteria language, only true and false are booleans: ``on`` is a key like any other.
_Loader.add_constructor("tag:yaml.org,2002:bool", lambda _, node: {"true": True, "false": False}.get(node.value, node.value))


def load(file: Path) -> dict[str, Any]:
    """A criteria file as plain data."""
    return dict(yaml.load(file.read_text("utf-8"), Loader=_Loader))  # noqa: S506 - a safe loader with exact decimals


def to_digits(value: Fraction | Decimal | int, digits: int, mode: str = "half_up") -> Decimal:
    """Round half away from zero, or cut off."""
    fraction = Fraction(value)
    exact = WIDE.divide(Decimal(fraction.numerator), Decimal(fraction.denominator))
    return exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP if mode == "half_up" else ROUND_DOWN, WIDE)


def snap(value: Fraction | Decimal | int, digits: int = 4) -> Decimal:
    """The declared two-step snap: ten decimals first."""
    return to_digits(to_digits(value, 10), digits)


@dataclass
class Outcome:
    """A number or the reason why there is none."""

    status: str = "measured"
    value: Any = None


@dataclass
class Unit:
    """Everything known of one unit."""

    id: str
    group: str
    order: int
    status: str
    facts: dict[tuple[str, str, int], list[tuple[Decimal | None, str, str, str]]] = field(default_factory=dict)
    findings: list[tuple[str, str, Decimal]] = field(default_factory=list)
    marks: dict[str, Decimal | None] = field(default_factory=dict)
    external: dict[str, Decimal | None] = field(default_factory=dict)
    exempt: set[str] = field(default_factory=set)
    published: date | None = None


def units_of(tables: dict[str, list[tuple[Any, ...]]]) -> list[Unit]:
    """Rows of the input tables as units."""
    units = {row[0]: Unit(row[0], row[3], row[4], row[5]) for row in tables["units"]}
    for unit, period, metric, part, value, semantic, qualifier, locator in tables["facts"]:
        units[unit].facts.setdefault((metric, part, period), []).append((value, semantic, qualifier, locator))
    for unit, indicator, event, quantity, _ in tables["records_findings"]:
        units[unit].findings.append((indicator, event, quantity))
    for unit, key, mark, _ in tables["records_marks"]:
        units[unit].marks[key] = mark
    for unit, key, score in tables["records_external"]:
        units[unit].external[key] = score
    for unit, key, _ in tables["records_exemptions"]:
        units[unit].exempt.add(key)
    for unit, published in tables["records_reports"]:
        units[unit].published = published
    return list(units.values())


class Oracle:
    """Scores units by one criteria file."""

    def __init__(self, criteria: dict[str, Any]) -> None:
        self.criteria = criteria
        self.events = set(criteria.get("events") or {})
        self.measures = criteria.get("measures") or {}
        self.period = int(criteria["period"])
        self.rounding = criteria["policy"]["rounding"]

    # --- facts, measures, conditions -------------------------------------------------

    def fact(self, unit: Unit, key: str, *, previous: bool, accept: bool) -> Outcome:
        metric, _, part = key.partition("__")
        found = unit.facts.get((metric, part or "total", self.period - previous), [])
        in_tables = [fact for fact in found if not fact[3].startswith("line ")]
        found = in_tables or found
        values = {fact[0] for fact in found if fact[0] is not None}
        if len(values) > 1:
            return Outcome("not_assessable")
        if len(values) == 1:
            if any(fact[2] != "exact" for fact in found) and not accept:
                return Outcome("not_assessable")
            return Outcome(value=Fraction(values.pop()))
        semantics = {fact[1] for fact in found}
        if "text" in semantics:
            return Outcome("not_assessable")
        return Outcome("missing" if "blank" in semantics or not found else "not_applicable")

    def evaluate(self, unit: Unit, text: str, *, accept: bool = False, zero: str = "not_applicable") -> Outcome:
        """A formula: the worst status of its operands, or its value."""
        operands: list[Outcome] = []
        tree = ast.parse(str(text), mode="eval").body
        value = self._walk(unit, tree, operands, accept)
        worst = max((ORDER[operand.status] for operand in operands), default=0)
        if worst:
            return Outcome(next(name for name, rank in ORDER.items() if rank == worst))
        return Outcome(zero) if value is None else Outcome(value=value)

    def _walk(self, unit: Unit, node: ast.expr, operands: list[Outcome], accept: bool) -> Any:  # noqa: C901, FBT001, PLR0911 - a case per kind of node
        def down(child: ast.expr) -> Any:
            return self._walk(unit, child, operands, accept)

        if isinstance(node, ast.Constant):
            return Fraction(str(node.value))
        if isinstance(node, ast.Name):
            return self._name(unit, node.id, operands, accept)
        if isinstance(node, ast.BinOp):
            left, right = down(node.left), down(node.right)
            if left is None or right is None or (isinstance(node.op, ast.Div) and right == 0):
                return None
            operations: dict[type, Callable[[Any, Any], Any]] = {
                ast.Add: operator.add,
                ast.Sub: operator.sub,
                ast.Mult: operator.mul,
                ast.Div: operator.truediv,
            }
            return operations[type(node.op)](left, right)
        if isinstance(node, ast.UnaryOp):
            value = down(node.operand)
            return None if value is None else (not value if isinstance(node.op, ast.Not) else -value)
        if isinstance(node, ast.Compare):
            return self._compare(down(node.left), node.ops[0], down(node.comparators[0]))
        if isinstance(node, ast.BoolOp):
            return _three_valued([down(value) for value in node.values], conjunction=isinstance(node.op, ast.And))
        assert isinstance(node, ast.Call)
        assert isinstance(node.func, ast.Name)
        if node.func.id == "prev":
            assert isinstance(node.args[0], ast.Name)
            outcome = self.fact(unit, node.args[0].id, previous=True, accept=accept)
            operands.append(outcome)
            return outcome.value
        values = [down(arg) for arg in node.args]
        if node.func.id == "if_":
            return None if values[0] is None else values[1] if values[0] else values[2]
        if None in values:
            return None
        if node.func.id == "abs":
            return abs(values[0])
        return min(values) if node.func.id == "min" else max(values)

    def _name(self, unit: Unit, name: str, operands: list[Outcome], accept: bool) -> Any:  # noqa: FBT001 - as _walk
        if name in self.measures:
            return self._walk(unit, ast.parse(str(self.measures[name]["value"]), mode="eval").body, operands, accept)
        if name in self.events:
            return Fraction(sum((quantity for _, event, quantity in unit.findings if event == name), Decimal(0)))
        outcome = self.fact(unit, name, previous=False, accept=accept)
        operands.append(outcome)
        return outcome.value

    @staticmethod
    def _compare(left: Any, op: ast.cmpop, right: Any) -> Any:
        if left is None or right is None:
            return None
        table: dict[type, Callable[[Any, Any], bool]] = {
            ast.Gt: operator.gt,
            ast.GtE: operator.ge,
            ast.Lt: operator.lt,
            ast.LtE: operator.le,
            ast.Eq: operator.eq,
            ast.NotEq: operator.ne,
        }
        return table[type(op)](to_digits(left, 10), to_digits(right, 10))

    def measure(self, unit: Unit, name: str) -> Outcome:
        declared = self.measures.get(name)
        if declared is None:
            return self.fact(unit, name, previous=False, accept=False)
        return self.evaluate(
            unit, declared["value"], accept=declared.get("qualified") == "accept", zero=declared.get("zero_denominator", "not_applicable")
        )

    # --- one indicator ---------------------------------------------------------------

    def indicator(self, unit: Unit, node: dict[str, Any], full: Decimal, ancestors: Iterable[str]) -> Outcome:
        """Outcome and points of a leaf."""
        if unit.exempt & {node["id"], *ancestors}:
            return Outcome("exempt")
        if "applies_when" in node:
            applies = self.evaluate(unit, node["applies_when"])
            if applies.status != "measured" or not applies.value:
                return Outcome(applies.status if applies.status != "measured" else "not_applicable")
        kind, parameters = (node["rule"], None) if isinstance(node["rule"], str) else next(iter(node["rule"].items()))
        inputs, points = getattr(self, f"_{kind}")(unit, node, parameters, full)
        worst = max((ORDER[item.status] for item in inputs), default=0)
        if worst:
            outcome = Outcome(next(name for name, rank in ORDER.items() if rank == worst))
            missing = node.get("missing", self.criteria["policy"]["missing"])
            if outcome.status == "missing" and (missing == "zero" or node.get("bonus")):
                outcome.value = Decimal(0)
            return outcome
        result = snap(points())
        if self.rounding["at"] == "item":
            result = to_digits(result, self.rounding["digits"], self.rounding["mode"])
        return Outcome(value=result)

    def _mark(self, unit: Unit, key: str) -> Outcome:
        value = unit.marks.get(key)
        return Outcome("missing") if value is None else Outcome(value=Fraction(value))

    def _presence(self, unit: Unit, node: dict[str, Any], _parameters: Any, full: Decimal) -> tuple[list[Outcome], Callable[[], Any]]:
        found = self.measure(unit, node["measure"]) if "measure" in node else self._mark(unit, node["id"])
        return [found], lambda: full if found.value > 0 else 0

    def _checklist(self, unit: Unit, node: dict[str, Any], parameters: Any, _full: Decimal) -> tuple[list[Outcome], Callable[[], Any]]:
        marks = [(self._mark(unit, f"{node['id']}.{element['id']}"), Decimal(element["points"])) for element in parameters["elements"]]
        return [mark for mark, _ in marks], lambda: sum((points for mark, points in marks if mark.value > 0), Decimal(0))

    def _events_sum(self, unit: Unit, node: dict[str, Any], parameters: Any) -> tuple[list[Outcome], Callable[[], Decimal]]:
        terms = []
        for name, amount in parameters.items():
            each = Decimal(amount["each"] if isinstance(amount, dict) else amount)
            most = amount.get("at_most") if isinstance(amount, dict) else None
            if name in self.events:
                count = Outcome(value=Fraction(sum((q for i, e, q in unit.findings if i == node["id"] and e == name), Decimal(0))))
            else:
                count = self.measure(unit, name)
            terms.append((count, each, most))

        def total() -> Decimal:
            parts = (
                to_digits(count.value, 4) * each if most is None else min(to_digits(count.value, 4) * each, Decimal(most))
                for count, each, most in terms
            )
            return sum(parts, Decimal(0))

        return [count for count, _, _ in terms], total

    def _deduct_events(self, unit: Unit, node: dict[str, Any], parameters: Any, full: Decimal) -> tuple[list[Outcome], Callable[[], Any]]:
        inputs, total = self._events_sum(unit, node, parameters)
        return inputs, lambda: max(full - total(), Decimal(0))

    def _add_events(self, unit: Unit, node: dict[str, Any], parameters: Any, full: Decimal) -> tuple[list[Outcome], Callable[[], Any]]:
        inputs, total = self._events_sum(unit, node, parameters)
        return inputs, lambda: min(full, total())

    def _ratio(self, unit: Unit, node: dict[str, Any], parameters: Any, full: Decimal) -> tuple[list[Outcome], Callable[[], Any]]:
        found = self.measure(unit, node["measure"])
        target, threshold = Fraction(_number(parameters["target"])), parameters.get("threshold")

        def points() -> Fraction:
            if threshold is not None and to_digits(found.value, 10) < _number(threshold):
                return Fraction(0)
            return Fraction(full) * min(Fraction(1), max(Fraction(0), Fraction(found.value) / target))

        return [found], points

    def _band(self, unit: Unit, node: dict[str, Any], parameters: Any, _full: Decimal) -> tuple[list[Outcome], Callable[[], Any]]:
        found = self.measure(unit, node["measure"])
        return [found], lambda: next(
            (_number(band["points"]) for band in parameters if to_digits(found.value, 10) >= _number(band["from"])), Decimal(0)
        )

    def _timeliness(self, unit: Unit, _node: dict[str, Any], parameters: Any, full: Decimal) -> tuple[list[Outcome], Callable[[], Any]]:
        if unit.published is None:
            return [Outcome("missing")], lambda: None
        late = (unit.published - parameters["deadline"]).days
        loss = _number(parameters["late"]) * (late > 0) if "late" in parameters else _number(parameters["per_day"]) * max(late, 0)
        return [Outcome()], lambda: max(full - loss, Decimal(0))

    def _judgement(self, unit: Unit, node: dict[str, Any], parameters: Any, full: Decimal) -> tuple[list[Outcome], Callable[[], Any]]:
        mark = self._mark(unit, node["id"])
        return [mark], lambda: Fraction(full) * mark.value / Fraction(_number(parameters["to"]))

    def _external_score(self, unit: Unit, _node: dict[str, Any], parameters: Any, full: Decimal) -> tuple[list[Outcome], Callable[[], Any]]:
        value = unit.external.get(parameters["key"])
        if value is None:
            return [Outcome("missing")], lambda: None
        share = Fraction(value) / Fraction(_number(parameters["full"]))
        return [Outcome()], lambda: Fraction(full) * min(Fraction(1), max(Fraction(0), share))

    # --- the tree --------------------------------------------------------------------

    def full_points(self, node: dict[str, Any], group: str) -> Decimal | None:
        if group not in node.get("groups", self.criteria["groups"]):
            return None
        points = node["points"]
        if isinstance(points, dict):
            return None if group not in points else _number(points[group])
        return _number(points)

    def node(
        self, unit: Unit, node: dict[str, Any], ancestors: tuple[str, ...], result: dict[str, Any]
    ) -> tuple[Decimal, Decimal, Decimal]:
        """Full, applicable and scored points of a node; notes points and outcomes on the way."""
        full = self.full_points(node, unit.group)
        if full is None:
            return Decimal(0), Decimal(0), Decimal(0)
        policy = node.get("not_applicable", "inherit")
        if "items" not in node:
            outcome = self.indicator(unit, node, full, ancestors)
            result["outcomes"][node["id"]], result["points"][node["id"]] = outcome.status, outcome.value
            points = outcome.value
            if points is None:
                points = full if policy == "full_marks" else Decimal(0)
            counted = outcome.value is not None or policy in {"full_marks", "zero"}
            return full, full if counted else Decimal(0), points
        parts = [self.node(unit, item, (*ancestors, node["id"]), result) for item in node["items"]]
        applicable, points = self._policy(policy, full, sum((p[1] for p in parts), Decimal(0)), sum((p[2] for p in parts), Decimal(0)))
        result["points"][node["id"]] = points
        return full, applicable, points

    @staticmethod
    def _policy(policy: str, full: Decimal, applicable: Decimal, points: Decimal) -> tuple[Decimal, Decimal]:
        if policy == "rescale":
            if applicable == full:
                return full, points
            return (full, snap(Fraction(points) * Fraction(full) / Fraction(applicable))) if applicable > 0 else (Decimal(0), Decimal(0))
        if policy == "full_marks":
            return full, points + full - applicable
        return (full if policy == "zero" else applicable), points

    def score(self, unit: Unit) -> dict[str, Any]:
        result: dict[str, Any] = {"points": {}, "outcomes": {}}
        parts = [self.node(unit, block, (), result) for block in self.criteria["indicators"]]
        full, applicable, points = (sum((part[i] for part in parts), Decimal(0)) for i in range(3))
        open_points = applicable
        _, base = self._policy(self.criteria["policy"]["not_applicable"], full, applicable, points)
        digits, mode, at = self.rounding["digits"], self.rounding["mode"], self.rounding["at"]
        if at == "component":
            base = to_digits(base, digits, mode)
        bonus = Decimal(0)
        for item in self.criteria.get("bonus") or []:
            if unit.group in item.get("groups", self.criteria["groups"]):
                outcome = self.indicator(unit, {**item, "bonus": True}, _number(item["cap"]), ())
                result["outcomes"][item["id"]], result["points"][item["id"]] = outcome.status, outcome.value
                if outcome.value is not None and ("gate" not in item or self._bonus_gate(item["gate"], base)):
                    bonus += outcome.value
        if at == "component":
            bonus = to_digits(bonus, digits, mode)
        gate = next((gate for gate in self.criteria.get("gates") or [] if self.evaluate(unit, gate["when"]).value), None)
        exact = base + bonus
        if gate and "score" in gate["then"]:
            exact = _number(gate["then"]["score"])
        scored = open_points > 0
        return {
            **result,
            "unit": unit,
            "base": base,
            "bonus": bonus,
            "gate": gate,
            "total_exact": exact if scored else None,
            "total_printed": to_digits(exact, digits, mode) if scored else None,
        }

    def _bonus_gate(self, text: str, base: Decimal) -> bool:
        tree = ast.parse(text, mode="eval").body
        names = {"base": Fraction(base)}

        def value(node: ast.expr) -> Any:
            if isinstance(node, ast.Name):
                return names[node.id]
            if isinstance(node, ast.Constant):
                return Fraction(str(node.value))
            if isinstance(node, ast.BoolOp):
                parts = [value(part) for part in node.values]
                return all(parts) if isinstance(node.op, ast.And) else any(parts)
            assert isinstance(node, ast.Compare)
            return self._compare(value(node.left), node.ops[0], value(node.comparators[0]))

        return bool(value(tree))

    def run(self, tables: dict[str, list[tuple[Any, ...]]]) -> dict[str, dict[str, Any]]:
        """Everything of every scored unit, ranks and grades included."""
        scored = {unit.id: self.score(unit) for unit in units_of(tables) if unit.status != "exempt"}
        on = "total_printed" if self.criteria["policy"]["ranking"]["on"] == "printed" else "total_exact"
        for result in scored.values():
            unit, gate = result["unit"], result["gate"]
            ranked = unit.status == "assessed" and result[on] is not None and (gate is None or gate["then"].get("ranked", True))
            result["rank_score"] = result[on] if ranked else None
            table = self.criteria["grades"][self.criteria["groups"][unit.group]["grades"]]
            grade = next((row["grade"] for row in table if result[on] is not None and result[on] >= _number(row["from"])), None)
            result["grade"] = gate["then"]["grade"] if gate and "grade" in gate["then"] else grade
        for result in scored.values():
            rivals = [
                other["rank_score"]
                for other in scored.values()
                if other["unit"].group == result["unit"].group and other["rank_score"] is not None
            ]
            better = [score for score in rivals if result["rank_score"] is not None and score > result["rank_score"]]
            places = set(better) if self.criteria["policy"]["ranking"]["ties"] == "dense" else better
            result["rank"] = None if result["rank_score"] is None else 1 + len(places)
        return scored


def _three_valued(values: list[Any], *, conjunction: bool) -> Any:
    decisive = not conjunction
    if any(value is not None and bool(value) == decisive for value in values):
        return decisive
    return None if None in values else conjunction


def _number(value: Any) -> Decimal:
    text = str(value)
    return Decimal(text[:-1]) / 100 if text.endswith("%") else Decimal(text)
