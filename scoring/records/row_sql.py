"""SQL of formulas over one row of a record table, written from their trees alone, in the portable subset.

What is unknown stays NULL and counts in nothing: three-valued logic, as SQL has it. Only conditions over text are never
NULL: a blank cell is different from every text. Numbers are exact: BIGINT, or DECIMAL with ten decimals; a quotient is snapped
at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from scoring import numbers
from scoring.criteria.formula_tree import COMPARISONS, Formula
from scoring.criteria.records import Deadline, RecordTable
from scoring.engine.database import literal
from scoring.records import states
from scoring.records.row_names import column_sql, days_late_name, state_name, taken_name

Kind = Literal["text", "date", "number", "whole", "flag"]

JUDGED = frozenset({"on_time", "late", "pending", "unusable"})
DAYS = frozenset({"taken", "days_late"})
_ARITHMETIC = frozenset({"+", "-", "*", "neg", "abs", "min", "max", "if_"})
_LEAVES = frozenset({"number", "text", "name", "taken", "days_late"})
_KINDS: dict[str, Kind] = {
    **dict.fromkeys((*COMPARISONS, *JUDGED, "and", "or", "not", "in", "given"), "flag"),
    **dict.fromkeys(("days", "workdays", "taken", "days_late"), "whole"),
    "text": "text",
    "/": "number",
}


def is_stated(formula: Formula) -> bool:
    """Whether a formula asks if days of a deadline are known: its state says so, and no sum over the rows is needed."""
    return formula.op == "given" and formula.args[0].op in DAYS


@dataclass(frozen=True)
class RowSql:
    """Writes formulas over rows of one table.

    Args:
        table: The table.
        deadlines: Its deadlines by id.
        known: Formulas that stand in a column of the rows already, with the SQL of that column.
        alias: Alias of the rows, which have the columns of the table and those of :mod:`scoring.records.row_names`.
    """

    table: RecordTable
    deadlines: Mapping[str, Deadline]
    known: Mapping[Formula, str] = field(default_factory=dict)
    alias: str = "c"

    def kind(self, formula: Formula) -> Kind:
        """What a formula yields; ``whole`` is a BIGINT, ``number`` a DECIMAL."""
        op = formula.op
        if op in _KINDS:
            return _KINDS[op]
        if op == "number":
            return "whole" if formula.value == formula.value.to_integral_value() else "number"
        if op == "name":
            column = self.table.column(formula.name)
            return column.kind if column else "text"
        kinds = {self.kind(arg) for arg in (formula.args[1:] if op == "if_" else formula.args)}
        return "number" if "number" in kinds else next(iter(kinds))

    def sql(self, formula: Formula) -> str:
        """SQL of a formula: BOOLEAN, VARCHAR, DATE, BIGINT or DECIMAL by its kind."""
        if formula in self.known:
            return self.known[formula]
        if formula.op in COMPARISONS:
            return self._compared(formula)
        if formula.op in JUDGED:
            return self._judged(formula.op, formula.args[0].name)
        if formula.op in _ARITHMETIC:
            return self._arithmetic(formula)
        return self._leaf(formula) if formula.op in _LEAVES else self._function(formula)

    def _leaf(self, formula: Formula) -> str:
        match formula.op:
            case "number":
                whole = self.kind(formula) == "whole"
                return numbers.decimal_sql(formula.value.to_integral_value() if whole else formula.value.normalize())
            case "text":
                return literal(formula.name)
            case "name":
                return f"{self.alias}.{column_sql(formula.name)}"
            case _:
                name = taken_name if formula.op == "taken" else days_late_name
                return f"{self.alias}.{name(formula.args[0].name)}"

    def _function(self, formula: Formula) -> str:
        op = formula.op
        if op == "days":
            return f"date_diff('day', {self.date(formula.args[0])}, {self.date(formula.args[1])})"
        if is_stated(formula):
            counted = formula.args[0]
            last = states.LATE if counted.op == "taken" else states.OVERDUE
            return f"coalesce({self.alias}.{state_name(counted.args[0].name)} <= {last}, false)"
        args = [self.sql(arg) for arg in formula.args]
        if op in {"and", "or"}:
            return f"({f' {op} '.join(args)})"
        return {
            "not": f"(not {args[0]})",
            "in": f"coalesce({args[0]} in ({', '.join(args[1:])}), false)",
            "given": f"({args[0]} is not null)",
            "/": numbers.row_quotient_sql(args[0], args[-1]),
        }[op]

    def date(self, formula: Formula) -> str:
        """SQL of a date: a column, or a text that is one."""
        return f"date {literal(formula.name)}" if formula.op == "text" else self.sql(formula)

    def _compared(self, formula: Formula) -> str:
        kinds = {self.kind(arg) for arg in formula.args}
        if "date" in kinds:
            one, other = (self.date(arg) for arg in formula.args)
            return f"({one} {formula.op} {other})"
        plain = f"({self.sql(formula.args[0])} {formula.op} {self.sql(formula.args[1])})"
        return f"coalesce({plain}, {'true' if formula.op == '<>' else 'false'})" if "text" in kinds else plain

    def _judged(self, op: str, deadline: str) -> str:
        state = f"{self.alias}.{state_name(deadline)}"
        usable = f"{state} < {states.FIRST_UNUSABLE}"
        counts_late = self.deadlines[deadline].unusable == "late"
        if op == "unusable":
            return f"({state} >= {states.FIRST_UNUSABLE})"
        if op == "pending":
            return f"({state} = {states.PENDING})" if counts_late else f"(case when {usable} then {state} = {states.PENDING} end)"
        known = f"{state} <> {states.PENDING}" + ("" if counts_late else f" and {usable}")
        return f"(case when {known} then {state} {'=' if op == 'on_time' else '<>'} {states.ON_TIME} end)"

    def _arithmetic(self, formula: Formula) -> str:
        kind, op = self.kind(formula), formula.op
        args = [self._as(kind, arg) for arg in (formula.args[1:] if op == "if_" else formula.args)]
        if op in {"neg", "abs"}:
            return f"(-{args[0]})" if op == "neg" else f"abs({args[0]})"
        if op == "if_":
            condition = self.sql(formula.args[0])
            return f"(case when {condition} then {args[0]} when not {condition} then {args[1]} end)"
        if op in {"min", "max"}:
            # least and greatest skip NULLs; a formula with an unknown operand is unknown.
            given = " and ".join(f"{arg} is not null" for arg in args)
            return f"(case when {given} then {'least' if op == 'min' else 'greatest'}({', '.join(args)}) end)"
        if kind == "whole":
            return f"({args[0]} {op} {args[1]})"
        return self._product(formula) if op == "*" else numbers.row_sql(f"{args[0]} {op} {args[1]}")

    def _as(self, kind: Kind, formula: Formula) -> str:
        """A number as BIGINT or as DECIMAL, so that engines agree on the type of what becomes of it."""
        sql = self.sql(formula)
        return numbers.row_sql(sql) if kind == "number" else f"cast({sql} as bigint)"

    def _product(self, formula: Formula) -> str:
        one, other = formula.args
        if one.op == "number":
            one, other = other, one
        short: Decimal | None = other.value.normalize() if other.op == "number" else None
        short = short.to_integral_value() if short is not None and self.kind(other) == "whole" else short
        return numbers.row_product_sql((self.sql(one), self.sql(other)), short)
