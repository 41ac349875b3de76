"""Small arithmetic and boolean formulas: parsed to our own tree, emitted as SQL.

The user's text never reaches an engine. Python's ``ast`` parses it, an allow-list of
node types, functions and names turns it into the tree below, and SQL is written from
the tree alone.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from scoring import numbers

MAX_LENGTH = 500
MAX_DEPTH = 25
_BINARY = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_COMPARE = {ast.Gt: ">", ast.GtE: ">=", ast.Lt: "<", ast.LtE: "<=", ast.Eq: "=", ast.NotEq: "<>"}
FUNCTIONS: dict[str, tuple[int, int]] = {"min": (2, 9), "max": (2, 9), "abs": (1, 1), "if_": (3, 3), "prev": (1, 1)}


@dataclass(frozen=True)
class Formula:
    """One node of a formula.

    Args:
        op: ``number``, ``name``, ``+ - * /``, ``neg``, a comparison, ``and``, ``or``, ``not`` or a function.
        args: Operands.
        value: The number of a ``number`` node.
        name: The name of a ``name`` node; ``prev(x)`` is a name with ``previous`` set.
    """

    op: str
    args: tuple[Formula, ...] = ()
    value: Decimal = Decimal(0)
    name: str = ""
    previous: bool = False

    def names(self) -> Iterator[Formula]:
        """All name nodes of the tree."""
        if self.op == "name":
            yield self
        for arg in self.args:
            yield from arg.names()

    def divisors(self) -> Iterator[Formula]:
        """The divisors of all divisions in the tree."""
        if self.op == "/":
            yield self.args[1]
        for arg in self.args:
            yield from arg.divisors()

    def replaced(self, replace: Callable[[Formula], Formula]) -> Formula:
        """The tree with every name node exchanged by ``replace``."""
        if self.op == "name":
            return replace(self)
        return Formula(self.op, tuple(arg.replaced(replace) for arg in self.args), self.value, self.name, self.previous)

    @property
    def is_condition(self) -> bool:
        """Whether the value is true or false rather than a number."""
        return self.op in {*_COMPARE.values(), "and", "or", "not"}


class FormulaError(ValueError):
    """A formula that is not allowed: ``found`` is the offending part, ``reason`` a key of the catalogue."""

    def __init__(self, reason: str, found: str) -> None:
        super().__init__(f"{reason}: {found}")
        self.reason = reason
        self.found = found


def parse_formula(text: str) -> Formula:
    """Parse a formula; raises FormulaError (reasons: syntax, length, depth, construct, function, arguments)."""
    if len(text) > MAX_LENGTH:
        raise FormulaError("length", f"{len(text)}")
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise FormulaError("syntax", text) from None
    return _node(tree, text, 0)


def _node(node: ast.expr, text: str, depth: int) -> Formula:  # noqa: C901, PLR0911 - one case per kind of node reads best
    if depth > MAX_DEPTH:
        raise FormulaError("depth", str(MAX_DEPTH))
    down = depth + 1
    match node:
        case ast.Constant(value=bool()):
            raise FormulaError("construct", str(node.value))
        case ast.Constant(value=int() | float() as number):
            return Formula("number", value=Decimal(repr(number)))
        case ast.Name(id=name):
            return Formula("name", name=name)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _BINARY:
            return Formula(_BINARY[type(op)], (_node(left, text, down), _node(right, text, down)))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return Formula("neg", (_node(operand, text, down),))
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return Formula("not", (_condition(operand, text, down),))
        case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in _COMPARE:
            return Formula(_COMPARE[type(op)], (_node(left, text, down), _node(right, text, down)))
        case ast.BoolOp(op=op, values=values):
            return Formula("and" if isinstance(op, ast.And) else "or", tuple(_condition(v, text, down) for v in values))
        case ast.Call(func=ast.Name(id=function), args=args, keywords=[]):
            return _call(function, args, text, down)
        case _:
            raise FormulaError("construct", ast.get_source_segment(text, node) or type(node).__name__)


def _condition(node: ast.expr, text: str, depth: int) -> Formula:
    formula = _node(node, text, depth)
    if not formula.is_condition:
        raise FormulaError("condition", ast.get_source_segment(text, node) or text)
    return formula


def _call(function: str, args: list[ast.expr], text: str, depth: int) -> Formula:
    if function not in FUNCTIONS:
        raise FormulaError("function", function)
    least, most = FUNCTIONS[function]
    if not least <= len(args) <= most:
        raise FormulaError("arguments", function)
    if function == "prev":
        inner = _node(args[0], text, depth)
        if inner.op != "name":
            raise FormulaError("arguments", function)
        return Formula("name", name=inner.name, previous=True)
    first = _condition(args[0], text, depth) if function == "if_" else _node(args[0], text, depth)
    return Formula(function, (first, *(_node(arg, text, depth) for arg in args[1:])))


def formula_sql(formula: Formula, column: Callable[[Formula], str]) -> str:  # noqa: C901, PLR0911 - one case per operator reads best
    """SQL of a formula: DOUBLE for numbers, BOOLEAN for conditions, NULL where an operand is NULL or a divisor 0.

    Args:
        formula: The tree.
        column: Gives the SQL (DOUBLE) of a name node.
    """
    args = [formula_sql(arg, column) for arg in formula.args]
    match formula.op:
        case "number":
            return f"CAST({numbers.decimal_sql(formula.value)} AS DOUBLE)"
        case "name":
            return column(formula)
        case "/":
            return f"({args[0]} / NULLIF({args[1]}, 0))"
        case "+" | "-" | "*":
            return f"({args[0]} {formula.op} {args[1]})"
        case "neg":
            return f"(-{args[0]})"
        case "not":
            return f"(NOT {args[0]})"
        case "and" | "or":
            return "(" + f" {formula.op.upper()} ".join(args) + ")"
        case "if_":
            return f"(CASE WHEN {args[0]} THEN {args[1]} WHEN NOT {args[0]} THEN {args[2]} END)"
        case "abs":
            return f"ABS({args[0]})"
        case "min" | "max":
            return _extreme("LEAST" if formula.op == "min" else "GREATEST", args)
        case _:  # a comparison, on values freed from the error of the double
            if formula.args[1].op == "number":
                return numbers.compare_sql(args[0], formula.op, formula.args[1].value)
            left, right = (numbers.guard_sql(arg) for arg in args)
            return f"({left} {formula.op} {right})"


def _extreme(function: str, args: list[str]) -> str:
    # LEAST and GREATEST skip NULLs; a formula with an unknown operand is unknown.
    known = " AND ".join(f"{arg} IS NOT NULL" for arg in args)
    return f"(CASE WHEN {known} THEN {function}({', '.join(args)}) END)"
