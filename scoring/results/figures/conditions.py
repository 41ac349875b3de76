"""Units where a condition holds: how many, what share, which word, which names."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from scoring import numbers
from scoring.problems import Problem
from scoring.results.figures.base import Answer, Call, Spec
from scoring.results.figures.data import FigureUnit
from scoring.results.figures.keys import STATES, Context, Key, choice, counted, grade, limit, whole
from scoring.results.figures.notes import coverage_note

WHAT = Key("score 总分、rank 名次、grade 等次、指标、统计指标、测度或事件", counted, required=True)
COMPARISONS: Mapping[str, tuple[str, Callable[[Any, Any], bool]]] = {
    "at_least": ("不低于", operator.ge),
    "above": ("高于", operator.gt),
    "at_most": ("不高于", operator.le),
    "below": ("低于", operator.lt),
}
STATE_WORDS = {"full": "得满分", "lost": "有失分", "zero": "为零", "positive": "大于零"}
CONDITION: Mapping[str, Key] = {
    "when": Key("full 满分、lost 失分、zero 为零、positive 大于零", choice(*STATES)),
    "is": Key("等次 grade", grade),
    **{name: Key(f"{words}此数或此分数线；指标为得分率，写百分数", limit) for name, (words, _) in COMPARISONS.items()},
}


@dataclass(frozen=True)
class Found:
    """Units where the condition holds, all units for which it could be told, and the condition in words."""

    units: list[FigureUnit]
    measured: list[str]
    words: str
    inputs: tuple[Any, ...]


def check_condition(context: Context, spec: Spec) -> None:
    """Exactly one kind of condition, and one that fits what it looks at (F009)."""
    if spec.argument not in {"score", "rank", "grade", *context.known.titles} and context.known.name(spec.argument) is None:
        return  # told already
    given = [key for key in CONDITION if key in spec.keys]
    wanted = "is" if spec.argument == "grade" else None
    states = STATES if spec.argument in context.known.titles else ("zero", "positive")
    fits = ("is" in given) == (wanted is not None) and (
        "when" not in given or (spec.argument not in {"score", "rank"} and spec.keys["when"] in states)
    )
    if not given or ("when" in given and len(given) > 1) or not fits:
        context.reader.problem("F009", spec.path, "、".join(given) or spec.argument)


def find(call: Call) -> Found:
    """Judge every unit of the scope."""
    if call.argument in {"score", "rank", "grade"}:
        return _by_place(call)
    if call.argument in call.data.known.titles:
        rows = call.scope.having(call.data.points(call.argument))
        title, inputs = call.data.known.titles[call.argument], call.of_indicator(call.argument)
        if "when" in call.spec.keys:
            holds = {unit: _state(call.key("when"), points, full) for unit, (points, full) in rows.items()}
        else:
            holds = {unit: full > 0 and _compare(call, Fraction(points) / Fraction(full)) for unit, (points, full) in rows.items()}
    else:
        name = call.name(call.argument)
        title, inputs = name.title, name.inputs
        values = call.values(name.code)
        holds = {
            unit: _state(call.key("when"), value) if "when" in call.spec.keys else _compare(call, value) for unit, value in values.items()
        }
    units = [unit for unit in call.scope.units if holds.get(unit.unit_id)]
    return Found(units, list(holds), f"{title}{condition_words(call)}", inputs)


def _by_place(call: Call) -> Found:
    ranked = [
        unit
        for unit in call.scope.units
        if (unit.rank is not None if call.argument != "grade" else unit.status == "assessed" and unit.grade)
    ]
    tests: dict[str, Callable[[FigureUnit], bool]] = {
        "score": lambda unit: unit.printed is not None and _compare(call, unit.printed),
        "rank": lambda unit: unit.rank is not None and _compare(call, unit.rank),
        "grade": lambda unit: unit.grade == call.key("is"),
    }
    words = {"score": "总分", "rank": "名次", "grade": "等次"}[call.argument] + condition_words(call)
    return Found([unit for unit in ranked if tests[call.argument](unit)], [unit.unit_id for unit in ranked], words, call.of_scores)


def _state(state: str, points: Decimal, full: Decimal | None = None) -> bool:
    tests = {"zero": points == 0, "positive": points > 0}
    return tests[state] if full is None or state in tests else (points >= full) == (state == "full")


def _compare(call: Call, value: Any) -> bool:
    limits = [(test, Fraction(call.key(key))) for key, (_, test) in COMPARISONS.items() if key in call.spec.keys]
    return all(test(Fraction(value), bound) for test, bound in limits)


def condition_words(call: Call) -> str:
    """The condition in words: ``低于60``."""
    if "is" in call.spec.keys:
        return f"为{call.key('is')}"
    if "when" in call.spec.keys:
        return STATE_WORDS[call.key("when")]
    rate = "得分率" if call.argument in call.data.known.titles else ""
    shown = {
        key: numbers.percent(call.key(key), 0) if rate else numbers.plain(call.key(key)) for key in COMPARISONS if key in call.spec.keys
    }
    return rate + "、".join(f"{COMPARISONS[key][0]}{value}" for key, value in shown.items())


def count(call: Call) -> Answer:
    """How many units, or what share of those for which it could be told; empty where there is none."""
    found = find(call)
    formula = f"{call.scope.title}{found.words}的单位数"
    by_place = call.argument in {"score", "rank", "grade"}
    expected = call.scope.ranked() if by_place else call.scope.of(dict.fromkeys(found.measured))
    if not found.units:
        return Answer("", formula=formula, covered=found.measured, expected=expected, inputs=found.inputs, why="没有这样的单位")
    if call.key("show") == "percent":
        value = Fraction(len(found.units) * 100, len(found.measured))
        formula += f"{len(found.units)}÷有数据的单位数{len(found.measured)}×100%"
        words = {"note": coverage_note(len(found.measured), len(expected))}
        return Answer(call.printed(value, 2), value, formula, "%", found.measured, expected, found.inputs, 0, words)
    number = len(found.units)
    return Answer(str(number), number, formula, "个", found.measured, expected, found.inputs, 0, {"note": ""})


def quantify(call: Call) -> Answer:
    """The word for the share of units where a condition holds (F003)."""
    found = find(call)
    formula = f"{call.scope.title}{found.words}的单位"
    measured = set(found.measured)
    expected = [unit for unit in call.scope.units if unit.unit_id in measured]
    if not found.units:
        return Answer("", formula=formula, covered=found.measured, expected=expected, inputs=found.inputs, why="没有这样的单位")
    share = Fraction(len(found.units), len(found.measured))
    fitting = (word for word, above, most in call.quantifiers if share > Fraction(above) and (most is None or len(found.units) <= most))
    word = next(fitting, "")
    if not word:
        file, line = call.spec.place
        call.problems.append(Problem("F003", file, line, f"figures.{call.spec.name}", numbers.percent(share)))
    formula += f"{len(found.units)}个，占有数据的{len(found.measured)}个单位的{numbers.percent(share)}"
    return Answer(word, None, formula, "", found.measured, expected, found.inputs)


def names(call: Call) -> Answer:
    """The names of units where a condition holds, in their order; a long list ends with 等."""
    found = find(call)
    formula = f"{call.scope.title}{found.words}的单位名单"
    most = call.key("most", len(found.units))
    shown = [unit.shown for unit in found.units]
    text = "、".join(shown[:most]) + ("等" if len(shown) > most else "")
    entries = tuple({"name": name, "text": ""} for name in shown)
    words = {"count": str(len(shown)) if shown else ""}
    measured = set(found.measured)
    expected = [unit for unit in call.scope.units if unit.unit_id in measured]
    why = "" if shown else "没有这样的单位"
    return Answer(text, None, formula, "", found.measured, expected, found.inputs, 0, words, entries, why)


LIST_KEYS = {**CONDITION, "most": Key("最多列出几个，其余以“等”代之", whole(1))}
COUNT_KEYS = {**CONDITION, "show": Key("number 个数、percent 占比", choice("number", "percent"))}
SCORED = ("assessed", "not_ranked")
STATUSES = {"scored": "参加考核", "assessed": "参加排名", "exempt": "免予考核", "not_ranked": "列名不排名"}
UNITS = Key("、".join(["all 全部", *(f"{name} {words}" for name, words in STATUSES.items())]), choice("all", *STATUSES), required=True)


def count_units(call: Call) -> Answer:
    """How many units there are of a status."""
    wanted = {"all": (*SCORED, "exempt"), "scored": SCORED}.get(call.argument, (call.argument,))
    units = [unit for unit in call.scope.units if unit.status in wanted]
    formula = f"{call.scope.title}{'全部' if call.argument == 'all' else STATUSES[call.argument]}单位数"
    files = tuple(filter(None, [call.data.known.tables.get("units")]))
    why = "" if units else "没有这样的单位"
    number = len(units)
    return Answer(str(number) if units else "", number or None, formula, "个", [u.unit_id for u in units], units, files=files, why=why)


def count_grade(call: Call) -> Answer:
    """How many assessed units have a grade."""
    call = replace(call, spec=replace(call.spec, argument="grade", keys={**call.spec.keys, "is": call.argument}))
    return count(call)
