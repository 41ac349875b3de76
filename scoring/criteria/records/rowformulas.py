"""Formulas over one row of a record table: columns, terms, comparisons with texts and dates.

Like every formula they are parsed against an allow-list into our own tree; a text in quotes stays a literal in it.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from scoring.criteria.formulas import MAX_DEPTH, Formula, FormulaError, Parser
from scoring.criteria.records.model import Deadline, RecordTable
from scoring.problems.nearest import nearest as nearest_word

Kind = Literal["number", "condition", "date", "text"]
KINDS: Mapping[str, Kind] = {"text": "text", "date": "date", "number": "number", "whole": "number", "flag": "condition"}
DEADLINE_CONDITIONS = ("on_time", "late", "pending", "unusable")
DEADLINE_VALUES = ("taken", "days_late")
SPANS = ("days", "workdays")
# Functions of numbers with the least and most of their arguments.
NUMBERS = {"abs": (1, 1), "min": (2, 9), "max": (2, 9)}
ROW_FUNCTIONS = (*DEADLINE_CONDITIONS, *DEADLINE_VALUES, *SPANS, "given", "if_", *NUMBERS)
MOST_TEXT = 100
UNIT = "unit_id"


class RowError(FormulaError):
    """A row formula that is not allowed.

    Args:
        reason: ``column``, ``deadline`` or ``text`` (unknown, with the known ones), or a reason of other formulas.
        found: The offending part.
        known: What it could have been.
    """

    def __init__(self, reason: str, found: str, known: Iterable[str] = ()) -> None:
        super().__init__(reason, found)
        self.known = tuple(known)

    @property
    def nearest(self) -> str:
        """What was probably meant."""
        return nearest_word(self.found, self.known)


@dataclass(frozen=True)
class Typed:
    """A formula over a row and what it yields; ``allowed`` are the values of a column with a closed list."""

    formula: Formula
    kind: Kind
    allowed: tuple[str, ...] = ()


class RowParser:
    """Turns Python's tree into a typed formula over the rows of a table."""

    def __init__(self, text: str, table: RecordTable, deadlines: Mapping[str, Deadline]) -> None:
        self.plain = Parser(text)
        self.table = table
        self.deadlines = {key: deadline for key, deadline in deadlines.items() if deadline.table == table.name}

    def condition(self, node: ast.expr, depth: int = 0) -> Formula:
        """A condition; raises FormulaError."""
        return self._of("condition", node, depth)

    def number(self, node: ast.expr, depth: int = 0) -> Formula:
        """A number; raises FormulaError."""
        return self._of("number", node, depth)

    def typed(self, node: ast.expr, depth: int = 0) -> Typed:
        """A formula with its kind; raises FormulaError."""
        if depth > MAX_DEPTH:
            raise self.plain.refuse("depth", node)
        match node:
            case ast.Constant(value=str(text)):
                return self._text(text, node)
            case ast.Name(id=name):
                return self._column(name)
            case ast.UnaryOp(op=ast.Not()) | ast.BoolOp():
                return Typed(self._joined(node, depth + 1), "condition")
            case ast.Compare(left=left, ops=[op], comparators=[right]):
                return self._compare(left, op, right, node, depth + 1)
            case ast.Call(func=ast.Name(id=function), args=args, keywords=[]):
                return self._call(function, args, node, depth + 1)
            case _:
                return self._arithmetic(node, depth + 1)

    def _joined(self, node: ast.UnaryOp | ast.BoolOp, depth: int) -> Formula:
        if isinstance(node, ast.UnaryOp):
            return Formula("not", (self.condition(node.operand, depth),))
        name = "and" if isinstance(node.op, ast.And) else "or"
        return Formula(name, tuple(self.condition(value, depth) for value in node.values))

    def _of(self, kind: Kind, node: ast.expr, depth: int) -> Formula:
        typed = self.typed(node, depth)
        if typed.kind != kind:
            raise self.plain.refuse("condition" if kind == "condition" else "value" if typed.kind == "condition" else "kind", node)
        return typed.formula

    def _text(self, text: str, node: ast.expr) -> Typed:
        if len(text) > MOST_TEXT or not text.isprintable():
            raise self.plain.refuse("construct", node)
        return Typed(Formula("text", name=text), "text")

    def _column(self, name: str) -> Typed:
        column = self.table.column(name)
        if column is None and name != UNIT:
            raise RowError("column", name, [each.name for each in self.table.columns])
        kind = KINDS[column.kind] if column else "text"
        return Typed(Formula("name", name=name), kind, column.allowed if column else ())

    def _arithmetic(self, node: ast.expr, depth: int) -> Typed:
        match node:
            case ast.BinOp(op=op) if type(op) in Parser.BINARY:
                args = self.number(node.left, depth), self.number(node.right, depth)
                return Typed(Formula(Parser.BINARY[type(op)], args), "number")
            case ast.UnaryOp(op=ast.USub()):
                return Typed(Formula("neg", (self.number(node.operand, depth),)), "number")
            case ast.Constant():
                return Typed(self.plain.node(node, depth), "number")
            case _:
                raise self.plain.refuse("construct", node)

    def _compare(self, left: ast.expr, op: ast.cmpop, right: ast.expr, node: ast.expr, depth: int) -> Typed:
        if isinstance(op, ast.In | ast.NotIn):
            found = self._among(left, right, node, depth)
            return Typed(Formula("not", (found,)) if isinstance(op, ast.NotIn) else found, "condition")
        sign = Parser.COMPARE.get(type(op))
        one, other = self.typed(left, depth), self.typed(right, depth)
        if sign is None or not _comparable(one, other, sign):
            raise self.plain.refuse("kinds", node)
        for column, value in ((one, other), (other, one)):
            self._fits(column, value, node)
        return Typed(Formula(sign, (one.formula, other.formula)), "condition")

    def _fits(self, column: Typed, value: Typed, node: ast.expr) -> None:
        """A text that a column can have: one of its closed list, or a date."""
        if value.formula.op != "text":
            return
        if column.allowed and value.formula.name not in column.allowed:
            raise RowError("text", value.formula.name, column.allowed)
        if column.kind == "date" and not _is_day(value.formula.name):
            raise self.plain.refuse("date", node)

    def _among(self, left: ast.expr, right: ast.expr, node: ast.expr, depth: int) -> Formula:
        column = self.typed(left, depth)
        listed = right.elts if isinstance(right, ast.Tuple | ast.List) else []
        values = [self.typed(item, depth) for item in listed]
        if column.kind != "text" or not values or any(value.formula.op != "text" for value in values):
            raise self.plain.refuse("kinds", node)
        for value in values:
            self._fits(column, value, node)
        return Formula("in", (column.formula, *(value.formula for value in values)))

    def _call(self, function: str, args: list[ast.expr], node: ast.expr, depth: int) -> Typed:
        if function in {*DEADLINE_CONDITIONS, *DEADLINE_VALUES}:
            return Typed(Formula(function, (self._deadline(args, node),)), "condition" if function in DEADLINE_CONDITIONS else "number")
        if function in SPANS:
            return Typed(Formula(function, self._args(args, node, 2, lambda arg: self._of("date", arg, depth))), "number")
        if function == "given":
            return Typed(Formula("given", self._args(args, node, 1, lambda arg: self.typed(arg, depth).formula)), "condition")
        if function == "if_":
            kinds: Iterator[Kind] = iter(("condition", "number", "number"))
            return Typed(Formula("if_", self._args(args, node, 3, lambda arg: self._of(next(kinds), arg, depth))), "number")
        if function not in NUMBERS:
            raise RowError("row_function", function, ROW_FUNCTIONS)
        least, most = NUMBERS[function]
        count = len(args) if least <= len(args) <= most else -1
        return Typed(Formula(function, self._args(args, node, count, lambda arg: self.number(arg, depth))), "number")

    def _args(self, args: list[ast.expr], node: ast.expr, count: int, read: Callable[[ast.expr], Formula]) -> tuple[Formula, ...]:
        if len(args) != count:
            raise self.plain.refuse("arguments", node)
        return tuple(read(arg) for arg in args)

    def _deadline(self, args: list[ast.expr], node: ast.expr) -> Formula:
        match args:
            case [ast.Name(id=name)] if name in self.deadlines:
                return Formula("deadline", name=name)
            case [ast.Name(id=name)]:
                raise RowError("deadline", name, self.deadlines)
            case _:
                raise self.plain.refuse("arguments", node)


class OwnParser(RowParser):
    """Turns Python's tree into a formula over nothing but the columns of a row: no deadline, no calendar."""

    def _call(self, function: str, args: list[ast.expr], node: ast.expr, depth: int) -> Typed:
        if function in {*DEADLINE_CONDITIONS, *DEADLINE_VALUES, "workdays"}:
            raise self.plain.refuse("own", node)
        return super()._call(function, args, node, depth)


def _comparable(one: Typed, other: Typed, sign: str) -> bool:
    """Numbers in any way, dates with dates or a text, texts only for being the same."""
    kinds = {one.kind, other.kind}
    literals = {each.formula.op == "text" for each in (one, other)}
    if kinds == {"text"}:
        return sign in {"=", "<>"} and literals != {True}
    return kinds in ({"number"}, {"date"}) or (kinds == {"date", "text"} and True in literals)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
