"""What a name or a formula gives for a unit: facts, measures and conditions."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tests.oracle import formulas
from tests.oracle.formulas import to_digits
from tests.oracle.units import Outcome, Unit

ORDER = {"measured": 0, "not_applicable": 1, "missing": 2, "not_assessable": 3}


class Operands(list[Outcome]):
    """What a formula has named so far, how many of its divisors are zero, and whether one of its functions has gaps."""

    zeros = 0
    partial = False
    years = 0  # how far back names are read at the moment


class Values:
    """Values of one criteria file for a unit; :class:`tests.oracle.kinds.Oracle` makes points of them."""

    def __init__(self, criteria: dict[str, Any]) -> None:
        self.criteria = criteria
        self.events = set(criteria.get("events") or {})
        self.measures = criteria.get("measures") or {}
        self.period = int(criteria["period"])
        self.rounding = criteria["policy"]["rounding"]
        self.carry = int(self.rounding.get("carry", 4))

    def columns_as(self, unit: Unit, event: str) -> int:
        """How many columns of a unit count as an event; :class:`tests.oracle.data.Records` knows."""
        del unit, event
        return 0

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
        too_large = not isinstance(value, bool) and abs(value) >= formulas.LARGEST
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
        operands.partial = operands.partial or node.func.id in formulas.PARTIAL
        return None if None in values else formulas.FUNCTIONS[node.func.id](*values)

    def _is_zero(self, node: ast.expr, value: Fraction) -> bool:
        """A divisor that holds a sum is zero when it is nearly so, for the engine's sums are doubles."""
        return abs(value) < formulas.HALF if self._holds_sum(node) else value == 0

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
        if left is None or right is None or (limited and max(abs(left), abs(right)) >= formulas.LARGEST):
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


def _three_valued(values: list[Any], *, conjunction: bool) -> Any:
    decisive = not conjunction
    if any(value is not None and bool(value) == decisive for value in values):
        return decisive
    return None if None in values else conjunction
