"""The slow oracle for measures over records: every case judged day by day, formulas walked row by row, no SQL."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import chinese_calendar
import yaml

from tests.oracle.kinds import Oracle
from tests.oracle.units import Outcome, Unit
from tests.oracle.values import Operands

DATA = Path(__file__).parents[2] / "scoring" / "criteria" / "records"
COMPARE: dict[type, Callable[[Any, Any], bool]] = {
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}
AGGREGATES = {"count", "sum", "avg", "share", "median", "percentile", "lowest", "highest"}
BAD = {"undated", "reversed", "no_term", "beyond_calendar", "disordered"}
Row = dict[str, Any]


class Cases(Oracle):
    """Adds measures ``of: records.<table>`` (no roll-up, no breakdown: these have oracles of their own)."""

    rows: dict[str, dict[str, list[Row]]]
    table = ""
    where = ""
    unsure = False

    def run(self, tables: dict[str, list[tuple[Any, ...]]]) -> Any:
        shipped = yaml.safe_load((DATA / "tables.yaml").read_text("utf-8"))
        self.rows = {}
        for name, own in (self.criteria.get("records") or {}).items():
            base = shipped.get(name, {"columns": {}, "dated_by": ""})
            columns = ["unit_id", *base["columns"], *own.get("columns", {})]
            dated = own.get("dated_by", base["dated_by"])
            found: dict[str, list[Row]] = {}
            for row in tables.get(f"records_{name}", []):
                case = dict(zip(columns, row, strict=False))
                if case[dated] is None or case[dated].year == self.period:
                    found.setdefault(row[0], []).append(case)
            self.rows[name] = found
        return super().run(tables)  # type: ignore[misc]  # of the classes that this one is mixed with

    def measure(self, unit: Unit, name: str) -> Outcome:
        declared = self.measures.get(name)
        if declared is None or not str(declared.get("of", "")).startswith("records."):
            return super().measure(unit, name)
        self.table, self.where, self.unsure = declared["of"].partition(".")[2], declared.get("where", ""), False
        if not self.rows[self.table].get(unit.id) and self.criteria["records"][self.table]["absent"] == "missing":
            return Outcome("missing")
        found = self.evaluate(unit, declared["value"], zero=declared.get("zero_denominator", "not_applicable"))
        if found.status == "measured" and found.value is None:
            found = Outcome(declared.get("zero_denominator", "not_applicable"))
        return Outcome("not_assessable") if self.unsure else found

    def _walk(self, unit: Unit, node: ast.expr, operands: Operands, accept: bool) -> Any:  # noqa: FBT001 - as the oracle's own
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in AGGREGATES:
            value = self._aggregate(unit, node.func.id, node.args)
            if value is None:
                operands.zeros += 1
            return value
        return super()._walk(unit, node, operands, accept)

    def _aggregate(self, unit: Unit, function: str, args: list[ast.expr]) -> Fraction | None:
        rows = [row for row in self.rows[self.table].get(unit.id, []) if not self.where or self.cell(row, parsed(self.where)) is True]
        if function == "count" and not args:
            return Fraction(len(rows))
        values = [self.cell(row, args[0]) for row in rows]
        known = [value for value in values if value is not None]
        if function in {"count", "sum"}:
            return Fraction(known.count(True)) if function == "count" else Fraction(sum(known))
        if not known:
            return None
        rank = Fraction(1, 2) if function == "median" else Fraction(str(ast.literal_eval(args[1]))) / 100 if args[1:] else None
        return quantile(known, rank) if rank is not None else SUMMARIES[function](known)

    def cell(self, row: Row, node: ast.expr) -> Any:  # noqa: PLR0911 - a case per kind of node
        """A value of one row; None where it is not known."""
        match node:
            case ast.Constant():
                return node.value if isinstance(node.value, str) else Fraction(str(node.value))
            case ast.Name():
                return row[node.id]
            case ast.UnaryOp():
                inner = self.cell(row, node.operand)
                return None if inner is None else not inner
            case ast.BoolOp():
                values = [self.cell(row, value) for value in node.values]
                decisive = isinstance(node.op, ast.Or)
                return decisive if decisive in values else None if None in values else not decisive
            case ast.Compare():
                return self._row_compared(row, node)
            case ast.Call(func=ast.Name(id="given")):
                return self.cell(row, node.args[0]) is not None
            case ast.Call(func=ast.Name(id=function), args=[ast.Name(id=deadline)]):
                return self._of_deadline(row, function, deadline)
        raise AssertionError(ast.dump(node))

    def _row_compared(self, row: Row, node: ast.Compare) -> Any:
        left, right = self.cell(row, node.left), self.cell(row, node.comparators[0])
        if isinstance(left, date) or isinstance(right, date):
            left, right = (date.fromisoformat(side) if isinstance(side, str) else side for side in (left, right))
        elif isinstance(left, str) or isinstance(right, str):
            return (left == right) == isinstance(node.ops[0], ast.Eq)
        return None if None in (left, right) else COMPARE[type(node.ops[0])](left, right)

    def _of_deadline(self, row: Row, function: str, name: str) -> Any:
        deadline = terms_of((self.criteria.get("deadlines") or {})[name])
        if not self._applies(deadline, row):
            return None
        state, taken, late = judge(deadline, row, self.period)
        policy = deadline["unusable"]
        if state in BAD and policy == "not_assessable" and function != "unusable":
            self.unsure = True
        if function in {"taken", "days_late"}:
            return taken if function == "taken" else late
        if function == "unusable":
            return state in BAD
        if state in BAD:
            return None if policy != "late" else function == "late"
        if function == "pending":
            return state == "pending"
        return None if state == "pending" else (state == "on_time") == (function == "on_time")

    def _applies(self, deadline: dict[str, Any], row: Row) -> bool:
        """Whether the deadline applies to a case, by what was known of it on the day it is judged."""
        as_of = deadline.get("as_of", date(self.period, 12, 31))
        seen = {name: known(value, as_of) if isinstance(value, date) else value for name, value in row.items()}
        return "where" not in deadline or self.cell(seen, parsed(deadline["where"])) is True


SUMMARIES: dict[str, Callable[[list[Any]], Fraction]] = {
    "avg": lambda values: Fraction(sum(values)) / len(values),
    "share": lambda values: Fraction(values.count(True), len(values)),
    "lowest": lambda values: Fraction(min(values)),
    "highest": lambda values: Fraction(max(values)),
}


def quantile(values: list[Any], rank: Fraction) -> Fraction:
    """As PERCENTILE.INC."""
    place = rank * (len(values) - 1)
    ordered = [Fraction(value) for value in sorted(values)]
    low = int(place)
    return ordered[low] + (place - low) * (ordered[min(low + 1, len(values) - 1)] - ordered[low])


def parsed(text: str) -> ast.expr:
    return ast.parse(text, mode="eval").body


def terms_of(written: dict[str, Any]) -> dict[str, Any]:
    """A deadline with what its statutory term says."""
    if "term" not in written:
        regimes = written.get("terms") or [{"since": date.min, "days": written.get("days"), "extension": written.get("extension", 0)}]
        return {"count": "working", **written, "regimes": regimes}
    return {**yaml.safe_load((DATA / "terms.yaml").read_text("utf-8"))[written["term"]], **written}


def judge(deadline: dict[str, Any], row: Row, period: int) -> tuple[str, int | None, int | None]:  # noqa: PLR0911 - a case per state
    """State, days taken and days late of a case on the day it is judged, every day looked at by itself."""
    as_of = deadline.get("as_of", date(period, 12, 31))
    event, done = row[deadline["from"]], known(row[deadline["to"]], as_of)
    regime = next((each for each in reversed(deadline["regimes"]) if event and event >= each["since"]), None)
    column = (regime or {}).get("receipt", {}).get(row.get(deadline.get("channel", "")), deadline["from"])
    start = row[column]
    if event is None or (regime and start is None):
        return "undated", None, None
    if done and done < start:
        return "reversed", None, None
    if regime is None:
        return "no_term", None, None
    term = regime["days"] + (regime.get("extension", 0) if deadline.get("extended") and row[deadline["extended"]] else 0)
    stop = done or as_of
    pauses = [(known(row[pair["from"]], as_of), known(row[pair["to"]], as_of)) for pair in deadline.get("excluded", [])]
    restart = deadline.get("restart", {})
    asked, answered = (known(row[restart[key]], as_of) if restart else None for key in ("asked", "answered"))
    if (answered and (not asked or answered < asked)) or (asked and not start <= asked <= stop):
        return "disordered", None, None
    used = days(start, asked, pauses, deadline["count"]) if asked else None
    if asked and used is not None and used <= term:
        start, stop = (answered, stop) if answered and answered <= stop else (start, asked)
    taken = days(start, stop, pauses, deadline["count"])
    if taken is None:
        return "beyond_calendar", None, None
    if taken <= term:
        return ("on_time", taken, 0) if done else ("pending", None, None)
    return ("late" if done else "overdue"), taken if done else None, taken - term


def known(day: date | None, as_of: date) -> date | None:
    """A day that is not later than the day of judging."""
    return day if day and day <= as_of else None


def days(start: date, stop: date, pauses: list[tuple[date | None, date | None]], count: str) -> int | None:
    """Days after ``start`` until ``stop`` that count, one by one; a last day that is none counts to the next."""
    taken, day = 0, start
    while day < stop:
        day += timedelta(1)
        if any(first and first < day <= (last or stop) for first, last in pauses):
            continue
        try:
            works = count == "calendar" or chinese_calendar.is_workday(day)
        except NotImplementedError:
            return None
        taken += works or day == stop
    return taken
