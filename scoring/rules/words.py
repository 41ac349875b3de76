"""Words that several rule kinds share: how a measure and its formula are written out."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from scoring import numbers
from scoring.criteria.formulas import Formula
from scoring.rules.base import Judged, Row

_SIGNS = {"+": "+", "-": "-", "*": "×", "/": "÷"}
_LEVEL = {"+": 1, "-": 1, "*": 2, "/": 2}


def shown(judged: Judged, value: Decimal | Fraction) -> str:
    """A value of the measure as it is printed: 98.50%, or a number with its unit."""
    if judged.measure.show == "percent":
        text = numbers.percent(Fraction(value))
        return text.replace(".00%", "%")
    return numbers.plain(numbers.rounded(value, numbers.MEASURE_DIGITS)) + judged.measure.uom


def measured_words(judged: Judged, row: Row) -> str:
    """``按时办结率2040÷2071=98.50%``: title, the formula with its numbers, the value."""
    value = row.value(judged.value)
    formula = written(judged.formula, row)
    text = shown(judged, value)
    terms = "" if judged.formula.op in {"name", "number"} else f"{formula}="
    return f"{judged.measure.title}{terms}{text}"


def written(formula: Formula, row: Row, level: int = 0) -> str:  # noqa: PLR0911 - one case per operator reads best
    """A resolved formula with the numbers of one unit in place of its names."""
    match formula.op:
        case "number":
            return numbers.plain(formula.value)
        case "name":
            value = row.values.get(formula.name)
            return "空" if value is None else numbers.plain(value)
        case "+" | "-" | "*" | "/":
            own = _LEVEL[formula.op]
            left = written(formula.args[0], row, own)
            right = written(formula.args[1], row, own + (formula.op in "-/"))
            text = f"{left}{_SIGNS[formula.op]}{right}"
            return f"({text})" if own < level else text
        case "neg":
            return f"-{written(formula.args[0], row, 3)}"
        case "if_":
            return f"（{'，'.join(written(arg, row) for arg in formula.args[1:])} 之一）"
        case "min" | "max" | "abs":
            names = {"min": "取小", "max": "取大", "abs": "绝对值"}
            return f"{names[formula.op]}（{'，'.join(written(arg, row) for arg in formula.args)}）"
        case _:
            return f" {formula.op} ".join(written(arg, row) for arg in formula.args)
