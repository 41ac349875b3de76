"""Small arithmetic and boolean formulas: parsed to our own tree, emitted as SQL.

The user's text never reaches an engine. Python's ``ast`` parses it, an allow-list of node types, functions
and names turns it into :class:`Formula`, and SQL is written from that tree alone (``formula_sql``).
"""

from __future__ import annotations

import ast
import re
import warnings
from decimal import Decimal
from typing import ClassVar

from scoring import numbers
from scoring.criteria.formula_sql import divisor_is_zero_sql, formula_sql
from scoring.criteria.formula_tree import Formula

__all__ = [
    "FUNCTIONS",
    "MAX_DEPTH",
    "MAX_LENGTH",
    "MOST_YEARS",
    "Formula",
    "FormulaError",
    "Parser",
    "check_size",
    "divisor_is_zero_sql",
    "formula_sql",
    "parse_formula",
    "syntax",
]

MAX_LENGTH = 500
MAX_DEPTH = 25
MOST_YEARS = 20
MAX_WEIGHT = 3000  # nodes in SQL, with the measures that a formula names written out
MAX_HEIGHT = 80
_SHOWN = 60
_NUMBER = re.compile(r"[0-9]{1,17}(\.[0-9]{0,15})?|\.[0-9]{1,15}")
# Least and most arguments of every function.
FUNCTIONS: dict[str, tuple[int, int]] = {
    "min": (2, 9),
    "max": (2, 9),
    "abs": (1, 1),
    "if_": (3, 3),
    "prev": (1, 2),
    "sqrt": (1, 1),
    "ln": (1, 1),
    "exp": (1, 1),
    "power": (2, 2),
    "round": (2, 2),
    "mean": (2, 9),
    "geometric_mean": (2, 9),
    "harmonic_mean": (2, 9),
}


class FormulaError(ValueError):
    """A formula that is not allowed: ``found`` is the offending part, ``reason`` a key of the catalogue."""

    def __init__(self, reason: str, found: str) -> None:
        shown = " ".join(found.split())
        self.reason = reason
        self.found = shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "…"
        super().__init__(f"{reason}: {self.found}")


def parse_formula(text: str) -> Formula:
    """Parse a formula.

    Args:
        text: What the official wrote.

    Raises:
        FormulaError: syntax, length, depth, size, number, construct, function, arguments, years, digits,
            condition (a number where a condition is wanted) or value (a condition where a number is wanted).
    """
    text = text.strip()
    formula = Parser(text).node(syntax(text), 0)
    check_size(formula, text)
    return formula


def syntax(text: str) -> ast.expr:
    """The Python tree of a formula; raises FormulaError (length, syntax)."""
    if len(text) > MAX_LENGTH:
        raise FormulaError("length", text)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Python's remarks on odd literals are no business of the user
            return ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise FormulaError("syntax", text) from None


def check_size(formula: Formula, text: str) -> None:
    """Refuse a formula whose SQL would be too long or too deep; raises FormulaError (size)."""
    if formula.weight > MAX_WEIGHT or formula.height > MAX_HEIGHT:
        raise FormulaError("size", text)


class Parser:
    """Turns Python's tree into ours, node by node, against the allow-list."""

    BINARY: ClassVar[dict[type[ast.operator], str]] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
    COMPARE: ClassVar[dict[type[ast.cmpop], str]] = {
        ast.Gt: ">",
        ast.GtE: ">=",
        ast.Lt: "<",
        ast.LtE: "<=",
        ast.Eq: "=",
        ast.NotEq: "<>",
    }

    def __init__(self, text: str) -> None:
        self.text = text

    def refuse(self, reason: str, node: ast.expr) -> FormulaError:
        """The error that refuses a part of the text."""
        return FormulaError(reason, ast.get_source_segment(self.text, node) or type(node).__name__)

    def node(self, node: ast.expr, depth: int) -> Formula:
        """Any part of a formula; raises FormulaError."""
        if depth > MAX_DEPTH:
            raise self.refuse("depth", node)
        match node:
            case ast.Constant(value=bool()):
                raise self.refuse("construct", node)
            case ast.Constant(value=int() | float()):
                return self.number(node)
            case ast.Name(id=name):
                return Formula("name", name=name)
            case ast.BinOp(op=op) if type(op) in self.BINARY:
                return Formula(self.BINARY[type(op)], (self.value(node.left, depth + 1), self.value(node.right, depth + 1)))
            case ast.UnaryOp(op=ast.USub()):
                return Formula("neg", (self.value(node.operand, depth + 1),))
            case ast.Call(func=ast.Name(id=function), args=args, keywords=[]):
                return self.call(function, args, node, depth + 1)
            case _:
                return self.truth(node, depth + 1)

    def truth(self, node: ast.expr, depth: int) -> Formula:
        """A comparison, ``and``, ``or`` or ``not``."""
        match node:
            case ast.UnaryOp(op=ast.Not()):
                return Formula("not", (self.condition(node.operand, depth),))
            case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in self.COMPARE:
                return Formula(self.COMPARE[type(op)], (self.value(left, depth), self.value(right, depth)))
            case ast.BoolOp(op=op, values=values):
                return Formula("and" if isinstance(op, ast.And) else "or", tuple(self.condition(value, depth) for value in values))
            case _:
                raise self.refuse("construct", node)

    def number(self, node: ast.expr) -> Formula:
        """The number with the digits as written, never a double."""
        written = ast.get_source_segment(self.text, node) or ""
        if not _NUMBER.fullmatch(written):
            raise self.refuse("number", node)
        return Formula("number", value=Decimal(written))

    def value(self, node: ast.expr, depth: int) -> Formula:
        """A number, never a condition."""
        formula = self.node(node, depth)
        if formula.is_condition:
            raise self.refuse("value", node)
        return formula

    def condition(self, node: ast.expr, depth: int) -> Formula:
        """A condition, never a number."""
        formula = self.node(node, depth)
        if not formula.is_condition:
            raise self.refuse("condition", node)
        return formula

    def call(self, function: str, args: list[ast.expr], node: ast.expr, depth: int) -> Formula:
        """A call of one of the functions."""
        if function not in FUNCTIONS:
            raise FormulaError("function", function)
        least, most = FUNCTIONS[function]
        if not least <= len(args) <= most:
            raise self.refuse("arguments", node)
        if function == "prev":
            return self.previous(args, node)
        if function == "round":
            digits = self.whole("digits", args[1], 0, numbers.MOST_DIGITS)
            return Formula(function, (self.value(args[0], depth), Formula("number", value=Decimal(digits))))
        first = self.condition(args[0], depth) if function == "if_" else self.value(args[0], depth)
        return Formula(function, (first, *(self.value(arg, depth) for arg in args[1:])))

    def previous(self, args: list[ast.expr], node: ast.expr) -> Formula:
        """``prev(x, n)``: the name x, n years back."""
        if not isinstance(args[0], ast.Name):
            raise self.refuse("arguments", node)
        years = self.whole("years", args[1], 1, MOST_YEARS) if len(args) > 1 else 1
        return Formula("name", name=args[0].id, previous=years)

    def whole(self, reason: str, node: ast.expr, low: int, high: int) -> int:
        """A whole number written out, inside its limits."""
        if isinstance(node, ast.Constant) and type(node.value) is int and low <= node.value <= high:
            return node.value
        raise self.refuse(reason, node)
