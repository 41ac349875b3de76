"""Formulas of the criteria as Chinese clauses."""

from __future__ import annotations

from collections.abc import Mapping

from scoring import numbers
from scoring.criteria.formulas import Formula
from scoring.measures import Names

_OWN = {"base": "基础分", "bonus": "加分", "penalty": "扣分", "total": "总分"}
_COMPARED = {">": "大于", ">=": "不小于", "<": "小于", "<=": "不大于", "=": "等于", "<>": "不等于"}
_SIGNS = {"+": "＋", "-": "－", "*": "×", "/": "÷"}
_LEVEL = {"+": 1, "-": 1, "*": 2, "/": 2}
_JOINED = {"and": "，且", "or": "，或者"}
_FUNCTIONS = {
    "min": "取小",
    "max": "取大",
    "abs": "绝对值",
    "sqrt": "平方根",
    "ln": "自然对数",
    "exp": "自然指数",
    "mean": "平均",
    "geometric_mean": "几何平均",
    "harmonic_mean": "调和平均",
}


def formula_words(formula: Formula, names: Names, level: int = 0, terms: Mapping[str, str] | None = None) -> str:
    """A resolved formula with the titles of its names: 失泄密次数大于0.

    Args:
        formula: The formula.
        names: What its names stand for.
        level: How strongly what stands around it binds; a weaker formula gets brackets.
        terms: Words for some names instead of their titles.
    """
    if formula.op == "number":
        return numbers.plain(formula.value)
    if formula.op == "name":
        if terms and formula.name in terms:
            return terms[formula.name]
        found = names.input(formula)
        return names.title(found) if found else _OWN.get(formula.name, formula.name)
    if formula.op in _SIGNS:
        own = _LEVEL[formula.op]
        left = formula_words(formula.args[0], names, own, terms)
        right = formula_words(formula.args[1], names, own + (formula.op in "-/"), terms)
        text = f"{left}{_SIGNS[formula.op]}{right}"
        return f"（{text}）" if own < level else text
    args = [formula_words(arg, names, terms=terms) for arg in formula.args]
    if formula.op in _COMPARED:
        return _COMPARED[formula.op].join(args)
    return _other(formula.op, args)


def _other(op: str, args: list[str]) -> str:
    if op in _JOINED:
        return _JOINED[op].join(args)
    if op == "not":
        return f"并非（{args[0]}）"
    if op == "neg":
        return f"－{args[0]}"
    if op == "if_":
        return f"（{args[0]}时为{args[1]}，否则为{args[2]}）"
    return _function(op, args)


def _function(op: str, args: list[str]) -> str:
    if op == "round":
        return f"四舍五入到{args[1]}位小数（{args[0]}）"
    if op == "power":
        return f"（{args[0]}）的（{args[1]}）次方"
    return f"{_FUNCTIONS.get(op, op)}（{'，'.join(args)}）"
