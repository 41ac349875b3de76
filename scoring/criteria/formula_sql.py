"""SQL of a formula, written from its tree alone, in the portable subset.

Every function is either safe for all numbers or gets its operands through a ``CASE`` that keeps out what
has no value, so that no row can stop the engine. What differs from engine to engine in the last digit
(ln, exp, power, sqrt) is held at once with ``numbers.GUARD_DIGITS`` decimals.
"""

from __future__ import annotations

from collections.abc import Callable

from scoring import numbers
from scoring.criteria.formula_tree import COMPARISONS, Formula


def formula_sql(formula: Formula, column: Callable[[Formula], str]) -> str:
    """SQL of a formula: DOUBLE for numbers, BOOLEAN for conditions.

    It is NULL where an operand is NULL, a divisor 0 or a function has no value. A number that differs from 0
    by less than half of the tenth decimal is 0 to divisors that hold a sum, to roots, logarithms and means.

    Args:
        formula: The tree.
        column: Gives the SQL (DOUBLE) of a name node.
    """
    if formula.op == "number":
        return numbers.double_sql(formula.value)
    if formula.op == "name":
        return column(formula)
    args = [formula_sql(arg, column) for arg in formula.args]
    if formula.op in COMPARISONS:
        return _compared(formula, args)
    if formula.op == "/":
        return _quotient(args[0], args[1], has_sum=formula.args[1].has_sum)
    if formula.op == "round":
        return _rounded(args[0], int(formula.args[1].value))
    return _OPERATIONS[formula.op](args)


def divisor_is_zero_sql(divisor: Formula, column: Callable[[Formula], str]) -> str:
    """SQL (BOOLEAN) of whether a divisor is the zero that :func:`formula_sql` takes it for."""
    sql = formula_sql(divisor, column)
    return f"ABS({sql}) < {numbers.GUARD_HALF}" if divisor.has_sum else f"{sql} = 0"


def _compared(formula: Formula, args: list[str]) -> str:
    """A comparison, on values freed from the error of the double."""
    if formula.args[1].op == "number":
        return numbers.compare_sql(args[0], formula.op, formula.args[1].value)
    left, right = (numbers.guard_sql(arg) for arg in args)
    return f"({left} {formula.op} {right})"


def _quotient(dividend: str, divisor: str, *, has_sum: bool) -> str:
    if not has_sum:
        return f"({dividend} / NULLIF({divisor}, 0))"
    return f"({dividend} / {_where(f'ABS({divisor}) >= {numbers.GUARD_HALF}', divisor)})"


def _where(condition: str, value: str) -> str:
    return f"(CASE WHEN {condition} THEN {value} END)"


def _held(value: str) -> str:
    """A double with the decimals of the guard; NULL where it is too large, infinite or not a number."""
    return f"CAST({numbers.guard_sql(value)} AS DOUBLE)"


def _not_negative(value: str) -> str:
    return _where(f"{value} > -{numbers.GUARD_HALF}", f"GREATEST({value}, 0)")


def _positive(value: str) -> str:
    return _where(f"{value} >= {numbers.GUARD_HALF}", value)


def _rounded(value: str, digits: int) -> str:
    return f"CAST(CAST({numbers.guard_sql(value)} AS DECIMAL(28,{digits})) AS DOUBLE)"


def _extreme(function: str) -> Callable[[list[str]], str]:
    def sql(args: list[str]) -> str:
        # LEAST and GREATEST skip NULLs; a formula with an unknown operand is unknown.
        known = " AND ".join(f"{arg} IS NOT NULL" for arg in args)
        return f"(CASE WHEN {known} THEN {function}({', '.join(args)}) END)"

    return sql


def _branch(args: list[str]) -> str:
    return f"(CASE WHEN {args[0]} THEN {args[1]} WHEN NOT {args[0]} THEN {args[2]} END)"


def _mean(args: list[str]) -> str:
    return f"(({' + '.join(args)}) / {len(args)})"


def _geometric(args: list[str]) -> str:
    # The root of each factor, not of the product, which could grow too large.
    share = f"CAST(1 AS DOUBLE) / {len(args)}"
    return _held(" * ".join(f"POWER({_not_negative(arg)}, {share})" for arg in args))


def _harmonic(args: list[str]) -> str:
    return f"({len(args)} / ({' + '.join(f'(CAST(1 AS DOUBLE) / {_positive(arg)})' for arg in args)}))"


def _joined(sign: str) -> Callable[[list[str]], str]:
    return lambda args: "(" + f" {sign} ".join(args) + ")"


_OPERATIONS: dict[str, Callable[[list[str]], str]] = {
    "+": _joined("+"),
    "-": _joined("-"),
    "*": _joined("*"),
    "and": _joined("AND"),
    "or": _joined("OR"),
    "not": lambda args: f"(NOT {args[0]})",
    "neg": lambda args: f"(-{args[0]})",
    "abs": lambda args: f"ABS({args[0]})",
    "if_": _branch,
    "min": _extreme("LEAST"),
    "max": _extreme("GREATEST"),
    "sqrt": lambda args: _held(f"SQRT({_not_negative(args[0])})"),
    "ln": lambda args: _held(f"LN({_positive(args[0])})"),
    "exp": lambda args: _held(f"EXP({args[0]})"),
    "power": lambda args: _held(f"POWER({_not_negative(args[0])}, {args[1]})"),
    "mean": _mean,
    "geometric_mean": _geometric,
    "harmonic_mean": _harmonic,
}
