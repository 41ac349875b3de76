"""Scoring in slow, plain Python: fractions and decimals, no SQL, nothing of the engine.

It reads the criteria file itself and takes the same rows as the engine. Where the two
disagree, one of them is wrong; the property tests say on which input.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from tests import oracle_formulas

to_digits = oracle_formulas.to_digits
ORDER = {"measured": 0, "not_applicable": 1, "missing": 2, "not_assessable": 3}


class _Loader(yaml.SafeLoader):
    """Keeps decimals exact."""


_Loader.add_constructor("tag:yaml.org,2002:float", lambda _, node: Decimal(node.value))
# As in the criteria language, only true and false are booleans: ``on`` is a key like any other.
_Loader.add_constructor("tag:yaml.org,2002:bool", lambda _, node: {"true": True, "false": False}.get(node.value, node.value))


def load(file: Path) -> dict[str, Any]:
    """A criteria file that stands alone as plain data."""
    return loaded(file.read_bytes())


def loaded(text: bytes) -> dict[str, Any]:
    """The bytes of a criteria file as plain data."""
    return dict(yaml.load(text, Loader=_Loader))  # noqa: S506 - a safe loader with exact decimals


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
    parent: str | None = None
    facts: dict[tuple[str, str, int], list[tuple[Decimal | None, str, str, str]]] = field(default_factory=dict)
    findings: list[tuple[str, str, Decimal]] = field(default_factory=list)
    marks: dict[str, Decimal | None] = field(default_factory=dict)
    markers: dict[str, list[Decimal | None]] = field(default_factory=dict)
    external: dict[str, Decimal | None] = field(default_factory=dict)
    exempt: set[str] = field(default_factory=set)
    updates: list[tuple[str, str, date | None, Decimal | None]] = field(default_factory=list)
    published: date | None = None
    has_report: bool = False
    contradictions: list[str] = field(default_factory=list)


def units_of(tables: dict[str, list[tuple[Any, ...]]], period: int) -> list[Unit]:
    """Rows of the input tables as units."""
    units = {row[0]: Unit(row[0], row[3], row[4], row[5], row[7] if len(row) > 7 else None) for row in tables["units"]}
    for unit, year, metric, part, value, semantic, qualifier, locator in tables["facts"]:
        units[unit].facts.setdefault((metric, part, year), []).append((value, semantic, qualifier, locator))
    for unit, indicator, event, quantity, _ in tables["records_findings"]:
        units[unit].findings.append((indicator, event, quantity))
    for unit, key, mark, _ in tables["records_marks"]:
        units[unit].marks[key] = mark
        units[unit].markers.setdefault(key, []).append(mark)
    for unit, key, score in tables["records_external"]:
        units[unit].external[key] = score
    for unit, indicator, _, cycle, updated, items, _ in tables.get("records_updates", []):
        units[unit].updates.append((indicator, cycle, updated, items))
    for unit, key, _ in tables["records_exemptions"]:
        units[unit].exempt.add(key)
    for unit, published in tables["records_reports"]:
        units[unit].published = published
    _documents(units, tables, period)
    return list(units.values())


def _documents(units: dict[str, Unit], tables: dict[str, list[tuple[Any, ...]]], period: int) -> None:
    """Which units have a report of the year, and the checks that fail in it for a reason of their own."""
    for unit, year, status in tables["sources"]:
        if year == period and status == "read":
            units[unit].has_report = True
    seen = set()
    for unit, check, part, message, severity, outcome, caused_by, year in tables["checks"]:
        fails = outcome == "fails" and severity == "error" and not caused_by and year == period
        if fails and (unit, check, part, message) not in seen:
            seen.add((unit, check, part, message))
            units[unit].contradictions.append(check)


class Operands(list[Outcome]):
    """What a formula has named so far, how many of its divisors are zero, and whether one of its functions has gaps."""

    zeros = 0
    partial = False
    years = 0  # how far back names are read at the moment


class Oracle:
    """Scores single indicators by one criteria file; :class:`tests.oracle_tree.Tree` adds the tree, totals and ranks."""

    def __init__(self, criteria: dict[str, Any]) -> None:
        self.criteria = criteria
        self.events = set(criteria.get("events") or {})
        self.measures = criteria.get("measures") or {}
        self.period = int(criteria["period"])
        self.rounding = criteria["policy"]["rounding"]
        self.carry = int(self.rounding.get("carry", 4))

    def columns_as(self, unit: Unit, event: str) -> int:
        """How many columns of a unit count as an event; :class:`tests.oracle_data.Records` knows."""
        del unit, event
        return 0

    # --- facts, measures, conditions -------------------------------------------------

    def fact(self, unit: Unit, key: str, *, previous: int, accept: bool) -> Outcome:
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

    def evaluate(
        self, unit: Unit, text: str, *, accept: bool = False, zero: str = "not_applicable", undefined: str = "not_assessable"
    ) -> Outcome:
        """A formula: the worst status of its operands, or its value."""
        operands = Operands()
        tree = ast.parse(str(text), mode="eval").body
        value = self._walk(unit, tree, operands, accept)
        worst = max((ORDER[operand.status] for operand in operands), default=0)
        if worst:
            return Outcome(next(name for name, rank in ORDER.items() if rank == worst))
        if value is None:
            return Outcome(zero if operands.zeros or not operands.partial else undefined)
        too_large = not isinstance(value, bool) and abs(value) >= oracle_formulas.LARGEST
        return Outcome(undefined) if too_large else Outcome(value=value)

    def _walk(self, unit: Unit, node: ast.expr, operands: Operands, accept: bool) -> Any:  # noqa: C901, FBT001, PLR0911 - a case per kind of node
        def down(child: ast.expr) -> Any:
            return self._walk(unit, child, operands, accept)

        if isinstance(node, ast.Constant):
            return Fraction(str(node.value))
        if isinstance(node, ast.Name):
            return self._name(unit, node.id, operands, accept)
        if isinstance(node, ast.BinOp):
            left, right = down(node.left), down(node.right)
            if isinstance(node.op, ast.Div) and right is not None and self._is_zero(node.right, right):
                operands.zeros += 1
                return None
            if left is None or right is None:
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
            written_out = isinstance(node.comparators[0], ast.Constant)
            return self._compare(down(node.left), node.ops[0], down(node.comparators[0]), limited=not written_out)
        if isinstance(node, ast.BoolOp):
            return _three_valued([down(value) for value in node.values], conjunction=isinstance(node.op, ast.And))
        assert isinstance(node, ast.Call)
        assert isinstance(node.func, ast.Name)
        if node.func.id == "prev":
            assert isinstance(node.args[0], ast.Name)
            years = int(ast.literal_eval(node.args[1])) if len(node.args) > 1 else 1
            operands.years += years
            value = self._name(unit, node.args[0].id, operands, accept)
            operands.years -= years
            return value
        values = [down(arg) for arg in node.args]
        if node.func.id == "if_":
            return None if values[0] is None else values[1] if values[0] else values[2]
        operands.partial = operands.partial or node.func.id in oracle_formulas.PARTIAL
        return None if None in values else oracle_formulas.FUNCTIONS[node.func.id](*values)

    def _is_zero(self, node: ast.expr, value: Fraction) -> bool:
        """A divisor that holds a sum is zero when it is nearly so, for the engine's sums are doubles."""
        return abs(value) < oracle_formulas.HALF if self._holds_sum(node) else value == 0

    def _holds_sum(self, node: ast.AST) -> bool:
        for inner in ast.walk(node):
            if isinstance(inner, ast.BinOp) and isinstance(inner.op, ast.Add | ast.Sub):
                return True
            if isinstance(inner, ast.Name) and (
                inner.id == "mean"
                or (inner.id in self.measures and self._holds_sum(ast.parse(str(self.measures[inner.id]["value"]), mode="eval")))
            ):
                return True
        return False

    def _name(self, unit: Unit, name: str, operands: Operands, accept: bool) -> Any:  # noqa: FBT001 - as _walk
        if name in self.measures:
            return self._walk(unit, ast.parse(str(self.measures[name]["value"]), mode="eval").body, operands, accept)
        if name in self.events:
            return Fraction(sum((quantity for _, event, quantity in unit.findings if event == name), Decimal(0))) + self.columns_as(
                unit, name
            )
        outcome = self.fact(unit, name, previous=operands.years, accept=accept)
        operands.append(outcome)
        return outcome.value

    @staticmethod
    def _compare(left: Any, op: ast.cmpop, right: Any, *, limited: bool) -> Any:
        if left is None or right is None or (limited and max(abs(left), abs(right)) >= oracle_formulas.LARGEST):
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
            return self.fact(unit, name, previous=0, accept=False)
        return self.evaluate(
            unit,
            declared["value"],
            accept=declared.get("qualified") == "accept",
            zero=declared.get("zero_denominator", "not_applicable"),
            undefined=declared.get("undefined", "not_assessable"),
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
        exact = points()
        if self.rounding["at"] == "item":
            result = to_digits(to_digits(exact, 10), self.rounding["digits"], self.rounding["mode"])
        else:
            result = snap(exact, self.carry)
        return Outcome(value=result)

    def _mark(self, unit: Unit, key: str) -> Outcome:
        value = unit.marks.get(key)
        return Outcome("missing") if value is None else Outcome(value=Fraction(value))

    def _presence(self, unit: Unit, node: dict[str, Any], _parameters: Any, full: Decimal) -> tuple[list[Outcome], Callable[[], Any]]:
        found = self.measure(unit, node["measure"]) if "measure" in node else self._mark(unit, node["id"])
        return [found], lambda: full if to_digits(found.value, 10) > 0 else 0

    def _presence_penalty(
        self, unit: Unit, node: dict[str, Any], parameters: Any, full: Decimal
    ) -> tuple[list[Outcome], Callable[[], Any]]:
        inputs, points = self._presence(unit, node, None, full)
        return inputs, lambda: points() or max(full - _number(parameters["absent"]), Decimal(0))

    def _checklist(self, unit: Unit, node: dict[str, Any], parameters: Any, _full: Decimal) -> tuple[list[Outcome], Callable[[], Any]]:
        marks = [(self._mark(unit, f"{node['id']}.{element['id']}"), Decimal(element["points"])) for element in parameters["elements"]]
        return [mark for mark, _ in marks], lambda: sum((points for mark, points in marks if mark.value > 0), Decimal(0))

    def _events_sum(self, unit: Unit, node: dict[str, Any], parameters: Any) -> tuple[list[Outcome], Callable[[], Fraction]]:
        terms = []
        for name, amount in parameters.items():
            each = Decimal(amount["each"] if isinstance(amount, dict) else amount)
            most = amount.get("at_most") if isinstance(amount, dict) else None
            if name in self.events:
                count = Outcome(value=Fraction(sum((q for i, e, q in unit.findings if i == node["id"] and e == name), Decimal(0))))
            else:
                count = self.measure(unit, name)
            terms.append((count, each, most))

        def total() -> Fraction:
            counted = [(max(Fraction(count.value), Fraction(0)) * Fraction(each), most) for count, each, most in terms]
            return sum((points if most is None else min(points, Fraction(Decimal(most))) for points, most in counted), Fraction(0))

        return [count for count, _, _ in terms], total

    def _count(self, unit: Unit, node: dict[str, Any], name: str) -> Outcome:
        """How often something happened: findings of this indicator, or a figure of the report."""
        if name not in self.events:
            return self.measure(unit, name)
        return Outcome(value=Fraction(sum((q for i, e, q in unit.findings if i == node["id"] and e == name), Decimal(0))))

    def _deduct_per(self, unit: Unit, node: dict[str, Any], parameters: Any, full: Decimal) -> tuple[list[Outcome], Callable[[], Any]]:
        found = self._count(unit, node, parameters["of"])

        def points() -> Fraction:
            charged = max(max(Fraction(found.value), Fraction(0)) - Fraction(_number(parameters.get("free", 0))), Fraction(0))
            loss = charged * Fraction(_number(parameters["each"]))
            if "at_most" in parameters:
                loss = min(loss, Fraction(_number(parameters["at_most"])))
            return _left(node, Fraction(full) - loss)

        return [found], points

    def _deduct_per_period(
        self, unit: Unit, node: dict[str, Any], parameters: Any, full: Decimal
    ) -> tuple[list[Outcome], Callable[[], Any]]:
        ids = [period["id"] if isinstance(period, dict) else period for period in parameters["periods"]]
        counts = [self._mark(unit, f"{node['id']}.{period}") for period in ids]
        quota, short, empty = (_number(parameters[key]) for key in ("quota", "short", "empty"))

        def points() -> Fraction:
            empties = len([count for count in counts if count.value == 0])
            shorts = len([count for count in counts if 0 < count.value < quota])
            return _left(node, Fraction(full - empty * empties - short * shorts))

        return counts, points

    def _accumulate(self, unit: Unit, node: dict[str, Any], parameters: Any, full: Decimal) -> tuple[list[Outcome], Callable[[], Any]]:
        terms = []
        for name, amount in parameters["of"].items():
            written = amount if isinstance(amount, dict) else {"each": amount}
            terms.append((self._count(unit, node, name), written))

        def points() -> Fraction:
            total = Fraction(_number(parameters.get("base", 0)))
            for count, amount in terms:
                term = max(Fraction(count.value), Fraction(0)) * Fraction(_number(amount["each"]))
                total += min(term, Fraction(_number(amount["at_most"]))) if "at_most" in amount else term
            return total if parameters.get("uncapped") else min(total, Fraction(full))

        return [count for count, _ in terms], points

    def _consistency(self, unit: Unit, node: dict[str, Any], parameters: Any, full: Decimal) -> tuple[list[Outcome], Callable[[], Any]]:
        counted = [check for check in unit.contradictions if check in parameters.get("checks", unit.contradictions)]
        loss = len(counted) * _number(parameters["each"])
        if "at_most" in parameters:
            loss = min(loss, _number(parameters["at_most"]))
        return [Outcome() if unit.has_report else Outcome("missing")], lambda: _left(node, Fraction(full - loss))

    def _deduct_events(self, unit: Unit, node: dict[str, Any], parameters: Any, full: Decimal) -> tuple[list[Outcome], Callable[[], Any]]:
        inputs, total = self._events_sum(unit, node, parameters)
        return inputs, lambda: max(Fraction(full) - total(), Fraction(0))

    def _add_events(self, unit: Unit, node: dict[str, Any], parameters: Any, full: Decimal) -> tuple[list[Outcome], Callable[[], Any]]:
        inputs, total = self._events_sum(unit, node, parameters)
        return inputs, lambda: min(Fraction(full), total())

    def _penalty_events(self, unit: Unit, node: dict[str, Any], parameters: Any, full: Decimal) -> tuple[list[Outcome], Callable[[], Any]]:
        inputs, total = self._events_sum(unit, node, parameters)
        return inputs, total if node.get("uncapped") else lambda: min(Fraction(full), total())

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

    def _quota(self, unit: Unit, node: dict[str, Any], parameters: Any, full: Decimal) -> tuple[list[Outcome], Callable[[], Any]]:
        found = self.measure(unit, node["measure"])
        missed = max(full - _number(parameters.get("loss", full)), Decimal(0))
        return [found], lambda: full if to_digits(found.value, 10) >= _number(parameters["target"]) else missed

    def _survey(self, unit: Unit, _node: dict[str, Any], parameters: Any, full: Decimal) -> tuple[list[Outcome], Callable[[], Any]]:
        inputs = [self.measure(unit, parameters["share"]), self.measure(unit, parameters["sample"])]
        if all(item.status == "measured" for item in inputs):
            share, sample = (to_digits(item.value, 10) for item in inputs)
            if sample < _number(parameters["minimum"]) or not 0 <= share <= 1:
                return [Outcome("not_assessable")], lambda: None
        return inputs, lambda: Fraction(full) * inputs[0].value

    def _growth(self, unit: Unit, _node: dict[str, Any], parameters: Any, full: Decimal) -> tuple[list[Outcome], Callable[[], Any]]:
        inputs = [self.fact(unit, parameters["of"], previous=previous, accept=False) for previous in (False, True)]
        now, before = (item.value for item in inputs)
        if all(item.status == "measured" for item in inputs) and before <= 0:
            return [Outcome("not_assessable" if before < 0 else "not_applicable")], lambda: None
        target, floor = (Fraction(_number(parameters.get(key, 0))) for key in ("target", "floor"))

        def points() -> Fraction:
            reached = (Fraction(now) / Fraction(before) - 1 - floor) / (target - floor)
            return Fraction(full) * min(Fraction(1), max(Fraction(0), reached))

        return inputs, points

    def _partial_credit(self, unit: Unit, node: dict[str, Any], parameters: Any, full: Decimal) -> tuple[list[Outcome], Callable[[], Any]]:
        mark = self._mark(unit, node["id"])
        shares = {Fraction(_number(state["mark"])): Fraction(_number(state["share"])) for state in parameters["shares"]}
        if mark.status == "measured" and mark.value not in shares:
            return [Outcome("not_assessable")], lambda: None
        return [mark], lambda: Fraction(full) * shares[mark.value]

    def _timeliness(self, unit: Unit, _node: dict[str, Any], parameters: Any, full: Decimal) -> tuple[list[Outcome], Callable[[], Any]]:
        if unit.published is None:
            return [Outcome("missing")], lambda: None
        late = (unit.published - parameters["deadline"]).days
        loss = _number(parameters["late"]) * (late > 0) if "late" in parameters else _number(parameters["per_day"]) * max(late, 0)
        return [Outcome()], lambda: max(full - loss, Decimal(0))

    def _judgement(self, unit: Unit, node: dict[str, Any], parameters: Any, full: Decimal) -> tuple[list[Outcome], Callable[[], Any]]:
        mark = self._several(unit, node["id"], parameters["markers"]) if "markers" in parameters else self._mark(unit, node["id"])
        return [mark], lambda: Fraction(full) * mark.value / Fraction(_number(parameters["to"]))

    def _several(self, unit: Unit, key: str, how: str) -> Outcome:
        marks = sorted(Fraction(mark) for mark in unit.markers.get(key, []) if mark is not None)
        if not marks:
            return Outcome("missing")
        if how == "trimmed_mean" and len(marks) > 2:
            marks = marks[1:-1]
        if how == "median":
            middle = len(marks) // 2
            value = marks[middle] if len(marks) % 2 else (marks[middle - 1] + marks[middle]) / 2
        else:
            value = sum(marks, Fraction(0)) / len(marks)
        return Outcome(value=Fraction(to_digits(value, 10)))

    def _external_score(self, unit: Unit, _node: dict[str, Any], parameters: Any, full: Decimal) -> tuple[list[Outcome], Callable[[], Any]]:
        value = unit.external.get(parameters["key"])
        if value is None:
            return [Outcome("missing")], lambda: None
        share = Fraction(value) / Fraction(_number(parameters["full"]))
        return [Outcome()], lambda: Fraction(full) * min(Fraction(1), max(Fraction(0), share))


def _left(node: dict[str, Any], points: Fraction) -> Fraction:
    """What a deduction leaves: not below zero, except where a block above carries the excess (R31)."""
    return points if node.get("overflow") else max(points, Fraction(0))


def _three_valued(values: list[Any], *, conjunction: bool) -> Any:
    decisive = not conjunction
    if any(value is not None and bool(value) == decisive for value in values):
        return decisive
    return None if None in values else conjunction


def _number(value: Any) -> Decimal:
    text = str(value)
    return Decimal(text[:-1]) / 100 if text.endswith("%") else Decimal(text)
