"""What is counted over records, in slow plain Python: row by row, decimals, a naive hierarchy, nothing of the engine."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from scoring.criteria.formula_tree import Formula
from scoring.criteria.records import Aggregate, Deadline, RecordTable

Row = Mapping[str, Any]
Value = Any
STATUS = {"not_applicable": 1, "missing": 2, "not_assessable": 3}
_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "<>": operator.ne,
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
}


def joined(args: Sequence[Value], *, decisive: bool) -> Value:
    """Three-valued: one that decides is enough, else one that is not known leaves all unknown."""
    if decisive in [arg for arg in args if arg is not None]:
        return decisive
    return None if None in args else not decisive


# What has a value although an operand is not known.
_LENIENT: dict[str, Callable[..., Value]] = {
    "and": lambda *args: joined(args, decisive=False),
    "or": lambda *args: joined(args, decisive=True),
    "given": lambda arg: arg is not None,
    "in": lambda arg, *texts: arg is not None and arg in texts,
    "if_": lambda condition, yes, no: None if condition is None else yes if condition else no,
}
_KNOWN: dict[str, Callable[..., Value]] = {
    **_COMPARE,
    "not": operator.not_,
    "neg": operator.neg,
    "abs": abs,
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "min": min,
    "max": max,
    "days": lambda first, last: (last - first).days,
}


def to_digits(value: Fraction | Decimal | int, digits: int) -> Decimal:
    """Half away from zero, exactly."""
    scaled = abs(Fraction(value)) * 10**digits
    whole = int(scaled + Fraction(1, 2))
    return Decimal(whole if value >= 0 else -whole).scaleb(-digits)


@dataclass(frozen=True)
class Rows:
    """Evaluates formulas over rows of one table; a row has the columns, and of every deadline d ``state__d`` and the like.

    Args:
        workdays: The working days of the calendar.
        known: First and last day of the calendar.
    """

    table: RecordTable
    deadlines: Mapping[str, Deadline]
    workdays: frozenset[date] = frozenset()
    known: tuple[date, date] = (date.max, date.min)

    def value(self, formula: Formula, row: Row) -> Value:
        """A number, text, date, True or False; None where it is not known."""
        op = formula.op
        if op in {"number", "text", "name"}:
            return {"number": formula.value, "text": formula.name, "name": row.get(formula.name)}[op]
        if op in {"on_time", "late", "pending", "unusable", "taken", "days_late"}:
            return self._of_deadline(op, formula.args[0].name, row)
        args = [self.value(arg, row) for arg in formula.args]
        if op in _LENIENT:
            return _LENIENT[op](*args)
        if op in {"=", "<>"} and self._is_text(formula.args[0]) and self._is_text(formula.args[1]):
            return op == "<>" if None in args else _COMPARE[op](args[0], args[1])
        return None if None in args else self._known(op, [date.fromisoformat(arg) if isinstance(arg, str) else arg for arg in args])

    def _is_text(self, formula: Formula) -> bool:
        column = self.table.column(formula.name) if formula.op == "name" else None
        return formula.op == "text" or (formula.op == "name" and (column is None or column.kind == "text"))

    def _of_deadline(self, op: str, name: str, row: Row) -> Value:
        state = row[f"state__{name}"]
        if state is None:
            return None  # the deadline does not apply to the case
        if op in {"taken", "days_late"}:
            return row[f"{op}__{name}"]
        if op == "unusable":
            return state >= 10
        counted = state < 10 or self.deadlines[name].unusable == "late"
        if op == "pending":
            return state == 3 if counted else None
        if state == 3 or not counted:
            return None
        return (state == 0) == (op == "on_time")

    def _known(self, op: str, args: list[Any]) -> Value:
        if op in _KNOWN:
            return _KNOWN[op](*args)
        if op == "workdays":
            return self._workdays(*args)
        return None if args[1] == 0 else to_digits(to_digits(Fraction(args[0]) / Fraction(args[1]), 10), 6)

    def _workdays(self, first: date, last: date) -> int | None:
        if last <= first:
            return 0 if last == first else None
        if not (self.known[0] <= first and last <= self.known[1]):
            return None
        taken = sum(first + timedelta(n) in self.workdays for n in range(1, (last - first).days + 1))
        return taken + (last not in self.workdays)  # a day that is none counts to the next working day


def percentile(values: Sequence[Decimal | int], rank: Decimal) -> Decimal:
    """As PERCENTILE.INC: linear between the neighbours of place rank x (n - 1)."""
    ordered = sorted(values)
    place = Fraction(rank) * (len(ordered) - 1)
    low = int(place)
    value = Fraction(ordered[low])
    if place > low:
        value += (Fraction(ordered[low + 1]) - value) * (place - low)
    return to_digits(value, 10)


def below(units: Mapping[str, str | None], unit: str) -> set[str]:
    """A unit and all units under it."""
    found = {unit}
    while fresh := {child for child, parent in units.items() if parent in found} - found:
        found |= fresh
    return found


def outcome(rows: Rows, aggregate: Aggregate, cases: Sequence[Row], delivered: int) -> tuple[Value, int]:
    """Value and status of an aggregate over some cases of a unit that has delivered so many."""
    if not delivered and rows.table.absent == "missing":
        return None, 2
    meant = [(row, True if aggregate.where is None else rows.value(aggregate.where, row)) for row in cases]
    if any((row[f"state__{name}"] or 0) >= 10 and held is not False for row, held in meant for name in aggregate.doubts):
        return None, 3
    kept = [row for row, held in meant if held]
    if aggregate.of is None:
        return len(kept), 0
    values = [value for row in kept if (value := rows.value(aggregate.of, row)) is not None]
    if not values and aggregate.function != "sum":
        return None, STATUS[aggregate.empty]
    by_function: dict[str, Callable[[], Value]] = {
        "sum": lambda: sum(values),
        "percentile": lambda: percentile(values, aggregate.rank),
        "lowest": lambda: min(values),
        "highest": lambda: max(values),
    }
    return by_function[aggregate.function](), 0


def year_of(table: RecordTable, row: Row, assessed: int) -> int:
    """The year a case belongs to."""
    day = row[table.dated_by]
    return day.year if day else assessed
