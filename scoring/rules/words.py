"""Words that several rule kinds share: how a measure and its formula are written out."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from scoring import numbers
from scoring.criteria.formulas import Formula
from scoring.rules.base import Judged, Row
from scoring.rules.changes import change_words, printed

_SIGNS = {"+": "+", "-": "-", "*": "×", "/": "÷", ">": "＞", ">=": "≥", "<": "＜", "<=": "≤", "=": "=", "<>": "≠"}
_WORDS = {
    "min": "取小",
    "max": "取大",
    "abs": "绝对值",
    "ln": "ln",
    "mean": "平均",
    "geometric_mean": "几何平均",
    "harmonic_mean": "调和平均",
    "and": "且",
    "or": "或",
}
_TIGHT = 3  # binds more strongly than any sign
_LEVEL = {"+": 1, "-": 1, "*": 2, "/": 2}


def shown(judged: Judged, value: Decimal | Fraction) -> str:
    """A value of the measure as it is printed: 98.50%, or a number with its unit."""
    return printed(judged.measure, value)


def measured_words(judged: Judged, row: Row) -> str:
    """``按时办结率2040÷2071=98.50%``: title, the formula with its numbers, the value; or what was done to the value."""
    value = row.value(judged.value)
    formula = written(judged.formula, row)
    text = shown(judged, value)
    terms = "" if judged.formula.op in {"name", "number"} else f"{formula}="
    if terms and any(name.name in row.labels for name in judged.formula.names()):
        terms = f"={terms}"  # words of the terms would run into those of the title
    if change := row.changes.get(judged.value):
        return f"{judged.measure.title}{change_words(judged.measure, change, terms)}"
    return f"{judged.measure.title}{terms}{text}"


def written(formula: Formula, row: Row, level: int = 0) -> str:  # noqa: PLR0911 - one case per operator reads best
    """A resolved formula with the numbers of one unit in place of its names.

    Args:
        formula: The formula, its names column names.
        row: The numbers.
        level: How strongly what stands around it binds; a weaker formula gets brackets.
    """
    match formula.op:
        case "number":
            return numbers.plain(formula.value)
        case "name":
            value, label = row.values.get(formula.name), row.labels.get(formula.name)
            if label and value is not None:
                return numbers.plain(value).join(label)
            return "空" if value is None else _bracketed(numbers.plain(value), inside=value < 0 and level > 0)
        case "+" | "-" | "*" | "/":
            own = _LEVEL[formula.op]
            left = written(formula.args[0], row, own)
            right = written(formula.args[1], row, own + (formula.op in "-/"))
            return _bracketed(f"{left}{_SIGNS[formula.op]}{right}", inside=own < level)
        case "neg":
            return f"-{written(formula.args[0], row, _TIGHT)}"
        case "sqrt":
            return f"√{written(formula.args[0], row, _TIGHT)}"
        case "exp":
            return f"e^{written(formula.args[0], row, _TIGHT)}"
        case "power":
            return "^".join(written(arg, row, _TIGHT) for arg in formula.args)
        case "not" | "and" | "or" | "if_":
            return _choice(formula, row)
        case _:
            return _listed(formula, row)


def _bracketed(text: str, *, inside: bool) -> str:
    return f"({text})" if inside else text


def _choice(formula: Formula, row: Row) -> str:
    """Conditions joined, and what they decide between."""
    args = [written(arg, row) for arg in formula.args]
    if formula.op == "if_":
        return f"（若{args[0]}则{args[1]}，否则{args[2]}）"
    return f"非（{args[0]}）" if formula.op == "not" else f"（{_WORDS[formula.op].join(args)}）"


def _listed(formula: Formula, row: Row) -> str:
    """A comparison, or a function with its arguments."""
    args = [written(arg, row) for arg in formula.args]
    if formula.op in _SIGNS:
        return _SIGNS[formula.op].join(args)
    if formula.op == "round":
        return f"四舍五入到{args[1]}位小数（{args[0]}）"
    return f"{_WORDS[formula.op]}（{'，'.join(args)}）"
