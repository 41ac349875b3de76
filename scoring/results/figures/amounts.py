"""Figures over numbers of units: sums, growth, shares, differences and means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from scoring import numbers
from scoring.results.figures.base import Answer, Call, Exact
from scoring.results.figures.known import Name
from scoring.results.figures.notes import change_words, coverage_note, same_units_note

TWO = 2


def total(values: Mapping[str, Decimal]) -> Decimal:
    """The exact sum."""
    return sum(values.values(), Decimal(0))


def titled(call: Call, name: Name, year: int | None = None) -> str:
    """``2016年市州人民政府主动公开政府信息数``, as formulas call a number."""
    return f"{year or call.data.known.period}年{call.scope.title}{name.title}"


def add_up(call: Call) -> Answer:
    """The sum over all units that have the number."""
    name = call.name(call.argument)
    values = call.values(name.code)
    expected = call.scope.of(values)
    formula = f"{titled(call, name)}合计"
    if not values:
        return Answer("", formula=formula, expected=expected, why=f"{titled(call, name)}没有数据")
    value = total(values)
    return Answer(
        call.printed(value, 0),
        value,
        formula,
        name.uom,
        values,
        expected,
        name.inputs,
        len(values),
        {"note": coverage_note(len(values), len(expected))},
    )


def grow(call: Call) -> Answer:
    """Growth against the year before, over units that have the number in both years."""
    name, year = call.name(call.argument), call.data.known.period
    other = call.name(call.key("against")) if call.key("against") else None
    now, before = call.values(name.code), call.values(other.code) if other else call.values(name.code, 1)
    both = [unit for unit in now if unit in before]
    expected = call.scope.of(now)
    past, present = sum((before[unit] for unit in both), Decimal(0)), sum((now[unit] for unit in both), Decimal(0))
    formula = f"（{titled(call, name)}合计{numbers.plain(present)}÷{year - 1}年合计{numbers.plain(past)}－1）×100%，按两年均有数据的单位"
    nothing = _no_growth(before, both, past, year - 1)
    if nothing:
        formula = f"{titled(call, name)}合计较{year - 1}年的增长"
        return Answer("", formula=formula, covered=both, expected=expected, why=nothing)
    growth = (Fraction(present) / Fraction(past) - 1) * 100
    text = call.printed(growth, TWO, keep=True)
    words = change_words(Fraction(numbers.rounded(growth, call.key("digits", TWO))), text)
    words["note"] = same_units_note(len(both), len(expected))
    inputs = (*name.inputs, *other.inputs) if other else tuple(item for back in (0, 1) for item in _back(name, back))
    return Answer(text, growth, formula, "%", both, expected, inputs, TWO * len(both), words)


def _no_growth(before: Mapping[str, Decimal], both: Sequence[str], past: Decimal, year: int) -> str:
    if not before:
        return f"没有{year}年的数据"
    if not both:
        return "没有两年均有数据的单位"
    return "" if past > 0 else f"{year}年合计为{numbers.plain(past)}，不能计算增长"


def _back(name: Name, years: int) -> Any:
    return (type(item)(item.kind, item.key, "" if years == 0 else "prev") for item in name.inputs if item.kind == "fact")


def share(call: Call) -> Answer:
    """A part of a whole in percent, over units that have both."""
    part, whole = call.name(call.argument), call.name(call.key("of"))
    parts, wholes = call.values(part.code), call.values(whole.code)
    both = [unit for unit in wholes if unit in parts]
    expected = call.scope.of(wholes)
    above, below = sum((parts[unit] for unit in both), Decimal(0)), sum((wholes[unit] for unit in both), Decimal(0))
    formula = f"{titled(call, part)}合计{numbers.plain(above)}÷{whole.title}合计{numbers.plain(below)}×100%"
    if below <= 0:
        why = "没有两项数据都有的单位" if not both else f"{whole.title}合计为{numbers.plain(below)}，不能计算占比"
        return Answer("", formula=formula, covered=both, expected=expected, why=why)
    value = Fraction(above) / Fraction(below) * 100
    words = {"note": coverage_note(len(both), len(expected))}
    text = call.printed(value, TWO, keep=True)
    return Answer(text, value, formula, "%", both, expected, (*part.inputs, *whole.inputs), TWO * len(both), words)


def difference(call: Call) -> Answer:
    """The sum of one number less that of another, or of last year's, over units that have both."""
    name, previous = call.name(call.argument), call.key("minus") == "previous"
    other = name if previous else call.name(call.key("minus"))
    ours, theirs = call.values(name.code), call.values(other.code, 1 if previous else 0)
    both = [unit for unit in ours if unit in theirs]
    expected = call.scope.of(ours)
    left, right = sum((ours[unit] for unit in both), Decimal(0)), sum((theirs[unit] for unit in both), Decimal(0))
    second = f"{call.data.known.period - 1}年" if previous else other.title
    formula = f"{titled(call, name)}合计{numbers.plain(left)}－{second}合计{numbers.plain(right)}"
    if not both:
        return Answer("", formula=formula, expected=expected, why="没有两项数据都有的单位")
    value = left - right
    text = call.printed(value, 0)
    note = same_units_note(len(both), len(expected)) if previous else coverage_note(len(both), len(expected))
    direction = "增加" if value > 0 else "减少" if value < 0 else "持平"
    words = {"direction": direction, "amount": text.removeprefix("-"), "note": note}
    inputs = tuple(item for back in (0, 1) for item in _back(name, back)) if previous else (*name.inputs, *other.inputs)
    return Answer(text, value, formula, name.uom, both, expected, inputs, TWO * len(both), words)


def mean(call: Call) -> Answer:
    """The mean of final scores of ranked units, or of a metric, measure or event over units that have it."""
    name = call.numbered()
    if name is None:
        ranked = [unit for unit in call.scope.units if unit.exact is not None and unit.rank is not None]
        scores = {unit.unit_id: unit.exact for unit in ranked if unit.exact is not None}
        answer = _mean_of(call, f"{call.scope.title}参加排名单位总分之和", scores, "分", call.of_scores)
        return replace(answer, expected=call.scope.ranked())
    values = call.values(name.code)
    shown = {unit: value * 100 for unit, value in values.items()} if name.percent else values
    answer = _mean_of(call, f"{titled(call, name)}合计", shown, "%" if name.percent else name.uom, name.inputs)
    words = {"note": coverage_note(len(values), len(call.scope.of(values)))}
    return replace(answer, words=words)


def _mean_of(call: Call, sum_words: str, values: Mapping[str, Decimal], uom: str, inputs: Any) -> Answer:
    expected = call.scope.of(values)
    formula = f"{sum_words}÷单位数{len(values)}"
    if not values:
        return Answer("", formula=formula, expected=expected, why="没有单位有分数" if uom == "分" else "没有数据")
    value: Exact = Fraction(total(values)) / len(values)
    text = call.printed(value, TWO, keep=True)
    return Answer(text, value, formula, uom, values, expected, inputs, len(values), {"note": ""})
